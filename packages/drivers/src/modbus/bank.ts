import { Fault, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { Gaps } from '../kit/gaps.ts'
import { encodeValue, type WordOrder } from '../kit/registers.ts'
import { type Area, parseAddress } from './address.ts'
import './faults.ts'

/** How many units each area of a unit holds; addresses beyond are refused with exception 2. */
export interface BankSize {
  readonly coil?: number
  readonly discrete?: number
  readonly input?: number
  readonly holding?: number
}

/** The four tables of one simulated unit. Registers lie as on the wire, so that an answer is a copy. */
export class RegisterBank {
  /** Two bytes a register, high byte first. */
  readonly holding: DataView
  readonly input: DataView
  /** One byte a bit, 0 or 1. */
  readonly coil: Uint8Array
  readonly discrete: Uint8Array
  readonly #gaps = new Gaps()

  constructor(size: BankSize = {}) {
    this.holding = new DataView(new ArrayBuffer((size.holding ?? 0) * 2))
    this.input = new DataView(new ArrayBuffer((size.input ?? 0) * 2))
    this.coil = new Uint8Array(size.coil ?? 0)
    this.discrete = new Uint8Array(size.discrete ?? 0)
  }

  /** Puts a value where a tag of this address and type reads it. The bank must be large enough and the value must fit. */
  set(address: string, type: DataType, value: Value, order: WordOrder = 'ABCD'): void {
    const place = parseAddress(address, type)
    if (place.area === 'coil' || place.area === 'discrete') {
      this[place.area][place.address] = value ? 1 : 0
      return
    }
    const area = this[place.area]
    if (place.bits) {
      const mask = ((2 << (place.bits.to - place.bits.from)) - 1) << place.bits.from
      const before = area.getUint16(place.address * 2)
      area.setUint16(place.address * 2, (before & ~mask) | ((Number(value) << place.bits.from) & mask))
      return
    }
    const multi = place.length > 1 && type !== 'string'
    const shape = {
      type,
      order: place.order ?? (multi ? order : 'ABCD'),
      ...(place.bytes === undefined ? {} : { bytes: place.bytes }),
    }
    const bytes = encodeValue(value, shape)
    if (typeof bytes === 'number') throw new Fault('modbus.value_unfit', { address, type, seen: String(value) })
    new Uint8Array(area.buffer).set(bytes, place.address * 2)
  }

  /** From now on these units (both ends included) are refused with exception 2. */
  addHole(area: Area, from: number, to: number): void {
    this.#gaps.add(area, from, to)
  }

  /** True if every unit exists. */
  has(area: Area, address: number, count: number): boolean {
    const size = area === 'holding' || area === 'input' ? this[area].byteLength / 2 : this[area].length
    if (address + count > size) return false
    return !this.#gaps.meets(area, address, count)
  }
}
