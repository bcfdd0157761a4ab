import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { type KpiDefinition, type KpiDefinitionRequest, platform } from '../../../platform.ts'
import { fieldTime } from '../../production/times.ts'
import { contentOf, draftOf, firstDraft, type InputDraft, isWhole } from '../definition-draft.ts'
import styles from '../kpis.module.css'
import { type WindowKind, windowKinds } from '../search.ts'
import { BoundUnits } from './BoundUnits.tsx'
import { FormulaEditor } from './FormulaEditor.tsx'
import { useChecked } from './use-checked.ts'

const betters = ['higher', 'lower', 'neither'] as const
const types = ['number', 'boolean', 'text'] as const

function midnight(): number {
  const day = new Date()
  return day.setHours(0, 0, 0, 0)
}

/** A new KPI, or the next version of one: formula and units are checked by the platform while they are typed. */
export function DefinitionForm({ last }: { last?: KpiDefinition }) {
  const { t } = useTranslation('kpis')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => (last ? draftOf(last) : firstDraft()))
  const [bindings, setBindings] = useState<KpiDefinitionRequest['bindings']>(last?.bindings ?? {})
  const [validFrom, setValidFrom] = useState(fieldTime(midnight()))
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const putInput = (at: number, change: Partial<InputDraft>) =>
    set({ inputs: draft.inputs.map((input, k) => (k === at ? { ...input, ...change } : input)) })
  const checked = useChecked(draft)
  const save = useMutation({
    mutationFn: (request: KpiDefinitionRequest) => platform.kpis.define(request),
    onSuccess: async ({ key }) => {
      await queries.invalidateQueries({ queryKey: ['kpis'] })
      void navigate({ to: '/kpis/definitions/$key', params: { key } })
    },
  })
  const toggle = (kind: WindowKind) =>
    set({ windows: windowKinds.filter((known) => (known === kind) !== draft.windows.includes(known)) })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole(draft) && validFrom)
      save.mutate({ content: contentOf(draft), bindings, validFrom: new Date(validFrom).toISOString() })
  }

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      aria-label={last ? t('definitions.next', { version: last.version + 1 }) : t('definitions.add')}
    >
      <div className={styles.beside}>
        <section className={`panel ${styles.panel}`}>
          <h2 className="section-title">
            {last ? t('definitions.next', { version: last.version + 1 }) : t('definitions.what')}
          </h2>
          {!last && (
            <TextInput
              label={t('definitions.key')}
              description={t('definitions.keyHint')}
              maxLength={63}
              value={draft.key}
              onChange={(event) => set({ key: event.currentTarget.value })}
            />
          )}
          <div className={styles.pair}>
            <TextInput
              label={t('definitions.zh')}
              maxLength={200}
              value={draft.zh}
              onChange={(event) => set({ zh: event.currentTarget.value })}
            />
            <TextInput
              label={t('definitions.en')}
              maxLength={200}
              value={draft.en}
              onChange={(event) => set({ en: event.currentTarget.value })}
            />
          </div>
          <FormulaEditor
            value={draft.formula}
            inputs={draft.inputs.map(({ name }) => name.trim()).filter(Boolean)}
            checked={checked}
            onChange={(formula) => set({ formula })}
          />
          <div className={styles.pair}>
            <TextInput
              label={t('definitions.unit')}
              description={t('definitions.unitHint')}
              maxLength={60}
              value={draft.unit}
              onChange={(event) => set({ unit: event.currentTarget.value })}
            />
            <Select
              label={t('definitions.better')}
              description={t('definitions.betterHint')}
              allowDeselect={false}
              value={draft.better}
              onChange={(value) => set({ better: betters.find((known) => known === value) ?? draft.better })}
              data={betters.map((value) => ({ value, label: t(`definitions.${value}`) }))}
            />
          </div>
        </section>
        <section className={`panel ${styles.panel}`} aria-label={t('definitions.inputs')}>
          <h2 className="section-title">{t('definitions.inputs')}</h2>
          <p className="quiet">{t('definitions.inputsLesson')}</p>
          {[...draft.inputs.entries()].map(([at, input]) => (
            <div key={at} className={styles.row}>
              <TextInput
                label={t('definitions.input')}
                maxLength={100}
                value={input.name}
                onChange={(event) => putInput(at, { name: event.currentTarget.value })}
              />
              <Select
                label={t('definitions.from')}
                allowDeselect={false}
                value={input.kind}
                onChange={(value) =>
                  putInput(at, value === 'constant' ? { kind: 'constant', type: 'number' } : { kind: 'point' })
                }
                data={(['point', 'constant'] as const).map((value) => ({ value, label: t(`definitions.${value}`) }))}
              />
              {input.kind === 'point' && (
                <Select
                  label={t('definitions.type')}
                  allowDeselect={false}
                  value={input.type}
                  onChange={(value) => putInput(at, { type: types.find((known) => known === value) ?? input.type })}
                  data={types.map((value) => ({ value, label: t(`definitions.${value}`) }))}
                />
              )}
              {input.type === 'number' && (
                <TextInput
                  label={t('definitions.unit')}
                  maxLength={60}
                  value={input.unit}
                  onChange={(event) => putInput(at, { unit: event.currentTarget.value })}
                />
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('definitions.dropInput', { name: input.name })}
                onClick={() => set({ inputs: draft.inputs.filter((_, k) => k !== at) })}
              >
                <IconTrash size={17} stroke={1.7} />
              </ActionIcon>
            </div>
          ))}
          <Button
            variant="subtle"
            size="xs"
            mr="auto"
            leftSection={<IconPlus size={14} stroke={1.8} />}
            onClick={() =>
              set({ inputs: [...draft.inputs, { name: '', kind: 'point', type: 'number', unit: '', gap: '' }] })
            }
          >
            {t('definitions.addInput')}
          </Button>
        </section>
      </div>
      <div className={styles.beside}>
        <section className={`panel ${styles.panel}`}>
          <h2 className="section-title">{t('definitions.told')}</h2>
          <fieldset className={styles.toggles} aria-label={t('definitions.windows')}>
            {windowKinds.map((kind) => (
              <button
                key={kind}
                type="button"
                className={styles.toggle}
                aria-pressed={draft.windows.includes(kind)}
                onClick={() => toggle(kind)}
              >
                {t(`kind.${kind}`)}
              </button>
            ))}
          </fieldset>
          <TextInput
            type="datetime-local"
            label={t('definitions.validFrom')}
            description={t('definitions.validFromHint')}
            value={validFrom}
            onChange={(event) => setValidFrom(event.currentTarget.value)}
          />
          <div className={styles.pair}>
            <NumberInput label={t('definitions.plausibleFrom')} value={draft.from} onChange={(from) => set({ from })} />
            <NumberInput label={t('definitions.plausibleTo')} value={draft.to} onChange={(to) => set({ to })} />
          </div>
          <TextInput
            label={t('definitions.source')}
            description={t('definitions.sourceHint')}
            maxLength={200}
            value={draft.source}
            onChange={(event) => set({ source: event.currentTarget.value })}
          />
        </section>
        <BoundUnits
          points={checked.data?.points ?? []}
          constants={checked.data?.constants ?? []}
          value={bindings}
          onChange={setBindings}
        />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending} disabled={!isWhole(draft) || !validFrom || !checked.data}>
            {last ? t('definitions.publish', { version: last.version + 1 }) : t('definitions.make')}
          </Button>
        </div>
      </div>
    </form>
  )
}
