import { Fault, type Log, MICROS_PER_S, type Micros, sayFault } from '@millrace/core'
import './faults.ts'
import type { Told } from './messages.ts'

/** Faults that happened, and nothing ends them: told for so long. */
const passing = new Set(['live.skipped', 'live.journal_gap', 'live.checkpoint_malformed'])
const TOLD_FOR = 3_600 * MICROS_PER_S

/** What is wrong with live computing, until it is over. */
export class Trouble {
  readonly #log: Log
  readonly #now: () => Micros
  #fault: Fault | undefined
  #raisedAt: Micros = 0

  constructor(log: Log, now: () => Micros) {
    this.#log = log
    this.#now = now
  }

  get fault(): Fault | undefined {
    const isOver = passing.has(this.#fault?.code ?? '') && this.#now() - this.#raisedAt > TOLD_FOR
    return isOver ? undefined : this.#fault
  }

  raise(fault: Fault): void {
    this.#fault = fault
    this.#raisedAt = this.#now()
    this.#log.error('live computing', { fault: sayFault(fault) })
  }

  /** These are over. */
  clear(...codes: readonly string[]): void {
    if (this.#fault && codes.includes(this.#fault.code)) this.#fault = undefined
  }
}

export const faultOf = ({ code, facts }: Told): Fault => new Fault(code, facts)
