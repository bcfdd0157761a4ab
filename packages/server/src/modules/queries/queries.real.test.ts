import { readFile } from 'node:fs/promises'
import { batchOf } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'

const T0 = Date.UTC(2026, 10, 1) * 1_000
const ENDLESS =
  'SELECT count(*) FROM samples a, samples b, samples c, samples d, samples e WHERE a.value_double + e.value_double = -1'

let platform: TestPlatform
let north: Side
let south: Side
let boiler: string

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const register = (machine: string, name: string) =>
    platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: machine },
      assetPath: ['Works', machine],
      points: [{ name, type: 'double', unit: 'bar' }],
    })
  const first = await register('Boiler 1', 'Steam pressure')
  const second = await register('Boiler 2', 'Secret pressure')
  const rows = Array.from({ length: 2_000 }, (_, i) => i)
  await platform.history.append(
    north.id,
    batchOf(rows.flatMap((i) => [first, second].map(({ series }, k) => [series[0] as number, T0 + i, i + k] as const))),
    1,
  )
  boiler = (await north.ask('/assets?search=boiler')).body.items.find(({ name }) => name === 'Boiler 1')?.id ?? ''
})
afterAll(() => platform.close())

const sql = (ask: Ask, query: string, more: object = {}) => ask('/sql', { method: 'POST', body: { query, ...more } })
const dataOf = async (ask: Ask, query: string): Promise<unknown> => (await sql(ask, query)).body['data']
const post = (body: object, { accept, signal }: { accept?: string; signal?: AbortSignal } = {}) =>
  platform.fetch('/api/v1/sql', {
    token: north.token,
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(accept ? { accept } : {}) },
    ...(signal ? { signal } : {}),
  })

/** Processes of queries that this one has started and that still live. */
async function processes(): Promise<number> {
  const children = (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')).trim().split(' ')
  const lines = await Promise.all(
    children.filter(Boolean).map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  )
  return lines.filter((line) => line.includes('sql/child')).length
}

describe('POST /sql', () => {
  it('answers whoever may ask, over what is in their reach alone', async () => {
    const names = 'SELECT DISTINCT p.name FROM samples s JOIN points p ON p.id = s.point ORDER BY p.name'
    expect(await dataOf(north.ask, names)).toEqual([['Secret pressure', 'Steam pressure']])
    expect(await dataOf(await north.member('all', [{ role: 'analyst' }]), names)).toEqual([
      ['Secret pressure', 'Steam pressure'],
    ])
    const part = await north.member('part', [{ role: 'analyst', below: boiler }])
    expect(await dataOf(part, names)).toEqual([['Steam pressure']])
    expect(
      await dataOf(part, 'SELECT name, path FROM assets UNION ALL SELECT name, path FROM points ORDER BY name'),
    ).toEqual([
      ['Boiler 1', 'Steam pressure'],
      ['Works/Boiler 1', 'Works/Boiler 1'],
    ])
    expect((await sql(await north.member('viewer', [{ role: 'viewer' }]), names)).status).toBe(403)
    expect(await dataOf(south.ask, 'SELECT (SELECT count(*) FROM samples), (SELECT count(*) FROM points)')).toEqual([
      [0],
      [0],
    ])
  })

  it('answers in the form asked for, and tells what it knows of it', async () => {
    const body = { query: 'SELECT value_double AS v FROM samples ORDER BY time, v', limit: 2 }
    const reply = await post(body, { accept: 'application/x-ndjson' })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
    expect([reply.headers.get('millrace-rows'), reply.headers.get('millrace-truncated')]).toEqual(['2', 'true'])
    expect(await reply.text()).toBe('{"v":0}\n{"v":1}\n')
    expect(await (await post(body)).json()).toMatchObject({ rows: 2, truncated: true, data: [[0, 1]] })
    const arrow = await post({ ...body, format: 'arrow' })
    expect(arrow.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream')
    expect(
      Buffer.from(await arrow.arrayBuffer())
        .subarray(0, 4)
        .toString('hex'),
    ).toBe('ffffffff')
  })

  it('says why it does not answer', async () => {
    const codes = async (query: string) => {
      const { status, body } = await sql(north.ask, query)
      return [status, body['code']]
    }
    expect(await codes("SELECT * FROM read_csv('/etc/passwd')")).toEqual([422, 'sql.refused'])
    expect(await codes("COPY samples TO '/tmp/x'")).toEqual([422, 'sql.malformed'])
    expect(await codes('SELECT nothing FROM samples')).toEqual([422, 'sql.failed'])
    expect((await post({ query: '' })).status).toBe(400)
    expect((await post({ query: 'SELECT 1', limit: 2_000_000 })).status).toBe(400)
  })

  it('stands in the audit, also when it was refused', async () => {
    await sql(north.ask, "SELECT * FROM 'mark.parquet'")
    await sql(north.ask, "SELECT 'mark' AS m")
    const { items } = (await north.ask('/audit?action=history.queried&search=mark')).body as unknown as {
      items: object[]
    }
    expect(items.slice(0, 2)).toMatchObject([
      { outcome: 'done', detail: { query: "SELECT 'mark' AS m", rows: 1, truncated: false, format: 'json' } },
      { outcome: 'refused', detail: { query: "SELECT * FROM 'mark.parquet'", fault: 'sql.refused' } },
    ])
  })

  it('gives an account one query at a time, and ends the work of whoever leaves', async () => {
    const left = new AbortController()
    const endless = post({ query: ENDLESS }, { signal: left.signal }).catch(() => 'left')
    await expect.poll(async () => (await sql(north.ask, 'SELECT 1')).body['code']).toBe('queries.one_at_a_time')
    // Others are served meanwhile.
    expect(await dataOf(south.ask, 'SELECT 1')).toEqual([[1]])
    left.abort()
    expect(await endless).toBe('left')
    await expect.poll(async () => (await sql(north.ask, 'SELECT 1')).status).toBe(200)
    // None but the one that waits for the next query.
    await expect.poll(processes).toBeLessThanOrEqual(1)
  })
})
