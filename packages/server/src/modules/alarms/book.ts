import { type ConditionDefinition, type ConditionEdge, inputsOf } from '@millrace/compute'
import { type Clock, Fault, type Log, MICROS_PER_MS, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import { DefinitionListeners } from '../../live/listeners.ts'
import type { ConditionBook, StandingEdge } from '../../live/needs.ts'
import { standingIn } from '../../live/standing.ts'
import type { AssetService } from '../assets/index.ts'
import type { Settings } from './definition.ts'
import * as definitions from './definition-store.ts'
import { type Keeper, namesOf } from './keeper.ts'
import { liveCondition, type Numbered, type PointBook, pointsOf } from './live-conditions.ts'
import type { Precedence } from './precedence.ts'
import { settingsIn } from './settings.ts'
import { type JournalEntry, lockByCondition, type StandingRow, type Stood } from './standing-store.ts'
import { edgeStep, entryOf } from './step.ts'
import type { Broken } from './tables.ts'

/** Edges of one transaction. In a flood somebody who acknowledges waits for one of these at most: some ms. */
const EDGES_AT_ONCE = 100
/** Points asked of the assets at a time. */
const POINTS_AT_ONCE = 5_000

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly latest: Pick<LatestValues, 'read'>
  readonly keeper: Keeper
  readonly precedence: Precedence
  readonly clock: Clock
  readonly log: Log
}

/** A condition as it was given to live computing, with what its points had then. */
interface Given {
  readonly text: string
  readonly definition: ConditionDefinition
}

/** The conditions of alarms, and what becomes of their edges. */
export class AlarmBook implements ConditionBook {
  readonly #needs: Needs
  readonly #listeners: DefinitionListeners
  /** Conditions that nothing can be made of, and what is wrong with each. */
  readonly #unmade = new Map<TenantId, ReadonlyMap<number, Fault>>()
  /** Conditions that live computing could not evaluate as they are. */
  readonly #suspended = new Map<TenantId, Set<number>>()
  readonly #given = new Map<TenantId, ReadonlyMap<number, Given>>()
  /** Points that some condition looks at. */
  readonly #looked = new Map<TenantId, ReadonlySet<string>>()

  constructor(needs: Needs) {
    this.#needs = needs
    this.#listeners = new DefinitionListeners(needs.clock)
  }

  /** Definitions of a tenant are others than before; after the commit. Resolves when they hold for what comes from then on. */
  async changed(tenant: TenantId): Promise<void> {
    await this.#listeners.inForce(tenant)
  }

  /** Points have another type, unit or series; after the commit. Resolves when conditions that look at them follow. */
  async pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void> {
    const looked = this.#looked.get(tenant)
    if (points.some((point) => looked?.has(point))) await this.changed(tenant)
  }

  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void {
    return this.#listeners.add(listener)
  }

  async definitions(tenant: TenantId): Promise<readonly ConditionDefinition[]> {
    const rows = await this.#needs.tenants.within(tenant, definitions.everyDefinition)
    const wanted = rows.flatMap(({ condition, suppression, definition, changedAt }) => {
      const since = changedAt.getTime() * MICROS_PER_MS
      const own = { number: condition, condition: definition.condition, since }
      return suppression !== null && definition.suppression
        ? [own, { number: suppression, condition: definition.suppression, since }]
        : [own]
    })
    const points = new Set(wanted.flatMap(({ condition }) => pointsOf(condition)))
    // Before they are read: what changes meanwhile is told.
    this.#looked.set(tenant, points)
    const book = await this.#points(tenant, [...points])
    const made: (ConditionDefinition & { readonly since: number })[] = []
    const unmade = new Map<number, Fault>()
    for (const { number, condition, since } of wanted) {
      try {
        made.push({ ...liveCondition(condition, number, book), since })
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        // Its point is gone or has another type now: it is said at the alarm, and the others go on.
        unmade.set(number, thrown)
      }
    }
    const known = this.#unmade.get(tenant)
    this.#unmade.set(tenant, unmade)
    // What is no longer given is forgotten there, too, and would be tried like a new one.
    const given = new Set(made.map(({ number }) => number))
    const suspended = [...(this.#suspended.get(tenant) ?? [])].filter((number) => given.has(number))
    this.#suspended.set(tenant, new Set(suspended))
    for (const [number, fault] of unmade)
      if (known?.get(number)?.message !== fault.message) await this.#break(tenant, number, fault)
    await this.#mend(tenant)
    return this.#give(tenant, made)
  }

  /** Last, so that nothing can come between what points have now and the thread; what is as it was keeps what it was given with. */
  #give(tenant: TenantId, made: readonly (ConditionDefinition & { readonly since: number })[]): ConditionDefinition[] {
    const before = this.#given.get(tenant)
    const texts = made.map((one) => JSON.stringify({ ...one, since: undefined }))
    const fresh = made.filter(({ number }, i) => before?.get(number)?.text !== texts[i])
    const standing = standingIn(this.#needs.latest, tenant, [...new Set(fresh.flatMap(inputsOf))])
    const given = made.map((one, i): [number, Given] => {
      const text = texts[i] as string
      const same = before?.get(one.number)
      if (same?.text === text) return [one.number, same]
      const start = inputsOf(one).map((series) => standing.get(series) ?? null)
      return [one.number, { text, definition: { ...one, start } }]
    })
    this.#given.set(tenant, new Map(given))
    return given.map(([, { definition }]) => definition)
  }

  async standing(tenant: TenantId): Promise<readonly StandingEdge[]> {
    return this.#needs.tenants.within(tenant, definitions.standingEdges)
  }

  async edges(tenant: TenantId, edges: readonly ConditionEdge[]): Promise<void> {
    for (let at = 0; at < edges.length; at += EDGES_AT_ONCE) {
      await this.#needs.precedence.giveWay()
      await this.#take(tenant, edges.slice(at, at + EDGES_AT_ONCE))
    }
  }

  async suspended(tenant: TenantId, condition: number, fault: Fault): Promise<void> {
    const suspended = this.#suspended.get(tenant) ?? new Set<number>()
    this.#suspended.set(tenant, suspended.add(condition))
    await this.#break(tenant, condition, fault)
  }

  async resumed(tenant: TenantId, conditions: readonly number[]): Promise<void> {
    for (const one of conditions) this.#suspended.get(tenant)?.delete(one)
    await this.#mend(tenant)
  }

  async #break(tenant: TenantId, condition: number, fault: Fault): Promise<void> {
    this.#needs.log.warn('a condition of an alarm is not evaluated', { tenant, condition, fault: sayFault(fault) })
    const broken = { code: fault.code, says: fault.message }
    await this.#keepBroken(tenant, (tx) => lockByCondition(tx, [condition]), broken)
  }

  /** Alarms whose conditions are all evaluated are no longer called broken. */
  async #mend(tenant: TenantId): Promise<void> {
    const broken = await this.#needs.tenants.within(tenant, definitions.brokenConditions)
    const isOut = (one: number): boolean =>
      this.#unmade.get(tenant)?.has(one) === true || this.#suspended.get(tenant)?.has(one) === true
    const mended = broken.filter((all) => !all.some(isOut)).map(([own]) => own as number)
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
