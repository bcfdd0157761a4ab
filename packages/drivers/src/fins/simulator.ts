import { Delays } from '../kit/delays.ts'
import { LengthFraming } from '../kit/length-framing.ts'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import { UdpServer } from '../kit/udp-server.ts'
import { areas } from './areas.ts'
import {
  Command,
  encodeTcp,
  HEADER_BYTES,
  MOST_FRAME_BYTES,
  MOST_WORDS,
  readTcp,
  TcpCommand,
  tcpHeader,
} from './codec.ts'
import './faults.ts'
import { FinsMemory } from './memory.ts'

export { FinsMemory } from './memory.ts'

const SERVER_NODE = 1
const NO_COMMAND = 0x0401
const MALFORMED = 0x1003
const NO_AREA = 0x1101
const START_RANGE = 0x1103
const RANGE = 0x1104
const TOO_LONG = 0x110b
const READ_ONLY = 0x2101
const MODEL = 'MILLRACE SIMULATOR'

/** One request as the simulator sees it. */
export interface FinsRequest {
  readonly command: number
  /** Of a read or write: the area code, the address as in the frame, the bit and how many. */
  readonly code?: number
  readonly address?: number
  readonly bit?: number
  readonly count?: number
}

/** What to do instead of answering as asked. */
export type FinsFault =
  | { readonly endCode: number }
  | { readonly silent: true }
  | { readonly cut: true }
  | { readonly delayMs: number }

export interface FinsSimulatorOptions {
  readonly memory: FinsMemory
  /** tcp unless told. */
  readonly transport?: 'tcp' | 'udp'
  /** Asked before each answer; undefined means: answer as asked. */
  readonly fault?: (request: FinsRequest) => FinsFault | undefined
}

/** An Omron controller in software, for demo, tests and benches: FINS over TCP or UDP. */
export class FinsSimulator {
  readonly #options: FinsSimulatorOptions
  readonly #server: TcpServer | UdpServer
  readonly #delays = new Delays()
  #nextNode = SERVER_NODE
  /** Running total. */
  requests = 0

  constructor(options: FinsSimulatorOptions) {
    this.#options = options
    this.#server =
      options.transport === 'udp'
        ? new UdpServer((packet, answer) => this.#take(packet, answer, () => {}))
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
    let greeted = false
    const framing = new LengthFraming(tcpHeader, (bytes) => {
      const { command, data } = readTcp(bytes)
      if (command === TcpCommand.clientNode && !greeted && data.length === 4) {
        greeted = true
        client.send(encodeTcp(TcpCommand.serverNode, this.#nodes(data[3]!)))
      } else if (command === TcpCommand.frame && greeted) {
        const answer = (frame: Uint8Array): void => client.send(encodeTcp(TcpCommand.frame, frame))
        this.#take(data.slice(), answer, () => client.cut())
      } else {
        client.send(encodeTcp(TcpCommand.error, new Uint8Array(), 3))
        client.end()
      }
    })
    return { read: (bytes) => framing.push(bytes) }
  }

  /** The node numbers of client and server; a client that asks for none is given the next. */
  #nodes(wanted: number): Uint8Array {
    this.#nextNode = this.#nextNode >= 254 ? SERVER_NODE + 1 : this.#nextNode + 1
    return Uint8Array.of(0, 0, 0, wanted === 0 ? this.#nextNode : wanted, 0, 0, 0, SERVER_NODE)
  }

  #take(frame: Uint8Array, send: (answer: Uint8Array) => void, cut: () => void): void {
    // A packet that is no command is not answered.
    if (frame.length < HEADER_BYTES + 2 || frame.length > MOST_FRAME_BYTES || (frame[0]! & 0x40) !== 0) return
    this.requests++
    const fault = this.#options.fault?.(describe(frame))
    if (!fault) send(this.#answer(frame))
    else if ('endCode' in fault) send(encodeAnswer(frame, fault.endCode))
    else if ('cut' in fault) cut()
    else if ('delayMs' in fault) {
      const answer = this.#answer(frame)
      this.#delays.after(fault.delayMs, () => send(answer))
    }
  }

  #answer(frame: Uint8Array): Uint8Array {
    const { command } = describe(frame)
    if (command === Command.controllerData) return encodeAnswer(frame, 0, controllerModel())
    if (command !== Command.read && command !== Command.write) return encodeAnswer(frame, NO_COMMAND)
    if (frame.length < HEADER_BYTES + 8) return encodeAnswer(frame, MALFORMED)
    const result = this.#access(frame, command === Command.write)
    return typeof result === 'number' ? encodeAnswer(frame, result) : encodeAnswer(frame, 0, result)
  }

  /** The data of the answer, or an end code. */
  #access(frame: Uint8Array, write: boolean): Uint8Array | number {
    const { memory } = this.#options
    const { code, address, bit, count } = describe(frame) as Required<FinsRequest>
    const rest = frame.subarray(HEADER_BYTES + 8)
    const found = areas.findIndex(
      (area) =>
        (area.code === code || area.bitCode === code) && address >= area.offset && address <= area.offset + area.most,
    )
    const area = areas[found]
    if (!area || !memory.has(found)) return NO_AREA
    const start = address - area.offset
    if (count > MOST_WORDS) return TOO_LONG
    if (area.bitCode === code) return this.#bits({ space: found, start, bit, count }, write ? rest : undefined)
    if (!memory.units(found, start, 1)) return START_RANGE
    const units = memory.units(found, start, count)
    if (!units) return RANGE
    if (!write) return units
    if (area.flags) return READ_ONLY
    if (rest.length !== units.length) return MALFORMED
    units.set(rest)
    return new Uint8Array()
  }

  #bits(
    {
      space,
      start,
      bit,
      count,
    }: { readonly space: number; readonly start: number; readonly bit: number; readonly count: number },
    write: Uint8Array | undefined,
  ): Uint8Array | number {
    const { memory } = this.#options
    if (bit > 15) return START_RANGE
    if (write && write.length !== count) return MALFORMED
    const answer = new Uint8Array(count)
    for (let i = 0; i < count; i++) {
      const on = memory.bit(space, start + ((bit + i) >> 4), (bit + i) & 15)
      if (on === undefined) return RANGE
      answer[i] = on ? 1 : 0
    }
    for (const [i, on] of (write ?? []).entries())
      memory.setBit(space, start + ((bit + i) >> 4), (bit + i) & 15, on === 1)
    return write ? new Uint8Array() : answer
  }
}

