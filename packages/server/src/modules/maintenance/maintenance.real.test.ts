import { setTimeout as pause } from 'node:timers/promises'
import { type AssetId, batchOf, ManualClock, Status, silentLog } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import { createMaintenance } from './module.ts'
import type { Order, Plan } from './schema.ts'

const START = Date.UTC(2026, 10, 27, 4) * 1_000
/** The smallest JPEG that has a frame and an end. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffda0008010100003f00d2cf20ffd9',
  'hex',
)

let clock: ManualClock
let platform: TestPlatform
let north: Side
let south: Side
let technician: Ask
let boiler: AssetId
let press: AssetId
let hours = ''
let series = 0

beforeAll(async () => {
  clock = new ManualClock(START)
  platform = await startTestPlatform(clock)
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const { directory } = platform.services.devices
  const registered = await directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'boiler' },
    assetPath: ['Works', 'Boiler'],
    points: [
      { name: 'Running hours', type: 'double', unit: 'h' },
      { name: 'Burner', type: 'boolean' },
    ],
  })
  series = registered.series[0] as number
  await directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'press' },
    assetPath: ['Works', 'Press'],
    points: [{ name: 'Strokes', type: 'int64' }],
  })
  const assets = (await north.ask('/assets')).body.items
  boiler = assets.find(({ name }) => name === 'Boiler')?.id as AssetId
  press = assets.find(({ name }) => name === 'Press')?.id as AssetId
  hours = (await north.ask('/points')).body.items.find(({ name }) => name === 'Running hours')?.id ?? ''
  technician = await north.member('tina', [{ role: 'operator', below: boiler }])
})
afterAll(() => platform?.close())

type Told<T> = { status: number; body: T & { code?: string; items: T[] } }
const asked = async <T = Order>(who: Ask, path: string, method = 'GET', body?: object): Promise<Told<T>> =>
  (await who(path, { method, ...(body ? { body } : {}) })) as unknown as Told<T>
const move = (who: Ask, id: string, name: string, more: object = {}) =>
  asked(who, `/work-orders/${id}/moves`, 'POST', { move: name, ...more })
const orders = async (query = ''): Promise<Order[]> =>
  (await asked(north.ask, `/work-orders?limit=500${query}`)).body.items
const plan = async (trigger: object, more: object = {}): Promise<Plan> => {
  const body = {
    name: `plan ${Math.random()}`,
    asset: boiler,
    instructions: 'Lock out first.',
    checklist: [],
    priority: 'medium',
    trigger,
    ...more,
  }
  const made = await asked<Plan>(north.ask, '/maintenance-plans', 'POST', body)
  expect([made.status, made.body.code]).toEqual([201, undefined])
  return made.body
}
/** Lets minutes go by and the plans be looked at in each. */
async function minutes(count: number): Promise<void> {
  for (let left = count; left > 0; left--) {
    await clock.advance(60_000)
    await pause(40)
  }
}
const shows = (value: number, status: number = Status.Good) =>
  platform.latest.update(north.id, batchOf([[series, clock.now(), value, status]]))
const photo = (who: string, id: string, bytes: Uint8Array) =>
  platform.fetch(`/api/v1/work-orders/${id}/photos`, {
    token: who,
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  })

