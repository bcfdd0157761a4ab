import { Fault } from '@millrace/core'
import './faults.ts'

/** The identifier of a node within its namespace (OPC UA Part 6 §5.3.1.10). */
export type Identifier =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'string'; readonly value: string }
  | { readonly is: 'guid'; readonly value: string }
  | { readonly is: 'bytes'; readonly value: string }

/** A node: its namespace by number on the server of the day, or by the URI that stays the same when numbers move. */
export interface NodeAddress {
  readonly namespace: number | string
  readonly identifier: Identifier
}

/** One step of a path below an event type. Without a namespace it is that of the event type. */
export interface PathStep {
  readonly namespace?: number
  readonly name: string
}

const GUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const MOST_NAMESPACE = 65_535
const MOST_NUMBER = 4_294_967_295
const MOST_STRING = 4_096
const MOST_STEPS = 10

/** Reads an address from left to right. Whatever does not fit is `opcua.address_malformed` at its position; 1 is the first. */
export class Reader {
  readonly #text: string
  #at = 0
  /** Where the node that is being read ends. */
  #end: number

  constructor(text: string) {
    this.#text = text
    this.#end = text.length
  }

  take(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  expect(word: string): void {
    if (!this.take(word)) throw this.mistake(`"${word}"`)
  }

  number(expected: string, most: number, least = 0): number {
    const digits = /^\d{0,11}/.exec(this.#rest)![0]
    const value = Number(digits)
    if (digits === '' || value > most || value < least) throw this.mistake(expected)
    this.#at += digits.length
    return value
  }

  range(): string {
    const start = this.#at
    do {
      const from = this.number('an index such as 3 or 0:3', MOST_NUMBER)
      if (this.take(':')) {
        const at = this.#at
        if (this.number(`an index above ${from}`, MOST_NUMBER) <= from) {
          this.#at = at
          throw this.mistake(`an index above ${from}`)
        }
      }
    } while (this.take(','))
    const range = this.#text.slice(start, this.#at)
    this.expect(';')
    return range
  }

  /** A node up to the end of the address: whatever follows `s=` belongs to it. */
  lastNode(starts = 'ns=, nsu=, i=, s=, g= or b='): NodeAddress {
    const start = this.#at
    const namespace = this.#namespace()
    return { namespace, identifier: this.#identifier(this.#at === start ? starts : undefined) }
  }

  /** A node that something follows: it ends at the next semicolon; within `s=` that is written `%3B`. */
  innerNode(): NodeAddress {
    const start = this.#at
    const namespace = this.#namespace()
    const end = this.#text.indexOf(';', this.#at)
    if (end < 0) {
      if (!/^[isgb]=/.test(this.#rest))
        throw this.mistake(this.#at === start ? 'ns=, nsu=, i=, s=, g= or b=' : 'i=, s=, g= or b=')
      this.#at = this.#text.length
      throw this.mistake('";" and another node')
    }
    if (this.take('s=')) {
      const value = this.#unescaped(end, 'an identifier', /%(?!3B|3b|25)/)
      return { namespace, identifier: { is: 'string', value } }
    }
    this.#end = end
    const identifier = this.#identifier(this.#at === start ? 'ns=, nsu=, i=, s=, g= or b=' : undefined)
    this.#end = this.#text.length
    this.#at = end + 1
    return { namespace, identifier }
  }

  /** `[number:]name`, steps parted by `/`, up to the next semicolon. */
  path(): PathStep[] {
    const end = this.#text.indexOf(';', this.#at)
    if (end < 0) {
      this.#at = this.#text.length
      throw this.mistake('";" after the path')
    }
    const steps: PathStep[] = []
    for (;;) {
      if (steps.length === MOST_STEPS) throw this.mistake(`at most ${MOST_STEPS} steps`)
      const slash = this.#text.indexOf('/', this.#at)
      const prefix = /^\d{1,5}:/.exec(this.#rest)?.[0]
      const namespace = prefix === undefined ? undefined : this.number('a namespace from 0 to 65535', MOST_NAMESPACE)
      if (prefix !== undefined) this.expect(':')
      const last = slash < 0 || slash > end
      const name = this.#unescaped(last ? end : slash, 'a name such as Message or 2:Batch', /%(?!3B|3b|2F|2f|3A|3a|25)/)
      steps.push(namespace === undefined ? { name } : { namespace, name })
      if (last) return steps
    }
  }

  mistake(expected: string): Fault {
    const rest = this.#text.slice(this.#at, this.#at + 12)
    return new Fault('opcua.address_malformed', {
      expected,
      position: this.#at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }

  #namespace(): number | string {
    if (this.take('ns=')) {
      const namespace = this.number('a namespace from 0 to 65535', MOST_NAMESPACE)
      this.expect(';')
      return namespace
    }
    return this.take('nsu=') ? this.#uri() : 0
  }

  #uri(): string {
    const end = this.#text.indexOf(';', this.#at)
    if (end === this.#at) throw this.mistake('a namespace URI')
    if (end < 0) {
      this.#at = this.#text.length
      throw this.mistake('";" after the namespace URI')
    }
    return this.#unescaped(end, 'a namespace URI', /%(?!3B|3b|25)/)
  }

  /** Up to `end`, which is passed over; `stray` finds a percent sign that stands for nothing. */
  #unescaped(end: number, expected: string, stray: RegExp): string {
    const raw = this.#text.slice(this.#at, end)
    if (raw === '') throw this.mistake(expected)
    if (raw.length > MOST_STRING) throw this.mistake(`at most ${MOST_STRING} characters`)
    const found = stray.exec(raw)
    if (found) {
      this.#at += found.index
      throw this.mistake('%25 for a percent sign')
    }
    this.#at = end + 1
    return raw.replaceAll(/%(..)/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  }

  #identifier(starts = 'i=, s=, g= or b='): Identifier {
    if (this.take('i=')) {
      const value = this.number('a number from 0 to 4294967295', MOST_NUMBER)
      if (this.#rest !== '') throw this.mistake('the end')
      return { is: 'number', value }
    }
    if (this.take('s=')) {
      if (this.#rest === '') throw this.mistake('an identifier')
      if (this.#rest.length > MOST_STRING) throw this.mistake(`at most ${MOST_STRING} characters`)
      return { is: 'string', value: this.#rest }
    }
    if (this.take('g=')) {
      const guid = GUID.exec(this.#rest)?.[0]
      if (guid === undefined) throw this.mistake('a GUID such as 72962b91-fa75-4ae6-8d28-b404dc7daf63')
      this.#at += guid.length
      if (this.#rest !== '') throw this.mistake('the end')
      return { is: 'guid', value: guid }
    }
    if (this.take('b=')) {
      if (this.#rest === '' || !BASE64.test(this.#rest)) throw this.mistake('base64')
      return { is: 'bytes', value: this.#rest }
    }
    throw this.mistake(starts)
  }

  get #rest(): string {
    return this.#text.slice(this.#at, this.#end)
  }
}
