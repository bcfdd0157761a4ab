import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { BatchBuilder, isGood, type SampleBatch, type Value, ValueKind, valueAt } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { columnsOf, HOUR, Hours, SegmentReader, SegmentWriter, StripeView, Word } from './index.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segment-'))
})
afterAll(() => rm(folder, { recursive: true }))

const T0 = Date.UTC(2026, 10, 23) * 1_000
const odd: readonly Value[] = [
  0,
  -0,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
  0.1 + 0.2,
  1e300,
  123456.789,
  -273.15,
  2 ** 53,
]
const whole: readonly Value[] = [0n, 2n ** 63n - 1n, -(2n ** 63n), 9_007_199_254_740_993n]
const texts: readonly Value[] = ['', 'läuft 运行中 🏭', 'a\u0000b']

type Row = readonly [series: number, time: number, value: Value, status: number]

function* mixed(): Generator<Row> {
  for (const series of [0, 1, 2, 5, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])
    for (let i = 0; i < 700; i++) {
      const all: readonly Value[] = [...odd, ...whole, ...texts, true, false, null]
      yield [series, T0 + i * 1_000 + (i % 3), all[i % all.length] as Value, i % 11 === 0 ? 0x80310000 : 0]
    }
}

function* steady(): Generator<Row> {
  for (let i = 0; i < 40_000; i++)
    yield [7, T0 + i * 2_000_000, Math.round(500 + 100 * Math.sin(i / 9) + (i % 13)) / 10, 0]
  for (let i = 0; i < 9_000; i++) yield [8, T0 + i * 10_000_000, BigInt(1_000_000 + 7 * i - (i % 5)), 0]
  for (let i = 0; i < 9_000; i++) yield [9, T0 + i * 10_000_000, i % 90 < 40, 0]
  for (let i = 0; i < 9_000; i++)
    yield [10, T0 + i * 10_000_000 + (i % 7), (i % 600 < 300 ? 12.01 : 1e4) + (i % 250) / 1e3, i < 50 ? 0x40000000 : 0]
  for (let i = 0; i < 9_000; i++) yield [11, T0 + i * 10_000_000, i / 3, 0]
}

function* far(): Generator<Row> {
  for (const time of [-9e15, -T0, -1, 0, 1, 9e15]) yield [3, time, time / 7, 0]
  yield [4, -9e15, 1.5, 0]
  yield [4, -8e15, 1e15, 0]
}

const cases: Readonly<Record<string, () => Generator<Row>>> = { mixed, steady, far }

function batchOf(rows: Iterable<Row>): SampleBatch {
  const builder = new BatchBuilder()
  for (const [series, time, value, status] of rows) builder.add(series, time, value, status)
  return builder.take()
}

const bitsOf = (value: number): string => Buffer.from(Float64Array.of(value).buffer).toString('hex')
const plain = (value: Value): string => (typeof value === 'number' ? bitsOf(value) : `${typeof value} ${String(value)}`)
const lineOf = (series: number, time: number, value: Value, status: number): string =>
  `${series} ${time} ${plain(value)} ${status}`
const linesOf = (batch: SampleBatch): string[] =>
  Array.from({ length: batch.length }, (_, row) =>
    lineOf(batch.series[row] as number, batch.time[row] as number, valueAt(batch, row), batch.status[row] as number),
  )

/** A whole comparison in one step is too slow for so many rows. */
const firstDifference = (seen: readonly string[], wanted: readonly string[]): unknown => {
  const at = wanted.findIndex((line, i) => line !== seen[i])
  return at < 0 && seen.length === wanted.length ? undefined : { at, seen: seen[at], wanted: wanted[at] }
}

function written(name: string, batch: SampleBatch, thrifty: boolean) {
  const path = join(folder, `${name}-${thrifty}.parquet`)
  const writer = new SegmentWriter(path, { thrifty })
  // In pieces, as a merge gives them.
  for (let from = 0; from < batch.length; from += 333)
    writer.append(columnsOf(batch), from, Math.min(batch.length, from + 333))
  return { path, ...writer.finish() }
}

