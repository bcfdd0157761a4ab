import { Delays } from '../kit/delays.ts'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import {
  Command,
  decodeConnected,
  decodeUnconnected,
  encodeConnected,
  encodeFrame,
  encodeIdentity,
  encodeUnconnected,
  FrameDecoder,
  HEADER_BYTES,
  type Identity,
  REGISTRATION,
  viewOf,
} from './codec.ts'
import { Class, encodeReply, Service } from './message.ts'
import { SimulatedConnections } from './simulated-connections.ts'
import type { LogixMemory } from './simulated-memory.ts'
import { openRequest, type ServiceOptions, type SimulatedCipRequest, SimulatedServices } from './simulated-services.ts'

const INVALID_SESSION = 0x64
const INVALID_COMMAND = 0x01
/** Extended status of a connection failure: the link of the route is not there. */
const LINK_UNKNOWN = 0x0312

const IDENTITY: Identity = {
  vendor: 1,
  deviceType: 14,
  product: 166,
  revision: '20.19',
  serial: 0x00c0_ffee,
  name: '1756-L73/B LOGIX5573',
}

/** What to do instead of answering as asked: a general status, silence, a cut connection, or an answer after a while. */
export type SimulatedLogixFault =
  | { readonly status: number; readonly extended?: number }
  | { readonly silent: true }
  | { readonly cut: true }
  | { readonly delayMs: number }

export interface LogixSimulatorOptions {
  readonly memory: LogixMemory
  readonly identity?: Partial<Identity>
  /** Slot of the controller: messages to another one fail. Any is right unless told. */
  readonly slot?: number
  /** Most bytes of an answer; 500 unless told. */
  readonly mostBytes?: number
  /** Services that this controller lacks. */
  readonly lacks?: readonly number[]
  /** Asked before each answer; undefined means: answer as asked. */
  readonly fault?: (request: SimulatedCipRequest) => SimulatedLogixFault | undefined
  /** Told after a client has written. */
  readonly written?: (request: SimulatedCipRequest) => void
}

/** A Logix controller of our own, for demo, tests and benches: tags, structures, routes, connections and faults. */
export class LogixSimulator {
  readonly memory: LogixMemory
  readonly #options: LogixSimulatorOptions
  readonly #identity: Identity
  readonly #services: SimulatedServices
  readonly #server = new TcpServer((client) => this.#serve(client))
  readonly #delays = new Delays()
  #sessions = 0
  /** Running total of messages; those of one packet count as one. */
  requests = 0

  constructor(options: LogixSimulatorOptions) {
    this.memory = options.memory
    this.#options = options
    this.#identity = { ...IDENTITY, ...options.identity }
    const { memory, mostBytes = 500, lacks = [], fault, written } = options
    const services: ServiceOptions = {
      memory,
      identity: this.#identity,
      mostBytes,
      lacks: new Set(lacks),
      ...(written ? { written } : {}),
      refusal: (request) => {
        const seen = fault?.(request)
        return seen && 'status' in seen ? seen : undefined
      },
    }
    this.#services = new SimulatedServices(services)
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
    const peer = new Peer(client, ++this.#sessions)
    const decoder = new FrameDecoder((_id, frame) => this.#take(peer, Buffer.from(frame)))
    return { read: (bytes) => decoder.push(bytes) }
  }

  #take(peer: Peer, frame: Buffer): void {
    const command = frame.readUInt16LE(0)
    const data = frame.subarray(HEADER_BYTES)
    switch (command) {
      case Command.registerSession:
        peer.registered = true
        peer.reply(frame, REGISTRATION)
        return
      case Command.unregisterSession:
        peer.client.end()
        return
      case Command.listIdentity:
        peer.reply(frame, encodeIdentity(this.#identity))
        return
      case Command.sendRrData:
      case Command.sendUnitData:
        if (!peer.registered || frame.readUInt32LE(4) !== peer.session)
          peer.reply(frame, new Uint8Array(), INVALID_SESSION)
        else if (command === Command.sendRrData) this.#unconnected(peer, frame, decodeUnconnected(data))
        else this.#connected(peer, frame, data)
        return
      default:
        peer.reply(frame, new Uint8Array(), INVALID_COMMAND)
    }
  }

  #unconnected(peer: Peer, frame: Buffer, message: Uint8Array): void {
    const own = peer.connections.answer(message)
    if (own) {
      peer.reply(frame, encodeUnconnected(own))
      return
    }
    this.#answer(message, (answer) => peer.reply(frame, encodeUnconnected(answer)), peer)
  }

  #connected(peer: Peer, frame: Buffer, data: Uint8Array): void {
    const { connection, sequence, message } = decodeConnected(data)
    const back = peer.connections.originator(connection)
    if (back === undefined) return
    this.#answer(message, (answer) => peer.reply(frame, encodeConnected(back, sequence, answer)), peer)
  }

  #answer(sent: Uint8Array, send: (answer: Uint8Array) => void, peer: Peer): void {
    this.requests++
    const message = this.#unrouted(sent)
    if (!message) {
      send(encodeReply(Service.unconnectedSend, { status: 1, extended: LINK_UNKNOWN, data: new Uint8Array() }))
      return
    }
    const request = openRequest(message)
    const fault = request && this.#options.fault?.(request)
    if (fault && 'silent' in fault) return
    if (fault && 'cut' in fault) {
      peer.client.cut()
      return
    }
    const answer = this.#services.answer(message)
    if (!(fault && 'delayMs' in fault)) {
      send(answer)
      return
    }
    this.#delays.after(fault.delayMs, () => send(answer))
  }

  /** What an Unconnected Send carries; the message itself if it is none; undefined if its route leads nowhere. */
  #unrouted(message: Uint8Array): Uint8Array | undefined {
    const request = openRequest(message)
    if (request?.object !== Class.connectionManager || request.service !== Service.unconnectedSend) return message
    const { data } = request
    const length = data.length < 4 ? 0 : viewOf(data).getUint16(2, true)
    const inner = data.subarray(4, 4 + length)
    const route = data.subarray(4 + length + (length % 2) + 2)
    const { slot } = this.#options
    return slot === undefined || (route[0] === 1 && route[1] === slot) ? inner : undefined
  }
}

/** One client. */
class Peer {
  readonly client: TcpClient
  readonly session: number
  readonly connections = new SimulatedConnections()
  registered = false

  constructor(client: TcpClient, session: number) {
    this.client = client
    this.session = session
  }

  /** Answers with command and sender context of the request. */
  reply(request: Buffer, data: Uint8Array, status = 0): void {
    const frame = encodeFrame(request.readUInt16LE(0), this.registered ? this.session : 0, 0, data)
    frame.writeUInt32LE(status, 8)
    request.copy(frame, 12, 12, 20)
    this.client.send(frame)
  }
}
