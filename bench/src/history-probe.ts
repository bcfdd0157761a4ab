import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SampleBatch, silentLog, systemClock } from '@millrace/core'
import { type Lake, openLake } from '@millrace/history'

/**
 * Costs of the embedded history by itself: `history-probe.ts append|steady|query`.
 * The rows are of 10,000 series at 1 s: levels, noisy analogue signals, counters.
 */
const SERIES = 10_000
const START = Date.UTC(2026, 2, 1) * 1000

/** A pool of values made beforehand, so that the generator costs little. */
const noise = Float64Array.from({ length: 1 << 16 }, (_, i) =>
  i % 3 === 0 ? Math.round(i / 100) : Math.round((50 + 10 * Math.sin(i / 500) + Math.random()) * 100) / 100,
)

function batchAt(row: number, length: number): SampleBatch {
  const series = new Uint32Array(length)
  const time = new Float64Array(length)
  const double = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    const at = row + i
    series[i] = at % SERIES
    time[i] = START + Math.floor(at / SERIES) * 1_000_000
    double[i] = noise[(at * 7) & 0xffff] as number
  }
  return {
    length,
    series,
    time,
    kind: new Uint8Array(length).fill(1),
    double,
    int64: new BigInt64Array(double.buffer),
    status: new Uint32Array(length),
    text: [],
  }
}

const mib = (): number => Math.round(process.memoryUsage.rss() / 1_048_576)
const cores = (since: NodeJS.CpuUsage, ms: number): number => {
  const used = process.cpuUsage(since)
  return (used.user + used.system) / 1000 / ms
}

async function withLake(work: (lake: Lake) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-probe-'))
  try {
    const lake = await openLake({ folder, clock: systemClock, log: silentLog })
    await work(lake)
    await lake.close()
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function append(batchRows: number, rows: number): Promise<void> {
  await withLake(async (lake) => {
    const pool = Array.from({ length: 64 }, (_, i) => batchAt(i * batchRows, batchRows))
    let main = 0
    const cpu = process.cpuUsage()
    const start = performance.now()
    for (let at = 0, n = 0; at < rows; at += batchRows, n++) {
      // The store has copied the batch when append resolves; a key must not come twice.
      pool[n % 64]?.time.fill(START + n * 1_000)
      const before = performance.now()
      const done = lake.append('t', pool[n % 64] as SampleBatch, n + 1)
      main += performance.now() - before
      await done
    }
    const appended = performance.now() - start
    await lake.seal()
    const sealed = performance.now() - start
    console.log(
      `append in batches of ${batchRows}: ${Math.round(rows / appended / 10) / 100} M rows/s until taken in, ${Math.round(rows / sealed / 10) / 100} M/s until durable, ` +
        `main thread ${Math.round((main / rows) * 1e6)} ns/row, all threads ${Math.round((cores(cpu, sealed) * sealed * 1e6) / rows)} ns/row, ${mib()} MiB`,
    )
  })
}

async function steady(rate: number, seconds: number, batchRows: number): Promise<void> {
  await withLake(async (lake) => {
    let row = 0
    let position = 0
    let worst = 0
    const cpu = process.cpuUsage()
    let main = 0
    const start = performance.now()
    for (let second = 0; second < seconds; second++) {
      for (let tick = 0; tick < 10; tick++) {
        for (const end = row + rate / 10; row < end; row += batchRows) {
          const batch = batchAt(row, batchRows)
          const before = performance.now()
          const done = lake.append('t', batch, ++position)
          main += performance.now() - before
          await done
          worst = Math.max(worst, performance.now() - before)
        }
        const wait = start + second * 1000 + (tick + 1) * 100 - performance.now()
        if (wait > 0) await systemClock.sleep(wait)
      }
      if (second % 5 === 4)
        console.log(
          `${second + 1} s: ${mib()} MiB, segments ${lake.health().segments}, hot ${lake.health().hotRows}, longest append ${worst.toFixed(1)} ms`,
        )
    }
    const ms = performance.now() - start
    console.log(
      `${Math.round(row / ms)} k rows/s over ${Math.round(ms / 1000)} s in batches of ${batchRows}: ${cores(cpu, ms).toFixed(2)} cores with the generator, append itself ${(main / ms).toFixed(3)} of the main thread`,
    )
    const { bytes } = lake.health()
    console.log(`${(bytes / row).toFixed(2)} B/row sealed`)
  })
}

async function query(rows: number): Promise<void> {
  await withLake(async (lake) => {
    for (let row = 0, n = 1; row < rows; row += 10_000, n++) await lake.append('t', batchAt(row, 10_000), n)
    await lake.seal()
    await lake.settled()
    const to = START + Math.ceil(rows / SERIES) * 1_000_000
    console.log(
      `${rows / 1e6} M rows, ${lake.health().segments} segments, ${(lake.health().bytes / rows).toFixed(2)} B/row`,
    )
    const all = { tenant: 't', from: START, to }
    const everySeries = Array.from({ length: SERIES }, (_, i) => i)
    const asks: Record<string, () => Promise<{ length: number }>> = {
      'latest of one': () => lake.latest('t', [77]),
      'latest of all': () => lake.latest('t', everySeries),
      'latest of one at a time': () => lake.latest('t', [77], (START + to) / 2),
      'latest of all at a time': () => lake.latest('t', everySeries, (START + to) / 2),
      'raw of one': () => lake.raw({ ...all, series: [77] }),
      'raw of ten': () => lake.raw({ ...all, series: [1, 10, 100, 1000, 2000, 3000, 4000, 5000, 6000, 7000] }),
      'buckets of one': () => lake.buckets({ ...all, series: [77], width: 60_000_000 }),
      'buckets of ten': () =>
        lake.buckets({ ...all, series: [1, 10, 100, 1000, 2000, 3000, 4000, 5000, 6000, 7000], width: 60_000_000 }),
      'buckets of all by hour': () => lake.buckets({ ...all, series: everySeries, width: 3_600_000_000 }),
    }
    for (const [name, ask] of Object.entries(asks)) {
      const times: number[] = []
      let length = 0
      for (let i = 0; i < 5; i++) {
        const start = performance.now()
        length = (await ask()).length
        times.push(performance.now() - start)
      }
      const first = times[0] as number
      console.log(
        `${name}: ${(times.sort((a, b) => a - b)[2] as number).toFixed(1)} ms (first ${first.toFixed(1)}), ${length} rows`,
      )
    }
    console.log(`${mib()} MiB`)
  })
}

const what = process.argv[2]
if (what === 'append') {
  await append(100, 10_000_000)
  await append(10_000, 20_000_000)
} else if (what === 'steady') await steady(Number(process.argv[3] ?? 500_000), Number(process.argv[4] ?? 30), 100)
else if (what === 'query') await query(Number(process.argv[3] ?? 20) * 1e6)
else console.log('append | steady [rows/s] [seconds] | query [M rows]')
