import { isBad, type Micros } from '@millrace/core'
import type { InputSample } from '../rows/definition.ts'
import { inputsOf } from './check.ts'
import type { ConditionDefinition } from './definition.ts'
import type { Joint } from './joint.ts'
import { Kind, type Slots } from './slots.ts'
import type { Switches } from './switches.ts'
import type { Wiring } from './wiring.ts'

interface Parts {
  readonly slots: Slots
  readonly switches: Switches
  readonly wiring: Wiring
}

const textIn = ({ value }: InputSample): string | undefined => (typeof value === 'string' ? value : undefined)
const numberIn = ({ value }: InputSample): number => (typeof value === 'number' ? value : Number.NaN)

/** What stood when a condition of one series was defined, if it has seen nothing since; from when it came into force. */
export function seeStanding({ slots, switches, wiring }: Parts, slot: number, now: Micros): void {
  const start = slots.starts[slot]
  slots.starts[slot] = undefined
  const [sample] = start?.samples ?? []
  if (!start || !sample || !switches.isUnknown(slot)) return
  const [series] = inputsOf(slots.definitions[slot] as ConditionDefinition) as [number]
  if (!wiring.stands(series, sample.time, now)) return
  const at = wiring.reached(series, start.since)
  const { status } = sample
  const [value, text] = [numberIn(sample), textIn(sample)]
  const isUnusable = isBad(status) || (Number.isNaN(value) && text === undefined)
  const kind = slots.kind[slot]
  if (kind === Kind.quality) switches.see(slot, at, isUnusable ? 1 : 0, value, status)
  else if (isUnusable) return
  else if (kind === Kind.state) switches.see(slot, at, slots.values[slot]?.has(text ?? value) ? 1 : 0, value, status)
  else if (!Number.isNaN(value)) {
    const distance = value - (slots.base[slot] as number)
    switches.see(slot, at, slots.beyond(slot, distance, switches.active[slot] === 1), value, status)
  }
}

/** The same of several series, for those of which nothing was seen; returns the time at which they are to be evaluated. */
export function joinStanding({ slots, wiring }: Parts, joint: Joint, now: Micros): Micros | undefined {
  const start = slots.starts[joint.slot]
  slots.starts[joint.slot] = undefined
  if (!start) return undefined
  const inputs = inputsOf(slots.definitions[joint.slot] as ConditionDefinition)
  const times = Number.isNaN(joint.time) ? [] : [joint.time + Math.max(0, start.since - joint.heard)]
  let isNews = false
  for (const [i, sample] of start.samples.entries()) {
    const series = inputs[i] as number
    if (!sample || !joint.waitsFor(i) || !wiring.stands(series, sample.time, now)) continue
    isNews = true
    joint.set(i, numberIn(sample), textIn(sample), sample.status)
    times.push(wiring.reached(series, start.since))
    if (joint.time > sample.time) continue
    joint.time = sample.time
    joint.heard = wiring.heardOf(series)
  }
  return isNews ? Math.max(...times) : undefined
}
