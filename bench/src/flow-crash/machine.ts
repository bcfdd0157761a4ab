import { systemClock } from '@millrace/core'
import { STEP_MS, valuesOf } from './document.ts'

/** Instants of one message. */
const INSTANTS = 8
const PAUSE_MS = 15
const RETRY_MS = 100

interface MachineNeeds {
  /** Its number: what it tells follows from it. */
  readonly number: number
  readonly address: string
  /** Name and secret. */
  readonly credential: string
  /** ms UTC of instant 0. */
  readonly zero: number
  /** After its connection broke it stays away so long, ms. */
  readonly away: () => number
}

/**
 * A machine that tells one message after the other, keeps what was not acknowledged, and repeats it as it was. Neighbouring instants
 * come in any order, as far as the flow waits for them.
 */
export class Machine {
  readonly number: number
  readonly zero: number
  /** Instants that are acknowledged: all below it. */
  acknowledged = 1
  /** Messages that had to be told again. */
  repeated = 0
  readonly #needs: MachineNeeds
  #stopped = false
  #done: Promise<void> | undefined

  constructor(needs: MachineNeeds) {
    this.#needs = needs
    this.number = needs.number
    this.zero = needs.zero
  }

  /** The first instant alone: it makes the points. */
  async register(): Promise<void> {
    await this.#tell([0])
  }

  begin(): void {
    this.#done = this.#run()
  }

  /** Ends with what is on its way, and one instant that lets flow time pass all others. */
  async stop(beyond: number): Promise<void> {
    this.#stopped = true
    await this.#done
    await this.#tell([this.acknowledged + beyond])
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const first = this.acknowledged
      const instants = Array.from({ length: INSTANTS }, (_, i) => first + i)
      // The last stays last, so that no message is late beside the one before.
      for (let i = INSTANTS - 2; i > 0; i--) {
        const j = Math.floor(Math.random() * (i + 1))
        ;[instants[i], instants[j]] = [instants[j]!, instants[i]!]
      }
      await this.#tell(instants)
      this.acknowledged = first + INSTANTS
      await systemClock.sleep(PAUSE_MS)
    }
  }

  async #tell(instants: readonly number[]): Promise<void> {
    const { number, address, credential, zero, away } = this.#needs
    const body = JSON.stringify(
      instants.map((instant) => ({
        time: new Date(zero + instant * STEP_MS).toISOString(),
        values: valuesOf(number, instant),
      })),
    )
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${credential}` }
    let isAway = false
    for (;;) {
      try {
        const reply = await fetch(`${address}/api/v1/telemetry`, { method: 'POST', headers, body })
        await reply.arrayBuffer()
        if (reply.ok) return
      } catch (failure) {
        // Refused, or cut: the platform is dead or has not started yet.
        if (!(failure instanceof TypeError)) throw failure
        if (!isAway) await systemClock.sleep(away())
        isAway = true
      }
      this.repeated++
      await systemClock.sleep(RETRY_MS)
    }
  }
}
