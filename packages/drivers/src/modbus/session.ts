import { type Clock, Fault, type Micros } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { Exchange } from '../kit/exchange.ts'
import { tcpLine } from '../kit/line.ts'
import '../kit/faults.ts'
import { checkReply, encodeFrame, exceptionName, FrameDecoder } from './codec.ts'
import '../kit/faults.ts'
import { countError } from '../kit/trace.ts'

export interface SessionNeeds {
  readonly host: string
  readonly port: number
  readonly timeoutMs: number
  readonly clock: Clock
  readonly bus: Bus
  readonly counters: DriverCounters
  /** Called once when an open connection ends by itself. */
  readonly lost: (reason: Fault) => void
}

export interface Reply {
  readonly pdu: Uint8Array
  /** Modbus exception code; 0 if the device did as it was asked. */
  readonly exception: number
  /** Middle of request and reply: the source time of what was read. */
  readonly time: Micros
}

/** What carries requests to units: a TCP connection, or a serial line in one of its framings. */
export interface ModbusSession {
  connect(signal: AbortSignal): Promise<void>
  readonly open: boolean
  /** Timeouts in a row after which the link is dead. */
  silentAfter: number
  /**
   * Sends one request when the medium is free and waits for its reply. Throws `driver.timeout` and
   * `driver.reply_malformed` (this request failed), anything else for the whole link.
   */
  request(kind: TurnKind, unit: number, pdu: Uint8Array, signal?: AbortSignal): Promise<Reply>
  /** Idempotent. */
  close(): Promise<void>
}

/** One Modbus TCP connection: transactions in, checked replies out. */
export class ModbusTcpSession implements ModbusSession {
  readonly #exchange: Exchange
  readonly #counters: DriverCounters

  constructor({ host, port, timeoutMs, clock, bus, counters, lost }: SessionNeeds) {
    this.#counters = counters
    this.#exchange = new Exchange({
      place: `${host}:${port}`,
      dial: tcpLine(host, port),
      framing: (sink) => new FrameDecoder(sink),
      ids: 0x1_0000,
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

  set silentAfter(count: number) {
    this.#exchange.silentAfter = count
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#exchange.connect(signal)
  }

  async request(kind: TurnKind, unit: number, pdu: Uint8Array, signal?: AbortSignal): Promise<Reply> {
    const ask = {
      name: `function ${pdu[0]} of unit ${unit}`,
      encode: (transaction: number) => encodeFrame(transaction, unit, pdu),
      check: (frame: Uint8Array) => checkUnit(unit, frame, pdu),
    }
    const { frame, time } = await this.#exchange.request(kind, ask, signal)
    const exception = checkReply(pdu, frame.subarray(1))
    if (exception !== 0) countError(this.#counters, 'modbus.exception', `${exception} ${exceptionName(exception)}`)
    return { pdu: frame.subarray(1), exception, time }
  }

  close(): Promise<void> {
    return this.#exchange.close()
  }
}

/** Throws `driver.reply_malformed` if the frame is not what this unit answers to this request. */
export function checkUnit(unit: number, frame: Uint8Array, request: Uint8Array): void {
  if (frame[0] !== unit) {
    throw new Fault('driver.reply_malformed', {
      expected: `an answer of unit ${unit}`,
      seen: `one of unit ${frame[0]}`,
    })
  }
  checkReply(request, frame.subarray(1))
}
