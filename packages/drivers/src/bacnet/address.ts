import { Fault } from '@millrace/core'
import './faults.ts'
import { objectTypeOf, propertyOf } from './names.ts'

/** One property of one object, or one element of it. */
export interface PropertyReference {
  readonly objectType: number
  readonly instance: number
  readonly property: number
  /** 0 is the number of elements. */
  readonly index?: number
}

export interface BacnetAddress extends PropertyReference {
  /** Of writes, 1 (highest) to 16; only if the address names one. */
  readonly priority?: number
}

export const PRESENT_VALUE = 85
/** ASHRAE 135 §20.2.14: 10 bits of type, 22 bits of instance; the highest instance means any. */
const MOST_TYPE = 0x3ff
export const MOST_INSTANCE = 0x3f_fffe
const MOST_PROPERTY = 0x3f_ffff

/**
 * Reads `object:instance[.property][[index]][@priority]`; object and property by name, abbreviation or number.
 * Throws `bacnet.address_malformed` with the position of the mistake (1 is the first character).
 */
export function parseAddress(text: string): BacnetAddress {
  const reader = new Reader(text)
  const objectType = reader.nameOrNumber('an object such as analog-input, av or 128', objectTypeOf, MOST_TYPE)
  if (!reader.take(':')) throw reader.mistake('":" and an instance')
  const instance = reader.number(`an instance from 0 to ${MOST_INSTANCE}`, 0, MOST_INSTANCE)
  const property = reader.take('.')
    ? reader.nameOrNumber('a property such as present-value, object-name or 85', propertyOf, MOST_PROPERTY)
    : PRESENT_VALUE
  let index: { index?: number } = {}
  if (reader.take('[')) {
    index = { index: reader.number('an index from 0 to 65535', 0, 65_535) }
    if (!reader.take(']')) throw reader.mistake('"]"')
  }
  const priority = reader.take('@') ? { priority: reader.number('a priority from 1 to 16', 1, 16) } : {}
  reader.end()
  return { objectType, instance, property, ...index, ...priority }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  nameOrNumber(expected: string, find: (word: string) => number | undefined, most: number): number {
    const word = /^[A-Za-z][A-Za-z0-9-]*/.exec(this.#text.slice(this.#at))?.[0]
    if (word === undefined) return this.number(expected, 0, most)
    const found = find(word.toLowerCase())
    if (found === undefined) throw this.mistake(expected)
    this.#at += word.length
    return found
  }

  number(expected: string, least: number, most: number): number {
    const digits = /^\d*/.exec(this.#text.slice(this.#at))![0]
    const value = Number(digits)
    if (digits === '' || digits.length > 7 || value < least || value > most) throw this.mistake(expected)
    this.#at += digits.length
    return value
  }

  take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.mistake('the end')
  }

  mistake(expected: string): Fault {
    const rest = this.#text.slice(this.#at, this.#at + 12)
    return new Fault('bacnet.address_malformed', {
      expected,
      position: this.#at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
}
