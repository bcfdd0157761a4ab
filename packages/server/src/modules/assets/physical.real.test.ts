import { Owned } from '@millrace/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../../testing-people.ts'
import type { PhysicalAsset, RoleFilling } from './physical-schema.ts'

const owned = new Owned()
let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
let counter = 0

beforeAll(async () => {
  platform = owned.add(await startTestPlatform())
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  engineer = await north.member('engineer', [{ role: 'engineer' }])
})
afterAll(() => owned.close())

const codeOf = ({ body }: { body: Reply }): unknown => body['code']
const post = (path: string, body: object, ask = engineer) => ask(path, { method: 'POST', body })
async function added(path: string, body: object): Promise<string> {
  const reply = await post(path, body)
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return String(reply.body['id'])
}
const place = (name: string, parent?: string) =>
  added('/assets', { name: `${name} ${++counter}`, ...(parent ? { parent } : {}) })
const thing = (serialNumber = `SN-${++counter}`) => added('/physical-assets', { serialNumber, maker: 'ABB' })
const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString()
const fill = (physicalAsset: string, asset: string, from: string, more: object = {}) =>
  post('/role-fillings', { physicalAsset, asset, from, ...more })
const fillings = async (query: string, ask = engineer) =>
  (await ask(`/role-fillings?${query}`)).body.items as unknown as RoleFilling[]