function readBack(path: string, stripes: { at: number; bytes: number }): { lines: string[]; numbers: number[] } {
  const reader = new SegmentReader(path, stripes)
  const view = new StripeView()
  const lines: string[] = []
  const numbers: number[] = []
  for (let stripe = 0; stripe < reader.stripes.length; stripe++) {
    const count = reader.word(stripe, Word.rows)
    const rows = view.turn(reader, stripe)
    rows.loadRows()
    const int64 = new BigInt64Array(rows.double.buffer, 0, count)
    for (let row = 0; row < count; row++) {
      const kind = rows.kind[row]
      const value: Value =
        kind === ValueKind.double
          ? (rows.double[row] as number)
          : kind === ValueKind.int64
            ? (int64[row] as bigint)
            : kind === ValueKind.boolean
              ? rows.double[row] !== 0
              : kind === ValueKind.string
                ? rows.textAt(row)
                : null
      lines.push(lineOf(rows.series[row] as number, rows.time[row] as number, value, rows.status[row] as number))
    }
    numbers.push(...view.turn(reader, stripe).loadNumbers().subarray(0, count))
  }
  reader.close()
  return { lines, numbers }
}

const numberOf = (value: Value, status: number): number =>
  !isGood(status) || value === null || typeof value === 'string' ? Number.NaN : Number(value)

describe.each(Object.keys(cases))('a segment of %s samples', (name) => {
  const rows = [...(cases[name] as () => Generator<Row>)()]
  const batch = batchOf(rows)

  test.each([true, false])('gives back every value with its bits (thrifty: %s)', (thrifty) => {
    const { path, stripes, summed, ...told } = written(name, batch, thrifty)
    const { lines, numbers } = readBack(path, stripes)
    expect(firstDifference(lines, linesOf(batch))).toBeUndefined()
    const wanted = rows.map(([, , value, status]) => bitsOf(numberOf(value, status)))
    expect(firstDifference(numbers.map(bitsOf), wanted)).toBeUndefined()
    expect(summed > 0).toBe(name !== 'far')
    expect(told).toEqual({
      rows: batch.length,
      minTime: rows.reduce((least, [, time]) => Math.min(least, time), Infinity),
      maxTime: rows.reduce((most, [, time]) => Math.max(most, time), -Infinity),
      minSeries: rows[0]?.[0],
      maxSeries: rows.at(-1)?.[0],
    })
  })

  test.each([true, false])('is Parquet to others, with the same values (thrifty: %s)', async (thrifty) => {
    const { path } = written(name, batch, thrifty)
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const result = await connection.runAndReadAll(
      `SELECT series, epoch_us(time), coalesce(value_double, value_scaled / 10.0::DOUBLE ** scale), value_int64, value_boolean, value_string, status FROM '${path}'`,
    )
    connection.closeSync()
    const seen = result
      .getRows()
      .map(([series, time, double, int64, boolean, string, status]) =>
        lineOf(series as number, Number(time), (double ?? int64 ?? boolean ?? string) as Value, status as number),
      )
    expect(firstDifference(seen, linesOf(batch))).toBeUndefined()
  })
})

test('hours that were summed up come back to the bit, and stand for all rows', () => {
  const batch = batchOf(steady())
  const { path, stripes } = written('hours', batch, true)
  const reader = new SegmentReader(path, stripes)
  const seen = new Hours()
  for (let stripe = 0; stripe < reader.stripes.length; stripe++) {
    expect(reader.hasHours(stripe)).toBe(true)
    reader.hours(stripe, seen)
  }
  reader.close()
  let count = 0
  let least = Number.POSITIVE_INFINITY
  for (let row = 0; row < seen.length; row++) {
    count += seen.count[row] as number
    if (seen.series[row] === 10 && (seen.good[row] as number) > 0) least = Math.min(least, seen.min[row] as number)
    expect((seen.min_time[row] as number) - (seen.start[row] as number)).toBeLessThan(HOUR)
  }
  expect(count).toBe(batch.length)
  expect(least).toBe(12.01)
})