function describe(frame: Uint8Array): FinsRequest {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const command = view.getUint16(HEADER_BYTES)
  if (frame.length < HEADER_BYTES + 8) return { command }
  return { command, code: frame[12]!, address: view.getUint16(13), bit: frame[15]!, count: view.getUint16(16) }
}

/** The answer goes back where the request came from. */
function encodeAnswer(request: Uint8Array, endCode: number, data: Uint8Array = new Uint8Array()): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + 4 + data.length)
  frame.set([0xc0, 0, 2, ...request.subarray(6, 9), ...request.subarray(3, 6), ...request.subarray(9, 12)])
  frame.writeUInt16BE(endCode, HEADER_BYTES + 2)
  frame.set(data, HEADER_BYTES + 4)
  return frame
}

/** Model and version, 20 bytes each, and what else 0501 answers, left empty. */
function controllerModel(): Uint8Array {
  const bytes = Buffer.alloc(92)
  bytes.write(MODEL.padEnd(20), 'latin1')
  return bytes
}

/** A pump station to try the driver with: D100 counts, D102 is a level that swings, CIO10.3 blinks, T0 runs. */
export const finsSimulator: Simulator = {
  kind: 'fins',
  tags: [
    { address: 'D100', type: 'uint16', access: 'r', periodMs: 1_000 },
    { address: 'D102', type: 'float32', access: 'r', periodMs: 1_000 },
    { address: 'CIO10.3', type: 'bool', access: 'r', periodMs: 1_000 },
    { address: 'T0:bcd', type: 'uint16', access: 'r', periodMs: 1_000 },
    { address: 'D200', type: 'int16', access: 'rw', periodMs: 1_000 },
    { address: 'W5.0', type: 'bool', access: 'rw', periodMs: 1_000 },
    { address: 'D210/20', type: 'string', access: 'rw', periodMs: 1_000 },
  ],
  start: async (port) => {
    const memory = new FinsMemory({ CIO: 6_144, W: 512, H: 512, A: 960, D: 32_768, T: 4_096, C: 4_096, E0: 32_768 })
    memory.set('D210/20', 'string', 'PUMP STATION')
    let seconds = 0
    const move = (): void => {
      seconds++
      memory.set('D100', 'uint16', seconds % 65_536)
      memory.set('D102', 'float32', 50 + 20 * Math.sin(seconds / 30))
      memory.set('CIO10.3', 'bool', seconds % 2 === 0)
      memory.set('T0:bcd', 'uint16', 9_999 - (seconds % 10_000))
    }
    return runSimulator(port, {
      server: new FinsSimulator({ memory }),
      configFor: (listening) => ({ host: '127.0.0.1', port: listening }),
      everyMs: 1_000,
      move,
    })
  },
}
