import { buildUnit, KpiEvaluator, Schedules, seriesOf } from '@millrace/compute'
import { Fault, MICROS_PER_MS, type Micros, type SampleBatch } from '@millrace/core'
import type { Evaluator } from './evaluator.ts'
import './faults.ts'
import { KpiRows } from './kpi-rows.ts'
import type { LiveUnit } from './needs.ts'

const HOUR: Micros = 3_600_000_000
/** Windows are closed so often: their ends are whole minutes, and each closing is a word to the owner. */
const CLOSE_EVERY: Micros = 5_000_000

interface KpiUnitsNeeds {
  readonly suspended: (unit: number, fault: Fault) => void
  /** How long after its end a window waits for values that are on their way. */
  readonly grace: Micros
  readonly now: Micros
}

interface Known {
  readonly unit: LiveUnit
  /** It was told that something is closed since it is there. */
  wasClosed: boolean
}

/** A series of a unit, and by hour the first and the last sample that came late since results were last taken. */
interface Place {
  readonly unit: LiveUnit
  readonly series: number
  readonly late: Map<number, { from: Micros; to: Micros }>
}

/**
 * Work units of one tenant: tells windows that were seen whole, up to when windows are closed, and what comes for a closed time.
 * What is late is told whether a window saw it or not, so that nothing rests on what is in memory alone.
 */
export class KpiUnits implements Evaluator<LiveUnit> {
  readonly #needs: KpiUnitsNeeds
  readonly #known = new Map<number, Known>()
  readonly #numberOf = new Map<string, number>()
  readonly #places = new Map<number, Place[]>()
  readonly #late = new Set<Place>()
  readonly #schedules = new Schedules()
  readonly #closings = new KpiRows()
  #windows: KpiEvaluator
  /** Everything before this is closed: at the beginning what a life before this one may have closed. */
  #until: Micros
  #closedAt = Number.NEGATIVE_INFINITY
  #hasNew = false

  constructor(needs: KpiUnitsNeeds) {
    this.#needs = needs
    this.#windows = new KpiEvaluator(needs.grace, false)
    this.#until = needs.now - needs.grace
  }

  put(units: readonly LiveUnit[], now: Micros): void {
    for (const unit of units) {
      this.#forget(unit.number)
      this.#known.set(unit.number, { unit, wasClosed: false })
      this.#hasNew = true
      for (const series of seriesOf(unit)) {
        const places = this.#places.get(series) ?? []
        places.push({ unit, series, late: new Map() })
        this.#places.set(series, places)
      }
      this.#open(unit, now)
    }
  }

  remove(numbers: readonly number[]): void {
    for (const number of numbers) {
      const unit = this.#forget(number)
      if (!unit || this.#numberOf.get(unit.id) !== number) continue
      this.#numberOf.delete(unit.id)
      this.#windows.remove(unit.id)
    }
  }

  feed(batch: SampleBatch): void {
    const { length, series, time } = batch
    for (let i = 0; i < length; i++) {
      const places = this.#places.get(series[i] as number)
      if (!places) continue
      const at = time[i] as Micros
      for (const place of places) if (at < this.#until || at < place.unit.until) this.#mark(place, at)
    }
    this.#windows.feed(batch)
  }

  tick(now: Micros): void {
    const { grace } = this.#needs
    const until = Math.floor((now - grace) / MICROS_PER_MS) * MICROS_PER_MS
    const isDue = until >= this.#closedAt + CLOSE_EVERY
    if (!isDue && !this.#hasNew) return
    this.#until = Math.max(this.#until, until)
    this.#hasNew = false
    if (isDue) {
      this.#closedAt = until
      // Which windows are stale is not asked: what is closed and has no page is told from the history.
      for (const page of this.#windows.tick(until + grace).told)
        this.#closings.page(this.#numberOf.get(page.subject) as number, page)
    }
    for (const [number, known] of this.#known) {
      if (!isDue && known.wasClosed) continue
      known.wasClosed = true
      this.#closings.closed(number, until)
    }
  }

  skipped(now: Micros): void {
    this.#windows = new KpiEvaluator(this.#needs.grace, false)
    for (const { unit } of this.#known.values()) this.#open(unit, now)
  }

  take(): Float64Array<ArrayBuffer> | undefined {
    // What is late comes first: nobody may take a page for the truth of a window that changed after it.
    const marks = new KpiRows()
    for (const { unit, series, late } of this.#late) {
      for (const { from, to } of late.values()) marks.late(unit.number, series, from, to)
      late.clear()
    }
    this.#late.clear()
    const late = marks.take()
    const closings = this.#closings.take()
    if (!late || !closings) return late ?? closings
    const rows = new Float64Array(late.length + closings.length)
    rows.set(late)
    rows.set(closings, late.length)
    return rows
  }

  /** Nothing to make equal: news that come again change nothing. */
  reconcile(): void {}

  save(): Uint8Array {
    return this.#windows.save()
  }

  load(bytes: Uint8Array): void {
    this.#windows.load(bytes)
  }

  #mark(place: Place, at: Micros): void {
    const hour = Math.floor(at / HOUR)
    const known = place.late.get(hour)
    if (known) {
      known.from = Math.min(known.from, at)
      known.to = Math.max(known.to, at)
      return
    }
    place.late.set(hour, { from: at, to: at })
    this.#late.add(place)
  }

  #open(unit: LiveUnit, now: Micros): void {
    try {
      const { spec } = buildUnit(unit, this.#schedules)
      this.#windows.put(spec, now, { since: Math.max(now, unit.newest + 1) })
      this.#numberOf.set(unit.id, unit.number)
    } catch (thrown) {
      // It is closed as the others are, and the history is asked for its windows.
      const seen = thrown instanceof Error ? thrown.message : String(thrown)
      this.#needs.suspended(unit.number, thrown instanceof Fault ? thrown : new Fault('live.failed', { seen }, thrown))
    }
  }

  #forget(number: number): LiveUnit | undefined {
    const unit = this.#known.get(number)?.unit
    if (!unit) return undefined
    this.#known.delete(number)
    for (const series of seriesOf(unit)) {
      const left = (this.#places.get(series) ?? []).filter((place) => place.unit.number !== number)
      if (left.length > 0) this.#places.set(series, left)
      else this.#places.delete(series)
    }
    return unit
  }
}
