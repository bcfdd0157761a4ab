import { Status } from '@millrace/core'
import { type FaultProxy, type OpcuaConfig, startTcpFaultProxy } from '@millrace/drivers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeFolder, type Plant, type Probe, probe, type Seen, startPlant, tag } from './plant.ts'

const kept = tag(0, 'Kept', 'int64')
const also = tag(1, 'Kept.Double', 'float64')
const plain = tag(2, 'Writable.Int32', 'int32')
/** Small, so that each answer has a continuation point. */
const ANSWER = 7

let folder: Awaited<ReturnType<typeof makeFolder>>
let plant: Plant
let proxy: FaultProxy
let device: Probe | undefined
/** When asyncua wrote each number, µs. */
const written = new Map<number, number>()
beforeEach(async () => {
  folder = await makeFolder()
  written.clear()
})
afterEach(async () => {
  await device?.close()
  device = undefined
  await proxy.close()
  await plant.stop()
  await folder.remove()
})

async function start(...args: readonly string[]): Promise<void> {
  plant = await startPlant('0', ...args)
  proxy = await startTcpFaultProxy(plant.port)
}
async function open(config: Partial<OpcuaConfig> = {}): Promise<Probe> {
  device = probe(
    { url: `opc.tcp://127.0.0.1:${proxy.port}/`, keepAliveMs: 500, ...config },
    [kept, also, plain],
    folder.path,
  )
  await device.read([kept, also, plain])
  return device
}
async function keep(from: number, count: number): Promise<void> {
  const { times } = await plant.tell({ do: 'keep', from, count })
  for (const [i, time] of (times as number[]).entries()) written.set(from + i, time)
}
/** Samples that tell what was written when it was written, by their time; not those that say what a tag holds still. */
const records = (from: readonly Seen[]): Seen[] =>
  from
    .filter(({ value, status, time }) => status === Status.Good && written.get(Number(value)) === time)
    .sort((a, b) => a.time - b.time)
const numbers = (from: readonly Seen[]): number[] => records(from).map(({ value }) => Number(value))
const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1)

async function cut(probed: Probe): Promise<void> {
  proxy.set({ cutAfter: 0 })
  await plant.set('Writable.Int32', 'Int32', -1)
  await probed.until(() => probed.states.at(-1)?.state === 'backoff')
}
async function mend(probed: Probe): Promise<void> {
  proxy.set({})
  await probed.until(() => probed.states.at(-1)?.state === 'online')
}

describe('values that asyncua kept while there was no connection', () => {
  test('come once each, with their times and statuses, over continuation points; the newest value stays the last', async () => {
    await start('--history', String(ANSWER))
    const probed = await open()
    await keep(1, 5)
    await probed.until(() => probed.latest.get(0)?.value === 5n)
    await cut(probed)
    await keep(6, 40)
    const [early, late] = [written.get(10)!, written.get(20)!]
    await plant.set('Kept.Double', 'Double', 1.5, { status: 0x408f0000, source: early })
    await plant.set('Kept.Double', 'Double', 2.5, { source: late })
    await keep(46, 1)
    await mend(probed)
    await probed.until(() => records(probed.of(0)).length >= 46 && probed.of(1).some(({ value }) => value === 1.5))
    // Values that come now go their own way.
    await keep(47, 3)
    await probed.until(() => probed.latest.get(0)?.value === 49n)
    expect(numbers(probed.of(0))).toEqual(upTo(49))
    // The last one of the loss is what the tag holds now, too.
    const live = probed.of(0).filter(({ past, status, value }) => !past && status === Status.Good && value !== 0n)
    expect(live.map(({ value }) => Number(value))).toEqual([1, 2, 3, 4, 5, 46, 47, 48, 49])
    expect(probed.of(1).find(({ value, past }) => value === 1.5 && past)).toEqual({
      value: 1.5,
      status: 0x408f0000,
      time: early,
      past: true,
    })
    expect(probed.latest.get(0)).toMatchObject({ value: 49n, status: Status.Good, past: false })
  })

  test('come after a restart of the edge, too', async () => {
    await start('--history', String(ANSWER))
    const before = await open()
    await keep(1, 5)
    await before.until(() => before.latest.get(0)?.value === 5n)
    await before.close()
    await keep(6, 20)
    const after = await open()
    await after.until(() => records(after.of(0)).length >= 20)
    await keep(26, 1)
    await after.until(() => after.latest.get(0)?.value === 26n)
    expect([...numbers(before.of(0)), ...numbers(after.of(0))]).toEqual(upTo(26))
  })

  test('come once each although the line breaks while they are fetched, and again and again', async () => {
    await start('--history', String(ANSWER))
    const probed = await open()
    await keep(1, 5)
    await probed.until(() => probed.latest.get(0)?.value === 5n)
    let last = 5
    for (let round = 0; round < 4; round++) {
      await cut(probed)
      await keep(last + 1, 60)
      last += 60
      const past = probed.of(0).length
      await mend(probed)
      await probed.until(() =>
        probed
          .of(0)
          .slice(past)
          .some((seen) => seen.past),
      )
    }
    await probed.until(() => numbers(probed.of(0)).length >= last)
    expect(numbers(probed.of(0))).toEqual(upTo(last))
  })

  test('are not asked for where nothing was missed, nor where that is switched off', async () => {
    await start('--history', String(ANSWER))
    const probed = await open()
    await keep(1, 5)
    await probed.until(() => probed.latest.get(0)?.value === 5n)
    await cut(probed)
    await mend(probed)
    await probed.until(() => probed.latest.get(0)?.status === Status.Good)
    await probed.close()
    const off = await open({ backfillHours: 0 })
    await cut(off)
    await keep(6, 5)
    await mend(off)
    await off.until(() => off.latest.get(0)?.value === 10n)
    expect((await plant.tell({ do: 'asked' }))['asked']).toBe(0)
    expect(off.of(0).some(({ past }) => past)).toBe(false)
  })

  test('are none where the server has no history, and the live values come as ever', async () => {
    await start()
    const probed = await open()
    await keep(1, 5)
    await probed.until(() => probed.latest.get(0)?.value === 5n)
    await cut(probed)
    await keep(6, 5)
    await mend(probed)
    await probed.until(() => probed.latest.get(0)?.value === 10n)
    await keep(11, 2)
    await probed.until(() => probed.latest.get(0)?.value === 12n)
    // The tenth is what it holds at the return: told as of then where it is older than what the loss said of the tag.
    expect(numbers(probed.of(0)).filter((number) => number !== 10)).toEqual([1, 2, 3, 4, 5, 11, 12])
    expect(probed.supervisor.counters.errors).toBe(0)
  })

  test('a server that was killed and has begun anew gives what it has, and what was told is not told again', async () => {
    await start('--history', String(ANSWER))
    const probed = await open()
    await keep(1, 5)
    await probed.until(() => probed.latest.get(0)?.value === 5n)
    const { port } = plant
    await plant.kill()
    await probed.until(() => probed.states.at(-1)?.state === 'backoff')
    proxy.set({ cutAfter: 0 })
    plant = await startPlant(String(port), '--history', String(ANSWER))
    await keep(6, 30)
    await mend(probed)
    await probed.until(() => numbers(probed.of(0)).length >= 35)
    expect(numbers(probed.of(0))).toEqual(upTo(35))
  })
})
