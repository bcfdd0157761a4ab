import { readFileSync } from 'node:fs'
import { batchOf, ManualClock, type Micros, microsOf, type Value } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { NearUnits } from '../../testing-live.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../../testing-people.ts'
import { packedApp } from '../apps/app-for-tests.ts'
import type { Definition, KpiResult, Together } from './schema.ts'

const at = (time: string, day = 23): Micros => microsOf(`2026-11-${day}T${time}:00+08:00`)!
const clock = new ManualClock(at('14:05'))
let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
let position = 0
let live: NearUnits
const ids: Record<string, string> = {}
const seriesOf: Record<string, number> = {}

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

const post = (path: string, body: object) => engineer(path, { method: 'POST', body })
const put = (path: string, body: object) => engineer(path, { method: 'PUT', body })
const idOf = ({ status, body }: { status: number; body: Reply }): string => {
  expect([status, body['detail']]).toEqual([201, undefined])
  return String(body['id'])
}
async function bring(rows: readonly (readonly [string, string, Value])[]): Promise<void> {
  const batch = batchOf(rows.map(([name, time, value]) => [seriesOf[name]!, at(time), value]))
  await platform.history.append(north.id, batch, ++position)
  live.feed(batch)
}
/** Twice: what was changed is told when live computing has it. */
async function tell(): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await live.settle()
    await platform.services.kpis.tell(north.id)
  }
}
const range = `from=${at('00:00')}&to=${at('00:00', 24)}`
async function results(key: string, kind: string, asset = 'Press', ask = engineer): Promise<KpiResult[]> {
  const { body } = await ask(`/kpi-results?asset=${ids[asset]}&key=${key}&kind=${kind}&${range}`)
  return body.items as unknown as KpiResult[]
}
const shift = async (key: string, asset = 'Press'): Promise<KpiResult> =>
  (await results(key, 'shift', asset)).find(({ name }) => name === 'early')!
/** Every result of the press, by KPI and window, with when it was told. */
async function everything(): Promise<Map<string, { told: string; rest: string }>> {
  const all = new Map<string, { told: string; rest: string }>()
  for (const { key } of (await engineer('/kpis')).body.items as unknown as Definition[])
    for (const kind of ['hour', 'shift', 'day', 'order'])
      for (const { toldAt, waits, ...rest } of await results(key, kind)) {
        expect(waits).toBe(false)
        all.set(`${key} ${kind} ${rest.begin}`, { told: toldAt, rest: JSON.stringify(rest) })
      }
  return all
}
/** Windows (kind and begin) whose results were told anew, or are gone, between the two. */
function toldAnew(before: Awaited<ReturnType<typeof everything>>, after: typeof before): Set<string> {
  const changed = new Set<string>()
  for (const [name, { told }] of after)
    if (before.get(name)?.told !== told) changed.add(name.split(' ').slice(1).join(' '))
  for (const name of before.keys()) if (!after.has(name)) changed.add(name.split(' ').slice(1).join(' '))
  return changed
}
const hours = (...local: string[]): string[] => local.map((time) => `hour ${new Date(at(time) / 1000).toISOString()}`)
const ofShift = ['shift 2026-11-22T22:00:00.000Z']

