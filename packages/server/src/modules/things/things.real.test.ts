import { readFile } from 'node:fs/promises'
import { batchOf, Owned } from '@millrace/core'
import Schema from 'typebox/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Reply, type Side } from '../../testing-people.ts'
import type { Instance, Migration, Model, ModelContent } from './schema.ts'

const owned = new Owned()
let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
let viewer: Ask
let counter = 0

beforeAll(async () => {
  platform = owned.add(await startTestPlatform())
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  engineer = await north.member('engineer', [{ role: 'engineer' }])
  viewer = await north.member('viewer', [{ role: 'viewer' }])
})
afterAll(() => owned.close())

const post = (path: string, body: object = {}, ask = engineer) => ask(path, { method: 'POST', body })
const put = (path: string, body: object, ask = engineer) => ask(path, { method: 'PUT', body })
const codeOf = ({ body }: { body: Reply }): unknown => body['code']
const urn = (key: string, version: string, part = ''): string => `urn:millrace:thing-model:${key}:${version}${part}`
const fresh = (name: string): string => `${name}-${++counter}`

async function draft(key: string, version: string, content: Partial<ModelContent>): Promise<Model> {
  const reply = await post('/thing-models', { key, version, content: { title: key, ...content } })
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return reply.body as unknown as Model
}
async function published(key: string, version: string, content: Partial<ModelContent>): Promise<Model> {
  const { id } = await draft(key, version, content)
  const reply = await post(`/thing-models/${id}/publication`)
  expect([reply.status, reply.body['detail']]).toEqual([200, undefined])
  return reply.body as unknown as Model
}
const refused = async (key: string, content: Partial<ModelContent>, version = '1.0.0'): Promise<unknown> =>
  codeOf(await post('/thing-models', { key, version, content: { title: key, ...content } }))

/** A pump with its points; returns the ids of the asset and of its points by name. */
async function pump(points: { name: string; type?: 'double' | 'int64' | 'string'; unit?: string }[]) {
  const name = fresh('Pump')
  const { series } = await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: name },
    assetPath: ['Works', name],
    points: points.map((point) => ({ type: 'double' as const, ...point })),
  })
  const asset = (await engineer(`/assets?search=${name}`)).body.items.find((each) => each.name === name)?.id ?? ''
  const found = (await engineer(`/points?asset=${asset}`)).body.items
  const seriesOf = (point: string): number => series[points.findIndex((each) => each.name === point)] as number
  return { asset, name, point: (of: string) => found.find((each) => each.name === of)?.id ?? '', seriesOf }
}
const instanceOf = ({ body }: { body: Reply }): Instance => body as unknown as Instance
const bound = (instance: Instance) =>
  Object.fromEntries(
    instance.bindings.map(({ property, pointPath, how, problem }) => [
      property,
      problem ?? `${how} ${pointPath?.at(-1)}`,
    ]),
  )

