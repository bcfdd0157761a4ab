import { createHash } from 'node:crypto'
import { Fault, isBad, isGood } from '@millrace/core'
import type { GivenInput } from '../guard/inputs.ts'
import { type LearningRequest, type LearntQuantity, type LeftOutCause, MOST_ROWS } from './face.ts'
import './faults.ts'

/** Beyond, a value is none that a plant has: what stands for none on its way, whose squares and products would be infinite. */
const WILD = 1e50
/** µs of the year 10000, which dates of four digits do not tell. */
const END_OF_TIMES = 253_402_300_800_000_000

/** Rows that hold a number for every quantity, in the order of time. */
export interface Table {
  readonly length: number
  /** µs. */
  readonly time: Float64Array
  /** One a quantity, in the order asked for. */
  readonly columns: readonly Float64Array[]
}

export interface CleanRows {
  readonly table: Table
  readonly leftOut: Readonly<Record<LeftOutCause, number>>
}

/** Takes what may be learnt from; a row is left out by the first cause of its worst value. Throws `learning.too_many`, `learning.column_unfit`. */
export function cleanRows(
  { rows, uncertain = false }: Pick<LearningRequest, 'rows' | 'uncertain'>,
  quantities: readonly LearntQuantity[],
): CleanRows {
  if (rows.length > MOST_ROWS)
    throw new Fault('learning.too_many', { what: 'rows', most: MOST_ROWS, seen: rows.length })
  mustBeWhole('time', rows, rows.time)
  const given = quantities.map(({ name }) => {
    const numbers = numbersOf(name, Object.hasOwn(rows.inputs, name) ? rows.inputs[name] : undefined)
    mustBeWhole(name, rows, numbers.values)
    mustBeWhole(name, rows, numbers.status)
    return numbers
  })
  const leftOut = { bad: 0, uncertain: 0, missing: 0, out_of_order: 0 }
  const places: number[] = []
  // Slots and seasons of a forecast count from 1970; what is before, or after all dates, is no time of a plant.
  let last = -1
  for (let row = 0; row < rows.length; row++) {
    const time = rows.time[row]!
    const cause = causeOf(given, row, uncertain) ?? (time > last && time < END_OF_TIMES ? undefined : 'out_of_order')
    if (cause) leftOut[cause]++
    else {
      places.push(row)
      last = time
    }
  }
  const picked = (column: Float64Array): Float64Array => Float64Array.from(places, (place) => column[place]!)
  const columns = given.map(({ values }) => picked(values))
  return { table: { length: places.length, time: picked(rows.time), columns }, leftOut }
}

function mustBeWhole(name: string, { length }: LearningRequest['rows'], column: { readonly length: number }): void {
  if (column.length !== length)
    throw new Fault('learning.column_unfit', { name, seen: `${column.length} in ${length} rows` })
}

interface Numbers {
  readonly values: Float64Array
  readonly status: Uint32Array
}

function numbersOf(name: string, given: GivenInput | undefined): Numbers {
  if (!given) throw new Fault('learning.column_unfit', { name, seen: 'none' })
  const { values, status } = given
  if (!(values instanceof Float64Array)) throw new Fault('learning.column_unfit', { name, seen: 'texts' })
  return { values, status }
}

function causeOf(given: readonly Numbers[], row: number, uncertain: boolean): LeftOutCause | undefined {
  let worst: LeftOutCause | undefined
  for (const { values, status } of given) {
    const told = status[row]!
    if (isBad(told)) return 'bad'
    if (!(Math.abs(values[row]!) <= WILD)) worst = 'missing'
    else if (!uncertain && !isGood(told)) worst ??= 'uncertain'
  }
  return worst
}

/** Rows `from` to before `until`; nothing is copied. */
export const partOf = ({ time, columns }: Table, from: number, until: number): Table => ({
  length: until - from,
  time: time.subarray(from, until),
  columns: columns.map((column) => column.subarray(from, until)),
})

/** At most so many rows, evenly chosen. */
export function thinned(table: Table, most: number): Table {
  if (table.length <= most) return table
  const picked = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: most }, (_, i) => column[Math.floor((i * table.length) / most)]!)
  return { length: most, time: picked(table.time), columns: table.columns.map(picked) }
}

/** SHA-256 of times and columns one after the other, as 64-bit floats with the lowest byte first. */
export function digestOfRows({ time, columns }: Table): string {
  const hash = createHash('sha256')
  for (const column of [time, ...columns]) {
    const bytes = new Uint8Array(column.length * 8)
    const view = new DataView(bytes.buffer)
    column.forEach((value, i) => {
      view.setFloat64(i * 8, value, true)
    })
    hash.update(bytes)
  }
  return hash.digest('hex')
}

/** The least and the greatest; of none Infinity and −Infinity. */
export function rangeOf(values: Iterable<number>): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}
