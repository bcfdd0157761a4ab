import { isBad, type Micros, Status, severityOf } from '@millrace/core'
import type { ConditionDefinition } from './definition.ts'
import type { ConditionEdge } from './face.ts'

/** One sample, as an object; a boolean is a number here. */
export interface NaiveSample {
  readonly series: number
  readonly time: Micros
  readonly value: number | string | null
  readonly status: number
}

/** What a definition says, written down for one condition with all its samples kept, to hold the columns against. */
export class NaiveCondition {
  definition: ConditionDefinition
  active = false
  readonly edges: ConditionEdge[] = []
  #samples: NaiveSample[] = []
  /** Since when it is the other way round, and what was seen last. */
  #since: Micros | undefined
  #seen = { value: Number.NaN, status: 0 }
  #lastAt = Number.NEGATIVE_INFINITY
  /** Source time and wall time of the newest sample. */
  #newest = Number.NaN
  #heard = Number.NaN
  /** Beginning of an absence. */
  #from: Micros
  readonly #defined: Micros
  #fromHeard: Micros
  readonly #truth: (values: readonly (number | string)[]) => boolean

  constructor(definition: ConditionDefinition, now: Micros, truth: (values: readonly (number | string)[]) => boolean) {
    this.definition = definition
    this.#from = now
    this.#defined = now
    this.#fromHeard = now
    this.#truth = truth
  }

