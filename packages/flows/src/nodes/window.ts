import type { ValueType } from '@millrace/compute'
import { differenceUnit, isBad, isGood, type Micros, Status, worst } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { Queue } from '../engine/queue.ts'
import type { MomentWork } from '../kind.ts'
import { choices, inNumber, node, number, seconds, setting, words } from './define.ts'

const kinds = {
  mean: ['mean', '平均'],
  'time-mean': ['mean over time', '时间加权平均'],
  min: ['least', '最小'],
  max: ['most', '最大'],
  range: ['range', '极差'],
  sum: ['sum', '总和'],
  count: ['count', '个数'],
  std: ['standard deviation', '标准差'],
  percentile: ['percentile', '百分位'],
  first: ['first', '首值'],
  last: ['last', '末值'],
} as const

/** Of sorted values, between neighbours in a straight line (Hyndman and Fan, type 7). */
export function percentileOf(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below)
}

/** Cells that running sums take: sum and sum of squares from a reference, the reference, how many went since they were made anew, the worst status. */
const CELLS = 5
const [SUM, SQUARES, FROM, GONE, WORST] = [0, 1, 2, 3, 4]

/** What stands in the queue, as running sums: adding and dropping cost the same however long the window is. */
class Sums {
  readonly #cells: Float64Array
  readonly #queue: Queue

  constructor({ cells, queues }: Moment) {
    this.#cells = cells
    this.#queue = queues[0]!
  }

