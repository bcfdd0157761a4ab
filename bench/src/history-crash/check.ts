import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type SampleBatch, valueAt } from '@millrace/core'
import type { Buckets, Lake } from '@millrace/history'
import { expectedRows, oneOf, type Removals, type Row, type Rows, take } from './expected.ts'
import { lakeIn, type Store } from './store.ts'
import {
  chance,
  DAY,
  epochOf,
  GUEST_SERIES,
  guestOf,
  HOUR,
  MINUTE,
  PLANT,
  plantSeries,
  type Removal,
} from './workload.ts'

const everything = { from: -Infinity, to: Infinity }
const LIMIT = 10_000_000
/** Guests looked at: those that may still be there. */
const GUESTS = 6

export interface Findings {
  readonly seed: number
  /** The newest batch that was acknowledged. */
  readonly acknowledged: number
  readonly removed: Removals
  /** Asked for, and perhaps done. */
  readonly asked: readonly Removal[]
}

const sorted = (rows: Map<number, Row> | undefined): Row[] => [...(rows?.values() ?? [])].sort((a, b) => a[0] - b[0])

function seenRows({ length, series, time, status }: SampleBatch, batch: SampleBatch): Rows {
  const rows: Rows = new Map()
  for (let i = 0; i < length; i++) {
    const own = rows.get(series[i] as number) ?? new Map<number, Row>()
    own.set(time[i] as number, [time[i] as number, valueAt(batch, i), status[i] as number])
    rows.set(series[i] as number, own)
  }
  return rows
}

const isSame = (a: Row | undefined, b: Row): boolean =>
  a !== undefined && a[0] === b[0] && Object.is(a[1], b[1]) && a[2] === b[2]

export interface Found {
  /** Acknowledged batches and rows that are not there. */
  readonly lost: number
  /** Sentences, each of something wrong. */
  readonly wrong: readonly string[]
}

/** Compares an opened store with what was told to its user. */
export async function check(store: Store, folder: string, findings: Findings): Promise<Found> {
  const { lake, newest } = store
  const wrong: string[] = []
  const batches = Math.max(0, findings.acknowledged - newest)
  if (batches > 0) wrong.push(`batch ${findings.acknowledged} was acknowledged, the newest is ${newest}`)
  const expected = expectedRows(findings.seed, newest, findings.removed)
  // A removal that was not answered happened in full or not at all; one row tells which. What goes by age first: it takes rows
  // of victims too, whose absence then tells nothing of their own removal.
  const byAge = findings.asked.filter(({ what }) => what === 'old')
  for (const removal of [...byAge, ...findings.asked.filter(({ what }) => what !== 'old')]) {
    const row = oneOf(expected, removal)
    if (!row) continue
    const { tenant, series, time } = row
    const seen = await lake.raw({ tenant, series: [series], from: time, to: time + 1 })
    if (seen.length === 0) take(expected, removal)
  }
  wrong.push(...(await checkTenant(lake, PLANT, plantSeries(newest), expected.get(PLANT) ?? new Map())))
  for (let epoch = Math.max(0, epochOf(newest) - GUESTS); epoch <= epochOf(newest); epoch++)
    wrong.push(...(await checkTenant(lake, guestOf(epoch), GUEST_SERIES, expected.get(guestOf(epoch)) ?? new Map())))
  const ordered = orderedOf(expected.get(PLANT) ?? new Map())
  wrong.push(...(await checkAggregates(lake, ordered, findings.seed + newest)))
  // Sealed, merged and summed up anew, it must all be the same, and the figures of what is stored exact.
  await lake.seal()
  await lake.compact()
  const { lastFault } = lake.health()
  if (lastFault !== undefined) wrong.push(lastFault)
  wrong.push(...(await checkTenant(lake, PLANT, plantSeries(newest), expected.get(PLANT) ?? new Map())))
  wrong.push(...(await checkAggregates(lake, ordered, findings.seed - newest)))
  wrong.push(...(await checkStored(lake, lakeIn(folder), expected.get(PLANT) ?? new Map())))
  return { lost: batches + wrong.filter((sentence) => sentence.includes(' lost ')).length, wrong }
}

async function checkTenant(lake: Lake, tenant: string, series: readonly number[], expected: Rows): Promise<string[]> {
  const wrong: string[] = []
  const batch = await lake.raw({ tenant, series, ...everything, limit: LIMIT })
  const seen = seenRows(batch, batch)
  const newest = await lake.latest(tenant, series)
  for (const one of series) {
    const own = expected.get(one) ?? new Map<number, Row>()
    const has = seen.get(one) ?? new Map<number, Row>()
    const missing = [...own.values()].filter((row) => !isSame(has.get(row[0]), row))
    const extra = [...has.keys()].filter((time) => !own.has(time))
    const [first] = missing
    if (first)
      wrong.push(
        `${tenant}/${one}: ${missing.length} of ${own.size} rows lost or wrong, the first ${String(first)}, seen ${String(has.get(first[0]))}`,
      )
    if (extra.length > 0)
      wrong.push(`${tenant}/${one}: ${extra.length} rows that must not be there, the first at ${extra[0]}`)
    let last: Row | undefined
    for (const row of own.values()) if (!last || row[0] > last[0]) last = row
    const at = [...newest.series.subarray(0, newest.length)].indexOf(one)
    const told: Row | undefined =
      at < 0 ? undefined : [newest.time[at] as number, valueAt(newest, at), newest.status[at] as number]
    if (last ? !isSame(told, last) : told)
      wrong.push(`${tenant}/${one}: latest is ${String(told)}, expected ${String(last)}`)
  }
  return wrong
}

