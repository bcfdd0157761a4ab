/**
 * The flow of own.ts as a user of Node-RED writes it: one function node for each of ours, its state in the node's context, quality and
 * source time in the message. These functions are put into the flow as text, so they use nothing from outside.
 */

interface NodeContext {
  get<T>(name: string): T | undefined
  set(name: string, value: unknown): void
}
export interface Message {
  payload: number
  t: number
  bad: boolean
  a?: number
  b?: number
}

export function range(msg: Message, low: number, high: number): Message {
  if (msg.payload < low || msg.payload > high) msg.bad = true
  return msg
}

export function smooth(msg: Message, context: NodeContext): Message {
  const state = context.get<{ there: boolean; y: number; t: number }>('state') ?? { there: false, y: 0, t: 0 }
  if (msg.bad) state.there = false
  else {
    state.y = state.there ? state.y + (1 - Math.exp((state.t - msg.t) / 5_000)) * (msg.payload - state.y) : msg.payload
    state.there = true
    state.t = msg.t
    msg.payload = state.y
  }
  context.set('state', state)
  return msg
}

/** Messages of one branch come before those of the other, as Node-RED passes each on by itself: both wait in a list. */
export function join(msg: Message, context: NodeContext, input: 'a' | 'b'): Message | null {
  const state = context.get<Record<'a' | 'b', Message[]>>('state') ?? { a: [], b: [] }
  context.set('state', state)
  state[input].push(msg)
  for (;;) {
    const [a] = state.a
    const [b] = state.b
    if (!a || !b) return null
    if (Math.abs(a.t - b.t) <= 500) {
      state.a.shift()
      state.b.shift()
      return { payload: 0, t: Math.max(a.t, b.t), bad: a.bad || b.bad, a: a.payload, b: b.payload }
    }
    if (a.t < b.t) state.a.shift()
    else state.b.shift()
  }
}

export function ratio(msg: Message): Message {
  msg.payload = ((msg.a as number) / (msg.b as number)) * 100
  if (!Number.isFinite(msg.payload)) msg.bad = true
  return msg
}

export function mean(msg: Message, context: NodeContext): Message | null {
  const state = context.get<{ end: number; sum: number; n: number }>('state') ?? {
    end: (Math.floor(msg.t / 10_000) + 1) * 10_000,
    sum: 0,
    n: 0,
  }
  let told: Message | null = null
  if (msg.t >= state.end) {
    told = { payload: state.sum / state.n, t: state.end, bad: state.n === 0 }
    state.end += 10_000
    state.sum = 0
    state.n = 0
  }
  if (!msg.bad) {
    state.sum += msg.payload
    state.n++
  }
  context.set('state', state)
  return told
}

export function high(msg: Message, limit: number): Message {
  return { ...msg, payload: msg.payload > limit ? 1 : 0 }
}

export function lasting(msg: Message, context: NodeContext): Message | null {
  const state = context.get<{ told: number; since: number }>('state') ?? { told: -1, since: -1 }
  context.set('state', state)
  if (msg.bad) {
    state.told = -1
    state.since = -1
    return msg
  }
  if (msg.payload === 0 || state.told === 1) {
    state.since = -1
    state.told = msg.payload
    return msg
  }
  const first = state.told === -1
  if (state.since === -1) state.since = msg.t
  else if (msg.t - state.since >= 2_000) {
    state.told = 1
    state.since = -1
    return msg
  }
  if (!first) return null
  state.told = 0
  msg.payload = 0
  return msg
}
