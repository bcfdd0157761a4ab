import type { Step } from './address.ts'
import { type Identity, viewOf } from './codec.ts'
import { type CipReply, Class, encodeReply, packMultiple, Service, uint32, unpackMultiple } from './message.ts'
import { elementBytes, hasBits, type LogixMemory, type Place, read, typeOf, write } from './simulated-memory.ts'
import { Extended, General } from './status.ts'
import { encodeSymbolType, type LogixSymbol } from './symbols.ts'

/** One service request as the simulator sees it. */
export interface SimulatedCipRequest {
  readonly service: number
  readonly steps: readonly Step[]
  readonly object?: number
  readonly instance?: number
  readonly data: Uint8Array
}

const PROGRAM_NAME = 'Simulated'

type Answer = Pick<CipReply, 'status'> & Partial<CipReply>

const refuse = (status: number, extended = 0): Answer => ({ status, extended })
const give = (data: ArrayLike<number>): Answer => ({ status: General.success, data: Uint8Array.from(data) })

/** Takes a message apart; undefined if its path makes no sense. */
export function openRequest(message: Uint8Array): SimulatedCipRequest | undefined {
  const end = 2 + 2 * (message[1] ?? 0)
  if (message.length < end) return undefined
  const view = viewOf(message)
  const steps: Step[] = []
  let object: number | undefined
  let instance: number | undefined
  for (let at = 2; at < end; ) {
    const kind = message[at]!
    if (kind === 0x91) {
      const length = message[at + 1]!
      steps.push(Buffer.from(message.subarray(at + 2, at + 2 + length)).toString('latin1'))
      at += 2 + length + (length % 2)
      continue
    }
    const wide = kind & 3
    const bytes = wide === 0 ? 2 : wide === 1 ? 4 : 6
    if (wide === 3 || at + bytes > end) return undefined
    const value =
      wide === 0 ? message[at + 1]! : wide === 1 ? view.getUint16(at + 2, true) : view.getUint32(at + 2, true)
    if ((kind & 0xfc) === 0x20) object = value
    else if ((kind & 0xfc) === 0x24) instance = value
    else if ((kind & 0xfc) === 0x28) steps.push(value)
    else return undefined
    at += bytes
  }
  return {
    service: message[0]!,
    steps,
    ...(object === undefined ? {} : { object }),
    ...(instance === undefined ? {} : { instance }),
    data: message.subarray(end),
  }
}

export interface ServiceOptions {
  readonly memory: LogixMemory
  readonly identity: Identity
  /** Most bytes of an answer. */
  readonly mostBytes: number
  /** Services that this controller lacks. */
  readonly lacks: ReadonlySet<number>
  /** The general and extended status to answer with in place of doing as asked. */
  readonly refusal?: (request: SimulatedCipRequest) => { status: number; extended?: number } | undefined
  readonly written?: (request: SimulatedCipRequest) => void
}

/** The services of a Logix controller over a memory; no socket. */
export class SimulatedServices {
  readonly #options: ServiceOptions

  constructor(options: ServiceOptions) {
    this.#options = options
  }

  /** The answer to a message, within `room` bytes. */
  answer(message: Uint8Array, room = this.#options.mostBytes): Uint8Array {
    const service = message[0] ?? 0
    const request = openRequest(message)
    const {
      status,
      extended = 0,
      data = new Uint8Array(),
    } = request ? this.#serve(request, room) : refuse(General.pathSegment)
    return encodeReply(service, { status, extended, data })
  }

