import { type Clock, Fault } from '@millrace/core'
import type { DriverCounters } from '../kit/driver.ts'
import { type Line, tcpLine } from '../kit/line.ts'
import { Association, type Window } from './association.ts'
import { Unnumbered } from './codec.ts'
import './faults.ts'

export interface SessionNeeds {
  readonly host: string
  readonly port: number
  readonly window: Window
  readonly clock: Clock
  readonly counters: DriverCounters
  /** One ASDU; the bytes are valid until it returns. */
  readonly asdu: (bytes: Uint8Array) => void
  readonly taken: () => Promise<void>
  /** Called once when an open connection ends by itself. */
  readonly lost: (reason: Fault) => void
}

/** One connection to a controlled station, from STARTDT on. */
export class Iec104Session {
  readonly #needs: SessionNeeds
  #line: Line | undefined
  #association: Association | undefined
  #end: Fault | undefined
  #starting: PromiseWithResolvers<void> | undefined

  constructor(needs: SessionNeeds) {
    this.#needs = needs
  }

  get open(): boolean {
    return this.#end === undefined && (this.#association?.started ?? false)
  }

  /** Dials once and starts data transfer. Throws `driver.link_lost`, `iec104.unanswered`, or the signal's reason. */
  async connect(signal: AbortSignal): Promise<void> {
    const { host, port, window, clock, counters, asdu, taken } = this.#needs
    const line = await tcpLine(host, port)(
      {
        read: (bytes) => this.#association?.read(bytes),
        ended: (seen) => this.#finish(this.#gone(seen)),
      },
      signal,
    )
    if (this.#end) {
      await line.close()
      throw this.#end
    }
    this.#line = line
    this.#starting = Promise.withResolvers()
    const abort = (): void => this.#finish(this.#gone('given up while connecting'))
    signal.addEventListener('abort', abort, { once: true })
    try {
      this.#association = new Association({
        window,
        clock,
        counters,
        asdu,
        taken,
        write: (bytes) => line.write(bytes),
        unnumbered: (code) => {
          if (code === Unnumbered.startCon) this.#starting!.resolve()
          else
            this.#finish(
              new Fault('driver.frame_malformed', {
                expected: 'what a controlled station sends',
                seen: `control function ${code.toString(16)}`,
              }),
            )
        },
        broken: (reason) => this.#finish(reason),
      })
      this.#association.start()
      if (signal.aborted) abort()
      await this.#starting.promise
    } catch (reason) {
      throw signal.aborted ? signal.reason : reason
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  /** Sends an ASDU now, or when the window opens. Throws `driver.bus_full`, `driver.link_lost`. */
  send(asdu: Uint8Array): void {
    if (!this.#association || this.#end) throw this.#end ?? this.#gone('never opened')
    this.#association.send(asdu)
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#finish(this.#gone('closed by us'), false)
    await this.#line?.close()
  }

  #finish(reason: Fault, told = true): void {
    if (this.#end) return
    const open = this.open
    this.#end = reason
    this.#association?.end()
    void this.#line?.close()
    this.#starting?.reject(reason)
    if (open && told) this.#needs.lost(reason)
  }

  #gone(seen: string): Fault {
    return new Fault('driver.link_lost', { place: `${this.#needs.host}:${this.#needs.port}`, seen })
  }
}
