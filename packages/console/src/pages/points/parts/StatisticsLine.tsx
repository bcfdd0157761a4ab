import { useTranslation } from 'react-i18next'
import type { Statistics } from '../../../charts/statistics.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { countText, valueText } from '../../../parts/value-text.ts'
import type { Point } from '../../../platform.ts'
import styles from '../point.module.css'

/** Figures over the window that was read. For a switch the mean is the share of readings that were on. */
export function StatisticsLine({ statistics, point }: { statistics: Statistics; point: Point }) {
  const { t } = useTranslation('points')
  const unit = unitText(point.unit)
  const share = (part: number | null) => (part === null ? '—' : `${(part * 100).toFixed(part === 1 ? 0 : 1)} %`)
  const value = (number: number | null) => (number === null ? '—' : `${valueText(number, point)} ${unit}`)
  const numeric = point.type === 'double' || point.type === 'int64'
  const figures: [string, string][] = [
    ...(numeric
      ? ([
          [t('statistics.min'), value(statistics.min)],
          [t('statistics.mean'), value(statistics.mean)],
          [t('statistics.max'), value(statistics.max)],
        ] as [string, string][])
      : []),
    ...(point.type === 'boolean' ? ([[t('statistics.on'), share(statistics.mean)]] as [string, string][]) : []),
    [t('statistics.count'), countText(statistics.count)],
    [t('statistics.good'), share(statistics.goodShare)],
  ]
  return (
    <dl className={styles.statistics}>
      {figures.map(([label, text]) => (
        <div key={label}>
          <dt className="label">{label}</dt>
          <dd className="num">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
