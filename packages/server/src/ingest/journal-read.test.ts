import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchBuilder, batchOf, ManualClock, silentLog } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Journal, openJournal } from './journal.ts'
import { readJournal } from './journal-read.ts'
import { encodeCheckpoint, encodeSamples } from './record.ts'

let folder: string
let journal: Journal
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-read-'))
  journal = await openJournal({
    folder,
    clock: new ManualClock(),
    log: silentLog,
    checkpoint: () => encodeCheckpoint([]),
    segmentBytes: 2_000,
  })
})
afterEach(async () => {
  await journal.close()
  rmSync(folder, { recursive: true })
})

const append = (series: number): Promise<number> =>
  journal.append(encodeSamples({ tenant: 'a', positions: [], batch: batchOf([[series, 1, 1]]) }))

/** Everything beyond a position, read in as many parts as it takes. */
function rest(after: number): { readonly series: number[]; readonly position: number } {
  const series: number[] = []
  for (let position = after; ; ) {
    const part = readJournal(journal.extent, position)
    series.push(...part.shares.map(({ batch }) => batch.series[0] as number))
    if (part.position === position) return { series, position }
    position = part.position
  }
}

test('reads on from a position over segments, each group once, up to what is durable', async () => {
  const ends: number[] = []
  for (let i = 0; i < 60; i++) ends.push(await append(i))
  expect(journal.segments).toBeGreaterThan(2)
  const all = Array.from({ length: 60 }, (_, i) => i)
  expect(rest(0)).toEqual({ series: all, position: ends.at(-1) })
  for (const after of [0, 1, 30, 58]) expect(rest(ends[after] as number).series).toEqual(all.slice(after + 1))
  await append(60)
  expect(rest(ends.at(-1) as number).series).toEqual([60])
})

test('a group larger than what is read at a time is read whole', async () => {
  const builder = new BatchBuilder()
  for (let i = 0; i < 400_000; i++) builder.addDouble(7, i, i)
  const batch = builder.take()
  await journal.append(encodeSamples({ tenant: 'a', positions: [], batch }))
  await append(8)
  // The checkpoint that a segment begins with is all that fits beside it.
  const { position } = readJournal(journal.extent, 0)
  expect(readJournal(journal.extent, position).shares[0]?.batch.length).toBe(400_000)
  expect(rest(0).series).toEqual([7, 8])
})

test('what is damaged is left out, and what follows is read', async () => {
  const ends: number[] = []
  for (let i = 0; i < 60; i++) ends.push(await append(i))
  const [first] = journal.extent
  const path = first?.path as string
  const bytes = readFileSync(path)
  bytes[(ends[3] as number) - 5]! ^= 0xff
  bytes[bytes.length - 5]! ^= 0xff
  writeFileSync(path, bytes)
  const lost = [3, ends.findIndex((end) => end === first?.end)]
  expect(rest(0)).toEqual({
    series: Array.from({ length: 60 }, (_, i) => i).filter((i) => !lost.includes(i)),
    position: ends.at(-1),
  })
})
