import type { Micros } from '@millrace/core'
import { SeriesIndex } from './series-index.ts'

/** What one condition looks at. */
export interface Look {
  readonly slot: number
  /** Series, in the order of its inputs. */
  readonly inputs: readonly number[]
}

/** Which series goes into which conditions, in compressed rows, and the newest sample of each series. */
export class Wiring {
  readonly index: SeriesIndex
  /** Entries of place p are those from start[p] to before start[p + 1]. */
  readonly start: Uint32Array
  /** Slot of the condition, by entry. */
  readonly target: Uint32Array
  /** Which of its inputs, by entry. */
  readonly input: Uint16Array
  /** Source time of the newest sample, by place; NaN before the first. */
  readonly newest: Float64Array
  /** Wall time when it came, by place. */
  readonly heard: Float64Array
  /** Place of the first input, by slot. */
  readonly clock: Uint32Array

  /** What was known of series that both look at carries over. */
  constructor(looks: readonly Look[], before: Wiring | undefined) {
    this.index = new SeriesIndex(looks.flatMap(({ inputs }) => inputs))
    const places = this.index.series.length
    this.start = new Uint32Array(places + 1)
    this.newest = new Float64Array(places).fill(Number.NaN)
    this.heard = new Float64Array(places).fill(Number.NaN)
    this.clock = new Uint32Array(looks.reduce((most, { slot }) => Math.max(most, slot + 1), 0))
    for (const { inputs } of looks) for (const one of inputs) this.start[this.index.placeOf(one) + 1]!++
    for (let place = 0; place < places; place++) this.start[place + 1]! += this.start[place] as number
    const entries = this.start[places] as number
    this.target = new Uint32Array(entries)
    this.input = new Uint16Array(entries)
    const next = this.start.slice()
    for (const { slot, inputs } of looks) {
      this.clock[slot] = this.index.placeOf(inputs[0] as number)
      for (const [i, one] of inputs.entries()) {
        const entry = next[this.index.placeOf(one)]!++
        this.target[entry] = slot
        this.input[entry] = i
      }
    }
    before?.index.series.forEach((one, place) => {
      this.hear(one, before.newest[place] as number, before.heard[place] as number)
    })
  }

  /** What stood of a series, as if it had come at its time; false if what is known of it is newer. */
  stands(series: number, time: Micros, now: Micros): boolean {
    const known = this.newest[this.index.placeOf(series)] as number
    if (Number.isNaN(known)) this.hear(series, time, Math.min(now, time))
    return !(time < known)
  }

  /** Source time of a series when the wall's was `since`; not before its newest sample. */
  reached(series: number, since: Micros): Micros {
    return (this.newest[this.index.placeOf(series)] as number) + Math.max(0, since - this.heardOf(series))
  }

  /** Wall time when the newest sample of a series came. */
  heardOf(series: number): Micros {
    return this.heard[this.index.placeOf(series)] as number
  }

  hear(series: number, newest: Micros, heard: Micros): void {
    const place = this.index.placeOf(series)
    if (place < 0) return
    this.newest[place] = newest
    this.heard[place] = heard
  }
}
