import { BatchBuilder, batchOf, Status } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { addOrganisation, type Side } from '../../testing-people.ts'

const T0 = Date.UTC(2026, 10, 1) * 1_000
const DAY = '?from=2026-11-01&to=2026-11-02'
/** More than the sockets between can hold (a receive window grows to tens of MiB). */
const MANY = 800_000

let platform: TestPlatform
let north: Side
let south: Side
let pressure: string
let many: string
let boiler: string

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const register = async (machine: string, name: string, type: 'double' | 'string') =>
    (
      await platform.services.devices.directory.register(north.id, {
        source: { group: 'g', node: 'n', device: machine },
        assetPath: ['Works', machine],
        points: [{ name, type, ...(type === 'double' ? { unit: 'bar' } : {}) }],
      })
    ).series[0] as number
  const old = await register('Boiler 1', 'Steam pressure', 'string')
  const first = await register('Boiler 1', 'Steam pressure', 'double')
  const second = await register('Boiler 2', 'Many', 'double')
  await platform.history.append(
    north.id,
    batchOf([
      [old, T0, 'low'],
      [first, T0 + 1, 8.5],
      [first, T0 + 2, null, Status.BadNoCommunication],
    ]),
    1,
  )
  const rows = new BatchBuilder(MANY)
  for (let i = 0; i < MANY; i++) rows.addDouble(second, T0 + i * 1_000, i)
  await platform.history.append(north.id, rows.take(), 2)
  const idOf = async (path: string) => (await north.ask(path)).body.items[0]?.id ?? ''
  pressure = await idOf('/points?search=steam')
  many = await idOf('/points?search=many')
  boiler = (await north.ask('/assets?search=boiler')).body.items.find(({ name }) => name === 'Boiler 1')?.id ?? ''
})
afterAll(() => platform.close())

const get = (path: string, { accept, signal, as = north }: { accept?: string; signal?: AbortSignal; as?: Side } = {}) =>
  platform.fetch(`/api/v1${path}`, {
    token: as.token,
    headers: accept ? { accept } : {},
    ...(signal ? { signal } : {}),
  })
const linesOf = async (reply: Response) =>
  (await reply.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('an export', () => {
  it('holds every series a point ever had, and tells each value with type and status', async () => {
    const reply = await get(`/history/export${DAY}&points=${pressure}`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="Steam-pressure.ndjson"')
    const point = { point: pressure, path: 'Works/Boiler 1', name: 'Steam pressure', unit: 'bar' }
    expect(await linesOf(reply)).toEqual([
      { time: '2026-11-01T00:00:00.000Z', ...point, type: 'string', value: 'low', status: 0, quality: 'good' },
      { time: '2026-11-01T00:00:00.000001Z', ...point, type: 'double', value: 8.5, status: 0, quality: 'good' },
      {
        time: '2026-11-01T00:00:00.000002Z',
        ...point,
        type: 'none',
        value: null,
        status: Status.BadNoCommunication,
        quality: 'bad',
      },
    ])
  })

  it('comes in the form asked for, by parameter before header', async () => {
    const types = async (path: string, accept?: string) =>
      (await get(path, accept ? { accept } : {})).headers.get('content-type')
    const path = `/history/export${DAY}&points=${pressure}`
    const point = `/points/${pressure}/history${DAY}`
    expect(await types(path, 'application/vnd.apache.parquet')).toBe('application/vnd.apache.parquet')
    expect(await types(path, 'text/csv;q=0.5, application/vnd.apache.arrow.stream')).toBe(
      'application/vnd.apache.arrow.stream',
    )
    expect(await types(`${path}&format=csv`, 'application/vnd.apache.parquet')).toBe('text/csv; charset=utf-8')
    expect(await types(point)).toBe('application/json; charset=utf-8')
    expect(await types(point, 'application/x-ndjson')).toBe('application/x-ndjson; charset=utf-8')
    expect(await types(`${point}&format=parquet`)).toBe('application/vnd.apache.parquet')
    expect(await types(`${point}&format=json`, 'text/csv')).toBe('application/json; charset=utf-8')
    expect((await get(`${path}&format=xls`)).status).toBe(400)
  })

  it('of an asset holds what is below it, and of nothing named all that is in reach', async () => {
    const of = async (query: string) =>
      new Set((await linesOf(await get(`/history/export${DAY}${query}`))).map(({ name }) => name))
    expect(await of(`&asset=${boiler}`)).toEqual(new Set(['Steam pressure']))
    expect(await of('')).toEqual(new Set(['Steam pressure', 'Many']))
    expect((await get(`/history/export${DAY}&asset=${boiler}&points=${pressure}`)).status).toBe(400)
    expect((await get(`/history/export${DAY}&asset=${pressure}`)).status).toBe(404)
  })

  it('is refused to whoever may only look, and to other organisations', async () => {
    const viewer = await north.member('looks-only', [{ role: 'viewer' }])
    expect((await viewer(`/history/export${DAY}`)).status).toBe(403)
    expect((await viewer(`/points/${pressure}/history${DAY}&format=arrow`)).status).toBe(403)
    expect((await get(`/history/export${DAY}&points=${pressure}`, { as: south })).status).toBe(404)
    expect(await (await get(`/history/export${DAY}`, { as: south })).text()).toBe('')
  })

  it('stands in the audit once, whoever takes it', async () => {
    const before = (await north.ask('/audit?action=history.exported')).body.items.length
    await (await get(`/history/export${DAY}&asset=${boiler}&format=csv`)).text()
    const { items } = (await north.ask('/audit?action=history.exported')).body as unknown as { items: object[] }
    expect(items.length - before).toBe(1)
    expect(items[0]).toMatchObject({
      target: { kind: 'asset', id: boiler, name: 'Boiler 1' },
      detail: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z', format: 'csv' },
    })
  })

  it('is read only as fast as it is taken, and not at all when the taker has left', async () => {
    const raw = vi.spyOn(platform.history, 'raw')
    const left = new AbortController()
    const reply = await get(`/history/export${DAY}&points=${many}`, { signal: left.signal })
    const reader = reply.body!.getReader()
    await reader.read()
    let asked = 0
    const rests = (): boolean => {
      const before = asked
      asked = raw.mock.calls.length
      return asked === before
    }
    // Until the sockets between are full.
    await expect.poll(rests, { interval: 300, timeout: 10_000 }).toBe(true)
    expect(asked).toBeLessThan(MANY / 32_768 - 1)
    left.abort()
    const then = raw.mock.calls.length
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(raw.mock.calls.length - then).toBeLessThanOrEqual(1)
    raw.mockRestore()
  })

  it('through a grant is cut when the grant is withdrawn, and stands in both audits', async () => {
    const grant = await north.ask('/grants', {
      method: 'POST',
      body: {
        point: many,
        receiver: 'south',
        actions: ['point:read', 'history:export'],
        purpose: 'Study',
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    })
    const id = String(grant.body['id'])
    const reply = await get(`/history/export${DAY}&points=${many}&grant=${id}`, { as: south })
    expect(reply.status).toBe(200)
    const reader = reply.body!.getReader()
    await reader.read()
    expect((await north.ask(`/grants/${id}`, { method: 'DELETE' })).status).toBe(204)
    const rest = async (): Promise<string> => {
      try {
        for (;;) if ((await reader.read()).done) return 'whole'
      } catch {
        return 'cut'
      }
    }
    expect(await rest()).toBe('cut')
    for (const side of [north, south]) {
      const { items } = (await side.ask('/audit?action=history.exported')).body as unknown as { items: object[] }
      expect(items[0]).toMatchObject({ detail: { grant: id } })
    }
  })
})
