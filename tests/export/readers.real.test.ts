import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, Owned, Status, severityOf, type Value } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../packages/server/src/testing.ts'
import { addOrganisation, type Side } from '../../packages/server/src/testing-people.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

const T0 = Date.UTC(2026, 10, 1) * 1_000
const owned = new Owned()
let platform: TestPlatform
let north: Side
let python: PythonPeer
let folder: string

const odd: readonly (readonly [Value, number])[] = [
  [0, Status.Good],
  [-0, Status.Good],
  [Number.NaN, Status.Good],
  [Infinity, Status.GoodLocalOverride],
  [-Infinity, Status.Good],
  [5e-324, Status.UncertainSensorNotAccurate],
  [Number.MAX_VALUE, Status.Good],
  [0.1 + 0.2, 0xffffffff],
  [2n ** 63n - 1n, Status.Good],
  [-(2n ** 63n), Status.Good],
  [9_007_199_254_740_993n, Status.Good],
  [true, Status.Good],
  [false, Status.BadSensorFailure],
  ['läuft 运行中 🏭, "ja"\r\nnein', Status.Good],
  ['plain', Status.Good],
  [null, Status.BadNoCommunication],
]
const points = [
  { name: 'Pressure', unit: 'bar', type: 'double' },
  { name: 'Energy, total', unit: 'kW.h', type: 'int64' },
  { name: 'On / off ~', type: 'boolean' },
  { name: '运行', type: 'string' },
] as const

/** What was stored, as the reader tells it. */
const wanted: unknown[][] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-export-'))
  owned.add({ close: () => rm(folder, { recursive: true }) })
  platform = owned.add(await startTestPlatform())
  python = await startPythonPeer(new URL('./reader.py', import.meta.url))
  owned.add({ close: () => python.stop() })
  north = await addOrganisation(platform, 'North')
  const { series } = await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'Boiler' },
    assetPath: ['Works', 'Boiler 1/2'],
    points,
  })
  const { items } = (await north.ask('/points')).body
  for (const [at, point] of points.entries()) {
    const id = items.find(({ name }) => name === point.name)?.id
    const rows = Array.from({ length: 5_000 }, (_, i) => {
      const [value, status] = odd[i % odd.length] as (typeof odd)[number]
      return [series[at] as number, T0 + i * 1_000_003 + at, value, status] as const
    })
    await platform.history.append(north.id, batchOf(rows), at + 1)
    for (const [, time, value, status] of rows)
      wanted.push([
        String(time),
        id,
        'Works/Boiler 1~12',
        point.name,
        typeof value === 'number' ? Buffer.from(Float64Array.of(value).buffer).toString('hex') : null,
        typeof value === 'bigint' ? String(value) : null,
        typeof value === 'boolean' ? value : null,
        typeof value === 'string' ? value : null,
        'unit' in point ? point.unit : null,
        status,
        severityOf(status),
      ])
  }
})
afterAll(() => owned.close())

async function readBack(format: string): Promise<{ rows: string[]; types: Record<string, string> }> {
  const reply = await platform.fetch(`/api/v1/history/export?from=2026-11-01&to=2026-11-02&format=${format}`, {
    token: north.token,
  })
  expect(reply.status).toBe(200)
  const file = join(folder, `history.${format}`)
  await writeFile(file, Buffer.from(await reply.arrayBuffer()))
  const answer = JSON.parse(await python.ask(JSON.stringify({ format, file })))
  return { rows: answer.rows.map((row: unknown) => JSON.stringify(row)).sort(), types: answer.types }
}
/** One comparison of 20,000 rows tells nothing that the first difference does not. */
function firstDifference(seen: readonly string[]): unknown {
  const rows = wanted.map((row) => JSON.stringify(row)).sort()
  const at = rows.findIndex((row, i) => row !== seen[i])
  return at < 0 && rows.length === seen.length ? undefined : { at, seen: seen[at], wanted: rows[at] }
}

describe('pandas and pyarrow read back every value, type and status, bit by bit, from', () => {
  it.each(['arrow', 'parquet'])('%s', async (format) => {
    const { rows, types } = await readBack(format)
    expect(firstDifference(rows)).toBeUndefined()
    expect(types).toMatchObject({
      time: 'timestamp[us, tz=UTC]',
      value_double: 'double',
      value_int64: 'int64',
      value_boolean: 'bool',
      value_string: 'string',
      status: 'uint32',
    })
  })

  it.each(['csv', 'ndjson'])('%s', async (format) => {
    expect(firstDifference((await readBack(format)).rows)).toBeUndefined()
  })
})
