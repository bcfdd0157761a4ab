import { useEffect, useMemo, useReducer } from 'react'
import { useLiveValues } from '../live/use-live.ts'
import type { Point } from '../platform.ts'
import { heldUntil, type Trend, withTail } from './trend.ts'
import { useHistory, type View } from './use-history.ts'
import type { Span } from './window-moves.ts'

const empty: Trend = { time: [], mid: [], min: [], max: [], rank: [], raw: true, holds: false }

/** What a chart of a point draws: its history, and while it follows the present what is pushed since. */
export function useLiveTrend(point: Pick<Point, 'id' | 'type'>, view: View, span: Span, width: number) {
  const history = useHistory(point, view, width)
  const live = useLiveValues()
  const [pushed, count] = useReducer((before: number) => before + 1, 0)
  useEffect(() => live?.watch(point.id, count), [live, point.id])
  const trend = useMemo(() => {
    const read = history.data?.trend ?? empty
    const grown = view.is === 'follow' && pushed >= 0 ? withTail(read, live?.tail(point.id) ?? []) : read
    return heldUntil(grown, Math.min(span.to, Date.now() / 1000))
  }, [history.data, view, pushed, live, point.id, span.to])
  return { trend, history }
}
