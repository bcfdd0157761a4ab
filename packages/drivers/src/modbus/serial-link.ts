import { type Clock, Fault, type Timer } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import type { Dial } from '../kit/line.ts'
import { SharedLine } from '../kit/shared-line.ts'
import { checkReply, encodeEcho, encodeRead, exceptionName, FunctionCode, replyBytes } from './codec.ts'
import type { SerialFraming, SerialReader } from './framing.ts'
import { LineTimes, type UnitState } from './line-times.ts'
import type { Reply } from './session.ts'
import './faults.ts'
import { countAnswer, countError, countLate, countTimeout } from '../kit/trace.ts'

/** All bytes of an answer are there and are none: after this without another, the request has failed, ms. */
const GARBLED_MS = 50
/** A unit that leaves echoes unanswered is in step again after so many timeouts without a word from it. */
const QUIET_TIMEOUTS = 5
const ECHO_MISSES = 2
/** A sign of life is waited for no longer, ms: three of them fit into the time for a connection. */
const PROBE_MS = 1_500

export interface SerialLinkNeeds {
  /** What is talked to, for messages: the port, or the tunnel's host:port. */
  readonly place: string
  readonly dial: Dial
  readonly framing: SerialFraming
  /** Baud rate, parity and the like: who shares the line must want the same. */
  readonly settings: string
  /** Time that one byte takes on the wire, ms; 0 if it is not known. */
  readonly msPerByte: number
  readonly clock: Clock
  readonly bus: Bus
}

const unquiet = new Fault('driver.reply_malformed', {
  expected: 'a unit that is quiet until it is asked',
  seen: 'an answer that nobody waits for',
})

/** Someone who speaks on the line. */
export interface LinkUser {
  readonly timeoutMs: number
  readonly counters: DriverCounters
  /** Called once when the line ends by itself while it was open. */
  lost(reason: Fault): void
}

interface Pending {
  readonly user: LinkUser
  readonly state: UnitState
  readonly pdu: Uint8Array
  readonly sentAt: number
  readonly waitMs: number
  readonly timer: Timer
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: Fault) => void
}

/**
 * One serial line, shared by everyone who speaks on it. Modbus has no transaction numbers here: after anything but a
 * right answer, a unit is asked for an echo of fresh data before anything else, and whatever it says before that echo
 * is thrown away. A unit's silence is its own; only the line's end is everyone's.
 */
export class SerialLink implements AsyncDisposable {
  readonly #needs: SerialLinkNeeds
  readonly #times: LineTimes
  readonly #reader: SerialReader
  readonly #users = new Set<LinkUser>()
  readonly #line: SharedLine
  #pending: Pending | undefined
  #garbled: Timer | undefined
  #silent = 0
  #echo = Math.floor(Math.random() * 0x1_0000)

