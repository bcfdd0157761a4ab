import { createServer, type Server, type Socket } from 'node:net'
import { type Clock, Fault, type Log, sayFault } from '@millrace/core'
import '../kit/faults.ts'
import { type Packet, PacketDecoder, parseSegment, refused } from './codec.ts'
import './faults.ts'

/** A connection that has shown no right packet for so long is closed, ms. */
const STRANGER_MS = 30_000
const MOST_CONNECTIONS = 512
/** Packets of one connection that wait to be taken; beyond this nothing is read from it. */
const MOST_WAITING = 32
/** More than this unread by the device: it is gone. */
const MOST_UNSENT = 1 << 20

/** One device that may dial in. */
export interface Caller {
  readonly mn: string
  /** Throws `hj212.packet_refused` if the packet is not this device's or comes from where it must not. */
  admit(packet: Packet, from: string): void
  /** Takes the packet, and answers when it is safe. Throws `hj212.packet_refused`. `connection` tells its parts apart. */
  take(packet: Packet, answer: (bytes: Uint8Array) => void, connection: object): Promise<void>
  /** Something on its behalf was refused. */
  refused(): void
  /** The data segment of one of its packets. */
  heard(segment: string): void
}

export interface ListenerNeeds {
  readonly host: string
  readonly port: number
  readonly maxSegment: number
  readonly clock: Clock
  readonly log: Log
}

/** A TCP port that devices dial; who they are, their packets say. Shared by all devices of the port. */
export class Hj212Listener implements AsyncDisposable {
  readonly #needs: ListenerNeeds
  readonly #callers = new Map<string, Caller>()
  readonly #connections = new Map<Socket, Set<Caller>>()
  readonly #warned = new WeakSet<Socket>()
  #server: Server | undefined
  #opening: Promise<void> | undefined

  constructor(needs: ListenerNeeds) {
    this.#needs = needs
  }

  get place(): string {
    return `${this.#needs.host}:${this.#needs.port}`
  }

  /** Listens unless it does already. Throws `driver.link_lost`, `hj212.mn_taken`. */
  async add(caller: Caller): Promise<void> {
    if (this.#callers.has(caller.mn)) throw new Fault('hj212.mn_taken', { place: this.place, mn: caller.mn })
    this.#callers.set(caller.mn, caller)
    try {
      this.#opening ??= this.#listen()
      await this.#opening
    } catch (failure) {
      this.#opening = undefined
      this.remove(caller)
      throw failure
    }
  }

  /** Its connections end, so that what it sends next comes over a new one. */
  remove(caller: Caller): void {
    if (this.#callers.get(caller.mn) !== caller) return
    this.#callers.delete(caller.mn)
    for (const [socket, callers] of this.#connections) {
      if (callers.delete(caller) && callers.size === 0) socket.destroy()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const server = this.#server
    this.#server = undefined
    for (const socket of this.#connections.keys()) socket.destroy()
    await this.#opening?.catch((reason: unknown) => reason)
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  #listen(): Promise<void> {
    const { host, port } = this.#needs
    const server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.#serve(socket))
    server.maxConnections = MOST_CONNECTIONS
    this.#server = server
    return new Promise((resolve, reject) => {
      server.once('error', (error) => {
        this.#server = undefined
        reject(new Fault('driver.link_lost', { place: this.place, seen: error.message }, error))
      })
      server.listen(port, host, resolve)
    })
  }

  #serve(socket: Socket): void {
    const callers = new Set<Caller>()
    this.#connections.set(socket, callers)
    const from = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    const stranger = this.#needs.clock.after(STRANGER_MS, () => {
      if (callers.size === 0) socket.destroy()
    })
    socket.once('close', () => {
      stranger.cancel()
      this.#connections.delete(socket)
    })
    socket.on('error', () => socket.destroy())
    let taking = Promise.resolve()
    let waiting = 0
    const decoder = new PacketDecoder(
      {
        refused: (seen) => {
          this.#refuse(refused('a packet', seen), callers, socket)
          if (callers.size === 0) socket.destroy()
        },
        segment: (segment) => {
          waiting++
          if (waiting >= MOST_WAITING) socket.pause()
          taking = taking.then(async () => {
            await this.#take(segment, { socket, from, callers })
            waiting--
            if (waiting < MOST_WAITING && !socket.destroyed) socket.resume()
          })
        },
      },
      this.#needs.maxSegment,
    )
    socket.on('data', (chunk: Buffer) => decoder.push(chunk))
  }

  async #take(
    segment: string,
    { socket, from, callers }: { readonly socket: Socket; readonly from: string; readonly callers: Set<Caller> },
  ): Promise<void> {
    if (socket.destroyed) return
    let caller: Caller | undefined
    try {
      const packet = parseSegment(segment)
      caller = this.#callers.get(packet.mn)
      if (!caller) throw refused('the MN of a device of this port', `"${packet.mn}"`)
      caller.admit(packet, from)
      callers.add(caller)
      caller.heard(segment)
      const answer = (bytes: Uint8Array): void => {
        if (socket.destroyed) return
        socket.write(bytes)
        if (socket.writableLength > MOST_UNSENT) socket.destroy()
      }
      await caller.take(packet, answer, socket)
    } catch (failure) {
      this.#refuse(failure, caller ? [caller] : callers, socket)
      // A stranger gets no second try on the same connection.
      if (callers.size === 0) socket.destroy()
    }
  }

  /** Counted at whoever it is known to concern; what names nobody, at every device of the port. */
  #refuse(reason: unknown, callers: Iterable<Caller>, socket: Socket): void {
    const concerned = [...callers]
    for (const caller of concerned.length > 0 ? concerned : this.#callers.values()) caller.refused()
    // Once a connection: whoever sends noise must not fill the log.
    if (this.#warned.has(socket)) return
    this.#warned.add(socket)
    this.#needs.log.warn('packet refused', { place: this.place, from: socket.remoteAddress, reason: sayFault(reason) })
  }
}
