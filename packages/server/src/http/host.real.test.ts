import { get as ask } from 'node:http'
import { connect } from 'node:net'
import { batchOf, type SeriesId, Status, type TenantId } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTestTenant } from '../database/testing.ts'
import { startTestPlatform, TEST_PASSWORD, type TestPlatform } from '../testing.ts'

let platform: TestPlatform
let series: readonly SeriesId[]
let points: Reply['items']

interface Reply {
  readonly [key: string]: unknown
  readonly items: { id: string; name: string; value?: unknown; quality?: string }[]
  readonly next?: string
  readonly paths: Record<string, Record<string, unknown>>
}
const json = async (response: Response): Promise<Reply> => response.json() as Promise<Reply>
const get = async (path: string): Promise<Reply> => json(await platform.fetch(`/api/v1${path}`))
const T0 = Date.UTC(2026, 10, 1) * 1_000

beforeAll(async () => {
  platform = await startTestPlatform()
  const registration = await platform.services.devices.directory.register(platform.tenant, {
    source: { group: 'plant', node: 'edge-1', device: 'boiler' },
    assetPath: ['Works', 'Utilities', 'Boiler house', 'Boiler 1'],
    protocol: 'opc-ua',
    points: [
      { name: 'Steam pressure', type: 'double', unit: 'bar', description: 'Drum', low: 0, high: 16 },
      { name: 'Burner on', type: 'boolean', writable: true },
      { name: 'Energy', type: 'int64', unit: 'W.h' },
      { name: 'Message', type: 'string' },
    ],
  })
  series = registration.series
  const [pressure = 0, burner = 0, energy = 0, message = 0] = series as readonly number[]
  const batch = batchOf([
    ...Array.from(
      { length: 120 },
      (_, i) => [pressure, T0 + i * 1_000_000, 10 + i / 100, i === 7 ? Status.BadSensorFailure : Status.Good] as const,
    ),
    [burner, T0, true],
    [energy, T0 + 250, 9_007_199_254_740_993n],
    [message, T0, '=cmd|"x"'],
    [message, T0 + 1_000_000, 'two, "three"'],
  ])
  await platform.history.append(platform.tenant, batch, 1)
  platform.latest.update(platform.tenant, batch)
  points = (await get('/points?limit=10')).items
})
afterAll(() => platform.close())

const idOf = (name: string): string => points.find((point) => point.name === name)?.id ?? 'none'

describe('signing in', () => {
  it('gives a bearer token, and the token opens what needs a session', async () => {
    const reply = await fetch(`${platform.address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ADMIN', password: TEST_PASSWORD, kind: 'token' }),
    })
    const session = (await reply.json()) as { token: string; user: unknown }
    expect(session).toMatchObject({ user: { username: 'admin', locale: 'en' }, tenant: { name: 'Millrace' } })
    const own = await platform.fetch('/api/v1/session', { token: session.token })
    expect(await json(own)).toMatchObject({ user: { username: 'admin' } })
  })

  it('gives a cookie that scripts cannot read and other sites do not send', async () => {
    const reply = await fetch(`${platform.address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: TEST_PASSWORD }),
    })
    const cookie = reply.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^millrace_session=[\w-]{43}; .*HttpOnly.*SameSite=Strict/)
    expect(await reply.json()).not.toHaveProperty('token')
    const own = await fetch(`${platform.address}/api/v1/session`, { headers: { cookie: cookie.split(';')[0] ?? '' } })
    expect(own.status).toBe(200)
  })

  it('ends with the session', async () => {
    const token = await platform.signIn('admin')
    expect((await platform.fetch('/api/v1/session', { method: 'DELETE', token })).status).toBe(204)
    expect((await platform.fetch('/api/v1/session', { token })).status).toBe(401)
  })

  it('refuses a wrong password and an unknown name in the same words, and slows down who keeps trying', async () => {
    const attempt = async (username: string) => {
      const reply = await fetch(`${platform.address}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: 'wrong' }),
      })
      return { status: reply.status, after: reply.headers.get('retry-after'), body: await json(reply) }
    }
    const wrong = await attempt('admin')
    const unknown = await attempt('nobody')
    expect(unknown).toEqual(wrong)
    expect(wrong).toMatchObject({ status: 401, body: { code: 'identity.sign_in_refused' } })
    for (let i = 0; i < 4; i++) await attempt('nobody')
    expect(await attempt('nobody')).toMatchObject({
      status: 429,
      after: '1',
      body: { code: 'identity.too_many_attempts' },
    })
  })

  it('is refused from another site', async () => {
    const reply = await fetch(`${platform.address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: JSON.stringify({ username: 'admin', password: TEST_PASSWORD }),
    })
    expect(await json(reply)).toMatchObject({ status: 403, code: 'http.foreign_origin' })
  })
})

