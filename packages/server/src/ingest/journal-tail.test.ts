import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock, silentLog } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Journal, openJournal, segmentName } from './journal.ts'
import { RecordType } from './journal-segment.ts'
import { writeTail } from './journal-tail.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'tail-'))
})
afterEach(() => rmSync(base, { recursive: true }))

const clock = new ManualClock()
const open = (folder: string): Promise<Journal> =>
  openJournal({
    folder: join(base, folder),
    clock,
    log: silentLog,
    checkpoint: () => Buffer.from('later'),
    segmentBytes: 200,
  })
const samples = (text: string) => ({ type: RecordType.samples, payload: Buffer.from(text.padEnd(40)) })

async function read(folder: string, after: number): Promise<{ records: string[]; positions: number[] }> {
  const journal = await open(folder)
  const [records, positions]: [string[], number[]] = [[], []]
  await journal.replay(after, async ({ type, payload }, position) => {
    const text = Buffer.from(payload).toString().trim()
    records.push(type === RecordType.checkpoint ? `[${text}]` : text)
    positions.push(position)
  })
  await journal.close()
  return { records, positions }
}

test('a tail is a journal that begins where the history ends, and holds all that was synced beyond', async () => {
  const journal = await open('journal')
  const ends: number[] = []
  for (let i = 0; i < 12; i++) ends.push(await journal.append(samples(`record ${i}`)))
  expect(journal.segments).toBeGreaterThan(2)
  const after = ends[4] as number
  await writeTail(journal.extent, { folder: join(base, 'tail'), after, checkpoint: Buffer.from('now') })
  await journal.append(samples('too late'))
  await journal.close()

  expect(readdirSync(join(base, 'tail'))).toEqual([segmentName(after)])
  const { records, positions } = await read('tail', after)
  expect(records.filter((text) => !text.startsWith('['))).toEqual(
    Array.from({ length: 7 }, (_, i) => `record ${i + 5}`),
  )
  expect(records[0]).toBe('[now]')
  for (const position of positions) expect(position).toBeGreaterThan(after)
  expect([...positions].sort((a, b) => a - b)).toEqual(positions)
})

test('a tail beyond everything holds the checkpoint alone, and goes on from there', async () => {
  const journal = await open('journal')
  const end = await journal.append(samples('old'))
  await writeTail(journal.extent, { folder: join(base, 'tail'), after: end, checkpoint: Buffer.from('now') })
  await journal.close()
  expect((await read('tail', end)).records).toEqual(['[now]'])
  const restored = await open('tail')
  const next = await restored.append(samples('new'))
  expect(next).toBeGreaterThan(end)
  await restored.close()
  expect((await read('tail', end)).records).toEqual(['[now]', '[later]', 'new'])
})

test('an empty journal has a tail as well', async () => {
  const journal = await open('journal')
  await writeTail(journal.extent, { folder: join(base, 'tail'), after: 0, checkpoint: Buffer.from('now') })
  await journal.close()
  expect((await read('tail', 0)).records).toEqual(['[now]'])
})
