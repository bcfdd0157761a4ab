import { Status, type Value } from '@millrace/core'
import type { WriteResult } from '@millrace/drivers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeFolder, NAMESPACE, type Plant, type Probe, probe, startPlant, tag } from './plant.ts'

const call = (method: string): string => `call;nsu=${NAMESPACE};s=Boiler;nsu=${NAMESPACE};s=Boiler.${method}`
const methods = ['Mix', 'Wide', 'Heat', 'Stop', 'Slow', 'None'] as const
const tags = methods.map((name, i) => tag(i, call(name), 'string', { access: 'rw' }))
const heat = tag(10, call('Heat'), 'float64', { access: 'rw' })
const readOnly = tag(11, call('Stop'), 'string')

let folder: Awaited<ReturnType<typeof makeFolder>>
let plant: Plant
let device: Probe
let operations = 0
beforeAll(async () => {
  folder = await makeFolder()
  plant = await startPlant()
  device = probe({ url: plant.url }, [...tags, heat, readOnly], folder.path)
  await device.until(() => device.states.at(-1)?.state === 'online')
})
beforeEach(async () => {
  await plant.tell({ do: 'calls', forget: true })
})
afterAll(async () => {
  await device.close()
  await plant.stop()
  await folder.remove()
})

async function write(id: number, value: Value, deadlineMs?: number): Promise<Omit<WriteResult, 'operation'>> {
  const [result] = await device.supervisor.write([{ tag: id, value, operation: `op ${++operations}` }], deadlineMs)
  const { operation: _operation, ...rest } = result!
  return rest
}
const calls = async (): Promise<unknown> => (await plant.tell({ do: 'calls' }))['calls']

describe('a method of asyncua', () => {
  test('is called with the arguments of a JSON array, each in its type; what it returns is read back as JSON', async () => {
    expect(await write(0, '[0.5, 60000, "锅炉 7", true]')).toEqual({
      status: Status.Good,
      readBack: '[30000,"锅炉 7!"]',
    })
    expect(await calls()).toEqual([['Mix', 0.5, 60000, '锅炉 7', true]])
  })

  test('takes lists, and 64-bit integers with every digit as text', async () => {
    expect(await write(1, '["-9007199254740993", [1.5, -2]]')).toEqual({
      status: Status.Good,
      readBack: '["-9007199254740993",[1.5,-2]]',
    })
  })

  test('without arguments takes an empty array', async () => {
    expect(await write(3, '[]')).toEqual({ status: Status.Good, readBack: '[]' })
    expect(await calls()).toEqual([['Stop']])
  })

  test('with one argument takes it as it is; in a tag of a number both ways are numbers', async () => {
    expect(await write(2, '21.5')).toEqual({ status: Status.Good, readBack: '[10.75]' })
    expect(await write(10, 100)).toEqual({ status: Status.Good, readBack: 50 })
    expect(await calls()).toEqual([
      ['Heat', 21.5],
      ['Heat', 100],
    ])
  })

  test.each<[string, number, Value, number, string]>([
    [
      'too few',
      0,
      '[1]',
      0x80760000,
      'Expected 4 arguments (Ratio: Double, Count: UInt16, Batch: String, Dry: Boolean), saw 1',
    ],
    ['too many', 3, '[1]', 0x80e50000, 'Expected 0 arguments, saw 1'],
    [
      'a wrong type',
      0,
      '[1,2,3,true]',
      Status.BadTypeMismatch,
      'Argument 3 "Batch": expected a value that fits String, saw number 3',
    ],
    [
      'out of range',
      0,
      '[1,65536,"",true]',
      Status.BadOutOfRange,
      'Argument 2 "Count": expected a value that fits UInt16, saw number 65536',
    ],
    [
      'no JSON',
      0,
      '[1,',
      Status.BadTypeMismatch,
      'Expected a JSON array of 4 arguments (Ratio: Double, Count: UInt16, Batch: String, Dry: Boolean), saw string "[1,"',
    ],
    [
      'no list',
      1,
      '[1, 2]',
      Status.BadTypeMismatch,
      'Argument 2 "List": expected a list, each a value that fits Float, saw number 2',
    ],
    [
      'digits that JSON lost',
      1,
      '[9007199254740993, []]',
      Status.BadTypeMismatch,
      'Argument 1 "Number": expected a value that fits Int64',
    ],
    [
      'text for a number',
      2,
      'warm',
      Status.BadTypeMismatch,
      'Expected a JSON array of 1 arguments (Target: Double), saw string "warm"',
    ],
  ])('is not called with %s', async (_says, id, value, status, message) => {
    const result = await write(id, value)
    expect(result.status).toBe(status)
    expect(result.message).toContain(message)
    expect(result.message).toContain('nothing was sent')
    expect(await calls()).toEqual([])
  })

  test('that refuses an argument says so with its name and status', async () => {
    const result = await write(2, '[300]')
    expect(result.status).toBe(0x80ab0000)
    expect(result.message).toBe('The server answered: BadInvalidArgument; argument 1 "Target": BadOutOfRange.')
  })

  test('that does not answer in time is never called again', async () => {
    const result = await write(4, '[]', 700)
    expect(result.status).toBe(Status.BadTimeout)
    expect(await calls()).toEqual([['Slow']])
  })

  test('that the server lacks has a verdict; one that is configured to be read only is not called', async () => {
    expect(device.latest.get(5)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
    expect((await write(11, '[]')).status).toBe(Status.BadNotWritable)
    expect(await calls()).toEqual([])
  })

  test('waits for its first answer: until then the tag has none', () => {
    expect(device.latest.get(3)).toMatchObject({ value: null, status: Status.BadWaitingForInitialData })
  })

  test('is browsed by an address that calls it, and its arguments below it', async () => {
    const { nodes } = await device.supervisor.browse(`nsu=${NAMESPACE};s=Boiler`, { limit: 100 })
    const found = nodes.filter(({ kind }) => kind === 'method').map(({ address, name }) => [name, address])
    expect(Object.fromEntries(found)).toMatchObject({ Mix: call('Mix'), Stop: call('Stop') })
    const below = await device.supervisor.browse(call('Mix'), { limit: 100 })
    expect(below.nodes.map(({ name }) => name)).toEqual(['InputArguments', 'OutputArguments'])
  })

  test('mixed with values in one command: each has its own result, in the order of the requests', async () => {
    const value = tag(12, 'Writable.Double', 'float64', { access: 'rw' })
    await device.supervisor.setTags([...tags, heat, readOnly, value])
    const results = await device.supervisor.write([
      { tag: 2, value: '[8]', operation: 'mixed 1' },
      { tag: 12, value: 2.5, operation: 'mixed 2' },
      { tag: 3, value: '[]', operation: 'mixed 3' },
    ])
    expect(results).toEqual([
      { operation: 'mixed 1', status: Status.Good, readBack: '[4]' },
      { operation: 'mixed 2', status: Status.Good, readBack: 2.5 },
      { operation: 'mixed 3', status: Status.Good, readBack: '[]' },
    ])
    expect(await calls()).toEqual([['Heat', 8], ['Stop']])
  })
})
