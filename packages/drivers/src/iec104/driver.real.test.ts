import { type Log, type SampleBatch, Status, silentLog, statusName, systemClock, valueAt } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import type { Driver, DriverSink, TagSpec } from '../kit/driver.ts'
import type { FieldSizes } from './asdu.ts'
import type { Iec104Config } from './config.ts'
import { iec104 } from './driver.ts'
import { type FakeMaster, startFakeStation } from './fake-station.ts'
import { SimulatedStation } from './simulated-station.ts'
import { Iec104Simulator, iec104Simulator } from './simulator.ts'

const never = new AbortController().signal
const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})

const tag = (id: number, address: string, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type: 'int16',
  access: 'r',
  periodMs: 100,
  ...more,
})

interface Seen {
  readonly driver: Driver
  readonly samples: { readonly tag: number; readonly value: unknown; readonly status: number; readonly time: number }[]
  readonly lost: unknown[]
  readonly said: string[]
  until(holds: () => boolean): Promise<void>
}

/** A driver without a supervisor, connected; `taking` is asked before each batch is taken. */
async function connect(port: number, config: Partial<Iec104Config> = {}, taking?: () => Promise<void>): Promise<Seen> {
  const seen: Omit<Seen, 'driver' | 'until'> = { samples: [], lost: [], said: [] }
  const take = (batch: SampleBatch): void => {
    for (let i = 0; i < batch.length; i++)
      seen.samples.push({
        tag: batch.series[i]!,
        value: valueAt(batch, i),
        status: batch.status[i]!,
        time: batch.time[i]!,
      })
  }
  const sink: DriverSink = {
    samples: (batch) => (taking ? taking().then(() => take(batch)) : take(batch)),
    lost: (reason) => void seen.lost.push(reason),
  }
  const log: Log = { ...silentLog, warn: (message) => void seen.said.push(message) }
  const driver = iec104.create(
    { host: '127.0.0.1', port, timeoutMs: 200, terminationMs: 100, returnMs: 50, ...config },
    sink,
    { clock: systemClock, log, folder: '/nowhere' },
  )
  ending.push(() => driver.close())
  await driver.connect(AbortSignal.timeout(5_000))
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await systemClock.sleep(2)
  }
  return { ...seen, driver, until }
}

async function simulate(
  station: SimulatedStation,
  more: Partial<ConstructorParameters<typeof Iec104Simulator>[0]> = {},
) {
  const simulator = new Iec104Simulator({ stations: new Map([[1, station]]), ...more })
  const port = await simulator.listen()
  ending.push(() => simulator.close())
  return { simulator, port }
}

async function fake(script: (master: FakeMaster, asdu: string) => void): Promise<number> {
  const station = await startFakeStation(script)
  ending.push(() => station.close())
  return station.port
}

const code = (reason: unknown): string => (reason as { readonly code: string }).code

describe('back-pressure', () => {
  test('stops the station at its window; afterwards every report comes, in order', async () => {
    const station = new SimulatedStation()
    station.add(1, { type: 11 }, 0)
    const { simulator, port } = await simulate(station)
    let gate = Promise.withResolvers<void>()
    gate.resolve()
    const seen = await connect(port, { t2Ms: 20 }, () => gate.promise)
    await seen.driver.setTags([tag(1, '1:1')])
    await seen.until(() => seen.samples.length > 0 && simulator.outstanding === 0)
    gate = Promise.withResolvers()
    for (let value = 1; value <= 500; value++) station.set(1, value)
    const sent = seen.driver.counters.reads
    await systemClock.sleep(200)
    expect(simulator.outstanding).toBe(500)
    expect(seen.driver.counters.reads - sent).toBeLessThanOrEqual(12)
    gate.resolve()
    await seen.until(() => simulator.outstanding === 0)
    const values = seen.samples.map(({ value }) => Number(value))
    expect(values.slice(-500)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1))
    expect(seen.lost).toEqual([])
  })
})

