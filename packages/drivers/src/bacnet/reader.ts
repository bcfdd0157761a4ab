import { type Clock, Fault, type Micros } from '@millrace/core'
import '../kit/faults.ts'
import type { TurnKind } from '../kit/bus.ts'
import type { PropertyReference } from './address.ts'
import type { PropertyResult } from './codec.ts'
import type { BacnetSession } from './session.ts'

/** §18.8: what devices without a service say. */
const UNRECOGNIZED_SERVICE = 9
/** What stands for a request that was rejected or aborted for a reason of its own. */
const OPERATIONAL_PROBLEM = { class: 0, code: 25 }

const RETRY_MS = 60_000

interface Spoiling {
  readonly result: PropertyResult
  readonly retryAt: number
}

const keyOf = ({ objectType, instance, property, index }: PropertyReference): string =>
  `${objectType}:${instance}.${property}[${index ?? ''}]`

/** The results of what was asked for, among those that are known. */
function merged(
  references: readonly PropertyReference[],
  asked: readonly PropertyReference[],
  results: readonly PropertyResult[],
  known: readonly (Spoiling | undefined)[],
): PropertyResult[] {
  const fresh = new Map(asked.map((reference, i) => [reference, results[i]!]))
  return references.map((reference, i) => fresh.get(reference) ?? known[i]!.result)
}

/** Reads many properties: in one request, or one by one from devices that cannot. */
export class PropertyReader {
  readonly #session: BacnetSession
  readonly #clock: Clock
  /** Found out by the first request. */
  #oneByOne = false
  /** Properties that spoiled the request they were in, and when to try again (monotonic ms). */
  readonly #spoiling = new Map<string, Spoiling>()

  constructor(session: BacnetSession, clock: Clock) {
    this.#session = session
    this.#clock = clock
  }

  /** One result for each. Throws `driver.too_large` if fewer may be answered, and what an exchange throws. */
  async read(
    kind: TurnKind,
    references: readonly PropertyReference[],
    signal: AbortSignal,
  ): Promise<{ readonly time: Micros; readonly results: readonly PropertyResult[] }> {
    if (this.#oneByOne) return this.#each(kind, references, signal)
    const now = this.#clock.monotonic()
    const spoiled = references.map((reference) => this.#spoiling.get(keyOf(reference)))
    const asked = references.filter((_, i) => !((spoiled[i]?.retryAt ?? 0) > now))
    if (asked.length === 0) return { time: this.#clock.now(), results: spoiled.map((known) => known!.result) }
    const { time, outcome } = await this.#session.readMultiple(kind, asked, signal)
    if (outcome.is !== 'done') {
      const one = await this.#each(kind, asked, signal)
      this.#learn(asked, one.results, outcome.is === 'reject' && outcome.reason === UNRECOGNIZED_SERVICE)
      return { time: one.time, results: merged(references, asked, one.results, spoiled) }
    }
    return { time, results: merged(references, asked, outcome.result, spoiled) }
  }

  /** Some devices refuse a whole request for the sake of one property, and some all requests for several. */
  #learn(asked: readonly PropertyReference[], results: readonly PropertyResult[], unknownService: boolean): void {
    const wrong = asked.filter((_, i) => !('values' in results[i]!))
    if (unknownService || (wrong.length === 0 && asked.length > 1)) {
      this.#oneByOne = true
      return
    }
    const retryAt = this.#clock.monotonic() + RETRY_MS
    for (const [i, reference] of asked.entries())
      if (!('values' in results[i]!)) this.#spoiling.set(keyOf(reference), { result: results[i]!, retryAt })
  }

  /** As many as the device answers at a time. */
  async readAll(references: readonly PropertyReference[], signal: AbortSignal): Promise<PropertyResult[]> {
    try {
      return [...(await this.read('read', references, signal)).results]
    } catch (reason) {
      if (!(reason instanceof Fault) || reason.code !== 'driver.too_large' || references.length <= 1) throw reason
      const half = Math.ceil(references.length / 2)
      return [
        ...(await this.readAll(references.slice(0, half), signal)),
        ...(await this.readAll(references.slice(half), signal)),
      ]
    }
  }

  async #each(
    kind: TurnKind,
    references: readonly PropertyReference[],
    signal: AbortSignal,
  ): Promise<{ readonly time: Micros; readonly results: readonly PropertyResult[] }> {
    const results: PropertyResult[] = []
    let time = this.#clock.now()
    for (const reference of references) {
      const { time: seen, outcome } = await this.#session.readProperty(kind, reference, signal)
      time = seen
      if (outcome.is === 'done') results.push({ values: outcome.result })
      else results.push(outcome.is === 'error' ? { class: outcome.class, code: outcome.code } : OPERATIONAL_PROBLEM)
    }
    return { time, results }
  }
}
