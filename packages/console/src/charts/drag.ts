import { type RefObject, useEffect, useRef } from 'react'
import { type Span, zoomed } from './window-moves.ts'

interface DragNeeds {
  span: () => Span
  /** Width and left edge of the plotting area, CSS pixels. */
  width: () => number
  left: () => number
  move: (span: Span, settled: boolean) => void
}

/** The wheel has no end of its own; it counts as let go after this. */
const wheelEndMs = 220
const wheelStep = 1.0016

/** Hands on a chart: one pointer pans, two pinch, the wheel zooms. Shift is left to the selection. */
export function useDrag(host: RefObject<HTMLElement | null>, needs: DragNeeds): void {
  const latest = useRef(needs)
  latest.current = needs

  useEffect(() => {
    const element = host.current
    if (!element) return
    const pointers = new Map<number, number>()
    let begun: { span: Span; at: Map<number, number> } | null = null
    let shown: Span | null = null
    let wheelTimer: ReturnType<typeof setTimeout> | undefined
    const shareOf = (x: number) => (x - latest.current.left()) / latest.current.width()
    const begin = () => {
      begun = { span: shown ?? latest.current.span(), at: new Map(pointers) }
    }

    const onDown = (event: PointerEvent) => {
      if (event.shiftKey || (event.pointerType === 'mouse' && event.button !== 0)) return
      pointers.set(event.pointerId, event.clientX)
      begin()
    }
    const onMove = (event: PointerEvent) => {
      if (!pointers.has(event.pointerId) || !begun) return
      pointers.set(event.pointerId, event.clientX)
      const { span, at } = begun
      const length = span.to - span.from
      const ids = [...pointers.keys()]
      if (ids.length === 1) {
        const moved = event.clientX - at.get(event.pointerId)!
        if (!shown && Math.abs(moved) < 3) return
        element.setPointerCapture(event.pointerId)
        const by = (-moved / latest.current.width()) * length
        shown = { from: span.from + by, to: span.to + by }
      } else {
        const [a, b] = ids as [number, number]
        const before = Math.max(20, Math.abs(at.get(a)! - at.get(b)!))
        const wide = Math.max(20, Math.abs(pointers.get(a)! - pointers.get(b)!))
        shown = zoomed(span, before / wide, shareOf((at.get(a)! + at.get(b)!) / 2))
      }
      latest.current.move(shown, false)
    }
    const onUp = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId)) return
      if (pointers.size > 0) return begin()
      if (shown) latest.current.move(shown, true)
      begun = null
      shown = null
    }
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const from = shown ?? latest.current.span()
      const share = Math.min(1, Math.max(0, shareOf(event.clientX)))
      shown = zoomed(from, wheelStep ** event.deltaY, share)
      latest.current.move(shown, false)
      clearTimeout(wheelTimer)
      wheelTimer = setTimeout(() => {
        if (shown) latest.current.move(shown, true)
        shown = null
      }, wheelEndMs)
    }

    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerup', onUp)
    element.addEventListener('pointercancel', onUp)
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      clearTimeout(wheelTimer)
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerup', onUp)
      element.removeEventListener('pointercancel', onUp)
      element.removeEventListener('wheel', onWheel)
    }
  }, [host])
}