describe('a station', () => {
  test('that is silent, unknown or refuses leaves the others read', async () => {
    const port = await fake((master, asdu) => {
      if (asdu.startsWith('640106000100')) {
        master.say('64 01 07 00 0100 000000 14')
        master.say('0b 02 14 00 0100 010000 0700 00 020000 0800 00')
        master.say('64 01 0a 00 0100 000000 14')
      } else if (asdu.startsWith('640106000300')) master.say('64 01 6e 00 0300 000000 14')
      else if (asdu.startsWith('640106000400')) master.say('64 01 47 00 0400 000000 14')
    })
    const { driver, samples, until } = await connect(port)
    await driver.setTags([tag(20, '2:1'), tag(30, '3:1'), tag(40, '4:1'), tag(11, '1:1'), tag(13, '1:3')])
    await until(() => samples.length === 3)
    expect(samples.map(({ tag: id, value, status }) => [id, value, statusName(status)])).toEqual([
      [30, null, 'BadNodeIdUnknown'],
      [11, 7n, 'Good'],
      [13, null, 'BadNodeIdUnknown'],
    ])
    expect(driver.healthy()).toBe(true)
  })

  test('that begins anew is interrogated again', async () => {
    const asked: string[] = []
    let master: FakeMaster | undefined
    const port = await fake((from, asdu) => {
      master = from
      asked.push(asdu)
      from.say('64 01 07 00 0100 000000 14')
      from.say('64 01 0a 00 0100 000000 14')
    })
    const { driver, until } = await connect(port)
    await driver.setTags([tag(1, '1:1')])
    await until(() => asked.length === 1)
    master!.say('46 01 04 00 0100 000000 00')
    await until(() => asked.length === 2)
    expect(asked).toEqual(Array(2).fill('64010600010000000014'))
  })

  test('has its clock set and its counters read, when that is wanted', async () => {
    const asked: string[] = []
    const port = await fake((from, asdu) => {
      asked.push(asdu)
      from.say(`${asdu.slice(0, 4)}07${asdu.slice(6)}`)
      if (!asdu.startsWith('67')) from.say(`${asdu.slice(0, 4)}0a${asdu.slice(6)}`)
    })
    const { driver, until } = await connect(port, { clockPeriodMs: 60_000, counterPeriodMs: 60_000, originator: 9 })
    await driver.setTags([tag(1, '1:1')])
    await until(() => asked.length === 3)
    expect(asked[0]!.slice(0, 18)).toBe('670106090100000000')
    expect(asked.slice(1)).toEqual(['64010609010000000014', '65010609010000000005'])
  })

  test('whose fields are smaller is read with their sizes', async () => {
    const small: FieldSizes = { cause: 1, common: 1, object: 2 }
    const station = new SimulatedStation()
    station.add(4_001, { type: 11 }, -3)
    const { port } = await simulate(station, { sizes: small })
    const { driver, samples, until } = await connect(port, { causeSize: 1, commonSize: 1, objectSize: 2 })
    const { verdicts } = await driver.setTags([tag(1, '1:4001'), tag(2, '300:1'), tag(3, '1:70000')])
    await until(() => samples.length === 1)
    expect(samples[0]).toMatchObject({ value: -3n, status: Status.Good })
    expect(verdicts.map(({ status }) => statusName(status))).toEqual([
      'Good',
      'BadConfigurationError',
      'BadConfigurationError',
    ])
  })

  test('whose clock is off keeps its values at our time, and it is said once', async () => {
    let master: FakeMaster | undefined
    const port = await fake((from) => {
      master = from
    })
    const { driver, samples, said, until } = await connect(port)
    await driver.setTags([tag(1, '1:1', { type: 'bool' })])
    await until(() => master !== undefined)
    const before = systemClock.now()
    // The 27th of November 2020; then one whose time says that it is invalid.
    for (let i = 0; i < 3; i++) master!.say('1e 01 03 00 0100 010000 01 2bdf17041b0b14')
    master!.say('1e 01 03 00 0100 010000 00 2bdf97041b0b14')
    await until(() => samples.length === 4)
    for (const { time, status } of samples) {
      expect(time).toBeGreaterThanOrEqual(before)
      expect(status).toBe(Status.Good)
    }
    expect(said.filter((message) => message.includes('times'))).toHaveLength(1)
  })

  test('that sends what cannot be read is read beyond it', async () => {
    let master: FakeMaster | undefined
    const port = await fake((from) => {
      master = from
    })
    const { driver, samples, lost, until } = await connect(port)
    await driver.setTags([tag(1, '1:1')])
    await until(() => master !== undefined)
    master!.say('0b 02 03 00 0100 010000 0700 00')
    master!.say('88 01 03 00 0100 010000 0700 00')
    master!.say('0b 01 83 00 0100 010000 0900 00')
    master!.say('0b 01 03 00 0100 010000 0700 00')
    await until(() => samples.length > 0)
    expect(samples.map(({ value }) => value)).toEqual([7n])
    expect([driver.counters.errors, lost]).toEqual([1, []])
  })

  test.each([
    ['closes', (master: FakeMaster) => master.cut(), 'driver.link_lost'],
    [
      'loses a frame',
      (master: FakeMaster) => master.raw('68 0e 0200 0000 64 01 07 00 0100 000000 14'),
      'iec104.sequence_broken',
    ],
    ['sends what is no frame', (master: FakeMaster) => master.raw('47 45 54'), 'driver.frame_malformed'],
    ['is not answered by a test frame', (master: FakeMaster) => master.deaf(), 'iec104.unanswered'],
  ])('that %s ends the connection, once', async (_, fault, expected) => {
    let master: FakeMaster | undefined
    const port = await fake((from) => {
      master = from
    })
    const { driver, lost, until } = await connect(port, { t1Ms: 100, t3Ms: 100 })
    await driver.setTags([tag(1, '1:1')])
    await until(() => master !== undefined)
    fault(master!)
    await until(() => lost.length > 0)
    expect(lost.map(code)).toEqual([expected])
    expect(driver.healthy()).toBe(false)
  })
})

