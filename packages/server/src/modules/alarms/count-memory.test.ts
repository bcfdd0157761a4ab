import { ManualClock, type TenantId } from '@millrace/core'
import { beforeEach, expect, it } from 'vitest'
import { CountMemory } from './count-memory.ts'
import type { Counts } from './schema.ts'

const north = { tenant: 'north' as TenantId }
const counts = (low: number): Counts => ({
  low,
  medium: 0,
  high: 0,
  critical: 0,
  unacknowledged: 0,
  shelved: 0,
  suppressed: 0,
  outOfService: 0,
})

let clock: ManualClock
let memory: CountMemory
let asked = 0
/** The database takes so long, ms. */
let takes = 0
const ask = (reach = north) =>
  memory.ask(reach, undefined, async () => {
    asked++
    const found = counts(asked)
    await clock.sleep(takes)
    return found
  })
/** What is told, when time goes on until it is. */
async function told(reach = north): Promise<number> {
  const answer = ask(reach)
  await clock.advance(takes)
  return (await answer).low
}

beforeEach(() => {
  clock = new ManualClock()
  memory = new CountMemory(clock)
  asked = 0
  takes = 100
})

it('asks once for ten times as long as it took, and of each reach by itself', async () => {
  expect([await told(), await told(), await told()]).toEqual([1, 1, 1])
  expect(await told({ tenant: 'south' as TenantId })).toBe(2)
})

it('whoever asks while a slow answer is found is told the one before, and waits for none', async () => {
  await told()
  await clock.advance(1_200)
  const [first, second] = [ask(), ask()]
  expect([(await first).low, (await second).low, asked]).toEqual([1, 1, 2])
  await clock.advance(100)
  expect((await ask()).low).toBe(2)
})

it('tells nothing that is long ago, nor anything old where the answer is quick', async () => {
  await told()
  await clock.advance(5_000)
  expect(await told()).toBe(2)
  takes = 5
  await clock.advance(5_000)
  expect(await told()).toBe(3)
  await clock.advance(60)
  expect(await told()).toBe(4)
})

it('an answer that fails is asked for again', async () => {
  const failing = memory.ask(north, undefined, () => Promise.reject(new TypeError('gone')))
  await expect(failing).rejects.toThrow('gone')
  expect(await told()).toBe(1)
})