describe('a thing model', () => {
  it('extends another, refers to parts of others, and shows what follows', async () => {
    const base = fresh('rotating')
    await published(base, '1.0.0', {
      properties: {
        speed: { type: 'number', unit: '/min', minimum: 0, maximum: 3600, title: 'Speed' },
        running: { type: 'boolean' },
      },
    })
    const key = fresh('pump')
    const { resolved, status } = await draft(key, '1.0.0', {
      extends: urn(base, '1.0.0'),
      properties: {
        speed: { maximum: 3000 },
        flow: { type: 'number', unit: 'm3/h' },
        'spare-flow': { 'tm:ref': '#/properties/flow', title: 'Spare' },
        'motor-speed': {
          'tm:ref': urn(base, '1.0.0', '#/properties/speed'),
          title: null,
          maximum: 50,
          unit: 'Hz',
          minimum: 0,
        },
      },
      'tm:optional': ['/properties/spare-flow'],
    })
    expect(status).toBe('draft')
    expect(resolved.properties).toEqual({
      speed: { type: 'number', unit: '/min', minimum: 0, maximum: 3000, title: 'Speed' },
      running: { type: 'boolean' },
      flow: { type: 'number', unit: 'm3/h' },
      'spare-flow': { type: 'number', unit: 'm3/h', title: 'Spare' },
      'motor-speed': { type: 'number', unit: 'Hz', minimum: 0, maximum: 50 },
    })
    expect(resolved.optional).toEqual(['/properties/spare-flow'])
  })

  it('is never wider than what it extends, in whatever unit it says so', async () => {
    const base = fresh('base')
    await published(base, '1.0.0', {
      properties: {
        pressure: { type: 'number', unit: 'bar', minimum: 0, maximum: 10 },
        mode: { type: 'string', enum: ['auto', 'hand'] },
        count: { type: 'integer' },
      },
    })
    const narrower = (properties: ModelContent['properties']) =>
      refused(fresh('narrow'), { extends: urn(base, '1.0.0'), ...(properties ? { properties } : {}) })
    expect(await narrower({ pressure: { unit: 'kPa', maximum: 1000 } })).toBeUndefined()
    expect(await narrower({ pressure: { unit: 'kPa', maximum: 1001 } })).toBe('things.widened')
    expect(await narrower({ pressure: { maximum: null } })).toBe('things.widened')
    expect(await narrower({ pressure: { minimum: -1 } })).toBe('things.widened')
    expect(await narrower({ pressure: { unit: 'K' } })).toBe('things.widened')
    expect(await narrower({ pressure: { type: 'integer' } })).toBeUndefined()
    expect(await narrower({ count: { type: 'number' } })).toBe('things.widened')
    expect(await narrower({ mode: { enum: ['auto'] } })).toBeUndefined()
    expect(await narrower({ mode: { enum: ['auto', 'test'] } })).toBe('things.widened')
  })

  it('says what cannot be: no unit, no type, nowhere, in a circle', async () => {
    const key = fresh('wrong')
    expect(await refused(key, { properties: { a: { type: 'number', unit: 'furlongs' } } })).toBe('core.unit_unknown')
    expect(await refused(key, { properties: { a: { title: 'x' } } })).toBe('things.property_malformed')
    expect(await refused(key, { properties: { a: { type: 'number', minimum: 2, maximum: 1 } } })).toBe(
      'things.property_malformed',
    )
    expect(await refused(key, { properties: { a: { type: 'boolean', unit: 'm' } } })).toBe('things.property_malformed')
    expect(await refused(key, { extends: urn('nothing', '1.0.0') })).toBe('things.reference_unknown')
    expect(await refused(key, { properties: { a: { 'tm:ref': '#/properties/b' } } })).toBe('things.reference_unknown')
    expect(await refused(key, { 'tm:optional': ['/properties/b'] })).toBe('things.reference_unknown')
    expect(await refused(key, { extends: urn(key, '1.0.0') })).toBe('things.reference_circle')
    const ring = { a: { 'tm:ref': '#/properties/b' }, b: { 'tm:ref': '#/properties/a' } }
    expect(await refused(key, { properties: ring })).toBe('things.reference_circle')
    const [one, two] = [fresh('one'), fresh('two')]
    const first = await draft(one, '1.0.0', {})
    await draft(two, '1.0.0', { extends: urn(one, '1.0.0') })
    const closed = await put(`/thing-models/${first.id}`, { content: { title: 'x', extends: urn(two, '1.0.0') } })
    expect(codeOf(closed)).toBe('things.reference_circle')
    expect((await post('/thing-models', { key, version: '1.0', content: { title: 'x' } })).status).toBe(400)
  })

  it('is never changed once it is published, and stands on what is published alone', async () => {
    const [base, key] = [fresh('base'), fresh('kept')]
    const below = await draft(base, '1.0.0', { properties: { a: { type: 'number' } } })
    const { id } = await draft(key, '1.0.0', { extends: urn(base, '1.0.0') })
    expect(codeOf(await post(`/thing-models/${id}/publication`))).toBe('things.reference_draft')
    await post(`/thing-models/${below.id}/publication`)
    expect((await post(`/thing-models/${id}/publication`)).status).toBe(200)
    for (const reply of [
      await put(`/thing-models/${id}`, { content: { title: 'other' } }),
      await engineer(`/thing-models/${id}`, { method: 'DELETE' }),
      await post(`/thing-models/${id}/publication`),
    ])
      expect(codeOf(reply)).toBe('things.out_of_turn')
    expect(await refused(key, {}, '0.9.0')).toBe('things.version_old')
    const next = await draft(key, '1.0.1', {})
    expect(await refused(key, {}, '1.0.1')).toBe('things.version_known')
    expect((await engineer(`/thing-models/${next.id}`, { method: 'DELETE' })).status).toBe(204)
    await post(`/thing-models/${below.id}/retirement`)
    expect(codeOf(await engineer(`/thing-models/${below.id}`, { method: 'DELETE' }))).toBe('things.still_used')
  })

  it('is listed by key, the newest version first, page after page', async () => {
    const key = fresh('listed')
    for (const version of ['1.2.0', '1.10.0', '2.0.0']) await published(key, version, { titles: { zh: '泵站' } })
    const seen: string[] = []
    let next: unknown
    do {
      const page = (await viewer(`/thing-models?key=${key}&limit=1${next ? `&cursor=${String(next)}` : ''}`)).body
      seen.push(...(page.items as unknown as { version: string }[]).map(({ version }) => version))
      next = page['next']
    } while (next)
    expect(seen).toEqual(['2.0.0', '1.10.0', '1.2.0'])
    const found = (await viewer(`/thing-models?search=${encodeURIComponent('泵站')}`)).body.items
    expect(found).toHaveLength(3)
  })
})

