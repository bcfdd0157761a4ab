import { isIPv4 } from 'node:net'
import { type Clock, Fault, type Micros } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { Exchange, type FrameSink, type Framing } from '../kit/exchange.ts'
import { LengthFraming } from '../kit/length-framing.ts'
import { tcpLine } from '../kit/line.ts'
import '../kit/faults.ts'
import { PacketFraming, udpLine } from '../kit/udp-line.ts'
import {
  type Answer,
  controllerData,
  encodeClientNode,
  encodeFrame,
  encodeTcp,
  hex4,
  isAnswer,
  type Request,
  type Route,
  readAnswer,
  readServerNode,
  readTcp,
  sidOf,
  TcpCommand,
  tcpErrors,
  tcpHeader,
} from './codec.ts'
import './faults.ts'
import { countError, countLate } from '../kit/trace.ts'
import { endCodeOf } from './end-codes.ts'

const SIDS = 256

export interface SessionNeeds {
  readonly host: string
  readonly port: number
  readonly transport: 'tcp' | 'udp'
  readonly network: number
  /** Undefined: the one that is connected to. */
  readonly node: number | undefined
  readonly unit: number
  readonly localNetwork: number
  /** Undefined: as the device gives it (TCP), or the last part of the own address (UDP). */
  readonly localNode: number | undefined
  readonly timeoutMs: number
  readonly clock: Clock
  readonly bus: Bus
  readonly counters: DriverCounters
  /** Called once when an open connection ends by itself. */
  readonly lost: (reason: Fault) => void
}

export interface Reply extends Answer {
  /** Middle of request and reply: the source time of what was read. */
  readonly time: Micros
}

/** One connection to a controller: requests in, checked answers out. */
export class FinsSession {
  readonly #needs: SessionNeeds
  readonly #exchange: Exchange
  #route: Route
  /** While the node numbers are settled (TCP). */
  #greeting: PromiseWithResolvers<void> | undefined

  constructor(needs: SessionNeeds) {
    const { host, port, transport, timeoutMs, clock, bus, counters } = needs
    this.#needs = needs
    this.#route = this.#routeBetween(needs.localNode ?? 0, 0)
    this.#exchange = new Exchange({
      place: `${host}:${port}`,
      dial:
        transport === 'tcp'
          ? tcpLine(host, port)
          : udpLine(host, port, (own, peer) => {
              this.#route = this.#routeBetween(needs.localNode ?? lastPart(own), lastPart(peer))
            }),
      framing: (sink) => this.#framing(sink),
      ids: SIDS,
      timeoutMs,
      clock,
      bus,
      counters,
      lost: (reason) => {
        if (this.#greeting) this.#greeting.reject(reason)
        else needs.lost(reason)
      },
      // A second answer to one request, or what was meant for another connection.
      unasked: () => countLate(counters),
    })
  }

  get open(): boolean {
    return this.#exchange.open
  }

  /** Over TCP the node numbers are settled; over UDP the device is asked something, for an open line says nothing. */
  async connect(signal: AbortSignal): Promise<void> {
    await this.#exchange.connect(signal)
    if (this.#needs.transport === 'tcp') await this.#greet(signal)
    else await this.request('read', controllerData(), signal)
  }

  /**
   * Sends one request when the medium is free and waits for its answer. Throws `driver.timeout` and
   * `driver.reply_malformed` (this request failed), anything else for the whole link.
   */
  async request(kind: TurnKind, request: Request, signal?: AbortSignal): Promise<Reply> {
    const route = this.#route
    const ask = {
      name: `command ${hex4(request.command)}`,
      encode: (sid: number) => {
        const frame = encodeFrame(route, sid, request)
        return this.#needs.transport === 'tcp' ? encodeTcp(TcpCommand.frame, frame) : frame
      },
      check: (frame: Uint8Array) => void readAnswer(route, request, frame),
    }
    const { frame, time } = await this.#exchange.request(kind, ask, signal)
    const answer = readAnswer(route, request, frame)
    if (answer.endCode !== 0)
      countError(this.#needs.counters, 'fins.end_code', `${hex4(answer.endCode)} ${endCodeOf(answer.endCode).name}`)
    return { ...answer, time }
  }

  /** Idempotent. */
  close(): Promise<void> {
    this.#greeting?.reject(new Fault('driver.link_lost', { place: this.#needs.host, seen: 'closed by us' }))
    return this.#exchange.close()
  }

  #routeBetween(own: number, peer: number): Route {
    const { network, node = peer, unit, localNetwork } = this.#needs
    return { to: { network, node, unit }, from: { network: localNetwork, node: own, unit: 0 } }
  }

  #framing(sink: FrameSink): Framing {
    const answer = (frame: Uint8Array): void => {
      if (isAnswer(frame)) sink(sidOf(frame), frame)
    }
    if (this.#needs.transport === 'udp')
      return new PacketFraming(answer, () => countError(this.#needs.counters, 'driver.frame_malformed'))
    return new LengthFraming(tcpHeader, (bytes) => {
      const frame = readTcp(bytes)
      if (frame.command === TcpCommand.frame) answer(frame.data)
      else if (frame.command === TcpCommand.serverNode && this.#greeting) {
        const { client, server } = readServerNode(frame)
        this.#route = this.#routeBetween(client, server)
        this.#greeting.resolve()
      } else if (frame.command !== TcpCommand.confirmation) {
        // After an error notification the device closes the connection (W420 §7-4).
        throw new Fault('fins.refused', { error: frame.error, seen: tcpErrors[frame.error] ?? 'unknown reason' })
      }
    })
  }

  async #greet(signal: AbortSignal): Promise<void> {
    const { clock, timeoutMs, localNode = 0 } = this.#needs
    const greeting = Promise.withResolvers<void>()
    this.#greeting = greeting
    const timer = clock.after(timeoutMs, () =>
      greeting.reject(new Fault('driver.timeout', { asked: 'the node numbers', ms: timeoutMs })),
    )
    const abort = (): void => greeting.reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    try {
      this.#exchange.send(encodeClientNode(localNode))
      await greeting.promise
    } catch (reason) {
      await this.#exchange.close()
      throw reason
    } finally {
      this.#greeting = undefined
      timer.cancel()
      signal.removeEventListener('abort', abort)
    }
  }
}

/** W420 §7-3: over UDP a node has the last part of its IP address as its number, unless a table says otherwise. */
function lastPart(address: string): number {
  return isIPv4(address) ? Number(address.slice(address.lastIndexOf('.') + 1)) : 0
}
