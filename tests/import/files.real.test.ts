import { join } from 'node:path'
import type { ImportMapping } from '@millrace/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { type KillableStage, openKillableStage } from './stage.ts'

const ROWS = 30_000
const FROM = '2026-03-01T00:00:00Z'
const TO = '2026-03-02T00:00:00Z'

let stage: KillableStage
let python: PythonPeer
let points: string[]

beforeAll(async () => {
  stage = await openKillableStage()
  python = await startPythonPeer(new URL('./writer.py', import.meta.url))
  await stage.device('rig', { a: 0.5, b: 0.5, c: 0.5, d: 0.5 })
  // Points are told of when their first values are durable.
  while ((await stage.client.points({ search: 'rig' })).items.length < 4)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const { items } = await stage.client.points({ search: 'rig' })
  points = items.map(({ id }) => id)
})
afterAll(async () => {
  await python.stop()
  await stage.close()
})

const write = async (kind: string, layout: 'long' | 'wide'): Promise<string> => {
  const file = join(
    stage.folder,
    `${layout}-${kind}.${kind === 'csv' ? 'csv' : kind.startsWith('parquet') ? 'parquet' : 'feather'}`,
  )
  await python.ask(JSON.stringify({ kind, layout, file, points, rows: ROWS }))
  return file
}
const stored = async (): Promise<number> => {
  const { data } = await stage.client.sql(`SELECT count(*) FROM samples WHERE day = '2026-03-01'`)
  return Number(data[0]?.[0])
}

describe('what pandas and pyarrow write is brought in by the command line', () => {
  it.each([
    'lz4',
    'zstd',
    'uncompressed',
    'stream',
    'parquet-snappy',
    'parquet-zstd',
    'parquet-gzip',
    'parquet-lz4',
    'csv',
  ])(
    'a row a sample, as %s',
    async (kind) => {
      const file = await write(kind, 'long')
      const args = ['--time', 'time', '--point', 'point', '--value', 'value', '--status', 'status']
      const { code, out } = await stage.run('import', file, ...args)
      expect(out).toContain('30,000 rows read, 30,000 samples stored, 0 refused')
      expect(code).toBe(0)
      await expect.poll(stored).toBe(ROWS)
      const { items } = await stage.client.history(points[1] as string, { from: FROM, to: TO, limit: 30 })
      // Rows 1, 5, … 97, 101: nanoseconds are cut to microseconds.
      expect(items[1]).toMatchObject({ time: '2026-03-01T00:00:05.000005Z', value: 1.25, status: 0 })
      const { data } = await stage.client.sql(
        `SELECT sum(value_double), count(*) FILTER (WHERE NOT good) FROM samples WHERE day = '2026-03-01'`,
      )
      expect(data).toEqual([[(30 * (999 * 1000)) / 2 / 4], [300]])
    },
    60_000,
  )

  it.each(['parquet-zstd', 'lz4', 'csv'])(
    'a column a point, of whatever types, with gaps, as %s',
    async (kind) => {
      const file = await write(kind, 'wide')
      const columns = points.flatMap((point, i) => ['--wide', `column ${i}=${point}`])
      const { code, out } = await stage.run('import', file, '--time', 'when', ...columns)
      expect(out).toContain('30,000 rows read, 108,000 samples stored, 0 refused')
      expect(code).toBe(0)
      // A query may see what had come up to two seconds before.
      const values = async (): Promise<unknown[]> => {
        const { data } = await stage.client.sql(
          `SELECT point, value_double FROM samples WHERE time = '2026-03-01 00:00:02+00'`,
        )
        const held = new Map((data[0] ?? []).map((point, i) => [point, data[1]?.[i]]))
        return points.map((point) => held.get(point))
      }
      await expect.poll(values).toEqual([2, 2, 2.125, 2.5])
    },
    60_000,
  )

  it('what is months old does not take the place of the newest value', async () => {
    const { items } = await stage.client.points({ search: 'rig' })
    expect(items.map(({ latest }) => latest?.value)).toEqual([0.5, 0.5, 0.5, 0.5])
  })

  it('a dry run says what is wrong, line by line, and stores nothing', async () => {
    const file = await write('csv', 'long')
    const before = await stored()
    const { code, out } = await stage.run(
      'import',
      file,
      '--time',
      'time',
      '--point',
      'value',
      '--value',
      'point',
      '--dry-run',
    )
    expect(code).toBe(2)
    expect(out).toContain('30,000 rows read, 0 samples would be stored, 30,000 refused')
    expect(out).toContain('line 2: Expected a point that you may write to, saw 0.0.')
    expect(await stored()).toBe(before)
    expect((await stage.run('import', join(stage.folder, 'nothing.csv'))).out).toContain('Expected to read')
    expect((await stage.run('import', '--help')).out).toContain('--wide COLUMN=POINT')
  })

  it('a mapping is checked where it is sent', async () => {
    const mapping = { layout: 'deep' } as unknown as ImportMapping
    await expect(stage.client.imports.begin({ name: 'x', format: 'csv', size: 1, mapping })).rejects.toMatchObject({
      status: 400,
    })
  })
})
