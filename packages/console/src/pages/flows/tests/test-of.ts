import type { FlowGraph, FlowTest, TestRow } from '../document.ts'
import { type Columns, placeAt } from '../replay/columns.ts'

interface Kept {
  readonly name: string
  readonly graph: FlowGraph
  readonly columnsOf: (node: string, port: string) => Columns | undefined
  /** µs. */
  readonly from: number
  readonly to: number
}

const mostRows = 500
const severities = ['good', 'uncertain', 'bad'] as const

function rowsOf({ time, value, status }: Columns, from: number, to: number): TestRow[] {
  // What stood when the stretch began is there at its beginning.
  const first = placeAt(time, from)
  const rows: TestRow[] = []
  for (let k = Math.max(0, first); k < time.length && rows.length < mostRows; k++) {
    const at = time[k]!
    if (at > to) break
    const quality = severities[Math.min(2, (status[k] ?? 0) >>> 30)]
    const seconds = Math.max(0, (at - from) / 1e6)
    rows.push(quality === 'good' ? [seconds, value[k] ?? null] : [seconds, value[k] ?? null, quality ?? 'bad'])
  }
  return rows
}

/**
 * A stretch of a replay as a test: what the inputs gave, and what came to the outputs. What was remembered from before the
 * stretch is not in it, so that the test is to be run once before it is believed.
 */
export function testOf({ name, graph, columnsOf, from, to }: Kept): FlowTest {
  const fed = new Set(graph.wires.map(({ to: end }) => end.node))
  const feeds = new Set(graph.wires.map(({ from: end }) => end.node))
  const inputs = graph.nodes.flatMap((node) => {
    const wire = fed.has(node.id) ? undefined : graph.wires.find(({ from: end }) => end.node === node.id)
    const columns = wire && columnsOf(node.id, wire.from.port)
    return columns ? [[node.id, rowsOf(columns, from, to)] as const] : []
  })
  const expect = graph.wires.flatMap((wire) => {
    if (feeds.has(wire.to.node)) return []
    const columns = columnsOf(wire.from.node, wire.from.port)
    const rows = columns ? rowsOf(columns, from, to).filter(([, value]) => value !== null) : []
    return rows.length > 0 ? [{ node: wire.from.node, port: wire.from.port, rows, tolerance: 1e-6 }] : []
  })
  return {
    name,
    begin: new Date(from / 1_000).toISOString(),
    inputs: Object.fromEntries(inputs),
    until: (to - from) / 1e6,
    expect,
  }
}
