import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, ManualClock, silentLog } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLatestValues } from '../live/latest.ts'
import { FakeHistory } from './fakes.ts'
import { Gather } from './gather.ts'
import { type Journal, openJournal } from './journal.ts'
import { type JournalDisk, journalDisk } from './journal-disk.ts'
import { RecordType } from './journal-segment.ts'
import { Positions } from './positions.ts'
import { decodeSamples, encodeCheckpoint } from './record.ts'

let folder: string
let journal: Journal
let clock: ManualClock
let history: FakeHistory
let gather: Gather
const positions = new Positions()

async function begin(disk: Partial<JournalDisk> = {}): Promise<void> {
  clock = new ManualClock()
  history = new FakeHistory()
  journal = await openJournal({
    folder,
    clock,
    log: silentLog,
    checkpoint: () => encodeCheckpoint([]),
    disk: { ...journalDisk, ...disk },
  })
  gather = new Gather({ journal, history, latest: createLatestValues(clock), clock, log: silentLog })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gather-'))
})
afterEach(async () => {
  gather.stop()
  await journal.close()
  rmSync(folder, { recursive: true })
})

function add(tenant: string, series: number, value: number): void {
  gather.share(tenant).rows.addDouble(series, value, value)
  gather.added(1)
}

test('what is committed is in the journal, the latest values and the history', async () => {
  await begin()
  add('a', 1, 10)
  add('a', 1, 11)
  await gather.committed()
  await gather.drain()
  expect([...(history.rows.get(1)?.keys() ?? [])]).toEqual([10, 11])
  expect(journal.groups).toBe(1)
})

test('a position covers a group only once every tenant of it is appended', async () => {
  await begin()
  const appended: [string, number][] = []
  const append = history.append.bind(history)
  history.append = (tenant, batch, position) => {
    appended.push([tenant, position])
    return append(tenant, batch, position)
  }
  for (const tenant of ['a', 'b', 'c']) add(tenant, 1, 1)
  await gather.committed()
  add('a', 1, 2)
  await gather.committed()
  await gather.drain()
  const first = appended[2]?.[1] as number
  expect(appended.map(([tenant]) => tenant)).toEqual(['a', 'b', 'c', 'a'])
  expect(appended.map(([, position]) => position)).toEqual([0, 0, first, expect.any(Number)])
  expect(appended[3]?.[1]).toBeGreaterThan(first)
})

test('on a full disk nothing is acknowledged or told as stored; with room again all of it is, by itself', async () => {
  let full = true
  await begin({
    write: (fd, parts, at) =>
      full
        ? Promise.reject(Object.assign(new TypeError('full'), { code: 'ENOSPC' }))
        : journalDisk.write(fd, parts, at),
  })
  const stream = positions.open('a', 'g', 'n', 's')
  stream.begin(5)
  gather.share('a').positions.set(stream, [5])
  add('a', 1, 1)
  let acknowledged = false
  gather.afterCommit(() => {
    acknowledged = true
  })
  await expect.poll(() => journal.fault?.code).toBe('ingest.journal_full')
  for (let value = 2; value < 100; value++) add('a', 1, value)
  await clock.advance(3_000)
  expect([acknowledged, stream.stored.has(5), history.appended]).toEqual([false, false, 0])
  full = false
  await expect
    .poll(async () => {
      await clock.advance(1_000)
      return acknowledged
    })
    .toBe(true)
  await gather.drain()
  expect([stream.stored.has(5), history.appended, journal.fault]).toEqual([true, 99, undefined])
})

test('a disk or history that falls behind blocks, and frees when it has caught up', async () => {
  await begin()
  const gate = Promise.withResolvers<void>()
  history.gate = gate.promise
  for (let i = 0; i < 500_001; i++) gather.share('a').rows.addDouble(1, i, i)
  gather.added(500_001)
  await gather.committed()
  expect(gather.blocked).toBe(true)
  const free = gather.free()
  gate.resolve()
  await free
  expect(gather.blocked).toBe(false)
})

test('a history that fails is asked again, in order; a sample it can never take is left out and counted', async () => {
  await begin()
  const append = history.append.bind(history)
  const failures: Fault[] = [new Fault('history.segment_unwritable'), new Fault('history.sample_malformed')]
  history.append = (tenant, batch, position) => {
    const failure = failures.shift()
    return failure ? Promise.reject(failure) : append(tenant, batch, position)
  }
  add('a', 1, 1)
  await gather.committed()
  add('a', 1, 2)
  await gather.committed()
  await expect
    .poll(async () => {
      await clock.advance(1_000)
      return gather.historyLag
    })
    .toBe(0)
  expect([...(history.rows.get(1)?.keys() ?? [])]).toEqual([2])
  expect(gather.refusedByHistory).toBe(1)
})

test('positions and rows stand in one record, and none is lost when all rows of a message were refused', async () => {
  await begin()
  const stream = positions.open('a', 'g', 'n', 'other')
  stream.begin(9)
  gather.share('a').positions.set(stream, [9])
  gather.added(0)
  await gather.committed()
  expect(stream.stored.has(9)).toBe(true)
  await journal.close()
  const again = await openJournal({ folder, clock, log: silentLog, checkpoint: () => encodeCheckpoint([]) })
  const seen: unknown[] = []
  await again.replay(0, async ({ type, payload }) => {
    if (type === RecordType.samples) seen.push(decodeSamples(payload).positions)
  })
  await again.close()
  expect(seen).toEqual([[{ tenant: 'a', group: 'g', node: 'n', stream: 'other', runs: [[9, 9]] }]])
})
