import { connect as dial, type Socket } from 'node:net'
import { type Clock, Fault, type Micros, type Timer } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { checkReply, encodeFrame, FrameDecoder } from './codec.ts'
import '../kit/faults.ts'
import './faults.ts'

/** Transactions given up and never answered; beyond this the connection is too muddled to be trusted. */
const MOST_ABANDONED = 1_024
/** Holds many frames, so that one read empties the socket. One a connection, reused. */
const READ_BYTES = 4_096

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

interface Pending {
  readonly unit: number
  readonly pdu: Uint8Array
  readonly sentAt: number
  readonly timer: Timer
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: Fault) => void
}

/**
 * One Modbus TCP connection: transactions in, checked replies out. A transaction that timed out is deleted, and its
 * number is not used again until its late reply has come and gone: a late reply can meet no other request.
 */
export class ModbusSession {
  readonly #needs: SessionNeeds
  readonly #pending = new Map<number, Pending>()
  readonly #abandoned = new Set<number>()
  readonly #decoder: FrameDecoder
  #transaction = 0
  #silent = 0
  #socket: Socket | undefined
  #end: Fault | undefined
  /** Timeouts in a row after which the link is dead; more than the units behind it, so that dead ones blind no others. */
  silentAfter = 3

  constructor(needs: SessionNeeds) {
    this.#needs = needs
    this.#decoder = new FrameDecoder((transaction, unit, pdu) => this.#receive(transaction, unit, pdu))
  }

  get open(): boolean {
    return this.#socket !== undefined && this.#end === undefined
  }

  /** Dials once. Throws `modbus.link_lost`, or the signal's reason. */
  connect(signal: AbortSignal): Promise<void> {
    const { host, port } = this.#needs
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const buffer = Buffer.allocUnsafeSlow(READ_BYTES)
      const socket = dial({
        host,
        port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: 10_000,
        onread: { buffer, callback: (count, bytes) => this.#read(bytes, count) },
      })
      this.#socket = socket
      const abort = (): void => {
        this.#finish(new Fault('modbus.link_lost', { host, port, seen: 'given up while connecting' }))
        reject(signal.reason)
      }
      signal.addEventListener('abort', abort, { once: true })
      let connected = false
      socket.once('connect', () => {
        signal.removeEventListener('abort', abort)
        connected = true
        resolve()
      })
      let seen = 'closed by the device'
      socket.on('error', (error) => {
        seen = error.message
      })
      socket.once('close', () => {
        signal.removeEventListener('abort', abort)
        const own = this.#end !== undefined
        const reason = this.#finish(
          new Fault('modbus.link_lost', {
            host,
            port,
            seen: this.#decoder.partial ? `${seen} within an answer` : seen,
          }),
        )
        if (!connected) reject(reason)
        else if (!own) this.#needs.lost(reason)
      })
    })
  }

  /**
   * Sends one request when the medium is free and waits for its reply. Throws `modbus.timeout` and
   * `modbus.reply_malformed` (this request failed), `driver.link_silent` and `modbus.link_lost` (all did).
   */
  request(kind: TurnKind, unit: number, pdu: Uint8Array, signal?: AbortSignal): Promise<Reply> {
    return this.#needs.bus.turn(kind, () => this.#transact(unit, pdu), signal)
  }

  /** Idempotent. What was on its way is rejected with `modbus.link_lost`. */
  close(): Promise<void> {
    const socket = this.#socket
    const { host, port } = this.#needs
    this.#finish(new Fault('modbus.link_lost', { host, port, seen: 'closed by us' }))
    if (!socket || socket.closed) return Promise.resolve()
    return new Promise((resolve) => socket.once('close', () => resolve()))
  }

  #transact(unit: number, pdu: Uint8Array): Promise<Reply> {
    const { clock, counters, timeoutMs, host, port } = this.#needs
    return new Promise((resolve, reject) => {
      if (!this.#socket || this.#end) {
        reject(this.#end ?? new Fault('modbus.link_lost', { host, port, seen: 'never opened' }))
        return
      }
      const transaction = this.#nextTransaction()
      const frame = encodeFrame(transaction, unit, pdu)
      const timer = clock.after(timeoutMs, () => this.#timeOut(transaction))
      this.#pending.set(transaction, { unit, pdu, sentAt: clock.monotonic(), timer, resolve, reject })
      counters.bytesOut += frame.length
      this.#socket.write(frame)
    })
  }

  #nextTransaction(): number {
    do this.#transaction = (this.#transaction + 1) & 0xffff
    while (this.#pending.has(this.#transaction) || this.#abandoned.has(this.#transaction))
    return this.#transaction
  }

  #read(buffer: Uint8Array, count: number): boolean {
    this.#needs.counters.bytesIn += count
    try {
      this.#decoder.push(buffer.subarray(0, count))
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      this.#break(failure)
    }
    return true
  }

  #receive(transaction: number, unit: number, pdu: Uint8Array): void {
    const { clock, counters } = this.#needs
    const pending = this.#pending.get(transaction)
    if (!pending) {
      this.#abandoned.delete(transaction)
      counters.lateReplies++
      return
    }
    this.#pending.delete(transaction)
    pending.timer.cancel()
    this.#silent = 0
    const roundTrip = clock.monotonic() - pending.sentAt
    counters.roundTripMs = roundTrip
    try {
      if (unit !== pending.unit) {
        throw new Fault('modbus.reply_malformed', {
          expected: `an answer of unit ${pending.unit}`,
          seen: `one of unit ${unit}`,
        })
      }
      const exception = checkReply(pending.pdu, pdu)
      if (exception !== 0) counters.errors++
      // The bytes belong to the socket's read buffer and are overwritten by the next read.
      pending.resolve({ pdu: pdu.slice(), exception, time: clock.now() - Math.round(roundTrip * 500) })
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      counters.errors++
      this.#abandon(transaction)
      pending.reject(failure)
    }
  }

  #timeOut(transaction: number): void {
    const pending = this.#pending.get(transaction)
    if (!pending) return
    this.#pending.delete(transaction)
    this.#needs.counters.timeouts++
    this.#silent++
    if (this.#decoder.partial) {
      // What comes next would be read as the rest of this answer: the stream has lost its borders.
      const cut = new Fault('modbus.frame_malformed', { seen: 'an answer that stopped half-way' })
      pending.reject(cut)
      this.#break(cut)
      return
    }
    if (this.#silent >= this.silentAfter) {
      const silent = new Fault('driver.link_silent', { count: this.#silent })
      pending.reject(silent)
      this.#break(silent)
      return
    }
    pending.reject(
      new Fault('modbus.timeout', { function: pending.pdu[0]!, unit: pending.unit, ms: this.#needs.timeoutMs }),
    )
    this.#abandon(transaction)
  }

  #abandon(transaction: number): void {
    this.#abandoned.add(transaction)
    if (this.#abandoned.size > MOST_ABANDONED) {
      this.#break(new Fault('driver.link_silent', { count: this.#abandoned.size }))
    }
  }

  #break(reason: Fault): void {
    if (this.#end) return
    this.#finish(reason)
    this.#needs.lost(reason)
  }

  #finish(reason: Fault): Fault {
    if (this.#end) return this.#end
    this.#end = reason
    this.#socket?.destroy()
    for (const pending of this.#pending.values()) {
      pending.timer.cancel()
      pending.reject(reason)
    }
    this.#pending.clear()
    return reason
  }
}
