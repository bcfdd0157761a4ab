import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, Fault, Status, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lake, openLake } from '../lake/index.ts'
import { Sql, type SqlFormat, type SqlPlant } from './index.ts'

const T0 = Date.UTC(2026, 2, 1) * 1_000
const SECOND = 1_000_000
const DAY = 86_400 * SECOND

let parent: string
let lake: Lake
let sql: Sql

/** Series 1 is point a, 2 is b, 3 is c, 100 is x100. */
const plantOf = (points: readonly string[], isPart = false): SqlPlant => {
  const empty = points.map(() => null)
  return {
    points: [
      points,
      points.map((id) => `Point ${id}`),
      points.map(() => 'Works/Boiler'),
      ...Array.from({ length: 8 }, () => empty),
    ],
    assets: [['w'], [null], ['Works'], ['enterprise'], ['Works']],
    series: Uint32Array.from(points, (id) => (id.length === 1 ? id.charCodeAt(0) - 96 : Number(id.slice(1)))),
    rows: Uint32Array.from(points, (_, i) => i),
    isPart,
  }
}
const whole = plantOf(['a', 'b', 'c'])

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sql-'))
  lake = await openLake({ folder: join(parent, "it's [a] lake*"), clock: systemClock, log: silentLog })
  sql = new Sql({ lender: lake, clock: systemClock })
  const days = (from: number, to: number, value: (i: number) => number) =>
    batchOf(
      Array.from({ length: (to - from) * 24 }, (_, i) => [1, T0 + from * DAY + i * 3_600 * SECOND, value(i)] as const),
    )
  await lake.append(
    't',
    days(0, 3, (i) => i),
    1,
  )
  await lake.append(
    't',
    batchOf([
      [2, T0, 7n],
      [2, T0 + 1, 2n ** 62n],
      [3, T0, 'open'],
      [3, T0 + 1, true],
      [3, T0 + 2, null, Status.BadNoCommunication],
    ]),
    2,
  )
  await lake.append(
    'other',
    batchOf([
      [1, T0, 666],
      [9, T0, 667],
    ]),
    3,
  )
  await lake.seal()
  // Written again, sealed and hot; and later than all that is sealed.
  await lake.append(
    't',
    batchOf([
      [1, T0, -1],
      [1, T0 + DAY, -2],
    ]),
    4,
  )
  await lake.seal()
  await lake.append(
    't',
    batchOf([
      [1, T0 + DAY, -3],
      [1, T0 + 2 * DAY, -4],
      [1, T0 + 2 * DAY, -5],
      [2, T0 + 9 * DAY, 9n],
    ]),
    5,
  )
})
afterAll(async () => {
  await sql.close()
  await lake.close()
  await rm(parent, { recursive: true })
})

interface Answered {
  readonly columns: { name: string; type: string }[]
  readonly rows: number
  readonly truncated: boolean
  readonly asOf: string
  readonly data: unknown[][]
}

