import { createHash } from 'node:crypto'
import { ALL_INPUTS, type InputSample, type RowDefinition, seriesOfInputs } from '@millrace/compute'
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
import { type ModelHost, sayReason } from '@millrace/runtime'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import { DefinitionListeners } from '../../live/listeners.ts'
import type { LateNews, ModelBook, ModelNews, ModelRow } from '../../live/needs.ts'
import { inputSampleOf } from '../../live/standing.ts'
import type { AssetService } from '../assets/index.ts'
import { standingAt } from '../derived/index.ts'
import { blank, Chains } from './chains.ts'
import { addSamples, pickResults, worstOf } from './columns.ts'
import './faults.ts'
import { type BoundItem, isStateful, type Known, type Outcome, termAt } from './known.ts'
import { Lanes } from './lanes.ts'
import { Marks, QUEUED } from './marks.ts'
import { type Numbered, type Program, programOf } from './plan.ts'
import type { Shadow } from './shadow.ts'
import * as store from './store.ts'
import type { Versions } from './versions.ts'
import type { RunWatch } from './watch.ts'
import * as workStore from './work-store.ts'

const POINTS_AT_ONCE = 5_000
/** Values that are not durable after so long are worked out from the history later, and hold up nothing meanwhile. */
const BRING_MS = 2_000
/** What inputs had last is read anew at most so often, where live computing does not know it. */
const REREAD_MS = 60_000

/** Where samples go on their way into the journal. */
export type Bring = (tenant: TenantId, batch: SampleBatch, signal: AbortSignal) => Promise<void>

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly latest: Pick<LatestValues, 'read'>
  readonly versions: Versions
  readonly host: Pick<ModelHost, 'run'>
  readonly watch: RunWatch
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
  /** Something waits to be worked out from the history. */
  readonly waits: (tenant: TenantId) => void
}

/** What came of the newest row of an asset. */
export interface Last {
  readonly time: Micros
  readonly version: string
  readonly status: number
  readonly reason: string | undefined
}

