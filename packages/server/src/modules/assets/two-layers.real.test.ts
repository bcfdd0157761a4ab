import { type AssetId, newId, Owned, systemClock, type TenantId } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import { createLatestValues } from '../../live/latest.ts'
import { startTestModules } from '../../testing.ts'
import type { AssetService } from './index.ts'
import { createAssets } from './module.ts'

const owned = new Owned()
let database: Database
let north: TenantId
let south: TenantId
let assets: AssetService
let ids: Record<'works' | 'boiler' | 'packaging', AssetId>
let points: Record<string, string>

beforeAll(async () => {
  database = await owned.add(await startTestServer()).database()
  const { services } = await startTestModules(owned, database)
  assets = services.assets
  north = await addTestTenant(database, 'north')
  south = await addTestTenant(database, 'south')
  for (const machine of ['Boiler', 'Packaging'])
    await services.devices.directory.register(north, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: [{ name: `${machine} speed`, type: 'double' }],
    })
  const all = await assets.assets({ tenant: north }, {})
  const id = (name: string) => all.items.find((asset) => asset.name === name)?.id as AssetId
  ids = { works: id('Works'), boiler: id('Boiler'), packaging: id('Packaging') }
  points = Object.fromEntries((await assets.points({ tenant: north }, {})).items.map((point) => [point.name, point.id]))
})
afterAll(() => owned.close())

const over = (tenants: TenantDb): AssetService =>
  createAssets({ tenants, clock: systemClock, latest: createLatestValues(systemClock) })

/** The checks in code are gone: every query believes that it may see the whole of the first organisation. */
const codeForgets = (): AssetService =>
  over({
    within: (reach, run) =>
      database.tenants.within(reach, (tx) => run(Object.assign(tx, { tenant: north, reach: { tenant: north } }))),
  })

/** The policies in the database are gone: every transaction is the owner's, who passes over them. */
const databaseForgets = (): AssetService =>
  over({
    within: (asked, run) =>
      database.house.asOwner((tx) => {
        const reach: Reach = typeof asked === 'string' ? { tenant: asked } : asked
        return run(Object.assign(tx, { tenant: reach.tenant, reach }) as TenantTx)
      }),
  })

const seen = async (service: AssetService, reach: Reach) => ({
  assets: (await service.assets(reach, {})).items.map(({ name }) => name),
  points: (await service.points(reach, {})).items.map(({ name }) => name),
  boiler: await service.asset(reach, ids.boiler).then(
    ({ name }) => name,
    ({ code }) => code,
  ),
  packaging: await service.point(reach, points['Packaging speed'] as string).then(
    ({ name }) => name,
    ({ code }) => code,
  ),
})

describe.each([
  ['both layers', () => assets],
  ['the policies of the database alone', codeForgets],
  ['the checks in code alone', databaseForgets],
])('%s', (_, service) => {
  it('keep another organisation out', async () => {
    expect(await seen(service(), { tenant: south })).toEqual({
      assets: [],
      points: [],
      boiler: 'assets.asset_unknown',
      packaging: 'assets.point_unknown',
    })
  })

  it('keep somebody to the subtree that they may see', async () => {
    expect(await seen(service(), { tenant: north, below: [ids.boiler] })).toEqual({
      assets: ['Boiler'],
      points: ['Boiler speed'],
      boiler: 'Boiler',
      packaging: 'assets.point_unknown',
    })
  })

  it('show nothing to somebody who may see no subtree', async () => {
    expect(await seen(service(), { tenant: north, below: [newId<AssetId>()] })).toMatchObject({
      assets: [],
      points: [],
    })
  })
})

describe('with both layers gone', () => {
  it('everything would show: the tests above can fail', async () => {
    const bare = over({
      within: (_, run) =>
        database.house.asOwner((tx) => run(Object.assign(tx, { tenant: north, reach: { tenant: north } }) as TenantTx)),
    })
    expect(await seen(bare, { tenant: south })).toMatchObject({ boiler: 'Boiler', packaging: 'Packaging speed' })
  })
})
