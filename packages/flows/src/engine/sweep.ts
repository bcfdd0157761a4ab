import { isBad, type Micros } from '@millrace/core'
import type { MomentWork } from '../kind.ts'
import type { Columns } from './columns.ts'
import type { Moment } from './moment.ts'
import type { Conversion } from './program.ts'

/**
 * Walks over what came on the inputs of a node, instant by instant, and over the instants at which it wished to be woken. All of one
 * instant is one step, so that it does not matter how samples were cut into groups.
 */
export class Sweep {
  readonly #work: MomentWork
  readonly #moment: Moment
  readonly #conversions: readonly Conversion[]
  readonly #places: Uint32Array

  constructor(work: MomentWork, moment: Moment, conversions: readonly Conversion[]) {
    this.#work = work
    this.#moment = moment
    this.#conversions = conversions
    this.#places = new Uint32Array(conversions.length)
  }

  run(inputs: readonly Columns[], until: Micros): void {
    if (inputs.length === 1) this.#one(inputs[0]!, until)
    else this.#several(inputs, until)
  }

  #one(input: Columns, until: Micros): void {
    const moment = this.#moment
    const work = this.#work
    const conversion = this.#conversions[0]
    const { time, length } = input
    let i = 0
    for (;;) {
      const next = i < length ? time[i]! : Number.POSITIVE_INFINITY
      const at = Math.min(next, moment.wake)
      if (at > until || at === Number.POSITIVE_INFINITY) return
      moment.at = at
      moment.woke = moment.wake === at
      if (moment.woke) moment.wake = Number.POSITIVE_INFINITY
      if (next === at) {
        take(moment, 0, input, i++, conversion)
        moment.came[0] = 1
      } else moment.came[0] = 0
      work.at(moment)
    }
  }

  #several(inputs: readonly Columns[], until: Micros): void {
    const moment = this.#moment
    const places = this.#places
    places.fill(0)
    for (;;) {
      let at = moment.wake
      for (let slot = 0; slot < inputs.length; slot++) {
        const { time, length } = inputs[slot]!
        const i = places[slot]!
        if (i < length && time[i]! < at) at = time[i]!
      }
      if (at > until || at === Number.POSITIVE_INFINITY) return
      moment.at = at
      moment.woke = moment.wake === at
      if (moment.woke) moment.wake = Number.POSITIVE_INFINITY
      for (let slot = 0; slot < inputs.length; slot++) {
        const input = inputs[slot]!
        const i = places[slot]!
        if (i < input.length && input.time[i] === at) {
          take(moment, slot, input, i, this.#conversions[slot])
          places[slot] = i + 1
          moment.came[slot] = 1
        } else moment.came[slot] = 0
      }
      this.#work.at(moment)
    }
  }
}

function take(moment: Moment, slot: number, { time, value, status }: Columns, i: number, conversion: Conversion): void {
  const given = status[i]!
  moment.since[slot] = time[i]!
  moment.status[slot] = given
  const seen = value[i]!
  if (isBad(given)) moment.value[slot] = Number.NaN
  else if (conversion === undefined) moment.value[slot] = seen
  else moment.value[slot] = 'factor' in conversion ? seen * conversion.factor : conversion.convert(seen)
}
