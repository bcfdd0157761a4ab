import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import './faults.ts'
import { COMMANDS, type CommandForm } from './types.ts'

/** One tag's place in a station, and how it is commanded. */
export interface Iec104Address {
  /** Common address of ASDU: the station, or a sector of it. */
  readonly common: number
  /** Information object address that reports the value. */
  readonly object: number
  /** Information object address that takes the command; that of the value unless the address names another. */
  readonly commandObject: number
  /** Type identification of the command, only if the address names one. */
  readonly command?: number
  /** Only if the address says so; else the device's. */
  readonly mode?: CommandMode
  /** Qualifier of command QU (IEC 60870-5-101 §7.2.6.26): 0 none, 1 short pulse, 2 long pulse, 3 persistent. */
  readonly qualifier: number
}

export type CommandMode = 'direct' | 'select'

const MOST_COMMON = 65_534
const MOST_OBJECT = 0xff_ffff
const qualifiers: Readonly<Record<string, number>> = { short: 1, long: 2, persistent: 3 }
const integers: readonly DataType[] = ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64']
const numbers: readonly DataType[] = [...integers, 'float32', 'float64']
const commandable: Readonly<Record<CommandForm, readonly DataType[]>> = {
  single: ['bool', ...integers],
  double: ['bool', ...integers],
  step: integers,
  normalized: numbers,
  scaled: numbers,
  float: numbers,
  bits: integers,
}

/**
 * Reads `common:object[>commandObject][@command][/select|/direct|/short|/long|/persistent …]`. An object address is a
 * number or its octets, the highest first (0.16.1 is 4097). Throws `iec104.address_malformed` with the position of the
 * mistake (1 is the first character) or `iec104.address_type`.
 */
export function parseAddress(text: string, type: DataType): Iec104Address {
  const reader = new Reader(text)
  const common = reader.number(`a common address from 1 to ${MOST_COMMON}`, 1, MOST_COMMON)
  if (!reader.take(':')) throw reader.mistake('":"')
  const object = reader.object()
  const commandObject = reader.take('>') ? reader.object() : object
  let command: number | undefined
  if (reader.take('@')) {
    const word = reader.word(/^[A-Z_0-9]*/)
    command = [...COMMANDS].find(([, { name }]) => name === word)?.[0]
    if (command === undefined) throw reader.mistake('a command such as C_SC_NA_1')
    reader.skip(word.length)
  }
  let mode: CommandMode | undefined
  let qualifier = 0
  while (reader.take('/')) {
    const word = reader.word(/^[a-z]*/)
    if (word === 'select' || word === 'direct') mode = word
    else if (qualifiers[word] !== undefined) qualifier = qualifiers[word]
    else throw reader.mistake('select, direct, short, long or persistent')
    reader.skip(word.length)
  }
  reader.end()
  if (type === 'string') throw new Fault('iec104.address_type', { expected: 'bool or a number', address: text, type })
  const form = command === undefined ? undefined : COMMANDS.get(command)!.form
  if (form && !commandable[form].includes(type)) {
    throw new Fault('iec104.address_type', { expected: commandable[form].join(', '), address: text, type })
  }
  return {
    common,
    object,
    commandObject,
    qualifier,
    ...(command === undefined ? {} : { command }),
    ...(mode ? { mode } : {}),
  }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  word(pattern: RegExp): string {
    return pattern.exec(this.#text.slice(this.#at))![0]
  }

  skip(count: number): void {
    this.#at += count
  }

  object(): number {
    const begun = this.#at
    const digits = this.word(/^\d*/)
    if (this.#text[this.#at + digits.length] !== '.')
      return this.number(`an object address from 0 to ${MOST_OBJECT}`, 0, MOST_OBJECT)
    let object = this.#octet()
    let octets = 1
    while (this.take('.')) {
      if (++octets > 3) {
        this.#at = begun
        throw this.mistake('two or three octets')
      }
      object = object * 256 + this.#octet()
    }
    return object
  }

  #octet(): number {
    return this.number('an octet from 0 to 255', 0, 255)
  }

  number(expected: string, least: number, most: number): number {
    const digits = this.word(/^\d*/)
    const value = Number(digits)
    if (digits.length === 0 || digits.length > 8 || value < least || value > most) throw this.mistake(expected)
    this.#at += digits.length
    return value
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.mistake('the end')
  }

  mistake(expected: string): Fault {
    const rest = this.#text.slice(this.#at, this.#at + 12)
    return new Fault('iec104.address_malformed', {
      expected,
      position: this.#at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
}
