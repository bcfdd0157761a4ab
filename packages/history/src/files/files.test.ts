import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ArrowWriter, type ColumnSpec, ParquetWriter, type Rows } from '../columns/index.ts'
import { type Cell, checkColumns, openTable, START, type TableFile, type TablePlace } from './index.ts'

let folder: string
const home = process.cwd()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files [a] *-'))
})
afterAll(async () => {
  process.chdir(home)
  await rm(folder, { recursive: true })
})

let files = 0
async function fileOf(content: string | Uint8Array, more: Partial<TableFile> = {}): Promise<TableFile> {
  const path = join(folder, `${++files}`)
  await writeFile(path, content)
  return { path, format: 'csv', ...more }
}

async function read(file: TableFile, wanted: readonly string[], from = START) {
  const table = await openTable(file)
  const rows: Cell[][] = []
  const lines: number[] = []
  const malformed: unknown[] = []
  const places: TablePlace[] = []
  let times: boolean[] = []
  try {
    for await (const chunk of table.chunks(wanted, from)) {
      for (let row = 0; row < chunk.length; row++) rows.push(chunk.columns.map(({ cells }) => cells[row] as Cell))
      lines.push(...chunk.lines)
      malformed.push(...chunk.malformed)
      places.push(chunk.next)
      times = chunk.columns.map(({ isTime }) => isTime)
    }
  } finally {
    await table.close()
  }
  return { names: table.names, rows, lines, malformed, places, times }
}

describe('a text file', () => {
  it.each([',', ';', '\t'])('is parted by %j, whichever its head shows', async (by) => {
    const { names, rows } = await read(await fileOf(`time${by}"a b"${by}c\n1${by}2${by}3\n`), ['c', 'time'])
    expect(names).toEqual(['time', 'a b', 'c'])
    expect(rows).toEqual([['3', '1']])
  })

  it('is read with quotes, line ends of any kind, a mark at its start, and an end without one', async () => {
    const text = '\ufeffa,b\r\n"x ""y""","two\r\nlines"\r\n,""\r\n\r\nlast,"q"'
    const { rows, lines } = await read(await fileOf(text), ['a', 'b'])
    expect(rows).toEqual([
      ['x "y"', 'two\r\nlines'],
      [null, ''],
      ['last', 'q'],
    ])
    expect(lines).toEqual([2, 4, 6])
  })

  it('tells rows that cannot be read by their line, and goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1,2\n3\n4,5,6\n'),
      Buffer.from([0x37, 0x2c, 0xff, 0x0a]),
      Buffer.from('8,9\n'),
    ])
    const { rows, malformed, lines } = await read(await fileOf(bytes), ['a', 'b'])
    expect(rows).toEqual([
      ['1', '2'],
      ['8', '9'],
    ])
    expect(lines).toEqual([2, 6])
    expect(malformed).toEqual([
      { line: 3, detail: 'Expected 2 columns, saw 1.' },
      { line: 4, detail: 'Expected 2 columns, saw 3.' },
      { line: 5, detail: 'Expected text in utf-8, saw bytes that are none.' },
    ])
  })

  it('in GB 18030 is read as such', async () => {
    // 温度,值 and 开
    const bytes = Buffer.from([0xce, 0xc2, 0xb6, 0xc8, 0x2c, 0xd6, 0xb5, 0x0a, 0x31, 0x2c, 0xbf, 0xaa, 0x0a])
    const { names, rows } = await read(await fileOf(bytes, { encoding: 'gb18030' }), ['值'])
    expect([names, rows]).toEqual([['温度', '值'], [['开']]])
  })

  it('is gone on with from the end of any chunk, lines and all', async () => {
    const body = Array.from({ length: 60_000 }, (_, i) =>
      i % 7 === 0 ? `"${i}\n,",${i}` : `${i},"${'x'.repeat(i % 50)}"`,
    )
    const file = await fileOf(`a,b\n${body.join('\n')}\n`)
    const whole = await read(file, ['a', 'b'])
    expect(whole.rows).toHaveLength(60_000)
    expect(whole.places.length).toBeGreaterThan(2)
    for (const place of whole.places) {
      const rest = await read(file, ['a', 'b'], place)
      expect(rest.rows).toEqual(whole.rows.slice(place.row))
      expect(rest.lines).toEqual(whole.lines.slice(place.row))
    }
  })

  it('that is none is refused by name', async () => {
    const ends = async (content: string, wanted: string[] = []) =>
      read(await fileOf(content), wanted).then(
        () => 'read',
        (thrown: { code: string }) => thrown.code,
      )
    expect(await ends('')).toBe('files.unreadable')
    expect(await ends(`a,b\n"${'x'.repeat(3_000_000)}`)).toBe('files.unreadable')
    const table = await openTable(await fileOf('a,b\n'))
    expect(() => checkColumns(table, ['a', 'c'])).toThrow(/Expected a column c, saw a, b/)
    await table.close()
  })
})

