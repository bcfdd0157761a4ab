import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { PlatformFault } from '@millrace/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type KillableStage, openKillableStage } from './stage.ts'

const POINTS = 5
const EACH = 120_000
const ROWS = POINTS * EACH
/** Every so many rows is one that cannot be stored. */
const WRONG = 1_000
const T0 = Date.UTC(2026, 2, 1)
const KILLS = 4

let stage: KillableStage
let points: string[]

beforeAll(async () => {
  stage = await openKillableStage()
  await stage.device('rig', Object.fromEntries(Array.from({ length: POINTS }, (_, i) => [`p${i}`, 0.5])))
  while ((await stage.client.points({ search: 'rig' })).items.length < POINTS) await pause(50)
  points = (await stage.client.points({ search: 'rig' })).items.map(({ id }) => id)
})
afterAll(() => stage.close())

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** Of row `i`; each key once. */
const measured = (i: number): number => (i % 9_973) / 8

async function write(file: string): Promise<void> {
  const out = createWriteStream(file)
  out.write('time,point,value\n')
  for (let i = 0; i < ROWS; i++) {
    const time = i % WRONG === WRONG - 1 ? 'never' : String(T0 * 1_000 + i * 1_000)
    if (!out.write(`${time},${points[i % POINTS]},${measured(i)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

/** The platform may be down at this moment. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (thrown) {
      if (!(thrown instanceof PlatformFault && (thrown.status === 0 || thrown.status === 503))) throw thrown
      await pause(100)
    }
  }
}

it('an import through which the platform is killed again and again loses nothing, doubles nothing, and counts right', async () => {
  const file = join(stage.folder, 'large.csv')
  await write(file)
  const send = await stage.device('live', { n: 0 })

  // Live values meanwhile; what was answered is stored.
  let live = true
  let sent = 0
  const acknowledged = new Set<number>([0])
  const living = (async () => {
    while (live) {
      const n = ++sent
      const status = await send({ time: new Date(Date.now()).toISOString(), values: { n } }).catch(() => 0)
      if (status === 204) acknowledged.add(n)
      await pause(20)
    }
  })()

  const args = ['--time', 'time', '--time-format', 'us', '--point', 'point', '--value', 'value']
  const ran = stage.run('import', file, ...args)
  const progress: number[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(600 + kill * 250)
    const look = async () => (await patiently(async () => (await stage.client.imports.list()).items))[0]
    let seen = await look()
    // Every other time it has come further, however slow the machine is.
    const before = seen?.rows ?? 0
    while (kill % 2 === 1 && seen?.state !== 'done' && (seen?.rows ?? 0) <= before) {
      await pause(50)
      seen = await look()
    }
    progress.push(seen?.rows ?? 0)
    await stage.kill()
    await stage.start()
    if (seen?.state === 'done') break
  }
  const { code, out } = await ran
  expect([code, out]).toEqual([2, expect.stringContaining(`${ROWS.toLocaleString('en')} rows read`)])
  live = false
  await living

  expect(
    progress.some((rows) => rows > 0 && rows < ROWS),
    `killed at rows ${progress}`,
  ).toBe(true)
  const { items } = await stage.client.imports.list()
  const wrong = ROWS / WRONG
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({
    state: 'done',
    rows: ROWS,
    stored: ROWS - wrong,
    refused: wrong,
    reasons: { time_malformed: wrong },
  })
  const report = await (await stage.client.imports.refusalsCsv(items[0]?.id ?? '')).text()
  const lines = report
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => Number(line.split(',')[0]))
  expect(lines).toEqual(Array.from({ length: wrong }, (_, i) => (i + 1) * WRONG + 1))

  // A query may see what had come up to two seconds before.
  await pause(2_000)
  const { data } = await stage.client.sql(
    "SELECT p.name, count(*), count(DISTINCT s.time), sum(s.value_double) FROM samples s JOIN points p ON p.id = s.point WHERE s.day = '2026-03-01' GROUP BY ALL ORDER BY ALL",
  )
  const rowsOf = (at: number): number[] =>
    Array.from({ length: EACH }, (_, k) => k * POINTS + at).filter((i) => i % WRONG !== WRONG - 1)
  const byPoint = points.map((_, at) => rowsOf(at))
  expect(data[1]).toEqual(byPoint.map(({ length }) => length))
  expect(data[2]).toEqual(data[1])
  expect(data[3]).toEqual(byPoint.map((rows) => rows.reduce((sum, i) => sum + measured(i), 0)))

  const [n] = (await stage.client.points({ search: 'live' })).items
  const history = await stage.client.history(n?.id ?? '', { from: '2020-01-01', limit: 100_000 })
  const there = new Set(history.items.map(({ value }) => value))
  expect([...acknowledged].filter((one) => !there.has(one))).toEqual([])
  expect(there.size).toBe(history.items.length)
}, 300_000)
