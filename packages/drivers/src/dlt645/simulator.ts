import type { Value } from '@millrace/core'
import { Fault } from '@millrace/core'
import { Delays } from '../kit/delays.ts'
import type { DataType } from '../kit/driver.ts'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import { type Edition, parseAddress } from './address.ts'
import { Control, encodeFrame, encodeIdentifier, type Frame, FrameDecoder, meant } from './codec.ts'
import './faults.ts'
import { encodeItem } from './format.ts'

const NO_DATA = 0x02
const NOT_AUTHORISED = 0x04
const IDENTIFIER_97 = 0x02
const HEAD_OF_A_WRITE = 12
const FIRST_PREAMBLES = 4

/** One simulated meter: items by identifier, as their bytes on the wire. */
export class SimulatedMeter {
  readonly address: string
  readonly edition: Edition
  readonly items = new Map<number, Uint8Array>()
  /** As written in the driver's configuration. */
  password = '02123456'
  /** Longer data are spread over several frames. */
  mostBytes = 200

  constructor(address: string, edition: Edition = '2007') {
    this.address = address
    this.edition = edition
  }

  /** Puts a value where a tag of this address and type reads it. */
  set(address: string, type: DataType, value: Value): void {
    const { identifier, format, bytes, offset } = parseAddress(address, type, this.edition)
    const wire = encodeItem(value, format)
    if (typeof wire === 'number') throw new Fault('dlt645.value_unfit', { address, seen: String(value) })
    const item = this.items.get(identifier) ?? new Uint8Array(bytes)
    item.set(wire, offset)
    this.items.set(identifier, item)
  }

  /** The bytes of an item, or of a block if its second byte is FFH. */
  bytes(identifier: number): Uint8Array | undefined {
    if (this.edition === '1997' || ((identifier >>> 8) & 0xff) !== 0xff) return this.items.get(identifier)
    const parts: Uint8Array[] = []
    for (let di1 = 0; di1 < 64; di1++) {
      const part = this.items.get(((identifier & ~0xff00) | (di1 << 8)) >>> 0)
      if (part) parts.push(part)
    }
    return parts.length > 0 ? Buffer.concat(parts) : undefined
  }
}

/** What to do instead of answering as asked. */
export type SimulatedTrouble = 'silent' | 'bad checksum' | 'cut' | { readonly delayMs: number }

export interface Dlt645SimulatorOptions {
  readonly meters: readonly SimulatedMeter[]
  /** Asked before each answer. */
  readonly trouble?: (request: Frame) => SimulatedTrouble | undefined
}

/** A serial server with meters behind it. */
export class Dlt645Simulator {
  readonly #options: Dlt645SimulatorOptions
  readonly #server = new TcpServer((client) => this.#serve(client))
  readonly #delays = new Delays()
  /** Running total. */
  requests = 0

  constructor(options: Dlt645SimulatorOptions) {
    this.#options = options
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
    const decoder = new FrameDecoder({ frame: (frame) => this.#take(client, frame), malformed: () => {} })
    return { read: (bytes) => decoder.push(bytes) }
  }

  #take(client: TcpClient, request: Frame): void {
    this.requests++
    const meter = this.#options.meters.find(({ address }) => meant(request.address, address))
    // A meter that is not there says nothing, as on a serial line.
    if (!meter) return
    const bytes = encodeFrame({ ...answer(meter, request), address: meter.address }, FIRST_PREAMBLES)
    const trouble = this.#options.trouble?.(request)
    if (trouble === 'silent') return
    if (trouble === 'cut') client.cut()
    else if (trouble === 'bad checksum') {
      bytes[bytes.length - 2]! ^= 1
      client.send(bytes)
    } else if (trouble) this.#delays.after(trouble.delayMs, () => client.send(bytes))
    else client.send(bytes)
  }
}

function answer(meter: SimulatedMeter, { control, data }: Frame): Omit<Frame, 'address'> {
  const refuse = (word: number): Omit<Frame, 'address'> => ({ control: control | 0xc0, data: Uint8Array.of(word) })
  const old = control === Control.read97 || control === Control.readOn97
  const width = old ? 2 : 4
  const unknown = old ? IDENTIFIER_97 : NO_DATA
  if (control === Control.readAddress) return { control: control | 0x80, data: addressBytes(meter.address) }
  if (old !== (meter.edition === '1997') || data.length < width) return refuse(unknown)
  const identifier = identifierOf(data, width)
  if (control === Control.write) return write(meter, identifier, data) ?? refuse(NOT_AUTHORISED)
  const bytes = meter.bytes(identifier)
  if (!bytes) return refuse(unknown)
  const echo = encodeIdentifier(identifier, width)
  const further = control === Control.readOn
  const sequence = further ? data[4]! : 0
  const from = sequence * meter.mostBytes
  const part = bytes.subarray(from, from + meter.mostBytes)
  const more = from + part.length < bytes.length ? 0x20 : 0
  return {
    control: control | 0x80 | more,
    data: Uint8Array.of(...echo, ...part, ...(further ? [sequence] : [])),
  }
}

function write(meter: SimulatedMeter, identifier: number, data: Uint8Array): Omit<Frame, 'address'> | undefined {
  const given = [data[4]!, ...data.subarray(5, 8).toReversed()]
  const held = meter.items.get(identifier)
  const fresh = data.slice(HEAD_OF_A_WRITE)
  if (Buffer.from(given).toString('hex') !== meter.password || held?.length !== fresh.length) return undefined
  meter.items.set(identifier, fresh)
  return { control: Control.write | 0x80, data: new Uint8Array() }
}

function identifierOf(data: Uint8Array, width: number): number {
  let identifier = 0
  for (let i = width - 1; i >= 0; i--) identifier = identifier * 256 + data[i]!
  return identifier
}

function addressBytes(address: string): Uint8Array {
  return Buffer.from(address, 'hex').reverse()
}

const DEMO_ADDRESS = '000000000161'

/** Two tariffs that grow, a voltage that moves, and a parameter that can be written. */
export const dlt645Simulator: Simulator = {
  kind: 'dlt645',
  tags: [
    { address: '00-01-00-00', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: '00-01-01-00', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: '02-01-01-00', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: '02-03-00-00', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: '04-00-01-03', type: 'uint8', access: 'rw', periodMs: 5_000 },
  ],
  start: async (port) => {
    const meter = new SimulatedMeter(DEMO_ADDRESS)
    let energy = 12_345.67
    const move = (): void => {
      energy = Math.round((energy + 0.01) * 100) / 100
      meter.set('00-01-00-00', 'float64', energy)
      meter.set('00-01-01-00', 'float64', energy)
      meter.set('02-01-01-00', 'float64', Math.round(2_300 + 20 * Math.sin(energy)) / 10)
      meter.set('02-03-00-00', 'float64', Math.round(20_000 * Math.sin(energy)) / 10_000)
    }
    meter.set('04-00-01-03', 'uint8', 15n)
    return runSimulator(port, {
      server: new Dlt645Simulator({ meters: [meter] }),
      configFor: (listening) => ({
        tcp: { host: '127.0.0.1', port: listening },
        address: DEMO_ADDRESS,
        password: meter.password,
      }),
      everyMs: 1_000,
      move,
    })
  },
}
