import { Status } from '@millrace/core'
import type { S7Address } from './address.ts'

/** How CHARs of a CPU are read; a CPU keeps bytes and says nothing of their meaning. */
export type Charset = 'latin1' | 'utf-8'

type Shape = NonNullable<S7Address['text']>

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A text from memory; undefined if what lies there is none. */
export function readText(bytes: Uint8Array, { form, characters }: Shape, charset: Charset): string | undefined {
  switch (form) {
    case 'STRING': {
      // The first byte is the room, the second what is in use; more in use than read would be cut text.
      const [room, used] = [bytes[0]!, bytes[1]!]
      return used > room || used > characters ? undefined : characterText(bytes.subarray(2, 2 + used), charset)
    }
    case 'WSTRING': {
      const [room, used] = [u16(bytes, 0), u16(bytes, 2)]
      if (used > room || used > characters) return undefined
      let text = ''
      for (let i = 0; i < used; i++) text += String.fromCharCode(u16(bytes, 4 + 2 * i))
      return text.isWellFormed() ? text : undefined
    }
    case 'DT':
      return readDateAndTime(bytes)
    case 'DTL':
      return readLongDateAndTime(bytes)
    default: {
      const end = bytes.indexOf(0)
      return characterText(end < 0 ? bytes : bytes.subarray(0, end), charset)?.trimEnd()
    }
  }
}

/**
 * The bytes of a text as they lie in memory, without the room of a STRING or WSTRING, which is the device's own; or the
 * OPC UA status that says why it has none.
 */
export function encodeText(text: string, { form, characters }: Shape, charset: Charset): Uint8Array | number {
  if (form === 'DT' || form === 'DTL') return encodeTime(text, form)
  if (form === 'WSTRING') {
    if (text.length > characters) return Status.BadOutOfRange
    const bytes = Buffer.alloc(2 + 2 * text.length)
    bytes.writeUInt16BE(text.length)
    for (let i = 0; i < text.length; i++) bytes.writeUInt16BE(text.charCodeAt(i), 2 + 2 * i)
    return bytes
  }
  if (charset === 'latin1' && /[^\0-\xff]/.test(text)) return Status.BadOutOfRange
  const encoded = Buffer.from(text, charset)
  if (encoded.length > characters) return Status.BadOutOfRange
  if (form === 'STRING') return Buffer.concat([Uint8Array.of(encoded.length), encoded])
  const bytes = Buffer.alloc(characters)
  bytes.set(encoded)
  return bytes
}

/** Bytes before what {@link encodeText} makes. */
export function roomBytes(form: Shape['form']): 0 | 1 | 2 {
  return form === 'STRING' ? 1 : form === 'WSTRING' ? 2 : 0
}

function characterText(bytes: Uint8Array, charset: Charset): string | undefined {
  if (charset === 'latin1') return Buffer.from(bytes).toString('latin1')
  try {
    return utf8.decode(bytes)
  } catch (failure) {
    if (failure instanceof TypeError) return undefined
    throw failure
  }
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The CPU's own clock, without a zone: it knows none. */
function iso(parts: readonly number[], fraction: string): string | undefined {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${fraction}`
}

/** DATE_AND_TIME: 8 bytes of BCD; 90 to 99 are 1990 to 1999. The last half byte is the day of the week. */
function readDateAndTime(bytes: Uint8Array): string | undefined {
  const digits = Array.from(bytes, (byte) => [byte >> 4, byte & 0xf]).flat()
  if (digits.slice(0, 15).some((digit) => digit > 9)) return undefined
  const [yy, month, day, hour, minute, second] = Array.from(
    { length: 6 },
    (_, i) => digits[2 * i]! * 10 + digits[2 * i + 1]!,
  )
  const year = yy! < 90 ? 2000 + yy! : 1900 + yy!
  return iso([year, month!, day!, hour!, minute!, second!], digits.slice(12, 15).join(''))
}

/** DTL: year u16, month, day, day of the week, hour, minute, second, nanoseconds u32. */
function readLongDateAndTime(bytes: Uint8Array): string | undefined {
  const nanoseconds = u16(bytes, 8) * 65_536 + u16(bytes, 10)
  if (nanoseconds > 999_999_999) return undefined
  const parts = [u16(bytes, 0), bytes[2]!, bytes[3]!, bytes[5]!, bytes[6]!, bytes[7]!]
  return parts[0]! < 1970 ? undefined : iso(parts, String(nanoseconds).padStart(9, '0'))
}

const written = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/

function encodeTime(text: string, form: 'DT' | 'DTL'): Uint8Array | number {
  const found = written.exec(text)
  if (!found) return Status.BadTypeMismatch
  const parts = found.slice(1, 7).map(Number)
  if (iso(parts, '0') === undefined) return Status.BadOutOfRange
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1
  const fraction = (found[7] ?? '').padEnd(9, '0')
  if (form === 'DTL') {
    if (year < 1970 || year > 2262) return Status.BadOutOfRange
    const bytes = Buffer.from([year >> 8, year & 0xff, month, day, weekday, hour, minute, second, 0, 0, 0, 0])
    bytes.writeUInt32BE(Number(fraction), 8)
    return bytes
  }
  if (year < 1990 || year > 2089) return Status.BadOutOfRange
  const digits = [year % 100, month, day, hour, minute, second].map(two).join('') + fraction.slice(0, 3) + weekday
  return Buffer.from(digits, 'hex')
}
