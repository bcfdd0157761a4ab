import { join } from 'node:path'
import { type SampleBatch, silentLog, systemClock, ValueKind } from '@millrace/core'
import { type Lake, openLake } from '@millrace/history'
import { encodeSamples, type Journal, openJournal } from '@millrace/server/bench'
import { encodeSlots } from '../encode.ts'
import { bytesBelow } from '../rest.ts'
import { SlotBatches } from '../slots.ts'
import { keyOf, POINTS, type SeriesKey, seriesNumber } from '../workload.ts'
import type { Above, BucketColumns, Engine, EngineSite, Range, Samples, StateDurations, Top } from './engine.ts'

const TENANT = 'bench'
const RELEASE_MS = 1_000

/** The least double above a positive one: an edge belongs to the bin above it. */
function nextAbove(value: number): number {
  const bits = new BigInt64Array(Float64Array.of(value).buffer)
  return new Float64Array(bits.map((slot) => slot + 1n).buffer)[0] as number
}

function numberOf(batch: SampleBatch, row: number): number {
  return batch.kind[row] === ValueKind.int64 ? Number(batch.int64[row]) : (batch.double[row] as number)
}

const numbersOf = (keys: readonly SeriesKey[]): number[] => keys.map(({ device, point }) => seriesNumber(device, point))

/** Our own: the journal with fdatasync as ingest uses it, then the lake, both in this process. */
class LakeEngine implements Engine {
  readonly name = 'lake'
  readonly pid = process.pid
  readonly promises = 'fdatasynced in the journal and seen by queries; the time ends when all is in fsynced Parquet'
  readonly encode = encodeSlots
  readonly #site: EngineSite
  readonly #folder: string
  readonly #lake: Lake
  readonly #journal: Journal
  readonly #release: NodeJS.Timeout
  readonly #batches = new SlotBatches()
  #order: Promise<void> = Promise.resolve()
  #released: Promise<void> = Promise.resolve()

  constructor(site: EngineSite, folder: string, lake: Lake, journal: Journal) {
    this.#site = site
    this.#folder = folder
    this.#lake = lake
    this.#journal = journal
    // As ingest does it: what the lake has made durable, the journal need not keep.
    this.#release = setInterval(() => {
      this.#released = this.#released.then(() => this.#journal.release(this.#lake.durable()))
    }, RELEASE_MS)
  }

  async write(bytes: Uint8Array): Promise<void> {
    const batch = this.#batches.batchOf(bytes)
    const journaled = this.#journal.append(encodeSamples({ tenant: TENANT, positions: [], batch }))
    this.#order = this.#order.then(async () => this.#lake.append(TENANT, batch, await journaled))
    await this.#order
  }

  async finish(): Promise<void> {
    await this.#lake.seal()
  }

  async settle(): Promise<number> {
    // As the peers are told to merge what they have.
    await this.#lake.compact()
    return bytesBelow(this.#folder)
  }

  async last({ device, point }: SeriesKey): Promise<number> {
    return numberOf(await this.#lake.latest(TENANT, [seriesNumber(device, point)]), 0)
  }

  async lastOfAll(): Promise<Float64Array> {
    const { devices } = this.#site.fleet
    const batch = await this.#lake.latest(
      TENANT,
      Array.from({ length: devices * POINTS }, (_, i) => i + 1),
    )
    const values = new Float64Array(devices * POINTS).fill(Number.NaN)
    for (let row = 0; row < batch.length; row++) values[(batch.series[row] as number) - 1] = numberOf(batch, row)
    return values
  }

  async raw(key: SeriesKey, { from, to }: Range): Promise<Samples> {
    const batch = await this.#lake.raw({ tenant: TENANT, series: numbersOf([key]), from, to })
    return {
      time: batch.time.subarray(0, batch.length),
      value: Float64Array.from({ length: batch.length }, (_, row) => numberOf(batch, row)),
    }
  }

  buckets(keys: readonly SeriesKey[], { from, to }: Range, width: number): Promise<BucketColumns> {
    return this.#lake.buckets({ tenant: TENANT, series: numbersOf(keys), from, to, width })
  }

  async fleetMean(point: number, { from, to }: Range, width: number): Promise<Samples> {
    const buckets = await this.#lake.buckets({ tenant: TENANT, series: this.#fleet(point), from, to, width })
    const sums = new Map<number, { sum: number; count: number }>()
    for (let i = 0; i < buckets.length; i++) {
      const start = buckets.start[i] as number
      const all = sums.get(start) ?? { sum: 0, count: 0 }
      all.sum += (buckets.mean[i] as number) * (buckets.good[i] as number)
      all.count += buckets.good[i] as number
      sums.set(start, all)
    }
    const time = [...sums.keys()].sort((a, b) => a - b)
    return { time, value: time.map((start) => (sums.get(start)?.sum ?? 0) / (sums.get(start)?.count ?? 0)) }
  }

  async top(point: number, { from, to }: Range, n: number): Promise<Top> {
    const buckets = await this.#lake.buckets({ tenant: TENANT, series: this.#fleet(point), from, to, width: to - from })
    const maxima = new Map<number, number>()
    for (let i = 0; i < buckets.length; i++) {
      const { device } = keyOf(buckets.series[i] as number)
      maxima.set(device, Math.max(maxima.get(device) ?? Number.NEGATIVE_INFINITY, buckets.max[i] as number))
    }
    const best = [...maxima].sort((a, b) => b[1] - a[1]).slice(0, n)
    return { device: best.map(([device]) => device), max: best.map(([, max]) => max) }
  }

  async above(point: number, limit: number, { from, to }: Range): Promise<Above> {
    const edges = [limit - 1, nextAbove(limit)]
    const found = await this.#lake.histogram({ tenant: TENANT, series: this.#fleet(point), from, to, edges })
    const rows = Array.from({ length: found.length }, (_, row) => row).filter((row) => found.above[row] !== 0)
    return {
      device: rows.map((row) => keyOf(found.series[row] as number).device),
      count: rows.map((row) => found.above[row] as number),
    }
  }

  async states(key: SeriesKey, { from, to }: Range): Promise<StateDurations> {
    const batch = await this.#lake.raw({ tenant: TENANT, series: numbersOf([key]), from, to })
    let onS = 0
    let offS = 0
    let changes = 0
    for (let row = 0; row < batch.length; row++) {
      // A state holds until the next sample.
      const until = row + 1 < batch.length ? (batch.time[row + 1] as number) : to
      const seconds = (until - (batch.time[row] as number)) / 1e6
      if (batch.double[row] === 1) onS += seconds
      else offS += seconds
      if (row > 0 && batch.double[row] !== batch.double[row - 1]) changes++
    }
    return { onS, offS, changes }
  }

  async close(): Promise<void> {
    clearInterval(this.#release)
    await this.#released
    await this.#journal.close()
    await this.#lake.close()
  }

  #fleet(point: number): number[] {
    return Array.from({ length: this.#site.fleet.devices }, (_, device) => seriesNumber(device, point))
  }
}

export async function openLakeEngine(site: EngineSite): Promise<Engine> {
  const folder = join(site.folder, 'history')
  const lake = await openLake({ folder, clock: systemClock, log: silentLog })
  const journal = await openJournal({
    folder: join(site.folder, 'journal'),
    clock: systemClock,
    log: silentLog,
    checkpoint: () => new Uint8Array(0),
  })
  return new LakeEngine(site, folder, lake, journal)
}
