import { batchOf, Owned, type TenantId } from '@millrace/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { addTestTenant, startTestServer, type TestServer } from '../../database/testing.ts'
import type { PointDescription } from '../../ingest/needs.ts'
import type { LatestValues } from '../../live/latest.ts'
import { startTestModules } from '../../testing.ts'
import type { AssetService } from '../assets/index.ts'
import type { DeviceService } from './index.ts'

let server: TestServer
let database: Database
let assets: AssetService
let devices: DeviceService
let tenant: TenantId
let latest: LatestValues
const owned = new Owned()

beforeAll(async () => {
  server = owned.add(await startTestServer())
  database = await server.database()
  const started = await startTestModules(owned, database)
  latest = started.latest
  assets = started.services.assets
  devices = started.services.devices
})
beforeEach(async () => {
  tenant = await addTestTenant(database, 'x')
})
afterAll(() => owned.close())

const pump = { group: 'plant', node: 'edge', device: 'pump' }
const speed: PointDescription = { name: 'Speed', type: 'double', unit: 'r/min' }
const register = (points: readonly PointDescription[], assetPath = ['Works', 'Pumps', 'P1']) =>
  devices.directory.register(tenant, { source: pump, assetPath, points })

describe('the directory of series', () => {
  it('gives the same numbers to the same points, however often it is told', async () => {
    const first = await register([speed, { name: 'On', type: 'boolean' }])
    expect(await register([{ name: 'On', type: 'boolean' }, speed])).toEqual({
      device: first.device,
      series: first.series.toReversed(),
    })
  })

  it('gives a point told twice in one breath one number', async () => {
    const { series } = await register([speed, speed])
    expect(series[0]).toBe(series[1])
    expect(await assets.countPoints({ tenant })).toBe(1)
  })

  it('gives a new series when the type changes, and keeps the old one as history of the point', async () => {
    const before = await register([speed])
    const after = await register([{ ...speed, type: 'int64' }])
    expect(after.series).not.toEqual(before.series)
    const [point] = (await assets.points({ tenant }, {})).items
    expect(point?.type).toBe('int64')
    expect((await assets.seriesOf({ tenant }, point?.id ?? '')).series).toEqual([...before.series, ...after.series])
    expect(await assets.currentSeries(tenant)).toEqual(after.series)
  })

  it('learns a changed unit and forgets nothing that is left out', async () => {
    await register([{ ...speed, description: 'Shaft' }])
    await register([{ name: 'Speed', type: 'double', unit: 'Hz' }])
    expect((await assets.points({ tenant }, {})).items[0]).toMatchObject({ unit: 'Hz', description: 'Shaft' })
  })

  it('moves points with their device and counts them where they are', async () => {
    await register([speed, { name: 'On', type: 'boolean' }])
    await register([speed, { name: 'On', type: 'boolean' }], ['Works', 'Spares', 'P1'])
    const counts = (await assets.assets({ tenant }, {})).items.map(({ path, pointCount }) => [
      path.join('/'),
      pointCount,
    ])
    expect(Object.fromEntries(counts)).toEqual({
      Works: 2,
      'Works/Pumps': 0,
      'Works/Pumps/P1': 0,
      'Works/Spares': 2,
      'Works/Spares/P1': 2,
    })
    expect((await assets.points({ tenant }, { search: 'spares' })).total).toBe(2)
  })

  it('makes nothing twice when many describe the same at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => register([speed])))
    expect(new Set(all.map(({ series }) => series[0])).size).toBe(1)
    expect((await devices.devices({ tenant }, {})).items.map(({ name, kind }) => [name, kind])).toEqual([
      ['edge', 'edge_node'],
      ['pump', 'device'],
    ])
  })

  it('takes thousands of points in one description, with numbers of their own', async () => {
    const many = Array.from({ length: 5_000 }, (_, i): PointDescription => ({ name: `p${i}`, type: 'double' }))
    const { series, device } = await register(many)
    expect(new Set(series).size).toBe(5_000)
    expect(await devices.device({ tenant }, device)).toMatchObject({ pointCount: 5_000, parentId: expect.any(String) })
  })

  it('gives no number of one tenant to another', async () => {
    const here = await register([speed])
    tenant = await addTestTenant(database, 'y')
    expect((await register([speed])).series).not.toEqual(here.series)
  })

  it('takes names that PostgreSQL could not keep', async () => {
    const { series } = await register([
      { name: 'a\0b', type: 'double' },
      { name: 'c\ud800', type: 'double' },
    ])
    expect(new Set(series).size).toBe(2)
    expect((await assets.points({ tenant }, {})).items.map(({ name }) => name)).toEqual(['a\ufffdb', 'c\ufffd'])
  })

  it('shows the latest value of the series that counts now', async () => {
    const { series } = await register([speed])
    latest.update(tenant, batchOf([[series[0] as number, 1_000_000, 1480]]))
    expect((await assets.points({ tenant }, {})).items[0]?.latest).toMatchObject({ value: 1480 })
  })
})

describe('the book of devices', () => {
  it('keeps the newest of each part of what a source reported', async () => {
    devices.book.report(tenant, pump, { state: 'online', seen: 1, lastError: 'first' })
    devices.book.report(tenant, pump, { seen: 3, lastError: 'second' })
    devices.book.report(tenant, pump, { seen: 2, health: { depth: 4 } })
    await expect
      .poll(async () => (await devices.devices({ tenant }, {})).items[0])
      .toMatchObject({
        state: 'online',
        lastError: 'second',
        health: { depth: 4 },
      })
  })

  it('calls everyone stale who was online when the platform stopped', async () => {
    devices.book.report(tenant, pump, { state: 'online', seen: 1 })
    await expect.poll(async () => (await devices.devices({ tenant }, { state: 'online' })).total).toBe(1)
    await devices.begin(tenant)
    expect((await devices.devices({ tenant }, {})).items[0]).toMatchObject({ state: 'stale' })
  })
})
