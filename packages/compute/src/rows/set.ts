import type { Fault, Micros, SampleBatch } from '@millrace/core'
import { TimeOrder } from '../conditions/order.ts'
import { readingOf } from '../kpi/page.ts'
import { bytesOfParts, partsOfBytes } from '../kpi/saved-parts.ts'
import type { InstantDefinition } from './definition.ts'
import type { InstantPoint, LateTold } from './instant.ts'

/** One evaluation in so many is timed. */
const TIMED = 32
/** Timed evaluations after which a point is judged. */
const JUDGED = 8

export interface InstantSetOptions<Definition extends InstantDefinition, Told extends LateTold> {
  /** Throws where it cannot be. */
  readonly make: (definition: Definition) => InstantPoint<Told, Definition>
  /** Another one when anything of it is another but where it begins. */
  readonly fingerprintOf: (definition: Definition) => number
  /** Of what is saved: another one with another shape. */
  readonly magic: number
  /** What is thrown where it is no such. */
  readonly foreign: (seen: string) => Fault
  /** A point threw: it is looked at no more until it is put again. */
  readonly failed: (number: number, thrown: unknown) => void
  /** So long a point may take, ms of {@link InstantSetOptions.monotonic} on average. Absent: nothing is timed. */
  readonly slow?: { readonly most: number; readonly monotonic: () => number; told(number: number, seen: number): void }
}

interface Held<Definition extends InstantDefinition, Told extends LateTold> {
  readonly point: InstantPoint<Told, Definition>
  readonly fingerprint: number
  evaluations: number
  timed: number
  /** ms. */
  mean: number
}

/** Many points while values come in. Deterministic in what it is fed: fed again from where it was saved, it comes to the same. */
export class InstantSet<Definition extends InstantDefinition, Told extends LateTold> {
  readonly #options: InstantSetOptions<Definition, Told>
  readonly #held = new Map<number, Held<Definition, Told>>()
  /** By series: each point and input that wants it. */
  readonly #places = new Map<number, { readonly held: Held<Definition, Told>; readonly slot: number }[]>()
  readonly #pending = new Set<Held<Definition, Told>>()
  readonly #order = new TimeOrder()

  constructor(options: InstantSetOptions<Definition, Told>) {
    this.#options = options
  }

  /** Adds or replaces a point; of one that is the same only what is not known of its inputs is taken over. */
  put(definition: Definition): void {
    const { number, inputs, start } = definition
    const fingerprint = this.#options.fingerprintOf(definition)
    const known = this.#held.get(number)
    if (known?.fingerprint === fingerprint) {
      if (start) known.point.learn(start)
      if (known.point.pending) this.#pending.add(known)
      return
    }
    this.remove(number)
    try {
      const held = { point: this.#options.make(definition), fingerprint, evaluations: 0, timed: 0, mean: 0 }
      this.#held.set(number, held)
      if (held.point.pending) this.#pending.add(held)
      inputs.forEach(({ series }, slot) => {
        const places = this.#places.get(series) ?? []
        places.push({ held, slot })
        this.#places.set(series, places)
      })
    } catch (thrown) {
      this.#fail(number, thrown)
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
  feed(batch: SampleBatch, now: Micros, told: Told): void {
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
  tick(now: Micros, told: Told): void {
    for (const held of this.#pending) {
      const { point } = held
      if (point.pending && !point.isDue(now)) continue
      this.#pending.delete(held)
      this.#run(held, (one) => one.settle(told))
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
    return bytesOfParts(this.#options.magic, parts)
  }

  /** Takes up what was saved of points that are there and the same. Throws where it is foreign, and is as before then. */
  load(bytes: Uint8Array): void {
    const { magic, foreign } = this.#options
    const parts = partsOfBytes<number, number>(magic, bytes)
    if (!parts) throw foreign(`${bytes.length} bytes that are not its own`)
    for (const { id, fingerprint, numbers } of parts) {
      const held = this.#held.get(id)
      if (held?.fingerprint !== fingerprint || held.point.size !== numbers.length) continue
      held.point.load(numbers, 0)
      if (held.point.pending) this.#pending.add(held)
      else this.#pending.delete(held)
    }
  }

  #run(held: Held<Definition, Told>, run: (point: InstantPoint<Told, Definition>) => void): void {
    const { number } = held.point.definition
    const { slow } = this.#options
    const timed = held.evaluations++ % TIMED === 0 ? slow : undefined
    const begun = timed?.monotonic() ?? 0
    try {
      run(held.point)
    } catch (thrown) {
      this.#fail(number, thrown)
      return
    }
    if (!timed) return
    held.timed++
    held.mean += (timed.monotonic() - begun - held.mean) / Math.min(held.timed, JUDGED)
    if (held.timed < JUDGED || held.mean <= timed.most) return
    this.remove(number)
    timed.told(number, Math.round(held.mean * 10) / 10)
  }

  #fail(number: number, thrown: unknown): void {
    this.remove(number)
    this.#options.failed(number, thrown)
  }
}
