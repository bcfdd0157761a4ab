import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, ManualClock, silentLog, type TenantId } from '@millrace/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLatestValues } from '../live/latest.ts'
import { FakeCredentials, FakeDevices, FakeDirectory, FakeHistory, fakeTenant, unlimited } from './fakes.ts'
import { createIngest } from './index.ts'
import { openJournal } from './journal.ts'
import { encodeCheckpoint, encodeSamples } from './record.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recover-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const clock = new ManualClock()
const other = 'bbbbbbbb-0000-7000-8000-000000000001' as TenantId
const samples = (tenant: string, series: number) =>
  encodeSamples({ tenant, positions: [], batch: batchOf([[series, 1, series]]) })

test('after a kill the history gets every tenant’s share of the first group that it did not have', async () => {
  const journal = await openJournal({ folder, clock, log: silentLog, checkpoint: () => encodeCheckpoint([]) })
  const durable = await journal.append(samples(fakeTenant, 1))
  // Appended in one turn of the loop: one group.
  const ends = await Promise.all(
    [2, 3, 4].map((series) => journal.append(samples(series === 3 ? other : fakeTenant, series))),
  )
  expect(new Set(ends).size).toBe(1)
  await journal.append(samples(other, 5))
  await journal.close()

  const history = new FakeHistory()
  history.durablePosition = durable
  const ingest = await createIngest({
    journal: folder,
    history,
    credentials: new FakeCredentials(),
    directory: new FakeDirectory(),
    devices: new FakeDevices(),
    watch: { rogue: () => undefined },
    latest: createLatestValues(clock),
    quota: unlimited,
    clock,
    log: silentLog,
    mqtt: { host: '127.0.0.1', port: 0 },
  })
  await ingest.recover()
  await ingest.close()
  expect([...history.rows.keys()]).toEqual([2, 3, 4, 5])
})

test('the journal goes only when history and live computing are both past it', async () => {
  const journal = await openJournal({
    folder,
    clock,
    log: silentLog,
    checkpoint: () => encodeCheckpoint([]),
    segmentBytes: 1,
  })
  for (const series of [1, 2, 3]) await journal.append(samples(fakeTenant, series))
  await journal.close()

  const history = new FakeHistory()
  history.durablePosition = Number.MAX_SAFE_INTEGER
  const live = { kept: 0, follow: () => undefined, take: () => undefined }
  const ingest = await createIngest({
    journal: folder,
    history,
    credentials: new FakeCredentials(),
    directory: new FakeDirectory(),
    devices: new FakeDevices(),
    watch: { rogue: () => undefined },
    latest: createLatestValues(clock),
    live,
    quota: unlimited,
    clock,
    log: silentLog,
    mqtt: { host: '127.0.0.1', port: 0 },
  })
  await clock.advance(20_000)
  expect(ingest.counters().journalSegments).toBe(3)
  live.kept = Number.MAX_SAFE_INTEGER
  await clock.advance(20_000)
  await vi.waitFor(() => expect(ingest.counters().journalSegments).toBe(1))
  await ingest.close()
})