/** Rows of each series, by series and in order of time. */
type Ordered = readonly { readonly series: number; readonly rows: readonly Row[] }[]

const orderedOf = (expected: Rows): Ordered =>
  [...expected].sort((a, b) => a[0] - b[0]).map(([series, rows]) => ({ series, rows: sorted(rows) }))

/** Buckets of several widths, whole and of a random range: hourly sums are what the wide ones come from. */
async function checkAggregates(lake: Lake, expected: Ordered, seed: number): Promise<string[]> {
  const next = chance(seed)
  const series = expected.map((own) => own.series)
  const filled = expected.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) return []
  const oldest = Math.min(...filled.map(({ rows }) => (rows[0] as Row)[0]))
  const span = Math.max(...filled.map(({ rows }) => (rows.at(-1) as Row)[0])) - oldest
  const from = oldest + Math.floor(next() * span)
  const some = { from, to: from + Math.floor(next() * span) + 1 }
  const wrong: string[] = []
  for (const [range, width] of [
    [everything, HOUR],
    [everything, DAY],
    [some, 6 * HOUR],
    [some, 7 * MINUTE],
  ] as const) {
    const seen = await lake.buckets({ tenant: PLANT, series, ...range, width })
    const difference = differenceOf(seen, bucketsOf(expected, { ...range, width }))
    if (difference) wrong.push(`buckets of ${width / MINUTE} min: ${difference}`)
  }
  return wrong
}

type Bucket = Record<Exclude<keyof Buckets, 'length'>, number>

function bucketsOf(
  expected: Ordered,
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
): Bucket[] {
  const all: Bucket[] = []
  for (const { series, rows } of expected) {
    let bucket: Bucket | undefined
    for (const [time, value, status] of rows) {
      if (time < from || time >= to) continue
      const start = Math.floor(time / width) * width
      if (bucket?.start !== start) {
        bucket = emptyBucket(series, start)
        all.push(bucket)
      }
      bucket.count++
      const number = value === null || typeof value === 'string' || status >>> 30 !== 0 ? Number.NaN : Number(value)
      if (!Number.isNaN(number)) addNumber(bucket, time, number)
    }
  }
  // Until now `mean` held the sum.
  return all.map((bucket) => ({ ...bucket, mean: bucket.mean / bucket.good }))
}

const emptyBucket = (series: number, start: number): Bucket => ({
  series,
  start,
  count: 0,
  good: 0,
  min: Number.NaN,
  max: Number.NaN,
  mean: 0,
  first: Number.NaN,
  last: Number.NaN,
  minTime: Number.NaN,
  maxTime: Number.NaN,
})

/** In order of time, so that of equal values, and 0 and -0 are equal, the earliest gives the time. */
function addNumber(bucket: Bucket, time: number, value: number): void {
  if (bucket.good++ === 0) bucket.first = value
  bucket.last = value
  bucket.mean += value
  if (!(value >= bucket.min)) {
    bucket.min = value
    bucket.minTime = time
  }
  if (!(value <= bucket.max)) {
    bucket.max = value
    bucket.maxTime = time
  }
}

/** Means are summed in another order. */
const isNear = (name: string, a: number, b: number): boolean =>
  a === b ||
  (Number.isNaN(a) && Number.isNaN(b)) ||
  (name === 'mean' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)))

function differenceOf(seen: Buckets, expected: readonly Bucket[]): string | undefined {
  if (seen.length !== expected.length) return `${seen.length} of ${expected.length}`
  for (const [i, bucket] of expected.entries())
    for (const [name, value] of Object.entries(bucket) as [keyof Bucket, number][]) {
      const told = seen[name][i] as number
      if (!isNear(name, told, value))
        return `${name} of ${bucket.series} at ${bucket.start} is ${told}, expected ${value}`
    }
  return undefined
}

/** After compaction each key stands once, and the figures are those of the files. */
async function checkStored(lake: Lake, folder: string, expected: Rows): Promise<string[]> {
  const wrong: string[] = []
  const files: string[] = []
  for (const place of [`tenant=${PLANT}`, join('hourly', `tenant=${PLANT}`)])
    files.push(...(await filesBelow(join(folder, place))))
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  const stored = lake.stored(PLANT)
  const rows = [...expected.values()].reduce((sum, own) => sum + own.size, 0)
  const times = [...expected.values()].flatMap((own) => [...own.keys()])
  if (stored.bytes !== bytes) wrong.push(`${stored.bytes} bytes are told to be stored, the files have ${bytes}`)
  if (stored.rows !== rows) wrong.push(`${stored.rows} rows are told to be stored, expected ${rows}`)
  if (times.length > 0 && stored.newest !== times.reduce((a, b) => Math.max(a, b)))
    wrong.push('the newest time told is wrong')
  if (times.length > 0 && stored.oldest !== times.reduce((a, b) => Math.min(a, b)))
    wrong.push('the oldest time told is wrong')
  return wrong
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (failure: NodeJS.ErrnoException) => {
      if (failure.code === 'ENOENT') return []
      throw failure
    },
  )
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
