import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import styles from '../performance.module.css'

/** Above so many in 10 min operators are flooded (ISA-18.2 clause 16.4.4). */
const flood = 10
/** Bars that a chart of common width can tell apart; more intervals are told by the highest of some. */
const mostBars = 288
const height = 100

/** Annunciated alarms of each 10 min, with the line that begins a flood. */
export function RateChart({ per10min, from, to }: { per10min: readonly number[]; from: string; to: string }) {
  const { t } = useTranslation('alarms')
  const each = Math.ceil(per10min.length / mostBars)
  const bars = Array.from({ length: Math.ceil(per10min.length / each) }, (_, at) => ({
    at,
    count: Math.max(...per10min.slice(at * each, (at + 1) * each)),
  }))
  const peak = bars.reduce((most, { count }) => Math.max(most, count), 0)
  const top = Math.max(flood * 1.2, peak)
  const y = (count: number): number => height - (count / top) * height
  const short = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.rate}
        viewBox={`0 0 ${bars.length} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('performance.rateSays', { peak, flood })}
      >
        {bars.map(({ at, count }) => (
          <rect
            key={at}
            className={styles.bar}
            data-flood={count > flood}
            x={at + 0.1}
            width={0.8}
            y={y(count)}
            height={height - y(count)}
          />
        ))}
        <line className={styles.limit} x1={0} x2={bars.length} y1={y(flood)} y2={y(flood)} />
      </svg>
      <figcaption className={`label num ${styles.axis}`}>
        <span>{short.format(Date.parse(from))}</span>
        <span>{t('performance.rateHint', { peak, flood })}</span>
        <span>{short.format(Date.parse(to))}</span>
      </figcaption>
    </figure>
  )
}
