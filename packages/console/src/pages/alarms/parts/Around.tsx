import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TrendChart } from '../../../charts/TrendChart.tsx'
import { useHistory } from '../../../charts/use-history.ts'
import type { Point } from '../../../platform.ts'
import { platform } from '../../../platform.ts'
import styles from '../alarms.module.css'

const halfMs = 30 * 60_000
const empty = { time: [], mid: [], min: [], max: [], rank: [], raw: true, holds: false }

/** The point of an alarm, half an hour before and after it came. */
export function Around({ point: id, at }: { point: string; at: string }) {
  const point = useQuery({
    queryKey: ['point', id, 'own'],
    retry: false,
    queryFn: ({ signal }) => platform.point(id, signal),
  })
  // Whoever may not see the point sees its alarm without it.
  if (!point.data || point.data.type === 'string') return null
  return <Trend key={at} point={point.data} at={Date.parse(at)} />
}

function Trend({ point, at }: { point: Point; at: number }) {
  const { t } = useTranslation('alarms')
  const home = { from: (at - halfMs) / 1_000, to: (at + halfMs) / 1_000 }
  const [span, setSpan] = useState(home)
  const [width, setWidth] = useState(0)
  const history = useHistory(point, { is: 'fixed', from: span.from * 1_000, to: span.to * 1_000 }, width)
  return (
    <section className={`panel ${styles.panel} ${styles.across}`} aria-label={t('around')}>
      <h2 className="section-title">
        <Link to="/points/$id" params={{ id: point.id }} className="link">
          {point.name}
        </Link>
      </h2>
      <TrendChart
        trend={history.data?.trend ?? empty}
        span={span}
        onMove={setSpan}
        onHome={() => setSpan(home)}
        of={point}
        label={point.name}
        onWidth={setWidth}
      />
    </section>
  )
}
