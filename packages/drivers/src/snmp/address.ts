import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import './faults.ts'
import { oidOf } from './names.ts'

/** One object instance of an agent. */
export interface SnmpAddress {
  /** Numeric, without a leading dot. */
  readonly oid: string
  /** `hex`: the bytes of an OCTET STRING as `00:1b:21`, for those that are no text. */
  readonly form: 'text' | 'hex'
}

/** RFC 2578 §3.5: at most 128 arcs, each up to 2³²−1. */
const MOST_ARCS = 128
const MOST_ARC = 0xffff_ffff

/**
 * Reads `1.3.6.1.2.1.1.3.0` (a dot before it is allowed) or a known name with its instance (`sysName.0`,
 * `ifInOctets.3`), then `/hex` for strings that are no text. Throws `snmp.address_malformed` with the position of the
 * mistake (1 is the first character) or `snmp.address_type`.
 */
export function parseAddress(text: string, type: DataType): SnmpAddress {
  const reader = new Reader(text)
  const oid = reader.oid()
  const hex = reader.take('/')
  if (hex) reader.word('hex')
  reader.end()
  if (hex && type !== 'string') throw new Fault('snmp.address_type', { expected: 'string', address: text, type })
  return { oid, form: hex ? 'hex' : 'text' }
}

/** A numeric OID or a name, with or without an instance: where a walk begins. */
export function parseSubtree(text: string): string {
  const reader = new Reader(text)
  const oid = reader.oid('subtree')
  reader.end()
  return oid
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  oid(what: 'instance' | 'subtree' = 'instance'): string {
    const name = /^[A-Za-z][A-Za-z0-9-]*/.exec(this.#text)?.[0]
    const arcs: number[] = []
    let known = ''
    if (name) {
      const oid = oidOf(name)
      if (!oid) throw this.mistake('a numeric OID or a known name such as sysUpTime or ifInOctets')
      this.#at = name.length
      if (what === 'instance' && this.#text[this.#at] !== '.') throw this.mistake('an instance such as .0 or .1')
      known = oid
    } else {
      this.take('.')
      arcs.push(this.#arc('a first number from 0 to 2', 2))
      if (!this.take('.')) throw this.mistake('"." and a second number')
      arcs.push(arcs[0] === 2 ? this.#arc('a number') : this.#arc('a second number from 0 to 39', 39))
    }
    while (this.take('.')) {
      arcs.push(this.#arc(`a number from 0 to ${MOST_ARC}`))
      if (arcs.length > MOST_ARCS) throw this.mistake(`at most ${MOST_ARCS} numbers`)
    }
    const below = arcs.join('.')
    return known === '' ? below : below === '' ? known : `${known}.${below}`
  }

  take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  word(word: string): void {
    if (this.#text.slice(this.#at, this.#at + word.length) !== word) throw this.mistake(word)
    this.#at += word.length
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.mistake('the end')
  }

  mistake(expected: string): Fault {
    const rest = this.#text.slice(this.#at, this.#at + 12)
    return new Fault('snmp.address_malformed', {
      expected,
      position: this.#at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }

  #arc(expected: string, most = MOST_ARC): number {
    const digits = /^\d*/.exec(this.#text.slice(this.#at, this.#at + 11))![0]
    const arc = Number(digits)
    if (digits === '' || arc > most) throw this.mistake(expected)
    this.#at += digits.length
    return arc
  }
}
