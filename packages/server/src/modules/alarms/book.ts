import type { ConditionDefinition, ConditionEdge } from '@millrace/compute'
import { type Clock, Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { ConditionBook, StandingEdge } from '../../live/needs.ts'
import type { AssetService } from '../assets/index.ts'
import type { Settings } from './definition.ts'
import * as definitions from './definition-store.ts'
import { type Keeper, namesOf } from './keeper.ts'
import { liveCondition, type Numbered, type PointBook, pointsOf } from './live-conditions.ts'
import { settingsIn } from './settings.ts'
import { type JournalEntry, lockByCondition, type StandingRow, type Stood } from './standing-store.ts'
import { edgeStep, entryOf } from './step.ts'
import type { Broken } from './tables.ts'

/**
 * Edges of one transaction. In a flood somebody who acknowledges waits for one of these at most, so it is kept to what takes
 * some tens of ms.
 */
const EDGES_AT_ONCE = 250
/** Points asked of the assets at a time. */
const POINTS_AT_ONCE = 5_000

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly keeper: Keeper
  readonly clock: Clock
  readonly log: Log
}

/** The conditions of alarms, and what becomes of their edges. */
export class AlarmBook implements ConditionBook {
  readonly #needs: Needs
  readonly #listeners = new Set<(tenant: TenantId) => void>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Definitions of a tenant are others than before; after the commit. */
  changed(tenant: TenantId): void {
    for (const listener of this.#listeners) listener(tenant)
  }

  onChanged(listener: (tenant: TenantId) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async definitions(tenant: TenantId): Promise<readonly ConditionDefinition[]> {
    const rows = await this.#needs.tenants.within(tenant, definitions.everyDefinition)
    const wanted = rows.flatMap(({ condition, suppression, definition }) => [
      { number: condition, condition: definition.condition },
      ...(suppression !== null && definition.suppression
        ? [{ number: suppression, condition: definition.suppression }]
        : []),
    ])
    const book = await this.#points(tenant, [...new Set(wanted.flatMap(({ condition }) => pointsOf(condition)))])
    const made: ConditionDefinition[] = []
    for (const { number, condition } of wanted) {
      try {
        made.push(liveCondition(condition, number, book))
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        // Its point is gone or has another type now: it is said at the alarm, and the others go on.
        await this.suspended(tenant, number, thrown)
      }
    }
    await this.#mended(tenant, new Set(made.map(({ number }) => number)))
    return made
  }

  async standing(tenant: TenantId): Promise<readonly StandingEdge[]> {
    return this.#needs.tenants.within(tenant, definitions.standingEdges)
  }

  async edges(tenant: TenantId, edges: readonly ConditionEdge[]): Promise<void> {
    for (let at = 0; at < edges.length; at += EDGES_AT_ONCE)
      await this.#take(tenant, edges.slice(at, at + EDGES_AT_ONCE))
  }

  async suspended(tenant: TenantId, condition: number, fault: Fault): Promise<void> {
    this.#needs.log.warn('a condition of an alarm is not evaluated', { tenant, condition, fault: sayFault(fault) })
    const broken = { code: fault.code, says: fault.message }
    await this.#keepBroken(tenant, (tx) => lockByCondition(tx, [condition]), broken)
  }

  /** What is given to be evaluated is no longer called broken. */
  async #mended(tenant: TenantId, numbers: ReadonlySet<number>): Promise<void> {
    const broken = await this.#needs.tenants.within(tenant, definitions.brokenConditions)
    const mended = broken.filter((all) => all.every((number) => numbers.has(number))).map(([own]) => own as number)
    if (mended.length > 0) await this.#keepBroken(tenant, (tx) => lockByCondition(tx, mended), null)
  }

  async #keepBroken(tenant: TenantId, find: (tx: TenantTx) => Promise<Stood[]>, broken: Broken | null): Promise<void> {
    const at = this.#needs.clock.now()
    await this.#needs.keeper.keep(tenant, async (tx) => {
      const stood = (await find(tx)).filter(({ row }) => row.broken?.says !== broken?.says)
      const rows = stood.map(({ row }) => ({ ...row, broken }))
      const entries = rows.map((row) =>
        entryOf(row, broken ? 'broken' : 'mended', { at, ...(broken ? { note: broken.says } : {}) }),
      )
      return { kept: { rows, entries, names: namesOf(stood) }, result: undefined }
    })
  }

  async #points(tenant: TenantId, ids: readonly string[]): Promise<PointBook> {
    const book = new Map<string, Numbered>()
    for (let at = 0; at < ids.length; at += POINTS_AT_ONCE) {
      const found = await this.#needs.assets.find({ tenant }, ids.slice(at, at + POINTS_AT_ONCE))
      for (const [id, one] of found) if (one !== 'several') book.set(id, one)
    }
    return book
  }

  async #take(tenant: TenantId, edges: readonly ConditionEdge[]): Promise<void> {
    await this.#needs.keeper.keep(tenant, async (tx) => {
      const settings = await settingsIn(tx)
      const stood = await lockByCondition(tx, [...new Set(edges.map(({ condition }) => condition))])
      return { kept: { ...followed(stood, edges, settings), names: namesOf(stood) }, result: undefined }
    })
  }
}

/** Edges in order, each on what the one before left. */
function followed(
  stood: readonly Stood[],
  edges: readonly ConditionEdge[],
  settings: Settings,
): { rows: StandingRow[]; entries: JournalEntry[] } {
  const byCondition = new Map<number, Stood>()
  for (const one of stood) {
    byCondition.set(one.condition, one)
    if (one.suppression !== null) byCondition.set(one.suppression, one)
  }
  const rows = new Map<string, StandingRow>()
  const entries: JournalEntry[] = []
  for (const edge of edges) {
    const one = byCondition.get(edge.condition)
    if (!one) continue
    const step = edgeStep({ ...one, row: rows.get(one.row.alarm) ?? one.row }, edge, settings)
    if (!step) continue
    rows.set(step.row.alarm, step.row)
    if (step.entry) entries.push(step.entry)
  }
  return { rows: [...rows.values()], entries }
}
