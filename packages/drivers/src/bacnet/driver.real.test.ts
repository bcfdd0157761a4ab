import { type Fault, Status, silentLog, systemClock, valueAt } from '@millrace/core'
import { afterEach, expect, test } from 'vitest'
import type { Driver, TagSpec } from '../kit/driver.ts'
import { Service } from './codec.ts'
import type { BacnetConfig } from './config.ts'
import { bacnet } from './driver.ts'
import { Tag } from './encoding.ts'
import { BacnetSimulator, bacnetSimulator, type SimulatedProperty } from './simulator.ts'

const signal = AbortSignal.timeout(60_000)
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

const inputs = Array.from({ length: 40 }, (_, i): SimulatedProperty[] => [
  { address: `ai:${i}`, tag: Tag.real, value: i },
  { address: `ai:${i}.object-name`, tag: Tag.characters, value: `Input ${i}` },
  { address: `ai:${i}.status-flags`, tag: Tag.bits, value: '0000' },
]).flat()
const tags = Array.from(
  { length: 40 },
  (_, id): TagSpec => ({ id, address: `ai:${id}`, type: 'float32', access: 'r', periodMs: 100 }),
)

async function connect(port: number, more: Partial<BacnetConfig> = {}): Promise<Driver> {
  const driver = bacnet.create(
    { host: '127.0.0.1', port, device: 1234, timeoutMs: 500, ...more },
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log: silentLog, folder: '/nowhere' },
  )
  open.push(driver)
  await driver.connect(signal)
  return driver
}

async function device(more: object = {}, properties = inputs): Promise<{ simulator: BacnetSimulator; port: number }> {
  const simulator = new BacnetSimulator({ device: 1234, properties, ...more })
  open.push(simulator)
  return { simulator, port: await simulator.listen() }
}

async function read(driver: Driver, specs: readonly TagSpec[]) {
  const { groups } = await driver.setTags(specs)
  return driver.poll!(groups[0]!, signal)
}

test('a device without ReadPropertyMultiple is read and browsed one by one', async () => {
  const { port } = await device({ without: [Service.readPropertyMultiple] })
  const driver = await connect(port)
  const batch = await read(driver, tags)
  for (const { id } of tags) expect([valueAt(batch, id), batch.status[id]]).toEqual([id, Status.Good])
  const { nodes, cursor } = await driver.browse!(undefined, { limit: 10 }, signal)
  expect(nodes.map(({ name }) => name).slice(1, 3)).toEqual(['Input 0', 'Input 1'])
  expect(cursor).toBe('11')
})

test('a device whose answers are short is asked for less at a time', async () => {
  const { simulator, port } = await device({ maxApdu: 206 })
  const driver = await connect(port, { maxItems: 40 })
  const batch = await read(driver, tags)
  for (const { id } of tags) expect([valueAt(batch, id), batch.status[id]]).toEqual([id, Status.Good])
  // What is too large is found out once.
  const before = simulator.requests
  const { groups } = await driver.setTags(tags)
  await driver.poll!(groups[0]!, signal)
  const learning = simulator.requests - before
  await driver.poll!(groups[0]!, signal)
  expect(simulator.requests - before - learning).toBeLessThan(learning)
  const { nodes } = await driver.browse!(undefined, { limit: 100 }, signal)
  expect(nodes).toHaveLength(41)
})

test('status flags and reliability become the status of the value', async () => {
  const flagged = ['0010', '0001', '0100'].flatMap((flags, i): SimulatedProperty[] => [
    { address: `ai:${i}`, tag: Tag.real, value: 1.5 },
    { address: `ai:${i}.status-flags`, tag: Tag.bits, value: flags },
  ])
  const { port } = await device({}, [
    ...flagged,
    { address: 'ai:3', tag: Tag.real, value: 1.5 },
    { address: 'ai:3.reliability', tag: Tag.enumerated, value: 12 },
  ])
  const batch = await read(await connect(port), tags.slice(0, 4))
  expect([0, 1, 2, 3].map((i) => [valueAt(batch, i), batch.status[i]])).toEqual([
    [1.5, Status.GoodLocalOverride],
    [null, Status.BadOutOfService],
    [null, Status.BadDeviceFailure],
    [null, Status.BadNoCommunication],
  ])
})

test('a write that the device denies is told', async () => {
  const { port } = await device()
  const driver = await connect(port)
  await read(driver, [{ ...tags[0]!, access: 'rw' }])
  const [result] = await driver.write([{ tag: 0, value: 1, operation: 'a' }], signal)
  expect(result).toMatchObject({
    status: Status.BadNotWritable,
    message: expect.stringContaining('write-access-denied'),
  })
})

test('a device of another instance is refused by name', async () => {
  const { port } = await device()
  const refusal = await connect(port, { device: 7 }).catch((reason: unknown) => reason as Fault)
  expect(refusal).toMatchObject({ code: 'bacnet.wrong_device' })
})

test('the simulator serves its tags: all good, one moving, one to be commanded and given back', async () => {
  const running = await bacnetSimulator.start(0)
  open.push(running)
  const driver = await connect((running.config as BacnetConfig).port!)
  const specs = bacnetSimulator.tags.map((tag, id) => ({ id, ...tag, periodMs: 100 }))
  const first = await read(driver, specs)
  expect([...first.status]).toEqual(specs.map(() => Status.Good))
  const { groups } = await driver.setTags(specs)
  while (valueAt(await driver.poll!(groups[0]!, signal), 1) === valueAt(first, 1));
  for (const [value, readBack] of [
    [23.5, 23.5],
    [null, 20],
  ])
    expect(await driver.write([{ tag: 2, value: value!, operation: `to ${value}` }], signal)).toEqual([
      { operation: `to ${value}`, status: Status.Good, readBack },
    ])
})
