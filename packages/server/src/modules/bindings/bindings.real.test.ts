import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform, type Platform } from '../../platform.ts'
import type { Sample } from '../assets/index.ts'
import type { Binding, BindingPreview, BoundAsset, CalibrationList, Comparison, Lineage } from './schema.ts'

const names = (en: string) => ({ en, zh: en })
const PASSWORD = 'Quarry-lantern-58-meadow'

/** y = gain · x + offset, or the sum of all x, as files of a package. */
const filesOf = (id: string, version: string, how: 'line' | 'sum', offset = 0) => {
  const isSum = how === 'sum'
  const runtime = isSum
    ? '{ kind: script, file: run.js }'
    : `{ kind: formula, outputs: { y: 'gain * x + ${offset}[kW]' } }`
  const manifest = `
id: test/${id}
version: ${version}
title: { en: ${id}, zh: ${id} }
description: { en: A model of a test, zh: 测试模型 }
owner: Test
licence: Apache-2.0
sources: [{ id: own, kind: page, title: Own, seen: true }]
taxonomy: { domain: process }
${isSum ? 'stateful: true' : ''}
inputs: [{ name: x, en: X, zh: X, type: number, unit: kW, low: -1000, high: 1000 }]
outputs: [{ name: y, en: Y, zh: Y, type: number, unit: kW }]
parameters: [{ name: gain, en: Gain, zh: 增益, default: 2 }]
runtime: ${runtime}
cases:
  - name: one
    source: own
    rows: [{ inputs: { x: 3 }, outputs: { y: { value: ${isSum ? 3 : 6 + offset}, absolute: 0 } } }]
`
  const code = 'export const run = ({ x }, _, state) => { state.sum = (state.sum ?? 0) + x; return { y: state.sum } }'
  return [{ path: 'model.yaml', text: manifest }, ...(isSum ? [{ path: 'run.js', text: code }] : [])]
}

