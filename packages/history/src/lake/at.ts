import { BatchBuilder, isGood, Status } from '@millrace/core'
import type { AtQuery, ValuesAt } from '../analysis.ts'
import { lookAhead, lookBack } from './bounds.ts'
import { between } from './curve.ts'
import { joinSamples } from './join.ts'
import { type Reading, type ValueRows, walkSamples } from './walk.ts'

/** Instants that are no farther apart than this are answered by one walk, µs. */
const NEAR = 3_600_000_000
/** Walks at most: each begins with a look back. */
const GROUPS = 32

/** Instants in order, parted where it is far to the next one. */
function groupsOf(times: readonly number[]): number[][] {
  const sorted = [...new Set(times)].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, k) => time - (sorted[k] as number))
  const near = Math.max(NEAR, gaps.toSorted((a, b) => b - a)[GROUPS - 1] ?? 0)
  const groups: number[][] = []
  for (const [k, time] of sorted.entries()) {
    if (k === 0 || (gaps[k - 1] as number) > near) groups.push([])
    groups.at(-1)!.push(time)
  }
  return groups
}

/** Answers the instants of one group for series that are walked in their order. */
class Instants {
  readonly #reading: Reading
  readonly #times: readonly number[]
  readonly #mode: AtQuery['mode']
  readonly #gap: number
  readonly #skip: boolean
  readonly #out: readonly BatchBuilder[]
  readonly #sampleTimes: readonly number[][]
  /** The next instant of each series. */
  readonly #next: Uint32Array
  readonly #time: Float64Array
  readonly #number: Float64Array
  readonly #rows: (ValueRows | undefined)[]
  readonly #row: Uint32Array
  /** 1: samples were skipped since. */
  readonly #passed: Uint8Array

  constructor(
    reading: Reading,
    query: AtQuery,
    times: readonly number[],
    out: { readonly batches: readonly BatchBuilder[]; readonly sampleTimes: readonly number[][] },
  ) {
    const { size } = reading.wanted
    this.#reading = reading
    this.#times = times
    this.#mode = query.mode
    this.#gap = query.gap ?? Number.POSITIVE_INFINITY
    this.#skip = query.notGood === 'skipped'
    this.#out = out.batches
    this.#sampleTimes = out.sampleTimes
    this.#next = new Uint32Array(size)
    this.#time = new Float64Array(size)
    this.#number = new Float64Array(size)
    this.#rows = new Array<ValueRows | undefined>(size)
    this.#row = new Uint32Array(size)
    this.#passed = new Uint8Array(size)
  }

  /** Which samples a look back and ahead may stop at. */
  get counts(): { counts?: (number: number, rows: ValueRows, row: number) => boolean } {
    return this.#skip && this.#mode !== 'before'
      ? { counts: (number, rows, row) => this.#isUsable(number, rows, row) }
      : {}
  }

  pass(i: number): void {
    this.#passed[i] = 1
  }

  sample(i: number, time: number, number: number, rows: ValueRows, row: number): void {
    const usable = this.#mode === 'before' || this.#isUsable(number, rows, row)
    if (!usable && this.#skip) {
      if (this.#mode === 'step') this.#answer(i, time, Number.NaN, undefined)
      this.#passed[i] = 1
      return
    }
    this.#answer(i, time, number, usable ? rows.statusAt(row) : undefined)
    this.#time[i] = time
    this.#number[i] = number
    this.#rows[i] = usable ? rows : undefined
    this.#row[i] = row
    this.#passed[i] = 0
  }

  end(i: number): void {
    this.#answer(i, Number.POSITIVE_INFINITY, Number.NaN, undefined)
  }

  /** Instants before `until`, where the next sample is; `status` is absent where that is none to draw a line to. */
  #answer(i: number, until: number, number: number, status: number | undefined): void {
    for (; (this.#next[i] as number) < this.#times.length; this.#next[i]!++) {
      const instant = this.#times[this.#next[i] as number] as number
      if (instant >= until) return
      const rows = this.#rows[i]
      if (!rows) continue
      const time = this.#time[i] as number
      const row = this.#row[i] as number
      const own = rows.statusAt(row)
      const passed = this.#passed[i] === 1
      if (this.#mode === 'linear' && instant > time && status !== undefined && until - time <= this.#gap) {
        const value = between(time, this.#number[i] as number, until, number, instant)
        const sound = !passed && isGood(own) && isGood(status)
        this.#put(i, instant, value, sound ? Status.Good : Status.UncertainSubNormal)
      } else if (this.#mode === 'before' || instant - time <= this.#gap) {
        const held = this.#mode === 'linear' && instant > time
        const value = held ? (this.#number[i] as number) : rows.valueAt(row)
        const doubtful = held || (passed && instant > time)
        this.#put(i, instant, value, doubtful && this.#mode !== 'before' ? Status.UncertainSubNormal : own)
      }
    }
  }

  #put(i: number, instant: number, value: ReturnType<ValueRows['valueAt']>, status: number): void {
    this.#out[i]!.add(this.#reading.wanted.list[i] as number, instant, value, status)
    this.#sampleTimes[i]!.push(this.#time[i] as number)
  }

  /** A text stands as a number does, but no line can be drawn through it. */
  #isUsable(number: number, rows: ValueRows, row: number): boolean {
    if (!Number.isNaN(number)) return true
    if (this.#mode === 'linear' || rows.statusAt(row) >= this.#reading.usableBelow) return false
    return typeof rows.valueAt(row) === 'string'
  }
}

export async function readAt(reading: Reading, query: AtQuery): Promise<ValuesAt> {
  const { wanted } = reading
  const within = query.gap !== undefined && query.mode !== 'before' ? query.gap : Number.POSITIVE_INFINITY
  const batches = wanted.list.map(() => new BatchBuilder(16))
  const sampleTimes = wanted.list.map((): number[] => [])
  for (const times of groupsOf(query.times)) {
    const [first, last] = [times[0] as number, times.at(-1) as number]
    const instants = new Instants(reading, query, times, { batches, sampleTimes })
    const before = await lookBack(reading, { at: first + 1, within: within + 1, ...instants.counts })
    for (let i = 0; i < wanted.size; i++) {
      const rows = before.rows[i]
      if (rows) instants.sample(i, before.time[i] as number, before.number[i] as number, rows, before.row[i] as number)
      if (before.passed[i] === 1) instants.pass(i)
    }
    if (last > first)
      await walkSamples(reading, { series: wanted.list, from: first + 1, to: last + 1 }, (...sample) =>
        instants.sample(...sample),
      )
    if (query.mode === 'linear') {
      const after = await lookAhead(reading, { at: last + 1, within, ...instants.counts })
      for (let i = 0; i < wanted.size; i++) {
        const rows = after.rows[i]
        if (after.passed[i] === 1) instants.pass(i)
        if (rows) instants.sample(i, after.time[i] as number, after.number[i] as number, rows, after.row[i] as number)
      }
    }
    for (let i = 0; i < wanted.size; i++) instants.end(i)
  }
  const joined = joinSamples(batches.map((builder) => builder.take()))
  return { ...joined, sampleTime: Float64Array.from(sampleTimes.flat()) }
}
