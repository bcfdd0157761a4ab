import { type Clock, Fault, type Log, type Micros } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { type Answer, Exchange } from '../kit/exchange.ts'
import { tcpLine } from '../kit/line.ts'
import { countError } from '../kit/trace.ts'
import {
  Command,
  decodeIdentity,
  decodeUnconnected,
  encodeFrame,
  encodeUnconnected,
  FrameDecoder,
  type Identity,
  malformed,
  openFrame,
  REGISTRATION,
} from './codec.ts'
import { type CipReply, decodeReply, encodeRouted } from './message.ts'
import { cipStatusName } from './status.ts'

export interface SessionNeeds {
  readonly host: string
  readonly port: number
  readonly timeoutMs: number
  /** Port segments from the device to the controller; empty if the device is the controller. */
  readonly route: readonly number[]
  /** What a Micro800 is asked without: its name tells whether it is one. */
  readonly routeUnlessMicro800: boolean
  readonly clock: Clock
  readonly log: Log
  readonly bus: Bus
  readonly counters: DriverCounters
  /** Called once when an open connection ends by itself. */
  readonly lost: (reason: Fault) => void
}

export interface TimedReply extends CipReply {
  /** Middle of request and reply: the source time of what was read. */
  readonly time: Micros
}

/** Catalogue numbers of Micro800 controllers begin with it. */
const MICRO800 = '2080-'

/** One encapsulation session: unconnected messages in, checked answers out. */
export class EthernetIpSession {
  readonly #exchange: Exchange
  readonly #needs: SessionNeeds
  #route: readonly number[]
  #session = 0

  constructor(needs: SessionNeeds) {
    const { host, port, timeoutMs, clock, bus, counters, lost } = needs
    this.#needs = needs
    this.#route = needs.route
    this.#exchange = new Exchange({
      place: `${host}:${port}`,
      dial: tcpLine(host, port),
      framing: (sink) => new FrameDecoder(sink),
      ids: 0xffff_ffff,
      timeoutMs,
      clock,
      bus,
      counters,
      lost,
    })
  }

  get open(): boolean {
    return this.#exchange.open
  }

  /** Bytes that the route adds to a message. */
  get route(): readonly number[] {
    return this.#route
  }

  /** Dials, registers a session and asks who is there. */
  async connect(signal: AbortSignal): Promise<void> {
    await this.#exchange.connect(signal)
    const { frame } = await this.#ask('read', 'Register Session', Command.registerSession, REGISTRATION, signal)
    const { session, data } = openFrame(frame)
    if (session === 0 || data[0] !== REGISTRATION[0]) throw malformed('a session', `session ${session}`)
    this.#session = session
    const identity = await this.#identity(signal)
    if (!identity) return
    const { name, revision, serial } = identity
    this.#needs.log.debug('connected to a device', { name, revision, serial: serial.toString(16) })
    if (this.#needs.routeUnlessMicro800 && name.startsWith(MICRO800)) this.#route = []
  }

  /**
   * Sends one message to the controller and waits for its answer, whatever its status. Throws `driver.timeout` and
   * `driver.reply_malformed` (this request failed), anything else for the whole link.
   */
  async request(kind: TurnKind, message: Uint8Array, signal?: AbortSignal): Promise<TimedReply> {
    const service = message[0]!
    const { timeoutMs } = this.#needs
    const sent = this.#route.length > 0 ? encodeRouted(message, this.#route, timeoutMs) : message
    const name = `service 0x${service.toString(16)}`
    const { frame, time } = await this.#ask(kind, name, Command.sendRrData, encodeUnconnected(sent), signal, (data) =>
      decodeReply(service, decodeUnconnected(data)),
    )
    const reply = decodeReply(service, decodeUnconnected(openFrame(frame).data))
    if (reply.status !== 0) countError(this.#needs.counters, 'ethernet_ip.status', cipStatusName(reply))
    return { ...reply, time }
  }

  async close(): Promise<void> {
    if (this.#exchange.open && this.#session !== 0) {
      this.#exchange.send(encodeFrame(Command.unregisterSession, this.#session, 0, new Uint8Array()))
    }
    await this.#exchange.close()
  }

  #ask(
    kind: TurnKind,
    name: string,
    command: number,
    data: Uint8Array,
    signal?: AbortSignal,
    check: (data: Uint8Array) => unknown = () => {},
  ): Promise<Answer> {
    const session = this.#session
    const ask = {
      name,
      encode: (id: number) => encodeFrame(command, session, id, data),
      check: (frame: Uint8Array) => {
        const seen = openFrame(frame)
        if (seen.command !== command || (session !== 0 && seen.session !== session && command !== Command.listIdentity))
          throw malformed(
            `command ${command} of session ${session}`,
            `command ${seen.command} of session ${seen.session}`,
          )
        check(seen.data)
      },
    }
    return this.#exchange.request(kind, ask, signal)
  }

  /** Undefined from devices that do not say. */
  async #identity(signal: AbortSignal): Promise<Identity | undefined> {
    try {
      const { frame } = await this.#ask(
        'read',
        'List Identity',
        Command.listIdentity,
        new Uint8Array(),
        signal,
        decodeIdentity,
      )
      return decodeIdentity(openFrame(frame).data)
    } catch (failure) {
      if (failure instanceof Fault && (failure.code === 'driver.timeout' || failure.code === 'driver.reply_malformed'))
        return undefined
      throw failure
    }
  }
}
