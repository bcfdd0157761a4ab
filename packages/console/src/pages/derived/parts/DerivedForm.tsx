import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { type DerivedPoint, PlatformFault, platform } from '../../../platform.ts'
import { InputFields } from '../../alarms/parts/InputFields.tsx'
import { fieldTime } from '../../production/times.ts'
import styles from '../derived.module.css'
import { changeOf, contentOf, draftOf, firstDraft, mistakeOf } from '../draft.ts'
import { PreviewPlot } from './PreviewPlot.tsx'
import { usePreview } from './use-preview.ts'

interface DerivedFormProps {
  /** Of a new one. */
  asset: string
  /** What is changed. */
  before?: DerivedPoint | undefined
}

const functions = ['if()', 'max()', 'min()', 'mean()', 'abs()', 'fallback()'] as const

/** A derived point: names, formula and inputs, with what it gives over the last hour while it is typed. */
export function DerivedForm({ asset, before }: DerivedFormProps) {
  const { t } = useTranslation('derived')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState(() => (before ? draftOf(before) : firstDraft()))
  const set = (change: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...change }))
  const preview = usePreview(draft, before?.id)
  const change = changeOf(draft)
  const mistake = mistakeOf(draft)
  const save = useMutation({
    mutationFn: (asked: NonNullable<typeof change>) =>
      before ? platform.derived.change(before.id, asked) : platform.derived.define({ ...asked, asset }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries()
      void navigate({ to: '/points/$id', params: { id } })
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (change) save.mutate(change)
  }
  /** Where the cursor is. */
  function insert(text: string) {
    const at = field.current?.selectionStart ?? draft.formula.length
    const end = field.current?.selectionEnd ?? at
    set({ formula: draft.formula.slice(0, at) + text + draft.formula.slice(end) })
    field.current?.focus()
  }
  const isAsked = contentOf(draft) !== undefined
  const { data, error, isPlaceholderData } = preview
  const given = isAsked && !error && !isPlaceholderData ? data : undefined
  const unit = unitText(given?.unit)
  const gives = given && (given.type === 'boolean' ? t('truth') : unit || t('number'))
  const said = isAsked && error ? words(error) : undefined
  const excerpt = error instanceof PlatformFault ? error.message.split('\n').slice(1).join('\n') : ''

  return (
    <form className={styles.form} onSubmit={submit} aria-label={t(before ? 'change' : 'add')}>
      <div className={styles.beside}>
        <section className={`panel ${styles.panel}`}>
          <h2 className="section-title">{t('what')}</h2>
          <div className={styles.pair}>
            <TextInput
              label={t('zh')}
              maxLength={200}
              value={draft.zh}
              onChange={(event) => set({ zh: event.currentTarget.value })}
            />
            <TextInput
              label={t('en')}
              description={t('enHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={200}
              value={draft.en}
              onChange={(event) => set({ en: event.currentTarget.value })}
            />
          </div>
          <InputFields
            inputs={draft.inputs}
            error={mistake && t(mistake)}
            most={20}
            onChange={(inputs) => set({ inputs })}
          />
          <Textarea
            ref={field}
            className={styles.editor ?? ''}
            label={t('formula')}
            description={t('formulaHint')}
            autosize
            minRows={3}
            maxLength={2_000}
            spellCheck={false}
            value={draft.formula}
            error={said !== undefined}
            onChange={(event) => set({ formula: event.currentTarget.value })}
          />
          <div className={styles.words}>
            {draft.inputs
              .map(({ name }) => name.trim())
              .filter(Boolean)
              .map((name) => (
                <button key={name} type="button" className={styles.word} onClick={() => insert(name)}>
                  {name}
                </button>
              ))}
            {functions.map((name) => (
              <button key={name} type="button" className={styles.word} onClick={() => insert(name.slice(0, -1))}>
                {name}
              </button>
            ))}
          </div>
          <div className={styles.said} aria-live="polite">
            {said && (
              <>
                <span className={styles.wrong} role="alert">
                  <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" /> {said.says.split('\n')[0]}
                </span>
                {excerpt && <code className={styles.excerpt}>{excerpt}</code>}
                <span className="quiet">{said.remedy}</span>
              </>
            )}
            {gives && (
              <span className={styles.right}>
                <IconCheck size={16} stroke={2} aria-hidden="true" /> {t('fits', { gives })}
              </span>
            )}
          </div>
          <div className={styles.pair}>
            <TextInput
              label={t('unit')}
              description={t('unitHint')}
              maxLength={60}
              value={draft.unit}
              onChange={(event) => set({ unit: event.currentTarget.value })}
            />
            <NumberInput
              label={t('gap')}
              description={t('gapHint')}
              min={0}
              max={31_536_000}
              hideControls
              value={draft.gap}
              onChange={(gap) => set({ gap })}
            />
          </div>
          <TextInput
            type="datetime-local"
            label={t('back.label')}
            description={t('back.hint')}
            max={fieldTime(Date.now())}
            value={draft.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
        </section>
        {save.error && <FormFault words={words(save.error)} />}
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending} disabled={!change || !given}>
            {t(before ? 'save' : 'make')}
          </Button>
        </div>
      </div>
      <PreviewPlot preview={isAsked ? data : undefined} name={draft.en || draft.zh || t('title')} />
    </form>
  )
}
