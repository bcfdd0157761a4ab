import { type Clock, type Log, sayFault, type TenantId } from '@millrace/core'
import type { ModelHost } from '@millrace/runtime'
import type { Chains } from './chains.ts'
import { columnsOf, signatureOf } from './columns.ts'
import { type BoundItem, isStateful, type Outcome, termAt } from './known.ts'

/** A call that takes longer is not waited for: its rows are worked out from the history. */
const WAIT_MS = 500

export interface RunRows {
  readonly outcomes: readonly Outcome[]
  /** Rows that nothing came of: their model is still busy, cannot be started, or has to remember first. */
  readonly behind: readonly BoundItem[]
}

interface Needs {
  readonly host: Pick<ModelHost, 'run'>
  readonly chains: Chains
  readonly clock: Clock
  readonly log: Log
}

/** Rows that can be one call: of one version, with equal parameters and the same inputs bound. In the order of their times. */
export function groupsOf(items: readonly BoundItem[]): Map<string, BoundItem[]> {
  const groups = new Map<string, BoundItem[]>()
  for (const item of items) {
    const { stored, parameters } = termAt(item.known, item.time)
    const key = `${stored.model.digest} ${JSON.stringify(parameters)} ${signatureOf(item.program)}`
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  for (const group of groups.values()) group.sort((a, b) => a.time - b.time)
  return groups
}

/** One call of a stateless model; all items are of one group. */
export async function runGroup(
  { host, clock }: Pick<Needs, 'host' | 'clock'>,
  tenant: TenantId,
  items: readonly BoundItem[],
): Promise<Outcome> {
  const term = termAt(items[0]!.known, items[0]!.time)
  const begun = clock.monotonic()
  const { results } = await host.run(term.stored.model, {
    rows: columnsOf(items),
    parameters: term.parameters,
    share: tenant,
  })
  return { items, results, ms: clock.monotonic() - begun, term }
}

/** Rows through their models, those of one version of an organisation one call after the other and beside those of others. */
export class Lanes {
  readonly #needs: Needs
  readonly #busy = new Set<string>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async run(tenant: TenantId, items: readonly BoundItem[]): Promise<RunRows> {
    const lanes = Map.groupBy(items, (item) => `${tenant} ${termAt(item.known, item.time).stored.model.digest}`)
    const outcomes: Outcome[] = []
    const behind: BoundItem[] = []
    const runs = [...lanes].map(async ([lane, own]) => {
      const ran = this.#busy.has(lane) ? undefined : await this.#inTime(lane, tenant, own)
      if (ran) {
        outcomes.push(...ran.outcomes)
        behind.push(...ran.behind)
      } else behind.push(...own)
    })
    await Promise.all(runs)
    return { outcomes, behind }
  }

  async #inTime(lane: string, tenant: TenantId, items: readonly BoundItem[]): Promise<RunRows | undefined> {
    const { clock, log } = this.#needs
    this.#busy.add(lane)
    const run = this.#through(tenant, items)
      .catch((thrown: unknown) => {
        // It cannot be started, or its host is busy: the history has its rows when it can.
        log.warn('rows of a model wait for the history', { tenant, fault: sayFault(thrown) })
        return undefined
      })
      .finally(() => this.#busy.delete(lane))
    const late = Promise.withResolvers<undefined>()
    const timer = clock.after(WAIT_MS, () => late.resolve(undefined))
    const ran = await Promise.race([run, late.promise])
    timer.cancel()
    return ran
  }

  async #through(tenant: TenantId, items: readonly BoundItem[]): Promise<RunRows> {
    const [stateful, stateless] = [true, false].map((is) =>
      items.filter((item) => isStateful(termAt(item.known, item.time)) === is),
    ) as [BoundItem[], BoundItem[]]
    const outcomes: Outcome[] = []
    const behind: BoundItem[] = []
    for (const group of groupsOf(stateless).values()) outcomes.push(await runGroup(this.#needs, tenant, group))
    for (const own of Map.groupBy(stateful, ({ known }) => known.number).values()) {
      const [term] = own[0]!.known.terms
      const ran = own[0]!.time >= term!.from && (await this.#needs.chains.run(tenant, own, term!))
      if (ran) outcomes.push(...ran)
      else behind.push(...own)
    }
    return { outcomes, behind }
  }
}
