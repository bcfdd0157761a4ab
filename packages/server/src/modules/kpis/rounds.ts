import { buildUnit, type Windows, windowKinds } from '@millrace/compute'
import {
  type Clock,
  type Closable,
  type Log,
  MICROS_PER_MS,
  type Micros,
  sayFault,
  type TenantId,
  type Timer,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { TenantDb } from '../../database/index.ts'
import type { ProductionService, UnitPlan } from '../production/index.ts'
import { dateOf } from './affected.ts'
import { askedByLate, askedOf } from './asking.ts'
import type { HistoryProgress, UnitBook } from './book.ts'
import { dropLate, type LateRow, lateUpTo } from './late-store.ts'
import * as store from './store.ts'
import { appliedAt, plannedUnit, tellFromHistory, windowsOf } from './telling.ts'
import type { Units } from './units.ts'
import { rowOf } from './view.ts'

const EVERY_MS = 10_000
/** Windows that were told as they ended are kept after so long: those of others that end with them come in it. */
const SOON_MS = 500
/** A work unit that is new is told from so long ago on. */
const BACK: Micros = 35 * 86_400_000_000
/** Windows told in one go before other organisations have their turn. */
const AT_ONCE = 200

interface Needs {
  readonly tenants: TenantDb
  readonly production: Pick<ProductionService, 'units' | 'plan' | 'changesSince' | 'countChanges'>
  readonly history: Pick<HistoryStore, 'raw'>
  readonly units: Units
  readonly book: UnitBook
  readonly progress: HistoryProgress
  readonly clock: Clock
  readonly log: Log
}

/** A work unit since it was last asked which of its windows are to be told. */
interface Asked {
  /** The last change that was looked at. */
  readonly change: number
  /** How many changes there were then: where there are more, one may touch it. */
  readonly count: number
  /** When the next of its windows ends. */
  readonly next: Micros
}

const nextEnd = (windows: Windows, at: Micros): Micros =>
  Math.min(...windowKinds.map((kind) => windows.at(kind, at).to))

const micros = (moment: Date): Micros => moment.getTime() * MICROS_PER_MS

/** Asks which windows are to be told, and tells them: round by round, one organisation after the other. */
export class Rounds implements Closable {
  readonly #needs: Needs
  readonly #tenants = new Set<TenantId>()
  readonly #asked = new Map<TenantId, ReadonlyMap<string, Asked>>()
  readonly #soon = new Map<TenantId, Timer>()
  #running: Promise<void> = Promise.resolve()
  #closed = false
  #timer: Timer | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#next()
  }

  begin(tenant: TenantId): void {
    this.#tenants.add(tenant)
  }

  /** Definitions changed: every work unit is asked for anew. */
  forget(tenant: TenantId): void {
    this.#asked.delete(tenant)
  }

  /** Something can be told before the next round. */
  soon(tenant: TenantId): void {
    if (this.#closed || this.#soon.has(tenant)) return
    const timer = this.#needs.clock.after(SOON_MS, () => {
      this.#soon.delete(tenant)
      void this.tell(tenant).catch((thrown: unknown) => this.#failed(tenant, thrown))
    })
    this.#soon.set(tenant, timer)
  }

  /** Resolves when what can be told was told. */
  async tell(tenant: TenantId): Promise<void> {
    const turn = this.#running.then(() => this.#tell(tenant))
    // The next in turn begins whether this one failed or not; whoever asked hears of it.
    this.#running = turn.catch(() => undefined)
    await turn
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    for (const timer of this.#soon.values()) timer.cancel()
    await this.#running
  }

  #next(): void {
    if (this.#closed) return
    this.#timer = this.#needs.clock.after(EVERY_MS, () => {
      this.#running = this.#running.then(() => this.#round())
      void this.#running.then(() => this.#next())
    })
  }

  async #round(): Promise<void> {
    for (const tenant of this.#tenants) {
      if (this.#closed) return
      await this.#tell(tenant).catch((thrown: unknown) => this.#failed(tenant, thrown))
    }
  }

  #failed(tenant: TenantId, thrown: unknown): void {
    this.#needs.log.error('KPIs could not be told', { tenant, fault: sayFault(thrown) })
  }

  async #tell(tenant: TenantId): Promise<void> {
    const { tenants, production, book, progress, log } = this.#needs
    const rows = await production.units({ tenant })
    const late = await tenants.within(tenant, (tx) => lateUpTo(tx, progress.position))
    const count = await production.countChanges({ tenant })
    const before = this.#asked.get(tenant)
    const asked = new Map<string, Asked>()
    for (const unit of rows) {
      const { asset } = unit
      const known = before?.get(asset)
      try {
        const isQuiet = known && !late.has(asset) && (await this.#isQuiet(tenant, asset, known, count))
        const now = isQuiet ? known : await this.#ask(tenant, unit, late.get(asset) ?? [])
        if (now) asked.set(asset, { ...now, count })
      } catch (thrown) {
        // Its windows that ended are told from the history when it can be asked for again.
        book.forget(asset, Number.POSITIVE_INFINITY)
        log.warn('a work unit could not be asked for', { asset, fault: sayFault(thrown) })
      }
    }
    this.#asked.set(tenant, asked)
    book.settle(
      tenant,
      rows.map(({ asset }) => asset),
    )
    while (await this.#work(tenant, [...asked.keys()]));
  }

  /** Nothing ended or was changed since it was last asked. */
  async #isQuiet(tenant: TenantId, asset: string, known: Asked, count: number): Promise<boolean> {
    const { next, change } = known
    const { book, production } = this.#needs
    if (book.closedUntil(asset) >= next) return false
    if (count === known.count) return true
    return (await production.changesSince({ tenant }, asset, change)).length === 0
  }

  /**
   * Asks which windows of a work unit are to be told: keeps those that live computing told, and puts the others into the queue.
   * Undefined while live computing does not have it as it is now: what comes late would not be heard.
   */
  async #ask(
    tenant: TenantId,
    unit: UnitPlan['unit'],
    marks: readonly LateRow[],
  ): Promise<Omit<Asked, 'count'> | undefined> {
    const { tenants, production, history, units, book, clock } = this.#needs
    const { asset } = unit
    const at = dateOf(clock.now())
    const now = await units.now(tenant, unit, at)
    const closed = book.closed(asset, now.fingerprint)
    if (closed === undefined) return undefined
    const { told, changes, change, definitions } = now
    const since = told ? micros(told.since) : closed - BACK
    const until = told ? micros(told.until) : since
    const ended = Math.max(until, closed)
    const plan = await production.plan({ tenant }, asset, dateOf(since), dateOf(Math.max(ended, micros(at))))
    const subject = buildUnit(plannedUnit(plan, now.applied, now.pointOf))
    // Also of those that ended just now: what came after its page is not in it.
    const byLate = await askedByLate(history, tenant, subject, marks, { since, until: ended })
    const moved = changes.some(({ about }) => about === 'calendar' || about === 'order' || about === 'work_unit')
    await tenants.within(tenant, async (tx) => {
      const known = moved ? await store.windowsOf(tx, asset) : []
      const { windows, gone } = askedOf({ plan, since, until, ended, changes: told ? changes : [], known })
      for (const window of gone) await store.dropWindow(tx, { asset, ...window })
      const asked = [...windows, ...byLate.map((named) => ({ ...named, why: 'late' as const }))]
      const all = [...new Map(asked.map((one) => [`${one.kind} ${one.begin.getTime()}`, one])).values()]
      const rows = all.map((row) => ({ ...row, tenant, asset, askedAt: dateOf(clock.now()) }))
      const seen = rows.flatMap((row) => {
        const results = row.why === 'ended' ? this.#toldLive(row, definitions) : undefined
        return results ? [{ row, results }] : []
      })
      await store.putResults(tx, asset, seen)
      const live = new Set(seen.map(({ row }) => row))
      await store.enqueue(
        tx,
        rows.filter((row) => !live.has(row)),
      )
      await store.keepTold(tx, { tenant, asset, since: dateOf(since), until: dateOf(ended), change })
      await dropLate(tx, marks)
    })
    book.forget(asset, ended)
    return { change, next: nextEnd(windowsOf(plan), ended) }
  }

  /** Results of a window that was told as it ended. */
  #toldLive(row: store.QueueRow, definitions: readonly store.DefinitionRow[]): store.ResultRow[] | undefined {
    const { book, clock } = this.#needs
    const applied = appliedAt(definitions, row.asset, row.kind, row.begin)
    const told = book.told(row.asset, row.kind, micros(row.begin), micros(row.end), applied)
    const toldAt = dateOf(clock.now())
    return told?.map((one) => rowOf(row, one, toldAt))
  }

  /** Tells windows of the queue from the history; true if others may be told after them. */
  async #work(tenant: TenantId, assets: readonly string[]): Promise<boolean> {
    const { tenants, clock, log } = this.#needs
    const rows = await tenants.within(tenant, (tx) => store.waiting(tx, assets, AT_ONCE))
    const definitions = rows.length > 0 ? await tenants.within(tenant, store.allDefinitions) : []
    let told = 0
    for (const [asset, ofAsset] of Map.groupBy(rows, (row) => row.asset)) {
      if (this.#closed) return false
      try {
        await this.#tellSome(tenant, asset, ofAsset, definitions)
        told += ofAsset.length
      } catch (thrown) {
        // A work unit that cannot be told comes again after the others, and does not hold them up.
        log.warn('windows of KPIs could not be told', { asset, windows: ofAsset.length, fault: sayFault(thrown) })
        const askedAt = dateOf(Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS)
        await tenants.within(tenant, (tx) =>
          store.enqueue(
            tx,
            ofAsset.map((row) => ({ ...row, askedAt })),
          ),
        )
      }
    }
    return rows.length === AT_ONCE && told > 0
  }

  /** Tells windows of one work unit: what is known of it is read once, and what was told is written at once. */
  async #tellSome(
    tenant: TenantId,
    asset: string,
    rows: readonly store.QueueRow[],
    definitions: readonly store.DefinitionRow[],
  ): Promise<void> {
    const { tenants, production, history, units, clock } = this.#needs
    const begin = Math.min(...rows.map((row) => row.begin.getTime()))
    const end = Math.max(...rows.map((row) => row.end.getTime()))
    const plan = await production.plan({ tenant }, asset, new Date(begin), new Date(end))
    const windows = windowsOf(plan)
    const subjects = new Map<string, ReturnType<typeof buildUnit>>()
    const told: { row: store.QueueRow; results: store.ResultRow[] }[] = []
    for (const row of rows) {
      const applied = appliedAt(definitions, asset, row.kind, row.begin)
      const versions = applied.map(({ definition, version }) => `${definition.id} ${version}`).join()
      const subject =
        subjects.get(versions) ??
        buildUnit(plannedUnit(plan, applied, await units.pointsFor(tenant, plan.unit, applied)))
      subjects.set(versions, subject)
      const window = windows.at(row.kind, micros(row.begin))
      const all = await tellFromHistory(history, tenant, subject, window)
      const toldAt = dateOf(clock.now())
      told.push({ row, results: all.map((one) => rowOf(row, one, toldAt)) })
    }
    await tenants.within(tenant, async (tx) => {
      await store.putResults(tx, asset, told)
      for (const { row } of told) await store.done(tx, row)
    })
  }
}