const specs: ColumnSpec[] = [
  { name: 'time', type: 'time', nullable: false },
  { name: 'point', type: 'word', nullable: false },
  { name: 'd', type: 'double', nullable: true },
  { name: 'n', type: 'int64', nullable: true },
  { name: 'b', type: 'boolean', nullable: true },
  { name: 's', type: 'text', nullable: true },
]
const LENGTH = 20_000
const rows: Rows = {
  length: LENGTH,
  columns: [
    { values: BigInt64Array.from({ length: LENGTH }, (_, i) => BigInt(i) * 1_001n) },
    { values: Uint32Array.from({ length: LENGTH }, (_, i) => i % 2), words: ['p', 'q'] },
    {
      values: Float64Array.from({ length: LENGTH }, (_, i) => i / 4),
      valid: Uint8Array.from({ length: LENGTH }, (_, i) => i & 1),
    },
    { values: BigInt64Array.from({ length: LENGTH }, (_, i) => BigInt(i) - 2n ** 62n) },
    { values: Uint8Array.from({ length: LENGTH }, (_, i) => i & 1) },
    { values: Array.from({ length: LENGTH }, (_, i) => `läuft ${i}`) },
  ],
}

describe.each(['parquet', 'arrow'] as const)('a %s file', (format) => {
  const make = async (): Promise<TableFile> => {
    const writer = format === 'parquet' ? new ParquetWriter(specs) : new ArrowWriter(specs)
    return fileOf(Buffer.concat([...(await writer.write(rows)), ...(await writer.finish())]), { format })
  }
  const names = ['s', 'time', 'n', 'd', 'b', 'point']

  it('gives every cell as it holds it, moments to the µs, and is gone on with from any chunk', async () => {
    const file = await make()
    const all = await read(file, names)
    expect(all.names).toEqual(specs.map(({ name }) => name))
    expect(all.times).toEqual([false, true, false, false, false, false])
    expect(all.rows).toHaveLength(LENGTH)
    expect(all.rows[3]).toEqual(['läuft 3', 3_003n, 3n - 2n ** 62n, 0.75, true, 'q'])
    expect(all.rows[4]).toEqual(['läuft 4', 4_004n, 4n - 2n ** 62n, null, false, 'p'])
    expect(all.lines.at(-1)).toBe(LENGTH)
    for (const place of all.places) {
      const rest = await read(file, names, place)
      expect(rest.lines).toEqual(all.lines.slice(place.row))
      expect(rest.rows.at(-1)).toEqual(place.row === LENGTH ? undefined : all.rows.at(-1))
    }
  })

  it('that is damaged or none is refused by name', async () => {
    const whole = await make()
    const { readFile } = await import('node:fs/promises')
    const bytes = await readFile(whole.path)
    for (const content of [
      '',
      'PAR1',
      'no table at all, but text',
      bytes.subarray(0, bytes.length / 2),
      Buffer.alloc(5_000),
    ])
      await expect(
        read(await fileOf(content, { format }), names).then(({ rows: found }) => found.length < LENGTH && 'short'),
      ).rejects.toMatchObject({ code: 'files.unreadable' })
  })
})
