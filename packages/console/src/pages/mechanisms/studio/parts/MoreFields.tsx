import { ActionIcon, Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { withOptional, withParameters } from '../change.ts'
import { type ModelSource, type Parameter, type StudioDraft, worded } from '../draft.ts'
import { findingsAt, pointerOf } from '../findings.ts'
import { nameFrom } from '../names.ts'
import styles from '../studio.module.css'
import type { PartProps } from './AboutFields.tsx'

const kinds = ['standard', 'paper', 'book', 'software', 'page', 'data'] as const

/** What a model may have besides: parameters, conditions that it holds under, and sources. */
export function MoreFields(props: PartProps) {
  return (
    <>
      <Parameters {...props} />
      <Validity {...props} />
      <Sources {...props} />
    </>
  )
}

function Parameters({ draft, findings, onChange }: PartProps) {
  const { t } = useTranslation('studio')
  const rows = draft.manifest.parameters ?? []
  const number = (value: number | string): number | undefined => (typeof value === 'number' ? value : undefined)
  const set = (k: number, change: (was: Parameter) => Parameter) =>
    onChange((was) =>
      withParameters(
        was,
        (was.manifest.parameters ?? []).map((row, at) => (at === k ? change(row) : row)),
      ),
    )
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="parameters">
      <div className={styles.split}>
        <h2 id="parameters" className="section-title">
          {t('parameters.title')}
        </h2>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={() => {
            const taken = new Set([...draft.manifest.inputs, ...rows].map(({ name }) => name))
            const name = nameFrom('k', taken)
            onChange((was) => withParameters(was, [...rows, { name, en: '', zh: '', default: 1 }]))
          }}
        >
          {t('parameters.add')}
        </Button>
      </div>
      {rows.length === 0 && <p className="quiet">{t('parameters.none')}</p>}
      {rows.map((row, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parameter is its place, and its name is typed
        <fieldset key={k} className={styles.quantity} aria-label={row.name}>
          <TextInput
            size="xs"
            label={t('inputs.name')}
            spellCheck={false}
            maxLength={60}
            value={row.name}
            onChange={(event) => {
              const name = event.currentTarget.value
              set(k, (was) => ({ ...was, name }))
            }}
          />
          <TextInput
            size="xs"
            label={t('inputs.meaning')}
            placeholder={row.name}
            maxLength={200}
            value={row[currentLanguage()]}
            onChange={(event) => {
              const text = event.currentTarget.value
              set(k, (was) => worded(was, text))
            }}
          />
          <TextInput
            size="xs"
            label={t('inputs.unit')}
            placeholder="1"
            maxLength={60}
            value={row.unit ?? ''}
            onChange={(event) => {
              const unit = event.currentTarget.value
              set(k, (was) => withOptional(was, 'unit', unit))
            }}
          />
          <NumberInput
            size="xs"
            label={t('parameters.default')}
            hideControls
            value={row.default}
            onChange={(value) => set(k, (was) => ({ ...was, default: number(value) ?? 0 }))}
          />
          <NumberInput
            size="xs"
            label={t('inputs.high')}
            hideControls
            value={row.high ?? ''}
            onChange={(value) => set(k, (was) => withOptional(was, 'high', number(value)))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('inputs.drop', { name: row.name })}
            onClick={() =>
              onChange((was) =>
                withParameters(
                  was,
                  rows.filter((_, at) => at !== k),
                ),
              )
            }
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
          {findingsAt(findings, pointerOf('parameters', k)).map(({ says }) => (
            <span key={says} className={styles.rowWrong} role="alert">
              {says.split('\n')[0]}
            </span>
          ))}
        </fieldset>
      ))}
    </section>
  )
}

type Rule = NonNullable<StudioDraft['manifest']['validity']>[number]

function Validity({ draft, findings, onChange }: PartProps) {
  const { t } = useTranslation('studio')
  const rows = draft.manifest.validity ?? []
  const put = (validity: Rule[]) =>
    onChange((was) => ({
      ...was,
      manifest: withOptional(was.manifest, 'validity', validity.length > 0 ? validity : undefined),
    }))
  const set = (k: number, rule: Rule) => put(rows.map((row, at) => (at === k ? rule : row)))
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="validity">
      <div className={styles.split}>
        <h2 id="validity" className="section-title">
          {t('validity.title')}
        </h2>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={() => put([...rows, { holds: '', en: '', zh: '' }])}
        >
          {t('validity.add')}
        </Button>
      </div>
      {rows.length === 0 && <p className="quiet">{t('validity.none')}</p>}
      {rows.map((row, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place
        <fieldset key={k} className={styles.rule} aria-label={t('validity.title')}>
          <TextInput
            size="xs"
            className={styles.editor ?? ''}
            label={t('validity.holds')}
            placeholder="power > 5[kW]"
            spellCheck={false}
            value={row.holds}
            error={findingsAt(findings, pointerOf('validity', k))[0]?.says}
            onChange={(event) => set(k, { ...row, holds: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('validity.words')}
            value={row[currentLanguage()]}
            onChange={(event) => set(k, worded(row, event.currentTarget.value))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('validity.drop')}
            onClick={() => put(rows.filter((_, at) => at !== k))}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </fieldset>
      ))}
    </section>
  )
}

function Sources({ draft, findings, onChange }: PartProps) {
  const { t } = useTranslation('studio')
  const { t: model } = useTranslation('mechanisms')
  const rows = draft.manifest.sources
  const put = (sources: ModelSource[]) => onChange((was) => ({ ...was, manifest: { ...was.manifest, sources } }))
  const set = (k: number, change: Partial<ModelSource>) =>
    put(rows.map((row, at) => (at === k ? { ...row, ...change } : row)))
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="sources">
      <div className={styles.split}>
        <h2 id="sources" className="section-title">
          {t('sources.title')}
        </h2>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={() => {
            const id = nameFrom('s', new Set(rows.map((row) => row.id)))
            put([...rows, { id, kind: 'standard', title: '', seen: true }])
          }}
        >
          {t('sources.add')}
        </Button>
      </div>
      {rows.map((row, k) => (
        <fieldset key={row.id} className={styles.source} aria-label={row.title || row.id}>
          <TextInput
            size="xs"
            label={t('sources.what')}
            placeholder={t('sources.example')}
            maxLength={400}
            value={row.title}
            error={findingsAt(findings, pointerOf('sources', k))[0]?.says}
            onChange={(event) => set(k, { title: event.currentTarget.value })}
          />
          <Select
            size="xs"
            label={t('sources.kind')}
            allowDeselect={false}
            value={row.kind}
            data={kinds.map((kind) => ({ value: kind, label: model(`source.${kind}`) }))}
            onChange={(kind) => kind && set(k, { kind })}
          />
          <Checkbox
            size="xs"
            label={t('sources.seen')}
            checked={row.seen}
            onChange={(event) => set(k, { seen: event.currentTarget.checked })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={rows.length === 1}
            aria-label={t('sources.drop', { name: row.title || row.id })}
            onClick={() => put(rows.filter((_, at) => at !== k))}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </fieldset>
      ))}
    </section>
  )
}
