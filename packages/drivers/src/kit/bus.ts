import { type Clock, Fault, type Timer } from '@millrace/core'
import './faults.ts'

/** What a medium bears. */
export interface BusLimits {
  /** Requests on the wire at a time; 1 for a serial line and for most controllers. */
  readonly inFlight: number
  /** Silence to keep between one answer and the next request, ms. */
  readonly turnaroundMs: number
}

/** A probe asks whether a silent station is back. */
export type TurnKind = 'read' | 'write' | 'probe'

/** Waiting turns beyond this are refused with `driver.bus_full`; whoever asked hears it at once. */
const MOST_WRITES = 256
const MOST_READS = 4_096
/** Of the time on the medium, what probes may take while others wait: stations that are off cost the others no more. */
const PROBE_SHARE = 0.05

interface Waiting {
  readonly start: () => void
}

/**
 * One physical medium: a serial line, a gateway, a controller's one socket. Everyone who speaks on it asks for a turn.
 * Writes go before reads, else first come first served; probes wait until nobody else does, or until they have their
 * twentieth of the time. A turn whose signal is aborted while it waits is never taken:
 * that is how a write's deadline and the loss of a link empty the queue, and why nothing is replayed.
 */
export class Bus {
  readonly #clock: Clock
  #inFlight: number
  #turnaroundMs: number
  #running = 0
  #freeAt = Number.NEGATIVE_INFINITY
  #gap: Timer | undefined
  readonly #queues: Readonly<Record<TurnKind, Waiting[]>> = { write: [], read: [], probe: [] }
  /** Time that all turns and that probes took, ms. */
  #taken = 0
  #probed = 0
  #shared: { readonly part: AsyncDisposable; users: number } | undefined

  constructor(clock: Clock, limits: BusLimits = { inFlight: 1, turnaroundMs: 0 }) {
    this.#clock = clock
    this.#inFlight = limits.inFlight
    this.#turnaroundMs = limits.turnaroundMs
  }

  /** Requests that wait for their turn. */
  get waiting(): { readonly reads: number; readonly writes: number; readonly probes: number } {
    const { read, write, probe } = this.#queues
    return { reads: read.length, writes: write.length, probes: probe.length }
  }

  /**
   * The one thing that everyone on this medium speaks through, such as an open serial port: made for the first who
   * asks, ended when the last lets go. All who share a medium must ask for the same kind.
   */
  share<Part extends AsyncDisposable>(make: () => Part): { readonly part: Part; release(): Promise<void> } {
    const shared = this.#shared ?? { part: make(), users: 0 }
    this.#shared = shared
    shared.users++
    let held = true
    return {
      part: shared.part as Part,
      release: async () => {
        if (!held) return
        held = false
        shared.users--
        if (shared.users > 0) return
        if (this.#shared === shared) this.#shared = undefined
        await shared.part[Symbol.asyncDispose]()
      },
    }
  }

  /** Another device on the same medium: the stricter of both limits holds from now on. */
  tighten(limits: BusLimits): void {
    this.#inFlight = Math.min(this.#inFlight, limits.inFlight)
    this.#turnaroundMs = Math.max(this.#turnaroundMs, limits.turnaroundMs)
  }

  /**
   * Runs `work` when the medium is free. Rejects with the signal's reason if it is aborted before the turn came
   * (afterwards `work` itself must heed it), with `driver.bus_full` if too many wait.
   */
  async turn<T>(kind: TurnKind, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    if (this.#free() && this.#waiting === 0) this.#running++
    else await this.#wait(kind, signal)
    const begun = this.#clock.monotonic()
    try {
      return await work()
    } finally {
      const now = this.#clock.monotonic()
      this.#running--
      this.#taken += now - begun
      if (kind === 'probe') this.#probed += now - begun
      if (this.#turnaroundMs > 0) this.#freeAt = now + this.#turnaroundMs
      this.#next()
    }
  }

  get #waiting(): number {
    const { read, write, probe } = this.#queues
    return read.length + write.length + probe.length
  }

  #free(): boolean {
    return this.#running < this.#inFlight && this.#clock.monotonic() >= this.#freeAt
  }

  #wait(kind: TurnKind, signal: AbortSignal | undefined): Promise<void> {
    const queue = this.#queues[kind]
    if (queue.length >= (kind === 'write' ? MOST_WRITES : MOST_READS)) {
      return Promise.reject(new Fault('driver.bus_full', { waiting: queue.length, kind }))
    }
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        queue.splice(queue.indexOf(entry), 1)
        reject(signal?.reason)
      }
      const entry: Waiting = {
        start: () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        },
      }
      signal?.addEventListener('abort', abort, { once: true })
      queue.push(entry)
      this.#next()
    })
  }

  #next(): void {
    while (this.#waiting > 0 && this.#running < this.#inFlight) {
      const gap = this.#freeAt - this.#clock.monotonic()
      if (gap > 0) {
        this.#gap ??= this.#clock.after(gap, () => {
          this.#gap = undefined
          this.#next()
        })
        return
      }
      this.#running++
      this.#first().start()
    }
  }

  #first(): Waiting {
    const { write, read, probe } = this.#queues
    const due = this.#probed <= this.#taken * PROBE_SHARE
    return (write.shift() ?? (due ? probe.shift() : undefined) ?? read.shift() ?? probe.shift())!
  }
}

/** The media of one edge, by the key its drivers give them. */
export class Buses {
  readonly #clock: Clock
  readonly #byKey = new Map<string, Bus>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(key: string, limits: BusLimits = { inFlight: 1, turnaroundMs: 0 }): Bus {
    const known = this.#byKey.get(key)
    if (known) {
      known.tighten(limits)
      return known
    }
    const bus = new Bus(this.#clock, limits)
    this.#byKey.set(key, bus)
    return bus
  }
}
