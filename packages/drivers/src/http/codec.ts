import { Fault, Status, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { valueOfText } from '../kit/text-values.ts'
import './faults.ts'

/** Reads a JSON document; whole numbers that a double cannot hold become bigints. Throws `driver.reply_malformed`. */
export function readJson(body: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    // A reviver is slow, and rarely needed.
    return /\d{16}/.test(text) ? JSON.parse(text, exactly) : JSON.parse(text)
  } catch (failure) {
    const seen = failure instanceof Error ? failure.message.slice(0, 120) : 'something else'
    throw new Fault('driver.reply_malformed', { expected: 'JSON in UTF-8', seen })
  }
}

function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return /^-?\d{1,40}$/.test(source) ? BigInt(source) : value
}

export interface Read {
  readonly value: Value
  readonly status: number
}

/** What the document holds, as the type of the tag wants it. Texts that are numbers are taken as such. */
export function readingOf(found: unknown, type: DataType): Read {
  if (found === undefined) return { value: null, status: Status.BadNodeIdUnknown }
  if (found === null) return { value: null, status: Status.BadNoData }
  if (typeof found === 'object') return { value: null, status: Status.BadTypeMismatch }
  const value = typeof found === 'string' ? valueOfText(found, type) : (found as Value)
  if (value === undefined) return { value: null, status: Status.BadTypeMismatch }
  if (type === 'string') return { value: String(value), status: Status.Good }
  // A bool is no number: a device that answers true where 1.5 is expected was asked for something else.
  if (typeof value === 'boolean' && type !== 'bool') return { value: null, status: Status.BadTypeMismatch }
  return { value, status: Status.Good }
}

const statuses: Readonly<Record<number, number>> = {
  400: Status.BadNotSupported,
  401: Status.BadNotReadable,
  403: Status.BadNotReadable,
  404: Status.BadNodeIdUnknown,
  405: Status.BadNotSupported,
  408: Status.BadTimeout,
  410: Status.BadNodeIdUnknown,
  429: Status.BadResourceUnavailable,
  501: Status.BadNotSupported,
  502: Status.BadNoCommunication,
  503: Status.BadResourceUnavailable,
  504: Status.BadTimeout,
}

/** RFC 9110 §15 as OPC UA has it. Redirects are not followed: they say that the configuration is wrong. */
export function statusOfHttp(status: number): number {
  if (status >= 200 && status < 300) return Status.Good
  if (status >= 300 && status < 400) return Status.BadConfigurationError
  return statuses[status] ?? (status >= 500 ? Status.BadDeviceFailure : Status.BadUnexpectedError)
}

/** `{value}` becomes the JSON of the value, `{name}` the text. */
export function fillTemplate(template: string, value: Value, name: string): string {
  const json = typeof value === 'bigint' ? value.toString() : JSON.stringify(value)
  return template.replaceAll(/\{(value|name)\}/g, (_, slot) => (slot === 'value' ? json : name))
}
