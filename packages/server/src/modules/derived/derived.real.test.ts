import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, Owned, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform, type Platform } from '../../platform.ts'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import type { Sample } from '../assets/index.ts'
import type { Derived, Preview } from './schema.ts'

const names = (en: string) => ({ en, zh: en })

describe('from a machine to the history, the whole platform', () => {
  let owned: Owned
  let dataFolder: string
  let platform: Platform
  let token: string
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
        adminPassword: 'Quarry-lantern-58-meadow',
        clock: systemClock,
        log: silentLog,
      }),
    )
    token = await readFile(platform.tokenFile, 'utf8')
  }
  async function ask<T>(path: string, method = 'GET', body?: object, bearer = token): Promise<T> {
    const reply = await fetch(`${platform.address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    expect([path, reply.status, reply.ok ? '' : text]).toEqual([path, reply.status, ''])
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  const send = (second: number, values: object): Promise<unknown> =>
    ask('/telemetry', 'POST', { time: at(second), values }, secret)
  /** Second, value and quality of all that the history has of a point. */
  async function history(point: string): Promise<[number, Sample['value'], string][]> {
    const { items } = await ask<{ items: Sample[] }>(`/points/${point}/history?from=${at(-60)}&to=${at(3_000)}`)
    return items.map(({ time, value, quality }) => [(Date.parse(time) - zero) / 1_000, value, quality])
  }
  const define = (body: object): Promise<Derived> => ask('/derived-points', 'POST', body)
  const inputs = (...of: string[]) => of.map((name) => ({ name, point: ids[name] }))

  beforeAll(async () => {
    owned = new Owned()
    dataFolder = await mkdtemp(join(tmpdir(), 'millrace-derived-'))
    await chmod(dataFolder, 0o755)
    await start()
    const enrolled = { as: 'device', name: 'pump' }
    const { name, secret: own } = await ask<{ name: string; secret: string }>('/devices/credentials', 'POST', enrolled)
    secret = `${name}:${own}`
    await send(0, { flow: 2, head: 5 })
    const points = await ask<{ items: { id: string; name: string; assetId: string }[] }>('/points')
    for (const { id, name: called } of points.items) ids[called] = id
    ids['asset'] = points.items[0]!.assetId
  })
  afterAll(async () => {
    await owned.close()
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('a derived point, and one derived of it, have a value for each instant of their inputs', async () => {
    const power = await define({
      asset: ids['asset'],
      name: names('power'),
      formula: 'flow * head',
      inputs: inputs('flow', 'head'),
    })
    ids['power'] = power.id
    const alarm = await define({
      asset: ids['asset'],
      name: names('high'),
      formula: 'power > 20 and flow > 1',
      inputs: inputs('power', 'flow'),
    })
    ids['high'] = alarm.id
    expect([power.type, alarm.type]).toEqual(['double', 'boolean'])
    await send(10, { flow: 3 })
    await send(20, { flow: 4, head: 6 })
    await send(30, { head: 7 })
    await expect
      .poll(() => history(power.id))
      .toEqual([
        [0, 10, 'good'],
        [10, 15, 'good'],
        [20, 24, 'good'],
        [30, 28, 'good'],
      ])
    await expect
      .poll(() => history(alarm.id))
      .toEqual([
        [0, false, 'good'],
        [10, false, 'good'],
        [20, true, 'good'],
        [30, true, 'good'],
      ])
    expect(await ask(`/points/${power.id}`)).toMatchObject({ name: 'power', writable: false, latest: { value: 28 } })
  })

  it('what comes late is worked in from the history, in both of them', async () => {
    await send(15, { head: 100 })
    await expect
      .poll(() => history(ids['power']!), { timeout: 15_000 })
      .toEqual([
        [0, 10, 'good'],
        [10, 15, 'good'],
        [15, 300, 'good'],
        [20, 24, 'good'],
        [30, 28, 'good'],
      ])
    await expect
      .poll(async () => (await history(ids['high']!)).map(([, value]) => value), { timeout: 15_000 })
      .toEqual([false, false, true, true, true])
  })

  it('a restart changes nothing, and goes on', async () => {
    const before = await history(ids['power']!)
    await platform.close()
    await start()
    await send(40, { flow: 1 })
    await expect.poll(() => history(ids['power']!)).toEqual([...before, [40, 7, 'good']])
  })

  it('one that is made later is worked back when that is asked, as the same formula over the whole history', async () => {
    const body = { asset: ids['asset'], formula: 'power + head', inputs: inputs('power', 'head') }
    const later = await define({ ...body, name: names('later') })
    const back = await define({ ...body, name: names('back'), from: at(-10) })
    const whole = [
      [0, 15, 'good'],
      [10, 20, 'good'],
      [15, 400, 'good'],
      [20, 30, 'good'],
      [30, 35, 'good'],
      [40, 14, 'good'],
    ]
    await expect.poll(() => history(back.id), { timeout: 15_000 }).toEqual(whole)
    expect(await history(later.id)).toEqual(whole.slice(-1))
    await ask(`/derived-points/${later.id}/back`, 'POST', { from: at(15) })
    await expect.poll(() => history(later.id), { timeout: 15_000 }).toEqual(whole.slice(2))
    const { items } = await ask<{ items: Derived[] }>('/derived-points')
    expect(items.find(({ id }) => id === back.id)).not.toHaveProperty('back')
  })

  it('an alarm looks at one as at any other point', async () => {
    const password = 'Quarry-lantern-58-meadow'
    const invited = await ask<{ token: string }>('/invitations', 'POST', { name: 'bob', roles: [{ role: 'engineer' }] })
    await ask('/invitations/acceptance', 'POST', { token: invited.token, username: 'bob', password })
    const bob = await ask<{ token: string }>('/session', 'POST', { username: 'bob', password, kind: 'token' })
    const condition = {
      is: 'limit',
      point: ids['power'],
      side: 'high',
      limit: 90,
      deadband: 0,
      onDelay: 0,
      offDelay: 0,
    }
    const definition = {
      asset: ids['asset'],
      name: names('power high'),
      condition,
      consequence: 'minor',
      respondWithin: 5,
      cause: 'Valve stuck',
      effect: 'Motor warms up',
      action: 'Close the valve',
      class: 'process',
      latching: false,
      acknowledgement: 'required',
      reAlarm: 'always',
      rationalised: true,
    }
    const change = await ask<{ id: string }>('/alarm-changes', 'POST', { definition, reason: 'new' })
    await ask(`/alarm-changes/${change.id}/approval`, 'POST', {}, bob.token)
    await send(45, { flow: 14 })
    const standing = async (): Promise<unknown> =>
      (await ask<{ items: { state: string }[] }>('/alarms')).items.map(({ state }) => state)
    await expect.poll(standing).toEqual(['unacknowledged'])
  })

  it('a changed formula holds from the newest value on, in what rests on it too', async () => {
    const change = { name: names('power'), formula: 'flow * head * 2', inputs: inputs('flow', 'head') }
    await ask(`/derived-points/${ids['power']}`, 'PUT', change)
    await send(50, { flow: 2 })
    await expect
      .poll(async () => (await history(ids['power']!)).slice(-3))
      .toEqual([
        [40, 7, 'good'],
        [45, 196, 'good'],
        [50, 28, 'good'],
      ])
    await expect.poll(async () => (await history(ids['high']!)).at(-1)).toEqual([50, true, 'good'])
  })
})

describe('who may define what', () => {
  let platform: TestPlatform
  let north: Side
  let engineer: Ask
  let operator: Ask
  let bound: Ask
  const ids: Record<string, string> = {}
  const post = (body: object, ask = engineer, path = '/derived-points') => ask(path, { method: 'POST', body })
  const made = async (name: string, formula: string, of: readonly string[], more: object = {}): Promise<string> => {
    const inputs = of.map((one) => ({ name: one, point: ids[one] }))
    const { status, body } = await post({ asset: ids['Pump'], name: names(name), formula, inputs, ...more })
    expect([status, body['detail']]).toEqual([201, undefined])
    ids[name] = String(body['id'])
    return ids[name]!
  }
  const refusal = async (formula: string, of: readonly string[], more: object = {}): Promise<unknown> => {
    const inputs = of.map((one) => ({ name: one, point: ids[one] }))
    return (await post({ asset: ids['Pump'], name: names('x'), formula, inputs, ...more })).body['code']
  }

  beforeAll(async () => {
    platform = await startTestPlatform()
    north = await addOrganisation(platform, 'North')
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: 'pump' },
      assetPath: ['Works', 'Pump'],
      points: [
        { name: 'flow', type: 'double', unit: 'm3/h' },
        { name: 'head', type: 'double', unit: 'bar' },
        { name: 'state', type: 'string' },
      ],
    })
    for (const { name, id } of (await north.ask('/assets')).body.items) ids[name] = id
    for (const { name, id } of (await north.ask('/points')).body.items) ids[name] = id
    engineer = await north.member('engineer', [{ role: 'engineer' }])
    operator = await north.member('operator', [{ role: 'operator' }])
    bound = await north.member('bound', [{ role: 'engineer', below: ids['Works']! }])
    const now = Math.floor(Date.now() / 1_000) * 1_000_000
    const rows = [-60, -40, -20].flatMap((second, i): [number, number, number][] => [
      [series[0]!, now + second * 1_000_000, i + 1],
      [series[1]!, now + second * 1_000_000, 2],
    ])
    await platform.history.append(north.id, batchOf(rows), 1)
  })
  afterAll(() => platform.close())

  it('the unit follows from the formula, or is checked against it', async () => {
    await made('power', 'flow * head', ['flow', 'head'], { unit: 'kW' })
    expect((await engineer(`/points/${ids['power']}`)).body).toMatchObject({
      type: 'double',
      unit: 'kW',
      name: 'power',
    })
    expect(await refusal('flow * head', ['flow', 'head'], { unit: 'K' })).toBe('expression.unit_mismatch')
    expect(await refusal('flow + head', ['flow', 'head'])).toBe('expression.unit_mismatch')
    expect(await refusal('flow + nothing', ['flow'])).toBe('expression.name_unknown')
    expect(await refusal('state', ['state'])).toBe('derived.text')
    await made('runs', 'state == "run"', ['state'])
    expect((await engineer(`/points/${ids['runs']}`)).body).toMatchObject({ type: 'boolean' })
  })

  it('a formula is shown over the last hour before it is kept', async () => {
    const inputs = [
      { name: 'flow', point: ids['flow'] },
      { name: 'head', point: ids['head'] },
    ]
    const asked = { formula: 'flow * head', unit: 'kW', inputs }
    const { status, body } = await post(asked, engineer, '/derived-points/preview')
    expect(status).toBe(200)
    const { samples, unit, cut } = body as unknown as Preview
    expect([unit, cut, samples.length]).toEqual(['kW', false, 3])
    expect(samples.map(({ value }) => Math.round(Number(value) * 3_600) / 200)).toEqual([1, 2, 3])
  })

  it('a circle is refused with its path, and so are too many on top of each other', async () => {
    await made('twice', 'power * 2', ['power'])
    const { body } = await engineer(`/derived-points/${ids['power']}`, {
      method: 'PUT',
      body: { name: names('power'), formula: 'twice / 2', inputs: [{ name: 'twice', point: ids['twice'] }] },
    })
    expect([body['code'], body['detail']]).toEqual([
      'derived.circle',
      'Expected a point that does not rest on itself, saw power → twice → power.',
    ])
    await made('third', 'twice + 0[kW]', ['twice'])
    await made('fourth', 'third + 0[kW]', ['third'])
    await made('fifth', 'fourth + 0[kW]', ['fourth'])
    expect(await refusal('fifth', ['fifth'])).toBe('derived.too_deep')
  })

  it('names are unique at an asset, and one that others rest on stays', async () => {
    const inputs = [{ name: 'flow', point: ids['flow'] }]
    const body = { asset: ids['Pump'], formula: 'flow', inputs }
    expect((await post({ ...body, name: names('flow') })).body['code']).toBe('assets.name_taken')
    expect((await post({ ...body, name: names('power') })).body['code']).toBe('derived.exists')
    const removed = (name: string) => engineer(`/derived-points/${ids[name]}`, { method: 'DELETE' })
    expect((await removed('twice')).body['code']).toBe('derived.used')
    expect((await removed('fifth')).status).toBe(204)
    expect((await engineer(`/points/${ids['fifth']}`)).status).toBe(200)
    expect(await refusal('fifth', ['fifth'])).toBe('derived.input_gone')
    const again = ids['fifth']
    expect(await made('fifth', 'fourth + 1[kW]', ['fourth'])).toBe(again)
  })

  it('an operator sees them and changes none; whoever has a part of the plant uses what is in it', async () => {
    const inputs = [{ name: 'flow', point: ids['flow'] }]
    const body = { asset: ids['Pump'], name: names('y'), formula: 'flow', inputs }
    expect((await post(body, operator)).status).toBe(403)
    const { items } = (await operator(`/derived-points?asset=${ids['Works']}`)).body as unknown as { items: Derived[] }
    expect(items.map(({ name }) => name.en).sort()).toEqual(['fifth', 'fourth', 'power', 'runs', 'third', 'twice'])
    expect((await post(body, bound)).status).toBe(201)
    const south = await addOrganisation(platform, 'South')
    expect((await south.ask('/derived-points')).body.items).toEqual([])
    expect((await post(body, south.ask)).body['code']).toBe('assets.asset_unknown')
    expect((await south.ask(`/derived-points/${ids['power']}`, { method: 'DELETE' })).body['code']).toBe(
      'derived.unknown',
    )
  })

  it('whoever has a part of the plant is told no name of another part', async () => {
    await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: 'tank' },
      assetPath: ['Store', 'Tank'],
      points: [{ name: 'level', type: 'double' }],
    })
    const tank = (await north.ask('/assets?search=Tank')).body.items[0]?.id
    const inputs = [{ name: 'power', point: ids['power'] }]
    const { body } = await post({ asset: tank, name: names('hidden'), formula: 'power * 2', inputs })
    ids['hidden'] = String(body['id'])
    const drop = await bound(`/derived-points/${ids['power']}`, { method: 'DELETE' })
    expect([drop.body['code'], drop.body['detail']]).toEqual(['derived.used', expect.not.stringContaining('hidden')])
    const change = { name: names('power'), formula: 'other', inputs: [{ name: 'other', point: ids['hidden'] }] }
    const circle = await bound(`/derived-points/${ids['power']}`, { method: 'PUT', body: change })
    expect(circle.body['code']).toBe('assets.point_unknown')
    const own = { ...change, formula: 'twice', inputs: [{ name: 'twice', point: ids['twice'] }] }
    const seen = await bound(`/derived-points/${ids['power']}`, { method: 'PUT', body: own })
    expect(seen.body['detail']).toContain('power → twice → power')
    expect((await engineer(`/derived-points/${ids['hidden']}`, { method: 'DELETE' })).status).toBe(204)
  })

  it('many at once are made one after the other, and none waits for a connection that another one holds', async () => {
    const inputs = [{ name: 'flow', point: ids['flow'] }]
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        post({ asset: ids['Pump'], name: names(`many ${i}`), formula: 'flow * 2', inputs }),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201))
    const gone = await Promise.all(
      replies.map(({ body }) => engineer(`/derived-points/${body['id']}`, { method: 'DELETE' })),
    )
    expect(gone.map(({ status }) => status)).toEqual(gone.map(() => 204))
  })

  it('every change stands in the audit', async () => {
    const { items } = (await north.ask('/audit?action=derived.defined')).body
    expect(items.length).toBeGreaterThan(5)
    expect((await north.ask('/audit?action=derived.removed')).body.items.length).toBeGreaterThan(1)
  })

  it('one whose input speaks otherwise is named and bad, and the others go on', async () => {
    const register = (unit: string) =>
      platform.services.devices.directory.register(north.id, {
        source: { group: 'g', node: 'n', device: 'pump' },
        assetPath: ['Works', 'Pump'],
        points: [{ name: 'head', type: 'double', unit }],
      })
    const { book } = platform.services.derived
    const given = async (): Promise<number> => (await book.definitions(north.id)).length
    const broken = async () => {
      const { items } = (await north.ask('/derived-points')).body as unknown as { items: Derived[] }
      return items.flatMap((one) => (one.broken ? [[one.name.en, one.broken.code]] : [])).sort()
    }
    const all = await given()
    await register('K')
    expect(await given()).toBe(all - 5)
    const why = 'expression.unit_mismatch'
    expect(await broken()).toEqual(['fifth', 'fourth', 'power', 'third', 'twice'].map((name) => [name, why]))
    const { items } = (await north.ask(`/points/${ids['power']}/history`)).body as unknown as { items: Sample[] }
    expect(items.at(-1)).toMatchObject({ value: null, statusName: 'BadConfigurationError' })
    await register('bar')
    expect(await given()).toBe(all)
    expect(await broken()).toEqual([])
  })
})