  constructor(needs: SerialLinkNeeds) {
    this.#needs = needs
    this.#times = new LineTimes(needs.clock)
    const { place, dial, clock } = needs
    this.#line = new SharedLine({
      place,
      dial,
      clock,
      read: (bytes) => this.#read(bytes),
      ended: (reason) => this.#finish(reason),
    })
    this.#reader = needs.framing.replies({
      frame: (frame) => this.#receive(frame),
      wants: (frame) => this.#answers(frame),
    })
  }

  /** Opens the line if it is not. Throws `driver.link_lost`, `modbus.line_differs` or the signal's reason. */
  async join(user: LinkUser, { framing, settings }: SerialLinkNeeds, signal: AbortSignal): Promise<void> {
    const { place } = this.#needs
    if (settings !== this.#needs.settings || framing !== this.#needs.framing)
      throw new Fault('modbus.line_differs', { place, expected: this.#needs.settings, seen: settings })
    await this.#line.open(signal)
    this.#users.add(user)
  }

  /** What this user waits for is rejected; the line stays as it is. */
  leave(user: LinkUser): void {
    this.#users.delete(user)
    if (this.#pending?.user === user) this.#settle()?.reject(this.#gone('closed by us'))
  }

  /** Asks the unit for a sign of life, when nobody else needs the line. Throws `driver.timeout` and what `request` throws. */
  probe(user: LinkUser, unit: number, signal: AbortSignal): Promise<void> {
    const state = this.#times.unit(unit)
    const waitMs = Math.min(PROBE_MS, this.#times.short(state, user.timeoutMs))
    // Not every device answers function 8; any answer to a read, were it a refusal, is a sign of life as well. Among
    // neighbours one way is tried at a time, alone on the line both are.
    const alone = this.#users.size <= 1
    const byRead = !state.answersEcho && !alone && (state.ignoresEcho || state.probes % 2 === 1)
    state.probes++
    return this.#needs.bus.turn(
      'probe',
      async () => {
        if (!byRead) {
          try {
            return await this.#synchronise(user, state, waitMs)
          } catch (reason) {
            if (!alone || state.answersEcho || !isTimeout(reason)) throw reason
          }
        }
        await this.#transact(user, state, encodeRead(FunctionCode.readHoldingRegisters, 0, 1), waitMs)
        state.inSync = false
        // One echo may have been lost to noise: it takes two to say that the unit ignores them.
        if (!byRead || !state.ignoresEcho) await this.#tryEcho(user, state, waitMs)
      },
      signal,
    )
  }

  /** One request and its answer. Throws `driver.timeout`, `driver.reply_malformed`, or `driver.link_lost` for the line. */
  async request(
    user: LinkUser,
    kind: TurnKind,
    { unit, pdu }: { readonly unit: number; readonly pdu: Uint8Array },
    signal?: AbortSignal,
  ): Promise<Reply> {
    const state = this.#times.unit(unit)
    if (!state.inSync && state.ignoresEcho) await this.#quiet(user, state, signal)
    const { timeoutMs } = user
    const patient = (): boolean => this.#users.size <= 1 || this.#times.patient(timeoutMs)
    // A unit that does not answer costs its neighbours no more than a probe.
    const probes = kind === 'read' && state.misses >= (patient() ? 2 : 1)
    const waitMs = (): number =>
      this.#users.size <= 1 || kind === 'write' || (state.misses === 0 && patient())
        ? timeoutMs
        : this.#times.short(state, timeoutMs)
    return this.#needs.bus.turn(
      probes ? 'probe' : kind,
      async () => {
        if (!state.inSync) {
          if (state.ignoresEcho) throw unquiet
          await this.#synchronise(user, state, waitMs())
        }
        return this.#transact(user, state, pdu, waitMs())
      },
      signal,
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = this.#line.close()
    this.#finish(this.#gone('closed by us'))
    await closed
  }

  /** The echo of fresh data: what the unit says before it belongs to requests that were given up. */
  async #synchronise(user: LinkUser, state: UnitState, waitMs: number): Promise<void> {
    this.#echo = (this.#echo + 1) & 0xffff
    try {
      await this.#transact(user, state, encodeEcho(this.#echo), waitMs)
      state.answersEcho = true
      state.ignoresEcho = false
      state.echoMisses = 0
    } catch (reason) {
      if (!state.answersEcho && ++state.echoMisses >= ECHO_MISSES) state.ignoresEcho = true
      throw reason
    }
  }

  async #tryEcho(user: LinkUser, state: UnitState, waitMs: number): Promise<void> {
    try {
      await this.#synchronise(user, state, waitMs)
    } catch (reason) {
      if (!isTimeout(reason)) throw reason
      state.ignoresEcho = true
    }
  }

  /** Waits, without holding the line, until the unit has had time enough to say whatever it still might. */
  async #quiet(user: LinkUser, state: UnitState, signal: AbortSignal | undefined): Promise<void> {
    const { clock } = this.#needs
    for (;;) {
      const leftMs = state.lastAt + QUIET_TIMEOUTS * user.timeoutMs - clock.monotonic()
      if (leftMs <= 0) break
      await clock.sleep(leftMs, signal)
    }
    state.inSync = true
  }

  #transact(user: LinkUser, state: UnitState, pdu: Uint8Array, waitMs: number): Promise<Reply> {
    const { clock, framing, msPerByte } = this.#needs
    if (!this.#line.isOpen) return Promise.reject(this.#gone('not open'))
    const bytes = framing.encode(state.unit, pdu)
    const wireMs = msPerByte * (bytes.length + framing.wireBytes(replyBytes(pdu)))
    return new Promise((resolve, reject) => {
      this.#reader.clear()
      state.inSync = false
      state.counters = user.counters
      const sentAt = clock.monotonic()
      state.lastAt = sentAt
      const timer = clock.after(waitMs + wireMs, () => this.#timeOut())
      this.#pending = { user, state, pdu, sentAt, waitMs: waitMs + wireMs, timer, resolve, reject }
      user.counters.bytesOut += bytes.length
      user.counters.trace?.frame('out', bytes)
      this.#line.write(bytes)
    })
  }

  #read(bytes: Uint8Array): void {
    const pending = this.#pending
    if (pending) {
      const { counters } = pending.user
      counters.bytesIn += bytes.length
      counters.trace?.frame('in', bytes, true)
    }
    this.#reader.push(bytes)
    this.#garbled?.cancel()
    this.#garbled = undefined
    if (!pending || pending !== this.#pending || this.#reader.noise === 0) return
    const whole = this.#reader.noise >= this.#needs.framing.wireBytes(replyBytes(pending.pdu))
    const waitMs = whole ? GARBLED_MS : 2 * this.#times.short(pending.state, pending.waitMs)
    if (waitMs < pending.waitMs) this.#garbled = this.#needs.clock.after(waitMs, () => this.#fail(pending))
  }

  #answers(frame: Uint8Array): boolean {
    const pending = this.#pending
    if (!pending || frame[0] !== pending.state.unit) return false
    try {
      checkReply(pending.pdu, frame.subarray(1))
      return true
    } catch (failure) {
      if (failure instanceof Fault) return false
      throw failure
    }
  }

  #receive(frame: Uint8Array): void {
    const pending = this.#pending
    const state = this.#times.unit(frame[0]!)
    this.#silent = 0
    if (pending?.state !== state) {
      this.#stray(state, frame)
      return
    }
    const { clock } = this.#needs
    const { counters } = pending.user
    try {
      const exception = checkReply(pending.pdu, frame.subarray(1))
      this.#settle()
      const roundTrip = clock.monotonic() - pending.sentAt
      countAnswer(counters, roundTrip)
      if (exception !== 0 && pending.pdu[0] !== FunctionCode.diagnostics)
        countError(counters, 'modbus.exception', `${exception} ${exceptionName(exception)}`)
      this.#times.answered(state, roundTrip)
      state.inSync = true
      state.misses = 0
      pending.resolve({ pdu: frame.slice(1), exception, time: clock.now() - Math.round(roundTrip * 500) })
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      // Before its echo the unit may still answer what was asked earlier.
      if (pending.pdu[0] === FunctionCode.diagnostics) countLate(counters)
      else {
        this.#settle()
        countError(counters, failure.code)
        pending.reject(failure)
      }
    }
  }

  /** A frame that nobody waits for: a late answer, or a second one. */
  #stray(state: UnitState, frame: Uint8Array): void {
    const { clock } = this.#needs
    if (state.counters) countLate(state.counters)
    if (!state.inSync) this.#times.late(state)
    if ((frame[1]! & 0x7f) === FunctionCode.diagnostics) {
      state.answersEcho = true
      state.ignoresEcho = false
    }
    state.inSync = false
    state.lastAt = clock.monotonic()
  }

  #timeOut(): void {
    const pending = this.#settle()
    if (!pending) return
    const { user, state, pdu, waitMs } = pending
    countTimeout(user.counters)
    state.misses++
    this.#times.inVain(waitMs, user.timeoutMs)
    pending.reject(
      new Fault('driver.timeout', { asked: `function ${pdu[0]} of unit ${state.unit}`, ms: Math.round(waitMs) }),
    )
    // Nobody at all has answered for long: a tunnel whose far end is gone looks like that.
    if (++this.#silent > 2 * this.#users.size + 2)
      this.#finish(new Fault('driver.link_silent', { count: this.#silent }))
  }

  /** Bytes came, and then no more; no frame was among them. */
  #fail(pending: Pending): void {
    if (this.#pending !== pending) return
    this.#settle()
    countError(pending.user.counters, 'modbus.checksum')
    const { framing } = this.#needs
    pending.reject(
      new Fault('driver.reply_malformed', {
        expected: `${framing.wireBytes(replyBytes(pending.pdu))} bytes with a right checksum`,
        seen: `${this.#reader.noise} bytes without`,
      }),
    )
  }

  #settle(): Pending | undefined {
    const pending = this.#pending
    pending?.timer.cancel()
    this.#garbled?.cancel()
    this.#garbled = undefined
    this.#pending = undefined
    return pending
  }

  #gone(seen: string): Fault {
    return new Fault('driver.link_lost', { place: this.#needs.place, seen })
  }

  /** The line has ended for everyone. */
  #finish(reason: Fault): void {
    this.#silent = 0
    this.#settle()?.reject(reason)
    void this.#line.drop()
    const users = [...this.#users]
    this.#users.clear()
    for (const user of users) user.lost(reason)
  }
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Fault && reason.code === 'driver.timeout'
}
