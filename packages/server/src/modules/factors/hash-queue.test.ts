import { describe, expect, it } from 'vitest'
import { HashQueue } from './hash-queue.ts'

const open = () => {
  const ends: (() => void)[] = []
  const work = (): Promise<void> => new Promise<void>((resolve) => ends.push(resolve))
  return { ends, work }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the queue of hashes', () => {
  it('lets four run, 64 wait, and turns the next away', async () => {
    const queue = new HashQueue()
    const { ends, work } = open()
    const held = Array.from({ length: 68 }, () => queue.run(work))
    await settled()
    expect(ends).toHaveLength(4)
    await expect(queue.run(work)).rejects.toMatchObject({ code: 'factors.busy', row: { status: 503 } })
    for (let ended = 0; ended < 68; ended++) {
      ends[ended]!()
      await settled()
    }
    await Promise.all(held)
    expect(ends).toHaveLength(68)
  })

  it('gives the place of a failed one to the next', async () => {
    const queue = new HashQueue()
    const failed = Array.from({ length: 8 }, () => queue.run(() => Promise.reject(new TypeError('no memory'))))
    expect((await Promise.allSettled(failed)).map(({ status }) => status)).toEqual(Array(8).fill('rejected'))
    expect(await queue.run(async () => 5)).toBe(5)
  })
})