describe('a physical asset', () => {
  it('is what its maker numbered, once, with its documents', async () => {
    const body = {
      serialNumber: ' 3GZF-1 ',
      maker: 'ABB',
      model: 'M3BP 280',
      year: 2021,
      documents: [{ title: 'Manual', url: 'https://example.com/m3bp.pdf' }],
    }
    const id = await added('/physical-assets', body)
    const read = (await engineer(`/physical-assets/${id}`)).body as unknown as PhysicalAsset
    expect(read).toEqual({ ...body, serialNumber: '3GZF-1', id })
    expect(codeOf(await post('/physical-assets', { serialNumber: '3GZF-1', maker: 'ABB' }))).toBe('assets.serial_known')
    await added('/physical-assets', { serialNumber: '3GZF-1', maker: 'Siemens' })
    const script = { ...body, serialNumber: 'x', documents: [{ title: 'x', url: 'javascript:alert(1)' }] }
    expect((await post('/physical-assets', script)).status).toBe(400)
    const changed = await engineer(`/physical-assets/${id}`, {
      method: 'PUT',
      body: { serialNumber: 'new', maker: 'ABB' },
    })
    expect(changed.body).toEqual({ id, serialNumber: 'new', maker: 'ABB', documents: [] })
    expect((await engineer(`/physical-assets/${id}`, { method: 'DELETE' })).status).toBe(204)
  })

  it('fills a place from a day until a day, and its number tells where it ever was', async () => {
    const [pump, spare] = [await place('Pump'), await place('Spare pump')]
    const motor = await thing('M-77')
    const first = await fill(motor, pump, day(0), { until: day(10), note: 'as delivered' })
    expect(first.body).toMatchObject({ serialNumber: 'M-77', from: day(0), shared: false })
    await fill(motor, spare, day(20))
    const history = await fillings('serialNumber=M-77')
    expect(history.map(({ asset, until }) => [asset, until])).toEqual([
      [spare, undefined],
      [pump, day(10)],
    ])
    const now = (await engineer(`/physical-assets/${motor}`)).body as unknown as PhysicalAsset
    expect(now.fills?.asset).toBe(spare)
    expect((await engineer('/physical-assets?mounted=no&search=m-77')).body.items).toEqual([])
    expect((await engineer('/physical-assets?mounted=yes&search=m-77')).body.items).toHaveLength(1)
    expect(codeOf(await engineer(`/physical-assets/${motor}`, { method: 'DELETE' }))).toBe('assets.physical_used')
    expect(codeOf(await engineer(`/assets/${pump}`, { method: 'DELETE' }))).toBe('assets.not_empty')
    const page = (await engineer('/role-fillings?serialNumber=M-77&limit=1')).body
    const next = await fillings(`serialNumber=M-77&limit=1&cursor=${String(page['next'])}`)
    expect(next.map(({ asset }) => asset)).toEqual([pump])
  })

  it('is at one place at a time, and a place holds one, unless it is said to be shared', async () => {
    const [pump, other] = [await place('Pump'), await place('Pump')]
    const [one, two, three] = [await thing(), await thing(), await thing()]
    expect((await fill(one, pump, day(0), { until: day(10) })).status).toBe(201)
    expect(codeOf(await fill(two, pump, day(9)))).toBe('assets.role_filled')
    expect(codeOf(await fill(one, other, day(5), { until: day(6) }))).toBe('assets.physical_elsewhere')
    expect((await fill(two, pump, day(10))).status).toBe(201)
    expect((await fill(three, pump, day(3), { shared: true })).status).toBe(201)
    expect(codeOf(await fill(one, other, day(3), { until: day(3) }))).toBe('assets.filling_span')
    expect(codeOf(await fill(one, other, 'yesterday'))).toBe('assets.filling_span')
    const [current] = await fillings(`physicalAsset=${two}`)
    const change = (body: object) => engineer(`/role-fillings/${current?.id}`, { method: 'PUT', body })
    // What was there in that time is said anew, too: the span of the first one is taken.
    expect(codeOf(await change({ from: day(2) }))).toBe('assets.role_filled')
    expect((await change({ until: day(30), note: 'bearing' })).body).toMatchObject({ note: 'bearing' })
    expect((await engineer(`/role-fillings/${current?.id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await fillings(`physicalAsset=${two}`)).toEqual([])
  })

  it('never comes to be at two places, whatever is asked at the same time', async () => {
    const places = [await place('A'), await place('B')]
    const things = [await thing(), await thing()]
    const asked = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(20), fc.integer({ min: 1, max: 8 }))
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 3, maxLength: 6 }), async (wishes) => {
        await Promise.all(
          wishes.map(([which, where, from, days]) =>
            fill(things[which] ?? '', places[where] ?? '', day(from), { until: day(from + days) }),
          ),
        )
        const kept = (await Promise.all(things.map((id) => fillings(`physicalAsset=${id}`)))).flat()
        for (const one of kept)
          for (const two of kept) {
            if (one.id === two.id || (one.asset !== two.asset && one.physicalAsset !== two.physicalAsset)) continue
            expect((one.until ?? '') <= two.from || (two.until ?? '') <= one.from).toBe(true)
          }
        for (const { id } of kept) await engineer(`/role-fillings/${id}`, { method: 'DELETE' })
      }),
      { numRuns: 15 },
    )
  })
})

describe('others', () => {
  it('of another organisation see and touch nothing of it; of a part what ever was in it', async () => {
    const [pump, apart] = [await place('Seen'), await place('Apart')]
    const [inside, outside] = [await thing(), await thing()]
    await fill(inside, pump, day(0))
    await fill(outside, apart, day(0))
    const local = await north.member('local', [{ role: 'engineer', below: pump }])
    expect((await local('/physical-assets')).body.items.map(({ id }) => id)).toEqual([inside])
    expect((await fillings('', local)).map(({ physicalAsset }) => physicalAsset)).toEqual([inside])
    expect(codeOf(await local(`/physical-assets/${outside}`))).toBe('assets.physical_unknown')
    expect(codeOf(await post('/physical-assets', { serialNumber: 'n', maker: 'm' }, local))).toBe('assets.whole_needed')
    const [there] = await fillings(`asset=${apart}`)
    for (const [ask, path, method, body] of [
      [local, `/role-fillings/${there?.id}`, 'PUT', { until: day(3) }],
      [local, `/role-fillings/${there?.id}`, 'DELETE', undefined],
      [south.ask, `/role-fillings/${there?.id}`, 'PUT', { until: day(3) }],
      [south.ask, `/role-fillings/${there?.id}`, 'DELETE', undefined],
      [south.ask, '/role-fillings', 'POST', { physicalAsset: outside, asset: apart, from: day(50) }],
      [south.ask, `/physical-assets/${inside}`, 'GET', undefined],
      [south.ask, `/physical-assets/${inside}`, 'PUT', { serialNumber: 'x', maker: 'y' }],
      [south.ask, `/physical-assets/${inside}`, 'DELETE', undefined],
    ] as const)
      expect([path, method, (await ask(path, { method, ...(body ? { body } : {}) })).status]).toEqual([
        path,
        method,
        404,
      ])
    expect((await south.ask('/physical-assets')).body.items).toEqual([])
    expect((await south.ask('/role-fillings')).body.items).toEqual([])
  })

  it('who look through a grant are not told serial numbers', async () => {
    const pump = await place('Shared')
    await fill(await thing(), pump, day(0))
    const body = {
      asset: pump,
      receiver: 'south',
      actions: ['asset:read'],
      purpose: 'look',
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    }
    const grant = (await post('/grants', body, north.ask)).body['id']
    expect((await south.ask(`/assets?grant=${String(grant)}`)).body.items).toHaveLength(1)
    expect((await south.ask(`/physical-assets?grant=${String(grant)}`)).body.items).toEqual([])
    expect((await south.ask(`/role-fillings?grant=${String(grant)}`)).body.items).toEqual([])
  })
})
