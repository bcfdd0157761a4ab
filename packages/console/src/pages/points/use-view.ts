import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { View } from '../../charts/use-history.ts'
import type { Span } from '../../charts/window-moves.ts'
import { usePlantPlaces } from '../../plant-places.ts'
import { type PointSearch, parsePointSearch, type Range, ranges } from './search.ts'

const usual: Range = '15m'

export interface ViewState {
  view: View
  range: Range | null
  /** What the chart shows this moment: the view, moved by the hand or by the clock. */
  span: Span
  follow: (range: Range) => void
  fix: (span: Span, settled: boolean) => void
  home: () => void
}

/** The window of a point's chart, kept in the address once the hand lets go; while it follows, the clock moves it. */
export function useView(): ViewState {
  const search = parsePointSearch(useSearch({ strict: false }))
  const { id = '' } = useParams({ strict: false })
  const places = usePlantPlaces()
  const navigate = useNavigate()
  const [held, setHeld] = useState<Span | null>(null)
  const [now, setNow] = useState(() => Date.now() / 1000)
  const [home, setHome] = useState<Range>(search.range ?? usual)
  const fixed = search.from !== undefined && search.to !== undefined
  const range = fixed ? null : (search.range ?? usual)

  const view = useMemo<View>(
    () => (fixed ? { is: 'fixed', from: search.from!, to: search.to! } : { is: 'follow', span: ranges[range!] }),
    [fixed, search.from, search.to, range],
  )

  useEffect(() => {
    if (view.is !== 'follow') return
    const step = setInterval(() => setNow(Date.now() / 1000), Math.min(5000, Math.max(250, (view.span * 1000) / 1200)))
    return () => clearInterval(step)
  }, [view])

  const go = useCallback(
    (next: PointSearch, replace: boolean) => navigate({ ...places.point(id, next), replace }),
    [navigate, places, id],
  )
  const settle = useDebouncedCallback((span: Span) => {
    void go({ from: Math.round(span.from * 1000), to: Math.round(span.to * 1000) }, fixed)
  }, 150)

  // A new address is the truth; what the hand held is let go.
  useEffect(() => {
    if (view) setHeld(null)
  }, [view])

  const span =
    held ?? (view.is === 'follow' ? { from: now - view.span, to: now } : { from: view.from / 1000, to: view.to / 1000 })
  return {
    view,
    range,
    span,
    follow: (next) => {
      setHome(next)
      setNow(Date.now() / 1000)
      void go({ range: next }, true)
    },
    fix: (next, settled) => {
      setHeld(next)
      if (settled) settle(next)
    },
    home: () => {
      setHeld(null)
      void go({ range: home }, true)
    },
  }
}
