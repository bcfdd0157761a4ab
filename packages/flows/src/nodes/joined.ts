import { isBad } from '@millrace/core'
import { Buffer, type Columns } from '../engine/columns.ts'
import type { Moment } from '../engine/moment.ts'

/**
 * Several columns as rows of one time: each instant at which one of them has a sample, with what the others hold then. What they held
 * last is remembered in the moment.
 */
export class Joined {
  readonly #into: readonly Buffer[]
  readonly #places: Uint32Array

  constructor(inputs: number) {
    this.#into = Array.from({ length: inputs }, () => new Buffer())
    this.#places = new Uint32Array(inputs)
  }

  of(inputs: readonly Columns[], moment: Moment): readonly Columns[] {
    if (inputs.length === 1) return inputs
    const into = this.#into
    const places = this.#places
    const most = inputs.reduce((sum, { length }) => sum + length, 0)
    for (const buffer of into) {
      buffer.clear()
      buffer.reserve(most)
    }
    places.fill(0)
    let rows = 0
    for (;;) {
      let at = Number.POSITIVE_INFINITY
      for (let slot = 0; slot < inputs.length; slot++) {
        const i = places[slot]!
        const { length, time } = inputs[slot]!
        if (i < length && time[i]! < at) at = time[i]!
      }
      if (at === Number.POSITIVE_INFINITY) break
      for (let slot = 0; slot < inputs.length; slot++) {
        const input = inputs[slot]!
        const i = places[slot]!
        if (i < input.length && input.time[i] === at) {
          const status = input.status[i]!
          moment.value[slot] = isBad(status) ? Number.NaN : input.value[i]!
          moment.status[slot] = status
          moment.since[slot] = at
          places[slot] = i + 1
        }
        const buffer = into[slot]!
        buffer.time[rows] = at
        buffer.value[rows] = moment.value[slot]!
        buffer.status[rows] = moment.status[slot]!
      }
      rows++
    }
    for (const buffer of into) buffer.length = rows
    return into
  }
}
