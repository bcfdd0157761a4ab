import { Status, statusName, type Value } from '@millrace/core'
import { type DataType, type Iec104Config, iec104, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { expectFlat, footprint, RESTARTS } from '../peers/restarts.ts'

const script = new URL('./server.py', import.meta.url)
const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})

const table = new PeerTable('iec104', 'c104 2.2.1 (lib60870)')
let peer: PythonPeer
let device: Probe | undefined
beforeAll(async () => {
  peer = await startPythonPeer(script, ['0'])
})
afterEach(async () => {
  await device?.close()
  device = undefined
})
afterAll(async () => {
  await peer.stop()
  await table.check()
})

/** Connects and waits until something is known of each tag. */
async function read(tags: readonly TagSpec[], config: Partial<Iec104Config> = {}): Promise<Probe> {
  const seen = probe(iec104, { host: '127.0.0.1', port: peer.port, counterPeriodMs: 60_000, ...config }, tags)
  device = seen
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  return seen
}

const told = (value: Value | undefined): Value => (typeof value === 'bigint' ? Number(value) : (value ?? null))

const image: readonly [number, DataType, Value][] = [
  [1, 'bool', true],
  [3, 'uint8', 2],
  [3, 'bool', true],
  [5, 'int8', -17],
  [7, 'uint32', 0xdeadbeef],
  [9, 'float32', -0.5],
  [9, 'int16', -0x4000],
  [11, 'int16', -12_345],
  [13, 'float32', 21.5],
  [15, 'int32', -1_234_567_890],
  [30, 'bool', true],
  [31, 'uint8', 1],
  [32, 'int8', 63],
  [33, 'uint32', 0x12345678],
  [34, 'float64', 0.5],
  [35, 'int16', 32_767],
  [36, 'float32', -1e10],
  [37, 'int32', 2_147_483_647],
]

