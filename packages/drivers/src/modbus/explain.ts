import { type Explain, type Explained, explainEach, FieldReader, named } from '../kit/explain.ts'
import { exceptionName, FunctionCode, HEADER_BYTES } from './codec.ts'
import { crc16 } from './rtu.ts'

/** MODBUS Application Protocol V1.1b3 §6. */
const functions: Readonly<Record<number, string>> = {
  1: 'read coils',
  2: 'read discrete inputs',
  3: 'read holding registers',
  4: 'read input registers',
  5: 'write single coil',
  6: 'write single register',
  8: 'diagnostics',
  15: 'write multiple coils',
  16: 'write multiple registers',
  22: 'mask write register',
}

/** One PDU of so many bytes (§4.1). */
function explainPdu(reader: FieldReader, size: number, { direction, unit }: { direction: 'in' | 'out'; unit: number }) {
  const end = Math.min(reader.bytes.length, reader.at + size)
  const left = (): number => Math.max(0, end - reader.at)
  const code = reader.uint(1, 'function', (value) =>
    value & 0x80 ? `exception to ${named(functions)(value & 0x7f)}` : named(functions)(value),
  )
  const name = functions[code & 0x7f] ?? `function ${code & 0x7f}`
  if (code & 0x80) {
    const exception = reader.uint(1, 'exception', (value) => `${value} ${exceptionName(value)}`)
    reader.say(`unit ${unit} refused to ${name}: ${exception} ${exceptionName(exception)}`)
    return
  }
  const reads = code >= FunctionCode.readCoils && code <= FunctionCode.readInputRegisters
  if (reads && direction === 'in') {
    reader.uint(1, 'byte count')
    const bits = code <= FunctionCode.readDiscreteInputs
    const bytes = left()
    if (bits) reader.take(bytes, 'bits', (data) => Array.from(data, bitsOf).join(' '))
    else for (let i = 0; left() >= 2; i++) reader.uint(2, `register ${i}`, wordOf)
    reader.say(`unit ${unit} answers ${name}: ${bits ? `${bytes} bytes of bits` : `${bytes >> 1} registers`}`)
    return
  }
  if (code === FunctionCode.diagnostics) {
    reader.uint(2, 'sub-function', (value) => (value === 0 ? '0 return query data' : String(value)))
    reader.take(left(), 'data')
    reader.say(`${name} of unit ${unit}`)
    return
  }
  if (functions[code] === undefined) {
    reader.take(left(), 'data')
    reader.say(`${name} of unit ${unit}`)
    return
  }
  const address = reader.uint(2, 'address')
  const told = direction === 'in' ? 'confirms: ' : ''
  if (code === FunctionCode.writeSingleCoil || code === FunctionCode.writeSingleRegister) {
    const value = reader.uint(2, 'value', wordOf)
    reader.say(`unit ${unit} ${told}${name} ${address} = ${value}`)
  } else if (code === FunctionCode.maskWriteRegister) {
    reader.uint(2, 'and mask', wordOf)
    reader.uint(2, 'or mask', wordOf)
    reader.say(`unit ${unit} ${told}${name} ${address}`)
  } else {
    const count = reader.uint(2, 'count')
    if (left() > 0) {
      reader.uint(1, 'byte count')
      reader.take(left(), 'values')
    }
    reader.say(`unit ${unit} ${told}${name} ${address} to ${address + count - 1}`)
  }
}

/** Messaging on TCP/IP V1.0b §3.1.3: one MBAP header and a PDU, or several. */
export const explainTcp: Explain = (direction, bytes) =>
  explainEach(bytes, (reader) => {
    reader.uint(2, 'transaction')
    const protocol = reader.uint(2, 'protocol', (value) => (value === 0 ? '0 Modbus' : `${value}, which is not Modbus`))
    const length = reader.uint(2, 'length')
    const unit = reader.uint(1, 'unit')
    if (protocol !== 0 || reader.cut) {
      reader.say(reader.cut ? `less than the ${HEADER_BYTES} bytes of a header` : 'not Modbus TCP')
      reader.rest('unread')
      return
    }
    explainPdu(reader, length - 1, { direction, unit })
  })

/** MODBUS over Serial Line V1.02 §2.5.1: address, PDU, CRC. What came between two requests is one answer. */
export const explainRtu: Explain = (direction, bytes) => {
  const reader = new FieldReader(bytes)
  const unit = reader.uint(1, 'unit')
  explainPdu(reader, bytes.length - 3, { direction, unit })
  const held = crc16(bytes, 0, Math.max(0, bytes.length - 2))
  reader.uintLe(2, 'CRC', (value) => (value === held ? `right` : `wrong: expected 0x${held.toString(16)}`))
  return reader.end()
}

/** §2.5.2: a colon, hex digits, an LRC, CR LF. Ranges are those of the characters. */
export const explainAscii: Explain = (direction, bytes): Explained => {
  const text = Buffer.from(bytes).toString('latin1')
  const start = text.indexOf(':')
  const digits = /^[0-9A-Fa-f]*/.exec(text.slice(start + 1))![0]
  if (start < 0 || digits.length < 6) {
    const reader = new FieldReader(bytes)
    reader.rest('no ASCII frame')
    reader.say('no frame that begins with a colon')
    return reader.end()
  }
  const whole = Buffer.from(digits.slice(0, digits.length & ~1), 'hex')
  const reader = new FieldReader(whole)
  const unit = reader.uint(1, 'unit')
  explainPdu(reader, whole.length - 2, { direction, unit })
  const sum = whole.reduce((total, byte) => (total + byte) & 0xff, 0)
  reader.uint(1, 'LRC', () => (sum === 0 ? 'right' : 'wrong: the bytes do not add up to 0'))
  const { summary, fields } = reader.end()
  const placed = (at: number): number => start + 1 + at * 2
  return { summary, fields: fields.map((field) => ({ ...field, from: placed(field.from), to: placed(field.to) })) }
}

const wordOf = (value: number): string => `${value} (0x${value.toString(16).padStart(4, '0')})`

/** The lowest bit first, as the units are counted. */
const bitsOf = (byte: number): string => Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1).join('')
