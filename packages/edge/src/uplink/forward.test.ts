import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchBuilder, ManualClock, type SampleBatch, silentLog } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RecordBuffer } from '../buffer/buffer.ts'
import { Forwarder, type Outlet } from './forward.ts'

let folder: string
let clock: ManualClock
let buffer: RecordBuffer
let forwarder: Forwarder

/** A host that keeps what comes; it confirms when the test says so. */
class FakeHost implements Outlet {
  backlog = 0
  readonly got: { position: number; values: number; historical: boolean; at: number }[] = []
  send({ position, batch, historical }: { position: number; batch: SampleBatch; historical: boolean }): boolean {
    this.got.push({ position, values: batch.length, historical, at: clock.monotonic() })
    return true
  }
  confirmAll(): void {
    forwarder.stored(
      buffer.stream,
      this.got.map(({ position }) => ({ from: position, to: position + 1 })),
    )
  }
  positions(): number[] {
    return this.got.map(({ position }) => position)
  }
}

async function start(): Promise<void> {
  buffer = await RecordBuffer.open({ folder, limitBytes: 16 * 1024 * 1024, clock, log: silentLog, segmentBytes: 2_000 })
  forwarder = new Forwarder({ buffer, clock, log: silentLog, replayValuesPerSecond: 1_000, host: 'millrace' })
}
async function stop(): Promise<void> {
  forwarder.close()
  await buffer.close()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-forward-'))
  clock = new ManualClock()
  await start()
})
afterEach(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

function take(values = 1): void {
  const builder = new BatchBuilder()
  for (let i = 0; i < values; i++) builder.addDouble(i, clock.now(), i)
  forwarder.take(0, builder.take())
}

describe('the forwarder', () => {
  it('sends a live record at once, and once', async () => {
    const host = new FakeHost()
    forwarder.begin(host)
    take()
    expect(host.got).toMatchObject([{ historical: false }])
    host.confirmAll()
    await clock.advance(30_000)
    expect(host.got).toHaveLength(1)
    expect(buffer.records).toBe(0)
  })

  it('replays what was stored while the link was down, oldest first, beneath the rate, while live values go at once', async () => {
    for (let i = 0; i < 100; i++) take(100)
    const host = new FakeHost()
    forwarder.begin(host)
    for (let second = 0; second < 5; second++) {
      take()
      expect(host.got.at(-1)).toMatchObject({ historical: false, at: clock.monotonic() })
      await clock.advance(1_000)
      host.confirmAll()
    }
    const replayed = host.got.filter(({ historical }) => historical)
    const values = replayed.reduce((sum, record) => sum + record.values, 0)
    expect(values).toBeGreaterThan(4_500)
    expect(values).toBeLessThanOrEqual(5_200)
    expect(replayed.map(({ position }) => position)).toEqual(replayed.map((_, i) => replayed[0]!.position + i))
    await clock.advance(10_000)
    expect(forwarder.idle).toBe(true)
    expect(new Set(host.positions()).size).toBe(105)
    expect(host.got).toHaveLength(105)
  })

  it('sends again what a confirming host did not store in time', async () => {
    const host = new FakeHost()
    forwarder.begin(host)
    take()
    host.confirmAll()
    take()
    await clock.advance(25_000)
    expect(host.got.length).toBeGreaterThan(2)
    expect(host.got[2]).toMatchObject({ position: host.got[1]!.position, historical: true })
  })

  it('gives a host that never confirms everything once, and settles it after a minute', async () => {
    for (let i = 0; i < 3; i++) take()
    const host = new FakeHost()
    forwarder.begin(host)
    take()
    await clock.advance(59_000)
    expect(new Set(host.positions()).size).toBe(4)
    expect(host.got).toHaveLength(4)
    expect(buffer.records).toBe(4)
    await clock.advance(60_000)
    expect(buffer.records).toBe(0)
    expect(host.got).toHaveLength(4)
  })

  it('never settles by itself what a host that once confirmed has not stored, also after a restart', async () => {
    const host = new FakeHost()
    forwarder.begin(host)
    take()
    host.confirmAll()
    await stop()
    await start()
    forwarder.begin(new FakeHost())
    take()
    await clock.advance(300_000)
    expect(buffer.records).toBe(1)
  })

  it('sends what was on its way again after the link broke', async () => {
    forwarder.begin(new FakeHost())
    take()
    forwarder.end()
    take()
    const host = new FakeHost()
    forwarder.begin(host)
    await clock.advance(1_000)
    expect(host.got.map(({ historical }) => historical)).toEqual([true, true])
  })

  it('holds back the replay first and then the live values when the network is stuck, and loses neither', async () => {
    take()
    const host = new FakeHost()
    host.backlog = 2 * 1024 * 1024
    forwarder.begin(host)
    await clock.advance(1_000)
    take()
    expect(host.got).toMatchObject([{ historical: false }])
    host.backlog = 5 * 1024 * 1024
    take()
    expect(host.got).toHaveLength(1)
    host.backlog = 0
    await clock.advance(1_000)
    expect(new Set(host.positions()).size).toBe(3)
  })

  it('ignores the confirmation of another buffer', () => {
    forwarder.begin(new FakeHost())
    take()
    forwarder.stored('another', [{ from: 0, to: buffer.head }])
    expect(buffer.records).toBe(1)
  })
})
