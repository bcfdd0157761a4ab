import { Fault, type Micros, type SampleBatch } from '@millrace/core'
import './faults.ts'
import { NO_SERIES } from './measure.ts'
import { type Page, readingOf, type StaleWindow, type SubjectSpec } from './page.ts'
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
const HEADER = 12

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
   * waits for values is told from the history.
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
    const parts = [...this.#subjects.values()].map((subject) => ({ spec: subject.spec, numbers: subject.save() }))
    const head = parts.map(({ spec, numbers }) => [spec.id, spec.fingerprint, numbers.length])
    const text = new TextEncoder().encode(JSON.stringify(head))
    const begin = Math.ceil((HEADER + text.length) / 8) * 8
    const count = parts.reduce((sum, { numbers }) => sum + numbers.length, 0)
    const bytes = new Uint8Array(begin + count * 8)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, MAGIC, true)
    view.setUint32(4, text.length, true)
    view.setUint32(8, count, true)
    bytes.set(text, HEADER)
    const all = new Float64Array(bytes.buffer, begin)
    let at = 0
    for (const { numbers } of parts) {
      all.set(numbers, at)
      at += numbers.length
    }
    return bytes
  }

  /**
   * Takes up what was saved, for subjects that are there with the same fingerprint; others begin anew, and the history tells their
   * windows. Throws `kpi.state_malformed`, and is as before then.
   */
  load(bytes: Uint8Array): void {
    const whole = new Uint8Array(bytes)
    const view = new DataView(whole.buffer)
    const cut = (): Fault => new Fault('kpi.state_malformed', { seen: `${bytes.length} bytes that are not its own` })
    if (whole.length < HEADER || view.getUint32(0, true) !== MAGIC) throw cut()
    const length = view.getUint32(4, true)
    const begin = Math.ceil((HEADER + length) / 8) * 8
    if (begin + view.getUint32(8, true) * 8 !== whole.length) throw cut()
    const head = JSON.parse(new TextDecoder().decode(whole.subarray(HEADER, HEADER + length))) as [
      string,
      string,
      number,
    ][]
    const all = new Float64Array(whole.buffer, begin)
    let at = 0
    for (const [id, fingerprint, count] of head) {
      const subject = this.#subjects.get(id)
      if (subject?.spec.fingerprint === fingerprint) subject.load(all.subarray(at, at + count))
      at += count
    }
  }
}
