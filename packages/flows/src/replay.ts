import { Fault, isBad, type Micros } from '@millrace/core'
import { conditionOf } from './breakpoint.ts'
import type { FlowOutput, FlowProgram } from './engine/program.ts'
import { type FlowAction, FlowRun, type FlowSamples, type NodeCost, type Told } from './engine/run.ts'
import './faults.ts'
import { portTypesOf } from './port-types.ts'
import type { KeptColumns } from './samples.ts'
import { Thinned } from './thinned.ts'

interface Port {
  readonly node: string
  readonly port: string
}

export interface ReplayBreakpoint extends Port {
  /** A condition of `value`, in the unit of the port; any sample without one. */
  readonly when?: string
}

export interface ReplayRequest {
  readonly from: Micros
  readonly until: Micros
  /** Ports of which columns are kept. */
  readonly watch: readonly Port[]
  /** History of the inputs in the order of time, part by part; source times within from and until. */
  readonly read: () => AsyncIterable<readonly { readonly slot: number; readonly samples: FlowSamples }[]>
  /** It ends with the first sample at which one of them holds, and so do the columns. */
  readonly breakpoints?: readonly ReplayBreakpoint[]
  /** Rows that are kept of a port, about; what is more is thinned. */
  readonly most?: number
  /** Actions that are kept. */
  readonly mostActions?: number
  readonly signal?: AbortSignal
  readonly progress?: (reached: Micros) => void
  /** What outputs give; columns are used again after the call. */
  readonly given?: Told['samples']
}

export interface ReplayResult {
  /** By `node.port`. Where more went by than is kept: of each stretch the first, least, greatest, worst and last. */
  readonly columns: Readonly<Record<string, KeptColumns>>
  /** Rows that went by, by `node.port`. */
  readonly rows: Readonly<Record<string, number>>
  /** The first of them. */
  readonly actions: readonly FlowAction[]
  readonly actionCount: number
  readonly nodes: readonly NodeCost[]
  readonly troubles: readonly { readonly node: string; readonly says: string }[]
  readonly reached: Micros
  readonly late: number
  /** The breakpoint that ended it, by its place in the list, and what went by there. */
  readonly stoppedAt?: {
    readonly breakpoint: number
    readonly at: Micros
    readonly value: number | boolean | string | null
    readonly status: number
  }
}

const MOST = 5_000
const MOST_ACTIONS = 1_000
const MOST_TROUBLES = 100
/** Between two looks whether it is to go on. */
const BUDGET_MS = 20

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const keyOf = ({ node, port }: Port): string => `${node}.${port}`

/** A flow over history, as it would have run: what went by, what it would have done. Does nothing of that. Throws as a run does. */
export async function replayFlow(program: FlowProgram, request: ReplayRequest): Promise<ReplayResult> {
  const {
    from,
    until,
    watch,
    breakpoints = [],
    most = MOST,
    mostActions = MOST_ACTIONS,
    signal,
    progress,
    given,
  } = request
  const run = new FlowRun(program, { begin: from })
  run.trace([...watch, ...breakpoints])
  const typeOf = portTypesOf(program)
  const kept = new Map(watch.map((port) => [keyOf(port), new Thinned(typeOf(port) ?? 'number', most)]))
  const points = breakpoints.map((point, breakpoint) => {
    const type = typeOf(point)
    if (!type) throw new Fault('flow.breakpoint_malformed', { seen: keyOf(point) })
    return { breakpoint, key: keyOf(point), type, first: conditionOf(point.when, { type }) }
  })
  const actions: FlowAction[] = []
  let actionCount = 0
  const troubles: { node: string; says: string }[] = []
  let stoppedAt: ReplayResult['stoppedAt']
  const told = {
    samples: (output: FlowOutput, columns: FlowSamples) => given?.(output, columns),
    action: (action: FlowAction) => {
      actionCount++
      if (actions.length < mostActions) actions.push(action)
    },
    trouble: (node: string, says: string) => {
      if (troubles.length < MOST_TROUBLES) troubles.push({ node, says })
    },
    wire: (node: string, port: string, samples: FlowSamples) => {
      const key = `${node}.${port}`
      kept.get(key)?.add(samples)
      for (const point of points) {
        if (point.key !== key) continue
        const row = point.first(samples)
        const at = samples.time[row]!
        if (row >= 0 && !(stoppedAt && stoppedAt.at <= at))
          stoppedAt = { breakpoint: point.breakpoint, at, ...saidAt(samples, row, point.type) }
      }
    },
  }
  const goOn = async (to: Micros): Promise<void> => {
    let looked = performance.now()
    while (run.reached < to && !stoppedAt) {
      const before = run.reached
      // Slice by slice where it may stop: what lies behind is not to be kept.
      run.advance(to, told, points.length > 0 ? 0 : BUDGET_MS)
      if (run.reached === before) return
      if (!stoppedAt) for (const one of kept.values()) one.settle()
      if (performance.now() - looked < BUDGET_MS) continue
      progress?.(run.reached)
      await turnOfLoop()
      signal?.throwIfAborted()
      looked = performance.now()
    }
  }
  for await (const part of request.read()) {
    signal?.throwIfAborted()
    for (const { slot, samples } of part) run.feed(slot, samples)
    await goOn(Math.min(run.ready, until))
    if (stoppedAt) break
  }
  if (!stoppedAt) {
    run.tick(until)
    await goOn(until)
  }
  const isBefore = ({ at }: FlowAction): boolean => !stoppedAt || at <= stoppedAt.at
  return {
    columns: Object.fromEntries([...kept].map(([key, one]) => [key, one.columns(stoppedAt?.at)])),
    rows: Object.fromEntries([...kept].map(([key, { rows }]) => [key, rows])),
    actions: actions.filter(isBefore),
    actionCount: actions.length < mostActions ? actions.filter(isBefore).length : actionCount,
    nodes: run.costs,
    troubles,
    reached: stoppedAt?.at ?? run.reached,
    late: run.late,
    ...(stoppedAt ? { stoppedAt } : {}),
  }
}

function saidAt({ value, status, text }: FlowSamples, row: number, type: string) {
  const one = value[row]!
  const said = text ? (text[one] ?? '') : type === 'boolean' ? one === 1 : one
  return { value: isBad(status[row]!) ? null : said, status: status[row]! }
}
