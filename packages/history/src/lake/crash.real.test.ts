import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type SampleBatch, silentLog, systemClock } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Row, rowsOf } from '../contract-oracle.ts'
import { samplesAt } from './crash-child.ts'
import { type Lake, openLake } from './index.ts'

const run = promisify(execFile)
const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url))
const all = { from: -Infinity, to: Infinity }
const series = [1, 2, 3, 4, 5]
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (): Promise<Lake> => openLake({ folder, clock: systemClock, log: silentLog, memoryMib: 128 })

/** What the store holds is what positions 1 to `durable` wrote: no more, no less, no older. */
async function expectExactly(lake: Lake): Promise<void> {
  const wanted = new Map<string, Row>()
  for (let position = 1; position <= lake.durable(); position++) {
    for (const row of rowsOf(samplesAt(position) as SampleBatch)) wanted.set(`${row[0]} ${row[1]}`, row)
  }
  const sorted = [...wanted.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  expect(rowsOf(await lake.raw({ tenant: 't', series, ...all, limit: 10_000_000 }))).toEqual(sorted)
  const files = (await readdir(folder, { recursive: true })).filter((name) => /^tenant=.*\.parquet$/.test(name))
  expect(files).toHaveLength(lake.health().segments)
}

test('killed again and again at any moment under load, nothing that was durable is lost, doubled or reverted', {
  timeout: 300_000,
}, async () => {
  let durable = 0
  for (let kill = 0; kill < 20; kill++) {
    const load = spawn(process.execPath, ['--conditions=source', child, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface(load.stdout)
    let left = 1 + ((kill * 7) % 13)
    for await (const line of lines) {
      expect(Number(line)).toBeGreaterThanOrEqual(durable)
      durable = Number(line)
      if (--left === 0) load.kill('SIGKILL')
    }
    if (load.exitCode === null && load.signalCode === null) await once(load, 'exit')
    expect(load.signalCode).toBe('SIGKILL')
    if (kill % 5 !== 4) continue
    const lake = await open()
    expect(lake.durable()).toBeGreaterThanOrEqual(durable)
    await expectExactly(lake)
    await lake.close()
  }
  expect(durable).toBeGreaterThan(1000)
})

const mayMount = process.getuid?.() === 0 && process.platform === 'linux'

test.skipIf(!mayMount)(
  'on a full disk appends wait, the fault is named, queries answer, and it goes on when there is room',
  { timeout: 120_000 },
  async () => {
    const disk = join(folder, 'disk')
    await run('mkdir', [disk])
    await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk])
    let lake: Lake | undefined
    try {
      lake = await openLake({
        folder: join(disk, 'lake'),
        clock: systemClock,
        log: silentLog,
        hotRows: 40_000,
        memoryMib: 128,
      })
      const time = Date.UTC(2026, 2, 1) * 1000
      const batch = (position: number): SampleBatch => {
        const n = 10_000
        const series = new Uint32Array(n).fill(1)
        const double = Float64Array.from({ length: n }, () => Math.random())
        return {
          length: n,
          series,
          time: Float64Array.from({ length: n }, (_, i) => time + position * n + i),
          kind: new Uint8Array(n).fill(1),
          double,
          int64: new BigInt64Array(double.buffer),
          status: new Uint32Array(n),
          text: [],
        }
      }
      let appended = 0
      const feed = (async () => {
        for (let position = 1; position <= 40; position++) {
          await lake?.append('t', batch(position), position)
          appended = position
        }
      })()
      await expect.poll(() => lake?.health().lastFault, { timeout: 20_000 }).toContain('history.disk_full')
      await expect.poll(() => lake?.health().hotRows, { timeout: 20_000 }).toBe(80_000)
      expect(appended).toBeLessThan(40)
      expect((await lake.latest('t', [1])).length).toBe(1)
      await run('mount', ['-o', 'remount,size=64m', disk])
      await feed
      expect(await lake.seal()).toBe(40)
      await expect.poll(() => lake?.health().lastFault, { timeout: 20_000 }).toBeUndefined()
      const counted = await lake.buckets({ tenant: 't', series: [1], ...all, width: 86_400_000_000 })
      expect(counted.good[0]).toBe(400_000)
    } finally {
      await lake?.close()
      await run('umount', [disk])
    }
  },
)