const pumpModel: Partial<ModelContent> = {
  properties: {
    flow: { type: 'number', unit: 'm3/h', titles: { zh: '流量' } },
    pressure: { type: 'number', unit: 'kPa', 'mr:bind': '*discharge*' },
    starts: { type: 'integer' },
  },
  'tm:optional': ['/properties/starts'],
}

describe('an asset of a model', () => {
  it('finds its points by name and pattern, or says why it does not', async () => {
    const { id } = await published(fresh('pump'), '1.0.0', pumpModel)
    const fits = await pump([
      { name: 'Flow', unit: 'L/min' },
      { name: 'p discharge', unit: 'bar' },
      { name: 'starts', type: 'int64' },
    ])
    expect(bound(instanceOf(await put(`/assets/${fits.asset}/model`, { model: id })))).toEqual({
      flow: 'name Flow',
      pressure: 'pattern p discharge',
      starts: 'name starts',
    })
    const odd = await pump([
      { name: '流量', unit: 'K' },
      { name: 'discharge 1' },
      { name: 'discharge 2' },
      { name: 'starts', type: 'double' },
    ])
    expect(bound(instanceOf(await put(`/assets/${odd.asset}/model`, { model: id })))).toEqual({
      flow: 'unit',
      pressure: 'several',
      starts: 'type',
    })
    expect((await viewer(`/thing-models/${id}`)).body['assets']).toBe(2)
  })

  it('is bound by hand where the point fits and is there, and by itself again', async () => {
    const { id } = await published(fresh('pump'), '1.0.0', pumpModel)
    const it = await pump([
      { name: 'flow', unit: 'm3/h' },
      { name: 'q2', unit: 'L/s' },
      { name: 'temperature', unit: 'Cel' },
      { name: 'label', type: 'string' },
    ])
    const other = await pump([{ name: 'far', unit: 'm3/h' }])
    await put(`/assets/${it.asset}/model`, { model: id })
    const bindFlow = (point: string | null) => put(`/assets/${it.asset}/bindings/flow`, { point })
    expect(bound(instanceOf(await bindFlow(it.point('q2'))))['flow']).toBe('hand q2')
    expect(bound(instanceOf(await engineer(`/assets/${it.asset}/model`)))['flow']).toBe('hand q2')
    expect(codeOf(await bindFlow(it.point('temperature')))).toBe('things.binding_unfit')
    expect(codeOf(await bindFlow(it.point('label')))).toBe('things.binding_unfit')
    expect(codeOf(await bindFlow(other.point('far')))).toBe('things.point_elsewhere')
    expect(codeOf(await put(`/assets/${it.asset}/bindings/nothing`, { point: null }))).toBe('things.property_unknown')
    expect(bound(instanceOf(await bindFlow(null)))['flow']).toBe('name flow')
    expect((await engineer(`/assets/${it.asset}/model`, { method: 'DELETE' })).status).toBe(204)
    expect(codeOf(await engineer(`/assets/${it.asset}/model`))).toBe('things.model_missing')
  })

  it('is made by the dozen from a template, all or none', async () => {
    const model = await draft(fresh('pump'), '1.0.0', pumpModel)
    const parent = String((await post('/assets', { name: fresh('Hall') })).body['id'])
    const make = (body: object) => post(`/thing-models/${model.id}/assets`, { parent, ...body })
    expect(codeOf(await make({ names: ['a'] }))).toBe('things.not_published')
    await post(`/thing-models/${model.id}/publication`)
    const made = await make({ name: 'Pump {n}', count: 12, from: 7, tags: ['pump'] })
    expect([made.status, (made.body['assets'] as string[]).length]).toEqual([201, 12])
    const below = (await engineer(`/assets?parent=${parent}&limit=100`)).body.items.map(({ name }) => name)
    expect(below).toEqual(expect.arrayContaining(['Pump 7', 'Pump 18']))
    expect(codeOf(await make({ names: ['New one', 'Pump 7'] }))).toBe('assets.name_taken')
    expect(codeOf(await make({}))).toBe('things.names_missing')
    expect((await engineer(`/assets/${parent}`)).body['childCount']).toBe(12)
    const [first] = made.body['assets'] as string[]
    expect(bound(instanceOf(await engineer(`/assets/${first}/model`)))).toMatchObject({ flow: 'missing' })
  })

  it('migrates to another version after what breaks was looked at', async () => {
    const key = fresh('pump')
    const old = await published(key, '1.0.0', pumpModel)
    const next = await published(key, '2.0.0', {
      properties: {
        flow: { type: 'number', unit: 'kg/h' },
        pressure: { type: 'number', unit: 'bar', 'mr:bind': '*discharge*' },
        power: { type: 'number', unit: 'kW' },
      },
    })
    const it = await pump([
      { name: 'flow', unit: 'm3/h' },
      { name: 'p discharge', unit: 'bar' },
      { name: 'starts', type: 'int64' },
      { name: 'power', unit: 'W' },
    ])
    await put(`/assets/${it.asset}/model`, { model: old.id })
    const migrate = async (more: object = {}) => post(`/thing-models/${old.id}/migration`, { to: next.id, ...more })
    const looked = (await migrate()).body as unknown as Migration
    expect(looked.applied).toBe(false)
    expect(looked.differences).toEqual([
      { part: '/properties/flow', is: 'changed', fields: ['titles', 'unit'] },
      { part: '/properties/power', is: 'added', fields: [] },
      { part: '/properties/pressure', is: 'changed', fields: ['unit'] },
      { part: '/properties/starts', is: 'removed', fields: [] },
    ])
    expect(looked.assets).toEqual([
      {
        asset: it.asset,
        path: ['Works', it.name],
        kept: 1,
        bound: ['power'],
        broken: [
          { property: 'flow', why: 'unit' },
          { property: 'starts', why: 'removed' },
        ],
      },
    ])
    expect(instanceOf(await engineer(`/assets/${it.asset}/model`)).version).toBe('1.0.0')
    expect(codeOf(await migrate({ seen: '0'.repeat(64) }))).toBe('things.migration_stale')
    expect((await migrate({ seen: looked.seen })).body['applied']).toBe(true)
    const after = instanceOf(await engineer(`/assets/${it.asset}/model`))
    expect([after.version, bound(after)]).toEqual([
      '2.0.0',
      { flow: 'unit', pressure: 'pattern p discharge', power: 'name power' },
    ])
    expect(codeOf(await migrate({ seen: looked.seen }))).toBe('things.migration_stale')
    const other = await published(fresh('fan'), '1.0.0', {})
    expect(codeOf(await migrate({ to: other.id }))).toBe('things.other_key')
    const audit = (await north.ask('/audit?limit=20')).body.items.map(({ action }) => action)
    expect(audit).toContain('thing.migrated')
  })
})