describe('models at assets, from a machine to the history', () => {
  let owned: Owned
  let dataFolder: string
  let platform: Platform
  let token: string
  let bob: string
  let secret: string
  const ids: Record<string, string> = {}
  /** The times of samples are those of a machine: an hour ago, second by second. */
  const zero = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000
  const at = (second: number): string => new Date(zero + second * 1_000).toISOString()

  async function start(): Promise<void> {
    platform = owned.add(
      await createPlatform({
        dataFolder,
        host: '127.0.0.1',
        port: 0,
        mqttPort: 0,
        adminPassword: PASSWORD,
        clock: systemClock,
        log: silentLog,
      }),
    )
    token = await readFile(platform.tokenFile, 'utf8')
  }
  const send = (second: number, values: object): Promise<unknown> =>
    ask('/telemetry', 'POST', { time: at(second), values }, secret)
  async function reply(path: string, method = 'GET', body?: object, bearer = token): Promise<Response> {
    return fetch(`${platform.address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }
  async function ask<T>(path: string, method = 'GET', body?: object, bearer = token): Promise<T> {
    const told = await reply(path, method, body, bearer)
    const text = await told.text()
    expect([path, told.status, told.ok ? '' : text]).toEqual([path, told.status, ''])
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  /** Second, value and quality of all that the history has of a point. */
  async function history(point: string): Promise<[number, Sample['value'], string][]> {
    const { items } = await ask<{ items: Sample[] }>(`/points/${point}/history?from=${at(-60)}&to=${at(3_000)}`)
    return items.map(({ time, value, quality }) => [(Date.parse(time) - zero) / 1_000, value, quality])
  }
  async function published(...of: Parameters<typeof filesOf>): Promise<string> {
    const { mechanism } = await ask<{ mechanism: string }>('/mechanisms/drafts', 'POST', { files: filesOf(...of) })
    const path = `/mechanisms/${mechanism}/versions/${of[1]}`
    await ask(`${path}/test`, 'POST', {})
    await ask(`${path}/review`, 'POST', {}, bob)
    await ask(`${path}/publish`, 'POST', {})
    return mechanism
  }
  async function engineer(username: string, below?: string): Promise<string> {
    const roles = [{ role: 'engineer', ...(below === undefined ? {} : { below }) }]
    const invited = await ask<{ token: string }>('/invitations', 'POST', { name: username, roles })
    const joins = { token: invited.token, username, password: PASSWORD }
    await ask('/invitations/acceptance', 'POST', joins)
    return (await ask<{ token: string }>('/session', 'POST', { ...joins, kind: 'token' })).token
  }
  const request = (mechanism: string, output: string, more: object = {}) => ({
    mechanism,
    version: '1.0.0',
    name: names(output),
    target: { assets: [ids['asset']] },
    inputs: { x: { property: 'x' } },
    outputs: { y: { name: names(output) } },
    ...more,
  })
  const define = (...of: Parameters<typeof request>): Promise<Binding> => ask('/bindings', 'POST', request(...of))
  const assetOf = async (binding: string): Promise<BoundAsset> =>
    (await ask<{ items: BoundAsset[] }>(`/bindings/${binding}/assets`)).items[0]!
  const outputOf = async (binding: string): Promise<string> => (await assetOf(binding)).outputs[0]!.point!

  beforeAll(async () => {
    owned = new Owned()
    dataFolder = await mkdtemp(join(tmpdir(), 'millrace-bindings-'))
    await chmod(dataFolder, 0o755)
    await start()
    bob = await engineer('bob')
    const enrolled = { as: 'device', name: 'pump' }
    const { name, secret: own } = await ask<{ name: string; secret: string }>('/devices/credentials', 'POST', enrolled)
    secret = `${name}:${own}`
    await send(0, { x: 1, measured: 2 })
    const points = await ask<{ items: { id: string; name: string; assetId: string }[] }>('/points')
    for (const { id, name: called } of points.items) ids[called] = id
    ids['asset'] = points.items[0]!.assetId
    ids['line'] = await published('line', '1.0.0', 'line')
    await published('line', '2.0.0', 'line', 5)
    ids['sum'] = await published('sum', '1.0.0', 'sum')
  })
  afterAll(async () => {
    await owned.close()
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('a bound model gives a value for each instant of its inputs, one with a memory too', async () => {
    const preview = await ask<BindingPreview>('/bindings/preview', 'POST', request(ids['line']!, 'double'))
    expect([preview.fit, preview.problems]).toEqual([1, 0])
    const line = await define(ids['line']!, 'double', { measured: { y: { property: 'measured' } } })
    const sum = await define(ids['sum']!, 'total')
    ids['double'] = line.id
    ids['total'] = sum.id
    expect([line.assets, line.broken]).toEqual([1, 0])
    await send(10, { x: 3, measured: 6 })
    await send(20, { x: 2_000, measured: 8 })
    await send(30, { x: 5, measured: 10 })
    await expect
      .poll(async () => history(await outputOf(line.id)), { timeout: 15_000 })
      .toEqual([
        [0, 2, 'good'],
        [10, 6, 'good'],
        [20, 4_000, 'uncertain'],
        [30, 10, 'good'],
      ])
    await expect
      .poll(async () => (await history(await outputOf(sum.id))).map(([, value]) => value), { timeout: 15_000 })
      .toEqual([1, 4, 2_004, 2_009])
  })

  it('what comes late is worked in from the history, and with a memory into all that follows', async () => {
    await send(15, { x: 7 })
    const line = await outputOf(ids['double']!)
    const sum = await outputOf(ids['total']!)
    await expect
      .poll(async () => (await history(line)).map(([, value]) => value), { timeout: 20_000 })
      .toEqual([2, 6, 14, 4_000, 10])
    await expect
      .poll(async () => (await history(sum)).map(([, value]) => value), { timeout: 20_000 })
      .toEqual([1, 4, 11, 2_011, 2_016])
    await send(40, { x: 4 })
    await expect.poll(async () => (await history(sum)).at(-1), { timeout: 20_000 }).toEqual([40, 2_020, 'good'])
  })

  it('a restart changes nothing, and goes on', async () => {
    const line = await outputOf(ids['double']!)
    const sum = await outputOf(ids['total']!)
    const before = await history(sum)
    await platform.close()
    await start()
    await send(50, { x: 6, measured: 12 })
    await expect.poll(() => history(sum), { timeout: 20_000 }).toEqual([...before, [50, 2_026, 'good']])
    await expect.poll(async () => (await history(line)).at(-1)).toEqual([50, 12, 'good'])
  })

  it('another version is compared in the shadow, put in force and taken back, each instant once', async () => {
    const id = ids['double']!
    const line = await outputOf(id)
    expect((await reply(`/bindings/${id}/canary`)).status).toBe(409)
    await ask(`/bindings/${id}/canary`, 'POST', { version: '2.0.0' })
    for (let second = 60; second < 100; second++) await send(second, { x: second, measured: 2 * second })
    const comparison = () => ask<Comparison>(`/bindings/${id}/canary`)
    await expect.poll(async () => (await comparison()).rows, { timeout: 15_000 }).toBeGreaterThan(38)
    const told = await comparison()
    expect([told.verdict, told.outputs[0]!.meanDifference]).toEqual(['worse', 5])
    expect(told.outputs[0]!.canary.residual).toBeCloseTo(5, 9)
    await expect.poll(async () => (await history(line)).at(-1)).toEqual([99, 198, 'good'])
    expect((await ask<Binding>(`/bindings/${id}/promote`, 'POST', { version: '2.0.0' })).before).toBe('1.0.0')
    await send(100, { x: 1 })
    await expect.poll(async () => (await history(line)).at(-1)).toEqual([100, 7, 'good'])
    expect((await ask<Binding>(`/bindings/${id}/rollback`, 'POST')).model.version).toBe('1.0.0')
    await send(101, { x: 1 })
    await expect.poll(async () => (await history(line)).at(-1)).toEqual([101, 2, 'good'])
    const versionAt = async (second: number) =>
      ask<Lineage>(`/lineage?point=${line}&time=${encodeURIComponent(at(second))}`)
    expect([(await versionAt(99)).version, (await versionAt(100)).version, (await versionAt(101)).version]).toEqual([
      '1.0.0',
      '2.0.0',
      '1.0.0',
    ])
    const events = await ask<{ items: { type: string; subject: string; data: object }[] }>(
      '/events?types=binding.promoted,binding.rolled_back',
    )
    expect(events.items).toMatchObject([
      { type: 'binding.promoted', subject: id, data: { version: '2.0.0', before: '1.0.0' } },
      { type: 'binding.rolled_back', subject: id, data: { version: '1.0.0', before: '2.0.0' } },
    ])
    expect(await versionAt(100)).toMatchObject({ value: 7, inputs: [{ name: 'x', value: 1, point: ids['x'] }] })
  })

  it('parameters of one asset hold from then on, and what is late before keeps those of before', async () => {
    const id = ids['double']!
    const line = await outputOf(id)
    const path = `/bindings/${id}/assets/${ids['asset']}/calibrations`
    const list = await ask<CalibrationList>(path, 'POST', { parameters: { gain: 10 } })
    expect(list.items).toMatchObject([{ number: 1, inForce: true, parameters: { gain: 10 } }])
    await send(110, { x: 1 })
    await send(95.5, { x: 1 })
    await expect
      .poll(async () => (await history(line)).filter(([second]) => second > 100 || second === 95.5), {
        timeout: 20_000,
      })
      .toEqual([
        [95.5, 2, 'good'],
        [101, 2, 'good'],
        [110, 10, 'good'],
      ])
  })

  it('one that rests is told nothing, and what came meanwhile is worked out when it goes on', async () => {
    const id = ids['total']!
    const sum = await outputOf(id)
    await expect.poll(async () => (await history(sum)).at(-1)![0], { timeout: 20_000 }).toBe(110)
    const before = await history(sum)
    await ask(`/bindings/${id}/pause`, 'POST')
    await send(120, { x: 10 })
    await send(130, { x: 20 })
    await ask(`/bindings/${id}/resume`, 'POST')
    const last = Number(before.at(-1)![1])
    await send(140, { x: 30 })
    await expect
      .poll(async () => (await history(sum)).slice(before.length), { timeout: 20_000 })
      .toEqual([
        [120, last + 10, 'good'],
        [130, last + 30, 'good'],
        [140, last + 60, 'good'],
      ])
  })

  it('one with a grid gives a value at the end of each step, worked out back over what was before', async () => {
    const grid = await define(ids['line']!, 'minute', { every: 60, from: at(-60) })
    const point = await outputOf(grid.id)
    const whole = await history(await outputOf(ids['double']!))
    expect(whole.length).toBeGreaterThan(40)
    const ends = [...new Set(whole.map(([second]) => Math.ceil((zero / 1_000 + second) / 60) * 60 - zero / 1_000))]
    await send(400, { x: 0 })
    await expect
      .poll(async () => (await history(point)).map(([second]) => second).slice(0, ends.length), { timeout: 20_000 })
      .toEqual(ends)
  })

  it('bound to a thing model it runs at every asset that comes to be of it, by its properties, and at none that is no more', async () => {
    const { id: model } = await ask<{ id: string }>('/thing-models', 'POST', {
      key: 'motor',
      version: '1.0.0',
      content: { title: 'Motor', properties: { load: { type: 'number', unit: 'kW' } } },
    })
    await ask(`/thing-models/${model}/publication`, 'POST', {})
    const more = { target: { thingModel: 'motor' }, inputs: { x: { property: 'load' } } }
    const { id, assets } = await define(ids['line']!, 'of the class', more)
    expect(assets).toBe(0)
    await ask(`/assets/${ids['asset']}/model`, 'PUT', { model })
    await ask(`/assets/${ids['asset']}/bindings/load`, 'PUT', { point: ids['x'] })
    expect(await ask<Binding>(`/bindings/${id}`)).toMatchObject({ assets: 1, broken: 0 })
    const point = await outputOf(id)
    await send(500, { x: 21 })
    await expect.poll(async () => (await history(point)).at(-1)).toEqual([500, 42, 'good'])
    await ask(`/assets/${ids['asset']}/model`, 'DELETE')
    expect((await ask<Binding>(`/bindings/${id}`)).assets).toBe(0)
  })

  it('who may bind in one part of the plant binds there alone, and changes nothing that runs elsewhere', async () => {
    const { id: elsewhere } = await ask<{ id: string }>('/assets', 'POST', { name: 'Elsewhere' })
    const bound = await engineer('bound', ids['asset'])
    const both = { target: { assets: [ids['asset'], elsewhere] } }
    const wide = await define(ids['line']!, 'both', both)
    const asBound = async (path: string, method: string, body?: object): Promise<[number, string | undefined]> => {
      const told = await reply(path, method, body, bound)
      const text = await told.text()
      return [told.status, text === '' ? undefined : (JSON.parse(text) as { code?: string }).code]
    }
    const refused = [403, 'bindings.elsewhere']
    const path = `/bindings/${wide.id}`
    expect(await asBound(`${path}/pause`, 'POST')).toEqual(refused)
    expect(await asBound(`${path}/promote`, 'POST', { version: '2.0.0' })).toEqual(refused)
    expect(await asBound(path, 'DELETE')).toEqual(refused)
    const ofClass = request(ids['line']!, 'class', { target: { thingModel: 'motor' } })
    expect(await asBound('/bindings', 'POST', ofClass)).toEqual(refused)
    expect(await asBound('/bindings/preview', 'POST', ofClass)).toEqual(refused)
    expect(
      await asBound('/bindings', 'POST', request(ids['line']!, 'far', { target: { assets: [elsewhere] } })),
    ).toEqual([404, 'assets.asset_unknown'])
    expect((await asBound('/bindings', 'POST', request(ids['line']!, 'own')))[0]).toBe(201)
    // What is studied is of what one sees.
    const study = { kind: 'backtest', title: 'far', mechanism: ids['line'], version: '1.0.0', from: at(0), to: at(60) }
    const far = { ...study, binding: wide.id, asset: elsewhere }
    expect(await asBound('/studies', 'POST', far)).toEqual([422, 'studies.not_bound'])
    await ask(path, 'DELETE')
  })

  it('a point that one binding gives is taken over by no other', async () => {
    const first = await define(ids['line']!, 'given once')
    const second = await define(ids['line']!, 'given once')
    const point = await outputOf(first.id)
    expect((await assetOf(second.id)).outputs.map((each) => each.point)).not.toContain(point)
    // Once nobody gives it, the next goes on with it.
    for (const { id } of [first, second]) await ask(`/bindings/${id}`, 'DELETE')
    const third = await define(ids['line']!, 'given once')
    expect(await outputOf(third.id)).toBe(point)
    await ask(`/bindings/${third.id}`, 'DELETE')
  })

  it('a point that a formula gives is taken over by no binding, nor one of a binding by a formula', async () => {
    const formula = (name: string) => ({
      asset: ids['asset'],
      name: names(name),
      formula: 'x * 2',
      inputs: [{ name: 'x', point: ids['x'] }],
    })
    const { id: derived } = await ask<{ id: string }>('/derived-points', 'POST', formula('by formula'))
    const second = await define(ids['line']!, 'by formula')
    expect((await assetOf(second.id)).outputs.map((each) => each.point)).not.toContain(derived)
    const first = await define(ids['line']!, 'by model')
    const refused = await reply('/derived-points', 'POST', formula('by model'))
    expect(await refused.json()).toMatchObject({ status: 409, code: 'assets.name_taken' })
    for (const { id } of [first, second]) await ask(`/bindings/${id}`, 'DELETE')
    await ask(`/derived-points/${derived}`, 'DELETE')
  })

  it('what does not fit is said at the asset or refused, and what is removed leaves its history', async () => {
    const missing = await define(ids['line']!, 'nowhere', { inputs: { x: { property: 'steam' } } })
    expect([missing.assets, missing.broken]).toEqual([1, 1])
    expect((await assetOf(missing.id)).inputs).toMatchObject([{ name: 'x', problem: 'missing' }])
    const refused = async (more: object): Promise<unknown> =>
      ((await (await reply('/bindings', 'POST', request(ids['line']!, 'no', more))).json()) as { code: string }).code
    expect(await refused({ inputs: { z: { property: 'x' } } })).toBe('bindings.name_unknown')
    expect(await refused({ inputs: { x: {} } })).toBe('bindings.one_of')
    expect(await refused({ outputs: {} })).toBe('bindings.no_output')
    const line = await outputOf(ids['double']!)
    const before = (await history(line)).length
    await ask(`/bindings/${ids['double']}`, 'DELETE')
    expect((await history(line)).length).toBeGreaterThanOrEqual(before)
    expect((await reply(`/bindings/${ids['double']}`)).status).toBe(404)
  })
})