  /** Samples of one batch that are not late, by time. */
  take(batch: readonly NaiveSample[], now: Micros): void {
    const mine = batch.filter(({ series }) => this.#inputs().includes(series))
    for (const [i, sample] of mine.entries()) {
      this.#samples.push(sample)
      if (!(this.#newest > sample.time)) this.#newest = sample.time
      this.#heard = now
      if (!this.#isJoint()) this.#one(sample, now)
      else if (mine[i + 1]?.time !== sample.time) this.#all()
    }
  }

  /** What stood when it was defined; `heard`: wall time when the newest sample of a series came. */
  begin(now: Micros, heard: (series: number) => Micros): void {
    const { is, start, since = this.#defined } = this.definition
    if (!start || is === 'rate' || is === 'absence') return
    const fresh = this.#inputs().flatMap((series, i): NaiveSample[] => {
      const stood = start[i]
      return stood && !this.#samples.some((one) => one.series === series) ? [{ series, ...stood }] : []
    })
    if (fresh.length === 0) return
    this.#samples.push(...fresh)
    const times = fresh.map(({ series, time }) => time + Math.max(0, since - heard(series)))
    if (!Number.isNaN(this.#newest)) times.push(this.#newest + Math.max(0, since - this.#heard))
    for (const { series, time } of fresh)
      if (!(this.#newest > time)) {
        this.#newest = time
        this.#heard = heard(series)
      }
    const at = Math.max(...times)
    if (this.#isJoint()) this.#all(at)
    else this.#one({ ...(fresh[0] as NaiveSample), time: at }, now)
  }

  tick(now: Micros): void {
    const { definition } = this
    if (definition.is === 'absence') {
      const time = this.#from + (now - this.#fromHeard)
      if (this.#from + definition.after <= time)
        this.#state(this.#from + definition.after, true, Number.NaN, Status.BadNoData)
      this.#pass(time)
      return
    }
    const time = this.#newest + (now - this.#heard)
    if (Number.isNaN(time)) return
    if (definition.is === 'rate') {
      this.#before(time)
      const rate = this.#rate(time, this.#samples.length)
      if (rate !== undefined)
        this.#state(time, this.#beyond(rate), this.#samples.at(-1)?.value as number, this.#seen.status)
    }
    this.#pass(time)
  }

  /** The platform did not run for so long. */
  shift(by: Micros): void {
    this.#heard += by
    this.#fromHeard += by
  }

  #isJoint(): boolean {
    return this.#inputs().length > 1 || this.definition.is === 'expression'
  }

  #inputs(): readonly number[] {
    const { definition } = this
    if (definition.is === 'expression') return definition.inputs.map(({ series }) => series)
    if (definition.is === 'deviation' && 'series' in definition.reference)
      return [definition.input, definition.reference.series]
    return [definition.input]
  }

  #one({ time, value, status }: NaiveSample, now: Micros): void {
    const { definition } = this
    const number = typeof value === 'number' ? value : Number.NaN
    const isUnusable = isBad(status) || value === null || (typeof value === 'number' && Number.isNaN(value))
    if (definition.is === 'absence') {
      if (this.#from + definition.after < time)
        this.#state(this.#from + definition.after, true, Number.NaN, Status.BadNoData)
      this.#from = time
      this.#fromHeard = now
      this.#state(time, false, number, status)
      return
    }
    this.#before(time)
    if (definition.is === 'quality') this.#state(time, isUnusable, number, status)
    else if (isUnusable || (definition.is !== 'state' && Number.isNaN(number))) this.#since = undefined
    else if (definition.is === 'state') {
      const values = definition.values.map((one) => (typeof one === 'boolean' ? Number(one) : one))
      this.#state(time, values.includes(value as number), number, status)
    } else if (definition.is === 'rate') {
      const rate = this.#rate(time, this.#samples.length - 1)
      if (rate !== undefined) this.#state(time, this.#beyond(rate), number, status)
    } else if (definition.is === 'limit') this.#state(time, this.#beyond(number), number, status)
    else if (definition.is === 'deviation' && 'value' in definition.reference)
      this.#state(time, this.#beyond(number - definition.reference.value), number, status)
  }

  #all(time = this.#newest): void {
    this.#before(time)
    const newest = this.#inputs().map((series) => this.#samples.findLast((one) => one.series === series))
    const isKnown = newest.every(
      (one) => one !== undefined && !isBad(one.status) && one.value !== null && !Number.isNaN(one.value),
    )
    const values = newest.map((one) => one?.value as number | string)
    const isText = this.definition.is === 'deviation' && values.some((one) => typeof one === 'string')
    if (!isKnown || isText) {
      this.#since = undefined
      return
    }
    const statuses = newest.map((one) => one?.status as number)
    const status = statuses.find((one) => severityOf(one) === 'uncertain') ?? (statuses[0] as number)
    const holds =
      this.definition.is === 'expression'
        ? this.#truth(values)
        : this.#beyond((values[0] as number) - (values[1] as number))
    this.#state(time, holds, values[0] as number, status)
  }

  /** The value held when the last sixteenth of a window began that is a window ago; samples since the last bad one count. */
  #rate(time: Micros, before: number): number | undefined {
    if (this.definition.is !== 'rate') return undefined
    const isGap = ({ status, value }: NaiveSample): boolean =>
      isBad(status) || typeof value !== 'number' || Number.isNaN(value)
    const usable = this.#samples.slice(this.#samples.findLastIndex(isGap) + 1)
    const part = this.definition.window / 16
    const reference = (Math.floor(time / part) - 16) * part
    const first = usable[0]
    if (!first || (Math.floor(first.time / part) + 1) * part > reference) return undefined
    // A sample belongs to the part it is in: what is held at a boundary came before the part that begins there.
    const held = usable.findLast((one) => Math.floor(one.time / part) * part < reference)
    const value = before < this.#samples.length ? (this.#samples[before] as NaiveSample).value : usable.at(-1)?.value
    return ((value as number) - (held?.value as number)) / ((time - reference) / 1e6)
  }

  #beyond(distance: number): boolean {
    const { definition } = this
    if (definition.is !== 'limit' && definition.is !== 'rate' && definition.is !== 'deviation') return false
    const { side, limit } = definition
    const band = this.active ? definition.deadband : 0
    if (side === 'high') return distance > limit - band
    if (side === 'low') return distance < limit + band
    const size = side === 'either' ? Math.abs(distance) : side === 'above' || side === 'rising' ? distance : -distance
    return size > limit - band
  }

  #delay(): Micros {
    return this.active ? this.definition.offDelay : this.definition.onDelay
  }

  #state(time: Micros, holds: boolean, value: number, status: number): void {
    this.#before(time)
    this.#seen = { value: typeof value === 'number' ? value : Number.NaN, status }
    if (holds === this.active) this.#since = undefined
    else this.#since = Math.min(this.#since ?? time, time)
    this.#pass(time)
  }

  #before(time: Micros): void {
    if (this.#since !== undefined && this.#since + this.#delay() < time) this.#turn(this.#since + this.#delay())
  }

  #pass(time: Micros): void {
    if (this.#since !== undefined && this.#since + this.#delay() <= time) this.#turn(this.#since + this.#delay())
  }

  #turn(due: Micros): void {
    const at = Math.max(due, this.#lastAt + 1)
    this.active = !this.active
    this.#since = undefined
    this.#lastAt = at
    this.edges.push({ condition: this.definition.number, active: this.active, at, ...this.#seen })
  }
}