describe('a document', () => {
  const schemaOf = async (name: string) =>
    Schema.Compile(JSON.parse(await readFile(new URL(`pinned/${name}`, import.meta.url), 'utf8')))
  const documentOf = async (path: string, token?: string) => {
    const reply = await platform.fetch(`/api/v1${path}`, { token: token ?? north.token })
    return { type: reply.headers.get('content-type'), body: (await reply.json()) as Record<string, never> }
  }

  it('of an asset is a Thing Description by the schema of W3C, which leads to its values and holds no secret', async () => {
    const { id } = await published(fresh('pump'), '1.2.3', pumpModel)
    const it = await pump([
      { name: 'flow', unit: 'L/s' },
      { name: 'starts', type: 'int64' },
    ])
    await put(`/assets/${it.asset}/model`, { model: id })
    const { type, body } = await documentOf(`/assets/${it.asset}/thing-description`)
    expect(type).toContain('application/td+json')
    const schema = await schemaOf('td-json-schema-validation.json')
    expect(schema.Errors(body)).toEqual([true, []])
    expect(schema.Check({ ...body, security: undefined, '@context': 'x' })).toBe(false)
    expect(schema.Check({ ...body, properties: { flow: { type: 'number' } } })).toBe(false)
    expect(body).toMatchObject({
      id: `urn:uuid:${it.asset}`,
      version: { instance: '1.2.3', model: '1.2.3' },
      properties: { flow: { unit: 'm3/h', 'qudt:hasUnit': { '@id': 'http://qudt.org/vocab/unit/M3-PER-HR' } } },
    })
    expect(Object.keys(body['properties'] ?? {})).toEqual(['flow', 'starts'])
    expect(JSON.stringify(body)).not.toContain(north.token)

    const { href } = (body['properties'] as unknown as { flow: { forms: { href: string }[] } }).flow.forms[0] ?? {
      href: '',
    }
    const read = () => engineer(href.replace('http://localhost/api/v1', ''))
    expect(codeOf(await read())).toBe('things.value_missing')
    platform.latest.update(north.id, batchOf([[it.seriesOf('flow'), Date.now() * 1_000, 2.5]]))
    // 2.5 L/s in the unit of the model.
    expect(Number((await read()).body['text'])).toBeCloseTo(9, 9)
  })

  it('of a model is a Thing Model by the schema of W3C', async () => {
    const base = fresh('base')
    await published(base, '1.0.0', {})
    const { id } = await draft(fresh('pump'), '1.0.0', {
      ...pumpModel,
      extends: urn(base, '1.0.0'),
      class: 'pump',
      actions: { start: { title: 'Start', input: { type: 'number' } } },
      events: { tripped: { data: { type: 'string' } } },
    })
    const { type, body } = await documentOf(`/thing-models/${id}/document`)
    expect(type).toContain('application/tm+json')
    const schema = await schemaOf('tm-json-schema-validation.json')
    expect(schema.Errors(body)).toEqual([true, []])
    expect(schema.Check({ ...body, '@type': 'Thing' })).toBe(false)
    expect(body).toMatchObject({
      links: [{ rel: 'tm:extends', href: urn(base, '1.0.0') }],
      'mr:class': 'pump',
      version: { model: '1.0.0' },
    })
  })
})

