import type { FlowGraph, Place } from '../document.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

const between = { x: 60, y: 30 }
const sweeps = 6

/** The longest way from an input to each node; what runs in a circle stays where it was first met. */
function layersOf(ids: readonly string[], before: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const layer = new Map<string, number>()
  const visit = (id: string, seen: ReadonlySet<string>): number => {
    const known = layer.get(id)
    if (known !== undefined) return known
    if (seen.has(id)) return 0
    const further = new Set(seen).add(id)
    const own = Math.max(0, ...(before.get(id) ?? []).map((each) => visit(each, further) + 1))
    layer.set(id, own)
    return own
  }
  for (const id of ids) visit(id, new Set())
  return layer
}

/** Nodes without a wire in stand right before what they feed, not at the far left. */
function pulled(
  layer: Map<string, number>,
  before: ReadonlyMap<string, readonly string[]>,
  after: typeof before,
): void {
  for (const [id] of layer) {
    const next = after.get(id) ?? []
    if ((before.get(id) ?? []).length > 0 || next.length === 0) continue
    layer.set(id, Math.max(0, Math.min(...next.map((each) => layer.get(each) ?? 0)) - 1))
  }
}

const mean = (values: readonly number[], otherwise: number): number =>
  values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Layers from left to right, ordered by the mean place of their neighbours so that few wires cross (Sugiyama, Tagawa and Toda
 * 1981), each layer as high as its nodes.
 */
export function laidOut(
  graph: Pick<FlowGraph, 'nodes' | 'wires'>,
  sizeOf: (id: string) => Size,
  from: Place = { x: 0, y: 0 },
): Map<string, Place> {
  const ids = graph.nodes.map(({ id }) => id)
  const known = new Set(ids)
  const [before, after] = [new Map<string, string[]>(), new Map<string, string[]>()]
  for (const { from, to } of graph.wires) {
    if (!known.has(from.node) || !known.has(to.node) || from.node === to.node) continue
    before.set(to.node, [...(before.get(to.node) ?? []), from.node])
    after.set(from.node, [...(after.get(from.node) ?? []), to.node])
  }
  const layer = layersOf(ids, before)
  pulled(layer, before, after)
  const deepest = Math.max(-1, ...layer.values())
  const rows = Array.from({ length: deepest + 1 }, (_, k) => ids.filter((id) => layer.get(id) === k))
  const rank = new Map<string, number>()
  const number = (row: readonly string[]) => {
    for (const [k, id] of row.entries()) rank.set(id, k - (row.length - 1) / 2)
  }
  rows.forEach(number)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const beside = sweep % 2 === 0 ? before : after
    for (const row of sweep % 2 === 0 ? rows : [...rows].reverse()) {
      const place = new Map(
        row.map((id) => [
          id,
          mean(
            (beside.get(id) ?? []).map((each) => rank.get(each) ?? 0),
            rank.get(id) ?? 0,
          ),
        ]),
      )
      row.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
      number(row)
    }
  }
  const places = new Map<string, Place>()
  const heights = rows.map((row) => row.reduce((sum, id) => sum + sizeOf(id).height + between.y, -between.y))
  const tallest = Math.max(0, ...heights)
  let x = from.x
  rows.forEach((row, k) => {
    let y = from.y + (tallest - (heights[k] ?? 0)) / 2
    for (const id of row) {
      places.set(id, { x, y })
      y += sizeOf(id).height + between.y
    }
    x += Math.max(0, ...row.map((id) => sizeOf(id).width)) + between.x
  })
  return places
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'spread-x' | 'spread-y'

interface Box extends Place, Size {
  readonly id: string
}

function spread(boxes: readonly Box[], axis: 'x' | 'y', side: 'width' | 'height'): Map<string, Place> {
  const row = [...boxes].sort((a, b) => a[axis] - b[axis])
  const [first, last] = [row[0], row.at(-1)]
  if (!first || !last || row.length < 3) return new Map()
  const room = last[axis] + last[side] - first[axis] - row.reduce((sum, box) => sum + box[side], 0)
  let at = first[axis]
  return new Map(
    row.map((box) => {
      const place = { x: box.x, y: box.y, [axis]: at }
      at += box[side] + room / (row.length - 1)
      return [box.id, place]
    }),
  )
}

/** Where nodes go to stand in line. */
export function aligned(boxes: readonly Box[], to: Alignment): Map<string, Place> {
  if (to === 'spread-x') return spread(boxes, 'x', 'width')
  if (to === 'spread-y') return spread(boxes, 'y', 'height')
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))]
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  const placeOf = ({ x, y, width, height }: Box): Place => {
    if (to === 'left') return { x: left, y }
    if (to === 'right') return { x: right - width, y }
    if (to === 'centre') return { x: (left + right - width) / 2, y }
    if (to === 'top') return { x, y: top }
    if (to === 'bottom') return { x, y: bottom - height }
    return { x, y: (top + bottom - height) / 2 }
  }
  return new Map(boxes.map((box) => [box.id, placeOf(box)]))
}
