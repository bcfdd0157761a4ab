/**
 * What the function nodes of Node-RED run: written as its users write it, one node a device with the conditions of all its points,
 * which is the form that costs Node-RED least. These functions are put into the flow as text, so they use nothing from outside.
 */

interface NodeContext {
  get<T>(name: string): T
  set(name: string, value: unknown): void
}
interface Message {
  payload: unknown
}

/** A condition as a function node keeps it. */
export interface NodeCondition {
  readonly is: 'high' | 'deviation' | 'both'
  readonly from: number
  readonly limit: number
  readonly deadband: number
  readonly offDelayMs: number
  readonly other: number
  readonly otherLimit: number
  active: boolean
  /** Since when an active one does not hold; 0 if it does. */
  since: number
}

export interface Totals {
  messages: number
  edges: number
  promptEdges: number
  /** By whole ms. */
  lags: number[]
}

export function evaluateDevice(msg: Message, context: NodeContext, global: NodeContext): void {
  const { t, v } = msg.payload as { t: number; v: number[] }
  const conditions = context.get<NodeCondition[]>('conditions')
  const totals = global.get<Totals>('totals')
  totals.messages++
  conditions.forEach((condition, metric) => {
    const value = v[metric] as number
    let holds: boolean
    if (condition.is === 'both')
      holds = value > condition.limit && (v[condition.other] as number) < condition.otherLimit
    else {
      const distance = condition.is === 'deviation' ? Math.abs(value - condition.from) : value
      holds = distance > condition.limit - (condition.active ? condition.deadband : 0)
    }
    if (holds === condition.active) {
      condition.since = 0
      return
    }
    if (condition.active && condition.offDelayMs > 0) {
      if (condition.since === 0) condition.since = t
      if (t - condition.since < condition.offDelayMs) return
      condition.since = 0
    }
    condition.active = holds
    totals.edges++
    if (condition.offDelayMs > 0) return
    totals.promptEdges++
    const lag = Math.max(0, Math.min(totals.lags.length - 1, Date.now() - t))
    totals.lags[lag] = (totals.lags[lag] as number) + 1
  })
}

/** The body of a function node that calls one of the functions above. */
export const bodyOf = (run: (msg: never, context: never, global: never) => void): string =>
  `(${run.toString()})(msg, context, global); return null;`
