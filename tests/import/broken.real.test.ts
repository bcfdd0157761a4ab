import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { type KillableStage, openKillableStage } from './stage.ts'

const ROWS = 30_000
const long = ['--time', 'time', '--point', 'point', '--value', 'value']

let stage: KillableStage
let python: PythonPeer
let points: string[]

beforeAll(async () => {
  stage = await openKillableStage()
  python = await startPythonPeer(new URL('./writer.py', import.meta.url))
  await stage.device('rig', { a: 0.5 })
  while ((await stage.client.points({ search: 'rig' })).items.length === 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
  points = (await stage.client.points({ search: 'rig' })).items.map(({ id }) => id)
})
afterAll(async () => {
  await python?.stop()
  await stage?.close()
})

async function write(name: string, kind: string, layout = 'long', rows = ROWS): Promise<Buffer> {
  const file = join(stage.folder, name)
  await python.ask(JSON.stringify({ kind, layout, file, points, rows }))
  return readFile(file)
}
const put = (name: string, bytes: Uint8Array | string) => writeFile(join(stage.folder, name), bytes)
const stored = async (): Promise<number> => {
  const { data } = await stage.client.sql(
    `SELECT count(*) FROM samples WHERE day >= '1970-01-01' AND day < '2026-06-01'`,
  )
  return Number(data[0]?.[0])
}

describe('a file that is broken is stopped with its reason, costs nothing that is stored, and breaks nothing else', () => {
  it('of which the end is missing', async () => {
    const parquet = await write('whole.parquet', 'parquet-zstd')
    await put('cut.parquet', parquet.subarray(0, parquet.length - 1_000))
    const cut = await stage.run('import', 'cut.parquet', ...long)
    expect(cut).toMatchObject({ code: 1, out: expect.stringContaining('Expected a file that can be read as Parquet') })
    expect(cut.out).toContain('What to do: Check that the file is whole')

    const arrow = await write('whole.feather', 'lz4')
    await put('cut.feather', arrow.subarray(0, arrow.length / 2))
    const { code, out } = await stage.run('import', 'cut.feather', ...long)
    expect(code).toBe(1)
    expect(out).toContain('Expected a file that can be read as Arrow')
  })

  it('without the columns that are named, or without any', async () => {
    await put('other.csv', 'when,tag,reading\n2026-03-01T00:00:00Z,a,1\n')
    const { code, out } = await stage.run('import', 'other.csv', ...long)
    expect([code, out]).toEqual([1, expect.stringContaining('Expected a column time, saw when, tag, reading.')])
    await put('empty-head.csv', '\n\n')
    expect((await stage.run('import', 'empty-head.csv', ...long)).out).toContain('saw: no head line')
  })

  it('that says it holds ten gigabytes where there are none', async () => {
    const arrow = await write('stream.arrows', 'stream')
    const claimed = Buffer.from(arrow)
    // Format.fbs: a message is marked, has its length, then a table whose fourth field is the length of the body after it.
    let body = 0
    for (let at = 0; body === 0; at += 8 + claimed.readInt32LE(at + 4)) {
      const table = at + 8 + claimed.readUInt32LE(at + 8)
      const field = claimed.readUInt16LE(table - claimed.readInt32LE(table) + 10)
      if (field === 0) continue
      body = Number(claimed.readBigInt64LE(table + field))
      if (body > 0) claimed.writeBigInt64LE(10_000_000_000n, table + field)
    }
    await put('claims.arrows', claimed)
    const arrows = await stage.run('import', 'claims.arrows', ...long)
    expect([arrows.code, arrows.out]).toEqual([1, expect.stringMatching(/stopped: Expected/)])

    const parquet = Buffer.from(await write('claims.parquet', 'parquet-snappy'))
    parquet.writeUInt32LE(0x7fffffff, parquet.length - 8)
    await put('claims.parquet', parquet)
    const { code, out } = await stage.run('import', 'claims.parquet', ...long)
    expect([code, out]).toEqual([1, expect.stringContaining('Expected a file that can be read as Parquet')])
  })

  it('that unpacks to ten gigabytes', async () => {
    const bytes = await write('bomb.parquet', 'parquet-zstd', 'bomb', 100)
    expect(bytes.length).toBeLessThan(1_000_000)
    const { code, out } = await stage.run('import', 'bomb.parquet', ...long)
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/stopped: Expected (the file to be read|a file that can be read as)/),
    ])
  })

  it('and what is whole is brought in right after', async () => {
    expect(await stored()).toBe(0)
    await write('good.parquet', 'parquet-zstd')
    const { code, out } = await stage.run('import', 'good.parquet', ...long, '--status', 'status')
    expect([code, out]).toEqual([0, expect.stringContaining('30,000 samples stored, 0 refused')])
    await expect.poll(stored).toBe(ROWS)
    const states = (await stage.client.imports.list()).items.map(({ state }) => state)
    expect(states.filter((state) => state !== 'stopped')).toEqual(['done'])
  })
})
