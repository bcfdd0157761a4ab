import { Fault, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { Gaps } from '../kit/gaps.ts'
import { encodeValue, type WordOrder } from '../kit/registers.ts'
import { areas, bankSpace, spaceOf } from './areas.ts'
import { toBcd } from './bcd.ts'
import './faults.ts'
import { planTag } from './plan.ts'

/** The memory of a simulated controller: words as on the wire, high byte first; flags one byte each. */
export class FinsMemory {
  readonly #bytes = new Map<number, Uint8Array>()
  readonly #gaps = new Gaps()

  /**
   * `sizes`: how many words each area has, as `{ D: 1000, CIO: 6144, E1: 32768 }`; others are not there. `T` and `C`
   * bring their completion flags.
   */
  constructor(sizes: Readonly<Record<string, number>>) {
    for (const [name, count] of Object.entries(sizes)) {
      const bank = /^E([\dA-F]+)$/.exec(name)
      this.#bytes.set(bank ? bankSpace(Number.parseInt(bank[1]!, 16)) : spaceOf(name), new Uint8Array(count * 2))
      if (name === 'T' || name === 'C') this.#bytes.set(spaceOf(name, true), new Uint8Array(count))
    }
  }

  /** Puts a value where a tag of this address and type reads it. The area must be large enough, the value must fit. */
  set(address: string, type: DataType, value: Value, wordOrder: WordOrder = 'CDAB'): void {
    const tag = planTag({ id: 0, address, type, access: 'r', periodMs: 1_000 }, wordOrder)
    const place = this.units(tag.space, tag.start, tag.length)!
    if (areas[tag.space]!.flags) place[0] = value === true ? 1 : 0
    else if (tag.bit !== undefined) this.setBit(tag.space, tag.start, tag.bit, value === true)
    else {
      const bytes = encodeValue(tag.bcd ? toBcd(BigInt(value as bigint), tag.length)! : value, tag)
      if (typeof bytes === 'number') throw new Fault('fins.value_unfit', { address, type, seen: String(value) })
      place.set(bytes)
    }
  }

  /** From now on these words (both ends included) are refused. */
  addHole(name: string, from: number, to: number): void {
    this.#gaps.add(spaceOf(name), from, to)
  }

  has(space: number): boolean {
    return this.#bytes.has(space)
  }

  /** The bytes of these words or flags, or undefined if some are not there. */
  units(space: number, start: number, count: number): Uint8Array | undefined {
    const all = this.#bytes.get(space)
    const bytes = areas[space]!.flags ? 1 : 2
    if (!all || start < 0 || (start + count) * bytes > all.length) return undefined
    if (this.#gaps.meets(space, start, count)) return undefined
    return all.subarray(start * bytes, (start + count) * bytes)
  }

  setBit(space: number, word: number, bit: number, on: boolean): void {
    const bytes = this.units(space, word, 1)!
    const at = bit < 8 ? 1 : 0
    const mask = 1 << (bit & 7)
    bytes[at] = on ? bytes[at]! | mask : bytes[at]! & ~mask
  }

  bit(space: number, word: number, bit: number): boolean | undefined {
    const bytes = this.units(space, word, 1)
    return bytes && ((bytes[bit < 8 ? 1 : 0]! >> (bit & 7)) & 1) === 1
  }
}
