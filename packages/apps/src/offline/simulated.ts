import { computed, type Series } from './series.ts'

/** What is known of a property whose curve is made up. */
export interface Quantity {
  readonly name: string
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
  /** As an equipment class tells them. */
  readonly low?: number
  readonly high?: number
  readonly counter?: boolean
  readonly states?: readonly string[]
}

const S = 1_000
const HOUR = 3_600 * S
const DAY = 24 * HOUR
/** Counters have counted since. */
const SINCE = Date.UTC(2026, 0, 1)

/** What a machine of middling size shows, by UCUM code. */
const usual: Readonly<Record<string, readonly [number, number]>> = {
  kW: [20, 110],
  W: [200, 2_000],
  MW: [1, 12],
  kVA: [25, 130],
  kvar: [5, 40],
  Cel: [22, 78],
  K: [295, 351],
  bar: [5.5, 7.8],
  kPa: [80, 220],
  MPa: [0.5, 0.8],
  Pa: [50, 400],
  'm3/min': [6, 20],
  'm3/h': [40, 180],
  'l/min': [20, 90],
  'kg/h': [300, 1_900],
  't/h': [3, 14],
  'kg/s': [0.5, 4],
  '%': [35, 92],
  '1': [0, 1],
  A: [12, 80],
  V: [395, 405],
  kV: [10.2, 10.6],
  Hz: [49.95, 50.05],
  '1/min': [1_430, 1_495],
  'mm/s': [0.6, 3.2],
  'm/s2': [0.4, 4],
  um: [8, 45],
  mm: [9.95, 10.05],
  s: [28, 64],
  lx: [300, 600],
}
const counted = /energy|total|count|parts|pieces|hours|meter|_made|rejected|counter/
const ofCounters = new Set(['kW.h', 'MW.h', 'W.h', 'GJ', 'm3', 'h', 't', 'kg'])
const cyclic = new Set(['run', 'running', 'on', 'planned', 'enabled', 'producing', 'execution', 'available'])

/**
 * A curve as the property of a machine may have it: what one machine shows goes up and down with its load, in shifts and days, with a
 * little of its own; counters rise, conditions change now and then. The same at every run, another for each machine.
 *
 * @param machine any text of its own
 */
export function simulated(quantity: Quantity, machine: string): Series {
  const seed = `${machine}/${quantity.name}`
  if (quantity.type === 'boolean') {
    const usually = cyclic.has(quantity.name)
    return computed((time) => (usually ? loadOf(machine, time) > 0.25 : chance(seed, Math.floor(time / HOUR)) > 0.93), {
      stepMs: 30 * S,
    })
  }
  if (quantity.type === 'text') return computed(stateOf(quantity, machine), { stepMs: 30 * S })
  if (isCounter(quantity)) return computed(counting(quantity, machine), { stepMs: 10 * S })
  const [low, high] = rangeOf(quantity)
  return computed(
    (time) => {
      const own = 0.08 * wander(seed, time, 7 * 60 * S) + 0.02 * wander(`${seed}!`, time, 20 * S)
      const share = Math.min(1, Math.max(0, 0.12 + 0.76 * loadOf(machine, time) + own))
      return rounded(low + (high - low) * share, high - low)
    },
    { stepMs: 5 * S },
  )
}

function rangeOf({
  unit,
  low = Number.NEGATIVE_INFINITY,
  high = Number.POSITIVE_INFINITY,
}: Quantity): [number, number] {
  const known = usual[unit ?? '1'] ?? ([0, 100] as const)
  const range = [Math.max(known[0], low), Math.min(known[1], high)] as [number, number]
  if (range[0] < range[1]) return range
  // What the class tells lies elsewhere: the middle of it.
  const [from, to] = [Number.isFinite(low) ? low : high - 100, Number.isFinite(high) ? high : low + 100]
  return [from + (to - from) * 0.2, to - (to - from) * 0.2]
}

export const isCounter = ({ name, unit, counter }: Quantity): boolean =>
  counter ?? (ofCounters.has(unit ?? '') || (counted.test(name) && (unit === undefined || unit === '1')))

/** Rises faster in the day, and never falls; pieces are whole. */
function counting({ name, unit }: Quantity, machine: string): (time: number) => number {
  const isPieces = unit === undefined || unit === '1'
  const perHour = (isPieces ? 45 : unit === 'h' ? 0.7 : 40) * (/reject|scrap|bad/.test(name) ? 0.03 : 1)
  const offset = Math.floor(1_000 * chance(machine, 1))
  return (time) => {
    const hours = (time - SINCE) / HOUR
    const value = offset + perHour * (hours - (0.6 * 24 * Math.sin((2 * Math.PI * hours) / 24)) / (2 * Math.PI))
    return isPieces ? Math.floor(value) : rounded(value, 100)
  }
}

function stateOf({ states, name }: Quantity, machine: string): (time: number) => string {
  const known = states ?? (name === 'execution' ? ['ACTIVE', 'READY', 'STOPPED'] : ['running', 'idle', 'stopped'])
  return (time) => {
    const load = loadOf(machine, time)
    const working = known.find((state) => /^(run|active|load|produc|on)/i.test(state)) ?? known[0]!
    if (load > 0.25) return working
    const others = known.filter((state) => state !== working && !/fault|alarm|error/i.test(state))
    return others[Math.floor(chance(`${machine}/${name}`, Math.floor(time / HOUR)) * others.length)] ?? working
  }
}

/** How much is asked of a machine, 0…1: more by day than by night, with stops. */
function loadOf(machine: string, time: number): number {
  const day = 0.5 - 0.5 * Math.cos((2 * Math.PI * (time % DAY)) / DAY)
  const slow = 0.3 * wander(machine, time, 50 * 60 * S)
  return Math.min(1, Math.max(0, 0.35 + 0.35 * day + slow + 0.1 * (chance(machine, 0) - 0.5)))
}

/** Four digits of what it varies by. */
function rounded(value: number, span: number): number {
  const step = 10 ** (Math.floor(Math.log10(span)) - 3)
  return Number((Math.round(value / step) * step).toPrecision(9))
}

/** 0…1, the same at every run. */
function chance(of: string, n: number): number {
  let hash = 2_166_136_261 ^ n
  for (let i = 0; i < of.length; i++) hash = Math.imul(hash ^ of.charCodeAt(i), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}

/** Between -1 and 1, smooth, with turns about `period` ms apart. */
function wander(of: string, time: number, period: number): number {
  const at = Math.floor(time / period)
  const part = time / period - at
  const ease = part * part * (3 - 2 * part)
  return (1 - ease) * (2 * chance(of, at) - 1) + ease * (2 * chance(of, at + 1) - 1)
}
