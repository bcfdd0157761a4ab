import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock, silentLog } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Journal, type JournalOptions, openJournal } from './journal.ts'
import { journalDisk } from './journal-disk.ts'
import { frameOf, RecordType, scanSegment } from './journal-segment.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const clock = new ManualClock()
const open = (more: Partial<JournalOptions> = {}): Promise<Journal> =>
  openJournal({ folder, clock, log: silentLog, checkpoint: () => Buffer.from('check'), ...more })
const samples = (text: string) => ({ type: RecordType.samples, payload: Buffer.from(text) })
const logs = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort()

async function contents(after = 0): Promise<string[]> {
  const journal = await open()
  const seen: string[] = []
  await journal.replay(after, async ({ type, payload }) => {
    if (type === RecordType.samples) seen.push(Buffer.from(payload).toString())
  })
  await journal.close()
  return seen
}

test('what was appended is there after a new start, in order, with growing positions', async () => {
  const journal = await open()
  const positions = await Promise.all(['one', 'two', 'three'].map((text) => journal.append(samples(text))))
  const later = await journal.append(samples('four'))
  expect(new Set(positions).size).toBe(1)
  expect(later).toBeGreaterThan(positions[0] as number)
  await journal.close()
  expect(await contents()).toEqual(['one', 'two', 'three', 'four'])
  expect(await contents(positions[2])).toEqual(['four'])
  expect(await contents(later)).toEqual([])
})

test('appends that come while the disk is busy share one fdatasync', async () => {
  let syncs = 0
  const journal = await open({
    disk: {
      ...journalDisk,
      sync: (fd) => {
        syncs++
        return journalDisk.sync(fd)
      },
    },
  })
  await Promise.all(Array.from({ length: 500 }, (_, i) => journal.append(samples(`${i}`))))
  expect(syncs).toBeLessThanOrEqual(3)
  await journal.close()
})

test('a position is only told when the bytes are synced', async () => {
  const order: string[] = []
  const gate = Promise.withResolvers<void>()
  let syncs = 0
  const journal = await open({
    disk: {
      ...journalDisk,
      async sync(fd) {
        await journalDisk.sync(fd)
        if (++syncs === 2) await gate.promise
        order.push('synced')
      },
    },
  })
  const told = journal.append(samples('a')).then(() => order.push('told'))
  expect(journal.unsynced).toBe(1)
  gate.resolve()
  await told
  expect(order).toEqual(['synced', 'synced', 'told'])
  expect(journal.unsynced).toBe(0)
  await journal.close()
})

test('a tail torn at any byte is cut and reported, and nothing before it is lost', async () => {
  const journal = await open()
  await journal.append(samples('kept'))
  await Promise.all([journal.append(samples('torn one')), journal.append(samples('torn two'))])
  await journal.close()
  const name = join(folder, logs()[0] as string)
  const whole = readFileSync(name)
  const ends = scanSegment(whole).frames.map(({ end }) => end)
  const start = ends.at(-2) as number
  for (let length = start; length < whole.length; length++) {
    writeFileSync(name, whole.subarray(0, length))
    const again = await open()
    expect(again.found).toEqual({ cut: length - start, damaged: [] })
    await again.close()
    expect(await contents()).toEqual(['kept'])
  }
})

test('a last group of which the disk kept the end and lost the middle is a torn tail', async () => {
  const journal = await open()
  await journal.append(samples('kept'))
  await Promise.all([journal.append(samples('x'.repeat(100))), journal.append(samples('y'))])
  await journal.close()
  const name = join(folder, logs()[0] as string)
  const bytes = readFileSync(name)
  bytes.fill(0, bytes.length - 80, bytes.length - 40)
  writeFileSync(name, bytes)
  expect(await contents()).toEqual(['kept'])
})

test('a tail of zeros, as a file system may leave it, is cut', async () => {
  const journal = await open()
  await journal.append(samples('kept'))
  await journal.close()
  const name = join(folder, logs()[0] as string)
  writeFileSync(name, Buffer.concat([readFileSync(name), Buffer.alloc(5000)]))
  const again = await open()
  expect(again.found.cut).toBe(5000)
  await again.close()
})

test('a damaged middle is named, kept aside, and the records around it are read', async () => {
  const journal = await open()
  for (const text of ['before', 'damaged', 'after']) await journal.append(samples(text))
  await journal.close()
  const name = join(folder, logs()[0] as string)
  const bytes = readFileSync(name)
  const at = bytes.indexOf('damaged')
  bytes[at] = 0
  writeFileSync(name, bytes)
  const again = await open()
  expect(again.found.damaged.map((fault) => [fault.code, fault.facts.bytes])).toEqual([['ingest.journal_damaged', 31]])
  expect(readFileSync(join(folder, 'damaged', logs()[0] as string)).equals(bytes)).toBe(true)
  await again.append(samples('new'))
  await again.close()
  expect(await contents()).toEqual(['before', 'after', 'new'])
})

