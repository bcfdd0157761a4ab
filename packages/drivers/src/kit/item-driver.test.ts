import { Status, systemClock } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { TagSpec } from './driver.ts'
import { ItemDriver, type ItemProtocol, type ItemTag } from './item-driver.ts'
import { noCounts } from './supervisor.ts'

/** Answers with the tag's number; notes which tags came together. */
class Numbers implements ItemProtocol<ItemTag> {
  readonly asked: number[][] = []
  readonly open = true
  readonly bytesOf: (tag: ItemTag) => number

  constructor(bytesOf: (tag: ItemTag) => number) {
    this.bytesOf = bytesOf
  }

  connect(): Promise<void> {
    return Promise.resolve()
  }
  close(): Promise<void> {
    return Promise.resolve()
  }
  mostItems(): number {
    return 3
  }
  mostBytes(): number {
    return 10
  }
  plan(spec: TagSpec): ItemTag {
    return { spec }
  }
  read(_kind: unknown, tags: readonly ItemTag[]) {
    this.asked.push(tags.map(({ spec }) => spec.id))
    const readings = tags.map(({ spec }) => ({ value: spec.id, status: Status.Good }))
    return Promise.resolve({ time: systemClock.now(), readings })
  }
  write(): Promise<undefined> {
    return Promise.resolve(undefined)
  }
}

async function runs(bytes: readonly number[]): Promise<number[][]> {
  const protocol = new Numbers(({ spec }) => bytes[spec.id]!)
  const driver = new ItemDriver(protocol, { clock: systemClock, counters: noCounts() })
  const specs = bytes.map((_, id): TagSpec => ({ id, address: `${id}`, type: 'int32', access: 'r', periodMs: 100 }))
  const { groups } = await driver.setTags(specs)
  const batch = await driver.poll(groups[0]!, AbortSignal.timeout(1_000))
  expect([...batch.int64].map(Number)).toEqual(specs.map(({ id }) => id))
  return protocol.asked
}

describe('requests of the item driver', () => {
  test('hold as many tags as the protocol allows', async () => {
    expect(await runs([1, 1, 1, 1, 1])).toEqual([
      [0, 1, 2],
      [3, 4],
    ])
  })
  test('hold as many bytes as the protocol allows', async () => {
    expect(await runs([6, 4, 1, 9, 1, 1])).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ])
  })
  test('hold a tag that is larger than a request alone', async () => {
    expect(await runs([2, 50, 2, 2])).toEqual([[0], [1], [2, 3]])
  })
})
