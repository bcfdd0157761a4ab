import { type Clock, type Closable, Fault, type Log, type SampleBatch, type Timer } from '@millrace/core'
import { type Interval, IntervalSet } from '@millrace/wire'
import type { RecordBuffer } from '../buffer/buffer.ts'
import { BufferReader } from '../buffer/buffer-reader.ts'
import '../buffer/faults.ts'

const PUMP_MS = 50
/** A record that was sent and is not covered after one to two of these is sent again. */
const FORGET_MS = 10_000
/** A host that confirmed nothing for so long never will: what was sent to it is settled. */
const STRANGER_MS = 60_000
/** Records that may be looked at in one turn of the replay: reading must not hold up the live values. */
const MOST_RECORDS_A_TURN = 200

/** Where records leave: a session with a host. */
export interface Outlet {
  /** False: the record was not taken, and is to be sent later. */
  send(record: { device: number; batch: SampleBatch; position: number; historical: boolean }): boolean
  /** Bytes that wait for the network. */
  readonly backlog: number
}

export interface ForwardNeeds {
  readonly buffer: RecordBuffer
  readonly clock: Clock
  readonly log: Log
  readonly replayValuesPerSecond: number
  /** Name of the host, to remember that it confirms; empty if nobody is waited for. */
  readonly host: string
}

/** Live values wait for nothing but a stuck network; the replay leaves it a quarter. */
const MOST_LIVE_BACKLOG = 4 * 1024 * 1024
const MOST_REPLAY_BACKLOG = 1024 * 1024

/**
 * Brings records to the host: new ones at once, older ones that it does not have beneath a rate, oldest first. What is
 * sent stays in the buffer until the host says that it stored it; what it does not say in time is sent again.
 */
export class Forwarder implements Closable {
  readonly #needs: ForwardNeeds
  readonly #reader: BufferReader
  #timers: readonly Timer[] = []
  #outlet: Outlet | undefined
  #began = 0
  #sentNow = new IntervalSet()
  #sentBefore = new IntervalSet()
  #confirmed = false
  #tokens = 0
  #refilled = 0
  #replayed = 0

  constructor(needs: ForwardNeeds) {
    this.#needs = needs
    this.#reader = new BufferReader(needs.buffer)
  }

  /** Values replayed since the start. */
  get replayed(): number {
    return this.#replayed
  }

  /** True while there is nothing that the host lacks and that was not sent. */
  get idle(): boolean {
    return this.#missing() === undefined
  }

  /** Stores a record, then sends it if there is a session with room. */
  take(device: number, batch: SampleBatch): void {
    const position = this.#needs.buffer.append(device, batch)
    const outlet = this.#outlet
    if (!outlet || outlet.backlog > MOST_LIVE_BACKLOG) return
    if (outlet.send({ device, batch, position, historical: false })) this.#sentNow.add(position, position + 1)
  }

  /** A session stands: live values go at once, the rest from now on. A rebirth within a session changes nothing. */
  begin(outlet: Outlet): void {
    if (this.#outlet) return
    this.#outlet = outlet
    this.#began = this.#needs.clock.monotonic()
    this.#refilled = this.#began
    this.#tokens = 0
    this.#confirmed = this.#needs.buffer.confirmedBy === this.#needs.host
    const { clock } = this.#needs
    this.#timers = [clock.every(PUMP_MS, () => this.#replay()), clock.every(FORGET_MS, () => this.#forget())]
  }

  /** The session is gone, and with it whatever was on its way. */
  end(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#timers = []
    this.#outlet = undefined
    this.#sentNow = new IntervalSet()
    this.#sentBefore = new IntervalSet()
  }

  /** The host stored these positions. */
  stored(stream: string, intervals: Iterable<Interval>): void {
    const { buffer, host, log } = this.#needs
    if (stream !== buffer.stream) {
      log.warn('confirmation of another buffer ignored', { stream })
      return
    }
    this.#confirmed = true
    buffer.rememberConfirming(host)
    buffer.cover(intervals)
  }

  close(): void {
    this.end()
    this.#reader.close()
  }

  #missing(): number | undefined {
    const { buffer } = this.#needs
    return buffer.missing([buffer.covered, this.#sentNow, this.#sentBefore])
  }

  #replay(): void {
    const outlet = this.#outlet
    if (!outlet) return
    const { clock, replayValuesPerSecond: rate, buffer } = this.#needs
    const now = clock.monotonic()
    // One tenth of a second may be saved up: a pause does not end in a burst.
    this.#tokens = Math.min(this.#tokens + (rate * (now - this.#refilled)) / 1000, rate / 10)
    this.#refilled = now
    for (let turn = 0; turn < MOST_RECORDS_A_TURN; turn++) {
      if (this.#tokens <= 0 || outlet !== this.#outlet || outlet.backlog > MOST_REPLAY_BACKLOG) return
      const missing = this.#missing()
      if (missing === undefined) return
      const skip = (position: number): boolean =>
        buffer.covered.has(position) || this.#sentNow.has(position) || this.#sentBefore.has(position)
      if (!this.#reader.head || this.#reader.head.position >= missing) this.#reader.seek(missing)
      let batch: SampleBatch
      try {
        if (!this.#reader.next(skip)) throw new Fault('edge_buffer.record_malformed', { seen: 'none' })
        batch = this.#reader.samples()
      } catch (reason) {
        buffer.giveUp(this.#reader.head?.position ?? missing, reason)
        continue
      }
      const { position, device, values } = this.#reader.head!
      if (!outlet.send({ device, batch, position, historical: true })) return
      this.#sentNow.add(position, position + 1)
      this.#tokens -= values
      this.#replayed += values
    }
  }

  #forget(): void {
    const { clock, buffer } = this.#needs
    if (!this.#confirmed) {
      if (clock.monotonic() - this.#began < STRANGER_MS) return
      buffer.cover(this.#sentBefore)
    }
    this.#sentBefore = this.#sentNow
    this.#sentNow = new IntervalSet()
  }
}
