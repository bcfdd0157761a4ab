import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SampleBatch, Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TagSpec } from '../kit/driver.ts'
import { CsvReader, type CsvRecord, timeReader } from './codec.ts'
import { csvDrop } from './driver.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'csv-'))
  folder = join(root, 'drop')
  mkdirSync(folder)
})
afterEach(() => rmSync(root, { recursive: true }))

const tag = (id: number, address: string, type: TagSpec['type']): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
})

async function open(tags: readonly TagSpec[], config: object) {
  const seen: [number, Value, number, number][] = []
  const samples = (batch: SampleBatch): void => {
    for (let i = 0; i < batch.length; i++)
      seen.push([batch.series[i]!, valueAt(batch, i), batch.status[i]!, batch.time[i]!])
  }
  const whole = { folder, timeColumn: 'at', settleMs: 50, scanMs: 20, ...config }
  const driver = csvDrop.create(
    whole,
    { samples, lost: () => {} },
    { clock: systemClock, log: silentLog, folder: join(root, 'state') },
  )
  await driver.connect(AbortSignal.timeout(5_000))
  await driver.setTags(tags)
  return { seen, driver }
}

test('a wide file is read once, bad lines are told by number, a replaced file is read again, a restart repeats nothing', async () => {
  writeFileSync(
    join(folder, 'a.csv'),
    'at;temp;name\n01.02.2026 08:00:00;1,5;x\n31.02.2026 08:00:00;2,5;y\n01.02.2026 08:00:01;hot;z\n1;2\n',
  )
  const config = { delimiter: ';', decimal: ',', timeFormat: 'dd.MM.yyyy HH:mm:ss', utcOffset: '+08:00', after: 'move' }
  const first = await open([tag(1, 'temp', 'float64')], config)
  // A name is held in done before the file comes to it: moved is what is gone from here.
  await vi.waitFor(() => expect(existsSync(join(folder, 'a.csv'))).toBe(false), 30_000)
  const at = Date.UTC(2026, 1, 1) * 1_000
  expect(first.seen).toEqual([
    [1, 1.5, Status.Good, at],
    [1, null, Status.BadTypeMismatch, at + 1_000_000],
  ])
  expect(readFileSync(join(folder, 'done', 'a.csv.errors.txt'), 'utf8')).toMatch(/^3: no time[^\n]*\n5: 2 fields/)
  await first.driver.close()
})

test('a long file in gb18030 is read; kept files are not read again after a restart, replaced ones are', async () => {
  writeFileSync(
    join(folder, 'b.csv'),
    Buffer.concat([
      Buffer.from('at,name,value\n2026-01-01T00:00:00Z,'),
      Buffer.from([0xce, 0xc2, 0xb6, 0xc8]),
      Buffer.from(',7\n'),
    ]),
  )
  const tags = [tag(1, '温度', 'int32')]
  const config = { layout: 'long', encoding: 'gb18030' }
  const first = await open(tags, config)
  await vi.waitFor(() => expect(first.seen.map(([, value]) => value)).toEqual([7n]), 30_000)
  await vi.waitFor(() => expect(existsSync(join(root, 'state'))).toBe(true), 30_000)
  await first.driver.close()
  const second = await open(tags, config)
  const other = 'at,name,value\n2026-01-01T00:00:01Z,other,1\n'
  writeFileSync(join(folder, 'c.csv'), other)
  // The older file comes first: had it been read again, its bytes were counted before these.
  await vi.waitFor(() => expect(second.driver.counters.bytesIn).toBeGreaterThanOrEqual(other.length), 30_000)
  expect(second.driver.counters.bytesIn).toBe(other.length)
  expect(second.seen).toEqual([])
  await second.driver.close()
})

test('records are the same however the text was cut; an open quote costs its line alone', () => {
  const read = (text: string, size: number): CsvRecord[] => {
    const records: CsvRecord[] = []
    const reader = new CsvReader(',', (record) => records.push(record))
    for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size))
    reader.end()
    return records
  }
  const text = 'a,"b ""c"" \n d",e\r\n\r\n1,2\n"open,3\n4,5'
  const expected = [
    { line: 1, fields: ['a', 'b "c" \n d', 'e'] },
    { line: 4, fields: ['1', '2'] },
    { line: 5, fields: [], wrong: 'a quote that is never closed' },
    { line: 6, fields: ['4', '5'] },
  ]
  for (const size of [1, 2, 3, 7, 100]) expect(read(text, size)).toEqual(expected)
  expect(() => timeReader('HH:mm', 'Z')).toThrow(/yyyy/)
})