describe('a work order', () => {
  const wanted = () => ({
    asset: boiler,
    title: 'Clean the burner',
    priority: 'high',
    checklist: [
      { text: 'Locked out', required: true },
      { text: 'Nozzle pressure', measure: 'bar', required: true },
      { text: 'Photo of the flame', required: false },
    ],
  })

  it('goes its way with check list, parts, times, photo and people, and keeps every step', async () => {
    const { status, body: made } = await asked(technician, '/work-orders', 'POST', wanted())
    expect(status).toBe(201)
    expect(made).toMatchObject({
      number: 1,
      state: 'open',
      path: ['Works', 'Boiler'],
      cause: { is: 'person', says: 'tina' },
      may: ['start', 'wait', 'cancel'],
    })
    const change = (body: object) => asked(technician, `/work-orders/${made.id}`, 'PUT', body)
    expect((await move(technician, made.id, 'finish')).body.code).toBe('maintenance.out_of_turn')
    expect((await move(technician, made.id, 'start')).body.state).toBe('in_work')
    expect((await move(technician, made.id, 'wait')).body.code).toBe('maintenance.note_missing')
    expect((await move(technician, made.id, 'wait', { note: 'Seal is ordered' })).body.state).toBe('waiting')
    await move(technician, made.id, 'start')
    expect((await change({ tasks: [{ at: 9, done: true }] })).body.code).toBe('maintenance.checklist_malformed')
    expect((await change({ tasks: [{ at: 1, done: true }] })).body.code).toBe('maintenance.checklist_malformed')
    expect((await change({ tasks: [{ at: 0, done: true, value: 3 }] })).body.code).toBe(
      'maintenance.checklist_malformed',
    )
    expect((await change({ tasks: [{ at: 0, done: true }] })).body.tasks).toEqual({ done: 1, total: 3 })
    expect((await move(technician, made.id, 'finish')).body.code).toBe('maintenance.checklist_open')
    const parts = [{ name: 'Seal', number: 'S-4711', quantity: 2, unit: '1' }]
    const times = [{ person: 'Tina', minutes: 45, day: '2026-11-27' }]
    const ticked = (await change({ tasks: [{ at: 1, done: true, value: 3.2 }], parts, times, assigned: ['Tina'] })).body
    expect(ticked).toMatchObject({
      parts,
      times,
      assigned: ['Tina'],
      checklist: [{ by: 'tina' }, { value: 3.2, measure: 'bar' }, { done: false }],
    })
    expect((await photo(north.token, made.id, JPEG)).status).toBe(201)
    const done = (await move(technician, made.id, 'finish')).body
    expect([done.state, done.may, done.photos.length]).toEqual(['done', ['reopen', 'close'], 1])
    expect((await change({ tasks: [{ at: 2, done: true }] })).body.code).toBe('maintenance.closed')
    const closed = (await move(technician, made.id, 'close')).body
    expect(closed.steps.map(({ step, note }) => [step, note])).toEqual([
      ['made', 'tina'],
      ['start', ''],
      ['wait', 'Seal is ordered'],
      ['start', ''],
      ['finish', ''],
      ['close', ''],
    ])
    const actions = (
      (await north.ask('/audit?limit=50')).body.items as unknown as { action: string; target?: { id: string } }[]
    )
      .filter(({ target }) => target?.id === made.id)
      .map(({ action }) => action)
    expect(actions).toContain('work_order.photo_added')
    expect(actions[0]).toBe('work_order.close')
  })

  it('tells of itself, and no longer once somebody begins', async () => {
    const { body: made } = await asked(north.ask, '/work-orders', 'POST', wanted())
    const stateOf = async () =>
      ((await north.ask('/notices')).body.items as unknown as { key: string; state: string }[]).find(
        ({ key }) => key === `work-order ${made.id}`,
      )?.state
    expect(await stateOf()).toBe('raised')
    // By somebody who sees a part of the plant alone.
    await move(technician, made.id, 'start')
    expect(await stateOf()).toBe('acknowledged')
    await move(north.ask, made.id, 'wait', { note: 'x' })
    await move(north.ask, made.id, 'cancel', { note: 'Not needed' })
    expect(await stateOf()).toBe('cleared')
  })

  it('outside one’s part of the plant, or of another organisation, is not there', async () => {
    const { body: other } = await asked(north.ask, '/work-orders', 'POST', { ...wanted(), asset: press })
    expect((await asked(technician, `/work-orders/${other.id}`)).status).toBe(404)
    expect((await move(technician, other.id, 'start')).status).toBe(404)
    expect((await asked(technician, '/work-orders', 'POST', { ...wanted(), asset: press })).status).toBe(404)
    const seen = (await asked(technician, '/work-orders')).body.items
    expect(new Set(seen.map(({ asset }) => asset))).toEqual(new Set([boiler]))
    expect((await asked(south.ask, '/work-orders')).body.items).toEqual([])
    expect((await asked(south.ask, `/work-orders/${other.id}`)).status).toBe(404)
    // Numbers are the organisation's: who sees a part does not give one twice.
    const { body: mine } = await asked(technician, '/work-orders', 'POST', wanted())
    expect(mine.number).toBe(other.number + 1)
    const viewer = await north.member('viewer', [{ role: 'viewer' }])
    expect((await asked(viewer, '/work-orders')).status).toBe(200)
    expect((await move(viewer, mine.id, 'start')).status).toBe(403)
    expect((await asked(technician, '/maintenance-plans', 'POST', {})).status).toBe(403)
  })
})

