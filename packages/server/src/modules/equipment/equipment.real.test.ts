import { type EquipmentClass, readClass } from '@millrace/compute'
import { batchOf, ManualClock, type Micros, microsOf, type Value } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { NearUnits } from '../../testing-live.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../../testing-people.ts'
import type { Application, ClassListed, ClassView, Plan, Removal } from './schema.ts'

const at = (time: string): Micros => microsOf(`2026-11-23T${time}:00Z`)!
const clock = new ManualClock(at('08:00'))
let platform: TestPlatform
let north: Side
let south: Side
let ann: Ask
let bob: Ask
let viewer: Ask
const ids: Record<string, string> = {}
const seriesOf: Record<string, number> = {}

const points = [
  { name: 'Power', type: 'double', unit: 'MW' },
  { name: 'Flow', type: 'double', unit: 'm3/min' },
  { name: 'Discharge pressure', type: 'double', unit: 'bar' },
  { name: 'Discharge temperature', type: 'double', unit: 'Cel' },
  { name: 'State', type: 'string' },
  { name: 'Room temperature', type: 'double', unit: 'Cel' },
] as const

const path = (asset = 'K1'): string => `/assets/${ids[asset]}/equipment-class`
const post = async (ask: Ask, where: string, body: object) => ask(where, { method: 'POST', body })
const planOf = ({ body }: { body: Reply }): Plan => body as unknown as Plan
const codeOf = ({ body }: { body: Reply }): unknown => body['code']
const preview = async (body: object = {}, asset = 'K1'): Promise<Plan> => {
  const reply = await post(ann, `${path(asset)}/preview`, { class: 'air-compressor', ...body })
  expect([reply.status, reply.body['detail']]).toEqual([200, undefined])
  return planOf(reply)
}
const apply = async (body: object = {}, asset = 'K1'): Promise<Plan> => {
  const reply = await post(ann, path(asset), { class: 'air-compressor', ...body })
  expect([reply.status, reply.body['detail']]).toEqual([200, undefined])
  return planOf(reply)
}
const standing = (all: readonly { name: string; is: string }[]) =>
  Object.fromEntries(all.map(({ name, is }) => [name, is]))
const changes = async (state = 'proposed') =>
  (await ann(`/alarm-changes?state=${state}`)).body.items as unknown as {
    id: string
    asset: string
    kind: string
    name: { en: string }
    after?: { condition: Record<string, unknown> }
  }[]
const approve = async (): Promise<void> => {
  const waiting = (await changes()).map(({ id }) => id)
  expect((await post(bob, '/alarm-changes/approval', { ids: waiting })).status).toBe(200)
}

beforeAll(async () => {
  platform = await startTestPlatform(clock)
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  ann = await north.member('ann', [{ role: 'engineer' }])
  bob = await north.member('bob', [{ role: 'engineer' }])
  viewer = await north.member('viewer', [{ role: 'viewer' }])
  for (const machine of ['K1', 'K2', 'K3']) {
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: points.map((one) => ({ ...one })),
    })
    points.forEach(({ name }, i) => {
      seriesOf[`${machine} ${name}`] = series[i]!
    })
  }
  for (const { name, id } of (await north.ask('/assets')).body.items) ids[name] = id
  for (const { name, path: names, id } of (await north.ask('/points')).body.items) ids[`${names.at(-1)} ${name}`] = id
})
afterAll(() => platform.close())

describe('equipment classes', () => {
  it('are listed and read in both languages, with what their formulas give of published figures', async () => {
    const listed = (await viewer('/equipment-classes')).body.items as unknown as ClassListed[]
    expect(listed).toHaveLength(12)
    expect(listed.find((one) => one.class === 'air-compressor')).toMatchObject({
      title: { en: 'Air compressor', zh: '空气压缩机' },
      points: 11,
      kpis: 6,
      alarms: 5,
    })
    const one = (await viewer('/equipment-classes/air-compressor')).body as unknown as ClassView
    expect(one.references[0]?.figures[0]).toMatchObject({ kpi: 'leakage', published: 14.2, holds: true })
    expect(one.kpis[0]).toMatchObject({ zh: '机组输入比功率 kW/(m³/min)', source: { id: 'gb19153' } })
    expect(codeOf(await viewer('/equipment-classes/spaceship'))).toBe('equipment.class_unknown')
  })
})