describe('every route', () => {
  it('is shut without a session or token, but for what is open to everyone', async () => {
    const document = await json(await fetch(`${platform.address}/openapi.json`))
    const open: string[] = []
    const meant: string[] = []
    let from = 1
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const address = path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000')
        const reply = await fetch(`${platform.address}${address}`, {
          method: method.toUpperCase(),
          redirect: 'manual',
          headers: { 'x-forwarded-for': `198.18.${from >> 8}.${from++ & 255}` },
        })
        const { 'x-permission': permission } = operation as { 'x-permission': string }
        if (permission === 'public') meant.push(`${method} ${path}`)
        if (reply.status !== 401) open.push(`${method} ${path}`)
      }
    }
    expect(open.filter((one) => !meant.includes(one))).toEqual([])
  })

  it('tells another tenant of the plant 404, as if there were nothing', async () => {
    const south = await addTestTenant(platform.database, 'south')
    const stranger = await signInAt(south)
    const [asset, device] = [await get('/assets'), await get('/devices')].map((page) => page.items[0]?.id)
    const point = idOf('Energy')
    for (const path of [
      `points/${point}`,
      `points/${point}/history`,
      `points/${point}/buckets`,
      `points/latest?ids=${point}`,
      `live?points=${point}`,
      `assets/${asset}`,
      `devices/${device}`,
      `devices/${device}/diagnosis`,
    ])
      expect([path, (await platform.fetch(`/api/v1/${path}`, { token: stranger })).status]).toEqual([path, 404])
    for (const path of ['assets', 'points', 'devices']) {
      const list = await json(await platform.fetch(`/api/v1/${path}`, { token: stranger }))
      expect(list).toEqual({ items: [], total: 0 })
    }
  })

  it('says what is wrong with a request', async () => {
    expect(await get('/points?limit=0')).toMatchObject({
      status: 400,
      code: 'http.request_malformed',
      detail: 'Expected >= 1 at query/limit, saw 0.',
    })
    expect(await get('/points/x')).toMatchObject({ status: 400, code: 'http.request_malformed' })
    expect(await get('/nowhere')).toMatchObject({ status: 404, code: 'http.unknown_route' })
    expect(await get('/points?cursor=garbage')).toMatchObject({ status: 400, code: 'http.cursor_malformed' })
  })

  const send = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    platform.fetch('/api/v1/session', {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'x-forwarded-for': '203.0.113.9' },
    })

  it('refuses a body over 1 MB, another type, invalid JSON and invalid UTF-8, each by name', async () => {
    expect(await json(await send('x'.repeat(1_048_577)))).toMatchObject({ status: 413, code: 'http.body_too_large' })
    expect(await json(await send('a=b', 'application/x-www-form-urlencoded'))).toMatchObject({
      status: 415,
      code: 'http.media_type',
    })
    expect(await json(await send('{'))).toMatchObject({ status: 400, code: 'http.body_malformed' })
    expect(await json(await send(new Uint8Array([0x22, 0xff, 0x22])))).toMatchObject({
      status: 400,
      code: 'http.body_malformed',
    })
    expect(await json(await send('{"username":5,"password":"secret words"}'))).toMatchObject({
      status: 400,
      detail: 'Expected string at body/username, saw a number.',
    })
  })

  it('cuts a caller off whose headers are too long', async () => {
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(platform.address).port), '127.0.0.1')
      let text = ''
      socket.on('data', (piece) => (text += String(piece)))
      socket.on('close', () => resolve(text))
      socket.on('error', () => undefined)
      socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)
    })
    expect(said).toMatch(/^HTTP\/1.1 431 /)
  })
})

