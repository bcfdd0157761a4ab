import { Fault, type Micros } from '@millrace/core'
import './faults.ts'
import { Rates } from './rates.ts'
import { Kind, type Slots } from './slots.ts'
import type { Switches } from './switches.ts'
import type { Wiring } from './wiring.ts'

/** What the state of a set of conditions consists of. */
export interface SavedParts {
  readonly slotOf: ReadonlyMap<number, number>
  readonly slots: Slots
  readonly switches: Switches
  readonly rates: Rates
  readonly wiring: Wiring
}

/** 'MCS1', and bytes that are read the other way round on a machine that would misread the rest. */
const MAGIC = 0x4d435331
const HEAD = 3
const SERIES = 3
const CONDITION = 9

/**
 * Doubles, little-endian: magic, series, conditions; a series: number, newest time, µs since it came; a condition: number,
 * fingerprint, active, holds, since, last edge, value, status, count of what follows, and that: what its kind remembers.
 */
export function saveState(
  { slotOf, slots, switches, rates, wiring }: SavedParts,
  now: Micros,
): Uint8Array<ArrayBuffer> {
  const saved: number[] = [MAGIC, wiring.index.series.length, slotOf.size]
  wiring.index.series.forEach((series, place) => {
    saved.push(series, wiring.newest[place] as number, now - (wiring.heard[place] as number))
  })
  for (const [condition, slot] of slotOf) {
    saved.push(condition, slots.kind[slot] === Kind.idle ? Number.NaN : (slots.print[slot] as number))
    saved.push(switches.active[slot] as number, switches.holds[slot] as number, switches.since[slot] as number)
    saved.push(switches.lastAt[slot] as number, switches.value[slot] as number, switches.status[slot] as number)
    const kept = keptOf(slots, rates, slot, now)
    saved.push(kept.length, ...kept)
  }
  return new Uint8Array(Float64Array.from(saved).buffer)
}

function keptOf(slots: Slots, rates: Rates, slot: number, now: Micros): readonly number[] {
  const joint = slots.joints[slot]
  if (joint) return [joint.time, now - joint.heard, joint.first, ...joint.frame.value, ...joint.frame.status]
  if (slots.kind[slot] === Kind.absence) return [slots.from[slot] as number, now - (slots.heard[slot] as number)]
  return slots.kind[slot] === Kind.rate ? rates.save(slot) : []
}

/** Throws `conditions.state_foreign` before it changes anything. */
export function loadState(parts: SavedParts, bytes: Uint8Array, now: Micros): void {
  if (bytes.length % 8 !== 0) throw new Fault('conditions.state_foreign', { seen: `${bytes.length} bytes` })
  // A copy, because doubles must lie at a multiple of eight.
  const saved = new Float64Array(Uint8Array.from(bytes).buffer)
  const records = recordsOf(saved)
  for (let at = HEAD; at < records.first; at += SERIES)
    parts.wiring.hear(saved[at] as number, saved[at + 1] as number, now - (saved[at + 2] as number))
  for (const at of records.starts) take(parts, saved, at, now)
}

/** Where the conditions begin, and where each of them does. */
function recordsOf(saved: Float64Array): { readonly first: number; readonly starts: readonly number[] } {
  const [magic, series = 0, conditions = 0] = saved
  if (magic !== MAGIC) throw new Fault('conditions.state_foreign', { seen: `a beginning of ${magic}` })
  const first = HEAD + series * SERIES
  const starts: number[] = []
  let at = first
  for (let i = 0; i < conditions && at < saved.length; i++) {
    starts.push(at)
    at += CONDITION + (saved[at + CONDITION - 1] as number)
  }
  if (starts.length !== conditions || at !== saved.length)
    throw new Fault('conditions.state_foreign', { seen: `${saved.length} figures where ${at} were told` })
  return { first, starts }
}

function take({ slotOf, slots, switches, rates }: SavedParts, saved: Float64Array, start: number, now: Micros): void {
  const figure = (i: number): number => saved[start + i] as number
  const slot = slotOf.get(figure(0))
  if (slot === undefined) return
  switches.active[slot] = figure(2)
  switches.lastAt[slot] = figure(5)
  if (slots.kind[slot] === Kind.idle || slots.print[slot] !== figure(1)) return
  switches.holds[slot] = figure(3)
  switches.since[slot] = figure(4)
  switches.value[slot] = figure(6)
  switches.status[slot] = figure(7)
  const kept = saved.subarray(start + CONDITION, start + CONDITION + figure(8))
  const joint = slots.joints[slot]
  if (joint) {
    const inputs = joint.frame.value.length
    joint.time = kept[0] as number
    joint.heard = now - (kept[1] as number)
    joint.first = kept[2] as number
    joint.frame.value.set(kept.subarray(3, 3 + inputs))
    joint.frame.status.set(kept.subarray(3 + inputs))
  } else if (slots.kind[slot] === Kind.absence) {
    slots.from[slot] = kept[0] as number
    slots.heard[slot] = now - (kept[1] as number)
  } else if (slots.kind[slot] === Kind.rate && kept.length === Rates.saved) rates.load(slot, kept)
}
