import { useElementSize } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { TrendChart } from '../../../charts/TrendChart.tsx'
import type { View } from '../../../charts/use-history.ts'
import { useLiveTrend } from '../../../charts/use-live-trend.ts'
import type { Span } from '../../../charts/window-moves.ts'
import type { Point } from '../../../platform.ts'
import { spans, type WidgetOf } from '../document.ts'
import { usePoints } from '../points.ts'
import { PensPlot } from './PensPlot.tsx'
import { Nothing } from './WithPoint.tsx'
import styles from './widgets.module.css'

const HEAD = 30

/** The course of one point with its quality, or of several against one axis. */
export function TrendWidget({ widget }: { widget: WidgetOf<'trend'> }) {
  const found = usePoints(widget.of)
  const { ref, height } = useElementSize()
  const known = found.flatMap(({ point }) => (point ? [point] : []))
  const ids = known.map(({ id }) => id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same points are the same list
  const points = useMemo(() => known, [ids])
  if (widget.of.length === 0) return <Nothing why="unset" />
  if (points.length === 0) return found.every(({ missing }) => missing) ? <Nothing why="missing" /> : null
  const only = points.length === 1 ? points[0] : undefined
  return (
    <div ref={ref} className={styles.fill}>
      {height > 0 && only && only.type !== 'string' && (
        <OneTrend key={only.id} point={only} widget={widget} height={Math.max(60, height - HEAD)} />
      )}
      {height > 0 && !only && <PensPlot points={points} widget={widget} height={height} />}
    </div>
  )
}

function OneTrend({ point, widget, height }: { point: Point; widget: WidgetOf<'trend'>; height: number }) {
  const seconds = spans[widget.span]
  const [width, setWidth] = useState(0)
  const [held, setHeld] = useState<Span>()
  const [now, setNow] = useState(() => Date.now() / 1_000)
  const view = useMemo<View>(
    () => (held ? { is: 'fixed', from: held.from * 1_000, to: held.to * 1_000 } : { is: 'follow', span: seconds }),
    [held, seconds],
  )
  useEffect(() => {
    if (held) return
    const step = setInterval(() => setNow(Date.now() / 1_000), Math.min(5_000, Math.max(250, seconds)))
    return () => clearInterval(step)
  }, [held, seconds])
  const span = held ?? { from: now - seconds, to: now }
  const { trend } = useLiveTrend(point, view, span, width)
  return (
    <TrendChart
      trend={trend}
      span={span}
      onMove={setHeld}
      onHome={() => setHeld(undefined)}
      of={point}
      label={point.name}
      onWidth={setWidth}
      height={height}
      limits={widget}
    />
  )
}
