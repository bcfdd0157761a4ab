import { Fault, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { Gaps } from '../kit/gaps.ts'
import type { Area } from './address.ts'
import { areaCodes, type Item, ItemSize } from './codec.ts'
import { planTag } from './plan.ts'
import { roomBytes } from './text.ts'
import { encodeTag } from './value.ts'
import './faults.ts'

/** What a simulated CPU holds: bytes of each data block and area, number of timers and counters. */
export interface MemorySize {
  readonly blocks?: Readonly<Record<number, number>>
  readonly inputs?: number
  readonly outputs?: number
  readonly flags?: number
  readonly peripherals?: number
  readonly timers?: number
  readonly counters?: number
}

const OK = 0xff
const DENIED = 0x03
const BEYOND = 0x05
const UNSUPPORTED = 0x06
const ABSENT = 0x0a

/** The memory of a simulated CPU, as bytes in the CPU's own order, so that an answer is a copy. */
export class S7Memory {
  readonly #blocks = new Map<number, Uint8Array>()
  readonly #areas: ReadonlyMap<number, Uint8Array>
  readonly #gaps = new Gaps()
  readonly #denied = new Set<number>()

  constructor(size: MemorySize = {}) {
    const { blocks = {}, inputs = 0, outputs = 0, flags = 0, peripherals = 0, timers = 0, counters = 0 } = size
    for (const [db, bytes] of Object.entries(blocks)) this.#blocks.set(Number(db), new Uint8Array(bytes))
    this.#areas = new Map(
      (
        [
          ['I', inputs],
          ['Q', outputs],
          ['M', flags],
          ['PI', peripherals],
          ['T', 2 * timers],
          ['C', 2 * counters],
        ] as const
      ).map(([area, bytes]) => [areaCodes[area], new Uint8Array(bytes)]),
    )
  }

  /** The bytes themselves: what is changed in them is what clients read. */
  bytes(area: Area, db = 0): Uint8Array | undefined {
    return this.#bytes(areaCodes[area], db)
  }

  /** Data blocks and their length, in the order of their numbers. */
  get blocks(): readonly (readonly [db: number, length: number])[] {
    return [...this.#blocks].map(([db, { length }]) => [db, length] as const).sort(([a], [b]) => a - b)
  }

  /** Puts a value where a tag of this address and type reads it. */
  set(address: string, type: DataType, value: Value): void {
    const tag = planTag({ id: 0, address, type, access: 'rw', periodMs: 0 }, 'utf-8')
    const raw = encodeTag(tag, value)
    const held = this.bytes(tag.area, tag.area === 'DB' ? tag.space : 0)
    const counted = tag.area === 'T' || tag.area === 'C'
    const start = counted ? 2 * tag.start : tag.start
    if (typeof raw === 'number' || !held || start + tag.length > held.length)
      throw new Fault('s7.value_unfit', { address, type, seen: String(value) })
    if (tag.bit !== undefined) {
      const before = held[start]! & ~(1 << tag.bit)
      held[start] = before | (raw[0]! << tag.bit)
      return
    }
    const room = tag.text ? roomBytes(tag.text.form) : 0
    if (room > 0) held[start + room - 1] = tag.text!.characters
    held.set(raw, start + room)
  }

  /** From now on these bytes of an area (both ends included) are out of range. */
  addHole(area: Area, from: number, to: number, db = 0): void {
    this.#gaps.add(`${areaCodes[area]} ${db}`, from, to)
  }

  /** From now on this block may not be read or written, as one with optimised access. */
  deny(db: number): void {
    this.#denied.add(db)
  }

  /** What one item asks for: its return code, and the bytes if it is good. */
  find(item: Item): {
    readonly code: number
    readonly bytes: Uint8Array
    readonly bit?: number
  } {
    const { size, count, db, area, address } = item
    const none = new Uint8Array()
    const held = this.#bytes(area, db)
    if (!held) return { code: ABSENT, bytes: none }
    if (area === areaCodes.DB && this.#denied.has(db)) return { code: DENIED, bytes: none }
    const counted = size === ItemSize.timer || size === ItemSize.counter
    if (counted !== (area === areaCodes.T || area === areaCodes.C)) return { code: UNSUPPORTED, bytes: none }
    if (!counted && size !== ItemSize.byte && size !== ItemSize.bit) return { code: UNSUPPORTED, bytes: none }
    const start = counted ? 2 * address : address >> 3
    const length = counted ? 2 * count : count
    if (this.#gaps.meets(`${area} ${db}`, start, length) || start + length > held.length)
      return { code: BEYOND, bytes: none }
    const bytes = held.subarray(start, start + length)
    return size === ItemSize.bit ? { code: OK, bytes, bit: address & 7 } : { code: OK, bytes }
  }

  #bytes(area: number, db: number): Uint8Array | undefined {
    return area === areaCodes.DB ? this.#blocks.get(db) : this.#areas.get(area)
  }
}
