import { Fault, type Value } from '@millrace/core'
import { Delays } from '../kit/delays.ts'
import type { DataType, TagSpec } from '../kit/driver.ts'
import { Gaps } from '../kit/gaps.ts'
import { LengthFraming, type LengthHeader, wholeFrame } from '../kit/length-framing.ts'
import { encodeValue, type WordOrder } from '../kit/registers.ts'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import { UdpServer } from '../kit/udp-server.ts'
import { Command, type Frame } from './codec.ts'
import { devices, spaceOf, spaceOfCode } from './devices.ts'
import './faults.ts'
import { planTag, type Series } from './plan.ts'
import { asciiRequestHeader, encodeAsciiReply, readAsciiRequest } from './server-ascii.ts'
import { encodeRefusal, encodeReply, readRequest, requestHeader, type ServedRequest } from './server-codec.ts'

const RANGE = 0x4031
const NO_DEVICE = 0xc05b
const TOO_MANY = 0xc051
const MALFORMED = 0xc061
const NO_COMMAND = 0xc059
const BITS_OF_WORDS = 0xc05c

/** The device memory of a simulated controller: words as on the wire, low byte first. */
export class MelsecMemory {
  readonly #words = new Map<number, Uint8Array>()
  readonly #gaps = new Gaps()
  readonly #series: Series

  /** `sizes`: how many numbers each device has, as `{ D: 1000, M: 2048 }`; others are not there. */
  constructor(sizes: Readonly<Record<string, number>>, series: Series = 'Q') {
    this.#series = series
    for (const [name, count] of Object.entries(sizes)) {
      const space = spaceOf(name)
      this.#words.set(space, new Uint8Array(devices[space]!.bits ? Math.ceil(count / 16) * 2 : count * 2))
    }
  }

