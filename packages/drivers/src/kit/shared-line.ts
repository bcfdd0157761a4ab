import { type Clock, Fault } from '@millrace/core'
import type { Dial, Line } from './line.ts'
import './faults.ts'

const DIAL_MS = 5_000

export interface SharedLineNeeds {
  /** What is talked to, for messages. */
  readonly place: string
  readonly dial: Dial
  readonly clock: Clock
  /** The bytes are valid until the call returns. */
  readonly read: (bytes: Uint8Array) => void
  /** Called once when an open line ended by itself. */
  readonly ended: (reason: Fault) => void
}

/** A line that several speak on: the first who needs it dials, the others wait for that; it can be opened again. */
export class SharedLine {
  readonly #needs: SharedLineNeeds
  readonly #ending = new AbortController()
  #line: Line | undefined
  #opening: Promise<void> | undefined

  constructor(needs: SharedLineNeeds) {
    this.#needs = needs
  }

  get isOpen(): boolean {
    return this.#line !== undefined
  }

  /** Opens it if it is not. Throws `driver.link_lost`, or the signal's reason: then it goes on being opened for others. */
  async open(signal: AbortSignal): Promise<void> {
    if (this.#line) return
    this.#opening ??= this.#dial().finally(() => {
      this.#opening = undefined
    })
    await orAborted(this.#opening, signal)
  }

  /** Throws `driver.link_lost` if it is not open. */
  write(bytes: Uint8Array): void {
    if (!this.#line) throw this.#gone('not open')
    this.#line.write(bytes)
  }

  /** Lets go of it, without a word to `ended`; it can be opened again. */
  async drop(): Promise<void> {
    const line = this.#line
    this.#line = undefined
    await line?.close()
  }

  /** For good; idempotent. */
  async close(): Promise<void> {
    this.#ending.abort(this.#gone('closed by us'))
    await this.drop()
  }

  async #dial(): Promise<void> {
    const { dial, clock, read, ended } = this.#needs
    const late = new AbortController()
    const timer = clock.after(DIAL_MS, () => late.abort(this.#gone(`no connection within ${DIAL_MS} ms`)))
    const signal = AbortSignal.any([late.signal, this.#ending.signal])
    let over: Fault | undefined
    let dialled: Line | undefined
    try {
      dialled = await dial(
        {
          read: (bytes) => {
            // What a line that was let go of still holds is nobody's.
            if (dialled !== undefined && dialled === this.#line) read(bytes)
          },
          ended: (seen) => {
            over = this.#gone(seen)
            if (dialled === undefined || dialled !== this.#line) return
            this.#line = undefined
            ended(over)
          },
        },
        signal,
      )
      if (over) throw over
      if (signal.aborted) {
        await dialled.close()
        throw signal.reason
      }
      this.#line = dialled
    } finally {
      timer.cancel()
    }
  }

  #gone(seen: string): Fault {
    return new Fault('driver.link_lost', { place: this.#needs.place, seen })
  }
}

/** The work's end, or the signal's reason; the work goes on for others. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
