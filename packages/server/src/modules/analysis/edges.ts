import { Fault } from '@millrace/core'
import './faults.ts'
import { MOST_BINS } from './schema.ts'

/** Numbers parted by commas. Throws `analysis.edges_malformed`. */
export function edgesOf(text: string): number[] {
  const parts = text.split(',')
  const edges = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const ascend = edges.every((edge, k) => Number.isFinite(edge) && (k === 0 || edge > (edges[k - 1] as number)))
  if (!ascend || edges.length < 2 || edges.length > MOST_BINS + 1)
    throw new Fault('analysis.edges_malformed', {
      expected: `2 to ${MOST_BINS + 1} ascending numbers, parted by commas`,
      seen: text.slice(0, 80),
    })
  return edges
}

/** Nothing is beyond the greatest double. */
const BELOW_ALL = Number.MAX_VALUE * (1 - Number.EPSILON)

/** A width between can be made round without leaving what doubles tell apart. */
const NARROWEST = 1e-300
const WIDEST = 5e307

/** Edges of about so many bins whose width is 1, 2 or 5 times a power of ten, over all from `least` to `greatest`. */
export function roundEdges(least: number, greatest: number, bins: number): number[] {
  if (!(Number.isFinite(least) && Number.isFinite(greatest)))
    throw new Fault('analysis.edges_malformed', { expected: 'edges, as values are infinite', seen: 'none' })
  const width = Math.max(greatest / bins - least / bins, Math.max(Math.abs(least), Math.abs(greatest)) * 1e-12)
  const wanted = width > 0 ? Math.min(WIDEST, Math.max(NARROWEST, width)) : 0
  const power = 10 ** Math.floor(Math.log10(wanted > 0 ? wanted : 1))
  const step = ([1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10) * power
  // Without the last digits: 0.1 + 0.2 is an edge of 0.3.
  const edge = (k: number): number => {
    const exact = Number((k * step).toPrecision(15))
    return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, exact))
  }
  let first = Math.floor(least / step)
  while (edge(first) > least) first--
  const edges = [edge(first)]
  // The last edge is beyond the greatest value: a bin does not hold its upper one.
  for (let k = first + 1; (edges.at(-1) as number) <= Math.min(greatest, BELOW_ALL); k++) edges.push(edge(k))
  return edges
}
