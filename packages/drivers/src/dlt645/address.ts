import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import './faults.ts'
import { type Format, parseFormat } from './format.ts'
import { type KnownItem, known1997, known2007 } from './identifiers.ts'

export type Edition = '2007' | '1997'

/** One tag's place in a meter. */
export interface Dlt645Address {
  /** DI3 DI2 DI1 DI0, or DI1 DI0 in the 1997 edition, as one number. */
  readonly identifier: number
  readonly format: Format
  /** Where the value begins within its item, bytes. */
  readonly offset: number
  /** Bytes of the whole item. */
  readonly bytes: number
  /** The first DI1 of its block, if its neighbours can be read in one request. */
  readonly blockFrom?: number
}

/**
 * Reads `DI3-DI2-DI1-DI0`, `0xDI3DI2DI1DI0` or eight hexadecimal digits (two pairs in the 1997 edition), then `@time`
 * for the time of a maximum demand or `/format` for what the standard's tables do not say. Throws
 * `dlt645.address_malformed` with the position of the mistake (1 is the first character) or `dlt645.address_type`.
 */
export function parseAddress(text: string, type: DataType, edition: Edition = '2007'): Dlt645Address {
  const pairs = edition === '2007' ? 4 : 2
  const { identifier, end } = readIdentifier(text, pairs)
  const item = edition === '2007' ? known2007(identifier) : known1997(identifier)
  const rest = text.slice(end)
  const address = place(text, end, item, rest)
  checkType(text, type, address.format)
  return { identifier, ...address }
}

function readIdentifier(text: string, pairs: number): { readonly identifier: number; readonly end: number } {
  let at = /^0[xX]/.test(text) ? 2 : 0
  const dashed = text[at + 2] === '-'
  let digits = ''
  for (let pair = 0; pair < pairs; pair++) {
    if (dashed && pair > 0) {
      if (text[at] !== '-') throw mistake(text, at, '"-"')
      at++
    }
    for (let half = 0; half < 2; half++) {
      if (!/[\da-fA-F]/.test(text[at] ?? '')) {
        throw mistake(
          text,
          at,
          `a hexadecimal digit of ${pairs} bytes, such as ${pairs === 4 ? '00-01-00-00' : '90-10'}`,
        )
      }
      digits += text[at++]
    }
  }
  return { identifier: Number.parseInt(digits, 16), end: at }
}

function place(text: string, at: number, item: KnownItem | undefined, rest: string): Omit<Dlt645Address, 'identifier'> {
  if (rest.startsWith('/')) {
    const format = parseFormat(rest.slice(1))
    if (!format) {
      throw mistake(text, at + 1, 'a format such as XXX.X, -XX.XXXX, BCD6, bits2, bits2.4, ASCII10 or YYMMDDhhmm')
    }
    return { format, offset: 0, bytes: format.bytes }
  }
  if (rest.startsWith('@')) {
    if (rest !== '@time' || !item?.time) throw mistake(text, at, item?.time ? '"@time" and the end' : 'the end or "/"')
    return { ...spread(item), format: item.time, offset: item.format.bytes }
  }
  if (rest !== '') throw mistake(text, at, 'the end, "/" or "@time"')
  if (!item) throw mistake(text, at, 'a format such as /XXXX.XX, for the tables of the standard have none for it')
  return { ...spread(item), format: item.format, offset: 0 }
}

function spread({ bytes, blockFrom }: KnownItem): { readonly bytes: number; readonly blockFrom?: number } {
  return blockFrom === undefined ? { bytes } : { bytes, blockFrom }
}

function checkType(address: string, type: DataType, format: Format): void {
  const expected = expectedType(type, format)
  if (expected !== undefined) throw new Fault('dlt645.address_type', { expected, address: address.slice(0, 80), type })
}

/** What type would do, if this one does not. */
function expectedType(type: DataType, format: Format): string | undefined {
  const float = type === 'float32' || type === 'float64'
  switch (format.kind) {
    case 'number':
      if (type === 'string' || type === 'bool') return 'a number'
      return format.decimals > 0 && !float ? 'float64, for it has decimals' : undefined
    case 'digits':
    case 'ascii':
    case 'time':
      return type === 'string' ? undefined : 'string'
    case 'bits':
      if (format.bit !== undefined) return type === 'bool' ? undefined : 'bool'
      return type === 'string' || type === 'bool' ? 'a number' : undefined
  }
}

function mistake(address: string, at: number, expected: string): Fault {
  const rest = address.slice(at, at + 12)
  return new Fault('dlt645.address_malformed', {
    expected,
    position: at + 1,
    address: address.slice(0, 80),
    seen: rest === '' ? 'the end' : `"${rest}"`,
  })
}
