import type { Micros } from '@millrace/core'
import type { FlowProgram } from './engine/program.ts'
import { type FlowAction, FlowRun, type FlowSamples, type NodeCost } from './engine/run.ts'
import { type KeptColumns, keep, noColumns } from './samples.ts'

export interface ReplayRequest {
  readonly from: Micros
  readonly until: Micros
  /** Ports of which everything is kept. */
  readonly watch: readonly { readonly node: string; readonly port: string }[]
  /** History of the inputs in the order of time, part by part; source times within from and until. */
  readonly read: () => AsyncIterable<readonly { readonly slot: number; readonly samples: FlowSamples }[]>
  /** Stops before the first sample of a watched port that is so; the columns end with it. */
  readonly breakpoints?: readonly {
    readonly node: string
    readonly port: string
    readonly is?: number | boolean | string
  }[]
  /** Rows that are kept of a port, and actions in all. */
  readonly most?: number
  readonly signal?: AbortSignal
  readonly progress?: (reached: Micros) => void
}

export interface ReplayResult {
  /** By `node.port`. */
  readonly columns: Readonly<Record<string, KeptColumns>>
  /** Rows that had no room, by `node.port`. */
  readonly left: Readonly<Record<string, number>>
  readonly actions: readonly FlowAction[]
  readonly nodes: readonly NodeCost[]
  readonly troubles: readonly { readonly node: string; readonly says: string }[]
  readonly reached: Micros
  readonly late: number
  /** The breakpoint that ended it. */
  readonly stoppedAt?: { readonly node: string; readonly port: string; readonly at: Micros }
}

const MOST = 50_000
const MOST_TROUBLES = 100
/** Between two looks whether it is to go on. */
const BUDGET_MS = 50

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A flow over history, as it would have run: what went by, what it would have done. Does nothing of that. Throws as a run does. */
export async function replayFlow(program: FlowProgram, request: ReplayRequest): Promise<ReplayResult> {
  const { from, until, watch, breakpoints = [], most = MOST, signal, progress } = request
  const run = new FlowRun(program, { begin: from })
  run.trace([...watch, ...breakpoints])
  const types = new Map(
    program.nodes.flatMap(({ typed }) =>
      [...typed.inputs, ...typed.outputs].map(({ face, type }) => [
        `${typed.path}.${face.name}`,
        type?.type ?? 'number',
      ]),
    ),
  )
  const kept = new Map<string, KeptColumns>()
  const left = new Map<string, number>()
  const actions: FlowAction[] = []
  const troubles: { node: string; says: string }[] = []
  const watched = new Set(watch.map(({ node, port }) => `${node}.${port}`))
  let stoppedAt: ReplayResult['stoppedAt']
  const told = {
    samples: () => undefined,
    action: (action: FlowAction) => {
      if (actions.length < most) actions.push(action)
    },
    trouble: (node: string, says: string) => {
      if (troubles.length < MOST_TROUBLES) troubles.push({ node, says })
    },
    wire: (node: string, port: string, samples: FlowSamples) => {
      const key = `${node}.${port}`
      const type = types.get(key) ?? 'number'
      const columns = kept.get(key) ?? noColumns()
      const before = columns.time.length
      if (watched.has(key)) {
        kept.set(key, columns)
        left.set(key, (left.get(key) ?? 0) + keep(columns, samples, type, most))
      }
      for (const point of breakpoints) {
        if (point.node !== node || point.port !== port) continue
        const seen = watched.has(key) ? columns : noColumns()
        if (!watched.has(key)) keep(seen, samples, type, most)
        for (let i = watched.has(key) ? before : 0; i < seen.time.length; i++)
          if ((point.is === undefined || seen.value[i] === point.is) && (!stoppedAt || seen.time[i]! < stoppedAt.at))
            stoppedAt = { node, port, at: seen.time[i]! }
      }
    },
  }
  const goOn = async (to: Micros): Promise<void> => {
    while (run.reached < to && !stoppedAt) {
      const before = run.reached
      run.advance(to, told, BUDGET_MS)
      if (run.reached === before) return
      progress?.(run.reached)
      await turnOfLoop()
      signal?.throwIfAborted()
    }
  }
  for await (const part of request.read()) {
    for (const { slot, samples } of part) run.feed(slot, samples)
    await goOn(Math.min(run.ready, until))
    if (stoppedAt) break
  }
  if (!stoppedAt) {
    run.tick(until)
    await goOn(until)
  }
  return {
    columns: Object.fromEntries(
      [...kept].map(([key, columns]) => [key, stoppedAt ? cut(columns, stoppedAt.at) : columns]),
    ),
    left: Object.fromEntries(left),
    actions: stoppedAt ? actions.filter(({ at }) => at <= stoppedAt!.at) : actions,
    nodes: run.costs,
    troubles,
    reached: stoppedAt?.at ?? run.reached,
    late: run.late,
    ...(stoppedAt ? { stoppedAt } : {}),
  }
}

/** A breakpoint is found within a step of many samples: what lies behind it has not happened yet. */
function cut({ time, value, status }: KeptColumns, at: Micros): KeptColumns {
  const rows = time.findIndex((one) => one > at)
  return rows < 0
    ? { time, value, status }
    : { time: time.slice(0, rows), value: value.slice(0, rows), status: status.slice(0, rows) }
}
