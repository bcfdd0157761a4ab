import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import './faults.ts'

/**
 * Areas of an S7 CPU. `PI` and `PQ` are the modules themselves (direct access, past the process image): the protocol
 * has one area for both, which is inputs when read and outputs when written.
 */
export type Area = 'DB' | 'I' | 'Q' | 'M' | 'PI' | 'PQ' | 'T' | 'C'

/** How text lies in memory. */
export type TextForm = 'STRING' | 'CHAR' | 'WSTRING' | 'DT' | 'DTL'

/** One tag's place in a CPU. */
export interface S7Address {
  readonly area: Area
  /** Number of the data block; 0 in other areas. */
  readonly db: number
  /** First byte; of timers and counters their number. */
  readonly start: number
  /** Bytes; of timers and counters always 1. */
  readonly length: number
  readonly bit?: number
  readonly text?: { readonly form: TextForm; readonly characters: number }
}

const areas: Readonly<Record<string, Area>> = { I: 'I', E: 'I', Q: 'Q', A: 'Q', M: 'M' }
const peripherals: Readonly<Record<string, Area>> = { I: 'PI', E: 'PI', Q: 'PQ', A: 'PQ' }
const elements: Readonly<Record<string, Area>> = { T: 'T', C: 'C', Z: 'C' }
/** The block in which S7-200 Smart and LOGO! show their variable memory. */
const VARIABLE_MEMORY = 1
const MOST_BYTES = 65_536
const MOST_CHARACTERS = 254

const widths: Readonly<Record<DataType, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  float64: 8,
  string: 0,
}

type Width = 'X' | 'B' | 'W' | 'D'

const typesOf: Readonly<Record<Width, readonly DataType[]>> = {
  X: ['bool'],
  // Siemens has no letter for 8 bytes: they begin at a byte or a double word.
  B: ['int8', 'uint8', 'int64', 'uint64', 'float64', 'string'],
  W: ['int16', 'uint16'],
  D: ['int32', 'uint32', 'float32', 'int64', 'uint64', 'float64'],
}
/** A timer holds up to 9,990,000 ms, a counter up to 999. */
const timerTypes: readonly DataType[] = ['int32', 'uint32', 'int64', 'uint64', 'float32', 'float64']
const counterTypes: readonly DataType[] = ['int16', 'uint16', ...timerTypes]

interface Place {
  readonly area: Area
  readonly db: number
  readonly start: number
  readonly bit?: number
  readonly width?: Width
}

/**
 * Reads `DB1.DBX0.0`, `DB1.DBB2`, `DB1.DBW4`, `DB1.DBD6`, `MW10`, `I0.3`, `PIW256`, `VW10`, `T5`, `C7`, in English or
 * German letters, with text as `/20`, `/C20`, `/W20`, `/DT` or `/DTL` after a byte. Throws `s7.address_malformed` with the
 * position of the mistake (1 is the first character), `s7.address_type` or `s7.address_range`.
 */
export function parseAddress(text: string, type: DataType): S7Address {
  const reader = new Reader(text)
  reader.take('%')
  const place = readPlace(reader)
  let form: S7Address['text']
  if (place.width === 'B' && reader.take('/')) {
    if (type !== 'string') throw reader.mistake('no length: only strings have one', -1)
    form = reader.text()
  }
  reader.end()
  checkType(text, type, place, form)
  const { area, db, start, bit } = place
  const length = area === 'T' || area === 'C' ? 1 : form ? bytesOf(form) : widths[type]
  if (start + length > MOST_BYTES) throw new Fault('s7.address_range', { address: text, seen: `${start + length - 1}` })
  return { area, db, start, length, ...(bit === undefined ? {} : { bit }), ...(form ? { text: form } : {}) }
}

function bytesOf({ form, characters }: NonNullable<S7Address['text']>): number {
  switch (form) {
    case 'STRING':
      return characters + 2
    case 'WSTRING':
      return 2 * characters + 4
    case 'DT':
      return 8
    case 'DTL':
      return 12
    default:
      return characters
  }
}

