import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import './faults.ts'

/** One step of the way to a tag: a name, or an element of an array. */
export type Step = string | number

/** One tag's place in a controller, as its program names it. */
export interface LogixAddress {
  /** Names and subscripts in order; a name may hold colons (`Program:Main`, `Local:1:I`). */
  readonly steps: readonly Step[]
  /** A bit of a whole number; bit 0 is the lowest. */
  readonly bit?: number
  /** Characters that a string type of one's own holds. */
  readonly characters?: number
}

/** 1756-PM004, "Guidelines for tag names": 40 characters a name. */
const MOST_NAME = 40
const MOST_DIMENSIONS = 3
const MOST_SUBSCRIPT = 0xffff_ffff
const MOST_CHARACTERS = 65_535

/**
 * Reads `Program:Main.Motor.Speed`, `Recipe[3].Name`, `Grid[1,2,3]`, `Status.5` (a bit), `Recipe[3].Note/200` (a string
 * type of 200 characters). Throws `ethernet-ip.address_malformed` with the position of the mistake (1 is the first
 * character) or `ethernet-ip.address_type`.
 */
export function parseAddress(text: string, type: DataType): LogixAddress {
  const reader = new Reader(text)
  const steps: Step[] = []
  let bit: number | undefined
  let characters: number | undefined

  const first = reader.name()
  steps.push(first)
  if (/^program:/i.test(first)) {
    if (!reader.take('.')) throw reader.mistake('"." and the name of a tag of the program')
    steps.push(reader.name())
  }
  steps.push(...reader.subscripts())
  while (reader.take('.')) {
    if (reader.atDigit()) {
      bit = reader.number('a bit from 0 to 63', 63)
      break
    }
    steps.push(reader.name(), ...reader.subscripts())
  }
  if (reader.take('/')) {
    if (type !== 'string') throw reader.mistake('no length: only strings have one', -1)
    characters = reader.number(`a length from 1 to ${MOST_CHARACTERS} characters`, MOST_CHARACTERS, 1)
  }
  reader.end()
  if (bit !== undefined && type !== 'bool')
    throw new Fault('ethernet-ip.address_type', { expected: 'bool', address: text.slice(0, 80), type })
  return { steps, ...(bit === undefined ? {} : { bit }), ...(characters === undefined ? {} : { characters }) }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  atDigit(): boolean {
    return /\d/.test(this.#text[this.#at] ?? '')
  }

  take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  /** A name, with further parts behind colons. */
  name(): string {
    const word = /^[A-Za-z_]\w*(?::\w+)*/.exec(this.#text.slice(this.#at))?.[0]
    if (word === undefined) throw this.mistake('a name of letters, digits and _')
    let from = 0
    for (const part of word.split(':')) {
      if (part.length > MOST_NAME) throw this.mistake(`a name of at most ${MOST_NAME} characters`, from)
      from += part.length + 1
    }
    this.#at += word.length
    return word
  }

  subscripts(): number[] {
    if (!this.take('[')) return []
    const found: number[] = []
    do {
      if (found.length === MOST_DIMENSIONS) throw this.mistake(`at most ${MOST_DIMENSIONS} subscripts`)
      found.push(this.number('a subscript from 0 on', MOST_SUBSCRIPT))
    } while (this.take(','))
    if (!this.take(']')) throw this.mistake('"," or "]"')
    return found
  }

  number(expected: string, most: number, least = 0): number {
    const digits = /^\d*/.exec(this.#text.slice(this.#at))![0]
    const value = Number(digits)
    if (digits.length === 0 || digits.length > 10 || value > most || value < least) throw this.mistake(expected)
    this.#at += digits.length
    return value
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.mistake('the end')
  }

  mistake(expected: string, ahead = 0): Fault {
    const at = this.#at + ahead
    const rest = this.#text.slice(at, at + 12)
    return new Fault('ethernet-ip.address_malformed', {
      expected,
      position: at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
}
