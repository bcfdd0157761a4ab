import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SampleBatch, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Driver } from '../kit/driver.ts'
import { csvDrop } from './driver.ts'

let root: string
let folder: string
const opened: Driver[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'csv-'))
  folder = join(root, 'drop')
  mkdirSync(folder)
})
afterEach(async () => {
  for (const driver of opened.splice(0)) await driver.close()
  rmSync(root, { recursive: true, force: true })
})

interface Opened {
  readonly driver: Driver
  /** Source time and value of each sample, in the order of their coming. */
  readonly seen: [number, Value][]
  readonly lost: unknown[]
}

async function open(
  config: object = {},
  take: (batch: SampleBatch) => void | Promise<void> = () => {},
): Promise<Opened> {
  const seen: [number, Value][] = []
  const lost: unknown[] = []
  const driver = csvDrop.create(
    { folder, timeColumn: 'at', settleMs: 100, scanMs: 20, ...config },
    {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) seen.push([batch.time[i]!, valueAt(batch, i)])
        return take(batch)
      },
      lost: (reason) => void lost.push(reason),
    },
    { clock: systemClock, log: silentLog, folder: join(root, 'state') },
  )
  opened.push(driver)
  await driver.connect(AbortSignal.timeout(5_000))
  await driver.setTags([{ id: 1, address: 'v', type: 'int32', access: 'r', periodMs: 100 }])
  return { driver, seen, lost }
}

const line = (second: number, value: number): string => `${new Date(second * 1_000).toISOString()},${value}\n`
const rows = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => line(from + i, from + i)).join('')
const values = ({ seen }: Opened): number[] => seen.map(([, value]) => Number(value))

describe('a folder that files are dropped into', () => {
  test('a file that grows is left alone until it rests, then read whole and once', async () => {
    const drop = await open()
    writeFileSync(join(folder, 'a.csv'), 'at,v\n')
    for (let second = 0; second < 8; second++) {
      appendFileSync(join(folder, 'a.csv'), line(second, second))
      await systemClock.sleep(40)
      expect(drop.seen).toEqual([])
    }
    await vi.waitFor(() => expect(values(drop)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]), 30_000)
    await systemClock.sleep(200)
    expect(drop.seen).toHaveLength(8)
  })

  test('a file that is replaced or cut short is read again', async () => {
    const drop = await open()
    writeFileSync(join(folder, 'a.csv'), `at,v\n${rows(0, 3)}`)
    await vi.waitFor(() => expect(values(drop)).toEqual([0, 1, 2]), 30_000)
    writeFileSync(join(folder, 'new'), `at,v\n${rows(10, 12)}`)
    renameSync(join(folder, 'new'), join(folder, 'a.csv'))
    await vi.waitFor(() => expect(values(drop)).toEqual([0, 1, 2, 10, 11]), 30_000)
    writeFileSync(join(folder, 'a.csv'), `at,v\n${rows(20, 21)}`)
    await vi.waitFor(() => expect(values(drop)).toEqual([0, 1, 2, 10, 11, 20]), 30_000)
  })

  test('two files of one name are both kept in done', async () => {
    const drop = await open({ after: 'move' })
    for (const second of [0, 10]) {
      writeFileSync(join(folder, 'a.csv'), `at,v\n${rows(second, second + 1)}`)
      await vi.waitFor(() => expect(existsSync(join(folder, 'a.csv'))).toBe(false), 30_000)
    }
    expect(values(drop)).toEqual([0, 10])
    expect(readdirSync(join(folder, 'done')).sort()).toEqual(['a.2.csv', 'a.csv'])
    expect(readFileSync(join(folder, 'done', 'a.2.csv'), 'utf8')).toContain(',10')
  })

  test('stopped in the middle of a file, it is read again from its start: nothing is lost, and times are the same', async () => {
    writeFileSync(join(folder, 'a.csv'), `at,v\n${rows(0, 30_000)}`)
    const held = Promise.withResolvers<void>()
    const first = await open({}, () => held.promise)
    await vi.waitFor(() => expect(first.seen.length).toBeGreaterThan(0), 30_000)
    void first.driver.close()
    held.resolve()
    expect(first.seen.length).toBeLessThan(30_000)
    const second = await open()
    await vi.waitFor(() => expect(second.seen).toHaveLength(30_000), { timeout: 10_000 })
    expect(second.seen.slice(0, first.seen.length)).toEqual(first.seen)
  })

  test('a taker that is slow holds the reading back', async () => {
    writeFileSync(join(folder, 'a.csv'), `at,v\n${rows(0, 400_000)}`)
    const { driver, seen } = await open({}, () => new Promise<void>(() => {}))
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0), 30_000)
    await systemClock.sleep(500)
    // Of some twelve million bytes: what was gathered, and what one read brings.
    expect(driver.counters.bytesIn).toBeLessThan(4_000_000)
  })

  test('a folder that vanishes is a lost link; refused while it is away', async () => {
    const drop = await open()
    rmSync(folder, { recursive: true })
    await vi.waitFor(() => expect(drop.lost).toMatchObject([{ code: 'driver.link_lost' }]), 30_000)
    await expect(open()).rejects.toMatchObject({ code: 'driver.link_lost' })
    mkdirSync(folder)
    const again = await open()
    writeFileSync(join(folder, 'a.csv'), `at,v\n${rows(0, 1)}`)
    await vi.waitFor(() => expect(values(again)).toEqual([0]), 30_000)
  })

  test('what is no plain file, hidden or of another name is passed over', async () => {
    mkdirSync(join(folder, 'folder.csv'))
    writeFileSync(join(folder, '.hidden.csv'), `at,v\n${rows(0, 1)}`)
    writeFileSync(join(folder, 'a.csv.part'), `at,v\n${rows(1, 2)}`)
    writeFileSync(join(folder, 'b.csv'), `at,v\n${rows(2, 3)}`)
    const drop = await open()
    await vi.waitFor(() => expect(values(drop)).toEqual([2]), 30_000)
    await systemClock.sleep(150)
    expect(values(drop)).toEqual([2])
  })

  test('a file without the column of the time is refused, and its neighbour is read', async () => {
    writeFileSync(join(folder, 'a.csv'), 'when,v\n1,2\n')
    writeFileSync(join(folder, 'b.csv'), `at,v\n${rows(5, 6)}`)
    const drop = await open({ after: 'move' })
    await vi.waitFor(() => expect(values(drop)).toEqual([5]), 30_000)
    await vi.waitFor(() => expect(existsSync(join(folder, 'a.csv'))).toBe(false), 30_000)
    expect(readFileSync(join(folder, 'done', 'a.csv.errors.txt'), 'utf8')).toContain('at')
  })
})