describe('the image of the interrogations', () => {
  test('holds every type that lib60870 tells in it', async () => {
    const { latest } = await read(image.map(([object, type], i) => tag(i, `1:${object}`, type)))
    for (const [i, [object, type, value]] of image.entries()) {
      const seen = latest.get(i)!
      table.add('interrogation', type, `1:${object}`, told(seen.value), statusName(seen.status))
      expect([object, type, told(seen.value), seen.status]).toEqual([object, type, value, Status.Good])
    }
  })

  test('names no object that is not there, and is whole all the same', async () => {
    const seen = await read([
      tag(1, '1:13', 'float32'),
      tag(2, '1:14', 'float32'),
      tag(3, '300:16.15.0', 'int16'),
      tag(5, '1:11', 'float64', { scale: { factor: 0.1, offset: 1 } }),
    ])
    expect(seen.latest.get(1)).toMatchObject({ value: 21.5, status: Status.Good })
    expect(seen.latest.get(3)).toMatchObject({ value: 7n, status: Status.Good })
    expect(seen.latest.get(5)!.value).toBeCloseTo(-1_233.5, 9)
    expect(seen.latest.get(2)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
    table.add('unknown object', 'float32', '1:14', null, statusName(seen.latest.get(2)!.status))
  })

  test('of a station that refuses to be interrogated leaves its tags waiting, and its neighbours are read', async () => {
    const seen = probe(iec104, { host: '127.0.0.1', port: peer.port }, [
      tag(1, '7:13', 'float32'),
      tag(2, '1:13', 'float32'),
    ])
    device = seen
    await seen.until(() => seen.latest.get(2)?.status === Status.Good)
    expect(seen.latest.get(1)).toMatchObject({ value: null, status: Status.BadWaitingForInitialData })
    table.add('unknown station', 'float32', '7:13', null, statusName(seen.latest.get(1)!.status))
  })

  test('is what browsing shows, a page at a time', async () => {
    const { supervisor } = await read([tag(1, '1:13', 'float32')])
    const stations = await supervisor.browse(undefined, { limit: 10 })
    expect(stations.nodes.map(({ address, kind }) => [address, kind])).toEqual([['1', 'folder']])
    const first = await supervisor.browse('1', { limit: 4 })
    expect(first.nodes.map(({ address, type }) => [address, type])).toEqual([
      ['1:1', 'bool'],
      ['1:3', 'uint8'],
      ['1:5', 'int8'],
      ['1:7', 'uint32'],
    ])
    const { nodes } = await supervisor.browse('1', { cursor: first.cursor!, limit: 100 })
    expect(nodes.find(({ address }) => address === '1:36')).toMatchObject({ name: '36 M_ME_TF_1', type: 'float32' })
  })

  test('is asked of all stations where no tag names one', async () => {
    const seen = probe(iec104, { host: '127.0.0.1', port: peer.port }, [])
    device = seen
    await seen.until(() => seen.states.at(-1)?.state === 'online')
    const { nodes } = await seen.supervisor.browse(undefined, { limit: 10 })
    expect(nodes.map(({ address }) => address)).toContain('1')
  })
})

const spontaneous: readonly [number, DataType, string, Value][] = [
  [1, 'bool', '0', false],
  [3, 'uint8', '3', 3],
  [5, 'int8', '-64', -64],
  [7, 'uint32', '7', 7],
  [9, 'float32', '0.75', 0.75],
  [11, 'int16', '-32768', -32_768],
  [13, 'float32', '1e-3', Math.fround(1e-3)],
  [15, 'int32', '5', 5],
  [21, 'float32', '-1', -1],
  [30, 'bool', '0', false],
  [31, 'uint8', '2', 2],
  [32, 'int8', '-1', -1],
  [33, 'uint32', '4294967295', 4_294_967_295],
  [34, 'float32', '-0.25', -0.25],
  [35, 'int16', '-2', -2],
  [36, 'float32', '3.5', 3.5],
  [37, 'int32', '-6', -6],
  [38, 'uint8', '2', 2],
  [39, 'uint8', '0', 0b101],
  [40, 'uint8', '0', 0b1001],
]

describe('what the station reports by itself', () => {
  test('arrives in every type, with its time where it has one', async () => {
    const seen = await read(spontaneous.map(([object, type]) => tag(object, `1:${object}`, type)))
    for (const [object, type, value, expected] of spontaneous) {
      const before = Date.now() * 1_000
      const last = seen.latest.get(object)!
      expect(await peer.ask(`set ${object} ${value}`)).toBe('True')
      await seen.until(() => seen.latest.get(object) !== last)
      const { value: got, status, time } = seen.latest.get(object)!
      table.add('spontaneous', type, `1:${object}`, told(got), statusName(status))
      expect([object, told(got), status]).toEqual([object, expected, Status.Good])
      expect(time).toBeGreaterThanOrEqual(before - 1_000)
      expect(time).toBeLessThanOrEqual((Date.now() + 1) * 1_000)
      if (object >= 30) expect(time % 1_000).toBe(0)
    }
  })

  test.each([
    ['I', Status.BadSensorFailure],
    ['V', Status.UncertainEngineeringUnitsExceeded],
    ['N', Status.UncertainLastUsableValue],
    ['B', Status.UncertainLastUsableValue],
    ['S', Status.GoodLocalOverride],
    ['NS', Status.UncertainLastUsableValue],
  ])('with the quality %s has its OPC UA status', async (quality, status) => {
    const seen = await read([tag(13, '1:13', 'float32'), tag(11, '1:11', 'int16')])
    const neighbour = seen.latest.get(11)
    await peer.ask(`set 13 8 ${quality}`)
    await seen.until(() => seen.latest.get(13)!.status !== Status.Good)
    const got = seen.latest.get(13)!
    table.add(`quality ${quality}`, 'float32', '1:13', got.value, statusName(got.status))
    expect(got).toMatchObject({ status, value: quality === 'I' ? null : 8 })
    expect(seen.latest.get(11)).toBe(neighbour)
    await peer.ask('set 13 21.5')
    await seen.until(() => seen.latest.get(13)!.status === Status.Good)
  })

  test('a double point that is neither on nor off has no value as a bool', async () => {
    const seen = await read([tag(3, '1:3', 'bool')])
    await peer.ask('set 3 0')
    await seen.until(() => seen.latest.get(3)!.status === Status.BadOutOfRange)
    await peer.ask('set 3 1')
    await seen.until(() => seen.latest.get(3)!.value === false)
  })

  test('an old time is believed only where the station may keep events', async () => {
    const seen = await read([tag(36, '1:36', 'float32')])
    const before = Date.now() * 1_000
    const count = seen.all.length
    await peer.ask('late 36 3600')
    await seen.until(() => seen.all.length > count)
    expect(seen.all.at(-1)!.time).toBeGreaterThanOrEqual(before)
    await seen.close()
    const keeping = await read([tag(36, '1:36', 'float32')], { maxAgeMs: 86_400_000 })
    const held = keeping.all.length
    const at = Number(await peer.ask('late 36 3600'))
    await keeping.until(() => keeping.all.length > held)
    expect(keeping.all.at(-1)!.time).toBe(at * 1_000)
  })

  test('a burst arrives whole and in order', async () => {
    const seen = await read([tag(900, '1:900', 'int16')])
    const from = seen.all.length
    await peer.ask('burst 900 2000')
    await seen.until(() => seen.latest.get(900)!.value === 2_000n)
    const values = seen.all.slice(from).map(({ value }) => Number(value))
    expect(values).toEqual([...values].sort((a, b) => a - b))
    // The peer drops the oldest reports when its own queue is full; none may be lost on the way.
    expect(new Set(values).size).toBe(values.length)
  })
})

const commands: readonly [number, string, DataType, Value, Value][] = [
  [45, 'C_SC', 'bool', true, true],
  [46, 'C_DC', 'uint8', 2n, 2n],
  [48, 'C_SE_NA', 'float32', 0.5, 0.5],
  [49, 'C_SE_NB', 'int16', -7n, -7n],
  [50, 'C_SE_NC', 'float32', 2.5, 2.5],
  [51, 'C_BO', 'uint32', 77n, 77n],
]
const timedName: Readonly<Record<string, string>> = {
  C_SE_NA: 'C_SE_TA_1',
  C_SE_NB: 'C_SE_TB_1',
  C_SE_NC: 'C_SE_TC_1',
}

describe('a command', () => {
  const rw = (id: number, address: string, type: DataType): TagSpec => tag(id, address, type, { access: 'rw' })
  const back: Readonly<Record<number, Value>> = { 45: false, 46: 1n, 48: 0, 49: 0n, 50: 0, 51: 0n }

  test.each([
    ['direct', 1_000, false],
    ['direct', 1_100, true],
    ['select', 2_000, false],
    ['select', 2_100, true],
  ] as const)('of every type given by %s from %d is read back and held by lib60870', async (mode, base, timed) => {
    const asked = commands.filter(([number]) => mode === 'direct' || number !== 51)
    const addressOf = (number: number, name: string): string =>
      `1:${number + 100}>${base + number}@${timed ? (timedName[name] ?? `${name}_TA_1`) : name.includes('_SE_') ? `${name}_1` : `${name}_NA_1`}/${mode}`
    const { supervisor } = await read(asked.map(([number, name, type]) => rw(number, addressOf(number, name), type)))
    for (const [number, name, type, value, expected] of asked) {
      const [result] = await supervisor.write([{ tag: number, value, operation: `do ${number}` }])
      table.add(`command ${mode}`, type, addressOf(number, name), result!.readBack, statusName(result!.status))
      expect([number, result]).toEqual([number, { operation: `do ${number}`, status: Status.Good, readBack: expected }])
      const [undone] = await supervisor.write([{ tag: number, value: back[number]!, operation: `undo ${number}` }])
      expect([number, undone!.readBack]).toEqual([number, back[number]])
    }
  })

  test('steps a tap changer up and down', async () => {
    const { supervisor } = await read([rw(1, '1:147>1047@C_RC_NA_1', 'int8')], { terminationMs: 100, returnMs: 100 })
    const [up] = await supervisor.write([{ tag: 1, value: 2, operation: 'up' }])
    expect(up).toMatchObject({ status: Status.Good, readBack: 1n })
    const [down] = await supervisor.write([{ tag: 1, value: 1, operation: 'down' }])
    expect(down).toMatchObject({ status: Status.Good, readBack: 0n })
  })

  test('that the station refuses, or has no object for, ends bad and moves nothing', async () => {
    const tags = [
      rw(1, '1:150>1050', 'float32'),
      rw(2, '1:150>4444@C_SE_NC_1', 'float32'),
      rw(3, '1:150>2050@C_SE_NC_1/direct', 'float32'),
      rw(4, '1:15', 'int32'),
      tag(5, '1:13', 'float32'),
    ]
    const { supervisor } = await read(tags)
    await peer.ask('fail 1')
    const attempts: readonly [number, Value, string][] = [
      [1, 9, 'BadInvalidState'],
      // lib60870 says no first and that it does not know the object after it.
      [2, 9, 'BadInvalidState'],
      [3, 9, 'BadInvalidState'],
      [4, 9, 'BadNotWritable'],
      [5, 9, 'BadNotWritable'],
      [1, 'x', 'BadTypeMismatch'],
      [1, 1e300, 'BadOutOfRange'],
    ]
    for (const [i, [id, value, status]] of attempts.entries()) {
      const [result] = await supervisor.write([{ tag: id, value, operation: `no ${i}` }])
      const { type, address } = tags[id - 1]!
      table.add('refused command', type, `${address} ${String(value)}`, null, statusName(result!.status))
      expect([id, value, statusName(result!.status)]).toEqual([id, value, status])
    }
    await peer.ask('fail 0')
    expect(await peer.ask('held 150')).toBe('0.0')
  })
})

describe('a station that is killed', () => {
  test('twenty times under load is read again each time, and leaves nothing behind', async () => {
    // Backoff grows with each loss; this is about what comes after it.
    const soon = vi.spyOn(Math, 'random').mockReturnValue(0)
    let own = await startPythonPeer(script, ['0'])
    const seen = probe(iec104, { host: '127.0.0.1', port: own.port }, [
      tag(1, '1:900', 'int16'),
      tag(2, '1:13', 'float32'),
    ])
    device = seen
    let settled = await footprint()
    for (let round = 0; round < RESTARTS; round++) {
      await seen.until(() => seen.latest.get(2)?.status === Status.Good)
      seen.forget()
      if (round === 2) settled = await footprint()
      const burst = own.ask('burst 900 300').catch(() => 'killed')
      await seen.until(() => Number(seen.latest.get(1)?.value) > 20)
      await own.kill()
      await burst
      await seen.until(() => seen.latest.get(2)!.status !== Status.Good)
      own = await startPythonPeer(script, [String(own.port)])
    }
    await seen.until(() => seen.latest.get(2)!.status === Status.Good)
    expect(seen.latest.get(2)!.value).toBe(21.5)
    seen.forget()
    await expectFlat(settled)
    soon.mockRestore()
    await own.stop()
  })
})
