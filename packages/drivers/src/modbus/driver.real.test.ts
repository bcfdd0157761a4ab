import { Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import { Bus } from '../kit/bus.ts'
import type { DataType, Driver, TagSpec, WriteRequest } from '../kit/driver.ts'
import { RegisterBank } from './bank.ts'
import { type ModbusConfig, modbusTcp } from './driver.ts'
import { ModbusSimulator, type SimulatedRequest, type SimulatorOptions } from './simulator.ts'

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
  readonly requests: SimulatedRequest[]
  /** One scan of everything: tag → [value, status]. */
  scan(): Promise<Map<number, [Value, number]>>
  write(tag: number, value: Value): Promise<number>
}

async function connect(
  banks: Readonly<Record<number, RegisterBank>>,
  tags: readonly TagSpec[],
  { config = {}, fault = () => undefined }: { config?: Partial<ModbusConfig>; fault?: SimulatorOptions['fault'] } = {},
): Promise<Setting> {
  const requests: SimulatedRequest[] = []
  const simulator = new ModbusSimulator({
    units: new Map(Object.entries(banks).map(([unit, bank]) => [Number(unit), bank])),
    fault: (request) => {
      requests.push(request)
      return fault(request)
    },
  })
  const port = await simulator.listen()
  const all = { host: '127.0.0.1', port, timeoutMs: 300, ...config }
  const bus = new Bus(systemClock, modbusTcp.busLimits!(all))
  const driver = modbusTcp.create(
    all,
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log: silentLog, folder: '/nowhere', bus },
  )
  open.push(simulator, driver)
  const { signal } = new AbortController()
  await driver.connect(signal)
  const { groups } = await driver.setTags(tags)
  let operation = 0
  return {
    driver,
    requests,
    scan: async () => {
      const seen = new Map<number, [Value, number]>()
      for (const group of groups) {
        const batch = await driver.poll!(group, signal)
        for (let i = 0; i < batch.length; i++) seen.set(batch.series[i]!, [valueAt(batch, i), batch.status[i]!])
      }
      return seen
    },
    write: async (id, value) => {
      const request: WriteRequest = { tag: id, value, operation: `${operation++}` }
      return (await driver.write([request], signal))[0]!.status
    },
  }
}

const bank = (): RegisterBank => new RegisterBank({ holding: 200, coil: 100 })

describe('the Modbus driver', () => {
  test('a unit that is silent behind a gateway does not blind the others', async () => {
    const { scan, driver } = await connect({ 1: bank(), 3: bank() }, [
      tag(1, '1:holding:0'),
      tag(2, '2:holding:0'),
      tag(3, '3:holding:0'),
    ])
    const silent = [Status.BadTimeout, Status.BadTimeout, Status.BadNoCommunication]
    for (const status of silent) {
      const seen = await scan()
      expect([...seen.values()].map(([, status]) => status)).toEqual([Status.Good, status, Status.Good])
    }
    expect(driver.healthy()).toBe(true)
    // The third scan did not ask it: its silence costs the others nothing.
    expect(driver.counters.timeouts).toBe(2)
  })

  test('a dead link is thrown, not told as bad values', async () => {
    const { scan, driver } = await connect({ 1: bank() }, [tag(1, 'holding:0')], { fault: () => ({ cut: true }) })
    await expect(scan()).rejects.toMatchObject({ code: 'driver.link_lost' })
    expect(driver.healthy()).toBe(false)
  })

  test('a refused tag is not asked for again in every scan', async () => {
    const holed = bank()
    holed.addHole('holding', 5, 5)
    const tags = Array.from({ length: 10 }, (_, i) => tag(i, `holding:${i}`))
    const { scan, requests } = await connect({ 1: holed }, tags)
    const first = await scan()
    const after = requests.length
    await scan()
    expect(requests.length - after).toBe(2)
    expect([...first.values()].filter(([, status]) => status === Status.BadNodeIdUnknown)).toHaveLength(1)
    expect(first.get(5)).toEqual([null, Status.BadNodeIdUnknown])
  })

  test('eight requests at once read the same as one', async () => {
    const full = bank()
    for (let i = 0; i < 200; i++) full.set(`holding:${i}`, 'uint16', i)
    const tags = Array.from({ length: 200 }, (_, i) => tag(i, `holding:${i}`))
    const { scan } = await connect({ 1: full }, tags, {
      config: { maxInFlight: 8, maxRegisters: 5 },
      fault: ({ address }) => (address % 2 === 0 ? { delayMs: 5 } : undefined),
    })
    for (const [id, [value, status]] of await scan()) expect([value, status]).toEqual([BigInt(id), Status.Good])
  })

  test.each([
    ['mask write (22): it reads, changes and writes the register', 'holding:3.4', 'bool', true, 22, 6],
    ['write single register (6): it uses 16', 'holding:3', 'uint16', 77, 6, 16],
    ['write single coil (5): it uses 15', 'coil:3', 'bool', true, 5, 15],
  ] as const)('for a device without %s', async (_, address, type, value, lacks, uses) => {
    const held = bank()
    held.set('holding:3', 'uint16', 0x0f00)
    const fault = (request: SimulatedRequest) => (request.function === lacks ? { exception: 1 } : undefined)
    const { write, scan, requests } = await connect({ 1: held }, [tag(1, address, type)], { fault })
    expect(await write(1, value)).toBe(Status.Good)
    expect((await scan()).get(1)![0]).toEqual(typeof value === 'number' ? BigInt(value) : value)
    expect(requests.some((request) => request.function === uses)).toBe(true)
    const tried = requests.filter((request) => request.function === lacks).length
    await write(1, value)
    expect(requests.filter((request) => request.function === lacks)).toHaveLength(tried)
    if (type === 'bool' && address.startsWith('holding')) expect(held.holding.getUint16(6)).toBe(0x0f10)
  })

  test('a write goes before reads that wait', async () => {
    const tags = Array.from({ length: 20 }, (_, i) => tag(i, `holding:${i * 5}`))
    const { scan, write, requests } = await connect({ 1: bank() }, tags, { config: { maxGap: 0 } })
    const scanning = scan()
    expect(await write(0, 5)).toBe(Status.Good)
    await scanning
    const at = requests.findIndex((request) => request.function === 6)
    expect(at).toBeGreaterThanOrEqual(0)
    expect(at).toBeLessThanOrEqual(2)
  })
})
