import { type Explain, explainEach, type FieldReader, named } from '../kit/explain.ts'
import { asciiName } from './ascii.ts'
import { devices } from './devices.ts'
import { endCodeOf } from './end-codes.ts'

/** SH(NA)-080008 §5.3, §6.1, §8: the same frames in binary and in ASCII code; codec.ts and ascii.ts name the clauses. */
const commands: Readonly<Record<number, string>> = { 1025: 'read', 5121: 'write', 1561: 'loopback test' }
const subheaders: Readonly<Record<number, string>> = {
  20480: '3E request',
  53248: '3E answer',
  21504: '4E request',
  54272: '4E answer',
}

interface Code {
  /** A number of so many bytes in binary code; of twice as many digits in ASCII. */
  number(size: number, field: string, say?: (value: number) => string): number
  /** How many of the reader's bytes a length of the frame stands for, on the wire. */
  readonly ascii: boolean
}

export const explainMelsec: Explain = (_direction, bytes) =>
  explainEach(bytes, (reader) => {
    // Binary code begins with 50 00, D0 00, 54 00 or D4 00; ASCII with those as digits.
    const ascii = bytes[reader.at + 1] !== 0
    const code = ascii ? asciiCode(reader) : binaryCode(reader)
    const read = (): number =>
      ascii ? code.number(2, 'subheader', named(subheaders, 4)) : reader.uint(2, 'subheader', named(subheaders, 4))
    const subheader = read()
    if (subheaders[subheader] === undefined) {
      reader.rest('unread')
      reader.say('neither a 3E nor a 4E frame')
      return
    }
    const serial = subheader & 0x0400 ? `#${code.number(2, 'serial number')} ` : ''
    if (subheader & 0x0400) code.number(2, 'fixed')
    code.number(1, 'network')
    code.number(1, 'PC')
    code.number(2, 'module I/O', (value) => `0x${value.toString(16).padStart(4, '0')}`)
    code.number(1, 'station')
    const length = code.number(2, 'length')
    const end = Math.min(bytes.length, reader.at + length)
    if (subheader & 0x8000) answer(reader, { code, end, serial })
    else request(reader, { code, end, serial })
  })

interface Part {
  readonly code: Code
  readonly end: number
  readonly serial: string
}

function answer(reader: FieldReader, { code, end, serial }: Part): void {
  const says = (value: number): string => (value === 0 ? 'done' : endCodeOf(value).name)
  const endCode = code.number(2, 'end code', (value) => `0x${value.toString(16).padStart(4, '0')} ${says(value)}`)
  take(reader, end, 'data', code)
  reader.say(`${serial}${says(endCode)}`)
}

function request(reader: FieldReader, { code, end, serial }: Part): void {
  code.number(2, 'monitoring timer', (value) => (value === 0 ? 'for ever' : `${value * 250} ms`))
  const command = code.number(2, 'command', named(commands, 4))
  const subcommand = code.number(2, 'subcommand', (value) => `${value} ${value & 1 ? 'bits' : 'words'}`)
  const name = commands[command] ?? `command 0x${command.toString(16).padStart(4, '0')}`
  if (command !== 0x0401 && command !== 0x1401) {
    take(reader, end, 'data', code)
    reader.say(`${serial}${name}`)
    return
  }
  const wide = subcommand >= 2
  const first = code.ascii ? asciiPoint(reader, wide) : binaryPoint(reader, wide)
  const count = code.number(2, 'points')
  take(reader, end, 'values', code)
  reader.say(`${serial}${name} ${first} × ${count} ${subcommand & 1 ? 'bits' : 'words'}`)
}

function binaryPoint(reader: FieldReader, wide: boolean): string {
  const number = reader.uintLe(wide ? 4 : 3, 'first number')
  const device = reader.uintLe(wide ? 2 : 1, 'device', (value) => named({ [value]: nameOf(value) })(value))
  const { base = 10 } = devices.find(({ code }) => code === device) ?? {}
  return `${nameOf(device)}${number.toString(base).toUpperCase()}`
}

function asciiPoint(reader: FieldReader, wide: boolean): string {
  const letters = text(reader.take(wide ? 4 : 2, 'device', text))
  const digits = text(reader.take(wide ? 8 : 6, 'first number', text))
  const device = devices.find((known) => asciiName(known, wide) === letters)
  return `${device?.name ?? letters}${digits.replace(/^0+(?=.)/, '')}`
}

const nameOf = (code: number): string => devices.find((device) => device.code === code)?.name ?? 'unknown device'
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

function take(reader: FieldReader, end: number, field: string, { ascii }: Code): void {
  const size = Math.max(0, end - reader.at)
  if (ascii) reader.take(size, field, text)
  else reader.take(size, field)
}

const binaryCode = (reader: FieldReader): Code => ({
  ascii: false,
  number: (size, field, say) => reader.uintLe(size, field, say),
})

const asciiCode = (reader: FieldReader): Code => ({
  ascii: true,
  number: (size, field, say = String) => {
    const numberOf = (bytes: Uint8Array): number => Number.parseInt(text(bytes), 16) || 0
    return numberOf(reader.take(size * 2, field, (bytes) => say(numberOf(bytes))))
  },
})
