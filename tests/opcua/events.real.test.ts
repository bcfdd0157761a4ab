import { Status } from '@millrace/core'
import { startTcpFaultProxy } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, NAMESPACE, type Plant, type Probe, probe, startPlant, tag } from './plant.ts'

const boiler = `nsu=${NAMESPACE};s=Boiler`
const all = tag(0, `event;${boiler}`, 'string')
const severe = tag(1, `event;severity=500;${boiler}`, 'string')
const batches = tag(2, `event;type=nsu=${NAMESPACE};s=BatchEvent;select=Batch;${boiler}`, 'string')
const both = tag(3, `event;type=nsu=${NAMESPACE};s=BatchEvent;severity=500;${boiler}`, 'string')

let folder: Awaited<ReturnType<typeof makeFolder>>
let plant: Plant
let device: Probe | undefined
beforeAll(async () => {
  folder = await makeFolder()
  plant = await startPlant()
})
afterEach(async () => {
  await device?.close()
  device = undefined
  await plant.tell({ do: 'alarm', active: false })
})
afterAll(async () => {
  await plant.stop()
  await folder.remove()
})

async function listen(port = plant.port, tags = [all, severe, batches, both]): Promise<Probe> {
  device = probe({ url: `opc.tcp://127.0.0.1:${port}/`, keepAliveMs: 500 }, tags, folder.path)
  await device.until(() => device!.states.at(-1)?.state === 'online')
  return device
}
const eventsOf = (from: Probe, id: number): Record<string, unknown>[] =>
  from
    .of(id)
    .flatMap(({ value, status }) =>
      typeof value === 'string' && status === Status.Good ? [JSON.parse(value) as Record<string, unknown>] : [],
    )
const fire = (command: object): Promise<unknown> => plant.tell({ do: 'fire', ...command })

describe('events of asyncua', () => {
  test('each is one JSON object at the time of the event; a tag without one yet waits for it', async () => {
    const probed = await listen()
    expect(probed.latest.get(0)).toMatchObject({ value: null, status: Status.BadWaitingForInitialData })
    const time = 1_795_420_800_123_456
    await fire({ message: 'valve 锅炉 stuck', severity: 300, time })
    await probed.until(() => eventsOf(probed, 0).length === 1)
    const [event] = eventsOf(probed, 0)
    expect(event).toEqual({
      EventId: expect.stringMatching(/^[0-9a-f]{64}$/),
      EventType: 'i=2041',
      Time: '2026-11-23T08:00:00.123456Z',
      Severity: 300,
      SourceName: 'Boiler',
      Message: 'valve 锅炉 stuck 0',
    })
    expect(probed.latest.get(0)).toMatchObject({ status: Status.Good, time })
  })

  test('are filtered by type and by severity, and have the fields that were asked for', async () => {
    const probed = await listen()
    await fire({ severity: 100, message: 'mild' })
    await fire({ severity: 600, message: 'grave' })
    await fire({ type: 'Batch', severity: 100, message: 'batch', count: 2 })
    await fire({ type: 'Batch', severity: 500, message: 'bad batch' })
    const messages = (id: number): unknown[] => eventsOf(probed, id).map(({ Message }) => Message)
    await probed.until(() => messages(0).length === 5 && messages(2).length === 3 && messages(3).length === 1)
    expect(messages(0)).toEqual(['mild 0', 'grave 0', 'batch 0', 'batch 1', 'bad batch 0'])
    expect(messages(1)).toEqual(['grave 0', 'bad batch 0'])
    expect(eventsOf(probed, 2).map(({ Batch }) => Batch)).toEqual([0, 1, 0])
    expect(eventsOf(probed, 2)[0]).toMatchObject({ EventType: `nsu=${NAMESPACE};s=BatchEvent` })
    expect(messages(3)).toEqual(['bad batch 0'])
  })

  test('1,000 in a burst, all of the same time: none is lost, and no two of a tag have one time', async () => {
    const probed = await listen(plant.port, [all])
    const time = 1_795_420_800_000_000
    await fire({ count: 1_000, time, message: 'burst' })
    await probed.until(() => eventsOf(probed, 0).length >= 1_000)
    const events = eventsOf(probed, 0)
    expect(events.map(({ Message }) => Message)).toEqual(Array.from({ length: 1_000 }, (_, i) => `burst ${i}`))
    const good = probed.of(0).filter(({ status }) => status === Status.Good)
    expect(good.map((one) => one.time)).toEqual(Array.from({ length: 1_000 }, (_, i) => time + i))
    expect(new Set(events.map(({ Time }) => Time)).size).toBe(1)
  })

  test('an alarm that began before we listened is told by a refresh, once, and again after a loss', async () => {
    await plant.tell({ do: 'alarm', active: true })
    const proxy = await startTcpFaultProxy(plant.port)
    const probed = await listen(proxy.port, [all])
    await probed.until(() => eventsOf(probed, 0).length === 1)
    const [alarm] = eventsOf(probed, 0)
    expect(alarm).toMatchObject({
      EventType: 'i=2915',
      Severity: 900,
      ConditionId: `nsu=${NAMESPACE};s=Boiler.Overheat`,
      ConditionName: 'Overheat',
      ActiveState: true,
      AckedState: false,
      Retain: true,
    })
    proxy.set({ cutAfter: 0 })
    await probed.until(() => probed.states.at(-1)?.state === 'backoff')
    proxy.set({})
    await probed.until(() => eventsOf(probed, 0).filter(({ EventId }) => EventId === alarm!['EventId']).length >= 2)
    await plant.tell({ do: 'alarm', active: false })
    await probed.until(() => eventsOf(probed, 0).at(-1)?.['ActiveState'] === false)
    const times = probed.of(0).filter(({ value, status }) => status === Status.Good && value === JSON.stringify(alarm))
    // The same time both times: a store holds it once.
    expect(new Set(times.map(({ time }) => time)).size).toBe(1)
    expect(times).toHaveLength(2)
    await proxy.close()
  })

  test('a node that notifies of none has a verdict, as has a type of another kind than text', async () => {
    const probed = await listen(plant.port, [
      tag(7, `event;nsu=${NAMESPACE};s=Many`, 'string'),
      tag(8, `event;${boiler}`, 'float64'),
      tag(9, `event;type=nsu=urn:none;i=1;${boiler}`, 'string'),
      all,
    ])
    expect([7, 8, 9].map((id) => probed.latest.get(id)?.status)).toEqual([
      0x800b0000,
      Status.BadConfigurationError,
      Status.BadNodeIdUnknown,
    ])
    const [result] = await probed.supervisor.write([{ tag: 0, value: 'x', operation: 'an event' }])
    expect(result!.status).toBe(Status.BadNotWritable)
  })
})
