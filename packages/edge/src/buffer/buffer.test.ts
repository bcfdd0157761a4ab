import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchBuilder, batchOf, ManualClock, type SampleBatch, silentLog, valueAt } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BufferNeeds, RecordBuffer } from './buffer.ts'
import { BufferReader } from './buffer-reader.ts'

let folder: string
const open: RecordBuffer[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-buffer-'))
})
afterEach(async () => {
  for (const buffer of open.splice(0)) await buffer.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openBuffer(more: Partial<BufferNeeds> = {}): Promise<RecordBuffer> {
  const buffer = await RecordBuffer.open({
    folder,
    limitBytes: 64 * 1024 * 1024,
    clock: new ManualClock(),
    log: silentLog,
    ...more,
  })
  open.push(buffer)
  return buffer
}

async function close(buffer: RecordBuffer): Promise<void> {
  open.splice(open.indexOf(buffer), 1)
  await buffer.close()
}

const one = (value: number): SampleBatch => batchOf([[7, 1_000_000 + value, value]])

function drain(buffer: RecordBuffer): { position: number; device: number; value: unknown }[] {
  const reader = new BufferReader(buffer)
  const found: { position: number; device: number; value: unknown }[] = []
  while (reader.next((position) => buffer.covered.has(position))) {
    found.push({ ...reader.head!, value: valueAt(reader.samples(), 0) })
  }
  reader.close()
  return found.map(({ position, device, value }) => ({ position, device, value }))
}

const segmentFiles = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.segment'))

describe('the buffer of the edge', () => {
  it('gives back every record, oldest first, after a restart', async () => {
    const first = await openBuffer()
    for (let i = 0; i < 100; i++) first.append(i % 3, one(i))
    await close(first)
    const second = await openBuffer()
    expect(drain(second).map(({ value }) => value)).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect(second.records).toBe(100)
  })

  it('keeps every kind of value, quality and time exactly', async () => {
    const buffer = await openBuffer()
    const rows: [number, number, number | bigint | boolean | string | null, number][] = []
    for (let i = 0; i < 500; i++) {
      rows.push([
        i * 7,
        1_700_000_000_000_123 + (i % 5) * 250,
        [Math.PI * i, BigInt(i) << 40n, i % 2 === 0, null][i % 4]!,
        i % 9 === 0 ? 0x80050000 : 0,
      ])
    }
    const numbers = batchOf(rows)
    const texts = batchOf(rows.map(([series, time, value], i) => [series, time, i % 2 ? `text ${i} 压力` : value]))
    buffer.append(1, numbers)
    buffer.append(2, texts)
    const reader = new BufferReader(buffer)
    for (const expected of [numbers, texts]) {
      expect(reader.next(() => false)).toBe(true)
      const seen = reader.samples()
      expect(seen.length).toBe(expected.length)
      for (let i = 0; i < seen.length; i++) {
        expect([seen.series[i], seen.time[i], seen.status[i], valueAt(seen, i)]).toEqual([
          expected.series[i],
          expected.time[i],
          expected.status[i],
          valueAt(expected, i),
        ])
      }
    }
    reader.close()
  })

  it('never uses a position twice, also when the tail of the last boot was lost', async () => {
    const first = await openBuffer()
    const positions = [1, 2, 3].map((value) => first.append(0, one(value)))
    await close(first)
    truncateSync(join(folder, segmentFiles()[0]!), 0)
    const second = await openBuffer()
    const next = second.append(0, one(4))
    expect(next).toBeGreaterThan(positions[2]!)
    expect(next).toBe(2 * 2 ** 32)
  })

  it('cuts a torn tail at whatever byte it was torn', async () => {
    const first = await openBuffer()
    for (let i = 0; i < 3; i++) first.append(0, one(i))
    await close(first)
    const [name] = segmentFiles()
    const whole = readFileSync(join(folder, name!))
    const length = whole.length / 3
    for (let cut = 0; cut <= whole.length; cut++) {
      writeFileSync(join(folder, name!), whole.subarray(0, cut))
      const again = await openBuffer()
      expect(drain(again).map(({ value }) => value)).toEqual([0, 1, 2].slice(0, Math.floor(cut / length)))
      await close(again)
    }
  })

  it('does not believe a record with a flipped bit, nor what follows it', async () => {
    const first = await openBuffer()
    for (let i = 0; i < 3; i++) first.append(0, one(i))
    await close(first)
    const [name] = segmentFiles()
    const whole = readFileSync(join(folder, name!))
    const length = whole.length / 3
    for (let byte = 0; byte < length; byte++) {
      const damaged = Buffer.from(whole)
      damaged[length + byte]! ^= 1 << (byte % 8)
      writeFileSync(join(folder, name!), damaged)
      const again = await openBuffer()
      expect(drain(again).map(({ value }) => value)).toEqual([0])
      await close(again)
    }
  })

  it('reads on past rubbish of a crash because a boot never writes into the file of another', async () => {
    const first = await openBuffer()
    first.append(0, one(1))
    await close(first)
    appendFileSync(join(folder, segmentFiles()[0]!), Buffer.alloc(1_000, 0x5a))
    const second = await openBuffer()
    second.append(0, one(2))
    expect(drain(second).map(({ value }) => value)).toEqual([1, 2])
  })

  it('deletes segments that are covered wholly and skips covered records', async () => {
    const buffer = await openBuffer({ segmentBytes: 400 })
    const positions = Array.from({ length: 30 }, (_, i) => buffer.append(0, one(i)))
    const before = segmentFiles().length
    expect(before).toBeGreaterThan(3)
    buffer.cover([{ from: positions[0]!, to: positions[20]! }])
    expect(segmentFiles().length).toBeLessThan(before)
    expect(drain(buffer).map(({ value }) => value)).toEqual(Array.from({ length: 10 }, (_, i) => 20 + i))
    expect(buffer.records).toBe(10)
    expect(buffer.floor).toBe(positions[20])
    expect(buffer.oldest).toBe(1_000_020)
  })

  it('remembers what was covered over a restart', async () => {
    const first = await openBuffer()
    const positions = [0, 1, 2, 3].map((value) => first.append(0, one(value)))
    first.cover([
      { from: positions[0]!, to: positions[1]! },
      { from: positions[2]!, to: positions[3]! },
    ])
    await close(first)
    const second = await openBuffer()
    expect(drain(second).map(({ value }) => value)).toEqual([1, 3])
    second.cover([{ from: 0, to: positions[3]! + 1 }])
    expect(segmentFiles()).toEqual([])
    expect(second.floor).toBe(second.head)
    expect(second.oldest).toBeUndefined()
  })

  it('does not let a host cover what was never written', async () => {
    const buffer = await openBuffer()
    buffer.append(0, one(1))
    buffer.cover([{ from: 0, to: Number.MAX_SAFE_INTEGER }])
    buffer.append(0, one(2))
    expect(drain(buffer).map(({ value }) => value)).toEqual([2])
  })

  it('drops the oldest segment when it is full, counts what was lost, and keeps the newest', async () => {
    const said: unknown[] = []
    const log = { ...silentLog, error: (_: string, facts?: object) => said.push(facts) }
    const buffer = await openBuffer({ segmentBytes: 400, limitBytes: 4_000, log })
    const builder = new BatchBuilder()
    for (let i = 0; i < 200; i++) {
      builder.addDouble(1, i, i)
      buffer.append(0, builder.take())
      expect(buffer.bytes).toBeLessThanOrEqual(4_000)
    }
    const left = drain(buffer).map(({ value }) => value as number)
    expect(left.at(-1)).toBe(199)
    expect(left).toEqual(Array.from({ length: left.length }, (_, i) => 200 - left.length + i))
    expect(buffer.dropped).toMatchObject({
      records: 200 - left.length,
      values: 200 - left.length,
      from: 0,
      to: 199 - left.length,
    })
    expect(said.length).toBeGreaterThan(0)
  })

  it('refuses a folder that another edge holds', async () => {
    await openBuffer()
    await expect(openBuffer()).rejects.toMatchObject({ code: 'edge_buffer.in_use' })
  })

  it('refuses a state that makes no sense instead of guessing', async () => {
    writeFileSync(join(folder, 'state.json'), '{"boot": -1}')
    await expect(openBuffer()).rejects.toMatchObject({ code: 'edge_buffer.state_malformed' })
  })

  it('loses nothing and doubles nothing over a hundred crashes at random places', async () => {
    let seed = 42
    const random = (n: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((seed / 2 ** 32) * n)
    }
    const expected = new Map<number, number>()
    let value = 0
    for (let crash = 0; crash < 100; crash++) {
      const buffer = await openBuffer({ segmentBytes: 600 })
      expect(drain(buffer).map(({ position, value: seen }) => [position, seen])).toEqual([...expected])
      for (let i = random(12); i >= 0; i--) {
        const position = buffer.append(0, one(value))
        expect(expected.has(position)).toBe(false)
        expected.set(position, value++)
      }
      for (const position of [...expected.keys()]) {
        if (random(3) > 0) continue
        buffer.cover([{ from: position, to: position + 1 }])
        expected.delete(position)
      }
      await close(buffer)
      const last = segmentFiles().sort().at(-1)
      // A crash leaves part of a record behind the last whole one.
      if (last && statSync(join(folder, last)).size > 0)
        appendFileSync(join(folder, last), Buffer.from('half a record').subarray(0, random(13)))
    }
  })
})
