import { Fault, ManualClock, Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { BlockDriver } from './block-driver.ts'
import type { Extent } from './block-plan.ts'
import type { BlockProtocol, BlockTag } from './block-protocol.ts'
import type { TagSpec } from './driver.ts'
import { noCounts } from './supervisor.ts'
import './faults.ts'

const TAGS = 64

/** A line that answers as `bears` says of each request; two spaces of 64 units. */
class Line implements BlockProtocol<BlockTag> {
  readonly open = true
  readonly inFlight = 1
  readonly retries: number
  asked: number[] = []
  bears: (extent: Extent) => boolean = () => true

  constructor(retries: number) {
    this.retries = retries
  }
  async connect(): Promise<void> {}
  async close(): Promise<void> {}
  limits() {
    return { maxUnits: () => TAGS, maxGap: 0 }
  }
  plan(spec: TagSpec): BlockTag {
    return { spec, space: Math.floor(spec.id / TAGS), start: spec.id % TAGS, length: 1 }
  }
  station(): number {
    return 0
  }
  async read(_: unknown, extent: Extent) {
    this.asked.push(extent.length)
    if (!this.bears(extent)) throw new Fault('driver.timeout', { asked: 'a block', ms: 1 })
    return { time: 0, status: Status.Good, bytes: new Uint8Array(extent.length) }
  }
  decode(): void {}
  async write(): Promise<undefined> {}
}

async function line(retries: number, spaces = 1) {
  const clock = new ManualClock()
  const protocol = new Line(retries)
  const driver = new BlockDriver(protocol, { clock, counters: noCounts() })
  const specs = Array.from(
    { length: TAGS * spaces },
    (_, id): TagSpec => ({ id, address: '', type: 'uint16', access: 'r', periodMs: 1_000 }),
  )
  const { groups } = await driver.setTags(specs)
  /** One scan: what was asked for, and how many tags were read. */
  const scan = async () => {
    protocol.asked = []
    const batch = await driver.poll(groups[0]!, AbortSignal.timeout(10_000))
    return { asked: protocol.asked, good: batch.status.filter((status) => status === Status.Good).length }
  }
  return { clock, protocol, scan }
}

describe.each([0, 1])('blocks of a line, each asked for again %d times', (retries) => {
  test('are as large as may be while all is well, and when an answer is lost now and then', async () => {
    const { protocol, scan } = await line(retries)
    for (let i = 0; i < 20; i++) {
      let first = i % 2 === 0
      protocol.bears = () => {
        const lost = first
        first = false
        return !lost
      }
      await scan()
    }
    protocol.bears = () => true
    expect(await scan()).toEqual({ asked: [64], good: 64 })
  })

  test('are halved until they pass, and every tag is read', async () => {
    const { protocol, scan } = await line(retries)
    protocol.bears = ({ length }) => length <= 10
    for (let i = 0; i < 12; i++) await scan()
    expect(await scan()).toEqual({ asked: Array(8).fill(8), good: 64 })
  })

  test('stay large in a space that bears them', async () => {
    const { protocol, scan } = await line(retries, 2)
    protocol.bears = ({ space, length }) => space === 0 || length <= 32
    for (let i = 0; i < 6; i++) await scan()
    expect(await scan()).toEqual({ asked: [64, 32, 32], good: 128 })
  })

  test('stay large when the device is silent, which is asked for one piece and then no more', async () => {
    const { protocol, scan } = await line(retries)
    protocol.bears = () => false
    const asked: number[] = []
    for (let i = 0; i < 10; i++) asked.push(...(await scan()).asked)
    expect(asked.filter((length) => length < 64)).toEqual([8])
    protocol.bears = () => true
    expect(await scan()).toEqual({ asked: [64], good: 64 })
  })

  test('grow back, a doubling a minute', async () => {
    const { clock, protocol, scan } = await line(retries)
    protocol.bears = ({ length }) => length <= 16
    for (let i = 0; i < 12; i++) await scan()
    protocol.bears = () => true
    const sizes: number[] = []
    for (let second = 0; second < 1_000; second += 10) {
      await clock.advance(10_000)
      const { asked, good } = await scan()
      expect(good).toBe(64)
      if (sizes.at(-1) !== asked[0]) sizes.push(asked[0]!)
    }
    expect(sizes).toEqual([16, 32, 64])
  })

  test('that grew too early are halved again, and wait longer', async () => {
    const { clock, protocol, scan } = await line(retries)
    protocol.bears = ({ length }) => length <= 32
    let failed = 0
    for (let second = 0; second < 3_600; second += 10) {
      await clock.advance(10_000)
      const { asked } = await scan()
      if (asked.includes(64)) failed++
    }
    // Waits of 1, 2, 4, 8, 16 … minutes: an hour has seven of them at most, each of up to four scans.
    expect(failed).toBeLessThanOrEqual(7 * 4)
  })
})
