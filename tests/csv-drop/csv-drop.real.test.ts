import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Status, statusName, type Value } from '@millrace/core'
import { type CsvDropConfig, csvDrop, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

const table = new PeerTable('csv-drop', 'files of the csv module of Python 3.11 and of pandas 2.3.3')
let writer: PythonPeer
let folder: string
let device: Probe | undefined
beforeAll(async () => {
  writer = await startPythonPeer(new URL('./writer.py', import.meta.url))
  expect(await writer.ask('version -')).toMatch(/^Python 3\.11\.\d+, pandas 2\.3\.3$/)
})
afterAll(async () => {
  await writer.stop()
  await table.check()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-'))
  mkdirSync(join(folder, 'drop'))
})
afterEach(async () => {
  await device?.close()
  rmSync(folder, { recursive: true })
})

const columns: readonly (readonly [string, TagSpec['type']])[] = [
  ['count', 'int64'],
  ['level', 'float64'],
  ['on', 'bool'],
  ['text', 'string'],
]
/** What one column is to hold: value and status of each row; rows that say nothing are not there. */
type Column = readonly (readonly [row: number, value: Value, status?: number])[]

/** Has the file written and read; returns what was told of each tag, by row, and the lines that were refused. */
async function read(
  name: string,
  config: Partial<CsvDropConfig>,
  { times, addresses = columns.map(([column]) => column) }: { times: readonly number[]; addresses?: readonly string[] },
): Promise<{ seen: Record<string, Column>; refused: string[] }> {
  const drop = join(folder, 'drop')
  const tags = addresses.map((address, id): TagSpec => {
    const type = columns[id]![1]
    return { id, address, type, access: 'r', periodMs: 100 }
  })
  const whole = { folder: drop, timeColumn: 'time', settleMs: 50, scanMs: 20, after: 'move' as const, ...config }
  device = probe(csvDrop, whole, tags, join(folder, 'state'))
  expect(await writer.ask(`${name} ${join(drop, 'a.csv')}`)).toBe(`written ${name}`)
  await vi.waitFor(() => expect(existsSync(join(drop, 'done', 'a.csv'))).toBe(true), 30_000)
  // Before the first line, and where the folder was looked for before it was there.
  const before: readonly number[] = [Status.BadWaitingForInitialData, Status.BadNoCommunication]
  const told = device.all.filter(({ status }) => !before.includes(status))
  const seen = Object.fromEntries(
    tags.map(({ id, address }) => {
      const rows = told.filter(({ tag }) => tag === id)
      return [address, rows.map(({ value, status, time }) => [times.indexOf(time), value, status] as const)]
    }),
  )
  const errors = join(drop, 'done', 'a.csv.errors.txt')
  const refused = existsSync(errors) ? readFileSync(errors, 'utf8').trim().split('\n') : []
  for (const { id, address, type } of tags) {
    const rows = told.filter(({ tag }) => tag === id)
    const values = rows.map(({ value }) => String(value)).join(' · ')
    const statuses = [...new Set(rows.map(({ status }) => statusName(status)))].join(', ')
    table.add('read', type, `${name}: ${address}`, values, statuses)
  }
  for (const line of refused) {
    const [number, reason] = line.split(': ', 2)
    table.add('refusal', 'any', `${name}: line ${number}`, reason, 'told in errors.txt')
  }
  return { seen, refused }
}

const column = (...values: readonly Value[]): Column => values.map((value, row) => [row, value, Status.Good])

describe('the csv module of Python', () => {
  const start = Date.UTC(2026, 0, 1) * 1_000 + 123_456
  const times = [start, start + 1_000_000, start + 2_000_000]
  const texts = ['Kessel 7 °C', 'a "quoted" word, and a comma; a semicolon', 'two\nlines\tand a tab']
  const written = {
    count: column(9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n, 7n),
    level: column(-1.5e-200, 0.1, 1e22),
    on: column(true, false, true),
    text: column(...texts),
  }
  test.each<[string, Partial<CsvDropConfig>, object]>([
    ['csv-excel', {}, {}],
    ['csv-unix', {}, {}],
    ['csv-excel-tab', { delimiter: '\t' }, {}],
    ['csv-semicolon', { delimiter: ';', decimal: ',', encoding: 'windows-1252' }, {}],
    ['csv-nonnumeric', {}, {}],
    ['csv-gb18030', { encoding: 'gb18030' }, { text: column('温度 过高', '温度 过高', '温度 过高') }],
  ])('%s: every value and time is exact', async (name, config, differs) => {
    const { seen, refused } = await read(name, config, { times })
    expect(refused).toEqual([])
    expect(seen).toEqual({ ...written, ...differs })
  })

  test('csv-escaped: backslashes, which RFC 4180 does not know, are plain characters: the line is refused, or its text ends at the line end', async () => {
    const { seen, refused } = await read('csv-escaped', {}, { times })
    const kept = (rows: Column): Column => rows.filter(([row]) => row !== 1)
    expect(seen).toEqual({
      count: kept(written.count),
      level: kept(written.level),
      on: kept(written.on),
      text: kept(column('Kessel 7 °C', '', 'two\\')),
    })
    expect(refused).toEqual([expect.stringMatching(/^3: a quote in the middle/), expect.stringMatching(/^5: 1 field/)])
  })
})

describe('pandas', () => {
  const first = Date.UTC(2026, 2, 28, 23, 30) * 1_000 + 250_000
  const times = [0, 1, 2].map((row) => first + row * 1_800_000_000)
  const whole = times.map((time) => time - 250_000)
  const written = {
    count: column(1n, 2n, 3n),
    level: [
      [0, 1.5, Status.Good],
      [2, 2 / 3, Status.Good],
    ],
    on: column(true, false, true),
    text: column('a', 'b"c', 'd,e'),
  } as const
  const bad = (row: number) => [row, null, Status.BadTypeMismatch] as const

  test.each<[string, Partial<CsvDropConfig>, object]>([
    ['pandas', {}, {}],
    ['pandas-bom', {}, {}],
    [
      'pandas-format',
      { delimiter: ';', decimal: ',' },
      {
        level: [
          [0, 1.5, Status.Good],
          [2, 0.667, Status.Good],
        ],
      },
    ],
    ['pandas-index', {}, {}],
    ['pandas-time-index', {}, {}],
    ['pandas-nanoseconds', {}, {}],
    ['pandas-millis', { timeFormat: 'unix-ms' }, {}],
    ['pandas-no-zone', { utcOffset: '+01:00' }, {}],
    ['pandas-nan', {}, { level: [[0, 1.5, Status.Good], bad(1), [2, 2 / 3, Status.Good]] }],
    [
      'pandas-holes',
      {},
      {
        count: [
          [0, 1n, Status.Good],
          [2, 3n, Status.Good],
        ],
      },
    ],
    ['pandas-inf', {}, { level: [bad(0), bad(1), [2, 0.5, Status.Good]] }],
  ])('%s: every value and time is exact, what is missing says nothing', async (name, config, differs) => {
    const { seen, refused } = await read(name, config, { times })
    expect(refused).toEqual([])
    expect(seen).toEqual({ ...written, ...differs })
  })

  test('pandas-local-times: times in a form of their own', async () => {
    const config = { timeFormat: 'dd.MM.yyyy HH:mm:ss', utcOffset: '+01:00' }
    expect((await read('pandas-local-times', config, { times: whole })).seen).toEqual(written)
  })

  test('pandas-no-header: columns have numbers', async () => {
    const config = { header: false, timeColumn: '1' }
    const { seen } = await read('pandas-no-header', config, { times, addresses: ['2', '3', '4', '5'] })
    expect(Object.values(seen)).toEqual(Object.values(written))
  })

  test('pandas-long: a name and a value a line', async () => {
    const { seen } = await read('pandas-long', { layout: 'long' }, { times, addresses: ['count', 'level'] })
    expect(seen).toEqual({ count: written.count, level: written.level })
  })
})
