import { type Clock, Fault, type Micros, type Timer } from '@millrace/core'
import type { Bus, TurnKind } from './bus.ts'
import type { DriverCounters } from './driver.ts'
import type { Dial, Line } from './line.ts'
import { countAnswer, countError, countLate, countTimeout } from './trace.ts'
import './faults.ts'

/** Requests given up and never answered; beyond this the connection is too muddled to be trusted. */
const MOST_ABANDONED = 1_024
/** Timeouts in a row after which the link is dead, unless told otherwise. */
const SILENT_AFTER = 3

/** A whole frame and the number of the request that it answers; the bytes are valid until the call returns. */
export type FrameSink = (id: number, frame: Uint8Array) => void

/** Cuts a byte stream into frames, however the network cut it. Holds at most one unfinished frame. */
export interface Framing {
  /** Throws `driver.frame_malformed` when the stream cannot be this protocol: nothing after it can be trusted. */
  push(chunk: Uint8Array): void
  /** True in the middle of a frame. */
  readonly partial: boolean
}

export interface ExchangeNeeds {
  /** What is talked to, for messages: host:port. */
  readonly place: string
  readonly dial: Dial
  readonly framing: (sink: FrameSink) => Framing
  /**
   * How many numbers the protocol has for requests. With 1 (it has none) a request without an answer ends the link:
   * its late answer could be taken for that of another.
   */
  readonly ids: number
  readonly timeoutMs: number
  readonly clock: Clock
  readonly bus: Bus
  readonly counters: DriverCounters
  /** Called once when an open connection ends by itself. */
  readonly lost: (reason: Fault) => void
  /** Frames that answer nothing, because the device speaks unasked. Without it they count as late replies. */
  readonly unasked?: (frame: Uint8Array) => void
}

/** One request: how it looks on the wire, and what its answer must be. */
export interface Ask {
  /** For messages: `function 3 of unit 1`. */
  readonly name: string
  encode(id: number): Uint8Array
  /** Throws `driver.reply_malformed` if the frame cannot be the answer. */
  check(frame: Uint8Array): void
}

export interface Answer {
  /** A copy: it stays valid. */
  readonly frame: Uint8Array
  /** Middle of request and reply: the source time of what was read. */
  readonly time: Micros
}

interface Pending {
  readonly ask: Ask
  readonly sentAt: number
  readonly timer: Timer
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: Fault) => void
}

/**
 * Requests and answers over one line. A request that timed out is deleted, and its number is not used again until its
 * late reply has come and gone: a late reply can meet no other request.
 */
export class Exchange {
  readonly #needs: ExchangeNeeds
  readonly #pending = new Map<number, Pending>()
  readonly #abandoned = new Set<number>()
  readonly #framing: Framing
  #id = 0
  #silent = 0
  #line: Line | undefined
  #end: Fault | undefined
  /** Timeouts in a row after which the link is dead; more than the stations behind it, so that dead ones blind no others. */
  silentAfter = SILENT_AFTER

  constructor(needs: ExchangeNeeds) {
    this.#needs = needs
    this.#framing = needs.framing((id, frame) => this.#receive(id, frame))
  }

  get open(): boolean {
    return this.#line !== undefined && this.#end === undefined
  }

  /** Dials once. Throws `driver.link_lost`, or the signal's reason. */
  async connect(signal: AbortSignal): Promise<void> {
    const { place, dial, lost } = this.#needs
    const line = await dial(
      {
        read: (bytes) => this.#read(bytes),
        ended: (seen) => {
          const own = this.#end !== undefined
          const reason = this.#finish(this.#gone(this.#framing.partial ? `${seen} within an answer` : seen))
          if (!own) lost(reason)
        },
      },
      signal,
    )
    if (this.#end) {
      await line.close()
      throw this.#end
    }
    this.#line = line
    if (signal.aborted) {
      this.#finish(new Fault('driver.link_lost', { place, seen: 'given up while connecting' }))
      throw signal.reason
    }
  }

  /**
   * Sends one request when the medium is free and waits for its answer. Throws `driver.timeout` and
   * `driver.reply_malformed` (this request failed), `driver.link_silent` and `driver.link_lost` (all did).
   */
  request(kind: TurnKind, ask: Ask, signal?: AbortSignal): Promise<Answer> {
    return this.#needs.bus.turn(kind, () => this.#transact(ask), signal)
  }

