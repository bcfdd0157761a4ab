import { COLUMNS, type Place, type Widget } from '../document.ts'

const MOST_ROWS = 500

export const overlaps = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

/** Within the grid, and never smaller than can be seen. */
export function fitted(at: Place): Place {
  const w = Math.min(COLUMNS, Math.max(2, at.w))
  const h = Math.min(60, Math.max(2, at.h))
  return { w, h, x: Math.min(COLUMNS - w, Math.max(0, at.x)), y: Math.min(MOST_ROWS, Math.max(0, at.y)) }
}

/** What stands where a widget is put gives way downwards, and so does what stands there. */
export function placed(widgets: readonly Widget[], id: string, to: Place): Widget[] {
  const at = fitted(to)
  const moved = widgets.map((widget) => (widget.id === id ? { ...widget, at } : widget))
  const settled: Widget[] = moved.filter((widget) => widget.id === id)
  const others = moved.filter((widget) => widget.id !== id).toSorted((a, b) => a.at.y - b.at.y || a.at.x - b.at.x)
  for (const widget of others) {
    let place = widget.at
    for (;;) {
      const under = settled.filter((each) => overlaps(each.at, place))
      if (under.length === 0) break
      place = { ...place, y: Math.max(...under.map((each) => each.at.y + each.at.h)) }
    }
    settled.push({ ...widget, at: place })
  }
  const byId = new Map(settled.map((widget) => [widget.id, widget]))
  return moved.map((widget) => byId.get(widget.id) ?? widget)
}

/** The first place from the top that is free for something of a size. */
export function freePlace(widgets: readonly Widget[], { w, h }: Pick<Place, 'w' | 'h'>): { x: number; y: number } {
  for (let y = 0; ; y += 1)
    for (let x = 0; x + w <= COLUMNS; x += 1)
      if (!widgets.some((widget) => overlaps(widget.at, { x, y, w, h }))) return { x, y }
}
