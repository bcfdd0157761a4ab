import { type Clock, type Log, sayFault, type TenantId } from '@millrace/core'
import type { ModelHost } from '@millrace/runtime'
import type { StoredVersion } from '../mechanisms/index.ts'
import { advance, blank, type Chain } from './chains.ts'
import { newTally, tally } from './comparison.ts'
import type { BoundItem, Outcome, Term } from './known.ts'
import { groupsOf, runGroup } from './lanes.ts'
import type { Tallied } from './tallied.ts'

/** Rows that wait for a shadow at most: what is beyond is not compared. */
const MOST_WAITING = 50_000

interface Needs {
  readonly host: Pick<ModelHost, 'run'>
  readonly clock: Clock
  readonly log: Log
}

/** A version in the shadow of the one in force: it gets the same rows after it, in its own time, and what it gives is only compared. */
export class Shadow {
  readonly version: string
  readonly tallied: Tallied
  readonly #needs: Needs
  readonly #tenant: TenantId
  readonly #stored: StoredVersion
  readonly #chains = new Map<number, Chain>()
  readonly #waiting: Outcome[] = []
  #rows = 0
  #running: Promise<void> | undefined
  /** Something was counted since it was last kept. */
  isNew = false

  constructor(
    needs: Needs,
    {
      tenant,
      stored,
      tallied,
    }: { readonly tenant: TenantId; readonly stored: StoredVersion; readonly tallied: Tallied | null },
  ) {
    this.#needs = needs
    this.#tenant = tenant
    this.#stored = stored
    this.version = stored.version
    this.tallied = tallied ?? newTally()
  }

  add(outcome: Outcome): void {
    if (this.#rows > MOST_WAITING) return
    this.#waiting.push(outcome)
    this.#rows += outcome.items.length
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** What it remembers at an asset after the row of that time, where it is there. */
  chainAt(number: number): Chain | undefined {
    return this.#chains.get(number)
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    for (let one = this.#waiting.shift(); one; one = this.#waiting.shift()) {
      this.#rows -= one.items.length
      try {
        await this.#compare(one)
      } catch (thrown) {
        this.tallied.canary.faults++
        this.#needs.log.warn('a shadow could not run', { tenant: this.#tenant, fault: sayFault(thrown) })
      }
      this.isNew = true
    }
  }

  async #compare({ items, results, ms, term }: Outcome): Promise<void> {
    const own: Term = { from: Number.NEGATIVE_INFINITY, stored: this.#stored, parameters: term.parameters }
    const as = ({ known, ...item }: BoundItem): BoundItem => ({ ...item, known: { ...known, terms: [own] } })
    if (this.#stored.model.manifest.stateful !== true) {
      for (const group of groupsOf(items.map(as)).values()) {
        const canary = await runGroup(this.#needs, this.#tenant, group)
        tally(this.tallied, items, { now: { results, ms }, canary })
      }
      return
    }
    for (const [number, some] of Map.groupBy(items.map(as), ({ known }) => known.number)) {
      const chain = this.#chains.get(number) ?? blank(this.#stored.model.digest)
      const fresh = some.filter(({ time }) => time > chain.now.time)
      if (fresh.length === 0) continue
      const ran = await advance(this.#needs, this.#tenant, { chain, items: fresh, term: own })
      this.#chains.set(number, ran.chain)
      if (fresh.length === items.length && ran.outcomes.length === 1)
        tally(this.tallied, items, { now: { results, ms }, canary: ran.outcomes[0]! })
    }
  }
}
