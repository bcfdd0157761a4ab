import type { Clock, Fault, Micros } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { Exchange, type FrameSink, type Framing } from '../kit/exchange.ts'
import { LengthFraming, wholeFrame } from '../kit/length-framing.ts'
import { tcpLine } from '../kit/line.ts'
import { countError } from '../kit/trace.ts'
import { PacketFraming, udpLine } from '../kit/udp-line.ts'
import { asciiAnswerHeader, binaryAnswer, encodeAsciiRequest } from './ascii.ts'
import {
  type Answer,
  answerHeader,
  encodeRequest,
  type FrameSettings,
  hex4,
  type Request,
  readAnswer,
  selfTest,
  serialOf,
} from './codec.ts'
import { endCodeOf } from './end-codes.ts'

export interface SessionNeeds {
  readonly host: string
  readonly port: number
  readonly transport: 'tcp' | 'udp'
  readonly frames: FrameSettings
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
export class MelsecSession {
  readonly #exchange: Exchange
  readonly #frames: FrameSettings
  readonly #counters: DriverCounters
  readonly #asksFirst: boolean

  constructor({ host, port, transport, frames, ...needs }: SessionNeeds) {
    const { frame, code } = frames
    const header = code === 'ascii' ? asciiAnswerHeader(frame) : answerHeader(frame)
    const framing = (sink: FrameSink): Framing => {
      const take = (bytes: Uint8Array): void => {
        const answer = code === 'ascii' ? binaryAnswer(frame, bytes) : bytes
        sink(serialOf(frame, answer), answer)
      }
      if (transport === 'tcp') return new LengthFraming(header, take)
      return new PacketFraming(
        (packet) => take(wholeFrame(header, packet)),
        () => countError(needs.counters, 'driver.frame_malformed'),
      )
    }
    this.#frames = frames
    this.#counters = needs.counters
    this.#asksFirst = transport === 'udp'
    this.#exchange = new Exchange({
      place: `${host}:${port}`,
      dial: transport === 'tcp' ? tcpLine(host, port) : udpLine(host, port),
      framing,
      // 3E answers do not say which request they answer: after a timeout the link ends.
      ids: frame === '4E' ? 0x1_0000 : 1,
      ...needs,
    })
  }

  get open(): boolean {
    return this.#exchange.open
  }

  /** Over UDP an open line says nothing: the device is asked to send something back. */
  async connect(signal: AbortSignal): Promise<void> {
    await this.#exchange.connect(signal)
    if (this.#asksFirst) await this.request('read', selfTest(), signal)
  }

  /**
   * Sends one request when the medium is free and waits for its answer. Throws `driver.timeout` and
   * `driver.reply_malformed` (this request failed), anything else for the whole link.
   */
  async request(kind: TurnKind, request: Request, signal?: AbortSignal): Promise<Reply> {
    const ask = {
      name: `command ${hex4(request.command)}`,
      encode: (serial: number) =>
        this.#frames.code === 'ascii'
          ? encodeAsciiRequest(this.#frames, serial, request)
          : encodeRequest(this.#frames, serial, request),
      check: (frame: Uint8Array) => void readAnswer(this.#frames, request, frame),
    }
    const { frame, time } = await this.#exchange.request(kind, ask, signal)
    const answer = readAnswer(this.#frames, request, frame)
    if (answer.endCode !== 0)
      countError(this.#counters, 'melsec.end_code', `${hex4(answer.endCode)} ${endCodeOf(answer.endCode).name}`)
    return { ...answer, time }
  }

  /** Idempotent. */
  close(): Promise<void> {
    return this.#exchange.close()
  }
}
