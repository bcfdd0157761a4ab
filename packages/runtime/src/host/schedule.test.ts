import { expect, it } from 'vitest'
import { Schedule, type Seats, type Wish } from './schedule.ts'

const one: Seats = { all: 1, kept: 0, share: { all: 1, strange: 1 }, memory: 100, waiting: 10 }
const wish = (share: string, more: Partial<Wish> = {}): Wish => ({
  ...{ model: 'test/model', share, key: `${share}/one`, memory: 1, isKnown: () => false, ...more },
})

/** Calls that end when they are told to, in the order in which they began. */
function stage(seats: Partial<Seats> = {}) {
  const schedule = new Schedule({ ...one, ...seats })
  const begun: string[] = []
  const ends: (() => void)[] = []
  const call = (name: string, of: Wish): Promise<string> =>
    schedule.take(of, async () => {
      begun.push(name)
      const { promise, resolve } = Promise.withResolvers<void>()
      ends.push(resolve)
      await promise
      return name
    })
  /** Ends what is at work, one after the other, until nothing is. */
  const drain = async (): Promise<void> => {
    for (let end = ends.shift(); end; end = ends.shift()) {
      end()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { call, begun, ends, drain }
}

it('calls of one share wait for each other before they hold up another’s', async () => {
  const { call, begun, drain } = stage()
  const all = [1, 2, 3].map((i) => call(`a${i}`, wish('a')))
  all.push(call('b1', wish('b')), call('c1', wish('c')), call('b2', wish('b')))
  await drain()
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  expect((await Promise.all(all)).toSorted()).toEqual(begun.toSorted())
})

it('models of one share take turns, and each has one call at a time', async () => {
  const { call, begun, drain } = stage({ all: 2, share: { all: 2, strange: 2 } })
  const all = [1, 2, 3].map((i) => call(`x${i}`, wish('a', { key: 'x' })))
  all.push(call('y1', wish('a', { key: 'y' })))
  expect(begun).toEqual(['x1', 'y1'])
  await drain()
  await Promise.all(all)
  expect(begun).toEqual(['x1', 'y1', 'x2', 'x3'])
})

it('a share never has every seat: some are kept for what was answered, and for shares that hold none', async () => {
  const { call, begun, drain } = stage({ all: 2, share: { all: 3, strange: 2 }, kept: 2 })
  const all = ['x', 'y', 'z'].map((key) => call(key, wish('a', { key })))
  all.push(call('first', wish('b')), call('second', wish('b', { key: 'second' })))
  expect(begun).toEqual(['x', 'y', 'first'])
  all.push(call('known', wish('b', { key: 'known', isKnown: () => true })))
  expect(begun).toEqual(['x', 'y', 'first', 'known'])
  all.push(call('w', wish('a', { key: 'w', isKnown: () => true })))
  await drain()
  await Promise.all(all)
  expect(begun).toEqual(['x', 'y', 'first', 'known', 'w', 'second', 'z'])
})

it('what is at work has no more memory than there is, but one call may have it all', async () => {
  const { call, begun, ends, drain } = stage({ all: 3, share: { all: 3, strange: 3 } })
  const all = [call('small', wish('a', { memory: 60 })), call('large', wish('b', { memory: 60 }))]
  expect(begun).toEqual(['small'])
  ends.shift()!()
  await new Promise((resolve) => setImmediate(resolve))
  all.push(call('huge', wish('c', { memory: 1_000 })))
  expect(begun).toEqual(['small', 'large'])
  await drain()
  await Promise.all(all)
  expect(begun).toEqual(['small', 'large', 'huge'])
})

it('where too much waits of a share, its next call is told so, and another share’s is not', async () => {
  const { call, drain } = stage({ waiting: 2 })
  const all = [1, 2, 3].map((i) => call(`a${i}`, wish('a')))
  await expect(call('a4', wish('a'))).rejects.toMatchObject({
    code: 'model.busy',
    facts: { model: 'test/model', waiting: 2 },
  })
  all.push(call('b1', wish('b')))
  await drain()
  expect(await Promise.all(all)).toHaveLength(4)
})

it('a call that fails gives its seat on', async () => {
  const schedule = new Schedule(one)
  const failed = schedule.take(wish('a'), () => Promise.reject(new Error('no such luck')))
  const next = schedule.take(wish('a'), () => Promise.resolve(7))
  await expect(failed).rejects.toThrow('no such luck')
  expect(await next).toBe(7)
})
