import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, UINTEGER } from '@duckdb/node-api'
import { Fault } from '@millrace/core'
import { type Duck, itemsOf } from './duck.ts'
import './faults.ts'
import type { RollupFile, Segment } from './manifest.ts'
import { NUMBER, tableOf } from './scan.ts'
import type { SegmentMaker } from './seal.ts'
import { during } from './steps.ts'
import { copyTo } from './write.ts'

/** Width of a rollup's rows, µs. */
export const HOUR = 3_600_000_000

const CHUNK = 2048
/** Good numbers a row must stand for on average; below it rows are as quick to read as their rollup. */
const WORTH = 8

const names = [
  'series',
  'start',
  'count',
  'good',
  'sum',
  'min',
  'max',
  'first',
  'last',
  'min_time',
  'max_time',
  'first_time',
  'last_time',
] as const
type Name = (typeof names)[number]

/** Rows of a rollup, one for each series and hour; times in µs. Where `good` is 0 the values say nothing. */
export type RollupRows = { readonly [name in Name]: Float64Array | Uint32Array } & { readonly length: number }

interface Summary {
  readonly columns: Record<Name, Float64Array>
  readonly length: number
  /** See {@link copyTo}. */
  readonly negativeZero: boolean
}

/** Sums up samples that come sorted by series and time. */
class Hours {
  length = 0
  negativeZero = false
  #capacity = 1024
  #columns: Record<Name, Float64Array> = this.#allocate()
  #carry = 0

  add(series: number, time: number, value: number): void {
    const c = this.#columns
    let at = this.length - 1
    if (at < 0 || c.series[at] !== series || time - (c.start[at] as number) >= HOUR) {
      if (at >= 0 && (c.series[at]! > series || (c.series[at] === series && c.start[at]! > time)))
        throw new Fault('history.segment_unsorted', { series, time })
      this.#end()
      at = this.#open(series, Math.floor(time / HOUR) * HOUR)
    }
    c.count[at]!++
    if (Number.isNaN(value)) return
    if (Object.is(value, -0)) this.negativeZero = true
    if (c.good[at]!++ === 0) {
      c.sum[at] = value
      c.min[at] = c.max[at] = c.first[at] = value
      c.min_time[at] = c.max_time[at] = c.first_time[at] = time
    } else {
      // Neumaier's summation, as rows are summed.
      const sum = c.sum[at] as number
      const next = sum + value
      if (Number.isFinite(next))
        this.#carry += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
      c.sum[at] = next
      if (value < c.min[at]!) {
        c.min[at] = value
        c.min_time[at] = time
      }
      if (value > c.max[at]!) {
        c.max[at] = value
        c.max_time[at] = time
      }
    }
    c.last[at] = value
    c.last_time[at] = time
  }

  finish(): Summary {
    this.#end()
    return { columns: this.#columns, length: this.length, negativeZero: this.negativeZero }
  }

  #end(): void {
    if (this.length > 0) this.#columns.sum[this.length - 1]! += this.#carry
    this.#carry = 0
  }

  #open(series: number, start: number): number {
    if (this.length === this.#capacity) {
      const old = this.#columns
      this.#capacity *= 2
      this.#columns = this.#allocate()
      for (const name of names) this.#columns[name].set(old[name])
    }
    this.#columns.series[this.length] = series
    this.#columns.start[this.length] = start
    return this.length++
  }

  #allocate(): Record<Name, Float64Array> {
    return Object.fromEntries(names.map((name) => [name, new Float64Array(this.#capacity)])) as Record<
      Name,
      Float64Array
    >
  }
}

/** Undefined where reading rows is as quick. */
async function summarise(
  duck: Duck,
  folder: string,
  segment: Pick<Segment, 'file' | 'rows'>,
): Promise<Summary | undefined> {
  const hours = new Hours()
  let worth = true
  await duck.stream(
    `SELECT series, epoch_us(time)::DOUBLE, ${NUMBER} FROM ${tableOf(folder, [segment])}`,
    (chunk, count) => {
      const series = itemsOf<Uint32Array>(chunk, 0)
      const times = itemsOf<Float64Array>(chunk, 1)
      const values = itemsOf<Float64Array>(chunk, 2)
      for (let row = 0; row < count; row++)
        hours.add(series[row] as number, times[row] as number, values[row] as number)
      worth = hours.length * WORTH <= segment.rows
      return worth
    },
  )
  return worth ? hours.finish() : undefined
}

const types = names.map((name) => (name === 'series' || name === 'count' || name === 'good' ? UINTEGER : DOUBLE))
let tables = 0

/** One Parquet file, sorted by series and hour. */
async function writeSummary(
  connection: DuckDBConnection,
  { columns, length, negativeZero }: Summary,
  path: string,
): Promise<void> {
  const table = `hours_${++tables}`
  const sql = names.map((name, i) => `${name} ${types[i] === DOUBLE ? 'DOUBLE' : 'UINTEGER'}`).join(', ')
  await connection.run(`CREATE TEMP TABLE ${table} (${sql})`)
  try {
    const appender = await connection.createAppender(table)
    for (let from = 0; from < length; from += CHUNK) {
      const count = Math.min(CHUNK, length - from)
      const chunk = DuckDBDataChunk.create(types, count)
      names.forEach((name, column) => {
        itemsOf<Float64Array | Uint32Array>(chunk, column).set(columns[name].subarray(from, from + count))
        chunk.getColumnVector(column).flush()
      })
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
    const instants = new Set<Name>(['start', 'min_time', 'max_time', 'first_time', 'last_time'])
    const select = names.map((name) => {
      if (name === 'start') return 'make_timestamptz(start::BIGINT) AS start'
      if (instants.has(name)) return `CASE WHEN good > 0 THEN make_timestamptz(${name}::BIGINT) END AS ${name}`
      return name === 'series' || name === 'count' || name === 'good'
        ? name
        : `CASE WHEN good > 0 THEN ${name} END AS ${name}`
    })
    await connection.run(copyTo(`SELECT ${select.join(', ')} FROM ${table}`, path, negativeZero))
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${table}`)
  }
}

/** Makes the rollup of a segment; undefined where it would not pay. The file is durable, its folder is not synced yet. */
export function makeRollup(
  duck: Duck,
  connection: DuckDBConnection,
  maker: SegmentMaker,
  segment: Pick<Segment, 'file' | 'rows' | 'tenant' | 'day'>,
): Promise<RollupFile | undefined> {
  return during('rollup', async () => {
    const summary = await summarise(duck, maker.folder, segment)
    if (!summary) return undefined
    return maker.make({ ...segment, kind: 'hourly' }, (path) => writeSummary(connection, summary, path))
  })
}

/** What a query over rollup files selects, none of it null, in the order {@link rollupRows} reads. */
export const ROLLUP_COLUMNS = names
  .map((name) => {
    if (name === 'series' || name === 'count' || name === 'good') return name
    return name === 'start' || name.endsWith('_time')
      ? `coalesce(epoch_us(${name})::DOUBLE, 0)`
      : `coalesce(${name}, 0)`
  })
  .join(', ')

export const rollupRows = (chunk: DuckDBDataChunk, length: number): RollupRows => ({
  ...(Object.fromEntries(names.map((name, column) => [name, itemsOf(chunk, column)])) as Record<Name, Float64Array>),
  length,
})