async function textOf(
  text: string,
  {
    limit = 10_000,
    format = 'json',
    plant = whole,
    tenant = 't',
    signal = new AbortController().signal,
    by = sql,
  }: { limit?: number; format?: SqlFormat; plant?: SqlPlant; tenant?: string; signal?: AbortSignal; by?: Sql } = {},
): Promise<Buffer> {
  const { pieces } = await by.query({ tenant, text, limit, format, plant, signal })
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
const ask = async (text: string, options: Parameters<typeof textOf>[1] = {}): Promise<Answered> =>
  JSON.parse((await textOf(text, options)).toString())
const rowsOf = async (text: string, options: Parameters<typeof textOf>[1] = {}): Promise<unknown[][]> => {
  const { data, rows } = await ask(text, options)
  return Array.from({ length: rows }, (_, row) => data.map((column) => column[row]))
}
const faultOf = async (text: string, options: Parameters<typeof textOf>[1] = {}): Promise<string> => {
  try {
    return `answered ${JSON.stringify((await ask(text, options)).data).slice(0, 100)}`
  } catch (thrown) {
    return thrown instanceof Fault ? `${thrown.code} ${thrown.message}` : String(thrown)
  }
}

describe('a query', () => {
  it('sees each key once, the last write of it, sealed or hot', async () => {
    expect(await rowsOf("SELECT count(*), count(DISTINCT time) FROM samples WHERE point = 'a'")).toEqual([[72, 72]])
    expect(
      await rowsOf("SELECT time, value_double FROM samples WHERE point = 'a' AND value_double <= 0 ORDER BY time"),
    ).toEqual([
      ['2026-03-01T00:00:00.000Z', -1],
      ['2026-03-02T00:00:00.000Z', -3],
      ['2026-03-03T00:00:00.000Z', -5],
    ])
    expect(await rowsOf("SELECT day, value_int64 FROM samples WHERE time > '2026-03-09'")).toEqual([['2026-03-10', 9]])
    expect(await rowsOf("SELECT count(*) FROM samples WHERE day = '2026-03-02'")).toEqual([[24]])
  })

  it('sees values of every type with status, and joins them with points and assets', async () => {
    const { columns, data } = await ask(
      'SELECT p.name, s.value_int64, s.value_boolean, s.value_string, s.status, s.good FROM samples s JOIN points p ON p.id = s.point WHERE point <> $$a$$ ORDER BY ALL',
    )
    expect(columns.map(({ type }) => type)).toEqual(['text', 'int64', 'boolean', 'text', 'int64', 'boolean'])
    expect(data).toEqual([
      ['Point b', 'Point b', 'Point b', 'Point c', 'Point c', 'Point c'],
      [7, 9, '4611686018427387904', null, null, null],
      [null, null, null, true, null, null],
      [null, null, null, null, 'open', null],
      [0, 0, 0, 0, 0, Status.BadNoCommunication],
      [true, true, true, true, true, false],
    ])
    expect(await rowsOf('SELECT count(*), min(path) FROM assets')).toEqual([[1, 'Works']])
  })

  it('answers as JSON columns, as lines or as Arrow, cut at the limit and saying so', async () => {
    const text = "SELECT time, value_double AS v FROM samples WHERE point = 'a' ORDER BY time"
    expect(await ask(text, { limit: 2 })).toEqual({
      columns: [
        { name: 'time', type: 'time' },
        { name: 'v', type: 'double' },
      ],
      rows: 2,
      truncated: true,
      asOf: expect.stringMatching(/^20\d\d-.*Z$/),
      data: [
        ['2026-03-01T00:00:00.000Z', '2026-03-01T01:00:00.000Z'],
        [-1, 1],
      ],
    })
    expect((await ask(text, { limit: 72 })).truncated).toBe(false)
    expect((await textOf(text, { limit: 2, format: 'ndjson' })).toString()).toBe(
      '{"time":"2026-03-01T00:00:00.000Z","v":-1}\n{"time":"2026-03-01T01:00:00.000Z","v":1}\n',
    )
    expect((await textOf(text, { limit: 2, format: 'arrow' })).subarray(0, 4).toString('hex')).toBe('ffffffff')
    expect(
      await rowsOf(
        'SELECT $$Infinity$$::DOUBLE, 0.1::DECIMAL(3,2), sum(2) , NULL, [1,2], DATE $$2026-01-02$$, -0.0::DOUBLE',
      ),
    ).toEqual([['Infinity', 0.1, 2, null, '[1, 2]', '2026-01-02', -0]])
  })

  it('sees nothing of other organisations, and nothing of points out of reach', async () => {
    expect(await rowsOf('SELECT DISTINCT value_double FROM samples', { tenant: 'other' })).toEqual([[666]])
    expect(await rowsOf('SELECT count(*) FROM samples', { tenant: 'nobody' })).toEqual([[0]])
    expect(await rowsOf('SELECT DISTINCT point FROM samples', { plant: plantOf(['b'], true) })).toEqual([['b']])
    expect(await rowsOf('SELECT count(*) FROM samples', { plant: plantOf([], true) })).toEqual([[0]])
  })

  it('tells nothing by errors of what is out of reach', async () => {
    // Among them lies the one that is out of reach, and they are too many for the engine to look for one by one.
    const many = ['a', ...Array.from({ length: 200 }, (_, i) => `x${i + 100}`)]
    const plant = plantOf(many, true)
    for (const text of [
      'SELECT count(*) FROM samples WHERE value_string::INTEGER > 0',
      'SELECT count(*) FROM samples WHERE CASE WHEN value_string = $$open$$ THEN 1 / 0 + [1][$$x$$::INTEGER] END IS NULL',
      'SELECT count(*) FROM samples s JOIN (VALUES (1)) v(x) ON s.value_string::INTEGER > v.x',
      'SELECT sum(value_string::INTEGER) FROM samples',
      'SELECT count(*) FROM (SELECT value_string::INTEGER AS n FROM samples) WHERE n > 1',
      "SELECT count(*) FROM samples WHERE value_string::INTEGER > 0 AND time >= '2026-03-01'",
    ])
      expect([text, await faultOf(text, { plant, tenant: 'parted' })]).toEqual([
        text,
        expect.stringMatching(/^answered/),
      ])
  })

  it('leaves nothing behind', async () => {
    await rowsOf('SELECT 1')
    await faultOf('SELECT nothing')
    const left = async () =>
      (await readdir(join(parent, "it's [a] lake*", 'tmp'))).filter((name) => /sql|lent/.test(name))
    await expect.poll(left).toEqual([])
  })
})
