import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { valueMarks } from '../../../charts/axes.ts'
import { ticks } from '../../../charts/plot.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import type { ComponentUseRow } from '../../../platform.ts'
import { figureText } from '../../mechanisms/words.ts'
import styles from '../components.module.css'

const day = 86_400_000
/** Of the name of a day along the axis, px. */
const nameWidth = 80

interface UseChartProps {
  rows: readonly ComponentUseRow[]
  from: string
  days: number
  of: 'samples' | 'calls'
}

/** Samples or calls of each day; days are those of UTC, as they were counted. */
export function UseChart({ rows, from, days, of }: UseChartProps) {
  const { t } = useTranslation('components')
  const { ref: axis, width } = useElementSize()
  const begin = Date.parse(from)
  const sums = new Float64Array(days)
  for (const row of rows) {
    const place = Math.floor((Date.parse(row.at) - begin) / day)
    if (place >= 0 && place < days) sums[place] = (sums[place] ?? 0) + row[of]
  }
  const peak = Math.max(1, ...sums)
  const marks = ticks(0, peak, 4)
  const top = Math.max(peak, marks.at(-1) ?? 1)
  const texts = valueMarks(marks)
  const short = new Intl.DateTimeFormat(currentLanguage(), { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const nameOf = (place: number): string => short.format(begin + place * day)
  const every = Math.ceil(days / Math.max(1, Math.min(8, Math.floor(width / nameWidth))))
  return (
    <figure className={styles.figure}>
      <figcaption className="section-title">{t(of === 'calls' ? 'use.callsPerDay' : 'use.perDay')}</figcaption>
      <div className={styles.chart}>
        <div className={styles.grid} aria-hidden="true">
          {marks.map((mark, k) => (
            <span key={mark} className="label num" style={{ bottom: `${(100 * mark) / top}%` }}>
              {texts[k]}
            </span>
          ))}
        </div>
        <div
          className={styles.bars}
          role="img"
          aria-label={t(of === 'calls' ? 'use.chartSaysCalls' : 'use.chartSays', {
            total: figureText(sums.reduce((a, b) => a + b, 0)),
            peak: figureText(peak),
          })}
        >
          {[...sums].map((sum, place) => (
            <span key={nameOf(place)} title={`${nameOf(place)}: ${figureText(sum)}`}>
              <span className={styles.bar} style={{ height: `${(100 * sum) / top}%` }} />
            </span>
          ))}
        </div>
        <div ref={axis} className={`label num ${styles.names}`} aria-hidden="true">
          {[...sums].map((_, place) => (
            <span key={nameOf(place)}>{(days - 1 - place) % every === 0 ? nameOf(place) : ''}</span>
          ))}
        </div>
      </div>
    </figure>
  )
}