beforeAll(async () => {
  platform = await startTestPlatform(clock)
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  engineer = await north.member('engineer', [{ role: 'engineer' }])
  live = new NearUnits(north.id, platform.services.kpis.book, clock)
  for (const machine of ['Press', 'Saw']) {
    const names = ['state', 'PQ', 'GQ', 'power']
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: names.map((name) => ({ name, type: name === 'state' ? ('string' as const) : ('double' as const) })),
    })
    names.forEach((name, i) => {
      seriesOf[`${machine} ${name}`] = series[i]!
    })
  }
  for (const { name, id } of (await north.ask('/assets')).body.items) ids[name] = id
  for (const { name, path, id } of (await north.ask('/points')).body.items) ids[`${path.at(-1)} ${name}`] = id
  const calendar = idOf(await post('/work-calendars', { name: 'Works', content }))
  ids['calendar'] = calendar
  ids['product'] = idOf(await post('/products', { code: 'A-1', name: 'Bolt', secondsPerItem: 60 }))
  ids['reason'] = idOf(
    await post('/downtime-reasons', {
      name: { en: 'Broken', zh: '故障' },
      state: 'failure',
      maintenance: 'corrective',
    }),
  )
  const mapping = {
    rules: [
      { when: 'RUN', state: 'producing' },
      { when: 'STOP', state: 'delay' },
    ],
    otherwise: 'idle',
  }
  for (const asset of ['Press', 'Saw']) {
    const counters = { PQ: { point: ids[`${asset} PQ`] }, GQ: { point: ids[`${asset} GQ`] } }
    const unit = { calendar, states: { point: ids[`${asset} state`], mapping }, counters }
    expect((await put(`/work-units/${ids[asset]}`, unit)).status).toBe(200)
    const order = {
      asset: ids[asset],
      product: ids['product'],
      number: '1',
      begin: '2026-11-22T22:00:00.000Z',
      end: '2026-11-23T06:00:00.000Z',
    }
    ids[`${asset} order`] = idOf(await post('/production-orders', order))
  }
  await bring([
    ...[
      ['06:00', 'RUN'],
      ['08:00', 'STOP'],
      ['08:45', 'RUN'],
      ['14:00', 'OFF'],
    ].map(([time, state]) => ['Press state', time!, state!] as const),
    ...(['Press', 'Saw'] as const).flatMap((asset) => [
      [`${asset} PQ`, '05:59', 100] as const,
      [`${asset} GQ`, '05:59', 90] as const,
      [`${asset} PQ`, '13:30', 400] as const,
      [`${asset} GQ`, '13:30', 360] as const,
    ]),
    ['Saw state', '06:00', 'STOP'],
    ['Saw state', '13:00', 'RUN'],
    ['Press power', '05:00', 12],
  ])
})
afterAll(() => platform.close())