/** Models at assets as live computing has them, and what becomes of the rows that it tells. */
export class BindingBook implements ModelBook {
  readonly #needs: Needs
  readonly #listeners: DefinitionListeners
  readonly #lanes: Lanes
  readonly chains: Chains
  readonly #known = new Map<TenantId, Map<number, Known>>()
  readonly #looked = new Map<TenantId, ReadonlySet<string>>()
  /** Since when what comes late is worked in, by number. */
  readonly #since = new Map<number, Micros>()
  readonly #unsure = new Set<number>()
  readonly #rereadAt = new Map<TenantId, number>()
  /** Of the journal: what was told of a number is of samples up to there. */
  readonly #positions = new Map<number, number>()
  /** The newest row that was told, whatever became of it. */
  readonly #newest = new Map<number, Micros>()
  readonly #last = new Map<number, Last>()
  /** Stateful ones that were taken up in this life. */
  readonly #taken = new Set<number>()
  readonly #turns = new Map<TenantId, Promise<unknown>>()
  readonly shadows = new Map<string, Shadow>()
  #underWay: { readonly number: number; readonly from: Micros; readonly to: Micros } | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#listeners = new DefinitionListeners(needs.clock)
    this.chains = new Chains(needs)
    this.#lanes = new Lanes({ ...needs, chains: this.chains })
  }

  /** Definitions of a tenant are others than before; after the commit. Resolves when they hold for what comes from then on. */
  async changed(tenant: TenantId): Promise<void> {
    await this.#listeners.inForce(tenant)
  }

  /** Points have another type, unit or series; after the commit. Resolves when what looks at them follows. */
  async pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void> {
    const looked = this.#looked.get(tenant)
    if (points.some((point) => looked?.has(point))) await this.changed(tenant)
  }

  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void {
    return this.#listeners.add(listener)
  }

  /** What is done in it has the rows of a tenant to itself: nothing is told, and no version changes, meanwhile. */
  turn<T>(tenant: TenantId, run: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(tenant) ?? Promise.resolve()).then(run)
    // The next in turn begins whether this one failed or not; whoever asked hears of it.
    const over = turn.catch(() => undefined)
    this.#turns.set(tenant, over)
    return turn
  }

  async points(tenant: TenantId, ids: readonly string[], reach: Reach = { tenant }): Promise<Map<string, Numbered>> {
    const points = new Map<string, Numbered>()
    for (let at = 0; at < ids.length; at += POINTS_AT_ONCE) {
      const found = await this.#needs.assets.find(reach, ids.slice(at, at + POINTS_AT_ONCE))
      for (const [id, one] of found) if (one !== 'several') points.set(id, one)
    }
    return points
  }

  async definitions(tenant: TenantId): Promise<readonly RowDefinition[]> {
    const { tenants, history, versions } = this.#needs
    const { bindings, rows, terms } = await tenants.within(tenant, async (tx) => ({
      bindings: new Map((await store.everyBinding(tx)).map((row) => [row.id, row])),
      rows: await store.everyBound(tx),
      terms: Map.groupBy(await store.everyTerm(tx), ({ bound }) => bound),
    }))
    const ids = rows.flatMap(({ inputs, measured }) => [
      ...Object.values(inputs).flatMap(({ point }) => (point === undefined ? [] : [point])),
      ...Object.values(measured),
    ])
    // Before they are read: what changes meanwhile is told.
    this.#looked.set(tenant, new Set(ids))
    const points = await this.points(tenant, [...new Set(ids)])
    const before = this.#known.get(tenant) ?? new Map<number, Known>()
    const made: { row: store.BoundRow; known: Omit<Known, 'newest'> }[] = []
    for (const row of rows) {
      const binding = bindings.get(row.binding)
      if (!binding || binding.paused) continue
      this.#since.set(row.number, row.since ?? Number.NEGATIVE_INFINITY)
      try {
        const { model } = await versions.get(tenant, binding.mechanism, binding.version)
        const program = programOf(row, binding, { manifest: model.manifest, points })
        const own = await versions.terms(tenant, binding.mechanism, terms.get(row.number) ?? [])
        const print = printOf(program)
        const { definition } = program
        made.push({ row, known: { number: row.number, binding: binding.id, program, definition, print, terms: own } })
        if (row.broken) await this.#mend(tenant, [row.number])
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        // An input is gone, or speaks otherwise: it is said at the asset, and the others go on.
        if (row.broken?.says !== thrown.message) await this.#break(tenant, row, thrown)
      }
    }
    const due = made.filter(
      ({ row, known }) =>
        before.get(row.number)?.print !== known.print || row.print !== known.print || this.#unsure.has(row.number),
    )
    const isDue = new Set(due.map(({ row }) => row.number))
    const series = [...new Set(due.flatMap(({ known }) => seriesOfInputs(known.definition)))]
    const stood = series.length > 0 ? await standingAt(history, tenant, series, Number.MAX_SAFE_INTEGER) : []
    // What is the newest of each is looked up last, so that nothing can come between it and the thread.
    const start = this.#newestOf(tenant, series, stood)
    const all = new Map<number, Known>()
    for (const { row, known } of made) {
      const same = before.get(row.number)
      all.set(
        row.number,
        same && !isDue.has(row.number)
          ? { ...same, ...known, definition: same.definition }
          : started(known, start, same),
      )
    }
    for (const number of isDue) this.#unsure.delete(number)
    this.#known.set(tenant, all)
    const begun = made.filter(({ row, known }) => row.print !== known.print).map(({ row }) => all.get(row.number)!)
    if (begun.length > 0) void this.#begin(tenant, begun)
    const fresh = made.filter(
      ({ row, known }) => isStateful(known.terms[0]!) && (row.print !== known.print || !this.#taken.has(row.number)),
    )
    if (fresh.length > 0)
      await this.#takeUp(
        tenant,
        fresh.map(({ row }) => ({ row, known: all.get(row.number)! })),
      )
    return [...all.values()].map(({ definition }) => definition)
  }

  take(tenant: TenantId, news: readonly ModelNews[], position: number): Promise<void> {
    return this.turn(tenant, () => this.#take(tenant, news, position))
  }

  async #take(tenant: TenantId, news: readonly ModelNews[], position: number): Promise<void> {
    const { tenants, waits } = this.#needs
    const known = this.#known.get(tenant)
    const marks = new Marks((number) => this.#since.get(number) ?? Number.NEGATIVE_INFINITY)
    // Of one instant the last word stands.
    const rows = new Map<string, BoundItem>()
    for (const one of news) {
      const of = one.is === 'row' ? known?.get(one.number) : undefined
      if (of)
        rows.set(`${one.number} ${(one as ModelRow).time}`, { known: of, program: of.program, ...(one as ModelRow) })
    }
    const items = [...rows.values()]
    for (const { known: of, time } of items) {
      this.#positions.set(of.number, position)
      this.#newest.set(of.number, Math.max(time, this.#newest.get(of.number) ?? Number.NEGATIVE_INFINITY))
    }
    const { number: of, from, to } = this.#underWay ?? { number: Number.NaN, from: 0, to: 0 }
    // What is written of it from the history may know less, and be written later: it is worked out once more.
    for (const { known: one, time } of items) if (one.number === of && from <= time && time < to) marks.addOne(of, time)
    const { outcomes, behind } = await this.#lanes.run(tenant, items)
    const wait = (item: BoundItem): void => {
      const isQueued = isStateful(termAt(item.known, item.time))
      if (isQueued) this.chains.lose(item.known.number)
      marks.addOne(item.known.number, item.time, isQueued ? QUEUED : ALL_INPUTS)
    }
    for (const item of behind) wait(item)
    if (await this.bringOf(tenant, outcomes)) this.#took(outcomes)
    else for (const outcome of outcomes) for (const item of outcome.items) wait(item)
    for (const one of news) if (one.is === 'late') this.#late(tenant, one, marks)
    if (marks.rows.length > 0) {
      await tenants.within(tenant, (tx) => workStore.keepMarks(tx, marks.rows, position))
      waits(tenant)
    }
    this.#reread(tenant)
  }

  #late(tenant: TenantId, { number, series, from, last, end }: LateNews, marks: Marks): void {
    if (series === ALL_INPUTS) this.#unsure.add(number)
    const known = this.#known.get(tenant)?.get(number)
    if (!known) return
    marks.add(number, series, { from, last, end })
    // Whatever it remembers rests on what was before.
    if (isStateful(known.terms[0]!)) this.chains.lose(number)
  }

  #took(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const { items, results, ms, term } = outcome
      items.forEach(({ known, time }, row) => {
        if (time < (this.#last.get(known.number)?.time ?? Number.NEGATIVE_INFINITY)) return
        const { status, reason } = worstOf(results, row)
        const why = results.reasons[reason - 1]
        const { version } = term.stored
        this.#last.set(known.number, { time, version, status, reason: why && sayReason(why) })
      })
      this.#needs.watch.ran({ items, results, ms })
      for (const binding of new Set(items.map(({ known }) => known.binding)))
        this.shadows.get(binding)?.add(partOf(outcome, binding))
    }
  }

  async suspended(tenant: TenantId, number: number, fault: Fault): Promise<void> {
    this.#needs.log.error('rows of a model are not made', { tenant, number, fault: sayFault(fault) })
    await this.#needs.tenants.within(tenant, (tx) =>
      store.setBroken(tx, [number], { code: fault.code, says: fault.message }),
    )
  }

  async resumed(tenant: TenantId, numbers: readonly number[]): Promise<void> {
    await this.#mend(tenant, numbers)
  }

  /** As derived points do: see {@link PointBook.workingOn}. */
  workingOn(stretch?: { readonly number: number; readonly from: Micros; readonly to: Micros }): number {
    this.#underWay = stretch
    return (stretch && this.#positions.get(stretch.number)) ?? 0
  }

  positionOf(number: number): number {
    return this.#positions.get(number) ?? 0
  }

  /** The newest row that was told of it; −Infinity before the first. */
  newestOf(number: number): Micros {
    return this.#newest.get(number) ?? Number.NEGATIVE_INFINITY
  }

  known(tenant: TenantId): ReadonlyMap<number, Known> {
    return this.#known.get(tenant) ?? new Map()
  }

  sinceOf(number: number): Micros {
    return this.#since.get(number) ?? Number.NEGATIVE_INFINITY
  }

  last(number: number): Last | undefined {
    return this.#last.get(number)
  }

  /** The newest row of an asset that values were given for, or wait to be: another version holds after it. */
  newest(tenant: TenantId, { number, outputs }: store.BoundRow): Micros {
    const given = this.#needs.latest.read(
      tenant,
      Object.values(outputs).map(({ series }) => series),
    )
    return Math.max(0, this.#newest.get(number) ?? 0, ...given.time.subarray(0, given.length))
  }

  /** False where they are not durable in time, or there is no room: live computing must not wait for that. */
  async bringOf(tenant: TenantId, outcomes: readonly Outcome[]): Promise<boolean> {
    const { bring, clock, log } = this.#needs
    const samples = new BatchBuilder()
    for (const { items, results } of outcomes) addSamples(samples, items, results)
    if (samples.length === 0) return true
    const late = new AbortController()
    const timer = clock.after(BRING_MS, () => late.abort(new Fault('bindings.held_up', { ms: BRING_MS })))
    try {
      await bring(tenant, samples.take(), late.signal)
      return true
    } catch (thrown) {
      const isFull = thrown instanceof Fault && thrown.code === 'ingest.refused'
      if (!isFull && !late.signal.aborted) throw thrown
      log.warn('values of models wait for the history', { tenant, fault: sayFault(thrown) })
      return false
    } finally {
      timer.cancel()
    }
  }

  /** Nobody may take the last values for those of now. */
  async tellBad(tenant: TenantId, series: readonly number[], status: number): Promise<void> {
    const { bring, clock, latest, log } = this.#needs
    if (series.length === 0) return
    const held = latest.read(tenant, series)
    const newest = new Map(Array.from(held.series.subarray(0, held.length), (one, i) => [one, held.time[i]!]))
    const samples = new BatchBuilder(series.length)
    for (const one of series) {
      const time = newest.get(one)
      samples.addNone(one, time === undefined ? clock.now() : time + 1, status)
    }
    const late = new AbortController()
    const timer = clock.after(BRING_MS, () => late.abort(new Fault('bindings.held_up', { ms: BRING_MS })))
    await bring(tenant, samples.take(), late.signal).catch((thrown: unknown) =>
      log.warn('not told that a model gives no values', { tenant, fault: sayFault(thrown) }),
    )
    timer.cancel()
  }

  /** What each of some series has now: what came since it was written, and else as it was written. */
  #newestOf(tenant: TenantId, series: readonly number[], stood: readonly (InputSample | null)[]) {
    const start = new Map(series.map((one, i) => [one, stood[i] ?? null]))
    const held = this.#needs.latest.read(tenant, series)
    for (let i = 0; i < held.length; i++) {
      const one = held.series[i]!
      const known = start.get(one)
      // What is held of one time may say less than what was written: its source is away.
      if (!known || held.time[i]! > known.time) start.set(one, inputSampleOf(held, i))
    }
    return start
  }

  async #begin(tenant: TenantId, known: readonly Known[]): Promise<void> {
    const { tenants, waits, log } = this.#needs
    const begun = known.map(({ number, print, newest }) => ({ number, print, newest: Math.max(0, newest) }))
    try {
      const rows = await tenants.within(tenant, async (tx) => {
        await store.begin(tx, begun)
        return store.everyBound(tx)
      })
      for (const { number, since } of rows) this.#since.set(number, since ?? Number.NEGATIVE_INFINITY)
      waits(tenant)
    } catch (thrown) {
      // With the next change, or the next start, it is said again.
      log.warn('models not begun', { tenant, fault: sayFault(thrown) })
    }
  }

  /** Stateful models that are new here: those that never ran begin, the others go on from what was kept. */
  async #takeUp(tenant: TenantId, fresh: readonly { row: store.BoundRow; known: Known }[]): Promise<void> {
    const marks = new Marks(() => 0)
    await this.#needs.tenants.within(tenant, async (tx) => {
      for (const { row, known } of fresh) {
        const { number, terms, newest } = known
        const { digest } = terms[0]!.stored.model
        this.#taken.add(number)
        this.chains.lose(number)
        const kept = await workStore.stateBefore(tx, number, { digest, at: Number.MAX_SAFE_INTEGER })
        const from = kept ? kept.at + 1 : (row.backTo ?? row.since)
        if (from === null) this.chains.set(number, blank(digest))
        else marks.add(number, ALL_INPUTS, { from, end: Math.max(0, newest) + 1 })
      }
      await workStore.keepMarks(tx, marks.rows, 0)
    })
    this.#needs.waits(tenant)
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

  async #break(tenant: TenantId, { number, outputs }: store.BoundRow, fault: Fault): Promise<void> {
    const { tenants, log } = this.#needs
    log.warn('a model does not run at an asset', { tenant, number, fault: sayFault(fault) })
    await tenants.within(tenant, (tx) => store.setBroken(tx, [number], { code: fault.code, says: fault.message }))
    const series = Object.values(outputs).map((one) => one.series)
    await this.tellBad(tenant, series, Status.BadConfigurationError)
  }

  async #mend(tenant: TenantId, numbers: readonly number[]): Promise<void> {
    await this.#needs.tenants.within(tenant, (tx) => store.setBroken(tx, numbers, null))
  }
}

