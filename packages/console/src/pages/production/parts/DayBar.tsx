import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat, spanText } from '../../../parts/time-text.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import type { WorkUnitStretch } from '../../../platform.ts'
import styles from '../production.module.css'
import { dayQuery } from '../queries.ts'

type UnitState = WorkUnitStretch['state']

const order: readonly UnitState[] = ['producing', 'setup', 'planned', 'idle', 'delay', 'failure', 'unknown']
const HOUR_MS = 3_600_000
const marksEvery = 6

/** Whole hours at which the axis is marked, where they stand in the range. */
function hoursIn(from: number, to: number): number[] {
  const first = new Date(from)
  first.setMinutes(0, 0, 0)
  const found: number[] = []
  for (let at = first.getTime(); at < to; at += HOUR_MS)
    if (at > from && new Date(at).getHours() % marksEvery === 0) found.push(at)
  return found
}

/** The last day as one bar, state by state, with how long each was. */
export function DayBar({ asset }: { asset: string }) {
  const { t } = useTranslation('production')
  const words = useSpanWords()
  const day = useQuery(dayQuery(asset))
  const clock = dateFormat(currentLanguage(), { hour: '2-digit', minute: '2-digit' })
  if (!day.data) return <Skeleton height={96} />
  const { from, to, stretches } = day.data
  const whole = to - from
  const at = (ms: number): number => (100 * (ms - from)) / whole
  const sums = new Map<UnitState, number>()
  for (const { state, begin, end } of stretches)
    sums.set(state, (sums.get(state) ?? 0) + (Date.parse(end) - Date.parse(begin)) / 1_000)
  const told = order.filter((state) => (sums.get(state) ?? 0) >= 1)
  const said = told.map((state) => `${t(`state.${state}`)} ${spanText(sums.get(state) ?? 0, words)}`)
  return (
    <section className={`panel ${styles.section}`} aria-label={t('day')}>
      <h2 className="section-title">{t('day')}</h2>
      <div className={styles.day}>
        <div className={styles.bar} role="img" aria-label={said.join(', ')}>
          {stretches.map(({ begin, end, state, plan }) => (
            <span
              key={begin}
              data-state={state}
              data-plan={plan}
              title={`${clock.format(Date.parse(begin))} – ${clock.format(Date.parse(end))} ${t(`state.${state}`)}`}
              style={{
                left: `${at(Date.parse(begin))}%`,
                // A little over the next one: no seam between them.
                width: `calc(${(100 * (Date.parse(end) - Date.parse(begin))) / whole}% + 0.7px)`,
              }}
            />
          ))}
        </div>
        <div className={`label num ${styles.hours}`} aria-hidden="true">
          {hoursIn(from, to).map((hour) => (
            <span key={hour} style={{ left: `${at(hour)}%` }}>
              {clock.format(hour)}
            </span>
          ))}
        </div>
      </div>
      <ul className={styles.keys}>
        {told.map((state) => (
          <li key={state}>
            <i data-state={state} />
            {t(`state.${state}`)} <span className="num quiet">{spanText(sums.get(state) ?? 0, words)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
