import { batchOf } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { addOrganisation, askerOf, type Reply, type Side } from '../../testing-people.ts'

let platform: TestPlatform
let north: Side
let south: Side
let pressure: { id: string; series: number }
let boiler: string
const T0 = Date.UTC(2026, 10, 1) * 1_000

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const register = (machine: string, name: string) =>
    platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', 'Utilities', machine],
      points: [{ name, type: 'double', writable: true }],
    })
  const { series } = await register('Boiler 1', 'Steam pressure')
  await register('Boiler 2', 'Secret pressure')
  const batch = batchOf([[series[0] as number, T0, 8.5]])
  await platform.history.append(north.id, batch, 1)
  platform.latest.update(north.id, batch)
  boiler = (await north.ask('/assets?search=boiler')).body.items.find(({ name }) => name === 'Boiler 1')?.id ?? ''
  const point = (await north.ask('/points?search=steam')).body.items[0]?.id ?? ''
  pressure = { id: point, series: series[0] as number }
})
afterAll(() => platform.close())

const grantBody = (more: object = {}) => ({
  asset: boiler,
  receiver: 'south',
  actions: ['asset:read', 'point:read'],
  purpose: 'Joint tuning of the burner',
  endsAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  ...more,
})
const give = async (more: object = {}): Promise<Reply> => {
  const given = await north.ask('/grants', { method: 'POST', body: grantBody(more) })
  expect(given.status).toBe(201)
  return given.body
}

/** What is seen through a grant, by every way there is. */
const through = async (side: Side, grant: string) => {
  const q = `grant=${grant}`
  const answer = async (path: string) => {
    const { status, body } = await side.ask(path)
    return status === 200 ? (body.items?.map((item) => item.name ?? 'value') ?? 'seen') : status
  }
  return {
    assets: await answer(`/assets?${q}`),
    roots: await answer(`/assets?parent=root&${q}`),
    points: await answer(`/points?${q}`),
    latest: await answer(`/points/latest?ids=${pressure.id}&${q}`),
    history: await answer(`/points/${pressure.id}/history?from=2026-11-01&to=2026-11-02&${q}`),
    buckets: await answer(`/points/${pressure.id}/buckets?from=2026-11-01&to=2026-11-02&${q}`),
  }
}
const shut = { assets: 404, roots: 404, points: 404, latest: 404, history: 404, buckets: 404 }

describe('a boiler shared with another organisation', () => {
  it('shows exactly that subtree, from its top, while the grant is open; then nothing, open streams included', async () => {
    expect(await through(south, boiler)).toEqual(shut)
    const { id } = await give()
    const grant = String(id)
    expect(await through(south, grant)).toEqual({
      assets: ['Boiler 1'],
      roots: ['Boiler 1'],
      points: ['Steam pressure'],
      latest: ['value'],
      history: ['value'],
      buckets: 'seen',
    })
    const [asset] = (await south.ask(`/assets?grant=${grant}`)).body.items
    expect(asset).toMatchObject({ parent: null, path: ['Boiler 1'] })
    expect((await south.ask(`/assets?search=works&grant=${grant}`)).body.items).toEqual([])
    expect((await south.ask('/assets')).body.items).toEqual([])

    const stream = await platform.fetch(`/api/v1/live?points=${pressure.id}&grant=${grant}`, { token: south.token })
    expect(stream.status).toBe(200)
    const reader = (stream.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('8.5')) text += (await reader.read()).value ?? ''

    expect((await north.ask(`/grants/${grant}`, { method: 'DELETE' })).status).toBe(204)
    for (;;) if ((await reader.read()).done) break
    platform.latest.update(north.id, batchOf([[pressure.series, T0 + 1_000_000, 9.75]]))
    expect(await through(south, grant)).toEqual(shut)
    expect(text).not.toContain('9.75')
  })

  it('is told to who received it, also when it is over, and to nobody else', async () => {
    const { id } = await give({ purpose: 'To be looked up' })
    const received = `/grants/received/${String(id)}`
    expect((await south.ask(received)).body).toMatchObject({ state: 'open', giver: 'North', subject: 'Boiler 1' })
    expect((await north.ask(received)).status).toBe(404)
    await north.ask(`/grants/${String(id)}`, { method: 'DELETE' })
    expect((await south.ask(received)).body).toMatchObject({ state: 'revoked', purpose: 'To be looked up' })
  })

  it('is told in the audit of both', async () => {
    const { id } = await give({ purpose: 'For the audit' })
    await north.ask(`/grants/${String(id)}`, { method: 'DELETE' })
    const told = async (side: Side) =>
      (await side.ask('/audit?limit=50')).body.items
        .filter((item) => JSON.stringify(item).includes(String(id)))
        .map(({ action }) => action)
        .sort()
    expect(await told(north)).toEqual(['grant.given', 'grant.revoked'])
    expect(await told(south)).toEqual(['grant.received', 'grant.withdrawn'])
  })

  it('is told in the audit of both when somebody looks through it, once and with a count, and what they take out', async () => {
    const { id } = await give({ actions: ['asset:read', 'point:read', 'history:export'] })
    const grant = String(id)
    for (let i = 0; i < 5; i++) await south.ask(`/assets?grant=${grant}`)
    const csv = { token: south.token, headers: { accept: 'text/csv' } }
    const taken = await platform.fetch(`/api/v1/points/${pressure.id}/history?grant=${grant}`, csv)
    expect(await taken.text()).toContain('time')
    const told = async (side: Side): Promise<string[]> =>
      (await side.ask('/audit?limit=50')).body.items
        .filter((item) => JSON.stringify(item).includes(grant))
        .map(({ action }) => action ?? '')
    for (const side of [north, south]) {
      await expect.poll(() => told(side)).toContain('grant.used')
      const actions = await told(side)
      expect(actions.filter((action) => action === 'grant.used')).toHaveLength(1)
      expect(actions).toContain('history.exported')
    }
  })

  it('closes by itself at its end', async () => {
    const { id } = await give({ endsAt: new Date(Date.now() + 1_500).toISOString() })
    const grant = String(id)
    expect((await south.ask(`/assets?grant=${grant}`)).status).toBe(200)
    await expect.poll(async () => (await south.ask(`/assets?grant=${grant}`)).status).toBe(404)
    expect((await south.ask('/grants/received')).body.items.find((item) => item.id === grant)).toMatchObject({
      state: 'ended',
    })
  })

  it('before its start is listed, and shut', async () => {
    const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
    const { id } = await give({ startsAt: later(1), endsAt: later(2) })
    expect((await south.ask(`/assets?grant=${String(id)}`)).status).toBe(404)
    expect((await south.ask('/grants/received?state=planned')).body.items.map((item) => item.id)).toContain(id)
  })

  it('opens no more than its actions, and only what people may do at home as well', async () => {
    const { id } = await give({ actions: ['asset:read'] })
    expect((await south.ask(`/assets?grant=${String(id)}`)).status).toBe(200)
    expect((await south.ask(`/points?grant=${String(id)}`)).status).toBe(404)
    const auditor = await south.member('south-auditor', [{ role: 'auditor' }])
    expect((await auditor(`/assets?grant=${String(id)}`)).status).toBe(403)
  })

  it('of one point shows that point, and no asset', async () => {
    const { id } = await give({ asset: undefined, point: pressure.id })
    expect(await through(south, String(id))).toMatchObject({
      assets: [],
      points: ['Steam pressure'],
      latest: ['value'],
    })
  })

  it('with an organisation that does not exist is answered alike', async () => {
    const known = await give({})
    const unknown = await give({ receiver: 'nobody-here' })
    expect(Object.keys(unknown).sort()).toEqual(Object.keys(known).sort())
    expect(unknown).toMatchObject({ state: 'open', receiver: 'nobody-here' })
  })

  it('takes a grant of what is not there, not shared, or without end for what it is', async () => {
    const refused = async (more: object) => {
      const { status, body } = await north.ask('/grants', { method: 'POST', body: grantBody(more) })
      return [status, body['code']]
    }
    expect(await refused({ asset: '00000000-0000-7000-8000-000000000000' })).toEqual([404, 'assets.asset_unknown'])
    expect(await refused({ actions: ['member:manage'] })).toEqual([403, 'access.beyond_own'])
    expect(await refused({ endsAt: '2020-01-01T00:00:00Z' })).toEqual([422, 'access.grant_times'])
    expect(await refused({ asset: undefined })).toEqual([400, 'http.request_malformed'])
  })
})

