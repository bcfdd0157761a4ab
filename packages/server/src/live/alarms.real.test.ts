import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startingPoints } from '@millrace/compute'
import { MICROS_PER_S, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Gather } from '../ingest/gather.ts'
import { type Journal, openJournal } from '../ingest/journal.ts'
import { encodeCheckpoint } from '../ingest/record.ts'
import type { AlarmEventView, AlarmPage } from '../modules/alarms/schema.ts'
import { FakeRobots, SMS } from '../modules/notices/fake-robots.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { type Ask, addOrganisation, type Side } from '../testing-people.ts'
import { createLiveEngine, type LiveEngine } from './index.ts'

/** From a sample to an alarm in PostgreSQL: the whole way with a real thread, a real journal and the real alarms. */
let folder: string
let robots: FakeRobots
let platform: TestPlatform
let north: Side
let ann: Ask
let bob: Ask
let journal: Journal
let gather: Gather
let live: LiveEngine
let series: readonly number[]
let asset: string
let points: ReadonlyMap<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-alarms-'))
  robots = await FakeRobots.start()
  platform = await startTestPlatform(systemClock, [`127.0.0.1:${robots.port}`])
  north = await addOrganisation(platform, 'North')
  const { series: numbers } = await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'boiler' },
    assetPath: ['Works', 'Boiler'],
    points: ['pressure', 'drum pressure'].map((name) => ({ name, type: 'double', unit: 'bar', low: 0, high: 12 })),
  })
  series = numbers
  points = new Map((await north.ask('/points')).body.items.map(({ name, id }) => [name, id]))
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
  await robots.close()
  rmSync(folder, { recursive: true })
})

async function send(value: number): Promise<void> {
  gather.share(north.id).rows.addDouble(series[0] as number, systemClock.now(), value)
  gather.added(1)
  await gather.committed()
}

const post = (ask: Ask, path: string, body: object = {}) => ask(path, { method: 'POST', body })
const states = async (): Promise<string[]> =>
  ((await north.ask('/alarms')).body as unknown as AlarmPage).items.map(({ state }) => state)

interface Designed {
  readonly name: string
  readonly point: string
  readonly limit: {
    readonly limit: number
    readonly deadband: number
    readonly onDelay: number
    readonly offDelay: number
  }
  readonly consequence: 'minor' | 'major'
}

/** Proposed by one and approved by another; resolves with its id. */
async function approved({ name, point, limit, consequence }: Designed): Promise<string> {
  const definition = {
    asset,
    name: { en: name, zh: name },
    condition: { is: 'limit', point: points.get(point), side: 'high', ...limit },
    consequence,
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
  return String(change['alarm'])
}

const eventsOf = async (alarm: string): Promise<AlarmEventView[]> =>
  (await north.ask(`/alarms/${alarm}/events?limit=500`)).body.items as unknown as AlarmEventView[]

test('an alarm that was approved is raised by a sample beyond its limit, and returns with one below', async () => {
  const limit = { limit: 10, deadband: 0.2, onDelay: 0, offDelay: 0 }
  await approved({ name: 'Pressure high', point: 'pressure', limit, consequence: 'minor' })
  // One sample, the moment the approval was answered.
  await send(11)
  await vi.waitFor(async () => expect(await states()).toEqual(['unacknowledged']), { timeout: 10_000 })
  await send(9)
  await vi.waitFor(async () => expect(await states()).toEqual(['returned_unacknowledged']), { timeout: 10_000 })
})

test('a point that speaks in another type takes its conditions along to its new series', async () => {
  const limit = { limit: 11, deadband: 0.2, onDelay: 0, offDelay: 0 }
  const alarm = await approved({ name: 'Pressure too high', point: 'pressure', limit, consequence: 'minor' })
  const registered = await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'boiler' },
    assetPath: ['Works', 'Boiler'],
    points: [{ name: 'pressure', type: 'int64', unit: 'bar', low: 0, high: 12 }],
  })
  expect(registered.series[0]).not.toBe(series[0])
  series = [registered.series[0] as number, ...series.slice(1)]
  await send(12)
  const raised = async () => expect((await eventsOf(alarm)).map(({ kind }) => kind)).toEqual(['raised'])
  await vi.waitFor(raised, { timeout: 10_000 })
})