describe('others', () => {
  it('of another organisation find neither models nor what is of one; who only looks changes nothing', async () => {
    const { id } = await published(fresh('pump'), '1.0.0', pumpModel)
    const it = await pump([{ name: 'flow', unit: 'm3/h' }])
    await put(`/assets/${it.asset}/model`, { model: id })
    const own = await south.ask('/assets', { method: 'POST', body: { name: 'Theirs' } })
    for (const [path, method, body] of [
      [`/thing-models/${id}`, 'GET', undefined],
      [`/thing-models/${id}/document`, 'GET', undefined],
      [`/thing-models/${id}/differences?to=${id}`, 'GET', undefined],
      [`/thing-models/${id}`, 'PUT', { content: { title: 'x' } }],
      [`/thing-models/${id}`, 'DELETE', undefined],
      [`/thing-models/${id}/publication`, 'POST', {}],
      [`/thing-models/${id}/retirement`, 'POST', {}],
      [`/thing-models/${id}/migration`, 'POST', { to: id }],
      [`/thing-models/${id}/assets`, 'POST', { names: ['x'] }],
      [`/assets/${it.asset}/model`, 'GET', undefined],
      [`/assets/${it.asset}/model`, 'PUT', { model: id }],
      [`/assets/${it.asset}/model`, 'DELETE', undefined],
      [`/assets/${it.asset}/bindings/flow`, 'PUT', { point: null }],
      [`/assets/${it.asset}/thing-description`, 'GET', undefined],
      [`/assets/${it.asset}/properties/flow`, 'GET', undefined],
      [`/assets/${String(own.body['id'])}/model`, 'PUT', { model: id }],
    ] as const) {
      const reply = await south.ask(path, { method, ...(body ? { body } : {}) })
      expect([path, method, reply.status]).toEqual([path, method, 404])
      if (method !== 'GET') expect((await viewer(path, { method, ...(body ? { body } : {}) })).status).toBe(403)
    }
    expect((await south.ask('/thing-models')).body.items).toEqual([])
  })
})