  /** What needs no answer, when it has its turn or at once. Throws `driver.link_lost`. */
  send(bytes: Uint8Array): void {
    if (!this.#line || this.#end) throw this.#end ?? this.#gone('never opened')
    const { counters } = this.#needs
    counters.bytesOut += bytes.length
    counters.trace?.frame('out', bytes)
    this.#line.write(bytes)
  }

  /** Ends the link for a reason of the protocol; what waits is rejected with it, and `lost` is told. */
  break(reason: Fault): void {
    if (this.#end) return
    this.#finish(reason)
    this.#needs.lost(reason)
  }

  /** Idempotent. What was on its way is rejected with `driver.link_lost`. */
  async close(): Promise<void> {
    this.#finish(this.#gone('closed by us'))
    await this.#line?.close()
  }

  #gone(seen: string): Fault {
    return new Fault('driver.link_lost', { place: this.#needs.place, seen })
  }

  #transact(ask: Ask): Promise<Answer> {
    const { clock, timeoutMs } = this.#needs
    return new Promise((resolve, reject) => {
      if (!this.#line || this.#end) {
        reject(this.#end ?? this.#gone('never opened'))
        return
      }
      const id = this.#nextId()
      const bytes = ask.encode(id)
      const timer = clock.after(timeoutMs, () => this.#timeOut(id))
      this.#pending.set(id, { ask, sentAt: clock.monotonic(), timer, resolve, reject })
      this.send(bytes)
    })
  }

  #nextId(): number {
    const { ids } = this.#needs
    do this.#id = (this.#id + 1) % ids
    while (ids > 1 && (this.#pending.has(this.#id) || this.#abandoned.has(this.#id)))
    return this.#id
  }

  #read(bytes: Uint8Array): void {
    if (this.#end) return
    const { counters } = this.#needs
    counters.bytesIn += bytes.length
    counters.trace?.frame('in', bytes, this.#framing.partial)
    try {
      this.#framing.push(bytes)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      this.break(failure)
    }
  }

  #receive(id: number, frame: Uint8Array): void {
    const { clock, counters, unasked } = this.#needs
    const pending = this.#pending.get(id)
    if (!pending) {
      if (this.#abandoned.delete(id) || !unasked) countLate(counters)
      else unasked(frame)
      return
    }
    this.#pending.delete(id)
    pending.timer.cancel()
    this.#silent = 0
    const roundTrip = clock.monotonic() - pending.sentAt
    countAnswer(counters, roundTrip)
    try {
      pending.ask.check(frame)
      // The bytes lie in the read buffer of the line, which the next read overwrites; slices of a Buffer are no copies.
      pending.resolve({ frame: Uint8Array.from(frame), time: clock.now() - Math.round(roundTrip * 500) })
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      countError(counters, failure.code)
      pending.reject(failure)
      this.#abandon(id, failure)
    }
  }

  #timeOut(id: number): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#pending.delete(id)
    countTimeout(this.#needs.counters)
    this.#silent++
    if (this.#framing.partial) {
      // What comes next would be read as the rest of this answer: the stream has lost its borders.
      const cut = new Fault('driver.frame_malformed', { expected: 'a whole answer', seen: 'one that stopped half-way' })
      pending.reject(cut)
      this.break(cut)
      return
    }
    if (this.#silent >= this.silentAfter) {
      const silent = new Fault('driver.link_silent', { count: this.#silent })
      pending.reject(silent)
      this.break(silent)
      return
    }
    const late = new Fault('driver.timeout', { asked: pending.ask.name, ms: this.#needs.timeoutMs })
    pending.reject(late)
    this.#abandon(id, late)
  }

  #abandon(id: number, reason: Fault): void {
    if (this.#needs.ids === 1) {
      this.break(reason)
      return
    }
    this.#abandoned.add(id)
    if (this.#abandoned.size > Math.min(MOST_ABANDONED, this.#needs.ids / 2)) {
      this.break(new Fault('driver.link_silent', { count: this.#abandoned.size }))
    }
  }

  #finish(reason: Fault): Fault {
    if (this.#end) return this.#end
    this.#end = reason
    void this.#line?.close()
    for (const pending of this.#pending.values()) {
      pending.timer.cancel()
      pending.reject(reason)
    }
    this.#pending.clear()
    return reason
  }
}
