import { Fault, isBad, type Micros, type SampleBatch, Status, ValueKind } from '@millrace/core'
import type { Kernel } from '../expression/face.ts'
import { checkCondition, inputsOf } from './check.ts'
import { compileCondition } from './compile.ts'
import type { ConditionDefinition, ExpressionCondition } from './definition.ts'
import './faults.ts'
import { fingerprintOf } from './hash.ts'
import type { Joint } from './joint.ts'
import { TimeOrder } from './order.ts'
import { Rates } from './rates.ts'
import { loadState, type SavedParts, saveState } from './saved.ts'
import { Kind, Slots } from './slots.ts'
import { joinStanding, seeStanding } from './standing.ts'
import { type Emit, Switches } from './switches.ts'
import { Wiring } from './wiring.ts'

const FIRST_ROOM = 64
/** One evaluation of an expression in so many is timed. */
const TIMED = 32
/** Timed evaluations after which an expression is judged. */
const JUDGED = 8
/** An expression over a few inputs takes about a microsecond. */
const MOST_MS = 1

export interface ConditionSetOptions {
  /** Makes an expression ready; throws a fault that says what is wrong with it. Default: the expression language of the house. */
  readonly compile?: (condition: ExpressionCondition) => Kernel
  /** A definition is evaluated no more until it is put again: it is malformed, threw, or takes too long. */
  readonly suspended: (condition: number, fault: Fault) => void
  /** Time that only goes forward, ms. */
  readonly monotonic: () => number
}

/**
 * Many conditions at once, over columns: batches come in, edges go out. Of one condition edges alternate and their times rise.
 *
 * Two times are kept apart. Source time decides what holds when, and for how long. Wall time (`now`) tells how long ago the
 * newest sample came, so that delays and absences end without one, also where a machine's clock is wrong.
 */
export class ConditionSet {
  readonly #options: ConditionSetOptions
  readonly #switches = new Switches()
  readonly #rates = new Rates()
  readonly #order = new TimeOrder()
  readonly #slots = new Slots()
  readonly #slotOf = new Map<number, number>()
  readonly #free: number[] = []
  #room = 0
  #wiring = new Wiring([], undefined)
  #isStale = false
  #dirty: Joint[] = []
  #evaluations = 0
  /** Samples that were older than the newest of their series, and changed nothing. */
  late = 0

  constructor(options: ConditionSetOptions) {
    this.#options = options
  }

  /** The series that conditions look at. */
  get wanted(): Uint32Array {
    return this.#wired().index.series
  }

  get size(): number {
    return this.#slotOf.size
  }

  /** Condition results worked out so far. */
  get evaluations(): number {
    return this.#evaluations
  }

