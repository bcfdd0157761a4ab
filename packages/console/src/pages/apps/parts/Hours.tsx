import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'
import type { AppHours } from '../../../platform.ts'
import styles from '../apps.module.css'
import { hoursQuery } from '../queries.ts'

const figures = ['calls', 'failed', 'refused', 'computingMs', 'rows'] as const
type Figure = (typeof figures)[number]

const HOURS = 24
const HOUR_MS = 3_600_000
const height = 60

/** A day of one figure, all that the app has together. */
function barsOf(items: AppHours['items'], figure: Figure, now: number): { at: number; amount: number }[] {
  const last = Math.floor(now / HOUR_MS) * HOUR_MS
  const sums = new Map<number, number>()
  for (const one of items) sums.set(Date.parse(one.at), (sums.get(Date.parse(one.at)) ?? 0) + one[figure])
  return Array.from({ length: HOURS }, (_, i) => {
    const at = last - (HOURS - 1 - i) * HOUR_MS
    return { at, amount: Math.round(sums.get(at) ?? 0) }
  })
}

/** What an app did and took, hour by hour. */
export function Hours({ id }: { id: string }) {
  const { t } = useTranslation('apps')
  const [figure, setFigure] = useState<Figure>('calls')
  const { data, dataUpdatedAt } = useQuery(hoursQuery(id))
  if (!data) return null
  const bars = barsOf(data, figure, dataUpdatedAt)
  const most = Math.max(...bars.map(({ amount }) => amount))
  const sum = bars.reduce((all, { amount }) => all + amount, 0)
  const number = new Intl.NumberFormat(currentLanguage())
  const clock = dateFormat(currentLanguage(), { hour: '2-digit', minute: '2-digit' })
  const said = { sum: number.format(sum), most: number.format(most), figure: t(`hours.${figure}`) }
  return (
    <div className={styles.needField}>
      <div className={styles.needHead}>
        <h3 className={styles.needTitle}>{t('hours.title')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('hours.which')}
          value={figure}
          onChange={(value) => setFigure(figures.find((one) => one === value) ?? 'calls')}
          data={figures.map((value) => ({ value, label: t(`hours.${value}`) }))}
        />
      </div>
      <figure className={styles.hours}>
        <svg
          className={styles.hourBars}
          viewBox={`0 0 ${HOURS} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('hours.says', said)}
        >
          {bars.map(({ at, amount }, i) => (
            <rect
              key={at}
              className={styles.hour}
              data-bad={figure === 'failed' || figure === 'refused'}
              x={i + 0.12}
              width={0.76}
              y={most === 0 ? height : height - (amount / most) * height}
              height={most === 0 ? 0 : (amount / most) * height}
            >
              <title>{`${clock.format(at)}: ${number.format(amount)}`}</title>
            </rect>
          ))}
        </svg>
        <figcaption className={`label num ${styles.hourAxis}`}>
          <span>{clock.format(bars[0]?.at ?? 0)}</span>
          <span>{sum === 0 ? t('hours.none') : t('hours.sum', said)}</span>
          <span>{clock.format((bars.at(-1)?.at ?? 0) + HOUR_MS)}</span>
        </figcaption>
      </figure>
    </div>
  )
}
