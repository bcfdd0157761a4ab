import { type Clock, Fault, type Log, sayFault, type Timer } from '@millrace/core'
import '../kit/faults.ts'
import type { Activations } from './activations.ts'
import type { Iec104Config } from './config.ts'
import { encodeTime, type StationZone } from './time.ts'
import { Cause, System } from './types.ts'

/** Qualifier of interrogation: the whole station (IEC 60870-5-101 §7.2.6.22). */
const STATION = 20
/** Qualifier of counter interrogation: all counters, read without freezing (§7.2.6.23). */
const ALL_COUNTERS = 5

type Kind = 'clock' | 'general' | 'counters'

interface Procedure {
  readonly common: number
  readonly kinds: readonly Kind[]
}

interface InterrogationsNeeds {
  readonly config: Iec104Config
  readonly activations: Activations
  readonly zone: StationZone
  readonly clock: Clock
  readonly log: Log
  /** The station has told everything that it has, or that it is not there. */
  answered(common: number): void
}

/** What stations are asked after connecting and from time to time, one station after the other. */
export class Interrogations {
  readonly #needs: InterrogationsNeeds
  readonly #commons = new Set<number>()
  readonly #answered = new Set<number>()
  readonly #timers: Timer[]
  readonly #stopping = new AbortController()
  #queue: Procedure[] = []
  #running: Promise<void> = Promise.resolve()
  #busy = false

  constructor(needs: InterrogationsNeeds) {
    this.#needs = needs
    const { interrogationPeriodMs, counterPeriodMs, clockPeriodMs } = needs.config
    this.#timers = [
      ...this.#every(interrogationPeriodMs, 'general'),
      ...this.#every(counterPeriodMs, 'counters'),
      ...this.#every(clockPeriodMs, 'clock'),
    ]
  }

  get none(): boolean {
    return this.#commons.size === 0
  }

  /** Whether what this station did not name is not there. */
  hasAnswered(common: number): boolean {
    return this.#answered.has(common)
  }

  /** Asks a station that has not been asked yet. */
  add(common: number): void {
    if (this.#commons.has(common)) return
    this.#commons.add(common)
    const { clockPeriodMs, counterPeriodMs } = this.#needs.config
    const kinds: Kind[] = ['general']
    if (clockPeriodMs !== undefined) kinds.unshift('clock')
    if (counterPeriodMs !== undefined) kinds.push('counters')
    this.#ask({ common, kinds })
  }

  /** The station has begun anew. */
  again(common: number): void {
    if (this.#commons.has(common)) this.#ask({ common, kinds: ['general'] })
  }

  /** Resolves when no station is being asked. */
  async idle(): Promise<void> {
    while (this.#busy) await this.#running
  }

  stop(): void {
    this.#stopping.abort(new Fault('driver.closing'))
    for (const timer of this.#timers) timer.cancel()
    this.#queue = []
  }

  #every(ms: number | undefined, kind: Kind): Timer[] {
    if (ms === undefined) return []
    const ask = (): void => {
      for (const common of this.#commons) this.#ask({ common, kinds: [kind] })
    }
    return [this.#needs.clock.every(ms, ask)]
  }

  #ask(procedure: Procedure): void {
    const same = ({ common, kinds }: Procedure): boolean =>
      common === procedure.common && procedure.kinds.every((kind) => kinds.includes(kind))
    if (this.#stopping.signal.aborted || this.#queue.some(same)) return
    this.#queue.push(procedure)
    if (this.#busy) return
    this.#busy = true
    this.#running = this.#run()
  }

  async #run(): Promise<void> {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      let told = false
      for (const kind of next.kinds) {
        const done = await this.#perform(next.common, kind)
        if (kind === 'general') told = done
      }
      if (!told || this.#stopping.signal.aborted) continue
      this.#answered.add(next.common)
      this.#needs.answered(next.common)
    }
    this.#busy = false
  }

  /** True if the station did it to its end, or is not there. */
  async #perform(common: number, kind: Kind): Promise<boolean> {
    const { activations, config, log } = this.#needs
    try {
      const verdict = await activations.activate(this.#asked(common, kind), this.#stopping.signal)
      if (!verdict.refusal) {
        if (kind === 'clock' || (await verdict.ended(config.interrogationMs ?? 60_000))) return true
        log.warn('a station did not end its interrogation', { common, kind })
        return false
      }
      log.warn('a station refused', { common, kind, reason: verdict.refusal.message })
      return verdict.cause === Cause.unknownCommon
    } catch (reason) {
      if (!this.#stopping.signal.aborted)
        log.warn('a station did not answer', { common, kind, reason: sayFault(reason) })
      return false
    }
  }

  #asked(common: number, kind: Kind) {
    const { clock, zone } = this.#needs
    const ask = (name: string, type: number, element: Uint8Array, repeated: number) => ({
      name: `${name} of station ${common}`,
      type,
      common,
      object: 0,
      element,
      repeated,
    })
    if (kind === 'general') return ask('C_IC_NA_1', System.interrogation, Uint8Array.of(STATION), 1)
    if (kind === 'counters') return ask('C_CI_NA_1', System.counterInterrogation, Uint8Array.of(ALL_COUNTERS), 1)
    // A station confirms with the time that it had.
    return ask('C_CS_NA_1', System.clockSynchronization, encodeTime(zone.fromMicros(clock.now())), 0)
  }
}
