import type { Clock, Micros } from '@millrace/core'
import { RecentTimes } from './recent-times.ts'

const MOST_FRAMES = 20
/** Of a longer frame the beginning is kept. */
const MOST_FRAME_BYTES = 512
const MOST_ROUND_TRIPS = 256
/** Kinds of failures; those of more kinds than any protocol has are counted together. */
const MOST_KINDS = 64
/** Slots grow in steps, so that frames of about one length reuse them. */
const SLOT_STEP = 64

export type Direction = 'in' | 'out'

/** What went over the line at once: a frame, or several that came together. */
export interface TracedFrame {
  readonly time: Micros
  readonly direction: Direction
  /** As much as was kept; empty where a library speaks the protocol. */
  readonly bytes: Uint8Array
  /** How long it was on the line. */
  readonly length: number
  /** What was asked or answered, in words, where a library speaks the protocol. */
  readonly words?: string
}

/** Failures of one kind. */
export interface FailureCount {
  /** A fault's code, or the protocol's own kind: `driver.timeout`, `modbus.exception`. */
  readonly code: string
  /** The device's own code and what it means: `2 illegal data address`. */
  readonly detail: string
  readonly count: number
  readonly last: Micros
}

/** The counters that failures and answers go to. */
export interface Counted {
  timeouts: number
  errors: number
  /** Replies that came after their request had been given up: thrown away, never believed. */
  lateReplies: number
  /** Gauge: the last round trip, ms. */
  roundTripMs: number
  /** Lent by the supervisor once the driver is made: what is counted is told there in more detail. */
  trace?: Trace
}

interface Slot {
  time: Micros
  direction: Direction
  bytes: Uint8Array
  kept: number
  length: number
  words: string | undefined
}

/**
 * What a device's last requests looked like: the last frames as they were on the line, how long answers took, what
 * failed. It outlives connections, for what broke one is what somebody wants to see. Decoded only when asked.
 */
export class Trace {
  readonly roundTrips = new RecentTimes(MOST_ROUND_TRIPS)
  readonly #clock: Clock
  readonly #slots: Slot[] = []
  /** Failures of every kind. */
  failures = 0
  readonly #kinds = new Map<string, { code: string; detail: string; count: number; last: Micros }>()
  #count = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `continues`: the bytes go on with what came before, as a stream cuts a frame where it likes. */
  frame(direction: Direction, bytes: Uint8Array, continues = false): void {
    const last = this.#slots[(this.#count - 1) % MOST_FRAMES]
    if (continues && last?.direction === direction && last.words === undefined) {
      fill(last, bytes)
      return
    }
    const slot = this.#next(direction)
    slot.kept = 0
    slot.length = 0
    slot.words = undefined
    fill(slot, bytes)
  }

  /** For drivers on a library: what was asked or answered, without any secret. */
  words(direction: Direction, words: string): void {
    const slot = this.#next(direction)
    slot.kept = 0
    slot.length = 0
    slot.words = words
  }

  failed(code: string, detail = ''): void {
    let kind = this.#kinds.get(`${code} ${detail}`)
    if (!kind) {
      if (this.#kinds.size >= MOST_KINDS && detail !== '') {
        this.failed(code)
        return
      }
      kind = { code, detail, count: 0, last: 0 }
      this.#kinds.set(`${code} ${detail}`, kind)
    }
    kind.count++
    this.failures++
    kind.last = this.#clock.now()
  }

  /** The last frames, the oldest first. */
  frames(): TracedFrame[] {
    const oldest = Math.max(0, this.#count - MOST_FRAMES)
    return Array.from({ length: this.#count - oldest }, (_, i) => {
      const { time, direction, bytes, kept, length, words } = this.#slots[(oldest + i) % MOST_FRAMES]!
      return { time, direction, length, bytes: bytes.slice(0, kept), ...(words === undefined ? {} : { words }) }
    })
  }

  /** By how often, most first. */
  failuresByKind(): FailureCount[] {
    return [...this.#kinds.values()].map((kind) => ({ ...kind })).sort((a, b) => b.count - a.count)
  }

  #next(direction: Direction): Slot {
    const at = this.#count % MOST_FRAMES
    this.#count++
    const time = this.#clock.now()
    const slot = this.#slots[at]
    if (slot) {
      slot.time = time
      slot.direction = direction
      return slot
    }
    const made: Slot = { time, direction, bytes: new Uint8Array(0), kept: 0, length: 0, words: undefined }
    this.#slots[at] = made
    return made
  }
}

function fill(slot: Slot, bytes: Uint8Array): void {
  slot.length += bytes.length
  const kept = Math.min(slot.kept + bytes.length, MOST_FRAME_BYTES)
  if (kept > slot.bytes.length) {
    const grown = new Uint8Array(Math.ceil(kept / SLOT_STEP) * SLOT_STEP)
    grown.set(slot.bytes.subarray(0, slot.kept))
    slot.bytes = grown
  }
  const room = kept - slot.kept
  slot.bytes.set(room === bytes.length ? bytes : bytes.subarray(0, room), slot.kept)
  slot.kept = kept
}

/** A request was answered after so many ms. */
export function countAnswer(counters: Counted, ms: number): void {
  counters.roundTripMs = ms
  counters.trace?.roundTrips.add(ms)
}

export function countTimeout(counters: Counted): void {
  counters.timeouts++
  counters.trace?.failed('driver.timeout')
}

export function countLate(counters: Counted): void {
  counters.lateReplies++
  counters.trace?.failed('driver.late_reply')
}

/** A request that failed otherwise. `detail`: the device's own code and what it means. */
export function countError(counters: Counted, code: string, detail?: string): void {
  counters.errors++
  counters.trace?.failed(code, detail)
}
