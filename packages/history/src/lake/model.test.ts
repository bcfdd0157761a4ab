import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, silentLog, systemClock, type Value } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  atOf,
  atRows,
  histogramOf,
  histogramRows,
  m4Of,
  m4Rows,
  stateRows,
  statesOf,
  weightedOf,
  weightedRows,
} from '../contract-analysis-oracle.ts'
import { Oracle, type Row, rowsOf, T0 } from '../contract-oracle.ts'
import { sameBuckets } from '../contract-subject.ts'
import { rawPage } from '../raw-page.ts'
import { type Lake, openLake } from './index.ts'

const MINUTE = 60_000_000
const HOUR = 60 * MINUTE
const DAYS = 60 * HOUR
const SERIES = [1, 2, 3, 70_001]

/** Few keys and few series, so that they come again; over three days, so that days end and hours fill. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((i) => T0 + i),
  fc.integer({ min: -30, max: 4_300 }).map((i) => T0 + i * MINUTE),
)
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -800, max: 800 }).map((i) => i / 8) },
  { weight: 1, arbitrary: fc.constantFrom<Value>(null, Number.NaN, -0, Infinity, true, 'run', 7n, 2n ** 62n) },
)
const row = fc.tuple(fc.constantFrom(...SERIES), time, value, fc.constantFrom(0, 0, 0, 0x80000000, 0x40000000))
/** A stretch of regular samples: what fills hours. */
const stretch = fc
  .record({ series: fc.constantFrom(...SERIES), from: time, count: fc.integer({ min: 1, max: 400 }) })
  .map(({ series, from, count }) =>
    Array.from({ length: count }, (_, i): Row => [series, from + i * 20_000_000, (i * 37) % 101]),
  )
const range = fc.tuple(time, time).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }))

