import type { Point } from '../../platform.ts'
import { keyPoints } from '../overview/key-points.ts'
import { type Document, emptyDocument, type Place, type PointRef, type Widget, type Words } from './document.ts'

/** A point, and how widgets name it. */
export interface Proposable {
  readonly point: Pick<Point, 'id' | 'name' | 'type' | 'unit' | 'writable' | 'low' | 'high' | 'path' | 'description'>
  readonly ref: PointRef
}

const TILES = 6
const PENS = 4
const TRENDS = 3

/** Points of one unit, most of them first: they can stand against one axis. */
function byUnit(points: readonly Proposable[]): Proposable[][] {
  const groups = Map.groupBy(points, ({ point }) => point.unit ?? '')
  return [...groups.values()].toSorted((a, b) => b.length - a.length)
}

/**
 * A good first screen of what an asset measures: its key figures in a row, trends of what has one unit beside its alarms, its
 * states over the day, what may be set, and all of it in a table.
 */
export function proposed(title: Words, of: Document['of'], all: readonly Proposable[]): Document {
  const refs = new Map(all.map(({ point, ref }) => [point.id, ref]))
  const measured = all.filter(({ point }) => point.type === 'double' && !point.writable)
  const states = all.filter(({ point }) => point.type !== 'double' && !point.writable)
  const settable = all.filter(({ point }) => point.writable && point.type !== 'string')
  const widgets: Widget[] = []
  let y = 0
  const tiles = keyPoints(
    (measured.length > 0 ? measured : all).map(({ point }) => point as Point),
    TILES,
  )
  const width = Math.floor(24 / Math.max(3, tiles.length))
  tiles.forEach((point, k) => {
    const ref = refs.get(point.id)
    const at: Place = { x: k * width, y, w: width, h: 4 }
    if (ref) widgets.push({ id: `kpi-${k + 1}`, kind: 'kpi', at, of: ref, better: 'lower', span: '1h' })
  })
  if (tiles.length > 0) y += 4
  const trends = byUnit(measured).slice(0, TRENDS)
  trends.forEach((group, k) => {
    const at: Place = { x: 0, y: y + k * 8, w: 16, h: 8 }
    widgets.push({
      id: `trend-${k + 1}`,
      kind: 'trend',
      at,
      of: group.slice(0, PENS).map(({ ref }) => ref),
      span: '1h',
    })
  })
  widgets.push({ id: 'alarms', kind: 'alarms', at: { x: 16, y, w: 8, h: 8 }, everywhere: false })
  let right = y + 8
  if (states.length > 0) {
    const some = states.slice(0, 6)
    const h = 2 + some.length
    widgets.push({
      id: 'states',
      kind: 'states',
      at: { x: 16, y: right, w: 8, h },
      of: some.map(({ ref }) => ref),
      span: '8h',
    })
    right += h
  }
  settable.slice(0, 3).forEach(({ ref }, k) => {
    widgets.push({ id: `write-${k + 1}`, kind: 'write', at: { x: 16, y: right + k * 3, w: 8, h: 3 }, of: ref })
  })
  right += Math.min(3, settable.length) * 3
  const left = y + trends.length * 8
  const below = Math.max(left, right)
  if (all.length > tiles.length)
    widgets.push({
      id: 'table',
      kind: 'table',
      at: left >= right + 4 ? { x: 16, y: right, w: 8, h: left - right } : { x: 0, y: below, w: 24, h: 8 },
      of: [],
    })
  return { ...emptyDocument(title, of), widgets }
}
