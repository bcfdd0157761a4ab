import { batchOf } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import type { Baseline, EnergyUse, Factor, IndicatorValues, Meter, SavingsReport, Trial } from './schema.ts'

const HOUR = 3_600_000_000
const DAY = 24 * HOUR
/** Midnight in China. */
const T0 = Date.UTC(2026, 4, 31, 16) * 1_000
const BASE_DAYS = 90
const LATER_DAYS = 30
/** A day in which the meter told nothing. */
const GAP = BASE_DAYS + 11

let platform: TestPlatform
let north: Side
let south: Side
let colleague: Ask
const ids: Record<string, string> = {}
let meter: Meter

/** The same in every run, between −0.5 and 0.5. */
const noise = (i: number): number => {
  const wave = Math.sin((i + 1) * 12.9898) * 43758.5453
  return wave - Math.floor(wave) - 0.5
}
const output = (day: number): number => 100 + 50 * noise(day)
const used = (day: number): number => 1_000 + 8 * output(day) + 30 * noise(day + 999) - (day >= BASE_DAYS ? 90 : 0)
const temperature = (hour: number): number => 12 + 10 * Math.sin((2 * Math.PI * hour) / 24 / 60)

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const { series } = await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'hall' },
    assetPath: ['Works', 'Hall 1'],
    points: [
      { name: 'Energy', type: 'double', unit: 'MW.h' },
      { name: 'Power', type: 'double', unit: 'kW' },
      { name: 'Pieces', type: 'double', unit: 't' },
      { name: 'Outdoor', type: 'double', unit: 'Cel' },
      { name: 'Steam', type: 'double' },
    ],
  })
  const [energy, power, pieces, outdoor] = series as readonly number[] as [number, number, number, number]
  const rows: [number, number, number, number?][] = []
  let count = 500
  for (let day = 0; day < BASE_DAYS + LATER_DAYS; day++) {
    for (let hour = 0; hour < 24; hour++) {
      const at = T0 + day * DAY + hour * HOUR
      if (day !== GAP && day !== GAP + 1) rows.push([energy, at, (count + (used(day) * hour) / 24) / 1_000])
      rows.push([power, at, used(day) / 24], [outdoor, at, temperature(day * 24 + hour)])
    }
    count += used(day)
    // Three batches a day, and one that is known to be wrong.
    for (const hour of [6, 14, 22]) rows.push([pieces, T0 + day * DAY + hour * HOUR, output(day) / 3])
    rows.push([pieces, T0 + day * DAY + 23 * HOUR, 1e6, 0x80000000])
  }
  rows.push([energy, T0 + (BASE_DAYS + LATER_DAYS) * DAY, count / 1_000])
  await platform.history.append(north.id, batchOf(rows), 1)
  for (const { id, name } of (await north.ask('/points')).body.items) ids[name] = id
  colleague = await north.member('colleague', [{ role: 'energy_manager' }])
  const body = { point: ids['Energy'], name: 'Hall 1 electricity', medium: 'electricity', reading: 'counter' }
  meter = (await north.ask('/energy/meters', { method: 'POST', body })).body as unknown as Meter
})
afterAll(() => platform.close())

const get = async <T>(ask: Ask, path: string): Promise<T> => {
  const { status, body } = await ask(path)
  return (status === 200 ? body : { status, code: body['code'] }) as unknown as T
}
const post = async <T>(ask: Ask, path: string, body: object): Promise<T> => {
  const reply = await ask(path, { method: 'POST', body })
  return (reply.status < 300 ? reply.body : { status: reply.status, code: reply.body['code'] }) as unknown as T
}

