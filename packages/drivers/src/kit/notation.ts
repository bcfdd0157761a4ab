import { Fault } from '@millrace/core'
import type { WordOrder } from './registers.ts'

const orders: readonly string[] = ['ABCD', 'CDAB', 'BADC', 'DCBA']
const signs: Readonly<Record<number, RegExp>> = { 8: /^[0-7]*/, 10: /^\d*/, 16: /^[\dA-F]*/ }

/** Reads an address from left to right; a mistake is a fault with its position, what was expected and what was seen. */
export class Notation {
  readonly #text: string
  readonly #code: string
  #at = 0

  /** `code` is the driver's fault of a malformed address; it has the slots expected, position, address and seen. */
  constructor(text: string, code: string) {
    this.#text = text
    this.#code = code
  }

  /** The first of these words that comes now; give the longest first. */
  word(words: readonly string[]): string | undefined {
    const found = words.find((word) => this.#text.startsWith(word, this.#at))
    if (found !== undefined) this.#at += found.length
    return found
  }

  take(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) return false
    this.#at += sign.length
    return true
  }

  /** A number of this base (8, 10 or 16; capital letters). */
  number(expected: string, { base = 10, least = 0, most }: { base?: number; least?: number; most: number }): number {
    const digits = signs[base]!.exec(this.#text.slice(this.#at))![0]
    const value = Number.parseInt(digits, base)
    if (digits.length === 0 || digits.length > 12 || value < least || value > most) throw this.mistake(expected)
    this.#at += digits.length
    return value
  }

  order(): WordOrder {
    const word = this.word(orders)
    if (word === undefined) throw this.mistake('ABCD, CDAB, BADC or DCBA')
    return word as WordOrder
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.mistake('the end')
  }

  /** The fault of a mistake here, or some characters back. */
  mistake(expected: string, back = 0): Fault {
    const at = this.#at - back
    const rest = this.#text.slice(at, at + 12)
    return new Fault(this.#code, {
      expected,
      position: at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
}
