import { Button, CloseButton, NativeSelect, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAlertOctagon, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomRange } from '../../../parts/CustomRange.tsx'
import lists from '../../../parts/list.module.css'
import type { AuditRecord } from '../../../platform.ts'
import { areaNames, areas, beginningsOf } from '../actions.ts'
import styles from '../audit.module.css'
import { useAuditWords } from '../audit-words.ts'
import { type AuditFilter, outcomes, spanNames, spans } from '../search.ts'

interface AuditFiltersProps {
  filter: AuditFilter
  /** What is found: people and things are named after it. */
  rows: readonly AuditRecord[]
  onChange: (change: { [Key in keyof AuditFilter]?: AuditFilter[Key] | undefined }) => void
  onClear: () => void
}

const custom = 'custom'

export function AuditFilters({ filter, rows, onChange, onClear }: AuditFiltersProps) {
  const { t } = useTranslation('audit')
  const [typed, setTyped] = useState(filter.q ?? '')
  const find = useDebouncedCallback((q: string) => onChange({ q }), 250)
  // The address may change without this field: a link, the back button, the filters cleared.
  useEffect(() => setTyped(filter.q ?? ''), [filter.q])
  const isCustom = filter.from !== undefined || filter.to !== undefined
  const toggleRaised = () => onChange({ raised: filter.raised ? undefined : true, action: undefined })

  return (
    <>
      <div className={`${lists.tools} ${styles.filters}`}>
        <TextInput
          className={styles.search ?? ''}
          value={typed}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          rightSection={
            typed ? <CloseButton size="sm" aria-label={t('clear')} onClick={() => onChange({ q: undefined })} /> : null
          }
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            find(event.currentTarget.value)
          }}
        />
        <ActionSelect filter={filter} onChange={(action) => onChange({ action, raised: undefined })} />
        <NativeSelect
          aria-label={t('filter.time')}
          value={isCustom ? custom : (filter.since ?? '')}
          onChange={(event) => {
            const since = spanNames.find((name) => name === event.currentTarget.value)
            onChange({ since, from: undefined, to: undefined })
          }}
          data={[
            { value: '', label: t('filter.anyTime') },
            ...spanNames.map((name) => ({ value: name, label: t(`filter.since.${name}`) })),
            ...(isCustom ? [{ value: custom, label: t('filter.customTime') }] : []),
          ]}
        />
        <CustomRange
          size="sm"
          chosen={isCustom}
          span={spanOf(filter)}
          onChoose={({ from, to }) =>
            onChange({
              since: undefined,
              from: new Date(from * 1000).toISOString(),
              to: new Date(to * 1000).toISOString(),
            })
          }
        />
        <NativeSelect
          aria-label={t('filter.outcome')}
          value={filter.outcome ?? ''}
          onChange={(event) => onChange({ outcome: outcomes.find((outcome) => outcome === event.currentTarget.value) })}
          data={[
            { value: '', label: t('filter.anyOutcome') },
            ...outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
          ]}
        />
        <Tooltip label={t('filter.raisedHint')} multiline maw={320}>
          <Button
            variant={filter.raised ? 'light' : 'default'}
            aria-pressed={filter.raised === true}
            leftSection={<IconAlertOctagon size={16} stroke={1.7} />}
            onClick={toggleRaised}
          >
            {t('filter.raised')}
          </Button>
        </Tooltip>
      </div>
      <Chips filter={filter} rows={rows} onChange={onChange} onClear={onClear} />
    </>
  )
}

/** What the fields of a range begin with. */
function spanOf({ since, from, to }: AuditFilter): { from: number; to: number } {
  const now = Date.now()
  const end = to === undefined ? now : Date.parse(to)
  return { from: (from === undefined ? end - spans[since ?? '24h'] : Date.parse(from)) / 1000, to: end / 1000 }
}

function ActionSelect({ filter, onChange }: { filter: AuditFilter; onChange: (action: string | undefined) => void }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const groups = areaNames.map((area) => ({
    group: t(`area.${area}`),
    items: [
      { value: beginningsOf(area), label: t('filter.wholeArea', { area: t(`area.${area}`) }) },
      ...areas[area].map((action) => ({ value: action as string, label: words.action(action) })),
    ],
  }))
  const chosen = filter.action ?? ''
  const isListed = chosen === '' || groups.some(({ items }) => items.some(({ value }) => value === chosen))
  return (
    <NativeSelect
      aria-label={t('filter.action')}
      className={styles.actionSelect ?? ''}
      value={chosen}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      data={[
        { value: '', label: t('filter.anyAction') },
        ...(isListed ? [] : [{ value: chosen, label: chosen }]),
        ...groups,
      ]}
    />
  )
}

/** Filters that have no field of their own: each can be taken away. */
function Chips({ filter, rows, onChange, onClear }: AuditFiltersProps) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const { actor, target } = filter
  const actorName = rows.find((row) => row.actor.id === actor)?.actor.name
  const about = rows.find((row) => row.target?.id === target)
  const chips = [
    ...(actor === undefined ? [] : [['actor', t('filter.actor', { name: actorName ?? actor })] as const]),
    ...(target === undefined
      ? []
      : [['target', t('filter.target', { name: (about && words.targetName(about)) ?? target })] as const]),
  ]
  if (Object.keys(filter).length === 0) return null
  return (
    <div className={lists.tools}>
      {chips.map(([key, what]) => (
        <Button
          key={key}
          size="xs"
          variant="light"
          rightSection={<IconX size={14} stroke={1.8} />}
          aria-label={t('filter.drop', { what })}
          onClick={() => onChange({ [key]: undefined })}
        >
          {what}
        </Button>
      ))}
      <Button size="xs" px={4} variant="subtle" onClick={onClear}>
        {t('filter.clear')}
      </Button>
    </div>
  )
}