describe('a meter', () => {
  it('tells what it counted by the day, in its medium’s unit, in coal and carbon with the factors that were used', async () => {
    const use = await get<EnergyUse>(
      north.ask,
      `/energy/meters/${meter.id}/use?from=${T0}&to=${T0 + 3 * DAY + HOUR}&width=${DAY}`,
    )
    expect(use.unit).toBe('kW.h')
    expect(use.energy).toHaveLength(3)
    for (const [day, value] of use.energy.entries()) expect(value).toBeCloseTo(used(day), 6)
    expect(use.coal!.total).toBeCloseTo(use.total * 0.1229, 6)
    expect(use.coal!.by).toMatchObject({ version: 0, year: 2020 })
    expect(use.carbon!.by.source).toContain('2025年第47号')
  })

  it('shows a gap, and leaves it out of the sum', async () => {
    const from = T0 + (GAP - 1) * DAY
    const use = await get<EnergyUse>(
      north.ask,
      `/energy/meters/${meter.id}/use?from=${from}&to=${from + 5 * DAY}&width=${DAY}`,
    )
    // The day before is one too: it ends in the gap, and would seem to have used little.
    expect(use.energy.slice(0, 3)).toEqual([null, null, null])
    expect(use.gaps).toBe(3)
    expect(use.energy[3]).toBeCloseTo(used(GAP + 2), 6)
    expect(use.energy[4]).toBeCloseTo(used(GAP + 3), 6)
    expect(use.total).toBeCloseTo(
      use.energy.reduce((sum: number, one) => sum + (one ?? 0), 0),
      9,
    )
  })

  it('of a rate is what flowed in the time', async () => {
    const body = { point: ids['Power'], name: 'Hall 1 power', medium: 'electricity', reading: 'rate' }
    const made = await post<Meter>(north.ask, '/energy/meters', body)
    const use = await get<EnergyUse>(
      north.ask,
      `/energy/meters/${made.id}/use?from=${T0}&to=${T0 + 2 * DAY}&width=${DAY}`,
    )
    expect(use.energy[1]).toBeCloseTo(used(1), 6)
    expect((await north.ask(`/energy/meters/${made.id}`, { method: 'DELETE' })).status).toBe(204)
  })

  it('is refused where its unit says something else, or nothing, or it is there already', async () => {
    const add = (point: string, reading = 'counter') =>
      post(north.ask, '/energy/meters', { point: ids[point], name: 'x', medium: 'electricity', reading })
    expect(await add('Outdoor')).toMatchObject({ status: 422, code: 'energy.meter_unit' })
    expect(await add('Steam')).toMatchObject({ status: 422, code: 'energy.meter_unit' })
    expect(await add('Power', 'counter')).toMatchObject({ code: 'energy.meter_unit' })
    expect(await add('Energy')).toMatchObject({ status: 409, code: 'energy.meter_known' })
  })

  it('of a point that tells no unit has the one that was said, and no other than the point’s own', async () => {
    const said = (point: string, unit: string) =>
      post<Meter>(north.ask, '/energy/meters', { point: ids[point], name: 'x', medium: 'steam', reading: 'rate', unit })
    const steam = await said('Steam', 'kg/h')
    expect(steam.unit).toBe('t')
    expect(await said('Outdoor', 'kg/h')).toMatchObject({ status: 422, code: 'energy.meter_unit' })
    expect((await north.ask(`/energy/meters/${steam.id}`, { method: 'DELETE' })).status).toBe(204)
  })
})

describe('a factor', () => {
  it('is set with its source and year as a new version, and every version stays', async () => {
    const body = { medium: 'electricity', gives: 'carbon', value: 0.4419, source: '广东省 2023', year: 2023 }
    const { items } = await post<{ items: Factor[] }>(south.ask, '/energy/factors', body)
    const own = items.filter(({ medium, gives }) => medium === 'electricity' && gives === 'carbon')
    expect(own.map(({ version, value, current }) => [version, value, current])).toEqual([
      [1, 0.4419, true],
      [0, 0.5306, false],
    ])
    const others = await get<{ items: Factor[] }>(north.ask, '/energy/factors')
    expect(others.items.some(({ value }) => value === 0.4419)).toBe(false)
  })
})

const definition = () => ({
  meter: meter.id,
  from: String(T0),
  to: String(T0 + BASE_DAYS * DAY),
  width: DAY,
  shape: 'linear',
  drivers: [{ point: ids['Pieces'], name: 'output', as: 'sum' }],
})

