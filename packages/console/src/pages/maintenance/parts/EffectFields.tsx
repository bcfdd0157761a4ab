import { Button, NumberInput, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import type { WorkOrder, WorkOrderMove } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { definitionsQuery, newest } from '../../kpis/queries.ts'
import styles from '../maintenance.module.css'

export type Effect = NonNullable<WorkOrderMove['effect']>

const DAY_MS = 86_400_000
const usualDays = 7

/** The days before work began, and as many since it was done, up to now. */
function effectOf(order: WorkOrder, kpi: string, days: number): Effect | undefined {
  const { startedAt, doneAt } = order
  if (!startedAt || !doneAt) return undefined
  const before = Date.parse(startedAt)
  const after = Date.parse(doneAt)
  const iso = (ms: number): string => new Date(ms).toISOString()
  return {
    kpi,
    before: { from: iso(before - days * DAY_MS), to: iso(before) },
    after: { from: iso(after), to: iso(Math.min(after + days * DAY_MS, Date.now())) },
  }
}

interface EffectFieldsProps {
  order: WorkOrder
  onChange: (effect: Effect | undefined) => void
}

/** A KPI before and after the work, told when the order is closed; nobody has to. */
export function EffectFields({ order, onChange }: EffectFieldsProps) {
  const { t } = useTranslation('maintenance')
  const { t: part } = useTranslation('parts')
  const mayRead = useMay('production:read')
  const [isOpen, setOpen] = useState(false)
  const [kpi, setKpi] = useState<string | null>(null)
  const [days, setDays] = useState<number | string>(usualDays)
  const definitions = useQuery({ ...definitionsQuery, enabled: isOpen })
  if (!mayRead || !order.startedAt || !order.doneAt) return null
  const say = (key: string | null, length: number | string) => {
    setKpi(key)
    setDays(length)
    onChange(key !== null && typeof length === 'number' && length > 0 ? effectOf(order, key, length) : undefined)
  }
  if (!isOpen)
    return (
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t('effectTell')}
      </Button>
    )
  return (
    <fieldset className={styles.effect}>
      <legend className="sr">{t('effectTitle')}</legend>
      <div className={styles.quick}>
        <Select
          label={t('effectKpi')}
          clearable
          clearButtonProps={{ 'aria-label': part('clear') }}
          searchable
          value={kpi}
          onChange={(key) => say(key, days)}
          data={newest(definitions.data ?? []).map(({ key, content }) => ({
            value: key,
            label: content.name[currentLanguage()],
          }))}
        />
        <NumberInput label={t('effectDays')} min={1} max={366} value={days} onChange={(value) => say(kpi, value)} />
      </div>
      <p className="label">{t('effectHint')}</p>
    </fieldset>
  )
}
