import { Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import { Buses } from '../kit/bus.ts'
import type { Driver, TagSpec } from '../kit/driver.ts'
import { type Dlt645Config, dlt645 } from './driver.ts'
import { Dlt645Simulator, type Dlt645SimulatorOptions, SimulatedMeter } from './simulator.ts'

const buses = new Buses(systemClock)
const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function line(options: Dlt645SimulatorOptions): Promise<{ simulator: Dlt645Simulator; port: number }> {
  const simulator = new Dlt645Simulator(options)
  open.push(simulator)
  return { simulator, port: await simulator.listen() }
}

interface Talk {
  readonly driver: Driver
  readonly lost: unknown[]
  read(specs: readonly TagSpec[]): Promise<Map<number, { value: Value; status: number }>>
}

async function talk(port: number, more: Partial<Dlt645Config> = {}): Promise<Talk> {
  const config: Dlt645Config = {
    tcp: { host: '127.0.0.1', port },
    address: '000000000001',
    timeoutMs: 150,
    quietMs: 80,
    turnaroundMs: 0,
    retries: 0,
    ...more,
  }
  const lost: unknown[] = []
  const bus = buses.of(dlt645.busOf(config), dlt645.busLimits?.(config))
  const sink = { samples: () => {}, lost: (reason: unknown) => lost.push(reason) }
  const driver = dlt645.create(config, sink, { clock: systemClock, log: silentLog, folder: '/nowhere', bus })
  open.push(driver)
  await driver.connect(AbortSignal.timeout(3_000))
  return {
    driver,
    lost,
    read: async (specs) => {
      const { groups } = await driver.setTags(specs)
      const seen = new Map<number, { value: Value; status: number }>()
      for (const group of groups) {
        const batch = await driver.poll!(group, AbortSignal.timeout(5_000))
        for (let i = 0; i < batch.length; i++) {
          seen.set(batch.series[i]!, { value: valueAt(batch, i), status: batch.status[i]! })
        }
      }
      return seen
    },
  }
}

const tag = (id: number, address: string, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type: 'float64',
  access: 'r',
  periodMs: 100,
  ...more,
})
const energies = [0, 1, 2, 3, 4].map((tariff) => tag(tariff, `00-01-0${tariff}-00`))

function meter(address: string): SimulatedMeter {
  const made = new SimulatedMeter(address)
  for (const { id, address: item } of energies) made.set(item, 'float64', Number(address) * 100 + id)
  return made
}

describe('several items of a block', () => {
  test('are read in one request; one that the meter lacks has no data', async () => {
    const { simulator, port } = await line({ meters: [meter('000000000001')] })
    const { read } = await talk(port)
    const before = simulator.requests
    const seen = await read([...energies, tag(9, '00-01-09-00')])
    expect(simulator.requests - before).toBe(1)
    for (const { id } of energies) expect(seen.get(id)).toEqual({ value: 100 + id, status: Status.Good })
    expect(seen.get(9)).toEqual({ value: null, status: Status.BadNoData })
  })

  test('are read one by one from a meter that knows no blocks', async () => {
    const single = meter('000000000001')
    single.bytes = (identifier) => single.items.get(identifier)
    const { simulator, port } = await line({ meters: [single] })
    const { read, driver } = await talk(port)
    const seen = await read([...energies, tag(9, '00-01-09-00')])
    for (const { id } of energies) expect(seen.get(id)).toEqual({ value: 100 + id, status: Status.Good })
    expect(seen.get(9)).toEqual({ value: null, status: Status.BadNodeIdUnknown })
    const before = simulator.requests
    const { groups } = await driver.setTags(energies)
    await driver.poll!(groups[0]!, AbortSignal.timeout(5_000))
    await driver.poll!(groups[0]!, AbortSignal.timeout(5_000))
    // Once planned around what it refuses, one request an item.
    expect(simulator.requests - before).toBeLessThanOrEqual(9 + 5)
  })

  test('of a phase begin with phase A; a demand has a value and a time', async () => {
    const one = new SimulatedMeter('000000000001')
    one.set('02-01-01-00', 'float64', 230.1)
    one.set('02-01-02-00', 'float64', 231.2)
    one.set('02-01-03-00', 'float64', 229.9)
    one.set('01-01-00-00', 'float64', 1.2345)
    one.set('01-01-00-00@time', 'string', '2026-11-27 04:35')
    const { port } = await line({ meters: [one] })
    const { read } = await talk(port)
    const seen = await read([
      tag(1, '02-01-02-00'),
      tag(2, '02-01-03-00'),
      tag(3, '01-01-00-00'),
      tag(4, '01-01-00-00@time', { type: 'string' }),
    ])
    expect([...seen.values()].map(({ value }) => value).toSorted()).toEqual(
      [1.2345, '2026-11-27 04:35', 229.9, 231.2].toSorted(),
    )
    expect(seen.get(1)!.value).toBe(231.2)
    expect(seen.get(4)!.value).toBe('2026-11-27 04:35')
  })

  test('that do not fit one frame are fetched frame by frame', async () => {
    const one = meter('000000000001')
    one.mostBytes = 6
    const { simulator, port } = await line({ meters: [one] })
    const { read } = await talk(port)
    const before = simulator.requests
    const seen = await read(energies)
    expect(simulator.requests - before).toBe(4)
    for (const { id } of energies) expect(seen.get(id)).toEqual({ value: 100 + id, status: Status.Good })
  })
})