describe('a baseline', () => {
  let frozen: Baseline

  it('can be tried: slope, intercept and how sure they are', async () => {
    const { figures, rows, unit } = await post<Trial>(north.ask, '/energy/baselines/trial', definition())
    expect(unit).toBe('kW.h')
    expect(figures.n).toBe(BASE_DAYS)
    const [intercept, slope] = figures.coefficients
    expect(slope!.low).toBeLessThan(8)
    expect(slope!.high).toBeGreaterThan(8)
    expect(intercept!.estimate).toBeCloseTo(1_000, -2)
    expect(figures.rSquared).toBeGreaterThan(0.98)
    expect(figures.findings).toEqual([])
    expect(rows.drivers[0]![4]).toBeCloseTo(output(4), 6)
  })

  it('says in findings what is wrong with it', async () => {
    const body = {
      ...definition(),
      drivers: [{ point: ids['Outdoor'], name: 'outdoor', as: 'mean' }],
      to: String(T0 + 9 * DAY),
    }
    const { figures } = await post<Trial>(north.ask, '/energy/baselines/trial', body)
    const codes = figures.findings.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['few_periods', 'weak_fit', 'driver_irrelevant']))
  })

  it('takes degree days and change points', async () => {
    const days = [{ point: ids['Outdoor'], name: 'hdd', as: 'heating_degree_days', base: 18 }]
    const { rows } = await post<Trial>(north.ask, '/energy/baselines/trial', { ...definition(), drivers: days })
    const hours = Array.from({ length: 24 }, (_, hour) => Math.max(0, 18 - temperature(hour)))
    expect(rows.drivers[0]![0]).toBeCloseTo(hours.reduce((a, b) => a + b) / 24, 6)
    const turned = { ...definition(), shape: '3PC', drivers: [{ point: ids['Outdoor'], name: 'outdoor', as: 'mean' }] }
    const { figures } = await post<Trial>(north.ask, '/energy/baselines/trial', turned)
    expect(figures.changePoints).toHaveLength(1)
  })

  it('is refused without what it needs', async () => {
    const trial = (change: object) => post(north.ask, '/energy/baselines/trial', { ...definition(), ...change })
    expect(await trial({ drivers: [] })).toMatchObject({ status: 422, code: 'energy.drivers_malformed' })
    expect(await trial({ shape: 'mean' })).toMatchObject({ status: 422, code: 'energy.drivers_malformed' })
    expect(await trial({ to: String(T0 + 2 * DAY) })).toMatchObject({ status: 422, code: 'energy.periods_missing' })
    expect(await trial({ width: HOUR, to: String(T0 + 400 * DAY) })).not.toMatchObject({ status: 500 })
  })

  it('is frozen: what comes late into its time changes it no more', async () => {
    const body = { ...definition(), name: 'Hall 1, summer', staticFactors: [{ name: 'shifts', value: '2' }] }
    frozen = await post<Baseline>(north.ask, '/energy/baselines', body)
    expect(frozen).toMatchObject({ version: 1, state: 'frozen' })
    const late = T0 + 5 * DAY + 12 * HOUR
    const { series } = await platform.services.assets.seriesOf({ tenant: north.id }, ids['Pieces'] as string)
    await platform.history.append(north.id, batchOf([[series[0] as number, late, 500]]), 2)
    const again = await get<Baseline>(north.ask, `/energy/baselines/${frozen.id}`)
    expect(again.figures).toEqual(frozen.figures)
    expect(again.rows).toEqual(frozen.rows)
    const second = await post<Baseline>(north.ask, '/energy/baselines', body)
    expect(second.version).toBe(2)
    expect(second.rows.drivers[0]![5]).toBeCloseTo(output(5) + 500, 6)
  })

  it('cannot be changed in the database either, but for its state', async () => {
    const change = platform.database.tenants.within(north.id, (tx) =>
      tx.execute(sql`update energy_baselines set content = '{}' where id = ${frozen.id}`),
    )
    await expect(change).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('is approved by a second person, and the one before is retired', async () => {
    expect(await post(north.ask, `/energy/baselines/${frozen.id}/approval`, {})).toMatchObject({
      status: 403,
      code: 'energy.second_person',
    })
    expect(await post<Baseline>(colleague, `/energy/baselines/${frozen.id}/approval`, {})).toMatchObject({
      state: 'approved',
      approvedBy: { name: 'colleague' },
    })
    const { items } = await get<{ items: Baseline[] }>(north.ask, '/energy/baselines')
    const second = items.find(({ version }) => version === 2)!
    await post(colleague, `/energy/baselines/${second.id}/approval`, {})
    expect((await get<Baseline>(north.ask, `/energy/baselines/${frozen.id}`)).state).toBe('retired')
    expect(await post(colleague, `/energy/baselines/${frozen.id}/approval`, {})).toMatchObject({
      status: 409,
      code: 'energy.baseline_state',
    })
    const audited = (await north.ask('/audit?limit=50')).body.items.map(({ action }) => action)
    expect(audited).toEqual(expect.arrayContaining(['energy.baseline_approved', 'energy.baseline_retired']))
  })

  it('tells what was saved, how sure that is, and where gaps are', async () => {
    const from = T0 + BASE_DAYS * DAY
    const report = await get<SavingsReport>(
      north.ask,
      `/energy/baselines/${frozen.id}/savings?from=${from + 5 * HOUR}&to=${from + LATER_DAYS * DAY}&confidence=0.9`,
    )
    // Days begin when those of the baseline did.
    expect(report.start[0]).toBe(from)
    expect(report.gaps).toBe(3)
    expect(report.known + report.gaps).toBe(LATER_DAYS)
    expect(report.saved[GAP - BASE_DAYS]).toBeNull()
    expect(Math.abs(report.total - 90 * report.known)).toBeLessThan(2 * report.uncertainty)
    expect(report).toMatchObject({ isSignificant: true, confidence: 0.9 })
    expect(report.coal!.total).toBeCloseTo(report.total * 0.1229, 6)
    expect(report.shifts[0]).toMatchObject({ side: 'above' })
  })

  it('is adjusted for what is no driver, with a reason, and back', async () => {
    const { items } = await get<{ items: Baseline[] }>(north.ask, '/energy/baselines')
    const current = items.find(({ state }) => state === 'approved')!
    const from = T0 + BASE_DAYS * DAY
    const path = `/energy/baselines/${current.id}`
    const savings = `${path}/savings?from=${from}&to=${from + 10 * DAY}`
    const before = await get<SavingsReport>(north.ask, savings)
    const change = { from: String(from), to: String(from + 4 * DAY), amount: 25, reason: 'A second paint shop' }
    const adjusted = await post<Baseline>(north.ask, `${path}/adjustments`, change)
    const after = await get<SavingsReport>(north.ask, savings)
    expect(after.total - before.total).toBeCloseTo(4 * 25, 6)
    expect(await post(north.ask, `${path}/adjustments`, { ...change, reason: '' })).toMatchObject({ status: 400 })
    const [first] = adjusted.adjustments
    expect((await north.ask(`${path}/adjustments/${first!.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await get<SavingsReport>(north.ask, savings)).total).toBeCloseTo(before.total, 6)
  })

  it('is the one that counts when two are approved at once: the other approval is told so', async () => {
    const body = { ...definition(), name: 'Hall 1, both' }
    const both = [await post<Baseline>(north.ask, '/energy/baselines', body)]
    both.push(await post<Baseline>(north.ask, '/energy/baselines', body))
    const locked = sql.join(
      both.map(({ id }) => sql`${id}::uuid`),
      sql`, `,
    )
    const waiting = async (): Promise<number> => {
      const found = await platform.database.tenants.within(north.id, (tx) =>
        tx.execute(sql`select count(*)::int as n from pg_locks where not granted and locktype = 'transactionid'`),
      )
      return Number(found.rows[0]?.['n'])
    }
    // Both have begun, and neither is through, before the first can be.
    const approvals = await platform.database.tenants.within(north.id, async (tx) => {
      await tx.execute(sql`select 1 from energy_baselines where id in (${locked}) for update`)
      const asked = both.map(({ id }) => colleague(`/energy/baselines/${id}/approval`, { method: 'POST', body: {} }))
      await expect.poll(waiting).toBe(2)
      return asked
    })
    const replies = await Promise.all(approvals)
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'energy.baseline_raced' })
    const { items } = await get<{ items: Baseline[] }>(north.ask, '/energy/baselines')
    const approved = items.filter(({ state }) => state === 'approved')
    expect(approved.map(({ id }) => id)).toEqual(both.filter((_, i) => replies[i]?.status === 200).map(({ id }) => id))
  })

  it('keeps its meter', async () => {
    expect((await north.ask(`/energy/meters/${meter.id}`, { method: 'DELETE' })).body['code']).toBe('energy.meter_used')
  })
})

describe('an indicator', () => {
  it('is energy by what was made: of the whole time the sums, not the mean of the days', async () => {
    const body = { meter: meter.id, name: 'Coal a ton', per: { point: ids['Pieces'], as: 'sum' }, toldIn: 'coal' }
    const made = await post<{ id: string; unit: string }>(north.ask, '/energy/indicators', body)
    expect(made.unit).toBe('kgce/t')
    const from = T0 + 20 * DAY
    const told = await get<IndicatorValues>(
      north.ask,
      `/energy/indicators/${made.id}/values?from=${from}&to=${from + 10 * DAY}&width=${DAY}`,
    )
    const days = Array.from({ length: 10 }, (_, k) => 20 + k)
    const sum = (of: (day: number) => number): number => days.reduce((all, day) => all + of(day), 0)
    expect(told.whole).toBeCloseTo((sum(used) * 0.1229) / sum(output), 6)
    expect(told.value[3]).toBeCloseTo((used(23) * 0.1229) / output(23), 6)
    expect((await north.ask(`/energy/indicators/${made.id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await get(north.ask, `/energy/indicators/${made.id}/values?from=${from}&width=${DAY}`)).toMatchObject({
      status: 404,
    })
  })
})

describe('rights', () => {
  it('reach nothing of another organisation', async () => {
    expect(await get(south.ask, '/energy/meters')).toEqual({ items: [] })
    expect(await get(south.ask, '/energy/baselines')).toEqual({ items: [] })
    expect(await post(south.ask, '/energy/baselines/trial', definition())).toMatchObject({
      status: 404,
      code: 'energy.meter_unknown',
    })
  })

  it('end at the part of the plant that somebody has', async () => {
    await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: 'other' },
      assetPath: ['Works', 'Hall 2'],
      points: [{ name: 'Other', type: 'double' }],
    })
    const hall = async (name: string) =>
      (await north.ask('/assets?search=hall')).body.items.find((one) => one.name === name)!.id
    const outside = await north.member('outside', [{ role: 'energy_manager', below: await hall('Hall 2') }])
    expect(await get(outside, '/energy/meters')).toEqual({ items: [] })
    expect(await get(outside, '/energy/baselines')).toEqual({ items: [] })
    const inside = await north.member('inside', [{ role: 'energy_manager', below: await hall('Hall 1') }])
    expect((await get<{ items: Meter[] }>(inside, '/energy/meters')).items).toHaveLength(1)
    const factor = { medium: 'water', gives: 'coal', value: 1, source: 'none', year: 2026 }
    expect(await post(inside, '/energy/factors', factor)).toMatchObject({ status: 403 })
  })

  it('to see are not those to change', async () => {
    const viewer = await north.member('viewer', [{ role: 'viewer' }])
    expect((await get<{ items: Meter[] }>(viewer, '/energy/meters')).items).toHaveLength(1)
    expect(await post(viewer, '/energy/baselines/trial', definition())).toMatchObject({ status: 403 })
  })
})
