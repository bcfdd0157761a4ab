import { type Log, Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import { Bus } from '../kit/bus.ts'
import type { DataType, Driver, TagSpec, WriteResult } from '../kit/driver.ts'
import type { S7Config } from './config.ts'
import { s7Simulator } from './demo-cpu.ts'
import { s7 } from './driver.ts'
import { S7Memory } from './memory.ts'
import { S7Simulator, type S7SimulatorOptions, type SimulatedJob } from './simulator.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close()
})

const tag = (id: number, address: string, type: DataType = 'uint16', more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'rw',
  periodMs: 1_000,
  ...more,
})

interface Setting {
  readonly driver: Driver
  /** Jobs that read or write, in the order they came. */
  readonly jobs: SimulatedJob[]
  /** One scan of everything: tag → [value, status]. */
  scan(): Promise<Map<number, [Value, number]>>
  write(tag: number, value: Value): Promise<WriteResult>
}

async function connect(
  memory: S7Memory,
  tags: readonly TagSpec[],
  {
    config = {},
    fault = () => undefined,
    log = silentLog,
    ...device
  }: { config?: Partial<S7Config>; log?: Log } & Partial<S7SimulatorOptions> = {},
): Promise<Setting> {
  const jobs: SimulatedJob[] = []
  const simulator = new S7Simulator({
    ...device,
    memory,
    fault: (job) => {
      if (job.items.length > 0) jobs.push(job)
      return fault(job)
    },
  })
  const port = await simulator.listen()
  const all = { host: '127.0.0.1', port, timeoutMs: 300, ...config }
  const driver = s7.create(
    all,
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log, folder: '/nowhere', bus: new Bus(systemClock, s7.busLimits!(all)) },
  )
  open.push(simulator, driver)
  const { signal } = new AbortController()
  await driver.connect(signal)
  const { groups } = await driver.setTags(tags)
  let operation = 0
  return {
    driver,
    jobs,
    scan: async () => {
      const seen = new Map<number, [Value, number]>()
      for (const group of groups) {
        const batch = await driver.poll!(group, signal)
        for (let i = 0; i < batch.length; i++) seen.set(batch.series[i]!, [valueAt(batch, i), batch.status[i]!])
      }
      return seen
    },
    write: async (id, value) => (await driver.write([{ tag: id, value, operation: `${operation++}` }], signal))[0]!,
  }
}

const blocksOf = (count: number): Record<number, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [i + 1, 20]))