/** 52 bits that change with anything that makes its rows others. */
function printOf({ definition }: Program): number {
  const { inputs, every, gap } = definition
  const hash = createHash('sha256').update(JSON.stringify({ inputs, every, gap })).digest()
  return hash.readUIntBE(0, 6) * 16 + (hash[6]! >> 4)
}

function started(
  known: Omit<Known, 'newest'>,
  start: ReadonlyMap<number, InputSample | null>,
  same: Known | undefined,
): Known {
  const own = known.definition.inputs.map(({ series }) => start.get(series) ?? null)
  const loud = own.filter((_, slot) => !known.definition.inputs[slot]!.quiet)
  return {
    ...known,
    definition: { ...known.definition, start: own, read: (same?.definition.read ?? 0) + 1 },
    newest: Math.max(...loud.map((sample) => sample?.time ?? Number.NEGATIVE_INFINITY)),
  }
}

/** The rows of one binding, with their results. */
function partOf(outcome: Outcome, binding: string): Outcome {
  const rows = outcome.items.flatMap(({ known }, row) => (known.binding === binding ? [row] : []))
  if (rows.length === outcome.items.length) return outcome
  return {
    ...outcome,
    items: rows.map((row) => outcome.items[row]!),
    results: pickResults(outcome.results, rows),
    ms: (outcome.ms * rows.length) / outcome.items.length,
  }
}
