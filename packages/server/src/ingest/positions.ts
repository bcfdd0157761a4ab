import { IntervalSet } from '@millrace/wire'
import type { StreamRuns } from './record.ts'

/** Streams kept for a node: a buffer that was thrown away is remembered until this many came after it. */
const STREAMS_OF_A_NODE = 4

/**
 * Which positions of one edge buffer the platform has. A position is `pending` from the moment its rows are gathered
 * until they are fsynced: a duplicate that comes between is dropped like any other, but is not yet told as stored.
 */
export class Stream {
  readonly stored = new IntervalSet()
  readonly tenant: string
  readonly group: string
  readonly node: string
  readonly stream: string
  /** Told to the edge up to here; compared with `revision`. */
  told = 0
  revision = 0
  readonly #pending = new Set<number>()

  constructor(tenant: string, group: string, node: string, stream: string) {
    this.tenant = tenant
    this.group = group
    this.node = node
    this.stream = stream
  }

  has(position: number): boolean {
    return this.#pending.has(position) || this.stored.has(position)
  }

  begin(position: number): void {
    this.#pending.add(position)
  }

  /** Called when the journal has synced them. */
  store(positions: readonly number[]): void {
    for (const position of positions) {
      this.#pending.delete(position)
      this.stored.add(position, position + 1)
    }
    this.revision++
  }

  /** Everything below the edge's floor is settled: one interval in place of many. */
  settleBelow(floor: number): void {
    this.stored.add(0, floor)
  }
}

/** The streams of all edge nodes. */
export class Positions {
  readonly #nodes = new Map<string, Map<string, Stream>>()

  /** The stream of a node's present buffer; the newest four of a node are kept. */
  open(tenant: string, group: string, node: string, stream: string): Stream {
    const key = JSON.stringify([tenant, group, node])
    const streams = this.#nodes.get(key) ?? new Map<string, Stream>()
    this.#nodes.set(key, streams)
    const known = streams.get(stream) ?? new Stream(tenant, group, node, stream)
    streams.delete(stream)
    streams.set(stream, known)
    for (const oldest of streams.keys()) {
      if (streams.size <= STREAMS_OF_A_NODE) break
      streams.delete(oldest)
    }
    return known
  }

  /** Takes in what a checkpoint or a record of the journal told. */
  load(all: readonly StreamRuns[]): void {
    for (const { tenant, group, node, stream, runs } of all) {
      const { stored } = this.open(tenant, group, node, stream)
      for (const [from, to] of runs) stored.add(from, to + 1)
    }
  }

  /** What every journal segment begins with. */
  all(): StreamRuns[] {
    return [...this.#nodes.values()].flatMap((streams) =>
      [...streams.values()].map(({ tenant, group, node, stream, stored }) => ({
        tenant,
        group,
        node,
        stream,
        runs: [...stored].map(({ from, to }) => [from, to - 1] as const),
      })),
    )
  }
}

/** Positions in the order they came, as runs. */
export function runsOf(positions: readonly number[]): (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const position of positions) {
    const last = runs.at(-1)
    if (last && last[1] + 1 === position) last[1] = position
    else runs.push([position, position])
  }
  return runs
}
