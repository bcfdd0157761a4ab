import { batchOf, MICROS_PER_MS, type Value } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../../testing-people.ts'

let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
/** May enter at the press, and sees nothing beside it. */
let operator: Ask
const ids: Record<string, string> = {}

const content = {
  zone: 'Asia/Shanghai',
  dayBegins: '06:00',
  weekBegins: 1,
  shifts: [
    { name: 'early', days: [1, 2, 3, 4, 5], begin: '06:00', end: '14:00', breaks: [{ begin: '10:00', end: '10:30' }] },
  ],
  holidays: [],
  exceptions: [],
}

const codeOf = ({ status, body }: { status: number; body: Reply }): [number, unknown] => [status, body['code']]
const idOf = ({ status, body }: { status: number; body: Reply }): string => {
  expect([status, body['detail']]).toEqual([201, undefined])
  return String(body['id'])
}
const post = (ask: Ask, path: string, body: object) => ask(path, { method: 'POST', body })
const put = (ask: Ask, path: string, body: object) => ask(path, { method: 'PUT', body })

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  for (const machine of ['Press', 'Saw'])
    await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: [
        { name: 'state', type: 'string' },
        { name: 'count', type: 'int64' },
      ],
    })
  for (const { name, id } of (await north.ask('/assets')).body.items) ids[name] = id
  for (const { name, path, id } of (await north.ask('/points')).body.items) ids[`${path.at(-1)} ${name}`] = id
  engineer = await north.member('engineer', [{ role: 'engineer' }])
  operator = await north.member('operator', [{ role: 'operator', below: ids['Press']! }])
  ids['calendar'] = idOf(await post(engineer, '/work-calendars', { name: 'Works', content }))
  ids['product'] = idOf(await post(engineer, '/products', { code: 'A-1', name: 'Bolt', secondsPerItem: 30 }))
  const names = (en: string) => ({ name: { en, zh: en } })
  ids['technical'] = idOf(await post(engineer, '/downtime-reasons', { ...names('Technical'), state: 'failure' }))
  for (const [name, more] of [
    ['Hydraulics', { state: 'failure', maintenance: 'corrective', parent: ids['technical'] }],
    ['Tool', { state: 'failure', maintenance: 'corrective', parent: ids['technical'] }],
    ['Cleaning', { state: 'planned' }],
  ] as const)
    ids[name] = idOf(await post(engineer, '/downtime-reasons', { ...names(name), ...more }))
  for (const asset of ['Press', 'Saw']) {
    const unit = {
      calendar: ids['calendar'],
      states: { point: ids[`${asset} state`], mapping: { rules: [{ when: 'RUN', state: 'producing' }] } },
      counters: { PQ: { point: ids[`${asset} count`], rollover: 65_536 } },
    }
    expect((await put(engineer, `/work-units/${ids[asset]}`, unit)).status).toBe(200)
  }
})
afterAll(() => platform.close())

const downtime = (more: object = {}) => ({
  asset: ids['Press'],
  reason: ids['Tool'],
  begin: '2026-11-23T03:00:00.000Z',
  end: '2026-11-23T03:36:00.000Z',
  ...more,
})