  /** Puts a value where a tag of this address and type reads it. The device must be large enough, the value must fit. */
  set(address: string, type: DataType, value: Value, wordOrder: WordOrder = 'CDAB'): void {
    const spec: TagSpec = { id: 0, address, type, access: 'r', periodMs: 1_000 }
    const tag = planTag(spec, { series: this.#series, wordOrder })
    const { space, start, bit } = tag
    if (bit !== undefined) {
      this.setBit(space, start * 16 + bit, value === true)
      return
    }
    const bytes = encodeValue(value, tag)
    if (typeof bytes === 'number') throw new Fault('melsec.value_unfit', { address, type, seen: String(value) })
    this.words(space, start, tag.length)!.set(bytes)
  }

  /** From now on these words (both ends included) are refused. */
  addHole(device: string, from: number, to: number): void {
    this.#gaps.add(spaceOf(device), from, to)
  }

  /** The bytes of these words, or undefined if some are not there. */
  words(space: number, word: number, count: number): Uint8Array | undefined {
    const all = this.#words.get(space)
    if (!all || (word + count) * 2 > all.length) return undefined
    if (this.#gaps.meets(space, word, count)) return undefined
    return all.subarray(word * 2, (word + count) * 2)
  }

  has(space: number): boolean {
    return this.#words.has(space)
  }

  /** A bit of a bit device, by its number. Undefined if it is not there. */
  bit(space: number, number: number): boolean | undefined {
    const word = this.words(space, number >> 4, 1)
    return word && ((word[(number >> 3) & 1]! >> (number & 7)) & 1) === 1
  }

  setBit(space: number, number: number, on: boolean): void {
    const word = this.words(space, number >> 4, 1)!
    const mask = 1 << (number & 7)
    const at = (number >> 3) & 1
    word[at] = on ? word[at]! | mask : word[at]! & ~mask
  }
}

/** One request as the simulator sees it. */
export interface MelsecRequest {
  readonly command: number
  readonly subcommand: number
  /** Of a read or write: the device, its first number and how many. */
  readonly device?: string
  readonly number?: number
  readonly count?: number
}

/** What to do instead of answering as asked. */
export type MelsecFault =
  | { readonly endCode: number }
  | { readonly silent: true }
  | { readonly cut: true }
  | { readonly delayMs: number }

export interface MelsecSimulatorOptions {
  readonly memory: MelsecMemory
  /** tcp unless told. */
  readonly transport?: 'tcp' | 'udp'
  /** Asked before each answer; undefined means: answer as asked. */
  readonly fault?: (request: MelsecRequest) => MelsecFault | undefined
}

/** A MELSEC controller in software, for demo, tests and benches: 3E and 4E frames in binary code, over TCP or UDP. */
export class MelsecSimulator {
  readonly #options: MelsecSimulatorOptions
  readonly #server: TcpServer | UdpServer
  readonly #delays = new Delays()
  /** Running total. */
  requests = 0

  constructor(options: MelsecSimulatorOptions) {
    this.#options = options
    this.#server =
      options.transport === 'udp'
        ? new UdpServer((packet, answer) => this.#takePacket(packet, answer))
        : new TcpServer((client) => this.#serve(client))
  }

  get connections(): number {
    return this.#server.connections
  }

  /** Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  listen(port?: number): Promise<number> {
    return this.#server.listen(port)
  }

  /** Cuts every connection and stops listening; idempotent. */
  close(): Promise<void> {
    this.#delays.cancel()
    return this.#server.close()
  }

  #serve(client: TcpClient): TcpEars {
    let framing: LengthFraming | undefined
    const send = (answer: Uint8Array): void => client.send(answer)
    const cut = (): void => client.cut()
    return {
      read: (bytes) => {
        if (!framing) {
          const speech = speechOf(bytes)
          framing = new LengthFraming(speech.header, (frame) => this.#take(speech.read(frame.slice()), send, cut))
        }
        framing.push(bytes)
      },
    }
  }

  #takePacket(packet: Uint8Array, send: (answer: Uint8Array) => void): void {
    const { header, read } = speechOf(packet)
    try {
      this.#take(read(wholeFrame(header, packet)), send, () => {})
    } catch (failure) {
      // A packet that is no frame is not answered.
      if (!(failure instanceof Fault)) throw failure
    }
  }

  #take(request: Spoken, send: (answer: Uint8Array) => void, cut: () => void): void {
    this.requests++
    const fault = this.#options.fault?.(describe(request))
    if (!fault) send(this.#answer(request))
    else if ('endCode' in fault) send(refuse(request, fault.endCode))
    else if ('cut' in fault) cut()
    else if ('delayMs' in fault) {
      const answer = this.#answer(request)
      this.#delays.after(fault.delayMs, () => send(answer))
    }
  }

  #answer(request: Spoken): Uint8Array {
    const result = this.#do(request)
    if (typeof result === 'number') return refuse(request, result)
    return request.ascii ? encodeAsciiReply(request, result) : encodeReply(request, result)
  }

  /** The data of the answer, or an end code. */
  #do(request: ServedRequest): Uint8Array | number {
    const { command, subcommand, data } = request
    if (command === Command.selfTest) return data
    if (command !== Command.read && command !== Command.write) return NO_COMMAND
    if (subcommand > 3) return NO_COMMAND
    const place = placeOf(request)
    if (!place) return MALFORMED
    const { memory } = this.#options
    const { space, number, count, rest } = place
    if (space < 0 || !memory.has(space)) return NO_DEVICE
    const { bits } = devices[space]!
    const byBit = (subcommand & 1) === 1
    if (byBit && !bits) return BITS_OF_WORDS
    if (count === 0 || count > (byBit ? 7_168 : 960)) return TOO_MANY
    if (byBit) return bitsOf(memory, { space, number, count }, command === Command.write ? rest : undefined)
    if (bits && number % 16 !== 0) return MALFORMED
    const words = memory.words(space, bits ? number >> 4 : number, count)
    if (!words) return RANGE
    if (command === Command.read) return words
    if (rest.length !== count * 2) return MALFORMED
    words.set(rest)
    return new Uint8Array()
  }
}

/** A request, and whether its client speaks ASCII. */
type Spoken = ServedRequest & { readonly ascii: boolean }

/** Which frame and which code a client speaks shows in its first two bytes. */
function speechOf(chunk: Uint8Array): { readonly header: LengthHeader; read(bytes: Uint8Array): Spoken } {
  if (chunk[0] === 0x35) {
    const frame: Frame = chunk[1] === 0x34 ? '4E' : '3E'
    const read = (bytes: Uint8Array): Spoken => ({ ...readAsciiRequest(frame, bytes), ascii: true })
    return { header: asciiRequestHeader(frame), read }
  }
  const frame: Frame = chunk[0] === 0x54 ? '4E' : '3E'
  return { header: requestHeader(frame), read: (bytes) => ({ ...readRequest(frame, bytes), ascii: false }) }
}

function refuse(request: Spoken, endCode: number): Uint8Array {
  return request.ascii ? encodeAsciiReply(request, new Uint8Array(), endCode) : encodeRefusal(request, endCode)
}

function bitsOf(
  memory: MelsecMemory,
  { space, number, count }: { readonly space: number; readonly number: number; readonly count: number },
  write: Uint8Array | undefined,
): Uint8Array | number {
  const bytes = Math.ceil(count / 2)
  if (write && write.length !== bytes) return MALFORMED
  const answer = new Uint8Array(bytes)
  for (let i = 0; i < count; i++) if (memory.bit(space, number + i) === undefined) return RANGE
  for (let i = 0; i < count; i++) {
    const shift = i % 2 === 0 ? 4 : 0
    if (write) memory.setBit(space, number + i, ((write[i >> 1]! >> shift) & 1) === 1)
    else if (memory.bit(space, number + i)) answer[i >> 1]! |= 1 << shift
  }
  return write ? new Uint8Array() : answer
}

interface Place {
  readonly space: number
  readonly number: number
  readonly count: number
  readonly rest: Uint8Array
}

function placeOf({ subcommand, data }: ServedRequest): Place | undefined {
  const wide = subcommand >= 2
  const head = wide ? 8 : 6
  if (data.length < head) return undefined
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const number = wide ? view.getUint32(0, true) : view.getUint32(0, true) & 0xff_ffff
  const code = wide ? view.getUint16(4, true) : data[3]!
  return { space: spaceOfCode(code), number, count: view.getUint16(head - 2, true), rest: data.subarray(head) }
}

function describe(request: ServedRequest): MelsecRequest {
  const { command, subcommand } = request
  const place = command === Command.read || command === Command.write ? placeOf(request) : undefined
  const device = devices[place?.space ?? -1]?.name
  return place && device !== undefined
    ? { command, subcommand, device, number: place.number, count: place.count }
    : { command, subcommand }
}

/** A pump station to try the driver with: D100 counts, D102 is a level that swings, M20 blinks. */
export const melsecSimulator: Simulator = {
  kind: 'melsec',
  tags: [
    { address: 'D100', type: 'uint16', access: 'r', periodMs: 1_000 },
    { address: 'D102', type: 'float32', access: 'r', periodMs: 1_000 },
    { address: 'M20', type: 'bool', access: 'r', periodMs: 1_000 },
    { address: 'D200', type: 'int16', access: 'rw', periodMs: 1_000 },
    { address: 'Y1F', type: 'bool', access: 'rw', periodMs: 1_000 },
    { address: 'D210/20', type: 'string', access: 'rw', periodMs: 1_000 },
  ],
  start: async (port) => {
    const memory = new MelsecMemory({ D: 12_288, M: 8_192, X: 8_192, Y: 8_192, W: 8_192, SM: 2_048, SD: 2_048 })
    memory.set('D210/20', 'string', 'PUMP STATION')
    let seconds = 0
    const move = (): void => {
      seconds++
      memory.set('D100', 'uint16', seconds % 65_536)
      memory.set('D102', 'float32', 50 + 20 * Math.sin(seconds / 30))
      memory.set('M20', 'bool', seconds % 2 === 0)
    }
    return runSimulator(port, {
      server: new MelsecSimulator({ memory }),
      configFor: (listening) => ({ host: '127.0.0.1', port: listening }),
      everyMs: 1_000,
      move,
    })
  },
}