  /** Adds or replaces a condition, at `now` of the wall. One that is the same keeps all its state; one that changed stays active or not. */
  put(definition: ConditionDefinition, now: Micros): void {
    const known = this.#slotOf.get(definition.number)
    const slot = known ?? this.#claim(definition.number)
    const print = fingerprintOf({ ...definition, start: undefined, since: undefined })
    if (this.#slots.kind[slot] !== Kind.idle && this.#slots.print[slot] === print) return
    this.#slots.clear(slot)
    this.#slots.definitions[slot] = definition
    this.#slots.print[slot] = print
    this.#switches.hold(slot)
    this.#isStale = true
    try {
      checkCondition(definition)
      this.#switches.onDelay[slot] = definition.onDelay
      this.#switches.offDelay[slot] = definition.offDelay
      if (definition.is === 'rate') this.#rates.begin(slot, definition.window)
      this.#slots.define(slot, definition, now, this.#options.compile ?? compileCondition)
    } catch (thrown) {
      this.#suspend(slot, thrown)
    }
  }

  remove(condition: number): void {
    const slot = this.#slotOf.get(condition)
    if (slot === undefined) return
    this.#slotOf.delete(condition)
    this.#slots.clear(slot)
    this.#free.push(slot)
    this.#isStale = true
  }

  /** Takes samples, in order of their times whatever the order of rows, and tells the edges that come of them. `now`: wall. */
  evaluate(batch: SampleBatch, now: Micros, emit: Emit): void {
    const wiring = this.#wired()
    this.#switches.emit = emit
    const { length, series, time } = batch
    const order = this.#order.of(time, length)
    const words = new Int32Array(batch.int64.buffer, batch.int64.byteOffset, length * 2)
    let until = Number.NEGATIVE_INFINITY
    for (let i = 0; i < length; i++) {
      const row = order[i] as number
      const place = wiring.index.placeOf(series[row] as number)
      if (place < 0) continue
      const at = time[row] as number
      if (at < (wiring.newest[place] as number)) {
        this.late++
        continue
      }
      if (at > until && this.#dirty.length > 0) this.#settle()
      until = at
      wiring.newest[place] = at
      wiring.heard[place] = now
      this.#row(batch, row, place, words, now)
    }
    if (this.#dirty.length > 0) this.#settle()
  }

  /** Conditions that have seen nothing see what stood when they were defined; after all that came before was evaluated. `now`: wall. */
  begin(now: Micros, emit: Emit): void {
    const parts = { ...this.#parts(), wiring: this.#wired() }
    this.#switches.emit = emit
    for (const slot of this.#slotOf.values()) {
      const joint = this.#slots.joints[slot]
      if (!joint) seeStanding(parts, slot, now)
      else {
        const at = joinStanding(parts, joint, now)
        if (at !== undefined) this.#try(joint, at)
      }
    }
  }

  /** Ends delays and absences, and lets rates fall, where no sample came. `now`: wall. */
  tick(now: Micros, emit: Emit): void {
    const { newest, heard, clock } = this.#wired()
    const switches = this.#switches
    switches.emit = emit
    for (let slot = 0; slot < this.#room; slot++) {
      const kind = this.#slots.kind[slot]
      if (kind === Kind.idle) continue
      if (kind === Kind.absence) this.#miss(slot, now)
      else if (kind === Kind.joint) {
        const joint = this.#slots.joints[slot] as Joint
        switches.pass(slot, joint.time + Math.max(0, now - joint.heard))
      } else {
        const place = clock[slot] as number
        const time = (newest[place] as number) + Math.max(0, now - (heard[place] as number))
        if (kind === Kind.rate) {
          switches.reach(slot, time)
          this.#rate(slot, time, this.#rates.at(slot, time), switches.status[slot] as number)
        }
        switches.pass(slot, time)
      }
    }
  }

  /**
   * Makes the state equal to that of whoever takes the edges: `standing` gives the newest edge of a condition that was taken.
   * What is newer here is told again; what is newer there is taken over, and the newest sample decides.
   */
  reconcile(
    standing: (condition: number) => { readonly active: boolean; readonly at: Micros } | undefined,
    emit: Emit,
  ): void {
    const { newest, clock } = this.#wired()
    this.#switches.emit = emit
    for (const [condition, slot] of this.#slotOf) {
      const { active, at } = standing(condition) ?? { active: false, at: Number.NEGATIVE_INFINITY }
      const seen = this.#slots.joints[slot]?.time ?? (newest[clock[slot] as number] as number)
      this.#switches.reconcile(slot, active, at, seen)
    }
  }

  /** All that was seen, as bytes for {@link ConditionSet.load}. Takes `now` of the wall, as the time until then does not count. */
  save(now: Micros): Uint8Array<ArrayBuffer> {
    return saveState(this.#parts(), now)
  }

  /**
   * Takes over what was saved, after the definitions were put: all of a condition whose definition is the same, of another only
   * whether it is active. Throws `conditions.state_foreign`, and has taken over nothing then.
   */
  load(bytes: Uint8Array, now: Micros): void {
    loadState(this.#parts(), bytes, now)
  }

  #row(batch: SampleBatch, row: number, place: number, words: Int32Array, now: Micros): void {
    const { start, target } = this.#wiring
    const kind = batch.kind[row]
    const status = batch.status[row] as number
    const at = batch.time[row] as number
    let value = Number.NaN
    if (kind === ValueKind.double || kind === ValueKind.boolean) value = batch.double[row] as number
    else if (kind === ValueKind.int64)
      value = (words[row * 2 + 1] as number) * 4_294_967_296 + ((words[row * 2] as number) >>> 0)
    const text = kind === ValueKind.string ? batch.text[words[row * 2] as number] : undefined
    const isUnusable = isBad(status) || (Number.isNaN(value) && text === undefined)
    const last = start[place + 1] as number
    for (let entry = start[place] as number; entry < last; entry++) {
      const slot = target[entry] as number
      this.#evaluations++
      const kindOf = this.#slots.kind[slot]
      if (kindOf !== Kind.absence && kindOf !== Kind.joint) this.#switches.reach(slot, at)
      switch (kindOf) {
        case Kind.level:
          if (isUnusable || Number.isNaN(value)) this.#switches.hold(slot)
          else
            this.#switches.see(slot, at, this.#beyond(slot, value - (this.#slots.base[slot] as number)), value, status)
          break
        case Kind.rate:
          if (isUnusable || Number.isNaN(value)) {
            this.#rates.forget(slot)
            this.#switches.hold(slot)
          } else this.#rate(slot, at, this.#rates.add(slot, at, value), status)
          break
        case Kind.absence:
          this.#come(slot, at, value, status, now)
          break
        case Kind.state:
          if (isUnusable) this.#switches.hold(slot)
          else this.#switches.see(slot, at, this.#slots.values[slot]?.has(text ?? value) ? 1 : 0, value, status)
          break
        case Kind.quality:
          this.#switches.see(slot, at, isUnusable ? 1 : 0, value, status)
          break
        case Kind.joint:
          this.#join(entry, value, text, status, at, now)
      }
    }
  }

  #beyond(slot: number, distance: number): number {
    return this.#slots.beyond(slot, distance, this.#switches.active[slot] === 1)
  }

  #rate(slot: number, at: Micros, rate: number, status: number): void {
    if (!Number.isNaN(rate)) this.#switches.see(slot, at, this.#beyond(slot, rate), this.#rates.lastOf(slot), status)
  }

  #come(slot: number, at: Micros, value: number, status: number, now: Micros): void {
    const missed = (this.#slots.from[slot] as number) + (this.#slots.on[slot] as number)
    if (missed < at) this.#absent(slot, missed)
    this.#switches.reach(slot, at)
    this.#slots.from[slot] = at
    this.#slots.heard[slot] = now
    this.#switches.see(slot, at, 0, value, status)
  }

  #miss(slot: number, now: Micros): void {
    const from = this.#slots.from[slot] as number
    const time = from + Math.max(0, now - (this.#slots.heard[slot] as number))
    const missed = from + (this.#slots.on[slot] as number)
    if (missed <= time) this.#absent(slot, missed)
    this.#switches.pass(slot, time)
  }

  #absent(slot: number, from: Micros): void {
    this.#switches.reach(slot, from)
    this.#switches.see(slot, from, 1, Number.NaN, Status.BadNoData)
  }

  #join(entry: number, value: number, text: string | undefined, status: number, at: Micros, now: Micros): void {
    const joint = this.#slots.joints[this.#wiring.target[entry] as number] as Joint
    if (!joint.isDirty) this.#dirty.push(joint)
    joint.isDirty = true
    joint.set(this.#wiring.input[entry] as number, value, text, status)
    if (!(joint.time > at)) joint.time = at
    joint.heard = now
  }

  /** Evaluates what has seen all samples of one time. */
  #settle(): void {
    for (const joint of this.#dirty) {
      joint.isDirty = false
      if (this.#slots.joints[joint.slot] === joint) this.#try(joint, joint.time)
    }
    this.#dirty.length = 0
  }

  #try(joint: Joint, time: Micros): void {
    try {
      this.#evaluate(joint, time)
    } catch (thrown) {
      this.#suspend(joint.slot, thrown)
    }
  }

  #evaluate(joint: Joint, time: Micros): void {
    const { slot } = joint
    const isTimed = joint.kernel !== undefined && joint.evaluations++ % TIMED === 0
    const began = isTimed ? this.#options.monotonic() : 0
    const result = joint.result()
    if (isTimed) this.#judge(joint, this.#options.monotonic() - began)
    if (this.#slots.kind[slot] === Kind.idle) return
    this.#switches.reach(slot, time)
    if (Number.isNaN(result)) this.#switches.hold(slot)
    else {
      const holds = joint.kernel ? (result !== 0 ? 1 : 0) : this.#beyond(slot, result)
      this.#switches.see(slot, time, holds, joint.first, joint.status)
    }
  }

  #judge(joint: Joint, took: number): void {
    joint.timed++
    joint.mean += (took - joint.mean) / Math.min(joint.timed, JUDGED)
    if (joint.timed < JUDGED || joint.mean <= MOST_MS) return
    const condition = this.#switches.number[joint.slot] as number
    this.#suspend(
      joint.slot,
      new Fault('conditions.slow', { condition, most: MOST_MS, seen: Math.round(joint.mean * 10) / 10 }),
    )
  }

  #suspend(slot: number, thrown: unknown): void {
    const condition = this.#switches.number[slot] as number
    this.#slots.kind[slot] = Kind.idle
    this.#slots.joints[slot] = undefined
    this.#switches.since[slot] = Number.NaN
    this.#isStale = true
    const seen = thrown instanceof Error ? thrown.message : String(thrown)
    this.#options.suspended(
      condition,
      thrown instanceof Fault ? thrown : new Fault('conditions.failed', { condition, seen }, thrown),
    )
  }

  #claim(condition: number): number {
    const slot = this.#free.pop() ?? this.#slots.definitions.length
    if (slot >= this.#room) this.#grow(Math.max(FIRST_ROOM, this.#room * 2))
    this.#slotOf.set(condition, slot)
    this.#switches.number[slot] = condition
    this.#switches.clear(slot)
    return slot
  }

  #parts(): SavedParts {
    return {
      slotOf: this.#slotOf,
      slots: this.#slots,
      switches: this.#switches,
      rates: this.#rates,
      wiring: this.#wired(),
    }
  }

  #grow(room: number): void {
    this.#room = room
    this.#slots.grow(room)
    this.#switches.grow(room)
    this.#rates.grow(room)
  }

  #wired(): Wiring {
    if (this.#isStale) {
      this.#isStale = false
      const looks = [...this.#slotOf.values()]
        .filter((slot) => this.#slots.kind[slot] !== Kind.idle)
        .map((slot) => ({ slot, inputs: inputsOf(this.#slots.definitions[slot] as ConditionDefinition) }))
      this.#wiring = new Wiring(looks, this.#wiring)
    }
    return this.#wiring
  }
}