describe('why a machine stood', () => {
  it('is entered at the machine, corrected and taken back, and what it was stays to be read', async () => {
    const id = idOf(await post(operator, '/downtimes', { ...downtime(), note: 'punch broken' }))
    const changed = await put(operator, `/downtimes/${id}`, downtime({ reason: ids['Hydraulics'] }))
    expect(changed.body).toEqual({ id, ...downtime({ reason: ids['Hydraulics'] }) })
    expect((await operator(`/downtimes?asset=${ids['Press']}`)).body.items.map((item) => item.id)).toEqual([id])
    expect((await operator(`/downtimes/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await operator(`/downtimes?asset=${ids['Press']}`)).body.items).toEqual([])
    const { items } = (await operator(`/production-changes/${id}`)).body as unknown as {
      items: { before: { reason: string } | null; after: { reason: string } | null; by: { name: string } }[]
    }
    expect(items.map(({ before, after }) => [before?.reason, after?.reason])).toEqual([
      [undefined, ids['Tool']],
      [ids['Tool'], ids['Hydraulics']],
      [ids['Hydraulics'], undefined],
    ])
    const actions = (await north.ask('/audit?limit=100')).body.items.map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining([
        'production.downtime_added',
        'production.downtime_changed',
        'production.downtime_removed',
      ]),
    )
  })

  it('is chosen from a short list: what was used at that machine most comes first, headings and retired reasons not at all', async () => {
    const quick = async (): Promise<string[]> =>
      (await operator(`/work-units/${ids['Press']}/quick-reasons`)).body.items.map(({ id }) => id)
    expect(new Set(await quick())).toEqual(new Set([ids['Hydraulics'], ids['Tool'], ids['Cleaning']]))
    const begin = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
    for (const [reason, minutes] of [
      ['Cleaning', 50],
      ['Tool', 40],
      ['Cleaning', 30],
    ] as const)
      idOf(
        await post(operator, '/downtimes', {
          ...downtime({ reason: ids[reason] }),
          begin: begin(minutes),
          end: begin(minutes - 5),
        }),
      )
    expect(await quick()).toEqual([ids['Cleaning'], ids['Tool'], ids['Hydraulics']])
    const retired = { name: { en: 'Tool', zh: 'Tool' }, state: 'failure', maintenance: 'corrective', retired: true }
    expect((await put(engineer, `/downtime-reasons/${ids['Tool']}`, retired)).status).toBe(200)
    expect(await quick()).toEqual([ids['Cleaning'], ids['Hydraulics']])
  })

  it('of another machine is no business of an operator who has only this one, nor of another organisation', async () => {
    expect(codeOf(await post(operator, '/downtimes', downtime({ asset: ids['Saw'] })))).toEqual([
      404,
      'production.unknown',
    ])
    const id = idOf(await post(engineer, '/downtimes', downtime({ asset: ids['Saw'] })))
    expect(codeOf(await put(operator, `/downtimes/${id}`, downtime({ asset: ids['Saw'] })))).toEqual([
      404,
      'production.unknown',
    ])
    expect((await operator(`/downtimes?asset=${ids['Saw']}`)).body.items).toEqual([])
    expect((await operator(`/production-changes/${id}`)).body.items).toEqual([])
    expect((await operator('/work-units')).body.items).toHaveLength(1)
    expect(codeOf(await post(south.ask, '/downtimes', downtime()))).toEqual([404, 'production.unknown'])
    expect((await south.ask('/downtime-reasons')).body.items).toEqual([])
    expect((await post(operator, '/products', { code: 'B', name: 'B' })).status).toBe(403)
  })
})

describe('whoever follows the changes', () => {
  it('misses none, however many come at once', async () => {
    const { production } = platform.services
    const saw = ids['Saw']!
    const last = async (after: number): Promise<number[]> =>
      (await production.changesSince({ tenant: north.id }, saw, after)).map(({ id }) => id)
    let newest = (await last(0)).at(-1) ?? 0
    const before = newest
    const heard: number[] = []
    let isDone = false
    const follow = async (): Promise<void> => {
      for (let more = true; more; ) {
        more = !isDone
        const fresh = await last(newest)
        heard.push(...fresh)
        newest = fresh.at(-1) ?? newest
      }
    }
    const following = follow()
    const hour = (n: number): string => new Date(Date.UTC(2026, 9, 1, n)).toISOString()
    // Of one work unit, and of what all of them use.
    const entered = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        i % 2 === 0
          ? post(engineer, '/products', { code: `B-${i}`, name: 'Nut', secondsPerItem: 30 })
          : post(engineer, '/downtimes', { asset: saw, reason: ids['Tool'], begin: hour(2 * i), end: hour(2 * i + 1) }),
      ),
    )
    isDone = true
    await following
    expect(entered.map(({ status }) => status)).toEqual(entered.map(() => 201))
    expect(heard).toEqual(await last(before))
    expect(heard).toHaveLength(60)
  })
})

describe('orders', () => {
  it('of one work unit follow one another', async () => {
    const order = (begin: string, end?: string) => ({
      asset: ids['Press'],
      product: ids['product'],
      number: `4711-${begin}`,
      begin: `2026-11-23T${begin}:00.000Z`,
      ...(end === undefined ? {} : { end: `2026-11-23T${end}:00.000Z` }),
    })
    const first = idOf(await post(operator, '/production-orders', order('06:00')))
    expect(codeOf(await post(operator, '/production-orders', order('07:00', '08:00')))).toEqual([
      409,
      'production.orders_overlap',
    ])
    expect((await put(operator, `/production-orders/${first}`, order('06:00', '07:00'))).status).toBe(200)
    idOf(await post(operator, '/production-orders', order('07:00', '08:00')))
    expect(codeOf(await post(operator, '/production-orders', order('09:00', '08:30')))).toEqual([
      422,
      'production.span_malformed',
    ])
  })

  it('are known with what else is known of a work unit in a stretch of time', async () => {
    const at = (time: string): Date => new Date(`2026-11-23T${time}:00Z`)
    const { plan } = platform.services.production
    const known = await plan({ tenant: north.id }, ids['Press']!, at('06:30'), at('07:00'))
    expect(known.calendar.content).toEqual(content)
    expect(known.orders.map(({ begin, secondsPerItem }) => [begin, secondsPerItem])).toEqual([
      ['2026-11-23T06:00:00.000Z', 30],
    ])
    const saw = await plan({ tenant: north.id }, ids['Saw']!, at('03:00'), at('04:00'))
    expect(saw.downtimes).toMatchObject([{ state: 'failure', maintenance: 'corrective' }])
  })
})

describe('what is set up', () => {
  it('is refused in words: calendars that are none, names that are taken, what is in use, circles of reasons', async () => {
    const overlap = { ...content, shifts: [...content.shifts, { name: 'b', days: [1], begin: '13:00', end: '15:00' }] }
    expect(codeOf(await post(engineer, '/work-calendars', { name: 'X', content: overlap }))).toEqual([
      422,
      'kpi.shifts_overlap',
    ])
    expect(codeOf(await post(engineer, '/work-calendars', { name: 'Works', content }))).toEqual([
      409,
      'production.name_taken',
    ])
    const drop = (path: string) => engineer(path, { method: 'DELETE' })
    expect(codeOf(await drop(`/work-calendars/${ids['calendar']}`))).toEqual([409, 'production.in_use'])
    expect(codeOf(await drop(`/products/${ids['product']}`))).toEqual([409, 'production.in_use'])
    expect(codeOf(await drop(`/downtime-reasons/${ids['technical']}`))).toEqual([409, 'production.in_use'])
    const circle = { name: { en: 'Technical', zh: '技术' }, state: 'failure', parent: ids['Hydraulics'] }
    expect(codeOf(await put(engineer, `/downtime-reasons/${ids['technical']}`, circle))).toEqual([
      422,
      'production.reason_in_circle',
    ])
    const spare = idOf(await post(engineer, '/products', { code: 'B-1', name: 'Nut' }))
    expect((await drop(`/products/${spare}`)).status).toBe(204)
    expect(codeOf(await drop(`/products/${spare}`))).toEqual([404, 'production.unknown'])
    const unit = { calendar: ids['calendar'], counters: { PQ: { point: ids['product'] } } }
    expect(codeOf(await put(engineer, `/work-units/${ids['Press']}`, unit))).toEqual([404, 'assets.point_unknown'])
  })
})

describe('what work units do', () => {
  const MINUTE = 60_000
  const now = Date.now()
  const ago = (minutes: number): string => new Date(now - minutes * MINUTE).toISOString()
  const allDay = {
    ...content,
    zone: 'UTC',
    dayBegins: '00:00',
    shifts: [
      { name: 'first', days: [1, 2, 3, 4, 5, 6, 7], begin: '00:00', end: '12:00', breaks: [] },
      { name: 'second', days: [1, 2, 3, 4, 5, 6, 7], begin: '12:00', end: '00:00', breaks: [] },
    ],
  }

  beforeAll(async () => {
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: 'Mill' },
      assetPath: ['Works', 'Mill'],
      points: [{ name: 'state', type: 'string' }],
    })
    for (const { name, id } of (await north.ask('/assets')).body.items) ids[name] = id
    for (const { name, path, id } of (await north.ask('/points')).body.items) ids[`${path.at(-1)} ${name}`] = id
    const calendar = idOf(await post(engineer, '/work-calendars', { name: 'All day', content: allDay }))
    const rules = [
      { when: 'RUN', state: 'producing' },
      { when: 'STOP', state: 'delay' },
    ]
    const unit = { calendar, states: { point: ids['Mill state'], mapping: { rules } }, counters: {} }
    expect((await put(engineer, `/work-units/${ids['Mill']}`, unit)).status).toBe(200)
    const rows: [number, Value][] = [
      [300, 'RUN'],
      [200, 'STOP'],
      [170, 'RUN'],
      [100, 'STOP'],
      [90, 'RUN'],
      [20, 'STOP'],
    ]
    const batch = batchOf(rows.map(([minutes, value]) => [series[0]!, (now - minutes * MINUTE) * MICROS_PER_MS, value]))
    await platform.history.append(north.id, batch, 1)
    const order = { asset: ids['Mill'], product: ids['product'], number: '4712', begin: ago(240) }
    idOf(await post(engineer, '/production-orders', order))
  })

  const mill = async (ask: Ask = engineer) => {
    const { items } = (await ask('/production-now')).body as unknown as {
      items: { asset: string; unexplained: { begin: string; end?: string }[] }[]
    }
    return items.find(({ asset }) => asset === ids['Mill'])
  }
  const stops = async () => (await mill())?.unexplained.map(({ begin, end }) => [begin, end])
  const lost = async (from: number, below = 'Works') => {
    const { body } = await engineer(`/lost-time?below=${ids[below]}&from=${ago(from)}&to=${ago(0)}`)
    return body as unknown as { busySeconds: number; items: { reason?: string; seconds: number; times: number }[] }
  }

  it('is told as it is now: since when, in which shift, with which order, and what stood without a reason', async () => {
    expect(await mill()).toMatchObject({
      path: ['Works', 'Mill'],
      state: 'delay',
      plan: 'busy',
      since: ago(20),
      shift: { name: new Date(now).getUTCHours() < 12 ? 'first' : 'second' },
      order: { number: '4712', product: { code: 'A-1', name: 'Bolt' } },
    })
    expect(await stops()).toEqual([
      [ago(20), undefined],
      [ago(100), ago(90)],
      [ago(200), ago(170)],
    ])
    const seen = (await operator('/production-now')).body.items as unknown as { asset: string }[]
    expect(seen.map(({ asset }) => asset)).toEqual([ids['Press']])
    expect((await south.ask('/production-now')).body.items).toEqual([])
  })

  it('is explained by what is entered, and lost time is told by it', async () => {
    const entry = (begin: number, end?: number) => ({
      asset: ids['Mill'],
      reason: ids['Hydraulics'],
      begin: ago(begin),
      ...(end === undefined ? {} : { end: ago(end) }),
    })
    const open = idOf(await post(engineer, '/downtimes', entry(20)))
    idOf(await post(engineer, '/downtimes', entry(200, 170)))
    expect(await mill()).toMatchObject({ state: 'failure', downtime: { id: open, reason: ids['Hydraulics'] } })
    expect(await stops()).toEqual([[ago(100), ago(90)]])
    const path = `/work-units/${ids['Mill']}/stretches?from=${ago(210)}&to=${ago(160)}`
    const stretches = (await engineer(path)).body.items as unknown as {
      begin: string
      state: string
      reason?: string
    }[]
    expect(stretches.map(({ begin, state, reason }) => [begin, state, reason])).toEqual([
      [ago(210), 'producing', undefined],
      [ago(200), 'failure', ids['Hydraulics']],
      [ago(170), 'producing', undefined],
    ])
    const told = await lost(180, 'Mill')
    expect(told.busySeconds).toBe(180 * 60)
    expect(told.items.map(({ reason, seconds, times }) => [reason, seconds, times])).toEqual([
      [ids['Hydraulics'], (10 + 20) * 60, 2],
      [undefined, 10 * 60, 1],
    ])
    expect(codeOf(await engineer(`/lost-time?below=${ids['Mill']}&from=${ago(0)}&to=${ago(10)}`))).toEqual([
      422,
      'production.range_malformed',
    ])
    expect(codeOf(await south.ask(`/lost-time?below=${ids['Mill']}&from=${ago(9)}&to=${ago(0)}`))).toEqual([
      404,
      'assets.asset_unknown',
    ])
  })

  it('is told while a work unit comes and goes', async () => {
    const unit = { calendar: ids['calendar'], counters: {} }
    const path = `/work-units/${ids['Works']}`
    let goesOn = true
    const comesAndGoes = async () => {
      while (goesOn) {
        await put(engineer, path, unit)
        await engineer(path, { method: 'DELETE' })
      }
    }
    const coming = [comesAndGoes(), comesAndGoes()]
    const statuses = new Set<number>()
    for (let i = 0; i < 40; i++)
      for (const asked of ['/production-now', `/lost-time?below=${ids['Works']}&from=${ago(60)}&to=${ago(0)}`])
        statuses.add((await engineer(asked)).status)
    goesOn = false
    await Promise.all(coming)
    expect([...statuses]).toEqual([200])
  })
})