describe('the S7 driver', () => {
  test('asks for many blocks in few jobs, within the PDU that the CPU grants', async () => {
    const memory = new S7Memory({ blocks: blocksOf(60) })
    const tags = Array.from({ length: 60 }, (_, i) => tag(i, `DB${i + 1}.DBW4`))
    for (const [i, { address }] of tags.entries()) memory.set(address, 'uint16', i * 7)
    for (const pduSize of [240, 480, 960]) {
      const { scan, jobs } = await connect(memory, tags, { pduSize })
      for (const [id, [value, status]] of await scan()) expect([value, status]).toEqual([BigInt(id * 7), Status.Good])
      expect(jobs.map(({ items }) => items.length)).toEqual(pduSize === 240 ? [19, 19, 19, 3] : [20, 20, 20])
    }
  })

  test('a job that fails as a whole is asked for item by item, and its culprit goes alone from then on', async () => {
    const memory = new S7Memory({ blocks: blocksOf(10) })
    const tags = Array.from({ length: 10 }, (_, i) => tag(i, `DB${i + 1}.DBW4`))
    const { scan, jobs } = await connect(memory, tags, {
      fault: ({ items }) => (items.some(({ db }) => db === 5) ? { error: 0x8500 } : undefined),
    })
    for (let round = 0; round < 3; round++) {
      for (const [id, [, status]] of await scan())
        expect(status).toBe(id === 4 ? Status.BadUnexpectedError : Status.Good)
      expect(jobs.splice(0).map(({ items }) => items.length)).toEqual(round === 0 ? [10, ...Array(10).fill(1)] : [1, 9])
    }
  })

  test('a CPU that takes one item a job is given one a job', async () => {
    const memory = new S7Memory({ blocks: blocksOf(5) })
    const tags = Array.from({ length: 5 }, (_, i) => tag(i, `DB${i + 1}.DBW4`))
    const { scan, jobs } = await connect(memory, tags, {
      fault: ({ items }) => (items.length > 1 ? { error: 0x8104 } : undefined),
    })
    for (let round = 0; round < 2; round++) {
      for (const [, status] of (await scan()).values()) expect(status).toBe(Status.Good)
    }
    expect(jobs.map(({ items }) => items.length)).toEqual([5, ...Array(10).fill(1)])
  })

  test('as many jobs as the CPU grants are on their way, and no more', async () => {
    const memory = new S7Memory({ blocks: blocksOf(200) })
    const tags = Array.from({ length: 200 }, (_, i) => tag(i, `DB${i + 1}.DBW4`))
    for (const granted of [1, 3, 8]) {
      let running = 0
      let most = 0
      const { scan } = await connect(memory, tags, {
        jobs: granted,
        fault: ({ items }) => {
          if (items.length === 0) return undefined
          most = Math.max(most, ++running)
          setTimeout(() => running--, 5)
          return { delayMs: 10 }
        },
      })
      for (const [, status] of (await scan()).values()) expect(status).toBe(Status.Good)
      expect(most).toBe(granted)
    }
  })

  test('a block with optimised access is not readable, the log says why, and others are read', async () => {
    const memory = new S7Memory({ blocks: { 1: 20, 2: 20 } })
    memory.deny(1)
    const warned: string[] = []
    const { scan, write } = await connect(memory, [tag(1, 'DB1.DBW0'), tag(2, 'DB2.DBW0')], {
      log: { ...silentLog, warn: (message) => warned.push(message) },
    })
    for (let round = 0; round < 2; round++)
      expect([...(await scan()).values()]).toEqual([
        [null, Status.BadNotReadable],
        [0n, Status.Good],
      ])
    expect(warned).toHaveLength(1)
    expect(warned[0]).toMatch(/^DB1 cannot be read: .*optimised.*PUT\/GET/)
    expect(await write(1, 5)).toMatchObject({
      status: Status.BadNotWritable,
      message: expect.stringContaining('PUT/GET'),
    })
  })

  test('a hole in a block blinds nobody beside it', async () => {
    const memory = new S7Memory({ blocks: { 1: 100 } })
    memory.addHole('DB', 40, 43, 1)
    const { scan, jobs } = await connect(
      memory,
      Array.from({ length: 50 }, (_, i) => tag(i, `DB1.DBW${2 * i}`)),
    )
    for (let round = 0; round < 3; round++) {
      jobs.length = 0
      for (const [id, [, status]] of await scan())
        expect([id, status]).toEqual([id, id === 20 || id === 21 ? Status.BadOutOfRange : Status.Good])
    }
    expect(jobs.length).toBeLessThanOrEqual(2)
  })

  test('a bit is written alone: its neighbours in the byte stay as they are', async () => {
    const memory = new S7Memory({ blocks: { 1: 20 }, flags: 20, inputs: 4, outputs: 4 })
    memory.bytes('DB', 1)![3] = 0b1010_0101
    const { write, jobs } = await connect(memory, [tag(1, 'DB1.DBX3.3', 'bool'), tag(2, 'DB1.DBX3.7', 'bool')])
    expect(await write(1, true)).toMatchObject({ status: Status.Good, readBack: true })
    expect(await write(2, false)).toMatchObject({ status: Status.Good, readBack: false })
    expect(memory.bytes('DB', 1)![3]).toBe(0b0010_1101)
    expect(jobs.filter((job) => job.function === 5).map(({ items }) => [items[0]!.size, items[0]!.address])).toEqual([
      [1, 27],
      [1, 31],
    ])
  })

  test('peripheral outputs are written and not read: what can be read there is inputs', async () => {
    const memory = new S7Memory({ peripherals: 20 })
    const { scan, write } = await connect(memory, [tag(1, 'PQW4'), tag(2, 'PIW4')])
    expect((await scan()).get(1)).toEqual([null, Status.BadNotReadable])
    expect(await write(1, 77)).toMatchObject({ status: Status.Good, message: expect.stringContaining('read back') })
    expect(memory.bytes('PI')![5]).toBe(77)
    expect(await write(2, 1)).toMatchObject({ status: Status.BadNotWritable })
    expect(memory.bytes('PI')![5]).toBe(77)
  })

  test('a text longer than a PDU is read in parts; one that is too long to be written at once is not', async () => {
    const memory = new S7Memory({ blocks: { 1: 700 } })
    const long = 'Kessel 7 '.repeat(28)
    memory.set('DB1.DBB10/254', 'string', long)
    memory.set('DB1.DBB300/W190', 'string', '七'.repeat(190))
    const { scan, write } = await connect(
      memory,
      [tag(1, 'DB1.DBB10/254', 'string'), tag(2, 'DB1.DBB300/W190', 'string')],
      {
        pduSize: 240,
      },
    )
    expect([...(await scan()).values()].map(([value]) => value)).toEqual([long, '七'.repeat(190)])
    expect(await write(1, 'x'.repeat(211))).toMatchObject({ status: Status.Good, readBack: 'x'.repeat(211) })
    expect(await write(1, 'x'.repeat(212))).toMatchObject({ status: Status.BadOutOfRange })
  })

  test('is let in by rack and slot, or by a TSAP of its own, and told who refused it', async () => {
    const memory = new S7Memory({ blocks: { 1: 20 } })
    await connect(memory, [], { tsap: 0x0322, config: { rack: 1, slot: 2, connectionType: 'basic' } })
    await connect(memory, [], { tsap: 0x4d57, config: { remoteTsap: '4D.57', localTsap: '10.00' } })
    await expect(connect(memory, [], { tsap: 0x0102 })).rejects.toMatchObject({
      code: 's7.connection_refused',
      facts: { tsap: 'TSAP 0101', seen: 'reason 129' },
    })
  })

  test('tells the operating mode and the blocks, however many parts the CPU makes of them', async () => {
    const memory = new S7Memory({ blocks: blocksOf(25) })
    const { driver } = await connect(memory, [], { mode: 8, blocksAPart: 10 })
    const { signal } = new AbortController()
    const page = await driver.browse!(undefined, { limit: 100 }, signal)
    expect(page.nodes.map(({ name }) => name)).toEqual([
      'CPU in RUN',
      ...Array.from({ length: 25 }, (_, i) => `DB${i + 1}, 20 bytes`),
    ])
    const { nodes, cursor } = await driver.browse!(undefined, { limit: 3 }, signal)
    expect([nodes.map(({ address }) => address), cursor]).toEqual([['CPU', 'DB1', 'DB2'], '2'])
    expect(await driver.browse!('DB1', { limit: 3 }, signal)).toEqual({ nodes: [] })
  })

  test('a write that gets no answer is not sent again', async () => {
    const memory = new S7Memory({ blocks: { 1: 20 } })
    const { write, jobs } = await connect(memory, [tag(1, 'DB1.DBW0')], {
      fault: (job) => (job.function === 5 ? { silent: true } : undefined),
    })
    expect(await write(1, 5)).toMatchObject({ status: Status.BadTimeout })
    expect(jobs.filter((job) => job.function === 5)).toHaveLength(1)
  })

  test('a late answer meets no other request', async () => {
    const memory = new S7Memory({ blocks: { 1: 20 } })
    let first = true
    const { scan, driver } = await connect(memory, [tag(1, 'DB1.DBW0')], {
      fault: ({ items }) => {
        if (items.length === 0 || !first) return undefined
        first = false
        // The simulator answers with what it holds by then; the driver must not take it for the next answer.
        return { delayMs: 400 }
      },
    })
    expect([...(await scan()).values()]).toEqual([[null, Status.BadTimeout]])
    memory.set('DB1.DBW0', 'uint16', 7)
    expect([...(await scan()).values()]).toEqual([[7n, Status.Good]])
    await systemClock.sleep(150)
    expect([...(await scan()).values()]).toEqual([[7n, Status.Good]])
    expect(driver.counters.lateReplies).toBe(1)
  })
})

test('the demo CPU can be read by its own tags, and some of them move', async () => {
  const running = await s7Simulator.start(0)
  const driver = s7.create(
    running.config as S7Config,
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log: silentLog, folder: '/nowhere' },
  )
  open.push(running, driver)
  const { signal } = new AbortController()
  await driver.connect(signal)
  const { groups, verdicts } = await driver.setTags(s7Simulator.tags.map((spec, id) => ({ ...spec, id })))
  expect(verdicts.map(({ status }) => status)).toEqual(s7Simulator.tags.map(() => Status.Good))
  const values = async (): Promise<Value[]> => {
    const seen: Value[] = []
    for (const group of groups) {
      const batch = await driver.poll!(group, signal)
      for (let i = 0; i < batch.length; i++) {
        expect(batch.status[i]).toBe(Status.Good)
        seen.push(valueAt(batch, i))
      }
    }
    return seen
  }
  const first = await values()
  while ((await values()).every((value, i) => value === first[i])) await systemClock.sleep(20)
})
