import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { batchOf } from '@millrace/core'
import { tenantFolder } from '@millrace/history'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { addOrganisation, type Side } from '../../testing-people.ts'

const DAY = 86_400_000_000
const HOUR = DAY / 24
let platform: TestPlatform
let north: Side
let south: Side
let position = 0
const ids: Record<string, string> = {}
const seriesOf: Record<string, number> = {}
const assets: Record<string, string> = {}
const now = Date.now() * 1_000

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  for (const [machine, name] of [
    ['Boiler', 'pressure'],
    ['Press', 'force'],
    ['Press', 'stroke'],
  ] as const) {
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: `${machine} ${name}` },
      assetPath: ['Works', machine],
      points: [{ name, type: 'double' }],
    })
    seriesOf[name] = series[0] as number
  }
  for (const { name, id } of (await north.ask('/points')).body.items) ids[name] = id
  for (const { name, id } of (await north.ask('/assets')).body.items) assets[name] = id
})
afterAll(() => platform.close())

/** Twenty days, a value each hour, of every point. */
async function fill(): Promise<void> {
  const rows = Object.values(seriesOf).flatMap((series) =>
    Array.from({ length: 480 }, (_, i) => [series, now - (480 - i) * HOUR, i] as const),
  )
  await platform.history.append(north.id, batchOf(rows), ++position)
  platform.latest.update(north.id, batchOf(rows))
  await platform.history.seal()
}

const count = async (name: string): Promise<number> => {
  const { items } = (await north.ask(`/points/${ids[name]}/history?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`))
    .body
  return items.length
}
const post = (body: object, side = north) => side.ask('/history/removals', { method: 'POST', body })
const audited = async (action: string) =>
  (await north.ask(`/audit?action=${action}&limit=5`)).body.items as unknown as { detail: Record<string, unknown> }[]

it('tells beside its files which point each series is', async () => {
  await platform.services.storage.legend(north.id)
  const text = await readFile(join(platform.historyFolder, tenantFolder(north.id), '_points.csv'), 'utf8')
  expect(text.split('\r\n').slice(0, 2)).toEqual([
    'series,point,name,path,unit,type,description',
    `${seriesOf['force']},${ids['force']},force,Works/Press,,double,`,
  ])
  expect(text).not.toContain('South')
})