  #serve(request: SimulatedCipRequest, room: number): Answer {
    const { lacks, refusal } = this.#options
    const refused = refusal?.(request)
    if (refused) return refused
    if (lacks.has(request.service)) return refuse(General.unsupported)
    switch (request.object) {
      case Class.messageRouter:
        return request.service === Service.multiple ? this.#multiple(request.data, room) : refuse(General.unsupported)
      case Class.identity:
        return request.service === Service.getAttributesAll ? this.#identity() : refuse(General.unsupported)
      case Class.programName:
        return request.service === Service.getAttributesAll ? give(sized(PROGRAM_NAME)) : refuse(General.unsupported)
      case Class.template:
        return this.#template(request, room)
      case Class.symbol:
        if (request.service === Service.getInstanceAttributes) return this.#symbols(request, room)
    }
    const { memory } = this.#options
    const place =
      request.object === Class.symbol && request.instance !== undefined
        ? memory.findInstance(request.instance, request.steps)
        : request.object === undefined
          ? memory.find(request.steps)
          : undefined
    return place ? this.#tag(request, place, room) : refuse(General.pathUnknown)
  }

  #tag(request: SimulatedCipRequest, place: Place, room: number): Answer {
    switch (request.service) {
      case Service.readTag:
        return readTag(request.data, place, 0, room)
      case Service.readFragmented:
        return request.data.length === 6
          ? readTag(request.data, place, viewOf(request.data).getUint32(2, true), room)
          : refuse(General.tooLittle)
      case Service.writeTag:
        return this.#changed(request, writeTag(request.data, place))
      case Service.readModifyWrite:
        return this.#changed(request, writeBits(request.data, place))
      default:
        return refuse(General.unsupported)
    }
  }

  #changed(request: SimulatedCipRequest, answer: Answer): Answer {
    if (answer.status === General.success) this.#options.written?.(request)
    return answer
  }

  #multiple(data: Uint8Array, room: number): Answer {
    const requests = unpackMultiple(data)
    let left = room - 4 - 2 - 2 * requests.length
    const answers = requests.map((message) => {
      const answer = this.answer(message, left)
      left -= answer.length
      return answer
    })
    const failed = answers.some((answer) => answer[2] !== General.success)
    return { status: failed ? General.embedded : General.success, data: packMultiple(answers) }
  }

  #symbols({ steps, instance = 0, data }: SimulatedCipRequest, room: number): Answer {
    const scope = typeof steps[0] === 'string' ? steps[0] : ''
    const symbols = this.#options.memory.symbols(scope, instance)
    if (!symbols) return refuse(General.pathUnknown)
    const view = viewOf(data)
    if (data.length < 2 || data.length < 2 + 2 * view.getUint16(0, true)) return refuse(General.tooLittle)
    const wanted = Array.from({ length: view.getUint16(0, true) }, (_, i) => view.getUint16(2 + 2 * i, true))
    const parts: number[] = []
    for (const symbol of symbols) {
      const part = [...uint32(symbol.instance), ...wanted.flatMap((attribute) => symbolAttribute(symbol, attribute))]
      if (parts.length + part.length > room - 4) return { status: General.partial, data: Uint8Array.from(parts) }
      parts.push(...part)
    }
    return give(parts)
  }

  #template({ service, instance = 0, data }: SimulatedCipRequest, room: number): Answer {
    const template = this.#options.memory.template(instance)
    if (!template) return refuse(General.pathUnknown)
    const { handle, bytes, members, definition } = template
    if (service === Service.getAttributeList) {
      const words = Math.ceil((definition.length + 23) / 4)
      const two = (value: number): number[] => [value & 0xff, value >> 8]
      return give([
        4,
        0,
        4,
        0,
        0,
        0,
        ...uint32(words),
        5,
        0,
        0,
        0,
        ...uint32(bytes),
        2,
        0,
        0,
        0,
        ...two(members),
        1,
        0,
        0,
        0,
        ...two(handle),
      ])
    }
    if (service !== Service.readTag || data.length !== 6) return refuse(General.unsupported)
    const from = viewOf(data).getUint32(0, true)
    const wanted = from + viewOf(data).getUint16(4, true)
    const end = Math.min(wanted, from + room - 4)
    const padded = Buffer.concat([definition, Buffer.alloc(4)])
    return { status: end < wanted ? General.partial : General.success, data: padded.subarray(from, end) }
  }

  #identity(): Answer {
    const { vendor, deviceType, product, revision, serial, name } = this.#options.identity
    const head = Buffer.alloc(15)
    head.writeUInt16LE(vendor, 0)
    head.writeUInt16LE(deviceType, 2)
    head.writeUInt16LE(product, 4)
    head.set(revision.split('.').map(Number), 6)
    head.writeUInt16LE(0x3060, 8)
    head.writeUInt32LE(serial, 10)
    head[14] = name.length
    return give(Buffer.concat([head, Buffer.from(name, 'latin1')]))
  }
}

function readTag(data: Uint8Array, place: Place, from: number, room: number): Answer {
  if (data.length < 2) return refuse(General.tooLittle)
  const count = viewOf(data).getUint16(0, true)
  if (count > place.count) return refuse(General.other, Extended.beyondEnd)
  const bytes = read(place, count)
  if (from > bytes.length) return refuse(General.other, Extended.offsetBeyondEnd)
  const type = typeOf(place).bytes
  // Whole elements, but of structures as much as there is room for.
  const width = typeof place.kind === 'string' ? elementBytes(place) : 1
  const most = Math.max(0, Math.floor((room - 4 - type.length) / width) * width)
  const piece = bytes.subarray(from, from + most)
  return {
    status: from + piece.length < bytes.length ? General.partial : General.success,
    data: Buffer.concat([type, piece]),
  }
}

function writeTag(data: Uint8Array, place: Place): Answer {
  if (place.tag.readOnly) return refuse(General.privilege)
  const type = typeOf(place).bytes
  if (data.length < type.length + 2) return refuse(General.tooLittle)
  if (!type.every((byte, i) => byte === data[i])) return refuse(General.other, Extended.otherType)
  const count = viewOf(data).getUint16(type.length, true)
  if (count > place.count) return refuse(General.other, Extended.beyondEnd)
  const value = data.subarray(type.length + 2)
  const bytes = count * elementBytes(place)
  if (value.length !== bytes) return refuse(value.length < bytes ? General.tooLittle : General.tooMuch)
  write(place, value)
  return give([])
}

function writeBits(data: Uint8Array, place: Place): Answer {
  if (place.tag.readOnly) return refuse(General.privilege)
  const width = data.length < 2 ? 0 : viewOf(data).getUint16(0, true)
  if (!hasBits(place) || width !== elementBytes(place)) return refuse(0x03)
  // What is too long is taken, as by a controller.
  if (data.length < 2 + 2 * width) return refuse(General.tooLittle)
  const bytes = read(place, 1)
  write(
    place,
    Uint8Array.from(bytes, (byte, i) => (byte | data[2 + i]!) & data[2 + width + i]!),
  )
  return give([])
}

function symbolAttribute({ name, type, sizes }: LogixSymbol, attribute: number): number[] {
  switch (attribute) {
    case 1:
      return sized(name)
    case 2: {
      const bits = encodeSymbolType(type)
      return [bits & 0xff, bits >> 8]
    }
    case 8:
      return [0, 1, 2].flatMap((i) => uint32(sizes[i] ?? 0))
    case 10:
      return [0]
    case 6:
      // Bit 26: no alias.
      return uint32(0x0400_0000)
    default:
      return uint32(0)
  }
}

/** A name behind its length. */
function sized(name: string): number[] {
  return [name.length & 0xff, name.length >> 8, ...Buffer.from(name, 'latin1')]
}
