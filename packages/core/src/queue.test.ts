import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoundedQueue } from './queue.ts'

const settled = (promise: Promise<unknown>): Promise<string> =>
  Promise.race([
    promise.then(
      () => 'in',
      (failure: { code: string }) => failure.code,
    ),
    new Promise<string>((resolve) => setImmediate(resolve, 'waiting')),
  ])

test('a full queue makes the next one wait until something was taken', async () => {
  const queue = new BoundedQueue<number>(2)
  expect(await settled(queue.push(1))).toBe('in')
  expect(await settled(queue.push(2))).toBe('in')
  const third = queue.push(3)
  expect(await settled(third)).toBe('waiting')
  expect([queue.depth, queue.waiting, queue.tryPush(4)]).toEqual([2, 1, false])
  expect(await queue.take()).toBe(1)
  expect(await settled(third)).toBe('in')
  expect([queue.depth, queue.waiting]).toEqual([2, 0])
  expect([await queue.take(), await queue.take()]).toEqual([2, 3])
})

test('who waits for an item gets it without its passing through the queue', async () => {
  const queue = new BoundedQueue<string>(1)
  const taken = Promise.all([queue.take(), queue.take()])
  expect([queue.tryPush('a'), queue.tryPush('b'), queue.depth]).toEqual([true, true, 0])
  expect(await taken).toEqual(['a', 'b'])
})

test('a closed queue gives what it holds, takes nothing, and tells those who wait', async () => {
  const queue = new BoundedQueue<number>(1)
  await queue.push(1)
  const waiting = queue.push(2)
  queue.close()
  queue.close()
  expect(await settled(waiting)).toBe('core.queue_closed')
  expect(await settled(queue.push(3))).toBe('core.queue_closed')
  expect(queue.tryPush(3)).toBe(false)
  expect([await queue.take(), await queue.take()]).toEqual([1, undefined])
  const empty = new BoundedQueue<number>(1)
  const taking = empty.take()
  empty.close()
  expect(await taking).toBeUndefined()
})

test('nothing is lost, doubled or out of order, and the bound holds, whatever the rhythm', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom('push', 'take', 'drain', 'turn'), { maxLength: 120 }),
      async (capacity, rhythm) => {
        const queue = new BoundedQueue<number>(capacity)
        const out: number[] = []
        const under: Promise<unknown>[] = []
        let n = 0
        for (const step of rhythm) {
          if (step === 'push') under.push(queue.push(n++))
          else if (step === 'take') under.push(queue.take().then((item) => item !== undefined && out.push(item)))
          else if (step === 'turn') await new Promise(setImmediate)
          else {
            // Items already handed to a taker come before those that are drained.
            await new Promise(setImmediate)
            out.push(...queue.drain())
          }
          expect(queue.depth).toBeLessThanOrEqual(capacity)
        }
        const reading = (async () => {
          for await (const item of queue) out.push(item)
        })()
        await new Promise(setImmediate)
        queue.close()
        await Promise.all([...under, reading])
        expect(out).toEqual(Array.from({ length: n }, (_, i) => i))
      },
    ),
    { numRuns: 200 },
  )
})
