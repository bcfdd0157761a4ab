import { Fault } from '@millrace/core'
import './faults.ts'

/** The identifier of a node within its namespace (OPC UA Part 6 §5.3.1.10). */
export type Identifier =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'string'; readonly value: string }
  | { readonly is: 'guid'; readonly value: string }
  | { readonly is: 'bytes'; readonly value: string }

/** One tag's node, and which part of its array, if any. */
export interface OpcuaAddress {
  /** Number on the server of the day, or the URI that stays the same when numbers move. */
  readonly namespace: number | string
  readonly identifier: Identifier
  /** NumericRange (Part 4 §7.27), such as `3`, `0:3` or `1,2`. */
  readonly range?: string
}

const GUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const MOST_NAMESPACE = 65_535
const MOST_NUMBER = 4_294_967_295
const MOST_STRING = 4_096

/**
 * Reads `[index=range;][ns=number;|nsu=uri;](i|s|g|b)=identifier`. The range stands first because a string identifier
 * may hold anything, brackets and semicolons too. In a URI `%3B` is a semicolon and `%25` a percent sign (Part 6
 * §5.3.1.11). Throws `opcua.address_malformed` with the position of the mistake; 1 is the first character.
 */
export function parseAddress(text: string): OpcuaAddress {
  const reader = new Reader(text)
  const range = reader.take('index=') ? reader.range() : undefined
  let namespace: number | string = 0
  if (reader.take('ns=')) {
    namespace = reader.number('a namespace from 0 to 65535', MOST_NAMESPACE)
    reader.expect(';')
  } else if (reader.take('nsu=')) namespace = reader.uri()
  const identifier = reader.identifier()
  return { namespace, identifier, ...(range === undefined ? {} : { range }) }
}

/** The address of a node as `parseAddress` reads it. */
export function sayAddress({ namespace, identifier, range }: OpcuaAddress): string {
  const place =
    typeof namespace === 'string'
      ? `nsu=${namespace.replaceAll('%', '%25').replaceAll(';', '%3B')};`
      : namespace === 0
        ? ''
        : `ns=${namespace};`
  return `${range === undefined ? '' : `index=${range};`}${place}${sayIdentifier(identifier)}`
}

/** `i=85`, `s=Boiler`, `g=…`, `b=…`. */
export function sayIdentifier({ is, value }: Identifier): string {
  return `${is === 'number' ? 'i' : is === 'string' ? 's' : is === 'guid' ? 'g' : 'b'}=${value}`
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  take(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  expect(word: string): void {
    if (!this.take(word)) throw this.#mistake(`"${word}"`)
  }

  number(expected: string, most: number): number {
    const digits = /^\d{0,11}/.exec(this.#rest)![0]
    const value = Number(digits)
    if (digits === '' || value > most) throw this.#mistake(expected)
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
          throw this.#mistake(`an index above ${from}`)
        }
      }
    } while (this.take(','))
    const range = this.#text.slice(start, this.#at)
    this.expect(';')
    return range
  }

  uri(): string {
    const end = this.#text.indexOf(';', this.#at)
    if (end === this.#at) throw this.#mistake('a namespace URI')
    if (end < 0) {
      this.#at = this.#text.length
      throw this.#mistake('";" after the namespace URI')
    }
    const raw = this.#text.slice(this.#at, end)
    const stray = /%(?!3B|3b|25)/.exec(raw)
    if (stray) {
      this.#at += stray.index
      throw this.#mistake('%25 for a percent sign')
    }
    this.#at = end + 1
    return raw.replaceAll(/%3[Bb]/g, ';').replaceAll('%25', '%')
  }

  identifier(): Identifier {
    if (this.take('i=')) {
      const value = this.number('a number from 0 to 4294967295', MOST_NUMBER)
      if (this.#rest !== '') throw this.#mistake('the end')
      return { is: 'number', value }
    }
    if (this.take('s=')) {
      if (this.#rest === '') throw this.#mistake('an identifier')
      if (this.#rest.length > MOST_STRING) throw this.#mistake(`at most ${MOST_STRING} characters`)
      return { is: 'string', value: this.#rest }
    }
    if (this.take('g=')) {
      const guid = GUID.exec(this.#rest)?.[0]
      if (guid === undefined) throw this.#mistake('a GUID such as 72962b91-fa75-4ae6-8d28-b404dc7daf63')
      this.#at += guid.length
      if (this.#rest !== '') throw this.#mistake('the end')
      return { is: 'guid', value: guid }
    }
    if (this.take('b=')) {
      if (this.#rest === '' || !BASE64.test(this.#rest)) throw this.#mistake('base64')
      return { is: 'bytes', value: this.#rest }
    }
    throw this.#mistake(this.#at === 0 ? 'ns=, nsu=, i=, s=, g= or b=' : 'i=, s=, g= or b=')
  }

  get #rest(): string {
    return this.#text.slice(this.#at)
  }

  #mistake(expected: string): Fault {
    const rest = this.#text.slice(this.#at, this.#at + 12)
    return new Fault('opcua.address_malformed', {
      expected,
      position: this.#at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
}