describe('meters on one line', () => {
  test('share one connection, and a meter that is off costs the others nothing but time', async () => {
    const meters = [meter('000000000001'), meter('000000000002')]
    const { simulator, port } = await line({ meters })
    const one = await talk(port)
    const two = await talk(port, { address: '000000000002' })
    await expect(talk(port, { address: '000000000003' })).rejects.toThrow(/no answer|saw none/)
    expect(simulator.connections).toBe(1)
    const [first, second] = await Promise.all([one.read(energies), two.read(energies)])
    expect([first.get(3)!.value, second.get(3)!.value]).toEqual([103, 203])
    await one.driver.close()
    expect((await two.read(energies)).get(0)!.value).toBe(200)
    expect(simulator.connections).toBe(1)
  })

  test('all lose the line when it is cut, and the next connect opens it again', async () => {
    let cut = false
    const meters = [meter('000000000001'), meter('000000000002')]
    const { port } = await line({ meters, trouble: () => (cut ? 'cut' : undefined) })
    const one = await talk(port)
    const two = await talk(port, { address: '000000000002' })
    cut = true
    await expect(one.read(energies)).rejects.toThrow()
    cut = false
    expect([one.lost.length, two.lost.length]).toEqual([1, 1])
    expect(two.driver.healthy()).toBe(false)
    // The second still holds its share of the dead line.
    const again = await talk(port)
    expect((await again.read(energies)).get(1)!.value).toBe(101)
  })

  test('a whole address may be left open in front', async () => {
    const { port } = await line({ meters: [meter('000000000002')] })
    const { read } = await talk(port, { address: 'AAAAAAAAAA02' })
    expect((await read(energies)).get(0)!.value).toBe(200)
  })
})

describe('an answer that is late or broken', () => {
  test('is never believed by the request after it, not even by one for the same item', async () => {
    let late = 0
    const one = meter('000000000001')
    const { port } = await line({ meters: [one], trouble: () => (late-- > 0 ? { delayMs: 200 } : undefined) })
    const { read, driver } = await talk(port)
    late = 1
    const only = [tag(1, '00-01-01-00')]
    expect((await read(only)).get(1)).toEqual({ value: null, status: Status.BadTimeout })
    one.set('00-01-01-00', 'float64', 5)
    expect((await read(only)).get(1)).toEqual({ value: 5, status: Status.Good })
    expect(driver.counters.lateReplies).toBeGreaterThan(0)
  })

  test('fails that request alone if its sum is wrong', async () => {
    let broken = 0
    const { port } = await line({
      meters: [meter('000000000001')],
      trouble: () => (broken-- > 0 ? 'bad checksum' : undefined),
    })
    const { read } = await talk(port)
    broken = 1
    const only = [tag(1, '00-01-01-00')]
    expect((await read(only)).get(1)).toEqual({ value: null, status: Status.BadDecodingError })
    expect((await read(only)).get(1)!.status).toBe(Status.Good)
  })

  test('three in a row that do not come end the meter, not the line', async () => {
    let off = false
    const { simulator, port } = await line({
      meters: [meter('000000000001'), meter('000000000002')],
      trouble: ({ address }) => (off && address === '000000000001' ? 'silent' : undefined),
    })
    const one = await talk(port)
    const two = await talk(port, { address: '000000000002' })
    off = true
    const only = [tag(1, '00-01-01-00')]
    for (let turn = 0; turn < 2; turn++) expect((await one.read(only)).get(1)!.status).toBe(Status.BadTimeout)
    await expect(one.read(only)).rejects.toThrow()
    expect([one.lost.length, two.lost.length, simulator.connections]).toEqual([1, 0, 1])
    expect((await two.read(energies)).get(0)!.value).toBe(200)
  })
})

describe('a write', () => {
  test('needs the password, a whole address and the edition of 2007', async () => {
    const one = meter('000000000001')
    one.set('04-00-01-03', 'uint8', 15n)
    const { port } = await line({ meters: [one] })
    const rw = tag(1, '04-00-01-03', { type: 'uint8', access: 'rw' })
    const write = async (more: Partial<Dlt645Config>): Promise<number> => {
      const { driver } = await talk(port, more)
      await driver.setTags([rw])
      const [result] = await driver.write([{ tag: 1, value: 30, operation: 'w' }], AbortSignal.timeout(3_000))
      await driver.close()
      return result!.status
    }
    expect(await write({})).toBe(Status.BadNotWritable)
    expect(await write({ password: '02654321' })).toBe(Status.BadNotWritable)
    expect(await write({ password: '02123456', address: 'AAAAAAAAAA01' })).toBe(Status.BadNotWritable)
    expect(one.items.get(0x0400_0103)).toEqual(Uint8Array.of(0x15))
    expect(await write({ password: '02123456' })).toBe(Status.Good)
    expect(one.items.get(0x0400_0103)).toEqual(Uint8Array.of(0x30))
  })
})

describe('a meter of 1997', () => {
  test('is read by its two-byte identifiers', async () => {
    const old = new SimulatedMeter('000000000001', '1997')
    old.set('90-10', 'float64', 77.5)
    old.set('B6-11', 'int16', 219n)
    const { port } = await line({ meters: [old] })
    const { read } = await talk(port, { edition: '1997' })
    const seen = await read([tag(1, '90-10'), tag(2, 'B611', { type: 'int16' }), tag(3, 'B612', { type: 'int16' })])
    expect([seen.get(1)!.value, seen.get(2)!.value]).toEqual([77.5, 219n])
    expect(seen.get(3)!.status).toBe(Status.BadNodeIdUnknown)
  })
})
