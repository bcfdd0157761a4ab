import { ALL_INPUTS, type DerivedDefinition, DerivedProgram, type InputSample, seriesOfInputs } from '@millrace/compute'
import {
  BatchBuilder,
  type Clock,
  Fault,
  type Log,
  type Micros,
  type SampleBatch,
  Status,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { TenantDb } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import { DefinitionListeners } from '../../live/listeners.ts'
import type { DerivedBook, DerivedNews } from '../../live/needs.ts'
import { standingIn } from '../../live/standing.ts'
import type { AssetService } from '../assets/index.ts'
import './faults.ts'
import { fingerprintOf } from './fingerprint.ts'
import { definitionOf, type Numbered, type Plant } from './plan.ts'
import * as store from './store.ts'
import { batchOfTold, standingAt } from './stretch.ts'

const POINTS_AT_ONCE = 5_000
/** Values that are not durable after so long are worked out from the history later, and hold up nothing meanwhile. */
const BRING_MS = 2_000
/** What inputs had last is read anew at most so often, where live computing does not know it. */
const REREAD_MS = 60_000
const HOUR: Micros = 3_600_000_000

/** Where samples go on their way into the journal. */
export type Bring = (tenant: TenantId, batch: SampleBatch, signal: AbortSignal) => Promise<void>

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly latest: Pick<LatestValues, 'read'>
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
  /** Something waits to be worked out from the history. */
  readonly waits: (tenant: TenantId) => void
}

type Find = (ids: readonly string[]) => ReturnType<AssetService['find']>

interface Known {
  readonly point: string
  readonly definition: DerivedDefinition
  readonly print: number
  readonly isCondition: boolean
  /** The newest sample of its inputs when they were read. */
  readonly newest: Micros
}

type Value = Extract<DerivedNews, { is: 'value' }>