describe('KPIs of a plant', () => {
  it('are told when their windows have ended, from the history, with what went in', async () => {
    await tell()
    expect(await shift('availability')).toMatchObject({
      value: (100 * (450 - 45)) / 450,
      inputs: { APT: 405 * 60, PBT: 450 * 60 },
      coverage: 1,
      version: 1,
      waits: false,
    })
    const oee = await shift('oee')
    expect(oee.value).toBeCloseTo(100 * ((300 * 60) / (450 * 60)) * 0.9, 9)
    expect((await results('throughput_rate', 'order')).map(({ name, value }) => [name, value])).toEqual([
      [ids['Press order'], 300 / 8],
    ])
    const night = (await results('availability', 'hour')).find(({ begin }) => begin === '2026-11-22T17:00:00.000Z')!
    expect([night.value, night.unavailable]).toEqual([undefined, { why: 'zero', divisor: 'PBT' }])
    expect((await engineer('/kpi-progress')).body).toEqual({ waiting: 0, why: {} })
    expect(await results('availability', 'day')).toEqual([])
  })

  it('of several work units are their sums worked out once', async () => {
    const { body } = await engineer(`/kpi-results/together?below=${ids['Works']}&key=availability&kind=shift&${range}`)
    const both = (body.items as unknown as Together[]).find(({ name }) => name === 'early')!
    expect(both.inputs).toEqual({ APT: 465 * 60, PBT: 900 * 60 })
    expect(both.value).toBeCloseTo((100 * 465) / 900, 12)
    expect(new Set(both.assets)).toEqual(new Set([ids['Press'], ids['Saw']]))
  })

  it('change with late data in the windows that it touches, and in no other', async () => {
    const before = await everything()
    await clock.advance(1_000)
    // The press stood for 10 minutes within the time in which it seemed to produce.
    await bring([
      ['Press state', '11:20', 'STOP'],
      ['Press state', '11:30', 'RUN'],
    ])
    await tell()
    // Up to the next reading of the state, at 14:00: the value stands in these hours.
    expect(toldAnew(before, await everything())).toEqual(
      new Set([...hours('11:00', '12:00', '13:00'), ...ofShift, `order ${new Date(at('06:00') / 1000).toISOString()}`]),
    )
    expect((await shift('availability')).inputs['APT']).toBe(395 * 60)
  })

  it('change with a reason in the windows that it touches, and as if it had always been there', async () => {
    const before = await everything()
    await clock.advance(1_000)
    const downtime = {
      asset: ids['Press'],
      reason: ids['reason'],
      begin: '2026-11-23T00:00:00.000Z',
      end: '2026-11-23T00:45:00.000Z',
    }
    const id = idOf(await post('/downtimes', downtime))
    await tell()
    const after = await everything()
    expect(toldAnew(before, after)).toEqual(
      new Set([...hours('08:00'), ...ofShift, `order ${new Date(at('06:00') / 1000).toISOString()}`]),
    )
    expect((await shift('technical_efficiency')).inputs).toMatchObject({ ADET: 55 * 60 })
    await engineer(`/downtimes/${id}`, { method: 'DELETE' })
    await tell()
    const back = await everything()
    for (const [name, { rest }] of before) expect(back.get(name)?.rest).toBe(rest)
  })

  it('change with a calendar where it plans otherwise, and lose windows that there are no more', async () => {
    const before = await everything()
    await clock.advance(1_000)
    const later = { ...content, shifts: [{ ...content.shifts[0]!, begin: '06:30' }] }
    expect((await put(`/work-calendars/${ids['calendar']}`, { name: 'Works', content: later })).status).toBe(200)
    await tell()
    const changed = toldAnew(before, await everything())
    expect(changed).toContain(hours('06:00')[0])
    expect(changed).not.toContain(hours('07:00')[0])
    const shifts = await results('availability', 'shift')
    expect(shifts.map(({ begin, name }) => [begin, name])).toContainEqual(['2026-11-22T22:30:00.000Z', 'early'])
    // What was the begin of the shift is now time before it.
    expect(shifts.filter(({ name }) => name === 'early').map(({ begin }) => begin)).toEqual([
      '2026-11-22T22:30:00.000Z',
    ])
    expect(shifts.find(({ begin }) => begin === '2026-11-22T22:00:00.000Z')?.end).toBe('2026-11-22T22:30:00.000Z')
    expect((await shift('availability')).inputs['PBT']).toBe(420 * 60)
    await put(`/work-calendars/${ids['calendar']}`, { name: 'Works', content })
    await tell()
    const back = await everything()
    for (const [name, { rest }] of before) expect(back.get(name)?.rest).toBe(rest)
  })
  it('are told as values come where they were seen whole, and no otherwise from the history afterwards', async () => {
    await live.settle()
    await bring([
      ['Saw state', '14:30', 'RUN'],
      ['Saw PQ', '14:30', 500],
      ['Saw GQ', '14:30', 400],
      ['Saw state', '15:10', 'STOP'],
      ['Saw PQ', '15:20', 533.3],
      ['Saw state', '15:40', 'RUN'],
      ['Saw PQ', '15:50', 560.1],
      ['Saw GQ', '15:50', 450.7],
    ])
    await clock.advance(2 * 3_600_000)
    const asked = vi.spyOn(platform.history, 'raw')
    await tell()
    const askedOf = (name: string, from: string): number =>
      asked.mock.calls.filter(([ask]) => ask.series[0] === seriesOf[name] && ask.from === at(from)).length
    // Of 14:00 and of the press not everything was seen.
    expect([askedOf('Saw PQ', '14:00'), askedOf('Press PQ', '15:00')]).toEqual([1, 1])
    expect(askedOf('Saw PQ', '15:00')).toBe(0)
    const hour = async (): Promise<KpiResult> =>
      (await results('quality_ratio', 'hour', 'Saw')).find(({ begin }) => begin === '2026-11-23T07:00:00.000Z')!
    const { toldAt, ...told } = await hour()
    expect(told.value).toBeCloseTo((100 * 50.7) / 60.1, 9)
    expect(told).toMatchObject({ coverage: 1, waits: false })
    await clock.advance(1_000)
    const id = idOf(
      await post('/downtimes', {
        asset: ids['Saw'],
        reason: ids['reason'],
        begin: '2026-11-23T07:00:00.000Z',
        end: '2026-11-23T08:00:00.000Z',
      }),
    )
    await tell()
    await engineer(`/downtimes/${id}`, { method: 'DELETE' })
    await tell()
    expect(askedOf('Saw PQ', '15:00')).toBeGreaterThan(0)
    asked.mockRestore()
    const { toldAt: later, ...again } = await hour()
    expect(later).not.toBe(toldAt)
    expect(again).toEqual(told)
  })
})

