import { setTimeout as pause } from 'node:timers/promises'
import { ManualClock } from '@millrace/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../testing-people.ts'
import { FakeRobots, SMS } from './notices/fake-robots.ts'

let robots: FakeRobots
let clock: ManualClock
let platform: TestPlatform
let north: Side
let alarm: string
let condition: number
let asset: string

const post = async (path: string, body: object, ask: Ask = north.ask): Promise<Reply> => {
  const { status, body: reply } = await ask(path, { method: 'POST', body })
  expect([path, status < 300, reply['detail']]).toEqual([path, true, undefined])
  return reply
}

beforeAll(async () => {
  robots = await FakeRobots.start()
  clock = new ManualClock(Date.UTC(2026, 10, 27, 4) * 1_000)
  robots.now = () => clock.now() / 1_000
  platform = await startTestPlatform(clock, [`127.0.0.1:${robots.port}`])
  north = await addOrganisation(platform, 'North')
  await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'boiler' },
    assetPath: ['Works', 'Boiler'],
    points: [{ name: 'Pressure', type: 'double', unit: 'bar' }],
  })
  asset = (await north.ask('/assets')).body.items.find(({ name }) => name === 'Boiler')?.id ?? ''
  const point = (await north.ask('/points')).body.items[0]?.id
  const settings = {
    url: robots.url('/sms'),
    phoneField: 'mobile',
    textField: 'content',
    okField: 'status',
    okValue: 'OK',
  }
  const sms = await post('/notice-channels', { name: 'SMS', kind: 'sms', settings, secrets: SMS, mostPerMinute: 600 })
  const ann = await post('/notice-people', { name: 'Ann', language: 'en', phone: '13800000001' })
  await post('/notice-rules', {
    name: 'All',
    priorities: ['critical', 'high', 'medium', 'low'],
    levels: [{ afterMinutes: 0, channels: [sms['id']], people: [ann['id']], rotas: [] }],
    groupSeconds: 0,
  })
  const engineer = await north.member('eve', [{ role: 'engineer' }])
  const other = await north.member('otto', [{ role: 'engineer' }])
  const definition = {
    asset,
    name: { en: 'Pressure high', zh: '压力高' },
    condition: { is: 'limit', point, side: 'high', limit: 10, deadband: 0.2, onDelay: 0, offDelay: 0 },
    consequence: 'severe',
    respondWithin: 5,
    cause: '',
    effect: '',
    action: 'Close the feed',
    class: 'safety',
    latching: false,
    acknowledgement: 'required',
    reAlarm: 'always',
    rationalised: true,
  }
  const change = await post('/alarm-changes', { definition, reason: 'new' }, engineer)
  await post(`/alarm-changes/${change['id']}/approval`, {}, other)
  alarm = String(change['alarm'])
  const { rows } = await platform.database.tenants.within(north.id, (tx) =>
    tx.execute<{ condition: number }>(`select condition from alarms where id = '${alarm}'`),
  )
  condition = rows[0]?.condition ?? 0
})
afterAll(async () => {
  await platform?.close()
  await robots?.close()
})

const edge = (active: boolean) =>
  platform.services.alarms.book.edges(north.id, [
    { condition, active, at: clock.now(), value: active ? 11 : 9, status: 0 },
  ])
const stateOf = async (): Promise<unknown> => (await north.ask(`/alarms/${alarm}`)).body['state']
const texts = (): string[] => robots.taken.map(({ text }) => text)

interface Told {
  readonly type: string
  readonly subject: string
  readonly data: { readonly state: string; readonly by?: object }
}

/** The spans of alarms that curves of the boiler are shown with. */
const spans = async (ask: Ask = north.ask, kinds = '&kinds=alarm', seconds = 86_400) => {
  const [from, to] = [clock.now() - seconds * 1_000_000, clock.now() + 1]
  const { body } = await ask(`/history/events?asset=${asset}&from=${from}&to=${to}${kinds}`)
  return body.items as unknown as { text: string; at: number; until?: number }[]
}

