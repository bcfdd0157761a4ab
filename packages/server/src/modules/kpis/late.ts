import type { Micros, SampleBatch, TenantId } from '@millrace/core'

const HOUR: Micros = 3_600_000_000

/** Samples of one series that came for a time that was told, within one hour. */
export interface LateMark {
  readonly series: number
  readonly from: Micros
  readonly to: Micros
}

interface Told {
  readonly asset: string
  /** Everything before this was told. */
  readonly until: Micros
}

interface Mark {
  series: number
  from: Micros
  to: Micros
}

const keyOf = (series: number, time: Micros): string => `${series} ${Math.floor(time / HOUR)}`

function widen(marks: Map<string, Mark>, series: number, time: Micros): void {
  const mark = marks.get(keyOf(series, time))
  if (!mark) marks.set(keyOf(series, time), { series, from: time, to: time })
  else {
    mark.from = Math.min(mark.from, time)
    mark.to = Math.max(mark.to, time)
  }
}

/** Hears what comes in and keeps what is too late, one mark for each series and hour. */
export class LateSamples {
  readonly #told = new Map<TenantId, ReadonlyMap<number, readonly Told[]>>()
  readonly #marks = new Map<string, Map<string, Mark>>()
  /** What came before it was known up to when was told: the journal is read again after a start. */
  readonly #early = new Map<TenantId, Map<string, Mark>>()

  /** Whose windows stand on which series, and up to when they were told. */
  listen(tenant: TenantId, told: ReadonlyMap<number, readonly Told[]>): void {
    this.#told.set(tenant, told)
    this.#early.delete(tenant)
  }

  heard(tenant: TenantId, { length, series, time }: SampleBatch): void {
    const told = this.#told.get(tenant)
    const early = told ? undefined : (this.#early.get(tenant) ?? new Map<string, Mark>())
    if (early) this.#early.set(tenant, early)
    for (let i = 0; i < length; i++) {
      if (early) widen(early, series[i]!, time[i]!)
      for (const { asset, until } of told?.get(series[i]!) ?? []) {
        if (time[i]! >= until) continue
        const marks = this.#marks.get(asset) ?? new Map<string, Mark>()
        widen(marks, series[i]!, time[i]!)
        this.#marks.set(asset, marks)
      }
    }
  }

  has(asset: string): boolean {
    return this.#marks.has(asset)
  }

  /** What was taken is in the queue for good. */
  drop(asset: string, taken: readonly LateMark[]): void {
    const marks = this.#marks.get(asset)
    for (const { series, from, to } of taken) {
      const mark = marks?.get(keyOf(series, from))
      // One that grew meanwhile stays.
      if (mark && mark.from === from && mark.to === to) marks?.delete(keyOf(series, from))
    }
    if (marks?.size === 0) this.#marks.delete(asset)
  }

  /** Marks of an asset that stands on these series and was told up to `until`; they stay until they are dropped. */
  of(tenant: TenantId, asset: string, series: readonly number[], until: Micros): readonly LateMark[] {
    const marks = [...(this.#marks.get(asset)?.values() ?? [])].map((mark) => ({ ...mark }))
    const early = [...(this.#early.get(tenant)?.values() ?? [])]
    return [...marks, ...early.filter((mark) => series.includes(mark.series) && mark.from < until)]
  }
}
