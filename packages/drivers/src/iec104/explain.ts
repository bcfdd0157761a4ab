import { type Explain, explainEach, type FieldReader, named } from '../kit/explain.ts'
import { Unnumbered } from './codec.ts'
import { Cause, COMMANDS, type Form, MONITORED, SYSTEM_SIZE, System } from './types.ts'

/** Names of the codec's constants, as words: `activationConfirmation` → activation confirmation. */
const wordsOf = (codes: Readonly<Record<string, number>>): Readonly<Record<number, string>> =>
  Object.fromEntries(
    Object.entries(codes).map(([name, code]) => [
      code,
      name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    ]),
  )

const causes = wordsOf(Cause)
const unnumbered = wordsOf(Unnumbered)
const systems = wordsOf(System)

/** IEC 60870-5-104 §5: APDUs with the field sizes that this standard fixes (2, 2 and 3 octets). */
export const explainIec104: Explain = (_direction, bytes) =>
  explainEach(bytes, (reader) => {
    const start = reader.uint(1, 'start', (value) => (value === 0x68 ? '68H' : 'not 68H'))
    const length = reader.uint(1, 'length')
    if (start !== 0x68) {
      reader.rest('unread')
      reader.say('not IEC 104')
      return
    }
    const end = Math.min(bytes.length, reader.at + length)
    const first = bytes[reader.at] ?? 0
    const number = (value: number): string => String(value >> 1)
    if ((first & 3) === 3) {
      reader.uint(1, 'control', named(unnumbered))
      reader.take(3, 'control, rest')
      reader.say(`U: ${unnumbered[first] ?? `0x${first.toString(16)}`}`)
      return
    }
    const send = reader.uintLe(2, first & 1 ? 'control' : 'send number', first & 1 ? () => 'supervisory' : number)
    const receive = reader.uintLe(2, 'receive number', number)
    if (first & 1) reader.say(`S: received up to ${receive >> 1}`)
    else asdu(reader, { end, send: send >> 1 })
  })

function asdu(reader: FieldReader, { end, send }: { end: number; send: number }): void {
  const nameOf = (type: number): string =>
    MONITORED.get(type)?.name ?? COMMANDS.get(type)?.name ?? systems[type]?.trim() ?? 'unknown type'
  const type = reader.uint(1, 'type', (value) => `${value} ${nameOf(value)}`)
  const qualifier = reader.uint(1, 'objects', (value) => `${value & 0x7f}${value & 0x80 ? ' in sequence' : ''}`)
  const causeOf = (value: number): string => causes[value & 0x3f] ?? `cause ${value & 0x3f}`
  const cause = reader.uint(
    1,
    'cause',
    (value) => `${causeOf(value)}${value & 0x40 ? ', negative' : ''}${value & 0x80 ? ', test' : ''}`,
  )
  reader.uint(1, 'originator')
  const common = reader.uintLe(2, 'common address')
  const known = MONITORED.get(type) ?? COMMANDS.get(type)
  const size = known?.size ?? SYSTEM_SIZE.get(type)
  const count = qualifier & 0x7f
  const told: string[] = []
  if (size !== undefined) {
    let object = 0
    for (let i = 0; i < count && reader.at < end && !reader.cut; i++) {
      object = qualifier & 0x80 && i > 0 ? object + 1 : reader.uintLe(3, 'object address')
      const value = element(reader, { form: known?.form, size, object, timed: known?.timed ?? false })
      if (told.length < 3) told.push(`${object} = ${value}`)
    }
  }
  reader.take(Math.max(0, end - reader.at), 'objects, unread')
  const negative = cause & 0x40 ? ' negative' : ''
  const more = count > told.length && told.length > 0 ? ` and ${count - told.length} more` : ''
  reader.say(`I${send}: ${nameOf(type)} ${causeOf(cause)}${negative}, station ${common}: ${told.join(', ')}${more}`)
}

interface Element {
  readonly form: Form | undefined
  readonly size: number
  readonly object: number
  readonly timed: boolean
}

/** IEC 60870-5-101 §7.2.6: the value in front, quality and time behind it. */
function element(reader: FieldReader, { form, size, object, timed }: Element): string {
  const say = (bytes: Uint8Array): string => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const value = ((): string => {
      switch (form) {
        case 'single':
          return bytes[0]! & 1 ? 'on' : 'off'
        case 'double':
          return ['between', 'off', 'on', 'faulty'][bytes[0]! & 3]!
        case 'normalized':
          return String(view.getInt16(0, true) / 32_768)
        case 'scaled':
          return String(view.getInt16(0, true))
        case 'float':
          return String(view.getFloat32(0, true))
        case 'total':
          return String(view.getInt32(0, true))
        default:
          return Buffer.from(bytes).toString('hex')
      }
    })()
    return timed ? `${value}, with a time` : value
  }
  const bytes = reader.take(size, `object ${object}`, say)
  return bytes.length === size && size > 0 ? say(bytes) : '?'
}