describe('assets', () => {
  it('are walked from the top down', async () => {
    const top = await get('/assets?parent=root')
    expect(top).toMatchObject({
      total: 1,
      items: [{ name: 'Works', level: 'enterprise', parent: null, childCount: 1, pointCount: 4, path: ['Works'] }],
    })
    const below = await get(`/assets?parent=${top.items[0]?.id}`)
    expect(below).toMatchObject({ items: [{ name: 'Utilities', level: 'site', path: ['Works', 'Utilities'] }] })
  })

  it('are found by words of their path', async () => {
    expect(await get('/assets?search=boiler%20HOUSE%201')).toMatchObject({
      total: 1,
      items: [{ name: 'Boiler 1', level: 'work_center' }],
    })
    expect(await get('/assets?search=%25')).toMatchObject({ total: 0 })
  })
})

describe('points', () => {
  it('come with unit, range and latest value', async () => {
    expect(points.map(({ name }) => name)).toEqual(['Burner on', 'Energy', 'Message', 'Steam pressure'])
    expect(await get(`/points/${idOf('Steam pressure')}`)).toMatchObject({
      path: ['Works', 'Utilities', 'Boiler house', 'Boiler 1'],
      type: 'double',
      unit: 'bar',
      low: 0,
      high: 16,
      writable: false,
      latest: { time: '2026-11-01T00:01:59.000Z', value: 11.19, status: 0, quality: 'good', statusName: 'Good' },
    })
    expect(await get(`/points/${idOf('Energy')}`)).toMatchObject({
      latest: { time: '2026-11-01T00:00:00.000250Z', value: '9007199254740993' },
    })
  })

  it('are found below an asset, behind a device and by words', async () => {
    const utilities = (await get('/assets?search=utilities')).items.find(({ name }) => name === 'Utilities')
    expect(await get(`/points?asset=${utilities?.id}&search=steam`)).toMatchObject({
      total: 1,
      items: [{ name: 'Steam pressure' }],
    })
    const device = (await get('/devices?kind=device')).items[0]
    expect(await get(`/points?device=${device?.id}`)).toMatchObject({ total: 4 })
  })

  it('come in pages that meet without gap or double', async () => {
    const names: string[] = []
    let cursor = ''
    for (let turn = 0; turn < 10; turn++) {
      const page = await get(`/points?limit=3${cursor}`)
      names.push(...page.items.map(({ name }) => name))
      expect(page['total']).toBe(turn === 0 ? 4 : undefined)
      if (!page.next) break
      cursor = `&cursor=${page.next}`
    }
    expect(names).toEqual(['Burner on', 'Energy', 'Message', 'Steam pressure'])
  })

  it('tell their latest values in the order asked', async () => {
    const found = await get(`/points/latest?ids=${idOf('Message')},${idOf('Burner on')}`)
    expect(found.items).toMatchObject([
      { point: idOf('Message'), value: 'two, "three"' },
      { point: idOf('Burner on'), value: true },
    ])
  })
})

