import { expect, test } from 'vitest'
import type { Place, Widget } from '../document.ts'
import { fitted, freePlace, overlaps, placed } from './place.ts'

const widget = (id: string, x: number, y: number, w = 6, h = 4): Widget => ({ id, kind: 'value', at: { x, y, w, h } })
const places = (widgets: readonly Widget[]) =>
  Object.fromEntries(widgets.map(({ id, at }) => [id, [at.x, at.y, at.w, at.h]]))
const apart = (widgets: readonly Widget[]): boolean =>
  widgets.every((a) => widgets.every((b) => a.id === b.id || !overlaps(a.at, b.at)))

test('what stands where a widget is put gives way downwards, and so does what is below that', () => {
  const before = [widget('a', 0, 0), widget('b', 6, 0), widget('c', 6, 4), widget('d', 18, 0)]
  const after = placed(before, 'a', { x: 8, y: 2, w: 6, h: 4 })
  expect(apart(after)).toBe(true)
  expect(places(after)).toEqual({ a: [8, 2, 6, 4], b: [6, 6, 6, 4], c: [6, 10, 6, 4], d: [18, 0, 6, 4] })
  expect(after.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
})

test('whatever is dragged, no two stand on one another and none leaves the grid', () => {
  let seed = 7
  const dice = (most: number): number => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed % most
  }
  let widgets: Widget[] = []
  for (let n = 0; n < 12; n += 1) widgets.push(widget(`w${n}`, 0, 0, 2 + dice(8), 2 + dice(5)))
  for (let n = 0; n < 300; n += 1) {
    const at: Place = { x: dice(40) - 8, y: dice(30) - 4, w: dice(30), h: dice(12) }
    widgets = placed(widgets, `w${dice(12)}`, at)
    for (const each of widgets) expect(fitted(each.at)).toEqual(each.at)
  }
  expect(apart(placed(widgets, 'w0', widgets[0]!.at))).toBe(true)
})

test('a new widget stands in the first gap that it fits into', () => {
  const widgets = [widget('a', 0, 0, 12), widget('b', 16, 0, 8)]
  expect(freePlace(widgets, { w: 4, h: 3 })).toEqual({ x: 12, y: 0 })
  expect(freePlace(widgets, { w: 5, h: 3 })).toEqual({ x: 0, y: 4 })
})