type Step =
  | { readonly do: 'append'; readonly rows: readonly Row[] }
  | { readonly do: 'seal' }
  | { readonly do: 'compact' }
  | { readonly do: 'reopen' }
  | {
      readonly do: 'remove'
      readonly series: readonly number[] | undefined
      readonly from: number
      readonly to: number
    }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(row, { minLength: 1, maxLength: 30 }).map((rows) => ({ do: 'append', rows }) as const),
  },
  { weight: 4, arbitrary: stretch.map((rows) => ({ do: 'append', rows }) as const) },
  { weight: 3, arbitrary: fc.constant({ do: 'seal' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'compact' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' } as const) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.option(fc.subarray(SERIES, { minLength: 1 }), { nil: undefined }), range)
      .map(([series, span]) => ({ do: 'remove', series, ...span }) as const),
  },
)

async function expectSame(lake: Lake, oracle: Oracle, { from, to }: { from: number; to: number }): Promise<void> {
  const all = { from: -Infinity, to: Infinity }
  const tenant = 't'
  const series = [...SERIES].reverse()
  expect(rowsOf(await lake.raw({ tenant, series, ...all }))).toEqual(oracle.raw(series, -Infinity, Infinity))
  const some = await lake.raw({ tenant, series, from, to, limit: 5, order: 'descending' })
  expect(rowsOf(some)).toEqual(oracle.raw(series, from, to, 5, true))
  expect(rowsOf(await lake.latest(tenant, series))).toEqual(oracle.latest(series))
  expect(rowsOf(await lake.latest(tenant, series, to))).toEqual(oracle.latest(series, to))
  for (const width of [HOUR, 24 * HOUR, 11 * MINUTE]) {
    sameBuckets(
      await lake.buckets({ tenant, series, ...all, width }),
      oracle.buckets(series, -Infinity, Infinity, width),
    )
    sameBuckets(await lake.buckets({ tenant, series, from, to, width }), oracle.buckets(series, from, to, width))
  }
}

/** How values between samples are told, in a random way. */
const rules = fc.record({
  gap: fc.constantFrom(Infinity, 20_000_000, 5 * MINUTE, 26 * HOUR),
  notGood: fc.constantFrom('ends', 'skipped'),
  quality: fc.constantFrom('good', 'uncertain'),
  interpolation: fc.constantFrom('step', 'linear'),
  mode: fc.constantFrom('before', 'step', 'linear'),
  weight: fc.constantFrom('samples', 'time'),
  width: fc.constantFrom(undefined, HOUR, 7 * HOUR + 1),
})
type Rules = typeof rules extends fc.Arbitrary<infer R> ? R : never

/** Where infinities meet, the order of adding tells one from NaN. */
const meansOf = (rows: readonly { mean: number }[]): unknown[] =>
  rows.map((row) => ({ ...row, mean: Math.abs(row.mean) < 1e12 ? Number(row.mean.toFixed(6)) + 0 : 'large' }))

async function expectAnalyses(
  lake: Lake,
  oracle: Oracle,
  range: { from: number; to: number },
  how: Rules,
): Promise<void> {
  const tenant = 't'
  const series = [...SERIES].reverse()
  const { gap, notGood, quality, interpolation, mode, weight, width } = how
  const standing = { ...range, gap, notGood, quality }
  const windows = { ...standing, ...(width === undefined ? {} : { width }) }
  const curve = { ...windows, interpolation }
  expect(meansOf(weightedRows(await lake.weighted({ tenant, series, ...curve })))).toEqual(
    meansOf(weightedOf(oracle, series, curve)),
  )
  const at = { times: [range.from, range.to, range.from + 7 * MINUTE, T0 - DAYS], mode, gap, notGood, quality }
  expect(atRows(await lake.at({ tenant, series, ...at }))).toEqual(atOf(oracle, series, at))
  const m4 = { ...range, quality, columns: 37 }
  expect(m4Rows(await lake.m4({ tenant, series, ...m4 }))).toEqual(m4Of(oracle, series, m4))
  expect(stateRows(await lake.states({ tenant, series, ...windows }))).toEqual(statesOf(oracle, series, windows))
  const bins = { ...standing, weight, edges: [-50, -1, 0, 1, 30, 101] }
  expect(histogramRows(await lake.histogram({ tenant, series, ...bins }))).toEqual(histogramOf(oracle, series, bins))
  const pages: Row[] = []
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await rawPage(lake, {
      tenant,
      of: 'all',
      series,
      ...range,
      limit: 97,
      order: 'descending',
      ...(cursor === undefined ? {} : { cursor }),
    })
    pages.push(...rowsOf(page.batch))
    cursor = page.next
  }
  expect(pages).toEqual(
    oracle.raw(series, range.from, range.to).sort((a, b) => b[1] - a[1] || series.indexOf(a[0]) - series.indexOf(b[0])),
  )
}

test('whatever is appended, sealed, compacted, removed and opened again, every answer is that of a plain list of rows', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), range, rules, async (steps, asked, how) => {
      const folder = await mkdtemp(join(tmpdir(), 'lake-'))
      const open = (): Promise<Lake> =>
        openLake({ folder, clock: systemClock, log: silentLog, memoryMib: 128, hotRows: 20_000 })
      let lake = await open()
      try {
        const oracle = new Oracle()
        let position = 0
        for (const one of steps) {
          if (one.do === 'append') {
            await lake.append('t', batchOf(one.rows), ++position)
            await lake.append('other', batchOf(one.rows.slice(0, 3)), position)
            oracle.append(one.rows)
          } else if (one.do === 'seal') await lake.seal()
          else if (one.do === 'compact') await lake.compact()
          else if (one.do === 'reopen') {
            await lake.close()
            lake = await open()
          } else {
            const { series, from, to } = one
            await lake.remove({ tenant: 't', from, to, ...(series ? { series } : {}) })
            oracle.remove(series ?? SERIES, from, to)
          }
        }
        await expectSame(lake, oracle, asked)
        await expectAnalyses(lake, oracle, asked, how)
        await lake.seal()
        await lake.compact()
        await expectSame(lake, oracle, asked)
        await expectAnalyses(lake, oracle, asked, how)
        expect(lake.health().lastFault).toBeUndefined()
      } finally {
        await lake.close()
        await rm(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: Number(process.env['MILLRACE_MODEL_RUNS'] ?? 25), endOnFailure: true },
  )
})