describe('history that is removed', () => {
  it('of an asset goes with all below it, and what is shown as newest is what is left', async () => {
    await fill()
    const to = new Date((now - 5 * DAY) / 1_000).toISOString()
    const removed = await post({ asset: assets['Press'], to, reason: 'Trial run before acceptance' })
    expect(removed).toMatchObject({ status: 200, body: { samples: 720 } })
    expect(await Promise.all(['pressure', 'force', 'stroke'].map(count))).toEqual([480, 120, 120])
    const rest = await post({ points: [ids['force']], reason: 'Sensor was not connected' })
    expect(rest.body).toEqual({ samples: 120 })
    expect((await north.ask(`/points/${ids['force']}`)).body).not.toHaveProperty('latest')
    expect((await north.ask(`/points/${ids['stroke']}`)).body['latest']).toMatchObject({ value: 479 })
    expect((await audited('history.removal_asked'))[0]?.detail).toMatchObject({ reason: 'Sensor was not connected' })
    expect((await audited('history.removed'))[0]?.detail).toMatchObject({ samples: 120, series: 1 })
  })

  it('needs the right, a reason, and something that is there', async () => {
    const engineer = await north.member('engineer', [{ role: 'engineer' }])
    const asset = assets['Boiler']
    expect((await engineer('/history/removals', { method: 'POST', body: { asset, reason: 'no right' } })).status).toBe(
      403,
    )
    expect((await post({ asset }, north)).status).toBe(400)
    expect((await post({ reason: 'of what?' })).body['code']).toBe('storage.nothing_named')
    expect((await post({ asset, points: [ids['force']], reason: 'both' })).body['code']).toBe('storage.nothing_named')
    expect((await post({ asset, from: 'yesterday', reason: 'when?' })).body['code']).toBe('storage.range_malformed')
    const backwards = { asset, from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z', reason: 'backwards' }
    expect((await post(backwards)).body['code']).toBe('storage.range_malformed')
    expect((await post({ asset, reason: 'not mine' }, south)).status).toBe(404)
    expect((await post({ points: [ids['pressure']], reason: 'not mine' }, south)).status).toBe(404)
    expect(await count('pressure')).toBe(480)
  })
})

describe('what a removal would take away', () => {
  const preview = (body: object, side = north) => side.ask('/history/removals/preview', { method: 'POST', body })

  it('is told before, and what was removed is listed with who asked and why', async () => {
    await fill()
    const asset = assets['Press']
    const to = new Date((now - 5 * DAY) / 1_000).toISOString()
    expect((await preview({ asset, to })).body).toEqual({ points: 2, samples: 720 })
    expect((await preview({ points: [ids['pressure'], ids['pressure']] })).body).toEqual({ points: 1, samples: 480 })
    expect((await preview({})).body['code']).toBe('storage.nothing_named')
    expect((await preview({ asset }, south)).status).toBe(404)
    expect(await count('force')).toBe(480)
    expect((await post({ asset, to, reason: 'Told before' })).body).toEqual({ samples: 720 })
    expect((await preview({ asset, to })).body).toEqual({ points: 2, samples: 0 })
    const { items } = (await north.ask('/history/removals')).body as unknown as { items: object[] }
    expect(items[0]).toMatchObject({
      kind: 'asked',
      state: 'done',
      name: 'Press',
      points: 2,
      samples: 720,
      reason: 'Told before',
      by: 'North-admin',
    })
    expect((await south.ask('/history/removals')).body.items).toEqual([])
    const operator = await north.member('operator-2', [{ role: 'operator' }])
    expect((await operator('/history/removals')).status).toBe(403)
  })

  it('is told of a rule for the points that no nearer rule keeps', async () => {
    await fill()
    const effect = async (query: string) => (await north.ask(`/retention-rules/effect?${query}`)).body
    const all = await effect('days=10')
    const before = (Math.floor(Date.now() / 86_400_000) - 10) * 86_400_000
    expect(all).toMatchObject({ points: 3, before: new Date(before).toISOString() })
    expect(all['samples']).toBeGreaterThan(3 * 200)
    expect((await effect(`days=10&asset=${assets['Press']}`))['points']).toBe(2)
    const rule = await north.ask('/retention-rules', { method: 'PUT', body: { asset: assets['Press'], days: 30 } })
    expect((await effect('days=10'))['points']).toBe(1)
    expect((await effect(`days=10&asset=${assets['Works']}`))['points']).toBe(1)
    expect((await north.ask('/history/figures')).body['kept']).toEqual([
      { days: 30, points: 2 },
      { days: null, points: 1 },
    ])
    await north.ask(`/retention-rules/${rule.body['id']}`, { method: 'DELETE' })
    expect((await south.ask(`/retention-rules/effect?days=10&asset=${assets['Press']}`)).status).toBe(404)
  })
})

describe('retention', () => {
  it('keeps as many days as the nearest rule says, and everything where none does', async () => {
    await fill()
    // Who looks after the system is not thereby let near the values.
    const system = await north.member('system', [{ role: 'system_admin' }])
    const erase = await system('/retention-rules', { method: 'PUT', body: { asset: null, days: 1 } })
    expect(erase.status).toBe(403)
    const rule = (asset: string | null, days: number) =>
      north.ask('/retention-rules', { method: 'PUT', body: { asset, days } })
    expect((await rule(assets['Works'] ?? '', 10)).status).toBe(200)
    expect((await rule(assets['Press'] ?? '', 3)).status).toBe(200)
    await platform.services.storage.expire(north.id)
    const [pressure, force] = [await count('pressure'), await count('force')]
    // Whole days are kept: up to one more than was said.
    expect(pressure).toBeGreaterThanOrEqual(240)
    expect(pressure).toBeLessThanOrEqual(264)
    expect(force).toBeGreaterThanOrEqual(72)
    expect(force).toBeLessThanOrEqual(96)
    expect((await audited('history.expired')).map(({ detail }) => detail['days']).sort()).toEqual([10, 3])
    await platform.services.storage.expire(north.id)
    expect(await audited('history.expired')).toHaveLength(2)
    const { items } = (await north.ask('/history/removals')).body as unknown as { items: { kind: string }[] }
    expect(items.filter(({ kind }) => kind === 'rule')).toHaveLength(2)
    for (const { id } of (await north.ask('/retention-rules')).body.items)
      expect((await north.ask(`/retention-rules/${id}`, { method: 'DELETE' })).status).toBe(204)
    await fill()
    await platform.services.storage.expire(north.id)
    expect(await count('pressure')).toBe(480)
  })
})

it('the figures tell what the history takes up, of one’s own organisation alone', async () => {
  const { body } = await north.ask('/history/figures')
  expect(body).toMatchObject({ samples: expect.any(Number), files: expect.any(Number) })
  expect(body['samples']).toBeGreaterThan(0)
  expect(body['bytesPerSample']).toBeCloseTo(Number(body['bytes']) / Number(body['samples']), 6)
  const slowest = body['slowest'] as { ms: number; points: number; kind: string }[]
  expect(slowest.length).toBeGreaterThan(0)
  expect(slowest.map(({ ms }) => ms)).toEqual(slowest.map(({ ms }) => ms).sort((a, b) => b - a))
  const months = body['months'] as { month: string; samples: number; bytes: number }[]
  expect(months.map(({ month }) => month)).toEqual([...months.map(({ month }) => month)].sort())
  expect(months.reduce((sum, { samples }) => sum + samples, 0)).toBe(body['samples'])
  expect(months.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(body['bytes'])
  expect((await south.ask('/history/figures')).body).toEqual({
    samples: 0,
    bytes: 0,
    files: 0,
    months: [],
    kept: [],
    slowest: [],
  })
})
