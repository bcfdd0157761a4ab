import { BatchBuilder, Status, type Value } from '@millrace/core'
import type { StateDurations, StateQuery } from '../analysis.ts'
import { lookBack } from './bounds.ts'
import { Curve } from './curve.ts'
import { type Reading, type ValueRows, walkSamples } from './walk.ts'
import { Rows, Windows } from './windows.ts'

/** The states of one series, numbered as they come; 0 and -0 are one, as are equal texts. */
class States {
  readonly values: Value[] = []
  readonly #numbers = new Map<Value, number>()

  numberOf(value: Value): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    const number = this.values.length
    this.values.push(Object.is(value, -0) ? 0 : value)
    this.#numbers.set(value, number)
    return number
  }
}

export async function readStates(reading: Reading, query: StateQuery): Promise<StateDurations> {
  const { wanted, usableBelow } = reading
  const { from, to, gap = Number.POSITIVE_INFINITY, notGood = 'ends', width } = query
  const rows = new Rows(wanted.size, ['start', 'state', 'duration', 'entered'])
  const windows = new Windows(query, width)
  const states = wanted.list.map(() => new States())
  /** Rows of the window a series is in, by state. */
  const open = wanted.list.map(() => new Map<number, number>())

  const rowOf = (i: number, time: number, state: number): number => {
    const newest = rows.last(i)
    const own = open[i] as Map<number, number>
    if (newest >= 0 && time >= windows.endOf(rows.columns.start[newest] as number)) own.clear()
    let row = own.get(state)
    if (row === undefined) {
      row = rows.add(i)
      rows.columns.start[row] = windows.startOf(time)
      rows.columns.state[row] = state
      own.set(state, row)
    }
    return row
  }
  const curve = new Curve(
    wanted.size,
    { linear: false, gap, skip: notGood === 'skipped', from, to },
    (i, begin, end, state) => {
      for (let at = begin; at < end; ) {
        const row = rowOf(i, at, state)
        const until = Math.min(end, windows.endOf(rows.columns.start[row] as number))
        rows.columns.duration[row]! += until - at
        at = until
      }
    },
  )
  const stateOf = (i: number, source: ValueRows, row: number): number => {
    if (source.statusAt(row) >= usableBelow) return Number.NaN
    const value = source.valueAt(row)
    return value === null || Number.isNaN(value) ? Number.NaN : (states[i] as States).numberOf(value)
  }
  const lastTime = new Float64Array(wanted.size)
  const lastState = new Float64Array(wanted.size).fill(Number.NaN)
  const sample = (i: number, time: number, state: number): void => {
    curve.sample(i, time, state)
    if (Number.isNaN(state) && notGood === 'skipped') return
    const before = lastState[i] as number
    const stands = !Number.isNaN(before) && time - (lastTime[i] as number) <= gap
    if (stands && !Number.isNaN(state) && state !== before && time >= from) {
      // Found first: a new row may move the columns.
      const row = rowOf(i, time, state)
      rows.columns.entered[row]!++
    }
    lastTime[i] = time
    lastState[i] = state
  }

  const isState = (_: number, source: ValueRows, row: number): boolean => {
    const value = source.valueAt(row)
    return source.statusAt(row) < usableBelow && value !== null && !Number.isNaN(value)
  }
  const before = await lookBack(reading, {
    at: from,
    within: gap,
    ...(notGood === 'skipped' ? { counts: isState } : {}),
  })
  for (let i = 0; i < wanted.size; i++) {
    const source = before.rows[i]
    if (source) sample(i, before.time[i] as number, stateOf(i, source, before.row[i] as number))
  }
  await walkSamples(reading, { series: wanted.list, from, to }, (i, time, _, source, row) =>
    sample(i, time, stateOf(i, source, row)),
  )
  for (let i = 0; i < wanted.size; i++) curve.end(i)

  const { rows: order, index } = rows.ordered()
  const c = rows.columns
  const out = new BatchBuilder(order.length + 1)
  for (let k = 0; k < order.length; k++) {
    const i = index[k] as number
    const row = order[k] as number
    const value = (states[i] as States).values[c.state[row] as number] as Value
    out.add(wanted.list[i] as number, c.start[row] as number, value, Status.Good)
  }
  return {
    ...out.take(),
    duration: rows.pick('duration', order),
    entered: Uint32Array.from(rows.pick('entered', order)),
  }
}
