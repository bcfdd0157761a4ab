import { Owned } from '@millrace/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../../testing-people.ts'
import type { Asset } from './schema.ts'

const owned = new Owned()
let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
let viewer: Ask

beforeAll(async () => {
  platform = owned.add(await startTestPlatform())
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  engineer = await north.member('engineer', [{ role: 'engineer' }])
  viewer = await north.member('viewer', [{ role: 'viewer' }])
})
afterAll(() => owned.close())

const assetOf = ({ body }: { body: Reply }): Asset => body as unknown as Asset
const codeOf = ({ body }: { body: Reply }): unknown => body['code']
let counter = 0
/** A name that no other test uses. */
const fresh = (name: string): string => `${name} ${++counter}`

async function made(name: string, more: object = {}, ask = engineer): Promise<Asset> {
  const reply = await ask('/assets', { method: 'POST', body: { name, ...more } })
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return assetOf(reply)
}
const put = (path: string, body: object, ask = engineer) => ask(path, { method: 'PUT', body })
const move = (id: string, parent: string | null, ask = engineer) => put(`/assets/${id}/parent`, { parent }, ask)
const read = async (id: string, ask = engineer): Promise<Asset> => assetOf(await ask(`/assets/${id}`))
const register = (machine: string, assetPath: string[], names = ['speed']) =>
  platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: machine },
    assetPath,
    points: names.map((name) => ({ name, type: 'double' as const })),
  })
const pointNamed = async (name: string) =>
  (await engineer(`/points?search=${encodeURIComponent(name)}`)).body.items as unknown as {
    id: string
    path: string[]
    deviceId: string
  }[]
const actions = async (target: string): Promise<string[]> =>
  (await north.ask('/audit?limit=500')).body.items
    .filter((record) => JSON.stringify(record).includes(target))
    .map(({ action }) => String(action))

