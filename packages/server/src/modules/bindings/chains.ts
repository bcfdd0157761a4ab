import type { Clock, Micros, TenantId } from '@millrace/core'
import type { ModelHost } from '@millrace/runtime'
import { columnsOf } from './columns.ts'
import type { BoundItem, Outcome, Term } from './known.ts'
import type { KeptState } from './work-store.ts'

/** What a stateful model remembers after the row of a source time; without bytes it begins. */
export interface Remembered {
  readonly time: Micros
  readonly state: Uint8Array | undefined
}

export interface Chain {
  readonly digest: string
  /** After the newest row. */
  readonly now: Remembered
  /** Before it: what comes for its instant again goes on from here. Undefined: not known. */
  readonly before: Remembered | undefined
}

interface Needs {
  readonly host: Pick<ModelHost, 'run'>
  readonly clock: Pick<Clock, 'monotonic'>
}

/** A model that has seen nothing. */
export const blank = (digest: string): Chain => ({
  digest,
  now: { time: Number.NEGATIVE_INFINITY, state: undefined },
  before: undefined,
})

/** Rows of one asset through a stateful model, in their order: all but the last in one call, so that it is known what was before that. */
export async function advance(
  { host, clock }: Needs,
  tenant: TenantId,
  { chain, items, term }: { readonly chain: Chain; readonly items: readonly BoundItem[]; readonly term: Term },
): Promise<{ readonly chain: Chain; readonly outcomes: readonly Outcome[] }> {
  const { model } = term.stored
  const outcomes: Outcome[] = []
  const run = async (some: readonly BoundItem[], from: Remembered): Promise<Remembered> => {
    const begun = clock.monotonic()
    const { results, state } = await host.run(model, {
      rows: columnsOf(some),
      parameters: term.parameters,
      share: tenant,
      ...(from.state ? { state: from.state } : {}),
    })
    outcomes.push({ items: some, results, ms: clock.monotonic() - begun, term })
    return { time: some.at(-1)!.time, state: state ?? from.state }
  }
  const start = items[0]!.time === chain.now.time ? chain.before! : chain.now
  const before = items.length > 1 ? await run(items.slice(0, -1), start) : start
  const now = await run(items.slice(-1), before)
  return { chain: { digest: chain.digest, now, before }, outcomes }
}

/** What stateful models remember at each asset, and where that is not known and has to be worked out from the history. */
export class Chains {
  readonly #needs: Needs
  readonly #chains = new Map<number, Chain>()
  readonly #kept = new Map<number, Micros>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  set(number: number, chain: Chain): void {
    this.#chains.set(number, chain)
  }

  of(number: number): Chain | undefined {
    return this.#chains.get(number)
  }

  /** It is to be worked out from the history what it remembers: until then its rows wait there. */
  lose(number: number): void {
    this.#chains.delete(number)
  }

  /** Undefined where it is not known what was before these rows. */
  async run(tenant: TenantId, items: readonly BoundItem[], term: Term): Promise<readonly Outcome[] | undefined> {
    const { number } = items[0]!.known
    const chain = this.#chains.get(number)
    if (chain?.digest !== term.stored.model.digest) return undefined
    // What was worked out from the history knew no less.
    const fresh = items.filter(({ time }) => time >= chain.now.time)
    const [first] = fresh
    if (!first) return []
    if (first.time === chain.now.time && !chain.before) {
      this.lose(number)
      return undefined
    }
    const ran = await advance(this.#needs, tenant, { chain, items: fresh, term })
    // It was lost meanwhile: whoever works it out knows better.
    if (this.#chains.get(number) === chain) this.#chains.set(number, ran.chain)
    return ran.outcomes
  }

  /** What is remembered and was not kept yet: of before the newest row, which may come again. */
  due(numbers: Iterable<number>): KeptState[] {
    const due: KeptState[] = []
    for (const number of numbers) {
      const chain = this.#chains.get(number)
      const { time, state } = chain?.before ?? { time: 0, state: undefined }
      if (!chain || !state || this.#kept.get(number) === time) continue
      due.push({ bound: number, digest: chain.digest, at: time, state })
    }
    return due
  }

  kept(states: readonly KeptState[]): void {
    for (const { bound, at } of states) this.#kept.set(bound, at)
  }
}