describe('a photo', () => {
  it('comes back as it was, in a sandbox, and is refused when its bytes are something else', async () => {
    const [one] = (await orders()).filter(({ state }) => state === 'open')
    const id = one?.id ?? ''
    const { id: kept } = (await (await photo(north.token, id, JPEG)).json()) as { id: string }
    expect((await photo(north.token, id, JPEG)).status).toBe(201)
    const back = await platform.fetch(`/api/v1/work-orders/${id}/photos/${kept}`, { token: north.token })
    expect([back.headers.get('content-type'), Buffer.from(await back.arrayBuffer()).equals(JPEG)]).toEqual([
      'image/jpeg',
      true,
    ])
    expect(back.headers.get('content-security-policy')).toContain('sandbox')
    expect(back.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await asked(north.ask, `/work-orders/${id}`)).body.photos).toHaveLength(1)
    const html = await photo(north.token, id, Buffer.from('<!doctype html><script>alert(1)</script>'))
    expect([html.status, ((await html.json()) as { code: string }).code]).toEqual([422, 'maintenance.photo_refused'])
    expect((await photo(north.token, id, new Uint8Array(8 * 1024 * 1024 + 1))).status).toBe(413)
    expect((await platform.fetch(`/api/v1/work-orders/${id}/photos/${kept}`, { token: south.token })).status).toBe(404)
    expect((await north.ask(`/work-orders/${id}/photos/${kept}`, { method: 'DELETE' })).status).toBe(204)
  })
})