describe('history', () => {
  const from = '2026-11-01T00:00:00Z'

  it('gives the samples as measured, from either end', async () => {
    const path = `/points/${idOf('Steam pressure')}/history?from=${from}&to=${T0 + 60_000_000}`
    const first = await get(`${path}&limit=2`)
    expect([first.items.map(({ value }) => value), first['truncated']]).toEqual([[10, 10.01], true])
    const last = await get(`${path}&limit=2&order=desc`)
    expect([last.items.map(({ value }) => value), last['truncated']]).toEqual([[10.59, 10.58], true])
    const all = await get(path)
    expect([all.items.length, all['truncated'], all.items[7]?.quality]).toEqual([60, false, 'bad'])
  })

  it('as CSV is whole, quoted, and holds no formula', async () => {
    const reply = await platform.fetch(`/api/v1/points/${idOf('Message')}/history?from=${from}&to=2026-11-02`, {
      headers: { accept: 'text/csv' },
    })
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="Message.csv"')
    expect(await reply.text()).toBe(
      `time,value,unit,status,quality\r\n2026-11-01T00:00:00.000Z,"'=cmd|""x""",,Good,good\r\n2026-11-01T00:00:01.000Z,"two, ""three""",,Good,good\r\n`,
    )
  })

  it('in buckets gives extremes, mean and counts, and null where nothing was good', async () => {
    const buckets = await get(
      `/points/${idOf('Steam pressure')}/buckets?from=${from}&to=${T0 + 120_000_000}&width=60000000`,
    )
    expect(buckets).toMatchObject({
      width: 60_000_000,
      start: [T0, T0 + 60_000_000],
      min: [10, 10.6],
      max: [10.59, 11.19],
      count: [60, 60],
      good: [59, 60],
    })
    const bad = await get(
      `/points/${idOf('Steam pressure')}/buckets?from=${T0 + 7_000_000}&to=${T0 + 8_000_000}&width=1000000`,
    )
    expect(bad).toMatchObject({ min: [null], mean: [null], count: [1], good: [0] })
  })

  it('refuses a range that makes no sense', async () => {
    const id = idOf('Energy')
    expect(await get(`/points/${id}/history?from=yesterday`)).toMatchObject({ code: 'telemetry.time_malformed' })
    expect(await get(`/points/${id}/history?from=2026-11-02&to=2026-11-01`)).toMatchObject({
      code: 'telemetry.range_backwards',
    })
    expect(await get(`/points/${id}/buckets?from=2026-11-01&to=2026-11-02&width=1000`)).toMatchObject({
      code: 'telemetry.buckets_too_many',
    })
  })
})

