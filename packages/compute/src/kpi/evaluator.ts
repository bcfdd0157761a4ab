import { Fault, type Micros, type SampleBatch } from '@millrace/core'
import './faults.ts'
import { NO_SERIES } from './measure.ts'
import { type Page, readingOf, type StaleWindow, type SubjectSpec } from './page.ts'
import { bytesOfParts, partsOfBytes } from './saved-parts.ts'
import { Subject } from './subject.ts'

/** Windows that ended, by the subject they are of. */
export interface ToldPage extends Page {
  readonly subject: string
}

/** What of a new subject's values is seen. */
export interface Seen {
  /** From when on all of them are; default the time at which it is put. Later where samples with such times came before. */
  readonly since?: Micros
  /** What its series had before that, as {@link Subject} wants it. */
  readonly before?: SampleBatch
}

/** Another one with another shape of what is saved. */
const MAGIC = 0x4b51

/**
 * Windows of many assets while values come in. Deterministic in what it is fed: fed again from where it was saved, it tells the
 * same. It has no clock: whoever drives it says what time it is.
 */
export class KpiEvaluator {
  readonly #subjects = new Map<string, Subject>()
  /** By series: subject, measure and slot of each place that wants it. */
  readonly #places = new Map<number, { readonly subject: Subject; readonly measure: number; readonly slot: number }[]>()
  readonly #grace: Micros
  readonly #namesStale: boolean

  /**
   * `grace`: how long after its end a window waits for values that are on their way, µs. `namesStale`: whether windows that the
   * history has to tell are named; whoever knows otherwise which ended spares that.
   */
  constructor(grace: Micros, namesStale = true) {
    this.#grace = grace
    this.#namesStale = namesStale
  }

  /** Series whose samples are wanted. */
  get wanted(): Uint32Array {
    return Uint32Array.from(this.#places.keys()).sort()
  }

  /**
   * Adds a subject, or replaces the one of its id; one with the same fingerprint stays as it is. A window that ended and still
   * waits for values is told from the history. What ended before is told by a {@link tick} before this: a new subject knows nothing of it.
   */
  put(spec: SubjectSpec, now: Micros, { since = now, before }: Seen = {}): void {
    if (this.#subjects.get(spec.id)?.spec.fingerprint === spec.fingerprint) return
    this.remove(spec.id)
    const subject = new Subject(spec, since, now - this.#grace, before, this.#namesStale)
    this.#subjects.set(spec.id, subject)
    spec.measures.forEach(({ series }, measure) => {
      series.forEach((number, slot) => {
        if (number === NO_SERIES) return
        const places = this.#places.get(number) ?? []
        places.push({ subject, measure, slot })
        this.#places.set(number, places)
      })
    })
  }

  remove(id: string): void {
    const gone = this.#subjects.get(id)
    if (!gone) return
    this.#subjects.delete(id)
    for (const [series, places] of this.#places) {
      const left = places.filter(({ subject }) => subject !== gone)
      if (left.length > 0) this.#places.set(series, left)
      else this.#places.delete(series)
    }
  }

  /** Samples, of series that are wanted and of others. */
  feed(batch: SampleBatch): void {
    const { length, series, time, status } = batch
    for (let i = 0; i < length; i++) {
      const places = this.#places.get(series[i]!)
      if (!places) continue
      const value = readingOf(batch, i)
      for (const { subject, measure, slot } of places) subject.offer(measure, slot, time[i]!, value, status[i]!)
    }
  }

  /** Windows that have ended and were seen whole, and those that the history has to tell. */
  tick(now: Micros): { readonly told: readonly ToldPage[]; readonly stale: readonly StaleWindow[] } {
    const told: ToldPage[] = []
    const stale: StaleWindow[] = []
    for (const [id, subject] of this.#subjects) {
      for (const page of subject.close(now - this.#grace)) told.push({ ...page, subject: id })
      stale.push(...subject.takeStale())
    }
    return { told, stale }
  }

  /** What is known so far of a subject's open windows; those that were not seen whole are left out. */
  open(id: string, now: Micros): readonly Page[] {
    return (
      this.#subjects
        .get(id)
        ?.preview(now)
        .filter(({ stale }) => !stale) ?? []
    )
  }

  /** Everything that is open, as bytes. */
  save(): Uint8Array {
    const parts = [...this.#subjects.values()].map((subject) => ({
      id: subject.spec.id,
      fingerprint: subject.spec.fingerprint,
      numbers: subject.save(),
    }))
    return bytesOfParts(MAGIC, parts)
  }

  /**
   * Takes up what was saved, for subjects that are there with the same fingerprint; others begin anew, and the history tells their
   * windows. Throws `kpi.state_malformed`, and is as before then.
   */
  load(bytes: Uint8Array): void {
    const parts = partsOfBytes<string, string>(MAGIC, bytes)
    if (!parts) throw new Fault('kpi.state_malformed', { seen: `${bytes.length} bytes that are not its own` })
    for (const { id, fingerprint, numbers } of parts) {
      const subject = this.#subjects.get(id)
      if (subject?.spec.fingerprint === fingerprint) subject.load(numbers)
    }
  }
}