test('a missing segment in the middle is refused', async () => {
  const journal = await open({ segmentBytes: 1 })
  for (const text of ['a', 'b', 'c']) await journal.append(samples(text))
  await journal.close()
  rmSync(join(folder, logs()[1] as string))
  await expect(open()).rejects.toMatchObject({ code: 'ingest.journal_foreign' })
})

test('every segment begins with a checkpoint that tells what the segments before it told', async () => {
  const told: string[] = []
  const journal = await open({ segmentBytes: 1, checkpoint: () => Buffer.from(told.join()) })
  for (const text of ['a', 'b', 'c']) {
    await journal.append(samples(text))
    told.push(text)
  }
  await journal.close()
  const first = logs().map((name) => scanSegment(readFileSync(join(folder, name))).frames[0]?.records[0])
  expect(first.map((record) => [record?.type, String(record?.payload)])).toEqual([
    [RecordType.checkpoint, ''],
    [RecordType.checkpoint, 'a'],
    [RecordType.checkpoint, 'a,b'],
  ])
})

test('release deletes the segments that lie wholly below, and no other', async () => {
  const journal = await open({ segmentBytes: 1 })
  const positions: number[] = []
  for (const text of ['a', 'b', 'c']) positions.push(await journal.append(samples(text)))
  await journal.release((positions[1] as number) - 1)
  expect(journal.segments).toBe(2)
  await journal.release(positions[2] as number)
  expect(journal.segments).toBe(1)
  await journal.close()
  expect(await contents()).toEqual(['c'])
})

test('after a start the newest segment is kept until a new one carries its checkpoint on', async () => {
  const journal = await open()
  const position = await journal.append(samples('a'))
  await journal.close()
  const again = await open()
  await again.release(position)
  expect(again.segments).toBe(1)
  await again.append(samples('b'))
  await again.release(position)
  expect(again.segments).toBe(1)
  await again.close()
  expect(await contents()).toEqual(['b'])
})

test('a full disk is named, appends wait, and all of them are written when there is room again', async () => {
  const clock = new ManualClock()
  let full = true
  const disk = {
    ...journalDisk,
    write: async (fd: number, parts: readonly Uint8Array[], at: number) => {
      if (!full || at === 0) return journalDisk.write(fd, parts, at)
      await journalDisk.write(fd, [Buffer.from('half')], at)
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    },
  }
  const journal = await open({ clock, disk })
  const told = journal.append(samples('a'))
  await expect.poll(() => journal.fault?.code).toBe('ingest.journal_full')
  const second = journal.append(samples('b'))
  for (let i = 0; i < 3; i++) await clock.advance(1000)
  full = false
  await expect
    .poll(async () => {
      await clock.advance(1000)
      return journal.unsynced
    })
    .toBe(0)
  await Promise.all([told, second])
  expect(journal.fault).toBeUndefined()
  await journal.close()
  expect(await contents()).toEqual(['a', 'b'])
})

test('after a failed fsync the group is written again into a new segment and read once per position', async () => {
  const clock = new ManualClock()
  let syncs = 0
  const journal = await open({
    clock,
    disk: {
      ...journalDisk,
      sync: async (fd) => {
        if (++syncs === 3) throw Object.assign(new Error('input/output error'), { code: 'EIO' })
        await journalDisk.sync(fd)
      },
      // The cut fails too: the whole group stays in the old segment.
      truncate: async () => {
        throw Object.assign(new Error('input/output error'), { code: 'EIO' })
      },
    },
  })
  await journal.append(samples('a'))
  const told = journal.append(samples('b'))
  await expect.poll(() => journal.fault?.code).toBe('ingest.journal_unwritable')
  await clock.advance(1000)
  await told
  await journal.close()
  expect(await contents()).toEqual(['a', 'b'])
})

test('a journal that is closed while the disk is full rejects what waits', async () => {
  const journal = await open({
    disk: {
      ...journalDisk,
      open: async () => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      },
    },
  })
  const told = journal.append(samples('a'))
  const refused = expect(told).rejects.toMatchObject({ code: 'ingest.journal_closed' })
  await expect.poll(() => journal.fault?.code).toBe('ingest.journal_full')
  await journal.close()
  await refused
  await expect(journal.append(samples('b'))).rejects.toMatchObject({ code: 'ingest.journal_closed' })
})

test('a frame of random bytes in front of whole frames never hides them', () => {
  const frame = Buffer.concat(frameOf([samples('x')]))
  const noise = Buffer.from(Array.from({ length: 997 }, (_, i) => (i * 7919) % 251))
  const scan = scanSegment(Buffer.concat([noise, frame]))
  expect(scan.frames.length).toBe(1)
  expect(scan.damaged).toEqual([{ at: 0, bytes: 997 }])
})