/** People are told of alarms of a priority by a message each. */
async function tellOf(priority: string): Promise<void> {
  const settings = {
    url: robots.url('/sms'),
    phoneField: 'mobile',
    textField: 'content',
    okField: 'status',
    okValue: 'OK',
  }
  const channel = await post(north.ask, '/notice-channels', {
    name: 'SMS',
    kind: 'sms',
    settings,
    secrets: SMS,
    mostPerMinute: 600,
  })
  const person = await post(north.ask, '/notice-people', { name: 'Ann', language: 'en', phone: '13800000001' })
  const levels = [{ afterMinutes: 0, channels: [channel.body['id']], people: [person.body['id']], rotas: [] }]
  const rule = { name: 'Urgent', priorities: [priority], levels, groupSeconds: 0 }
  expect((await post(north.ask, '/notice-rules', rule)).status).toBe(201)
}

test('an alarm that is approved while its value stands beyond its limit is raised at once', async () => {
  const limit = { limit: 11.5, deadband: 0.2, onDelay: 0, offDelay: 0 }
  const before = systemClock.now()
  const alarm = await approved({ name: 'Pressure stands', point: 'pressure', limit, consequence: 'minor' })
  await vi.waitFor(async () => expect((await eventsOf(alarm)).map(({ kind }) => kind)).toEqual(['raised']), {
    timeout: 10_000,
  })
  const [raised] = await eventsOf(alarm)
  expect(Date.parse(raised?.at ?? '') * 1_000).toBeGreaterThanOrEqual(before - 1_000)
})

test('a signal that chatters at 10 Hz around its limit for 10 minutes is one alarm and one message, with deadband and delays', async () => {
  await tellOf('medium')
  const { deadband, delay } = startingPoints.pressure
  const [onDelay, offDelay] = [1, delay / MICROS_PER_S]
  const settled = { limit: 10, deadband: deadband * 12, onDelay, offDelay }
  const bare = { limit: 10.1, deadband: 0, onDelay: 0, offDelay: 0 }
  const before = live.counters().edges
  const alarm = await approved({ name: 'Drum high', point: 'drum pressure', limit: settled, consequence: 'major' })
  const control = await approved({ name: 'Drum bare', point: 'drum pressure', limit: bare, consequence: 'minor' })
  // Two seconds beyond the limit, ten minutes over both sides of it ten times a second, then calm below it.
  const [beyond, chatter, calm] = [20, 6_000, 200]
  const values = Array.from({ length: beyond + chatter + calm }, (_, i) =>
    i < beyond ? 10.5 : i < beyond + chatter ? 10 + (i % 2 === 0 ? 0.5 : -0.5) : 8,
  )
  const start = systemClock.now() - values.length * 100_000
  for (let at = 0; at < values.length; at += 500) {
    const { rows } = gather.share(north.id)
    const part = values.slice(at, at + 500)
    for (const [i, value] of part.entries()) rows.addDouble(series[1] as number, start + (at + i) * 100_000, value)
    gather.added(part.length)
    await gather.committed()
  }
  await vi.waitFor(() => expect(live.counters().edges - before).toBeGreaterThanOrEqual(2 + chatter), {
    timeout: 30_000,
    interval: 100,
  })
  await vi.waitFor(() => expect(robots.taken.length).toBeGreaterThan(0), { timeout: 10_000 })
  const told = (events: readonly AlarmEventView[], kind: string) => events.filter((event) => event.kind === kind)
  const events = await eventsOf(alarm)
  expect([told(events, 'raised').length, told(events, 'cleared').length]).toEqual([1, 1])
  expect(Date.parse(told(events, 'raised')[0]?.at ?? '') * 1_000 - start).toBeCloseTo(1 * MICROS_PER_S, -4)
  expect(robots.taken.map(({ text }) => text)).toEqual([expect.stringContaining('Drum high')])
  // What they are good for: without them the same signal came again and again.
  expect(told(await eventsOf(control), 'raised').length).toBeGreaterThan(200)
})