describe('a KPI over a time of one’s own', () => {
  const time = (local: string): string => new Date(at(local) / 1_000).toISOString()
  const span = (from: string, to: string, asset = 'Press') => ({ asset: ids[asset]!, from: at(from), to: at(to) })
  const over = (...of: Parameters<typeof span>) =>
    platform.services.kpis.over({ tenant: north.id }, 'availability', span(...of))

  it('is worked out of the sums of the windows in it', async () => {
    expect(await over('06:00', '10:00')).toEqual({ value: (100 * 195) / 240, unit: '%', coverage: expect.any(Number) })
    // The shift fills it.
    expect(await over('06:00', '14:00')).toMatchObject({ value: (100 * 395) / 450, unit: '%' })
    // Windows that do not lie whole in it are left out.
    expect(await over('05:30', '10:30')).toEqual(await over('06:00', '10:00'))
    expect((await over('06:00', '14:00', 'Works'))?.value).toBeCloseTo((100 * 455) / 900, 12)
  })

  it('is not where no window was told, or there was nothing to divide by', async () => {
    expect(await over('06:00', '20:00')).toBeUndefined()
    expect(await over('01:00', '03:00')).toBeUndefined()
    const nothing = platform.services.kpis.over({ tenant: north.id }, 'none', span('06:00', '10:00'))
    await expect(nothing).rejects.toMatchObject({ code: 'kpis.unknown' })
    expect(await platform.services.kpis.over({ tenant: south.id }, 'oee', span('06:00', '10:00'))).toBeUndefined()
  })

  it('tells what a work order changed', async () => {
    const order = { asset: ids['Press'], title: 'New guide', priority: 'low' }
    const id = idOf(await north.ask('/work-orders', { method: 'POST', body: order }))
    const move = (body: object) => north.ask(`/work-orders/${id}/moves`, { method: 'POST', body })
    for (const step of ['start', 'finish']) expect((await move({ move: step })).status).toBe(200)
    const before = { from: time('06:00'), to: time('10:00') }
    const effect = { kpi: 'availability', before, after: { from: time('10:00'), to: time('14:00') } }
    const early = { ...effect, after: { from: time('10:00'), to: time('20:00') } }
    expect((await move({ move: 'close', effect: early })).body['code']).toBe('maintenance.effect_unknown')
    expect((await move({ move: 'close', effect: { ...effect, kpi: 'none' } })).body['code']).toBe('kpis.unknown')
    expect((await move({ move: 'close', effect })).body['effect']).toMatchObject({
      kpi: 'availability',
      before: { ...before, value: (100 * 195) / 240, unit: '%' },
      after: { value: expect.closeTo((100 * 200) / 210, 12), unit: '%' },
    })
  })
})