  add(at: Micros, value: number, status: number): void {
    const cells = this.#cells
    if (this.#queue.length === 0) this.#reset(value)
    this.#queue.push(at, value, status)
    const off = value - cells[FROM]!
    cells[SUM] = cells[SUM]! + off
    cells[SQUARES] = cells[SQUARES]! + off * off
    if (!isGood(status)) cells[WORST] = worst(cells[WORST]!, status)
  }

  drop(): void {
    const cells = this.#cells
    const queue = this.#queue
    const off = queue.value(0) - cells[FROM]!
    const soiled = !isGood(queue.status(0))
    queue.shift()
    cells[SUM] = cells[SUM]! - off
    cells[SQUARES] = cells[SQUARES]! - off * off
    cells[GONE] = cells[GONE]! + 1
    // Rounding errors do not gather: after as many as there are the sums are made anew.
    if (soiled || cells[GONE]! > queue.length) this.#again()
  }

  clear(): void {
    this.#queue.clear()
    this.#reset(0)
  }

  get mean(): number {
    return this.#cells[FROM]! + this.#cells[SUM]! / this.#queue.length
  }

  get sum(): number {
    return this.#cells[FROM]! * this.#queue.length + this.#cells[SUM]!
  }

  get deviation(): number {
    const n = this.#queue.length
    const sum = this.#cells[SUM]!
    return Math.sqrt(Math.max(0, this.#cells[SQUARES]! - (sum * sum) / n) / (n - 1))
  }

  get status(): number {
    return this.#cells[WORST]!
  }

  #reset(from: number): void {
    this.#cells.fill(0, 0, CELLS)
    this.#cells[FROM] = from
  }

  #again(): void {
    const queue = this.#queue
    this.#reset(queue.length === 0 ? 0 : queue.value(0))
    const cells = this.#cells
    for (let i = 0; i < queue.length; i++) {
      const off = queue.value(i) - cells[FROM]!
      cells[SUM] = cells[SUM]! + off
      cells[SQUARES] = cells[SQUARES]! + off * off
      if (!isGood(queue.status(i))) cells[WORST] = worst(cells[WORST]!, queue.status(i))
    }
  }
}

const sums = new WeakMap<Moment, Sums>()
/** The sums of a moment; what they hold stands in its cells and in its first queue. */
export function sumsOf(moment: Moment): Sums {
  let known = sums.get(moment)
  if (!known) {
    known = new Sums(moment)
    sums.set(moment, known)
  }
  return known
}

function extreme(queue: Queue, side: 1 | -1): number {
  let found = Number.NaN
  for (let i = 0; i < queue.length; i++) if (!(queue.value(i) * side <= found * side)) found = queue.value(i)
  return found
}

export function sortedOf(queue: Queue): Float64Array {
  const values = new Float64Array(queue.length)
  for (let i = 0; i < values.length; i++) values[i] = queue.value(i)
  return values.sort()
}

/** Each value weighs as long as it stood within the window; the last of them until its end. */
function timeMean(queue: Queue, until: Micros): number {
  let sum = 0
  let whole = 0
  for (let i = 0; i < queue.length; i++) {
    const span = (i + 1 < queue.length ? queue.time(i + 1) : until) - queue.time(i)
    sum += span * queue.value(i)
    whole += span
  }
  return whole > 0 ? sum / whole : queue.value(queue.length - 1)
}

function figureOf(kind: string, share: number): (moment: Moment) => number {
  const queueOf = ({ queues }: Moment): Queue => queues[0]!
  switch (kind) {
    case 'mean':
      return (moment) => sumsOf(moment).mean
    case 'time-mean':
      return (moment) => timeMean(queueOf(moment), moment.at)
    case 'min':
      return (moment) => extreme(queueOf(moment), -1)
    case 'max':
      return (moment) => extreme(queueOf(moment), 1)
    case 'range':
      return (moment) => extreme(queueOf(moment), 1) - extreme(queueOf(moment), -1)
    case 'sum':
      return (moment) => sumsOf(moment).sum
    case 'count':
      return (moment) => queueOf(moment).length
    case 'std':
      return (moment) => sumsOf(moment).deviation
    case 'percentile':
      return (moment) => percentileOf(sortedOf(queueOf(moment)), share)
    case 'first':
      return (moment) => queueOf(moment).value(0)
    default:
      return (moment) => queueOf(moment).value(queueOf(moment).length - 1)
  }
}

function give(moment: Moment, kind: string, figure: (moment: Moment) => number): void {
  const queue = moment.queues[0]!
  if (queue.length < (kind === 'count' ? 0 : kind === 'std' ? 2 : 1)) {
    moment.giveBad(Status.BadNoData)
    return
  }
  // Values that were left out make the figure less sure, and not wrong.
  const left = moment.cells[CELLS]! > 0 ? Status.UncertainSubNormal : Status.Good
  moment.give(figure(moment), worst(queue.length === 0 ? Status.Good : sumsOf(moment).status, left))
}

/** Bad values are left out; cell {@link CELLS} counts them. */
function take(moment: Moment): void {
  if (moment.came[0] === 0) return
  if (isBad(moment.status[0]!)) moment.cells[CELLS] = moment.cells[CELLS]! + 1
  else sumsOf(moment).add(moment.at, moment.value[0]!, moment.status[0]!)
}

function tumbling(kind: string, length: Micros, offset: Micros, figure: (moment: Moment) => number): MomentWork {
  return {
    cells: CELLS + 1,
    queues: 1,
    period: length,
    begin: (moment) => {
      moment.wake = (Math.floor((moment.at - offset) / length) + 1) * length + offset
    },
    at: (moment) => {
      if (moment.woke) {
        give(moment, kind, figure)
        sumsOf(moment).clear()
        moment.cells[CELLS] = 0
        moment.wake = moment.at + length
      }
      take(moment)
    },
  }
}

/** The second queue holds when values that were bad came. */
function sliding(kind: string, length: Micros, figure: (moment: Moment) => number): MomentWork {
  return {
    cells: CELLS + 1,
    queues: 2,
    at: (moment) => {
      const [queue, bad] = moment.queues as [Queue, Queue]
      const from = moment.at - length
      while (queue.length > 0 && queue.time(0) <= from) sumsOf(moment).drop()
      while (bad.length > 0 && bad.time(0) <= from) {
        bad.shift()
        moment.cells[CELLS] = moment.cells[CELLS]! - 1
      }
      take(moment)
      if (isBad(moment.status[0]!)) bad.push(moment.at, 0, moment.status[0]!)
      give(moment, kind, figure)
    },
  }
}

export const windowNode = node({
  face: {
    type: 'time.window',
    group: 'time',
    title: words('Window', '时间窗'),
    help: words(
      'A figure of the samples within a window: tumbling windows follow each other by the clock (UTC, shifted by the offset) and are told at their end, a sliding one ends at each sample. Bad samples are left out, and the figure is uncertain then; of an empty window it is bad.',
      '时间窗内采样的统计值：滚动窗按时钟（UTC，可偏移）首尾相接并在窗末给出；滑动窗在每个采样处给出。坏值被剔除且结果标为不确定；空窗结果为坏值。',
    ),
    inputs: [inNumber],
    outputs: [number('out', 'Figure', '统计值')],
    settings: [
      choices('figure', 'Figure', '统计', kinds, 'mean'),
      seconds('length', 'Length', '窗长', { default: 60 }),
      choices(
        'mode',
        'Windows',
        '窗口',
        { tumbling: ['follow each other', '滚动'], sliding: ['end at each sample', '滑动'] },
        'tumbling',
      ),
      seconds('offset', 'Offset', '偏移', { default: 0, low: 0 }),
      setting('number', 'percentile', 'Percentile', '百分位', { unit: '%', default: 95, low: 0, high: 100 }),
    ],
    examples: [
      { title: words('Mean of a quarter of an hour', '15 分钟平均'), settings: { figure: 'mean', length: 900 } },
      {
        title: words('95th percentile of the last hour', '最近一小时 95 百分位'),
        settings: { figure: 'percentile', length: 3600, mode: 'sliding' },
      },
    ],
  },
  gives: ({ settings, input }) => {
    const unit = input('in')?.unit
    const kind = String(settings['figure'])
    const plain: ValueType = { type: 'number' }
    if (kind === 'count' || unit === undefined) return { out: plain }
    const step = kind === 'std' || kind === 'range' ? (differenceUnit(unit)?.unit ?? unit) : unit
    return { out: { type: 'number', unit: step } }
  },
  make: (making) => {
    const kind = making.text('figure')
    const length = making.micros('length')
    const unit = making.type('in').unit ?? '1'
    const step = kind === 'std' || kind === 'range' ? (differenceUnit(unit)?.step ?? 1) : 1
    const raw = figureOf(kind, making.number('percentile') / 100)
    const figure = step === 1 ? raw : (moment: Moment) => raw(moment) * step
    return making.text('mode') === 'sliding'
      ? sliding(kind, length, figure)
      : tumbling(kind, length, making.micros('offset') % length, figure)
  },
})