function readPlace(reader: Reader): Place {
  if (reader.take('DB')) {
    const db = reader.number('the number of a data block, 1 to 65535', 1, 65_535)
    if (!reader.take('.DB')) throw reader.mistake('".DBX", ".DBB", ".DBW" or ".DBD"')
    const width = reader.oneOf('XBWD') as Width | ''
    if (width === '') throw reader.mistake('X, B, W or D')
    return readBytes(reader, 'DB', db, width)
  }
  if (reader.take('V')) return readBytes(reader, 'DB', VARIABLE_MEMORY, (reader.oneOf('XBWD') || 'X') as Width)
  if (reader.take('P')) {
    const area = peripherals[reader.oneOf('IEQA')]
    if (!area) throw reader.mistake('I, E, Q or A')
    const width = reader.oneOf('BWD') as Width | ''
    if (width === '') throw reader.mistake('B, W or D: modules are read by whole bytes')
    return readBytes(reader, area, 0, width)
  }
  const element = elements[reader.oneOf('TCZ')]
  if (element) return { area: element, db: 0, start: reader.number('a number from 0 to 65535', 0, 65_535) }
  const area = areas[reader.oneOf('IEQAM')]
  if (!area) throw reader.mistake('DB, I, E, Q, A, M, PI, PE, PQ, PA, V, T, C or Z')
  return readBytes(reader, area, 0, (reader.oneOf('XBWD') || 'X') as Width)
}

function readBytes(reader: Reader, area: Area, db: number, width: Width): Place {
  const start = reader.number('a byte from 0 to 65535', 0, 65_535)
  if (width !== 'X') return { area, db, start, width }
  if (!reader.take('.')) throw reader.mistake('"." and a bit from 0 to 7')
  return { area, db, start, width, bit: reader.number('a bit from 0 to 7', 0, 7) }
}

function checkType(address: string, type: DataType, { width, area }: Place, form: S7Address['text']): void {
  const allowed = width ? typesOf[width] : area === 'T' ? timerTypes : counterTypes
  if (!allowed.includes(type))
    throw new Fault('s7.address_type', {
      expected: allowed.filter((one) => one !== 'string').join(', '),
      address,
      type,
    })
  if (type === 'string' && !form)
    throw new Fault('s7.address_type', { expected: 'a length (such as /20, /C20, /W20) or /DT or /DTL', address, type })
}

class Reader {
  readonly #seen: string
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#seen = text
    this.#text = text.toUpperCase()
  }

  take(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) return false
    this.#at += sign.length
    return true
  }

  /** The next letter if it is one of these, else an empty string. */
  oneOf(letters: string): string {
    const letter = this.#text[this.#at]
    if (letter === undefined || !letters.includes(letter)) return ''
    this.#at++
    return letter
  }

  number(expected: string, least: number, most: number): number {
    const digits = /^\d*/.exec(this.#text.slice(this.#at))![0]
    const value = Number(digits)
    if (digits.length === 0 || digits.length > 6 || value < least || value > most) throw this.mistake(expected)
    this.#at += digits.length
    return value
  }

  text(): NonNullable<S7Address['text']> {
    if (this.take('DTL')) return { form: 'DTL', characters: 0 }
    if (this.take('DT')) return { form: 'DT', characters: 0 }
    const form = this.take('C') ? 'CHAR' : this.take('W') ? 'WSTRING' : 'STRING'
    const expected = `a length from 1 to ${MOST_CHARACTERS}${form === 'STRING' ? ', C or W and a length, DT or DTL' : ''}`
    return { form, characters: this.number(expected, 1, MOST_CHARACTERS) }
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.mistake('the end')
  }

  mistake(expected: string, back = 0): Fault {
    const at = this.#at + back
    const rest = this.#seen.slice(at, at + 12)
    return new Fault('s7.address_malformed', {
      expected,
      position: at + 1,
      address: this.#seen.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
}
