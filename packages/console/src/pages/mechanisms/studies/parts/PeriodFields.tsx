import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldTime } from '../../../production/times.ts'
import type { Period } from '../period.ts'
import styles from '../studies.module.css'

const steps = [10, 60, 300, 900, 3_600] as const

interface PeriodFieldsProps {
  period: Period
  /** A row at each change is no choice. */
  stepped?: boolean
  onChange: (period: Period) => void
}

/** From when to when, and how far rows are apart. */
export function PeriodFields({ period, stepped = false, onChange }: PeriodFieldsProps) {
  const { t } = useTranslation('mechanismStudies')
  const most = fieldTime(Date.now())
  return (
    <div className={styles.three}>
      <TextInput
        type="datetime-local"
        label={t('period.from')}
        max={most}
        value={period.from}
        onChange={(event) => onChange({ ...period, from: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t('period.to')}
        max={most}
        value={period.to}
        onChange={(event) => onChange({ ...period, to: event.currentTarget.value })}
      />
      <Select
        label={t('period.every')}
        allowDeselect={false}
        value={period.every}
        data={[
          ...(stepped ? [] : [{ value: '', label: t('period.eachChange') }]),
          ...steps.map((step) => ({ value: String(step), label: t(`period.step.${step}`) })),
        ]}
        onChange={(every) => onChange({ ...period, every: every ?? period.every })}
      />
    </div>
  )
}