/** Derived points as live computing has them, and what becomes of what it tells of them. */
export class PointBook implements DerivedBook {
  readonly #needs: Needs
  readonly #listeners: DefinitionListeners
  readonly #known = new Map<TenantId, Map<number, Known>>()
  readonly #looked = new Map<TenantId, ReadonlySet<string>>()
  /** Since when what comes late is worked in, by number. */
  readonly #since = new Map<number, Micros>()
  readonly #suspended = new Set<number>()
  /** Whose inputs are to be read anew, and when any of a tenant were. */
  readonly #unsure = new Set<number>()
  readonly #rereadAt = new Map<TenantId, number>()
  /** Of the journal: what was told of a point, by number, is of samples up to there. */
  readonly #positions = new Map<number, number>()
  #underWay: { readonly number: number; readonly from: Micros; readonly to: Micros } | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#listeners = new DefinitionListeners(needs.clock)
  }

  /** Definitions of a tenant are others than before; after the commit. Resolves when they hold for what comes from then on. */
  async changed(tenant: TenantId): Promise<void> {
    await this.#listeners.inForce(tenant)
  }

  /** Points have another type, unit or series; after the commit. Resolves when what rests on them follows. */
  async pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void> {
    const looked = this.#looked.get(tenant)
    if (points.some((point) => looked?.has(point))) await this.changed(tenant)
  }

  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void {
    return this.#listeners.add(listener)
  }

  /** Formulas and points of a tenant, as they are; `find` as {@link PointBook.points}. */
  async plant(tenant: TenantId, rows: readonly store.DerivedRow[], find?: Find): Promise<Plant> {
    const formulas = new Map(rows.map((row) => [row.point, row]))
    const ids = new Set(rows.flatMap((row) => [row.point, ...row.inputs.map(({ point }) => point)]))
    return { formulas, points: await this.points(tenant, [...ids], find) }
  }

  /** `find`: where a transaction is open, in that one. */
  async points(
    tenant: TenantId,
    ids: readonly string[],
    find: Find = (some) => this.#needs.assets.find({ tenant }, some),
  ): Promise<Map<string, Numbered>> {
    const points = new Map<string, Numbered>()
    for (let at = 0; at < ids.length; at += POINTS_AT_ONCE) {
      const found = await find(ids.slice(at, at + POINTS_AT_ONCE))
      for (const [id, one] of found) if (one !== 'several') points.set(id, one)
    }
    return points
  }

  async definitions(tenant: TenantId): Promise<readonly DerivedDefinition[]> {
    const { tenants, history } = this.#needs
    const rows = await tenants.within(tenant, store.everyRow)
    // Before they are read: what changes meanwhile is told.
    this.#looked.set(tenant, new Set(rows.flatMap((row) => row.inputs.map(({ point }) => point))))
    const plant = await this.plant(tenant, rows)
    const before = this.#known.get(tenant) ?? new Map<number, Known>()
    const made: { row: store.DerivedRow; definition: DerivedDefinition; print: number }[] = []
    for (const row of rows) {
      this.#since.set(row.series, row.since ?? Number.NEGATIVE_INFINITY)
      try {
        const definition = definitionOf(row.point, plant)
        const print = fingerprintOf(definition)
        if (before.get(row.series)?.print !== print) new DerivedProgram(definition)
        made.push({ row, definition, print })
        if (row.broken && !this.#suspended.has(row.series)) await this.#mend(tenant, [row.series])
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        // An input is gone, or speaks otherwise: it is said at the point, and the others go on.
        if (row.broken?.says !== thrown.message) await this.#break(tenant, row.series, thrown)
      }
    }
    const due = made.filter(({ row, print }) => before.get(row.series)?.print !== print || this.#unsure.has(row.series))
    const series = [...new Set(due.flatMap(({ definition }) => seriesOfInputs(definition)))]
    const stood = series.length > 0 ? await standingAt(history, tenant, series, Number.MAX_SAFE_INTEGER) : []
    // What is the newest of each is looked up last, so that nothing can come between it and the thread.
    const start = this.#newest(tenant, series, stood)
    const known = new Map<number, Known>()
    for (const { row, definition, print } of made) {
      const same = before.get(row.series)
      const isDue = due.some((one) => one.row === row)
      known.set(row.series, same && !isDue ? same : knownOf(row.point, plant, definition, print, { start, same }))
    }
    for (const { row } of due) this.#unsure.delete(row.series)
    for (const number of before.keys()) if (!known.has(number)) this.#suspended.delete(number)
    this.#known.set(tenant, known)
    const begun = made.filter(({ row, print }) => row.print !== print)
    if (begun.length > 0)
      void this.#begin(
        tenant,
        begun.map(({ row }) => known.get(row.series)!),
      )
    return [...known.values()].map(({ definition }) => definition)
  }

  async take(tenant: TenantId, news: readonly DerivedNews[], position: number): Promise<void> {
    const { tenants, waits } = this.#needs
    const known = this.#known.get(tenant)
    const marks: store.Mark[] = []
    const mark = (number: number, series: number, from: Micros, last: Micros, end: Micros): void => {
      const begin = Math.max(from, this.#since.get(number) ?? Number.NEGATIVE_INFINITY)
      const point = known?.get(number)?.point
      if (point === undefined || begin >= end) return
      const at = Math.max(begin, 0)
      marks.push({ point, series, hour: Math.floor(at / HOUR), from: at, last: Math.max(at, last), end })
    }
    const values = news.filter((one) => one.is === 'value').filter(({ number }) => known?.has(number))
    for (const { number } of values) this.#positions.set(number, position)
    const { number: of, from, to } = this.#underWay ?? { number: Number.NaN, from: 0, to: 0 }
    // What is written of it from the history may know less, and be written later: it is worked out once more.
    for (const { number, time } of values)
      if (number === of && from <= time && time < to) mark(number, ALL_INPUTS, time, time, time + 1)
    if (values.length > 0 && !(await this.#bring(tenant, values, known!)))
      for (const { number, time } of values) mark(number, ALL_INPUTS, time, time, time + 1)
    for (const one of news) {
      if (one.is !== 'late') continue
      mark(one.number, one.series, one.from, one.last, one.end)
      if (one.series === ALL_INPUTS) this.#unsure.add(one.number)
    }
    if (marks.length > 0) {
      await tenants.within(tenant, (tx) => store.keepMarks(tx, marks, position))
      waits(tenant)
    }
    this.#reread(tenant)
  }

  async suspended(tenant: TenantId, number: number, fault: Fault): Promise<void> {
    this.#suspended.add(number)
    await this.#break(tenant, number, fault)
  }

  async resumed(tenant: TenantId, numbers: readonly number[]): Promise<void> {
    for (const one of numbers) this.#suspended.delete(one)
    await this.#mend(tenant, numbers)
  }

  /**
   * A stretch is worked out from the history until this is called with another, or none. Returns the position of the journal up to
   * which the history must have come for that: it may know no less than live computing, which told of the same time.
   */
  workingOn(stretch?: { readonly number: number; readonly from: Micros; readonly to: Micros }): number {
    this.#underWay = stretch
    return (stretch && this.#positions.get(stretch.number)) ?? 0
  }

  /** Points that can be worked out. */
  known(tenant: TenantId): string[] {
    return [...(this.#known.get(tenant)?.values() ?? [])].map(({ point }) => point)
  }

  /** As live computing has it; undefined where it has it not. */
  definitionOf(tenant: TenantId, point: string): { definition: DerivedDefinition; isCondition: boolean } | undefined {
    for (const known of this.#known.get(tenant)?.values() ?? []) if (known.point === point) return known
    return undefined
  }

  /** What each of some series has now: what came since it was written, and else as it was written. */
  #newest(
    tenant: TenantId,
    series: readonly number[],
    stood: readonly (InputSample | null)[],
  ): Map<number, InputSample | null> {
    const start = new Map(series.map((one, i) => [one, stood[i] ?? null]))
    for (const [one, held] of standingIn(this.#needs.latest, tenant, series)) {
      const known = start.get(one)
      // What is held of one time may say less than what was written: its source is away.
      if (!known || held.time > known.time) start.set(one, held)
    }
    return start
  }

  /** False where they are not durable in time, or there is no room: live computing must not wait for that. */
  async #bring(tenant: TenantId, values: readonly Value[], known: ReadonlyMap<number, Known>): Promise<boolean> {
    const { bring, clock, log } = this.#needs
    const batch = batchOfTold(values, (number) => known.get(number)?.isCondition === true)
    const late = new AbortController()
    const timer = clock.after(BRING_MS, () => late.abort(new Fault('derived.held_up', { ms: BRING_MS })))
    try {
      await bring(tenant, batch, late.signal)
      return true
    } catch (thrown) {
      const isFull = thrown instanceof Fault && thrown.code === 'ingest.refused'
      if (!isFull && !late.signal.aborted) throw thrown
      log.warn('values of derived points wait for the history', { tenant, fault: sayFault(thrown) })
      return false
    } finally {
      timer.cancel()
    }
  }

  async #begin(tenant: TenantId, known: readonly Known[]): Promise<void> {
    const { tenants, waits, log } = this.#needs
    const begun = known.map(({ point, print, newest }) => ({ point, print, newest: Math.max(0, newest) }))
    try {
      const rows = await tenants.within(tenant, async (tx) => {
        await store.begin(tx, begun)
        return store.everyRow(tx)
      })
      for (const { series, since } of rows) this.#since.set(series, since ?? Number.NEGATIVE_INFINITY)
      waits(tenant)
    } catch (thrown) {
      // With the next change, or the next start, it is said again.
      log.warn('derived points not begun', { tenant, fault: sayFault(thrown) })
    }
  }

  /** Live computing has lost what some inputs had last: it is read for it. */
  #reread(tenant: TenantId): void {
    const known = this.#known.get(tenant)
    if (![...this.#unsure].some((number) => known?.has(number))) return
    const now = this.#needs.clock.monotonic()
    if (now - (this.#rereadAt.get(tenant) ?? Number.NEGATIVE_INFINITY) < REREAD_MS) return
    this.#rereadAt.set(tenant, now)
    this.#listeners.tell(tenant)
  }

  /** Nobody may take its last value for one of now; where there is no way for that, it is said at the point all the same. */
  async tellBad(tenant: TenantId, number: number, status: number): Promise<void> {
    const { latest, bring, clock, log } = this.#needs
    const held = latest.read(tenant, [number])
    const rows = new BatchBuilder(1)
    rows.addNone(number, held.length > 0 ? held.time[0]! + 1 : clock.now(), status)
    const late = new AbortController()
    const timer = clock.after(BRING_MS, () => late.abort(new Fault('derived.held_up', { ms: BRING_MS })))
    await bring(tenant, rows.take(), late.signal).catch((thrown: unknown) =>
      log.warn('a derived point could not be told as bad', { tenant, series: number, fault: sayFault(thrown) }),
    )
    timer.cancel()
  }

  async #break(tenant: TenantId, number: number, fault: Fault): Promise<void> {
    const { tenants, log } = this.#needs
    log.warn('a derived point is not worked out', { tenant, series: number, fault: sayFault(fault) })
    await tenants.within(tenant, (tx) => store.setBroken(tx, [number], { code: fault.code, says: fault.message }))
    await this.tellBad(tenant, number, Status.BadConfigurationError)
  }

  async #mend(tenant: TenantId, numbers: readonly number[]): Promise<void> {
    await this.#needs.tenants.within(tenant, (tx) => store.setBroken(tx, numbers, null))
  }
}

function knownOf(
  point: string,
  { points }: Plant,
  definition: DerivedDefinition,
  print: number,
  { start, same }: { start: ReadonlyMap<number, InputSample | null>; same: Known | undefined },
): Known {
  const own = definition.inputs.map(({ series }) => start.get(series) ?? null)
  const read = (same?.definition.read ?? 0) + 1
  return {
    point,
    definition: { ...definition, start: own, read },
    print,
    isCondition: points.get(point)?.point.type === 'boolean',
    newest: Math.max(...own.map((sample) => sample?.time ?? Number.NEGATIVE_INFINITY)),
  }
}
