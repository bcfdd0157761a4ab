import { Fault, type Micros, type SampleBatch } from '@millrace/core'
import { fingerprintOf } from '../conditions/hash.ts'
import { TimeOrder } from '../conditions/order.ts'
import { readingOf } from '../kpi/page.ts'
import { bytesOfParts, partsOfBytes } from '../kpi/saved-parts.ts'
import type { DerivedDefinition } from './definition.ts'
import './faults.ts'
import { DerivedPoint, type DerivedTold } from './point.ts'

/** Samples of one instant may come in several groups: they are waited for so long, µs of the wall. */
const SETTLE: Micros = 200_000
/** One evaluation in so many is timed. */
const TIMED = 32
/** Timed evaluations after which a point is judged. */
const JUDGED = 8
const MOST_MS = 1
/** Another one with another shape of what is saved. */
const MAGIC = 0x4450

export interface DerivedSetOptions {
  /** A point is worked out no more until it is put again: its formula is wrong, threw, or takes too long. */
  readonly suspended: (number: number, fault: Fault) => void
  /** Time that only goes forward, ms. */
  readonly monotonic: () => number
}

interface Held {
  readonly point: DerivedPoint
  readonly fingerprint: number
  evaluations: number
  timed: number
  /** ms. */
  mean: number
}

/** Many derived points while values come in. Deterministic in what it is fed: fed again from where it was saved, it comes to the same. */
export class DerivedSet {
  readonly #options: DerivedSetOptions
  readonly #held = new Map<number, Held>()
  /** By series: each point and input that wants it. */
  readonly #places = new Map<number, { readonly held: Held; readonly slot: number }[]>()
  readonly #pending = new Set<Held>()
  readonly #order = new TimeOrder()

  constructor(options: DerivedSetOptions) {
    this.#options = options
  }

  /** Adds or replaces a point; of one that is the same only what is not known of its inputs is taken over. */
  put(definition: DerivedDefinition): void {
    const { number, inputs, start } = definition
    const fingerprint = fingerprintOf({ inputs, steps: definition.steps })
    const known = this.#held.get(number)
    if (known?.fingerprint === fingerprint) {
      if (start) known.point.learn(start)
      if (known.point.pending) this.#pending.add(known)
      return
    }
    this.remove(number)
    try {
      const held = { point: new DerivedPoint(definition), fingerprint, evaluations: 0, timed: 0, mean: 0 }
      this.#held.set(number, held)
      if (held.point.pending) this.#pending.add(held)
      inputs.forEach(({ series }, slot) => {
        const places = this.#places.get(series) ?? []
        places.push({ held, slot })
        this.#places.set(series, places)
      })
    } catch (thrown) {
      this.#suspend(number, thrown)
    }
  }

  remove(number: number): void {
    const held = this.#held.get(number)
    if (!held) return
    this.#held.delete(number)
    this.#pending.delete(held)
    for (const { series } of held.point.definition.inputs) {
      const left = (this.#places.get(series) ?? []).filter((place) => place.held !== held)
      if (left.length > 0) this.#places.set(series, left)
      else this.#places.delete(series)
    }
  }

  /** Samples, of series that are wanted and of others, in order of their times whatever the order of rows. `now`: wall. */
  feed(batch: SampleBatch, now: Micros, told: DerivedTold): void {
    const { length, series, time, status } = batch
    const order = this.#order.of(time, length)
    for (let i = 0; i < length; i++) {
      const row = order[i]!
      const places = this.#places.get(series[row]!)
      if (!places) continue
      const value = readingOf(batch, row)
      for (const { held, slot } of places)
        this.#run(held, (point) => {
          point.put(slot, time[row]!, value, status[row]!, told)
          if (!point.pending) return
          if (Number.isNaN(point.pendingSince)) point.pendingSince = now
          this.#pending.add(held)
        })
    }
  }

  /** What waited long enough for others of its instant counts. */
  tick(now: Micros, told: DerivedTold): void {
    for (const held of this.#pending) {
      const { pending, pendingSince } = held.point
      if (pending && now - pendingSince < SETTLE) continue
      this.#pending.delete(held)
      this.#run(held, (point) => point.settle(told))
    }
  }

  skipped(): void {
    for (const { point } of this.#held.values()) point.skipped()
  }

  save(): Uint8Array {
    const parts = [...this.#held].map(([id, { fingerprint, point }]) => {
      const numbers = new Float64Array(point.size)
      point.save(numbers, 0)
      return { id, fingerprint, numbers }
    })
    return bytesOfParts(MAGIC, parts)
  }

  /** Takes up what was saved of points that are there and the same. Throws `derivation.state_foreign`, and is as before then. */
  load(bytes: Uint8Array): void {
    const parts = partsOfBytes<number, number>(MAGIC, bytes)
    if (!parts) throw new Fault('derivation.state_foreign', { seen: `${bytes.length} bytes that are not its own` })
    for (const { id, fingerprint, numbers } of parts) {
      const held = this.#held.get(id)
      if (held?.fingerprint !== fingerprint || held.point.size !== numbers.length) continue
      held.point.load(numbers, 0)
      if (held.point.pending) this.#pending.add(held)
      else this.#pending.delete(held)
    }
  }

  #run(held: Held, run: (point: DerivedPoint) => void): void {
    const { number } = held.point.definition
    const isTimed = held.evaluations++ % TIMED === 0
    const begun = isTimed ? this.#options.monotonic() : 0
    try {
      run(held.point)
    } catch (thrown) {
      this.#suspend(number, thrown)
      return
    }
    if (!isTimed) return
    held.timed++
    held.mean += (this.#options.monotonic() - begun - held.mean) / Math.min(held.timed, JUDGED)
    if (held.timed < JUDGED || held.mean <= MOST_MS) return
    const seen = Math.round(held.mean * 10) / 10
    this.#suspend(number, new Fault('derivation.slow', { number, most: MOST_MS, seen }))
  }

  #suspend(number: number, thrown: unknown): void {
    this.remove(number)
    const seen = thrown instanceof Error ? thrown.message : String(thrown)
    const fault = thrown instanceof Fault ? thrown : new Fault('derivation.failed', { number, seen }, thrown)
    this.#options.suspended(number, fault)
  }
}
