import type { Micros } from '@millrace/core'
import { moved } from './columns.ts'

const UNKNOWN = 2

/** Told of an edge: as {@link ConditionEdge} has it, without an object. */
export type Emit = (condition: number, active: boolean, at: Micros, value: number, status: number) => void

/**
 * Which conditions are active, and their delays (OPC UA Part 9 §5.8, OnDelay and OffDelay): what was seen of a condition comes in,
 * edges go out. By slot, in columns.
 */
export class Switches {
  number = new Uint32Array(0)
  active = new Uint8Array(0)
  /** Since when the opposite of `active` holds; NaN if it does not. */
  since = new Float64Array(0)
  /** Of the newest edge; −Infinity before the first. */
  lastAt = new Float64Array(0)
  onDelay = new Float64Array(0)
  offDelay = new Float64Array(0)
  /** Whether it was seen to hold: 0, 1, or {@link UNKNOWN}. */
  holds = new Uint8Array(0)
  /** What was seen last. */
  value = new Float64Array(0)
  status = new Uint32Array(0)
  /** Where edges go while something is evaluated. */
  emit: Emit = () => undefined

  grow(size: number): void {
    this.number = moved(this.number, new Uint32Array(size))
    this.active = moved(this.active, new Uint8Array(size))
    this.holds = moved(this.holds, new Uint8Array(size))
    this.since = moved(this.since, new Float64Array(size))
    this.lastAt = moved(this.lastAt, new Float64Array(size))
    this.onDelay = moved(this.onDelay, new Float64Array(size))
    this.offDelay = moved(this.offDelay, new Float64Array(size))
    this.value = moved(this.value, new Float64Array(size))
    this.status = moved(this.status, new Uint32Array(size))
  }

  /** A slot as it is before anything was seen. */
  clear(slot: number): void {
    this.active[slot] = 0
    this.holds[slot] = UNKNOWN
    this.since[slot] = Number.NaN
    this.value[slot] = Number.NaN
    this.status[slot] = 0
    this.lastAt[slot] = Number.NEGATIVE_INFINITY
  }

  /** What was due before `time` comes. Before anything is seen at that time: a deadband hangs on what is active. */
  reach(slot: number, time: Micros): void {
    const due = (this.since[slot] as number) + this.#delay(slot)
    if (due < time) this.#turn(slot, due)
  }

  /** At `time`, which was reached, the condition holds (1) or not (0). */
  see(slot: number, time: Micros, holds: number, value: number, status: number): void {
    this.holds[slot] = holds
    this.value[slot] = value
    this.status[slot] = status
    if (holds === this.active[slot]) this.since[slot] = Number.NaN
    else {
      // A machine whose clock is behind: what stood counts by the wall until its next sample comes.
      if (!((this.since[slot] as number) <= time)) this.since[slot] = time
      this.pass(slot, time)
    }
  }

  /** Whether it holds is not known: nothing was seen of it, or nothing that tells. */
  isUnknown(slot: number): boolean {
    return this.holds[slot] === UNKNOWN
  }

  /** Nothing is known of the condition from now on: what was to come begins anew. */
  hold(slot: number): void {
    this.since[slot] = Number.NaN
    this.holds[slot] = UNKNOWN
  }

  /** Time went on to `time`, and what was seen last still holds. */
  pass(slot: number, time: Micros): void {
    const due = (this.since[slot] as number) + this.#delay(slot)
    if (due <= time) this.#turn(slot, due)
  }

  /**
   * Makes this equal to whoever takes the edges and has this one as the newest: what is newer here is told again, what is newer
   * there is taken over, and what was seen last, at `seen`, decides then.
   */
  reconcile(slot: number, active: boolean, at: Micros, seen: Micros): void {
    const last = this.lastAt[slot] as number
    const own = this.active[slot] === 1
    if (last > at) {
      if (own !== active) this.#tell(slot)
      return
    }
    this.lastAt[slot] = at
    if (own === active) return
    this.active[slot] = active ? 1 : 0
    this.since[slot] = Number.NaN
    const holds = this.holds[slot] as number
    if (holds !== UNKNOWN && holds !== this.active[slot]) this.since[slot] = Math.max(seen, at)
    this.pass(slot, seen)
  }

  #delay(slot: number): number {
    return (this.active[slot] === 0 ? this.onDelay[slot] : this.offDelay[slot]) as number
  }

  #turn(slot: number, due: Micros): void {
    const active = this.active[slot] === 0
    const at = Math.max(due, (this.lastAt[slot] as number) + 1)
    this.active[slot] = active ? 1 : 0
    this.since[slot] = Number.NaN
    this.lastAt[slot] = at
    this.#tell(slot)
  }

  #tell(slot: number): void {
    this.emit(
      this.number[slot] as number,
      this.active[slot] === 1,
      this.lastAt[slot] as number,
      this.value[slot] as number,
      this.status[slot] as number,
    )
  }
}
