import { type Explain, explainEach, type FieldReader, named } from '../kit/explain.ts'
import { addressOf, errorOf } from './codec.ts'

/** DL/T 645-2007 §7, and annex A of the 1997 edition: control codes of requests; answers add 80H. */
const controls: Readonly<Record<number, string>> = {
  1: 'read (1997)',
  2: 'read on (1997)',
  4: 'write (1997)',
  17: 'read',
  18: 'read on',
  19: 'read address',
  20: 'write',
}
const WRITE = 0x14
/** Each byte of the data field is sent 33H higher (§5.2.5). */
const plain = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte - 0x33) & 0xff)
/** Lowest byte first on the wire, highest first as people write it. */
const numeral = (bytes: Uint8Array): string => addressOf(plain(bytes))

export const explainDlt645: Explain = (_direction, bytes) =>
  explainEach(bytes, (reader) => {
    const start = bytes.indexOf(0x68, reader.at)
    if (start < 0) {
      reader.rest('no frame')
      reader.say('bytes without a 68H')
      return
    }
    reader.take(start - reader.at, 'wake-up')
    const begin = reader.at
    reader.take(1, 'start')
    const meter = addressOf(reader.take(6, 'address', addressOf))
    reader.take(1, 'start')
    const control = reader.uint(1, 'control', (code) => {
      const name = named(controls)(code & 0x1f)
      return code & 0x80 ? `${code & 0x40 ? 'refused' : 'answer'}: ${name}${code & 0x20 ? ', more follows' : ''}` : name
    })
    const length = reader.uint(1, 'data length')
    const name = controls[control & 0x1f] ?? `control ${control & 0x1f}`
    reader.say(`${meter}: ${data(reader, { control, length, name })}`)
    const sum = bytes.subarray(begin, reader.at).reduce((total, byte) => (total + byte) & 0xff, 0)
    reader.uint(1, 'checksum', (value) => (value === sum ? 'right' : `wrong: expected ${sum.toString(16)}H`))
    reader.uint(1, 'end', (value) => (value === 0x16 ? '16H' : `${value.toString(16)}H instead of 16H`))
  })

function data(
  reader: FieldReader,
  { control, length, name }: { control: number; length: number; name: string },
): string {
  const end = reader.at + length
  if (control & 0x40) {
    const edition = (control & 0x1f) >= 0x11 ? '2007' : '1997'
    const words = (value: number): string => errorOf((value - 0x33) & 0xff, edition).words
    const error = length > 0 ? reader.uint(1, 'error', words) : 0x33
    reader.take(Math.max(0, end - reader.at), 'data')
    return `${name} refused: ${words(error)}`
  }
  const size = (control & 0x1f) >= 0x11 ? 4 : 2
  if (length < size) {
    reader.take(length, 'data', numeral)
    return `${name}${control & 0x80 ? ' answered' : ''}`
  }
  const identifier = numeral(reader.take(size, 'data identifier', numeral))
  if (control === WRITE) {
    reader.secret(Math.min(4, end - reader.at), 'password')
    reader.secret(Math.min(4, Math.max(0, end - reader.at)), 'operator')
  }
  const value = reader.take(
    Math.max(0, end - reader.at),
    control & 0x80 || control === WRITE ? 'value' : 'data',
    numeral,
  )
  return `${name} ${identifier}${control & 0x80 ? ` answered: ${numeral(value)}` : ''}`
}
