import { type Clock, Fault, type Micros, type Timer } from '@millrace/core'
import type { Dial, Line } from '../kit/line.ts'
import '../kit/faults.ts'
import { type Counted, countAnswer, countError, countLate, countTimeout } from '../kit/trace.ts'
import { type Answered, answerTo, encodeFrame, type Frame, FrameDecoder } from './codec.ts'

/** Longest wait for quiet; a line that babbles on is of no use. */
const LONGEST_DRAIN_MS = 5_000
/** Timeouts in a row, over all meters, after which a line that several share is opened anew. */
const DEAF_AFTER = 8

/** What one meter does on the line. */
export interface LineUser {
  readonly counters: Counted & { bytesIn: number; bytesOut: number }
  /** The line ended by itself. */
  lost(reason: Fault): void
}

/** One request and what is taken for its answer. */
export interface Question {
  /** For messages. */
  readonly name: string
  readonly frame: Frame
  /** What the answer must begin with. */
  readonly echo: Uint8Array
  readonly sequence?: number
  readonly timeoutMs: number
  readonly quietMs: number
}

export interface Reply {
  readonly answered: Answered
  /** Middle of request and reply. */
  readonly time: Micros
}

interface Pending {
  readonly question: Question
  readonly user: LineUser
  readonly sentAt: number
  readonly timer: Timer
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: Fault) => void
}

/**
 * The wire that meters share: one question at a time (the bus sees to that), and silence after whatever went wrong.
 * The protocol has no numbers for requests: what comes after a request was given up is dropped until the wire is quiet.
 */
export class MeterLine implements AsyncDisposable {
  readonly #place: string
  readonly #dial: Dial
  readonly #clock: Clock
  readonly #users = new Set<LineUser>()
  readonly #decoder: FrameDecoder
  #line: Line | undefined
  #opening: Promise<void> | undefined
  #pending: Pending | undefined
  #dirty = false
  #heardAt = Number.NEGATIVE_INFINITY
  #missed = 0

  constructor(place: string, dial: Dial, clock: Clock) {
    this.#place = place
    this.#dial = dial
    this.#clock = clock
    this.#decoder = new FrameDecoder({
      frame: (frame) => this.#receive(frame),
      malformed: (seen) => this.#malformed(seen),
    })
  }

  get open(): boolean {
    return this.#line !== undefined
  }

  /** Opens the line unless it is open. Throws `driver.link_lost`. */
  async join(user: LineUser, signal: AbortSignal): Promise<void> {
    this.#users.add(user)
    if (this.#line) return
    this.#opening ??= this.#openLine(signal).finally(() => {
      this.#opening = undefined
    })
    await this.#opening
    signal.throwIfAborted()
  }

  leave(user: LineUser): void {
    this.#users.delete(user)
    if (this.#pending?.user === user) this.#settle(this.#gone('closed by us'))
  }

  /** Waits for quiet if need be, asks, and waits for the answer; to be called within a turn of the bus. */
  async ask(user: LineUser, question: Question): Promise<Reply> {
    await this.#drain(question.quietMs)
    return new Promise((resolve, reject) => {
      if (!this.#line || !this.#users.has(user)) {
        reject(this.#gone('not open'))
        return
      }
      const timer = this.#clock.after(question.timeoutMs, () => this.#timeOut())
      this.#pending = { question, user, sentAt: this.#clock.monotonic(), timer, resolve, reject }
      this.#decoder.reset()
      const bytes = encodeFrame(question.frame)
      user.counters.bytesOut += bytes.length
      user.counters.trace?.frame('out', bytes)
      this.#line.write(bytes)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const line = this.#line
    this.#line = undefined
    this.#settle(this.#gone('closed by us'))
    await line?.close()
  }

  async #openLine(signal: AbortSignal): Promise<void> {
    this.#decoder.reset()
    this.#dirty = false
    this.#missed = 0
    let ended: string | undefined
    let line: Line | undefined
    line = await this.#dial(
      {
        read: (bytes) => this.#read(bytes),
        ended: (seen) => {
          ended = seen
          if (line && this.#line === line) this.#end(this.#gone(seen))
        },
      },
      signal,
    )
    if (ended !== undefined) throw this.#gone(ended)
    this.#line = line
  }

  #gone(seen: string): Fault {
    return new Fault('driver.link_lost', { place: this.#place, seen })
  }

  /** The line is of no more use to anyone. */
  #end(reason: Fault): void {
    const line = this.#line
    this.#line = undefined
    this.#settle(reason)
    void line?.close()
    for (const user of [...this.#users]) user.lost(reason)
  }

  /** Drops what comes until nothing did for a while, if the last request was left open. */
  async #drain(quietMs: number): Promise<void> {
    if (!this.#dirty) return
    const begun = this.#clock.monotonic()
    for (;;) {
      const wait = Math.max(this.#heardAt, begun) + quietMs - this.#clock.monotonic()
      if (wait <= 0) break
      if (this.#clock.monotonic() - begun > LONGEST_DRAIN_MS) {
        this.#end(new Fault('driver.frame_malformed', { expected: 'a quiet line', seen: 'bytes without end' }))
        return
      }
      await this.#clock.sleep(wait)
    }
    this.#decoder.reset()
    this.#dirty = false
  }

  #read(bytes: Uint8Array): void {
    this.#heardAt = this.#clock.monotonic()
    const { user } = this.#pending ?? {}
    if (user) {
      user.counters.bytesIn += bytes.length
      user.counters.trace?.frame('in', bytes, true)
    }
    if (this.#dirty || !this.#pending) {
      for (const { counters } of this.#users) countLate(counters)
      this.#dirty = true
      return
    }
    this.#decoder.push(bytes)
  }

  #receive(frame: Frame): void {
    const pending = this.#pending
    if (!pending) return
    const { question, user, sentAt } = pending
    try {
      const answered = answerTo(question.frame, frame, question.echo, question.sequence)
      if (!answered) {
        countLate(user.counters)
        return
      }
      const roundTrip = this.#clock.monotonic() - sentAt
      countAnswer(user.counters, roundTrip)
      this.#missed = 0
      this.#take()?.resolve({ answered, time: this.#clock.now() - Math.round(roundTrip * 500) })
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      this.#dirty = true
      countError(user.counters, failure.code)
      this.#settle(failure)
    }
  }

  #malformed(seen: string): void {
    if (!this.#pending) return
    this.#dirty = true
    countError(this.#pending.user.counters, 'driver.reply_malformed')
    this.#settle(new Fault('driver.reply_malformed', { expected: 'a whole frame', seen }))
  }

  #timeOut(): void {
    const { question, user } = this.#pending!
    this.#dirty = true
    this.#missed++
    countTimeout(user.counters)
    this.#settle(new Fault('driver.timeout', { asked: question.name, ms: question.timeoutMs }))
    if (this.#missed >= Math.max(DEAF_AFTER, this.#users.size * 2)) {
      this.#end(new Fault('driver.link_silent', { count: this.#missed }))
    }
  }

  #take(): Pending | undefined {
    const pending = this.#pending
    this.#pending = undefined
    pending?.timer.cancel()
    return pending
  }

  #settle(reason: Fault): void {
    this.#take()?.reject(reason)
  }
}