describe('a command', () => {
  const set = tag(1, '1:10>60@C_SE_NB_1', { access: 'rw' })
  const write = (driver: Driver, operation: string, value = 5) =>
    driver.write([{ tag: 1, value, operation }], never).then(([result]) => result!)

  test.each([
    [44, 'BadNotSupported'],
    [45, 'BadNotSupported'],
    [46, 'BadNodeIdUnknown'],
    [47, 'BadNodeIdUnknown'],
  ])('answered with cause %d has its OPC UA status', async (cause, status) => {
    const port = await fake((master, asdu) => {
      if (asdu.startsWith('31')) master.say(`${asdu.slice(0, 4)}${(cause | 0x40).toString(16)}${asdu.slice(6)}`)
    })
    const { driver } = await connect(port)
    await driver.setTags([set])
    expect(statusName((await write(driver, 'a')).status)).toBe(status)
  })

  test('without a confirmation is not sent again, and the object takes none before the late one has come', async () => {
    const given: string[] = []
    let master: FakeMaster | undefined
    const port = await fake((from, asdu) => {
      master = from
      if (asdu.startsWith('31')) given.push(asdu)
    })
    const { driver, until } = await connect(port)
    await driver.setTags([set])
    expect(statusName((await write(driver, 'a')).status)).toBe('BadTimeout')
    expect(statusName((await write(driver, 'b', 6)).status)).toBe('BadResourceUnavailable')
    expect(given).toHaveLength(1)
    const late = driver.counters.lateReplies
    master!.say(`${given[0]!.slice(0, 4)}07${given[0]!.slice(6)}`)
    await until(() => driver.counters.lateReplies > late)
    const next = write(driver, 'c', 7)
    await until(() => given.length === 2)
    master!.say(`${given[1]!.slice(0, 4)}07${given[1]!.slice(6)}`)
    expect((await next).status).toBe(Status.Good)
  })

  test('that is confirmed as another one, or ended without success, ends bad', async () => {
    let second = false
    const port = await fake((master, asdu) => {
      if (!asdu.startsWith('31')) return
      if (second) {
        master.say(`${asdu.slice(0, 4)}07${asdu.slice(6)}`)
        master.say(`${asdu.slice(0, 4)}4a${asdu.slice(6)}`)
      } else master.say(`${asdu.slice(0, 4)}07${asdu.slice(6, -6)}ff0000`)
      second = true
    })
    const { driver } = await connect(port)
    await driver.setTags([set])
    expect(statusName((await write(driver, 'a')).status)).toBe('BadDecodingError')
    expect(statusName((await write(driver, 'b')).status)).toBe('BadInvalidState')
  })

  test('is selected first where the device says so, and a refused select executes nothing', async () => {
    const station = new SimulatedStation()
    station.add(10, { type: 11 }, 0)
    station.accept(60, { type: 49, target: 10, mode: 'select' })
    const { port } = await simulate(station)
    const { driver } = await connect(port, { command: 'select' })
    await driver.setTags([set])
    expect(await write(driver, 'a')).toEqual({ operation: 'a', status: Status.Good, readBack: 5n })
    station.refusal = 'refused'
    expect(statusName((await write(driver, 'b', 6)).status)).toBe('BadInvalidState')
    expect([station.get(10), station.executed]).toEqual([5, 1])
  })

  test('under way when the connection ends is told so', async () => {
    const port = await fake((master, asdu) => {
      if (asdu.startsWith('31')) master.cut()
    })
    const { driver } = await connect(port)
    await driver.setTags([set])
    await expect(write(driver, 'a')).rejects.toMatchObject({ code: 'driver.link_lost' })
  })
})

test('twenty thousand objects of one interrogation arrive, each at its place', async () => {
  const station = new SimulatedStation()
  const count = 20_000
  for (let object = 1; object <= count; object++) station.add(object, { type: 13 }, object)
  const { port } = await simulate(station, { window: { k: 32_767, w: 8, t1Ms: 15_000, t2Ms: 10_000, t3Ms: 20_000 } })
  const { driver, samples, until } = await connect(port)
  await driver.setTags(Array.from({ length: count }, (_, i) => tag(i + 1, `1:${i + 1}`, { type: 'float32' })))
  await until(() => samples.length >= count)
  expect(samples.every(({ tag: id, value }) => value === id)).toBe(true)
})

test('the demonstration tells every tag, and takes its commands', async () => {
  const running = await iec104Simulator.start(0)
  ending.push(() => running.close())
  const { driver, samples, until } = await connect((running.config as Iec104Config).port!)
  const tags = iec104Simulator.tags.map((spec, i) => ({ ...spec, id: i + 1 }))
  await driver.setTags(tags)
  await until(() => tags.every(({ id }) => samples.some((sample) => sample.tag === id)))
  expect(samples.every(({ status }) => status === Status.Good)).toBe(true)
  const results = await driver.write(
    [
      { tag: 4, value: 1, operation: 'open' },
      { tag: 5, value: 42.5, operation: 'set' },
    ],
    never,
  )
  expect(results.map(({ readBack }) => readBack)).toEqual([1n, 42.5])
})