describe('a plan', () => {
  const of = async (id: string): Promise<Order[]> => {
    const [found] = (await asked<Plan>(north.ask, '/maintenance-plans')).body.items.filter((one) => one.id === id)
    return (await orders()).filter(({ title }) => title === found?.name)
  }

  it('by a counter makes an order each so many hours, one at a time, whatever the counter is set back to', async () => {
    const { id } = await plan({ is: 'counter', point: hours, every: 500 })
    const held = async () =>
      (await asked<Plan>(north.ask, '/maintenance-plans')).body.items.find((one) => one.id === id)
    /** Shows it, and looks minute by minute until it was counted. */
    const count = async (value: number, counted: number): Promise<void> => {
      for (let turn = 0; turn < 50; turn++) {
        shows(value)
        await minutes(1)
        if ((await held())?.counted === counted && turn > 0) return
      }
      expect((await held())?.counted).toBe(counted)
    }
    await count(1_000, 0)
    await count(1_400, 400)
    expect(await of(id)).toEqual([])
    // Exchanged: the new one begins at nought. 400 were counted, 150 follow.
    await count(0, 400)
    await count(150, 50)
    const [first] = await of(id)
    expect(first).toMatchObject({ state: 'open', cause: { is: 'plan', says: 'Counter at 150, every 500' } })
    await count(1_000, 900)
    expect(await of(id)).toHaveLength(1)
    await move(north.ask, first?.id ?? '', 'start')
    await move(north.ask, first?.id ?? '', 'finish')
    await count(1_001, 401)
    expect(await of(id)).toHaveLength(2)
    // What nobody can trust counts nothing.
    shows(9_000, Status.BadSensorFailure)
    await minutes(3)
    expect((await held())?.counted).toBe(401)
  })

  it('by months makes one order when its day comes, also when days were missed', async () => {
    const { id, nextAt } = await plan({ is: 'months', every: 3, from: '2026-11-27T05:00:00Z' })
    expect(nextAt).toBe('2026-11-27T05:00:00.000Z')
    await minutes(1)
    expect(await of(id)).toEqual([])
    const before = clock.now()
    clock.setWall(Date.parse('2027-09-01T00:00:00Z') * 1_000)
    // Sessions end by the same clock: it is asked when it is back.
    await minutes(5)
    clock.setWall(before)
    await expect.poll(async () => (await of(id)).length).toBe(1)
    const [kept] = (await asked<Plan>(north.ask, '/maintenance-plans')).body.items.filter((one) => one.id === id)
    expect(kept?.nextAt).toBe('2027-11-27T05:00:00.000Z')
  })

  it('by an event makes one order while it is open, at the asset of the event', async () => {
    const works = (await north.ask('/assets')).body.items.find(({ name }) => name === 'Works')?.id
    await plan({ is: 'event', kinds: ['alarm'] }, { asset: works, name: 'Look at the alarm' })
    const happens = (kind: string, asset: AssetId, key: string) =>
      platform.database.tenants.within(north.id, (tx) =>
        platform.services.maintenance.happened(tx, [
          { key, kinds: [kind], asset, says: 'Pressure too high', at: clock.now() },
        ]),
      )
    expect(await happens('other', boiler, 'a')).toBe(0)
    expect(await happens('alarm', press, 'a')).toBe(1)
    expect(await happens('alarm', press, 'a')).toBe(0)
    expect(await happens('alarm', press, 'b')).toBe(1)
    const [, first] = (await orders()).filter(({ title }) => title === 'Look at the alarm')
    expect(first).toMatchObject({ asset: press, cause: { is: 'event', says: 'Pressure too high' } })
    await move(north.ask, first?.id ?? '', 'cancel', { note: 'False' })
    expect(await happens('alarm', press, 'a')).toBe(1)
  })

  it('is refused where it could never make an order', async () => {
    const post = async (trigger: object, more: object = {}) =>
      (
        await asked(north.ask, '/maintenance-plans', 'POST', {
          name: 'x',
          asset: boiler,
          instructions: '',
          checklist: [],
          priority: 'low',
          trigger,
          ...more,
        })
      ).body.code
    const burner = (await north.ask('/points')).body.items.find(({ name }) => name === 'Burner')?.id
    expect(await post({ is: 'counter', point: burner, every: 5 })).toBe('maintenance.trigger_malformed')
    expect(await post({ is: 'counter', point: boiler, every: 5 })).toBe('assets.point_unknown')
    expect(await post({ is: 'months', every: 1, from: 'tomorrow' })).toBe('maintenance.trigger_malformed')
    expect(await post({ is: 'months', every: 1, from: '2026-01-01' }, { asset: hours })).toBe('assets.asset_unknown')
  })
})

it('an order is closed with what it changed, asked of whoever computes KPIs; where there is no value it says so', async () => {
  const { tenants } = platform.database
  const { assets, audit, notices } = platform.services
  const questions: unknown[] = []
  const effectOf = async (_: unknown, kpi: string, window: { asset: string; from: number; to: number }) => {
    questions.push([kpi, window.asset])
    return kpi === 'steam-per-gas' ? { value: window.from < START ? 11.2 : 12.9, unit: 't/MW.h' } : undefined
  }
  const own = createMaintenance({
    tenants,
    assets,
    latest: platform.latest,
    notices,
    audit,
    effectOf,
    clock,
    log: silentLog,
  })
  const actor = { kind: 'person', id: 'x', name: 'tina' } as const
  const { id } = await own.addOrder({ tenant: north.id }, { asset: boiler, title: 'Tune', priority: 'low' }, actor)
  for (const name of ['start', 'finish'] as const) await own.move({ tenant: north.id }, id, { move: name }, actor)
  const day = (days: number) => new Date(START / 1_000 + days * 86_400_000).toISOString()
  const windows = { before: { from: day(-7), to: day(-1) }, after: { from: day(0), to: day(6) } }
  const close = (kpi: string) =>
    own.move({ tenant: north.id }, id, { move: 'close', effect: { kpi, ...windows } }, actor)
  await expect(close('nothing')).rejects.toMatchObject({ code: 'maintenance.effect_unknown' })
  expect((await close('steam-per-gas')).effect).toMatchObject({
    kpi: 'steam-per-gas',
    before: { value: 11.2 },
    after: { value: 12.9, unit: 't/MW.h' },
  })
  expect(questions.at(-1)).toEqual(['steam-per-gas', boiler])
  await own.close()
})