/** Until so many messages went out, at a clock that goes on a little. */
async function sent(count: number): Promise<void> {
  for (let turn = 0; robots.taken.length < count; turn++) {
    if (turn > 300) expect.fail(`${robots.taken.length} messages of ${count} went out`)
    await clock.advance(20)
    await pause(20)
  }
}

it('an alarm is told, and acknowledged from the message; gone and back, it is told again', async () => {
  await edge(true)
  await sent(1)
  expect(texts()[0]).toContain('Pressure high')
  expect(await stateOf()).toBe('unacknowledged')
  const token = /acknowledge#([\w-]+)/.exec(texts()[0] ?? '')?.[1]
  const reply = await fetch(`${platform.address}/api/v1/notice-links/acknowledgement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  expect(reply.status).toBe(200)
  expect(await stateOf()).toBe('acknowledged')
  const events = (await north.ask(`/alarms/${alarm}/events`)).body.items as unknown as { kind: string; by?: object }[]
  expect(events.find(({ kind }) => kind === 'acknowledged')?.by).toMatchObject({ kind: 'link', name: 'Ann' })
  await clock.advance(1_000)
  await edge(false)
  expect(await stateOf()).toBe('normal')
  await clock.advance(1_000)
  const before = robots.taken.length
  await edge(true)
  await sent(before + 1)
  expect(await stateOf()).toBe('unacknowledged')
  const told = (await north.ask(`/events?types=alarm.*&asset=${asset}`)).body.items as unknown as Told[]
  expect(told.map(({ type }) => type)).toEqual(['alarm.raised', 'alarm.acknowledged', 'alarm.cleared', 'alarm.raised'])
  expect(told.map(({ data }) => data.state)).toEqual(['unacknowledged', 'acknowledged', 'normal', 'unacknowledged'])
  expect(told[1]?.data.by).toMatchObject({ kind: 'link', name: 'Ann' })
  expect(new Set(told.map((one) => one.subject))).toEqual(new Set([alarm]))
})

it('an alarm asks for the work that a plan has for its class, once while that is open', async () => {
  const works = (await north.ask('/assets')).body.items.find(({ name }) => name === 'Works')?.id
  const plan = { asset: works, instructions: '', checklist: [], priority: 'high' }
  await post('/maintenance-plans', { ...plan, name: 'Check', trigger: { is: 'event', kinds: ['alarm:safety'] } })
  await post('/maintenance-plans', { ...plan, name: 'Never', trigger: { is: 'event', kinds: ['alarm:low'] } })
  for (const active of [false, true, false, true]) {
    await clock.advance(1_000)
    await edge(active)
  }
  const orders = (await north.ask('/work-orders')).body.items as unknown as {
    title: string
    asset: string
    cause: object
  }[]
  expect(orders.map(({ title, asset: place, cause }) => ({ title, place, cause }))).toEqual([
    { title: 'Check', place: asset, cause: { is: 'event', says: 'Pressure high / 压力高' } },
  ])
})

it('alarms lie over curves from when they came until they had gone, for whoever may see alarms', async () => {
  await clock.advance(1_000)
  await edge(false)
  const all = await spans()
  expect(all.length).toBeGreaterThan(2)
  expect(all.every(({ text, until }) => text === 'Pressure high / 压力高' && until !== undefined)).toBe(true)
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => a - b))
  await clock.advance(1_000)
  await edge(true)
  const standing = (await spans()).at(-1)
  expect(standing).toMatchObject({ at: clock.now() })
  expect(standing?.until).toBeUndefined()
  await clock.advance(5_000)
  expect(await spans(north.ask, '&kinds=alarm', 1), 'it came before, and still stands').toEqual([standing])
  await post('/roles', { name: 'curves', title: 'Curves', actions: ['asset:read', 'point:read'] })
  const looker = await north.member('carl', [{ role: 'curves' }])
  expect(await spans(looker, '')).toEqual([])
  expect(
    (await looker(`/history/events?asset=${asset}&from=${clock.now() - 1}&to=${clock.now()}&kinds=alarm`)).status,
  ).toBe(403)
})