describe('a place drawn by hand', () => {
  it('takes the level after the one above, or the one said, and never one out of order', async () => {
    const works = await made(fresh('Works'), { level: 'site', description: 'Where steel is made', tags: ['steel'] })
    const hall = await made('Hall', { parent: works.id })
    const line = await made('Line', { parent: hall.id, level: 'work_center', kind: 'production_line' })
    const motor = await made('Motor', { parent: line.id, level: 'equipment' })
    const bearing = await made('Bearing', { parent: motor.id })
    expect([works, hall, line, motor, bearing].map(({ level, levelGiven }) => [level, levelGiven])).toEqual([
      ['site', true],
      ['area', false],
      ['work_center', true],
      ['equipment', true],
      ['equipment', false],
    ])
    expect(line).toMatchObject({ kind: 'production_line', path: [works.name, 'Hall', 'Line'], tags: [] })
    expect(works).toMatchObject({ description: 'Where steel is made', tags: ['steel'], parent: null })
    const wrong = await engineer('/assets', { method: 'POST', body: { name: 'X', parent: line.id, level: 'area' } })
    expect(codeOf(wrong)).toBe('assets.level_order')
    // A level given further down would come to stand above its parent.
    expect(codeOf(await put(`/assets/${works.id}`, { level: 'work_unit' }))).toBe('assets.level_order')
    expect((await put(`/assets/${hall.id}`, { level: 'site' })).body['code']).toBe('assets.level_order')
    const kindless = { name: 'X', parent: hall.id, kind: 'process_cell' }
    expect(codeOf(await engineer('/assets', { method: 'POST', body: kindless }))).toBe('assets.kind_misplaced')
    expect(codeOf(await put(`/assets/${line.id}`, { level: null }))).toBe('assets.kind_misplaced')
    expect(assetOf(await put(`/assets/${line.id}`, { level: null, kind: null }))).toMatchObject({
      level: 'work_center',
      levelGiven: false,
    })
  })

  it('keeps what is said of it, and each change with who made it', async () => {
    const { id, name } = await made(fresh('Kiln'), { position: { latitude: 31.2, longitude: 121.5 } })
    const changed = assetOf(await put(`/assets/${id}`, { description: 'Rotary', tags: ['hot', '水泥'] }))
    expect(changed).toMatchObject({ name, description: 'Rotary', tags: ['hot', '水泥'], position: { latitude: 31.2 } })
    expect(assetOf(await put(`/assets/${id}`, { position: null, description: null }))).not.toHaveProperty('position')
    await put(`/assets/${id}`, {})
    expect(await actions(id)).toEqual(['asset.changed', 'asset.changed', 'asset.made'])
    const { items } = (await engineer(`/assets?tag=${encodeURIComponent('水泥')}`)).body
    expect(items.map((each) => each.id)).toEqual([id])
  })

  it('needs a name of its own among its neighbours', async () => {
    const { id, name } = await made(fresh('Twin'))
    expect(codeOf(await engineer('/assets', { method: 'POST', body: { name: ` ${name} ` } }))).toBe('assets.name_taken')
    expect(codeOf(await engineer('/assets', { method: 'POST', body: { name: '  ' } }))).toBe('assets.name_empty')
    const other = await made('Other', { parent: id })
    await made('Third', { parent: id })
    expect(codeOf(await put(`/assets/${other.id}`, { name: 'Third' }))).toBe('assets.name_taken')
  })

  it('goes when it is empty, and is retired with what is below it otherwise', async () => {
    const top = await made(fresh('Old works'))
    const below = await made('Shed', { parent: top.id })
    const refused = await engineer(`/assets/${top.id}`, { method: 'DELETE' })
    expect([refused.status, refused.body['code'], refused.body['detail']]).toEqual([
      409,
      'assets.not_empty',
      expect.stringContaining('1 places'),
    ])
    expect(codeOf(await put(`/assets/${top.id}/use`, { retired: true }))).toBe('assets.still_used')
    await put(`/assets/${below.id}/use`, { retired: true })
    expect(assetOf(await put(`/assets/${top.id}/use`, { retired: true })).retiredAt).toMatch(/^20/)
    expect(codeOf(await engineer('/assets', { method: 'POST', body: { name: 'N', parent: top.id } }))).toBe(
      'assets.retired',
    )
    expect(codeOf(await put(`/assets/${below.id}/use`, { retired: false }))).toBe('assets.retired')
    expect((await engineer(`/assets/${below.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await read(top.id)).childCount).toBe(0)
    expect((await engineer(`/assets/${top.id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await actions(top.id)).toContain('asset.removed')
  })

  it('is no business of whoever only looks, nor of another organisation', async () => {
    const { id } = await made(fresh('Ours'))
    expect((await viewer('/assets', { method: 'POST', body: { name: 'x' } })).status).toBe(403)
    for (const [path, method, body] of [
      [`/assets/${id}`, 'PUT', { name: 'Theirs' }],
      [`/assets/${id}/parent`, 'PUT', { parent: null }],
      [`/assets/${id}/use`, 'PUT', { retired: true }],
      [`/assets/${id}`, 'DELETE', undefined],
      ['/assets', 'POST', { name: 'x', parent: id }],
      ['/placements', 'PUT', { asset: id, points: [id] }],
    ] as const) {
      expect((await viewer(path, { method, ...(body ? { body } : {}) })).status).toBe(403)
      const reply = await south.ask(path, { method, ...(body ? { body } : {}) })
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 404, 'assets.asset_unknown'])
    }
  })
})

describe('what sources describe', () => {
  it('stays where a place was moved and renamed to when the device speaks again', async () => {
    const works = fresh('Plant')
    await register(`${works} pump`, [works, 'Pump house', 'Pump'], [`${works} flow`])
    const [pump] = (await engineer(`/assets?search=${encodeURIComponent(`${works} pump`)}&level=area`)).body.items
    const site = await made(fresh('East'), { level: 'site' })
    await move(pump?.id ?? '', site.id)
    await put(`/assets/${pump?.id}`, { name: 'Feed pump' })
    await register(`${works} pump`, [works, 'Pump house', 'Pump'], [`${works} flow`, `${works} head`])
    const points = await pointNamed(works)
    expect(points.map(({ path }) => path)).toEqual([
      [site.name, 'Feed pump'],
      [site.name, 'Feed pump'],
    ])
    // What is found by words follows the place, too.
    expect(await pointNamed(`${site.name} feed ${works} head`)).toHaveLength(1)
    const top = (await engineer(`/assets?search=${encodeURIComponent(works)}&limit=500`)).body.items
    expect(top.map(({ name }) => name).sort()).toEqual([works, 'Pump house'].sort())
    expect((await read(site.id)).pointCount).toBe(2)
    // What is new below it is placed below it.
    await register(`${works} motor`, [works, 'Pump house', 'Pump', 'Motor'], [`${works} current`])
    expect((await pointNamed(`${works} current`))[0]?.path).toEqual([site.name, 'Feed pump', 'Motor'])
  })

  it('fills a place of that name which was drawn before', async () => {
    const works = await made(fresh('Drawn'))
    const mill = await made('Mill', { parent: works.id })
    await register(`${works.name} mill`, [works.name, 'Mill'])
    expect((await read(mill.id)).pointCount).toBe(1)
  })

  it('of a device that has a place by hand stands there, and follows the device again when that is taken back', async () => {
    const works = fresh('Source')
    await register(`${works} plc`, [works, 'PLC'], [`${works} a`, `${works} b`])
    const hall = await made(fresh('Hall'))
    const [a] = await pointNamed(`${works} a`)
    expect((await put('/placements', { asset: hall.id, device: a?.deviceId })).body).toEqual({ points: 2 })
    await register(`${works} plc`, [works, 'PLC'], [`${works} a`, `${works} b`, `${works} c`])
    expect((await pointNamed(`${works} c`))[0]?.path).toEqual([hall.name])
    expect((await read(hall.id)).pointCount).toBe(3)
    expect(codeOf(await engineer(`/assets/${hall.id}`, { method: 'DELETE' }))).toBe('assets.not_empty')
    await put('/placements', { asset: null, device: a?.deviceId })
    await register(`${works} plc`, [works, 'PLC'], [`${works} a`, `${works} b`, `${works} c`])
    expect((await pointNamed(`${works} c`))[0]?.path).toEqual([works, 'PLC'])
    expect((await read(hall.id)).pointCount).toBe(0)
  })

  it('of single points placed by hand stays with them, whatever becomes of their neighbours', async () => {
    const works = fresh('Skid')
    await register(`${works} plc`, [works, 'PLC'], [`${works} a`, `${works} b`])
    const tank = await made(fresh('Tank'))
    const [a] = await pointNamed(`${works} a`)
    await put('/placements', { asset: tank.id, points: [a?.id] })
    await register(`${works} plc`, [works, 'Other'], [`${works} a`, `${works} b`])
    expect((await pointNamed(`${works} a`))[0]?.path).toEqual([tank.name])
    expect(await pointNamed(`${tank.name} ${works} a`)).toHaveLength(1)
    expect((await pointNamed(`${works} b`))[0]?.path).toEqual([works, 'Other'])
    expect(codeOf(await put('/placements', { asset: tank.id }))).toBe('assets.placement_empty')
    expect(codeOf(await put('/placements', { asset: tank.id, device: tank.id }))).toBe('assets.device_unknown')
    expect(codeOf(await put('/placements', { asset: tank.id, points: [tank.id] }))).toBe('assets.point_unknown')
  })
})

describe('a move', () => {
  it('takes everything below along: paths, levels, counts and who may see it', async () => {
    const works = fresh('W')
    await register(`${works} m`, [works, 'Hall', 'Line', 'Mixer'], [`${works} torque`])
    const found = (await engineer(`/assets?search=${encodeURIComponent(works)}`)).body.items
    const id = (name: string) => found.find((each) => each.name === name)?.id ?? ''
    const guest = await north.member('guest', [{ role: 'viewer', below: id('Hall') }])
    const target = await made(fresh('Target'), { level: 'site' })
    const insider = await north.member('insider', [{ role: 'viewer', below: target.id }])
    expect((await guest(`/assets/${id('Mixer')}`)).status).toBe(200)
    expect((await insider(`/assets/${id('Mixer')}`)).status).toBe(404)

    const moved = assetOf(await move(id('Line'), target.id))
    expect([moved.path, moved.level, moved.parent]).toEqual([[target.name, 'Line'], 'area', target.id])
    expect(await read(id('Mixer'))).toMatchObject({ path: [target.name, 'Line', 'Mixer'], level: 'work_center' })
    expect((await guest(`/assets/${id('Mixer')}`)).status).toBe(404)
    expect((await guest('/points')).body.items).toEqual([])
    expect((await insider('/points')).body.items.map(({ name }) => name)).toEqual([`${works} torque`])
    expect([await read(id('Hall')), await read(target.id)].map((each) => [each.childCount, each.pointCount])).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('into itself is refused, also through what is below', async () => {
    const a = await made(fresh('A'))
    const b = await made('B', { parent: a.id })
    expect(codeOf(await move(a.id, a.id))).toBe('assets.inside_itself')
    expect(codeOf(await move(a.id, b.id))).toBe('assets.inside_itself')
  })

  it('ends at a part that somebody holds: within it they draw, beyond it they do not', async () => {
    const part = await made(fresh('Part'))
    const inner = await made('Inner', { parent: part.id })
    const outside = await made(fresh('Outside'))
    const local = await north.member('local', [{ role: 'engineer', below: part.id }])
    const own = await made('Own', { parent: inner.id }, local)
    expect(own.path).toEqual([part.name, 'Inner', 'Own'])
    expect((await read(part.id)).childCount).toBe(1)
    expect((await move(own.id, part.id, local)).status).toBe(200)
    expect((await read(part.id)).childCount).toBe(2)
    expect(codeOf(await move(own.id, null, local))).toBe('assets.whole_needed')
    expect(codeOf(await move(own.id, outside.id, local))).toBe('assets.asset_unknown')
    expect(codeOf(await put(`/assets/${outside.id}`, { name: 'Mine' }, local))).toBe('assets.asset_unknown')
    expect(codeOf(await local('/assets', { method: 'POST', body: { name: 'Top' } }))).toBe('assets.whole_needed')
    expect(codeOf(await local(`/assets/${part.id}`, { method: 'DELETE' }))).toBe('assets.whole_needed')
  })

  it('of many at once makes no circle and loses nothing', async () => {
    const root = await made(fresh('Ring'))
    const places = await Promise.all(
      Array.from({ length: 5 }, (_, n) => made(`P${n}`, { parent: root.id, level: 'equipment' })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(4), fc.nat(5)), { minLength: 4, maxLength: 8 }), async (moves) => {
        const replies = await Promise.all(
          moves.map(([which, to]) => move(places[which]?.id ?? '', to === 5 ? root.id : (places[to]?.id ?? ''))),
        )
        expect(replies.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([])
        const { items } = (await engineer(`/assets?below=${root.id}`)).body as unknown as { items: Asset[] }
        const byId = new Map(items.map((each) => [each.id, each]))
        expect(byId.size).toBe(6)
        for (const each of items.filter(({ id }) => id !== root.id)) {
          const above = byId.get(each.parent ?? '')
          expect(each.path).toEqual([...(above?.path ?? []), each.name])
          expect(above?.childCount).toBe(items.filter(({ parent }) => parent === above?.id).length)
        }
      }),
      { numRuns: 12 },
    )
  })
})