describe('the live stream', () => {
  it('brings what is held, then what changes', async () => {
    const leave = new AbortController()
    const reply = await platform.fetch(`/api/v1/live?points=${idOf('Steam pressure')}`, { signal: leave.signal })
    expect(reply.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (piece: string) => {
      while (!text.includes(piece)) text += (await reader.read()).value ?? ''
    }
    await until('"value":11.19')
    platform.latest.update(platform.tenant, batchOf([[series[0] as number, T0 + 500_000_000, 12.5]]))
    await until('"value":12.5')
    expect(text).toContain('event: samples\ndata: [{"point":')
    leave.abort()
  })
})

describe('devices', () => {
  it('tell state, error and health, and an edge node that dies takes its devices with it', async () => {
    const { book } = platform.services.devices
    const edge = { group: 'plant', node: 'edge-1' }
    book.report(platform.tenant, edge, { state: 'online', seen: T0 })
    book.report(
      platform.tenant,
      { ...edge, device: 'boiler' },
      { state: 'online', seen: T0 + 1, lastError: 'no answer', health: { late_cycles: 3 } },
    )
    await expect.poll(async () => (await get('/devices?state=online'))['total']).toBe(2)
    const devices = await get('/devices?kind=device')
    expect(devices.items[0]).toMatchObject({
      name: 'boiler',
      protocol: 'opc-ua',
      lastError: 'no answer',
      lastSeen: '2026-11-01T00:00:00.000001Z',
      pointCount: 4,
      health: { late_cycles: 3 },
    })
    expect(await get('/overview')).toMatchObject({
      points: 4,
      devices: { online: 2, offline: 0, total: 2 },
      worst: [{ name: 'boiler' }],
    })
    book.report(platform.tenant, { ...edge, device: 'boiler' }, { seen: T0 + 2, lastError: '' })
    book.report(platform.tenant, edge, { state: 'offline', seen: T0 + 3 })
    await expect.poll(async () => (await get('/devices?state=offline'))['total']).toBe(2)
    expect(await get('/overview')).toMatchObject({ worst: [] })
  })

  it('get a secret once, send with it, and open nothing else with it', async () => {
    const enrol = (body: object) =>
      platform.fetch('/api/v1/devices/credentials', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
    const reply = await enrol({ as: 'device', name: 'weather' })
    expect(reply.status).toBe(201)
    const { name, secret } = (await reply.json()) as { name: string; secret: string }
    expect(await json(await enrol({ as: 'device', name: 'weather' }))).toMatchObject({
      status: 409,
      code: 'machines.credential_exists',
    })
    expect(await json(await enrol({ as: 'edge', group: 'a/b', node: 'c' }))).toMatchObject({ status: 400 })
    const token = `${name}:${secret}`
    const sent = await platform.fetch('/api/v1/telemetry', {
      method: 'POST',
      token,
      body: '{"t":1}',
      headers: { 'content-type': 'application/json' },
    })
    expect(sent.status).toBe(204)
    expect(platform.received).toEqual([{ name: 'weather', body: '{"t":1}' }])
    expect(await json(await platform.fetch('/api/v1/points', { token }))).toMatchObject({ status: 403 })
    expect((await platform.fetch('/api/v1/telemetry', { method: 'POST', token: `${name}:wrong` })).status).toBe(401)
    const again = await json(await enrol({ as: 'device', name: 'weather', replace: true }))
    expect((await platform.fetch('/api/v1/points', { token })).status).toBe(401)
    expect((await platform.fetch('/api/v1/points', { token: `weather:${again['secret']}` })).status).toBe(403)
  })

  it('takes a device whose name has a blank and letters beyond ASCII, by its pair as Basic', async () => {
    const made = await platform.fetch('/api/v1/devices/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'device', name: '锅炉 7' }),
    })
    const { name, secret } = (await made.json()) as { name: string; secret: string }
    const send = async (pair: string): Promise<number> => {
      const authorization = `Basic ${Buffer.from(pair).toString('base64')}`
      const init = { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: '{"a":1}' }
      return (await fetch(`${platform.address}/api/v1/telemetry`, init)).status
    }
    expect(await send(`${name}:${secret}`)).toBe(204)
    expect(await send(`${name}:wrong`)).toBe(401)
    expect(await send('no colon')).toBe(401)
    expect(platform.received.at(-1)).toEqual({ name: '锅炉 7', body: '{"a":1}' })
  })
})

describe('probes', () => {
  it('answer without a session, and figures only to this machine', async () => {
    const plain = (path: string, headers = {}) => fetch(`${platform.address}${path}`, { headers })
    expect(await json(await plain('/healthz'))).toEqual({ status: 'alive' })
    expect(await json(await plain('/readyz'))).toEqual({ status: 'ready' })
    expect(await (await plain('/metrics')).text()).toContain('millrace_http_request_seconds_bucket{')
    expect((await plain('/metrics', { 'x-forwarded-for': '10.0.0.9' })).status).toBe(401)
  })

  it.each([
    ['rebound.attacker.example', 401],
    ['localhost.attacker.example:8080', 401],
    ['localhost@attacker.example', 401],
    ['not a name', 401],
    ['localhost:8080', 200],
    ['[::1]:8080', 200],
    ['127.0.0.1', 200],
  ])('show figures to a browser that calls us %s with status %i', async (host, status) => {
    const reply = await new Promise<number | undefined>((resolve, reject) => {
      ask(`${platform.address}/metrics`, { headers: { host } }, (got) => resolve(got.resume().statusCode)).once(
        'error',
        reject,
      )
    })
    expect(reply).toBe(status)
  })

  it('carry headers that keep pages of others out', async () => {
    const { headers } = await platform.fetch('/api/v1/points')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

async function signInAt(tenant: TenantId): Promise<string> {
  const { identity, factors, access } = platform.services
  const user = await identity.addPerson({ username: 'stranger', name: 'Stranger', password: TEST_PASSWORD })
  expect(await factors.kinds(user!)).toEqual([])
  await platform.database.tenants.within(tenant, async (tx) => {
    await identity.addMembership(tx, user!)
    const actor = { kind: 'system', id: 'test', name: 'test' } as const
    await access.give(tx, user!, { roles: [{ role: 'tenant_admin' }], actor })
  })
  return platform.signIn('stranger')
}