describe('a link', () => {
  it('opens the subtree to whoever holds it, nothing else, until it is revoked', async () => {
    const { id, token } = await give({ receiver: undefined })
    const guest = askerOf(platform, String(token))
    expect((await guest('/assets')).body.items.map(({ name }) => name)).toEqual(['Boiler 1'])
    expect((await guest('/points')).body.items.map(({ name }) => name)).toEqual(['Steam pressure'])
    for (const path of ['/devices', '/members', '/grants/given', '/audit', '/overview'])
      expect([path, (await guest(path)).status]).toEqual([path, 403])
    expect((await north.ask(`/grants/${String(id)}`)).body).not.toHaveProperty('token')
    const held = await guest('/grants/held')
    expect(held.body).toMatchObject({ id, giver: 'North', subject: 'Boiler 1', link: true })
    expect(held.body).not.toHaveProperty('token')
    expect((await north.ask('/grants/held')).status).toBe(403)
    await north.ask(`/grants/${String(id)}`, { method: 'DELETE' })
    expect((await guest('/assets')).status).toBe(401)
    expect((await guest('/grants/held')).status).toBe(401)
  })

  it('tells the giver that it was used, and from where', async () => {
    const { id, token } = await give({ receiver: undefined })
    const guest = askerOf(platform, String(token))
    for (let i = 0; i < 3; i++) await guest('/assets')
    const used = async () =>
      (
        (await north.ask('/audit?limit=20')).body.items as unknown as { action: string; target?: { id: string } }[]
      ).filter(({ action, target }) => action === 'grant.used' && target?.id === id)
    await expect
      .poll(used)
      .toMatchObject([{ actor: { kind: 'link', id, remote: expect.any(String) }, detail: { times: 3 } }])
  })
})

describe('somebody limited to a subtree', () => {
  it('sees and does there alone, by list, by id and in figures', async () => {
    const fitter = await north.member('north-fitter', [{ role: 'operator', below: boiler }])
    expect((await fitter('/assets')).body.items.map(({ name }) => name)).toEqual(['Boiler 1'])
    expect((await fitter('/points')).body.items.map(({ name }) => name)).toEqual(['Steam pressure'])
    expect((await fitter('/overview')).body).toMatchObject({ points: 1, devices: { total: 1 } })
    expect((await fitter('/members')).status).toBe(403)
    const secret = (await north.ask('/points?search=secret')).body.items[0]?.id
    expect((await fitter(`/points/${secret}`)).status).toBe(404)
    expect((await fitter(`/live?points=${secret}`)).status).toBe(404)
  })
})
