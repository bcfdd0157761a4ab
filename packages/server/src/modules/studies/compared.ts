import { isBad, isGood, type Micros } from '@millrace/core'
import { type Agreement, agreementOf, type GivenInput, type GuardedResults, sayReason } from '@millrace/runtime'
import type { StudyResult } from './schema.ts'
import { metricsOf } from './told.ts'

const MOST_SHOWN = 500
const MOST_REASONS = 20

/** What a model gave over a stretch, beside what was measured; stretch by stretch, so that any period fits into memory. */
export class Compared {
  readonly #outputs: readonly string[]
  readonly #quality = { rows: 0, good: 0, uncertain: 0, bad: 0 }
  readonly #reasons = new Map<string, number>()
  readonly #pairs = new Map<string, { readonly measured: number[]; readonly given: number[] }>()
  readonly #shown = new Map<string, Shown>()

  /** @param outputs those that are compared; all others are left out */
  constructor(outputs: readonly string[]) {
    this.#outputs = outputs
  }

  add(time: Float64Array, results: GuardedResults, measured: Readonly<Record<string, GivenInput>>): void {
    for (let row = 0; row < results.length; row++) this.#count(results, row)
    for (const name of this.#outputs) {
      const output = results.outputs[name]
      if (!output) continue
      const beside = measured[name]
      const shown = this.#shown.get(name) ?? new Shown()
      this.#shown.set(name, shown)
      const pairs = this.#pairs.get(name) ?? { measured: [], given: [] }
      this.#pairs.set(name, pairs)
      for (let row = 0; row < results.length; row++) {
        const given = isBad(output.status[row]!) ? Number.NaN : Number(output.values[row])
        const seen = beside && isGood(beside.status[row]!) ? Number(beside.values[row]) : Number.NaN
        shown.add(time[row]!, seen, given)
        if (!isGood(output.status[row]!) || !Number.isFinite(given) || !Number.isFinite(seen)) continue
        pairs.measured.push(seen)
        pairs.given.push(given)
      }
    }
  }

  #count(results: GuardedResults, row: number): void {
    let worst = 0
    let why: string | undefined
    for (const { status, reason, seen } of Object.values(results.outputs)) {
      const rank = isGood(status[row]!) ? 0 : isBad(status[row]!) ? 2 : 1
      if (rank <= worst) continue
      worst = rank
      const told = results.reasons[reason[row]! - 1]
      // Without the value that was seen: a reason is one, not one for each row.
      why = told && sayReason(told, seen === undefined ? undefined : Number.NaN)
    }
    this.#quality.rows++
    if (worst === 0) this.#quality.good++
    else if (worst === 1) this.#quality.uncertain++
    else this.#quality.bad++
    if (why !== undefined) this.#reasons.set(why, (this.#reasons.get(why) ?? 0) + 1)
  }

  result(): StudyResult {
    const metrics: StudyResult['metrics'] = {}
    for (const [name, { measured, given }] of this.#pairs)
      if (measured.length > 0) metrics[name] = metricsOf(this.#agreement(measured, given))
    return {
      metrics,
      series: Object.fromEntries([...this.#shown].map(([name, shown]) => [name, shown.series()])),
      quality: this.#quality,
      reasons: [...this.#reasons]
        .map(([says, rows]) => ({ says, rows }))
        .sort((a, b) => b.rows - a.rows)
        .slice(0, MOST_REASONS),
      leftOut: [],
      warnings: [],
    }
  }

  #agreement(measured: readonly number[], given: readonly number[]): Agreement {
    return agreementOf(Float64Array.from(measured), Float64Array.from(given), 0)
  }
}

/** Every so many rows one, twice as far apart each time that there are too many. */
class Shown {
  #every = 1
  #at = 0
  #time: Micros[] = []
  #measured: (number | null)[] = []
  #given: (number | null)[] = []

  add(time: Micros, measured: number, given: number): void {
    if (this.#at++ % this.#every !== 0) return
    this.#time.push(time)
    this.#measured.push(Number.isFinite(measured) ? measured : null)
    this.#given.push(Number.isFinite(given) ? given : null)
    if (this.#time.length <= MOST_SHOWN) return
    this.#every *= 2
    const isKept = (_: unknown, i: number): boolean => i % 2 === 0
    this.#time = this.#time.filter(isKept)
    this.#measured = this.#measured.filter(isKept)
    this.#given = this.#given.filter(isKept)
  }

  series(): StudyResult['series'][string] {
    return { time: this.#time, columns: { measured: this.#measured, given: this.#given } }
  }
}