describe('a KPI of one’s own', () => {
  const energy = {
    id: 'energy_per_item',
    name: { en: 'Energy per item', zh: '单件能耗' },
    unit: 'kW.h',
    formula: 'integral(power) / PQ',
    inputs: { power: { type: 'number', unit: 'kW' } },
    windows: ['shift'],
    better: 'lower',
  }
  const define = (more: object = {}, validFrom = '2026-11-01T00:00:00Z') =>
    post('/kpis', {
      content: { ...energy, ...more },
      bindings: { [ids['Press']!]: { points: { power: ids['Press power'] } } },
      validFrom,
    })

  it('is told by its version, and a later version changes the windows from then on alone', async () => {
    expect((await define()).body).toMatchObject({ key: 'energy_per_item', version: 1, by: { name: 'engineer' } })
    await tell()
    expect((await shift('energy_per_item')).value).toBeCloseTo((12 * 8) / 300, 12)
    expect(await results('energy_per_item', 'shift', 'Saw')).toEqual([])
    expect((await define({ formula: '2 * integral(power) / PQ' }, '2026-11-23T00:00:00+08:00')).body).toMatchObject({
      version: 2,
    })
    await tell()
    const all = (
      await engineer(
        `/kpi-results?asset=${ids['Press']}&key=energy_per_item&kind=shift&from=${at('00:00', 20)}&to=${at('00:00', 24)}`,
      )
    ).body.items as unknown as KpiResult[]
    const versions = new Map(all.map(({ begin, version }) => [begin, version]))
    expect(versions.get('2026-11-19T22:00:00.000Z')).toBe(1)
    expect(versions.get('2026-11-22T22:00:00.000Z')).toBe(2)
    expect((await shift('energy_per_item')).value).toBeCloseTo((2 * 12 * 8) / 300, 12)
  })

  it('is refused in words where it cannot be told', async () => {
    const codeOf = async (reply: ReturnType<typeof define>): Promise<[number, unknown]> => {
      const { status, body } = await reply
      return [status, body['code']]
    }
    expect(await codeOf(define({ id: 'oee' }))).toEqual([409, 'kpis.key_taken'])
    expect(await codeOf(define({ unit: 'm' }))).toEqual([422, 'expression.unit_mismatch'])
    expect(await codeOf(define({ formula: 'avg(pressure)' }))).toEqual([422, 'expression.name_unknown'])
    const two = { ...energy.inputs, gas: { type: 'number', unit: 'm3' } }
    expect(await codeOf(define({ formula: 'integral(power) / delta(gas)', unit: 'kW.h/m3', inputs: two }))).toEqual([
      422,
      'kpi.input_unbound',
    ])
    const asked = await engineer(`/kpi-results?asset=${ids['Press']}&key=none&kind=shift&${range}`)
    expect(asked.body['code']).toBe('kpis.unknown')
    const turned = await engineer(`/kpi-results?asset=${ids['Press']}&key=oee&kind=shift&from=5&to=5`)
    expect(turned.body['code']).toBe('kpis.range_malformed')
  })

  it('that an app brings are told of the assets that it makes, follow its version in windows from then on, and go with it', async () => {
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: 'meter' },
      assetPath: ['Works', 'Cabinet'],
      points: [{ name: 'power', type: 'double', unit: 'kW' }],
    })
    seriesOf['Meter power'] = series[0]!
    const [raw] = (await engineer('/points?search=power&limit=500')).body.items.filter(({ path }) =>
      path.includes('Cabinet'),
    )
    const { items: places } = (await engineer('/assets?limit=500')).body
    const cabinet = places.find(({ name }) => name === 'Cabinet')!.id
    const meter = readFileSync(
      new URL('../../../../../apps/energy-manager/classes/energy-meter.yaml', import.meta.url),
      'utf8',
    )
    const brings = async (version: string, equipment: string): Promise<unknown[]> => {
      const flows = 'classes: [classes/meter.yaml]\n'
      const reply = await platform.fetch('/api/v1/apps/packages', {
        token: north.token,
        method: 'POST',
        body: packedApp(
          { version, flows, equipmentClass: 'energy-meter' },
          { 'classes/meter.yaml': equipment },
        ) as Uint8Array<ArrayBuffer>,
        headers: { 'content-type': 'application/octet-stream' },
      })
      const { asks, detail } = (await reply.json()) as { asks: unknown[]; detail?: string }
      expect([reply.status, detail]).toEqual([201, undefined])
      return asks
    }
    const agreed = await brings('1.0.0', meter)
    const doubled = meter
      .replace('version: 1.0.0', 'version: 1.1.0')
      .replace('"integral(power)"', '"2 * integral(power)"')
      .replace('kpi: energy_used, value: 75', 'kpi: energy_used, value: 150')
    const more = await brings('1.1.0', doubled)
    const all = async (): Promise<string[]> =>
      ((await engineer('/kpis')).body.items as unknown as Definition[]).map(({ key }) => key)
    const rows = async (of: string): Promise<unknown> =>
      platform.database.tenants.within(north.id, async (tx) => {
        const found = await tx.execute(
          sql`select (select count(*)::int from kpi_results where asset_id = ${of}) as results,
            (select count(*)::int from kpi_queue where asset_id = ${of}) as queue,
            (select count(*)::int from kpi_definitions) as definitions, (select count(*)::int from kpi_late) as late`,
        )
        return found.rows[0]
      })
    await tell()
    const before = { keys: await all(), rows: await rows(cabinet) }

    const make = [{ need: 'pump', name: 'Meter', parent: cabinet, points: { power: raw!.id } }]
    const installed = await post('/apps/installations', { app: 'works/pump-log', version: '1.0.0', agreed, make })
    const id = idOf(installed)
    const [asset] = (installed.body as unknown as { bound: { pump: string[] } }).bound.pump
    const path = `/apps/installations/${id}`
    const applied = async () =>
      (await engineer(`/assets/${asset}/equipment-class`)).body as unknown as {
        version: string
        kpis: { name: string; key: string }[]
      }
    const { key } = (await applied()).kpis.find(({ name }) => name === 'energy_used')!
    expect((await put(`/work-units/${asset}`, { calendar: ids['calendar'], counters: {} })).status).toBe(200)
    /** Of an hour that begins then: half of it at 100 kW, half at 50 kW. */
    const told = async (begin: Micros): Promise<KpiResult[]> => {
      clock.setWall(begin + 3_720_000_000)
      const batch = batchOf([
        [seriesOf['Meter power']!, begin, 100],
        [seriesOf['Meter power']!, begin + 1_800_000_000, 50],
        [seriesOf['Meter power']!, begin + 3_600_000_000, 50],
      ])
      await platform.history.append(north.id, batch, ++position)
      live.feed(batch)
      await tell()
      const asked = `/kpi-results?asset=${asset}&key=${key}&kind=hour&from=${first}&to=${begin + 3_600_000_000}`
      return (await engineer(asked)).body.items as unknown as KpiResult[]
    }
    const hour = 3_600_000_000
    const first = Math.ceil(clock.now() / hour) * hour
    expect((await told(first)).map(({ value, version }) => [value, version])).toEqual([[75, 1]])

    const upgraded = await post(`${path}/upgrade`, { version: '1.1.0', agreed: more })
    expect([upgraded.status, upgraded.body['detail']]).toEqual([200, undefined])
    expect((await applied()).version).toBe('1.1.0')
    const next = Math.ceil(clock.now() / hour) * hour
    const later = await told(next)
    expect([later[0]!, later.at(-1)!].map(({ value, version }) => [value, version])).toEqual([
      [75, 1],
      [150, 2],
    ])

    // A work unit was made by people, who take it away themselves.
    expect((await engineer(`/work-units/${asset}`, { method: 'DELETE' })).status).toBe(204)
    const gone = await engineer(path, { method: 'DELETE' })
    expect([gone.status, gone.body['detail']]).toEqual([204, undefined])
    expect((await engineer(`/assets/${asset}`)).status).toBe(404)
    expect(await all()).toEqual(before.keys)
    await tell()
    expect(await rows(asset!)).toEqual(before.rows)
  })

  it('and all results are of one organisation alone', async () => {
    expect(await results('oee', 'shift', 'Press', south.ask)).toEqual([])
    const keys = (await south.ask('/kpis')).body.items.map((item) => (item as unknown as Definition).key)
    expect(keys).not.toContain('energy_per_item')
  })
})
