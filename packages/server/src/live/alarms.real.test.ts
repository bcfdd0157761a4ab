import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Gather } from '../ingest/gather.ts'
import { type Journal, openJournal } from '../ingest/journal.ts'
import { encodeCheckpoint } from '../ingest/record.ts'
import type { AlarmPage } from '../modules/alarms/schema.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { type Ask, addOrganisation, type Side } from '../testing-people.ts'
import { createLiveEngine, type LiveEngine } from './index.ts'

/** From a sample to an alarm in PostgreSQL: the whole way with a real thread, a real journal and the real alarms. */
let folder: string
let platform: TestPlatform
let north: Side
let ann: Ask
let bob: Ask
let journal: Journal
let gather: Gather
let live: LiveEngine
let series: number
let asset: string
let point: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-alarms-'))
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  const { series: numbers } = await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'boiler' },
    assetPath: ['Works', 'Boiler'],
    points: [{ name: 'pressure', type: 'double', unit: 'bar', low: 0, high: 12 }],
  })
  series = numbers[0] as number
  point = (await north.ask('/points')).body.items[0]?.id ?? ''
  asset = (await north.ask('/assets')).body.items.find(({ name }) => name === 'Boiler')?.id ?? ''
  ann = await north.member('ann', [{ role: 'engineer' }])
  bob = await north.member('bob', [{ role: 'engineer' }])
  journal = await openJournal({
    folder: join(folder, 'journal'),
    clock: systemClock,
    log: silentLog,
    checkpoint: () => encodeCheckpoint([]),
  })
  live = createLiveEngine({
    file: join(folder, 'live', 'checkpoint'),
    conditions: platform.services.alarms.book,
    clock: systemClock,
    log: silentLog,
  })
  gather = new Gather({
    journal,
    history: platform.history,
    latest: platform.latest,
    live,
    clock: systemClock,
    log: silentLog,
  })
  live.follow(() => journal.extent)
  await live.begin([north.id])
})
afterAll(async () => {
  await live.close()
  gather.stop()
  await journal.close()
  await platform.close()
  rmSync(folder, { recursive: true })
})

async function send(value: number): Promise<void> {
  gather.share(north.id).rows.addDouble(series, systemClock.now(), value)
  gather.added(1)
  await gather.committed()
}

const post = (ask: Ask, path: string, body: object = {}) => ask(path, { method: 'POST', body })
const states = async (): Promise<string[]> =>
  ((await north.ask('/alarms')).body as unknown as AlarmPage).items.map(({ state }) => state)

test('an alarm that was approved is raised by a sample beyond its limit, and returns with one below', async () => {
  const definition = {
    asset,
    name: { en: 'Pressure high', zh: '压力高' },
    condition: { is: 'limit', point, side: 'high', limit: 10, deadband: 0.2, onDelay: 0, offDelay: 0 },
    consequence: 'major',
    respondWithin: 5,
    cause: 'Feed valve stuck',
    effect: 'Safety valve lifts',
    action: 'Close the feed',
    class: 'safety',
    latching: false,
    acknowledgement: 'required',
    reAlarm: 'always',
    rationalised: true,
  }
  const change = (await post(ann, '/alarm-changes', { definition, reason: 'new' })).body
  expect((await post(bob, `/alarm-changes/${change['id']}/approval`)).status).toBe(200)
  await vi.waitFor(
    async () => {
      await send(11)
      expect(live.counters().edges).toBe(1)
    },
    { timeout: 10_000, interval: 50 },
  )
  const raised = await states()
  await send(9)
  await vi.waitFor(() => expect(live.counters().edges).toBe(2), { timeout: 10_000 })
  expect([raised, await states()]).toEqual([['unacknowledged'], ['returned_unacknowledged']])
})
