import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlugConnected } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import { type BindingRequest, type MechanismVersion, platform } from '../../../../platform.ts'
import { fieldTime } from '../../../production/times.ts'
import { bindingOf, firstBind, renamed } from '../bind-draft.ts'
import styles from '../bindings.module.css'
import { suggested } from '../match.ts'
import { useCandidates } from '../use-candidates.ts'
import { InputSources } from './InputSources.tsx'
import { OutputNames } from './OutputNames.tsx'
import { Preview } from './Preview.tsx'
import { TargetFields } from './TargetFields.tsx'

/** Steps of a grid that people ask for, s. */
const grid = [1, 10, 60, 300, 900, 3_600] as const

/** Where, from what, as what: with a preview of every asset while it is chosen. */
export function BindForm({ version }: { version: MechanismVersion }) {
  const { t } = useTranslation('mechanismRuns')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => firstBind(version))
  const set = (change: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...change }))
  const candidates = useCandidates(draft, version)
  const offers = suggested(version.manifest.inputs, candidates)
  const request = bindingOf(draft, version, offers)
  const wanted = request ? JSON.stringify(request) : ''
  const [settled] = useDebouncedValue(wanted, 350)
  const preview = useQuery({
    queryKey: ['bindings', 'preview', settled],
    enabled: settled !== '' && wanted !== '',
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => platform.bindings.preview(JSON.parse(settled) as BindingRequest, signal),
  })
  const isCurrent = settled === wanted && !preview.isPlaceholderData && preview.data !== undefined && !preview.error
  const fit = preview.data?.fit ?? 0
  const define = useMutation({
    mutationFn: (asked: BindingRequest) => platform.bindings.define(asked),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['bindings'] })
      await queries.invalidateQueries({ queryKey: ['mechanisms'] })
      await navigate({ to: '/mechanisms/bindings/$id', params: { id } })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (request && isCurrent && fit > 0) define.mutate(request)
  }
  const { parameters = [] } = version.manifest
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('bind.title')}>
      <div className={styles.column}>
        <section className={`panel ${styles.panel}`} aria-labelledby="target">
          <h2 id="target" className="section-title">
            {t('target.title')}
          </h2>
          <TargetFields draft={draft} manifest={version.manifest} set={set} />
        </section>
        <section className={`panel ${styles.panel}`} aria-labelledby="inputs">
          <h2 id="inputs" className="section-title">
            {t('inputs.title')}
          </h2>
          <InputSources manifest={version.manifest} draft={draft} offers={offers} candidates={candidates} set={set} />
        </section>
        <section className={`panel ${styles.panel}`} aria-labelledby="outputs">
          <h2 id="outputs" className="section-title">
            {t('outputs.title')}
          </h2>
          <OutputNames manifest={version.manifest} draft={draft} candidates={candidates} set={set} />
        </section>
        <details className={`panel ${styles.fold}`}>
          <summary>{t('more.title')}</summary>
          <div className={styles.pair}>
            <TextInput
              label={t('more.name')}
              maxLength={200}
              value={draft.name[currentLanguage()]}
              onChange={(event) => set({ name: renamed(draft.name, event.currentTarget.value) })}
            />
            <Select
              label={t('more.every')}
              value={String(draft.every)}
              allowDeselect={false}
              data={[
                { value: '', label: t('more.eachChange') },
                ...grid.map((each) => ({ value: String(each), label: t(`more.grid.${each}`) })),
              ]}
              onChange={(value) => set({ every: value ? Number(value) : '' })}
            />
            <NumberInput
              label={t('more.gap')}
              description={t('more.gapHint')}
              min={0}
              hideControls
              value={draft.gap}
              onChange={(gap) => set({ gap })}
            />
            <TextInput
              type="datetime-local"
              label={t('more.from')}
              description={t('more.fromHint')}
              max={fieldTime(Date.now())}
              value={draft.from}
              onChange={(event) => set({ from: event.currentTarget.value })}
            />
            {parameters.map((parameter) => (
              <NumberInput
                key={parameter.name}
                label={t('more.parameter', { name: parameter[currentLanguage()] })}
                placeholder={String(parameter.default)}
                hideControls
                value={draft.parameters[parameter.name] ?? ''}
                onChange={(value) => {
                  const { [parameter.name]: _, ...rest } = draft.parameters
                  set({ parameters: typeof value === 'number' ? { ...rest, [parameter.name]: value } : rest })
                }}
              />
            ))}
          </div>
        </details>
      </div>
      <div className={styles.column}>
        <Preview
          preview={request ? preview.data : undefined}
          fault={request ? preview.error : null}
          stale={!isCurrent}
          asking={request !== undefined}
        />
        {define.error && <FormFault words={words(define.error)} />}
        <div className={styles.foot}>
          <Button
            type="submit"
            loading={define.isPending}
            disabled={!request || !isCurrent || fit === 0}
            leftSection={<IconPlugConnected size={16} stroke={1.8} />}
          >
            {t('bind.action', { count: fit })}
          </Button>
        </div>
      </div>
    </form>
  )
}
