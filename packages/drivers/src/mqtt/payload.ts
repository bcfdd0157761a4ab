import { type Micros, microsOf, Status, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { type JsonPath, valueAtPath } from '../kit/json-path.ts'

/** How a time is written in a message. */
export const timeFormats = ['iso', 's', 'ms', 'us'] as const
export type TimeFormat = (typeof timeFormats)[number]

const perUnit: Readonly<Record<TimeFormat, number>> = { iso: 1, s: 1_000_000, ms: 1_000, us: 1 }
const utf8 = new TextDecoder('utf-8', { fatal: true })
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const WHOLE = /^[+-]?\d+$/
const TRUE = /^(true|on|1)$/i
const FALSE = /^(false|off|0)$/i

export interface PayloadValue {
  readonly value: Value
  readonly status: number
}

export interface ReadPayload {
  /** The document, if the payload is JSON. */
  readonly json: unknown
  /** What it says for a tag of this type. */
  valueFor(type: DataType, path: JsonPath | undefined): PayloadValue
}

const none = (status: number): PayloadValue => ({ value: null, status })

/** Reads one message: as JSON where a path asks for it, as the text of a value where none does. */
export function readPayload(payload: Uint8Array): ReadPayload {
  let text: string | undefined
  let json: unknown
  let isJson = false
  try {
    text = utf8.decode(payload)
    json = JSON.parse(text, wholeNumbers)
    isJson = true
  } catch (failure) {
    // No UTF-8, no JSON, or nested without end: each tag says what that means for it.
    const expected = failure instanceof TypeError || failure instanceof SyntaxError || failure instanceof RangeError
    if (!expected) throw failure
  }
  return {
    json,
    valueFor(type, path) {
      if (text === undefined) return none(Status.BadDecodingError)
      if (path === undefined) return ofText(text.trim(), type)
      if (!isJson) return none(Status.BadDecodingError)
      return ofJson(valueAtPath(json, path), type)
    },
  }
}

/** Whole numbers beyond 2⁵³ keep every digit. */
function wholeNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source
  return source !== undefined && WHOLE.test(source) ? BigInt(source) : value
}

function ofText(text: string, type: DataType): PayloadValue {
  if (type === 'string') return { value: text, status: Status.Good }
  if (type === 'bool') {
    if (TRUE.test(text)) return { value: true, status: Status.Good }
    if (FALSE.test(text)) return { value: false, status: Status.Good }
    return none(text === '' ? Status.BadNoData : Status.BadTypeMismatch)
  }
  if (text === '') return none(Status.BadNoData)
  if (!NUMBER.test(text)) return none(Status.BadTypeMismatch)
  return { value: WHOLE.test(text) ? BigInt(text) : Number(text), status: Status.Good }
}

function ofJson(found: unknown, type: DataType): PayloadValue {
  if (found === undefined) return none(Status.BadNodeIdUnknown)
  if (found === null) return none(Status.BadNoData)
  if (typeof found === 'string') return ofText(found, type)
  if (typeof found === 'object') {
    return type === 'string' ? { value: textOf(found), status: Status.Good } : none(Status.BadTypeMismatch)
  }
  if (type === 'string') return { value: String(found), status: Status.Good }
  if (typeof found === 'boolean' || typeof found === 'number' || typeof found === 'bigint')
    return { value: found, status: Status.Good }
  return none(Status.BadTypeMismatch)
}

const textOf = (found: object): string =>
  JSON.stringify(found, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))

/** The time that a message says; undefined where it says none, or none that can be. */
export function timeOf(json: unknown, path: JsonPath, format: TimeFormat): Micros | undefined {
  const found = valueAtPath(json, path)
  if (format === 'iso') return typeof found === 'string' ? microsOf(found) : undefined
  const number = typeof found === 'string' && NUMBER.test(found) ? Number(found) : found
  if (typeof number !== 'number' && typeof number !== 'bigint') return undefined
  const micros = Math.round(Number(number) * perUnit[format])
  return Number.isSafeInteger(micros) ? micros : undefined
}