describe('a class for an asset', () => {
  it('is looked at first: which point is which, what is missing, what comes of it; nothing is written', async () => {
    const plan = await preview()
    const found = Object.fromEntries(plan.points.map(({ name, point, how }) => [name, `${point ?? ''} ${how ?? ''}`]))
    expect(found).toMatchObject({
      power: `${ids['K1 Power']} name`,
      flow: `${ids['K1 Flow']} name`,
      state: `${ids['K1 State']} name`,
      dew_point: ' ',
    })
    expect(plan.points.find(({ name }) => name === 'power')).toMatchObject({ unit: 'kW', pointUnit: 'MW' })
    expect(plan.points.find(({ name }) => name === 'producing')?.standsIn).toBe(true)
    expect(plan.points.find(({ name }) => name === 'dew_point')?.fits).toEqual(
      expect.arrayContaining([ids['K1 Discharge temperature'], ids['K1 Room temperature']]),
    )
    expect(standing(plan.alarms)).toEqual({
      discharge_hot: 'new',
      pressure_low: 'new',
      filter_clogged: 'left_out',
      dew_point_high: 'left_out',
      runs_idle: 'new',
    })
    expect(plan.alarms.find(({ name }) => name === 'filter_clogged')?.leftOut).toEqual({
      why: 'missing',
      names: ['filter_pressure_drop'],
    })
    expect(new Set(plan.kpis.map(({ is }) => is))).toEqual(new Set(['new']))
    expect(plan).toMatchObject({ workUnit: false, changes: true, applied: false, model: { is: 'new' } })
    expect(await changes()).toEqual([])
    expect(codeOf(await ann(path()))).toBe('equipment.not_applied')
    const none = { status: 200, body: { items: [] } }
    expect([await ann(`/assets/${ids['K1']}/equipment-classes`), await ann(`/assets/${ids['K1']}/models`)]).toEqual([
      none,
      none,
    ])
  })

  it('is refused in clear words where what is said does not fit', async () => {
    const refused = async (body: object) =>
      codeOf(await post(ann, `${path()}/preview`, { class: 'air-compressor', ...body }))
    expect(await refused({ class: 'spaceship' })).toBe('equipment.class_unknown')
    expect(await refused({ variant: 'steam' })).toBe('equipment.name_unknown')
    expect(await refused({ points: { warp: null } })).toBe('equipment.name_unknown')
    expect(await refused({ alarms: ['warp'] })).toBe('equipment.name_unknown')
    expect(await refused({ kpis: ['warp'] })).toBe('equipment.name_unknown')
    expect(await refused({ parameters: { warp: 1 } })).toBe('equipment.name_unknown')
    expect(await refused({ parameters: { rated_pressure: 4_000 } })).toBe('equipment.parameter_outside')
    expect(await refused({ points: { flow: ids['K1 Power'] } })).toBe('equipment.point_unfit')
    expect(await refused({ points: { state: ids['K1 Power'] } })).toBe('equipment.point_unfit')
    expect(await refused({ points: { flow: ids['K2 Flow'] } })).toBe('equipment.point_elsewhere')
    expect(await refused({ points: { flow: ids['K1'] } })).toBe('assets.point_unknown')
    const both = { discharge_temperature: ids['K1 Room temperature'], suction_temperature: ids['K1 Room temperature'] }
    expect(await refused({ points: both })).toBe('equipment.point_twice')
  })

  it('asks for the rights of its parts, and knows nothing of other organisations', async () => {
    const body = { class: 'air-compressor' }
    expect((await post(viewer, `${path()}/preview`, body)).status).toBe(403)
    expect((await post(viewer, path(), body)).status).toBe(403)
    const parts = ['asset:read', 'asset:write', 'model:write', 'alarm:propose', 'production:manage']
    for (const missing of parts.slice(1)) {
      const name = `no_${missing.replace(':', '_')}`
      const role = { name, title: name, actions: parts.filter((action) => action !== missing) }
      expect((await post(north.ask, '/roles', role)).status).toBe(201)
      const person = await north.member(name, [{ role: name }])
      for (const where of [path(), `${path()}/preview`]) expect((await post(person, where, body)).status).toBe(403)
    }
    for (const where of [path(), `${path()}/preview`])
      expect(codeOf(await post(south.ask, where, body))).toBe('assets.asset_unknown')
    expect(codeOf(await south.ask(path()))).toBe('assets.asset_unknown')
    const foreign = { ...body, points: { flow: ids['K1 Flow'] } }
    await platform.services.devices.directory.register(south.id, {
      source: { group: 'g', node: 'n', device: 'S1' },
      assetPath: ['S1'],
      points: [{ name: 'Flow', type: 'double' }],
    })
    const [own] = (await south.ask('/assets')).body.items
    expect(codeOf(await post(south.ask, `/assets/${own!.id}/equipment-class/preview`, foreign))).toBe(
      'assets.point_unknown',
    )
  })

  it('is applied as a whole: a model with its binding, alarms that wait for a second person, KPIs bound to the asset', async () => {
    const { seen } = await preview()
    const other = { class: 'air-compressor', seen, parameters: { rated_flow: 25 } }
    expect(codeOf(await post(ann, path(), other))).toBe('equipment.stale')
    const looked = await preview({ parameters: { rated_flow: 25 } })
    const plan = await apply({ seen: looked.seen, kpisFrom: '2026-11-23T06:00:00Z', parameters: { rated_flow: 25 } })
    expect(plan.applied).toBe(true)

    const waiting = await changes()
    expect(waiting.map(({ name, kind, asset }) => [name.en, kind, asset])).toEqual(
      expect.arrayContaining([
        ['Discharge temperature is high', 'add', ids['K1']],
        ['Network pressure is low', 'add', ids['K1']],
        ['Runs unloaded for half an hour', 'add', ids['K1']],
      ]),
    )
    expect((await ann(`/alarm-definitions?asset=${ids['K1']}`)).body.items).toEqual([])
    expect(waiting.find(({ name }) => name.en === 'Discharge temperature is high')?.after?.condition).toMatchObject({
      is: 'limit',
      point: ids['K1 Discharge temperature'],
      limit: 105,
      deadband: 2,
      unit: 'Cel',
      onDelay: 10,
    })
    expect((await post(ann, '/alarm-changes/approval', { ids: [waiting[0]!.id] })).status).toBe(403)
    await approve()
    expect((await ann(`/alarm-definitions?asset=${ids['K1']}`)).body.items).toHaveLength(3)

    const model = (await ann(`/assets/${ids['K1']}/model`)).body as { key?: string; version?: string }
    expect(model).toMatchObject({ key: 'equipment-air-compressor', version: '1.1.0' })
    const kpis = (await ann('/kpis')).body.items as unknown as { key: string; bindings?: Record<string, unknown> }[]
    expect(kpis.find(({ key }) => key === 'air_compressor_leak_flow')?.bindings?.[ids['K1']!]).toEqual({
      points: { state: ids['K1 State'] },
      constants: { rated_flow: 25, producing: 1 },
    })
    const applied = (await viewer(path())).body as unknown as Application
    expect(applied).toMatchObject({ class: 'air-compressor', version: '1.1.0', newest: '1.1.0', by: { name: 'ann' } })
    expect(applied.alarms).toHaveLength(3)
    expect((await viewer(`/assets/${ids['K1']}/equipment-classes`)).body.items).toEqual([applied])
    expect((await viewer(`/assets/${ids['K1']}/models`)).body.items).toEqual([model])
    expect(applied.kpis).toHaveLength(6)
    const audit = (await north.ask('/audit?limit=50')).body.items.map(({ action }) => action)
    expect(audit).toContain('equipment.applied')
  })

  it('changes nothing when it is applied again, and does not take back what people made of its alarms', async () => {
    const again = await preview()
    expect([again.changes, again.model.is]).toEqual([false, 'same'])
    expect(new Set(again.alarms.filter(({ is }) => is !== 'left_out').map(({ is }) => is))).toEqual(new Set(['same']))
    const before = (await ann('/kpis')).body.items.length
    await apply()
    expect(await changes()).toEqual([])
    expect((await ann('/kpis')).body.items).toHaveLength(before)
    expect((await ann('/thing-models?key=equipment-air-compressor')).body.items).toHaveLength(1)

    const [hot] = (await ann(`/alarm-definitions?asset=${ids['K1']}&search=discharge`)).body.items as unknown as {
      id: string
      definition: { condition: object }
    }[]
    const definition = { ...hot!.definition, condition: { ...hot!.definition.condition, limit: 100 } }
    expect((await post(ann, '/alarm-changes', { alarm: hot!.id, definition, reason: 'old oil' })).status).toBe(201)
    expect(standing((await preview()).alarms)['discharge_hot']).toBe('waits')
    await approve()
    expect(standing((await preview()).alarms)['discharge_hot']).toBe('same')
    await apply()
    expect(await changes()).toEqual([])
  })

  it('told of a second asset joins the KPIs of the first, and leaves out what nobody wants', async () => {
    const plan = await preview({}, 'K2')
    expect(plan.model.is).toBe('there')
    expect(new Set(plan.kpis.map(({ is }) => is))).toEqual(new Set(['joins']))
    await apply({ alarms: ['discharge_hot'], kpis: ['specific_power'] }, 'K2')
    expect((await changes()).map(({ name }) => name.en)).toEqual(['Discharge temperature is high'])
    const versions = (await ann('/kpis')).body.items as unknown as { key: string; bindings?: object }[]
    const newest = versions.findLast(({ key }) => key === 'air_compressor_specific_power')
    expect(Object.keys(newest?.bindings ?? {}).sort()).toEqual([ids['K1'], ids['K2']].sort())
    const again = await preview({}, 'K2')
    expect(again.changes).toBe(false)
    expect(again.alarms.filter(({ chosen }) => chosen)).toEqual([])
    // What was rejected is not proposed again by itself.
    const [waiting] = await changes()
    expect((await post(bob, `/alarm-changes/${waiting!.id}/rejection`, { note: 'not here' })).status).toBe(200)
    const later = await preview({}, 'K2')
    expect([standing(later.alarms)['discharge_hot'], later.changes]).toEqual(['declined', false])
  })

  it('tells its KPIs of a work unit, in the units of the class', async () => {
    const calendar = await post(ann, '/work-calendars', {
      name: 'Works',
      content: { zone: 'UTC', dayBegins: '00:00', weekBegins: 1, shifts: [], holidays: [], exceptions: [] },
    })
    const unit = { calendar: calendar.body['id'], counters: {} }
    expect((await ann(`/work-units/${ids['K1']}`, { method: 'PUT', body: unit })).status).toBe(200)
    const rows: [string, string, Value][] = [
      ['Power', '06:00', 0.12],
      ['Flow', '06:00', 20],
      ['State', '06:00', 'loaded'],
      ['Discharge pressure', '06:00', 7],
      ['State', '06:45', 'unloaded'],
    ]
    const batch = batchOf(rows.map(([name, time, value]) => [seriesOf[`K1 ${name}`]!, at(time), value]))
    await platform.history.append(north.id, batch, 1)
    // Twice: what was changed is told when live computing has it.
    for (let i = 0; i < 2; i++) {
      await new NearUnits(north.id, platform.services.kpis.book, clock).settle()
      await platform.services.kpis.tell(north.id)
    }
    const hour = async (key: string) => {
      const query = `asset=${ids['K1']}&key=air_compressor_${key}&kind=hour&from=${at('06:00')}&to=${at('07:00')}`
      const [first] = (await ann(`/kpi-results?${query}`)).body.items as unknown as { value?: number }[]
      return first?.value
    }
    // 0.12 MW for 20 m³/min, told in kW for a m³/min.
    expect(await hour('specific_power')).toBeCloseTo(6, 9)
    expect(await hour('unload_share')).toBeCloseTo(25, 9)
    // Somebody uses air all the time: no leak test, and so nothing to divide by.
    expect(await hour('leakage')).toBeUndefined()
    expect(await hour('pressure_band')).toBeCloseTo(0, 9)
  })

  it('makes the asset a work unit with a calendar where that is asked for, in the same go', async () => {
    const without = await preview({}, 'K3')
    // The only one that there is; nobody asked for it.
    expect([without.workUnit, without.unitWith]).toEqual([false, { ...without.unitWith, name: 'Works', chosen: false }])
    const unknown = { class: 'air-compressor', calendar: ids['K1'] }
    for (const where of [path('K3'), `${path('K3')}/preview`])
      expect(codeOf(await post(ann, where, unknown))).toBe('production.unknown')
    const night = await post(ann, '/work-calendars', {
      name: 'Night',
      content: { zone: 'UTC', dayBegins: '22:00', weekBegins: 1, shifts: [], holidays: [], exceptions: [] },
    })
    // Of two it is that of the neighbours.
    const offered = (await preview({}, 'K3')).unitWith!
    expect(offered).toEqual({ calendar: without.unitWith!.calendar, name: 'Works', chosen: false })
    expect((await preview({ calendar: night.body['id'] }, 'K3')).unitWith).toMatchObject({
      name: 'Night',
      chosen: true,
    })

    const applied = await apply({ calendar: offered.calendar }, 'K3')
    expect([applied.applied, applied.workUnit]).toEqual([true, true])
    const units = async () => (await ann('/work-units')).body.items as unknown as { asset: string; calendar: string }[]
    expect((await units()).find(({ asset }) => asset === ids['K3'])).toMatchObject({ calendar: offered.calendar })
    const [last] = (await north.ask('/audit?limit=20')).body.items.filter(
      ({ action }) => action === 'equipment.applied',
    )
    expect(last).toMatchObject({ detail: { calendar: 'Works' } })
    // What is one already keeps its calendar.
    const again = await apply({ calendar: night.body['id'] }, 'K3')
    expect([again.changes, again.unitWith]).toEqual([false, undefined])
    expect((await units()).find(({ asset }) => asset === ids['K3'])).toMatchObject({ calendar: offered.calendar })
    await approve()
  })

  it('shows what a new version of the class changes, and proposes that alone', async () => {
    // As if the library had been older when it was applied.
    const now = await readClass('air-compressor')
    const older: EquipmentClass = {
      ...now,
      version: '0.9.0',
      alarms: now.alarms.map((alarm) => (alarm.name === 'discharge_hot' ? { ...alarm, on_delay: 5 } : alarm)),
      points: now.points.filter(({ name }) => name !== 'vibration'),
    }
    await platform.database.tenants.within(north.id, async (tx) => {
      await tx.execute(sql`update equipment_applications set version = '0.9.0', content = ${JSON.stringify(older)}::jsonb,
        alarms = jsonb_set(alarms, '{discharge_hot,definition,condition,onDelay}', '5') where asset_id = ${ids['K1']}`)
    })
    expect((await viewer(path())).body).toMatchObject({ version: '0.9.0', newest: '1.1.0' })
    const plan = await preview()
    expect(plan.differences).toEqual([
      { list: 'points', name: 'vibration', is: 'added', fields: [] },
      { list: 'alarms', name: 'discharge_hot', is: 'changed', fields: ['on_delay'] },
    ])
    expect(standing(plan.alarms)).toMatchObject({ discharge_hot: 'changed', runs_idle: 'same' })
    // The limit that people had moved is part of what the change shows.
    expect(plan.alarms[0]?.difference).toEqual([{ field: 'condition.limit', before: 100, after: 105 }])
    await apply()
    expect((await changes()).map(({ kind, name }) => [kind, name.en])).toEqual([
      ['change', 'Discharge temperature is high'],
    ])
    await approve()
    expect((await preview()).changes).toBe(false)
  })

  it('gives way to another class: its alarms are to be retired, its KPIs told no more', async () => {
    const plan = await preview({ class: 'process-compressor' }, 'K3')
    expect(plan.model.replaces).toMatchObject({ key: 'equipment-air-compressor' })
    expect(plan.alarms.filter(({ is }) => is === 'retired')).toHaveLength(3)
    expect(plan.kpis.filter(({ is }) => is === 'removed')).toHaveLength(6)
    await apply({ class: 'process-compressor' }, 'K3')
    expect((await changes()).filter(({ kind }) => kind === 'retire')).toHaveLength(3)
    const versions = (await ann('/kpis')).body.items as unknown as { key: string; bindings?: object }[]
    const newest = versions.findLast(({ key }) => key === 'air_compressor_unload_share')
    expect(Object.keys(newest?.bindings ?? {})).not.toContain(ids['K3'])
  })

  it('is taken off again: what goes is told first, and alarms in force wait for a second person', async () => {
    const off = async (query = '', ask = ann) => ask(`${path('K1')}${query}`, { method: 'DELETE' })
    const looked = async () => (await ann(`${path('K1')}/removal`)).body as unknown as Removal
    // One of its alarms was proposed again by a person, and one nobody has approved yet.
    await platform.database.tenants.within(north.id, async (tx) => {
      await tx.execute(
        sql`update equipment_applications set alarms = alarms - 'runs_idle' where asset_id = ${ids['K1']}`,
      )
    })
    const [idle] = (await ann(`/alarm-definitions?asset=${ids['K1']}&search=unloaded`)).body.items
    expect((await post(ann, '/alarm-changes', { alarm: idle!.id, retire: true, reason: 'made anew' })).status).toBe(201)
    await approve()
    await apply()
    const [low] = (await ann(`/alarm-definitions?asset=${ids['K1']}&search=network`)).body.items
    const { definition } = low as unknown as { definition: object }
    const moved = { alarm: low!.id, definition: { ...definition, respondWithin: 20 }, reason: 'quicker' }
    expect((await post(ann, '/alarm-changes', moved)).status).toBe(201)

    const plan = await looked()
    expect(plan).toMatchObject({ class: 'air-compressor', workUnit: true, removed: false, model: { bound: 5 } })
    expect(standing(plan.alarms)).toEqual({ discharge_hot: 'retired', pressure_low: 'stays', runs_idle: 'withdrawn' })
    expect(plan.kpis).toHaveLength(6)
    expect(plan.kpis[0]).toMatchObject({ zh: '机组输入比功率 kW/(m³/min)' })
    expect((await ann(path('K1'))).status).toBe(200)

    for (const ask of [viewer, await north.member('drawer', [{ role: 'no_alarm_propose' }])])
      expect([(await off('', ask)).status, (await ask(`${path('K1')}/removal`)).status]).toEqual([403, 403])
    expect(codeOf(await off('', south.ask))).toBe('assets.asset_unknown')
    expect(codeOf(await south.ask(`${path('K1')}/removal`))).toBe('assets.asset_unknown')
    expect(codeOf(await off(`?seen=${'0'.repeat(64)}`))).toBe('equipment.stale')

    const removed = (await off(`?seen=${plan.seen}`)).body as unknown as Removal
    expect(removed.removed).toBe(true)
    expect(codeOf(await ann(path('K1')))).toBe('equipment.not_applied')
    expect(codeOf(await off())).toBe('equipment.not_applied')
    expect(codeOf(await ann(`/assets/${ids['K1']}/model`))).toBe('things.model_missing')
    const waiting = (await changes()).filter(({ asset }) => asset === ids['K1'])
    expect(waiting.map(({ kind, name }) => `${kind} ${name.en}`).sort()).toEqual([
      'change Network pressure is low',
      'retire Discharge temperature is high',
    ])
    expect(waiting.map(({ id }) => id)).toContain(removed.alarms.find(({ is }) => is === 'retired')?.change)
    const withdrawn = removed.alarms.find(({ is }) => is === 'withdrawn')?.change
    expect((await changes('withdrawn')).map(({ id }) => id)).toContain(withdrawn)
    const versions = (await ann('/kpis')).body.items as unknown as { key: string; bindings?: object }[]
    const newest = versions.findLast(({ key }) => key === 'air_compressor_specific_power')
    expect(Object.keys(newest?.bindings ?? {})).toEqual([ids['K2']])
    const audit = (await north.ask('/audit?limit=50')).body.items.map(({ action }) => action)
    expect(audit).toEqual(
      expect.arrayContaining(['equipment.removed', 'thing.model_dropped', 'alarm.change_withdrawn']),
    )
    // What was told stays, and the class can be applied anew.
    const query = `asset=${ids['K1']}&key=air_compressor_specific_power&kind=hour&from=${at('06:00')}&to=${at('07:00')}`
    expect((await ann(`/kpi-results?${query}`)).body.items).toHaveLength(1)
    await approve()
    expect(standing((await preview()).alarms)).toMatchObject({ discharge_hot: 'new', pressure_low: 'twice' })
  })

  it('applied again before its alarms were retired, takes the proposals to retire them back', async () => {
    await apply()
    await approve()
    expect((await ann(path(), { method: 'DELETE' })).status).toBe(200)
    const leaving = await changes()
    expect(leaving.map(({ kind }) => kind)).toEqual(['retire', 'retire'])
    const plan = await preview({ parameters: { rated_flow: 25 } })
    expect(standing(plan.alarms)).toMatchObject({ discharge_hot: 'leaving', runs_idle: 'leaving' })
    await apply({ parameters: { rated_flow: 25 } })
    expect(await changes()).toEqual([])
    expect((await changes('withdrawn')).map(({ id }) => id)).toEqual(
      expect.arrayContaining(leaving.map(({ id }) => id)),
    )
    const withdrawn = (await north.ask('/audit?action=alarm.change_withdrawn&limit=2')).body.items
    const targets = withdrawn as unknown as { target: { name: string } }[]
    expect(targets.map(({ target }) => target.name).sort()).toEqual([
      'Discharge temperature is high',
      'Runs unloaded for half an hour',
    ])
    expect(standing((await preview()).alarms)).toMatchObject({ discharge_hot: 'same', runs_idle: 'same' })
    expect((await viewer(path())).body['alarms']).toHaveLength(2)
  })

  it('applied again where the class says something else, keeps the alarm and proposes that', async () => {
    const hot = async () => (await ann(`/alarm-definitions?asset=${ids['K1']}&search=discharge`)).body.items[0]!
    const { id, definition } = (await hot()) as unknown as { id: string; definition: { condition: object } }
    const moved = { ...definition, condition: { ...definition.condition, limit: 99 } }
    expect((await post(ann, '/alarm-changes', { alarm: id, definition: moved, reason: 'new oil' })).status).toBe(201)
    await approve()
    expect((await ann(path(), { method: 'DELETE' })).status).toBe(200)
    expect((await preview()).alarms.find(({ name }) => name === 'discharge_hot')).toMatchObject({
      is: 'leaving',
      alarm: id,
      difference: [{ field: 'condition.limit', before: 99, after: 105 }],
    })
    await apply({ alarms: ['discharge_hot'] })
    expect((await changes()).map(({ kind, name }) => `${kind} ${name.en}`).sort()).toEqual([
      'change Discharge temperature is high',
      'retire Runs unloaded for half an hour',
    ])
    await approve()
    expect((await hot()).id).toBe(id)
  })

  it('is taken off once, by whoever comes first', async () => {
    const replies = await Promise.all([0, 1, 2, 3].map(async () => ann(path('K2'), { method: 'DELETE' })))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const reply of replies.filter(({ status }) => status !== 200))
      expect(['equipment.stale', 'equipment.not_applied']).toContain(codeOf(reply))
  })

  it('is applied and taken off beside other changes, and nobody waits for ever', async () => {
    const units = (await ann('/work-units')).body.items as unknown as { asset: string; calendar: string }[]
    const { asset, calendar } = units.find((unit) => unit.asset === ids['K1'])!
    const steps = [
      () => post(ann, path('K2'), { class: 'air-compressor', calendar }),
      (i: number) => post(ann, '/products', { code: `beside ${i}`, name: 'x' }),
      () => ann(`/work-units/${asset}`, { method: 'PUT', body: { calendar, counters: {} } }),
      () => ann(path('K2'), { method: 'DELETE' }),
    ]
    // More than the connections that there are, each at another step.
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const seen: number[] = []
        for (let k = 0; k < 6; k++) seen.push((await steps[(i + k) % steps.length]!(i * 6 + k)).status)
        return seen
      }),
    )
    expect(statuses.flat().filter((status) => status >= 500)).toEqual([])
    expect(statuses.flat().filter((status) => status === 200).length).toBeGreaterThan(30)
    expect((await north.ask('/audit/verification')).body['intact']).toBe(true)
  })
})
