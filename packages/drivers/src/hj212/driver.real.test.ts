import { type AddressInfo, connect, createServer } from 'node:net'
import { isoOf, Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import { Attempts } from '../kit/attempts.ts'
import { Buses } from '../kit/bus.ts'
import { heapInUse, openSockets } from '../kit/contract-run.ts'
import type { DataType, TagSpec } from '../kit/driver.ts'
import { type DeviceSupervisor, superviseDevice } from '../kit/supervisor.ts'
import { encodePacket } from './codec.ts'
import { type Hj212Config, hj212 } from './driver.ts'
import { SimulatedStation, type StationOptions } from './simulator.ts'

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

const buses = new Buses(systemClock)
const attempts = new Attempts(systemClock)

interface Seen {
  readonly tag: number
  readonly value: Value
  readonly status: number
  readonly iso: string
}

interface Watched {
  readonly supervisor: DeviceSupervisor
  readonly seen: Seen[]
  until(holds: () => boolean): Promise<void>
}

const tag = (id: number, address: string, type: DataType = 'float64'): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
})
const tags = [
  tag(1, 'a34004-Rtd'),
  tag(2, '2061:w01018-Avg'),
  tag(3, '2061:w01018-Flag', 'string'),
  tag(4, '2021:SB1-RS', 'bool'),
]

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A supervised device; `taking` may hold back or refuse what it reports. */
function watch(port: number, more: Partial<Hj212Config> = {}, taking?: () => Promise<void> | undefined): Watched {
  const seen: Seen[] = []
  const checks = new Set<() => void>()
  const supervisor = superviseDevice({
    name: 'station',
    factory: hj212,
    config: { listen: { host: '127.0.0.1', port }, mn: 'MN1', password: '123456', reportMs: 200, ...more },
    tags,
    sink: {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) {
          const row = { tag: batch.series[i]!, value: valueAt(batch, i), status: batch.status[i]! }
          seen.push({ ...row, iso: isoOf(batch.time[i]!) })
        }
        for (const check of checks) check()
        return taking?.()
      },
      state: () => {
        for (const check of checks) check()
      },
    },
    attempts,
    buses,
    environment: { clock: systemClock, log: silentLog, folder: '/nowhere' },
    random: () => 0,
  })
  supervisor.start()
  open.push(supervisor)
  return {
    supervisor,
    seen,
    until: (holds) =>
      new Promise((resolve) => {
        const timer = setInterval(() => check(), 20)
        const check = (): void => {
          if (!holds()) return
          checks.delete(check)
          clearInterval(timer)
          resolve()
        }
        checks.add(check)
        check()
      }),
  }
}

function station(port: number, more: Partial<StationOptions> = {}): SimulatedStation {
  const made = new SimulatedStation({ port, mn: 'MN1', password: '123456', redialMs: 20, resendMs: 100, ...more })
  const beat = setInterval(() => made.heartbeat(), 50)
  open.push({
    close: () => {
      clearInterval(beat)
      return made.stop()
    },
  })
  made.start()
  return made
}

const good = ({ seen }: Watched, id: number): Value[] =>
  seen.filter(({ tag, status }) => tag === id && status >>> 30 === 0).map(({ value }) => value)

describe('a device that dials in', () => {
  test('is online from its first packet; its records have its own time and the status of their flags', async () => {
    const port = await freePort()
    const device = watch(port)
    await device.until(() => device.supervisor.state.state === 'connecting')
    const dialling = station(port)
    await device.until(() => device.supervisor.state.state === 'online')
    dialling.record('2011', 'DataTime=20260801123000;a34004-Rtd=35.5,a34004-Flag=N;a99999-Rtd=1')
    dialling.record('2061', 'DataTime=20260801120000;w01018-Min=1,w01018-Avg=62.5,w01018-Max=99,w01018-Flag=T')
    dialling.record('2061', 'DataTime=20260801130000;w01018-Avg=62.5,w01018-Flag=D')
    dialling.record('2021', 'DataTime=20260801123000;SB1-RS=1')
    await device.until(() => dialling.answered.length === 4)
    const told = device.seen.filter(({ iso }) => iso.startsWith('2026-08-01'))
    expect(told).toEqual([
      { tag: 1, value: 35.5, status: Status.Good, iso: '2026-08-01T04:30:00.000Z' },
      { tag: 2, value: 62.5, status: Status.UncertainEngineeringUnitsExceeded, iso: '2026-08-01T04:00:00.000Z' },
      { tag: 3, value: 'T', status: Status.Good, iso: '2026-08-01T04:00:00.000Z' },
      { tag: 2, value: null, status: Status.BadDeviceFailure, iso: '2026-08-01T05:00:00.000Z' },
      { tag: 3, value: 'D', status: Status.Good, iso: '2026-08-01T05:00:00.000Z' },
      { tag: 4, value: true, status: Status.Good, iso: '2026-08-01T04:30:00.000Z' },
    ])
  })

  test('that falls silent for three periods is lost, and is heard again when it dials anew', async () => {
    const port = await freePort()
    const device = watch(port)
    const dialling = station(port)
    dialling.record('2011', 'DataTime=20260801123000;a34004-Rtd=1,a34004-Flag=N')
    await device.until(() => good(device, 1).length === 1)
    await dialling.stop()
    await device.until(() => device.seen.at(-1)?.status === Status.BadNoCommunication)
    expect(device.seen.some(({ status }) => status === Status.UncertainNoCommunicationLastUsableValue)).toBe(true)
    dialling.start()
    dialling.record('2011', 'DataTime=20260801123100;a34004-Rtd=2,a34004-Flag=N')
    await device.until(() => good(device, 1).includes(2))
  })

  test('shares the port with others, each known by its MN', async () => {
    const port = await freePort()
    const one = watch(port)
    const two = watch(port, { mn: 'MN2', password: 'other' })
    station(port).record('2011', 'DataTime=20260801123000;a34004-Rtd=1')
    station(port, { mn: 'MN2', password: 'other' }).record('2011', 'DataTime=20260801123000;a34004-Rtd=2')
    await one.until(() => good(one, 1).length > 0 && good(two, 1).length > 0)
    expect([good(one, 1), good(two, 1)]).toEqual([[1], [2]])
    await one.supervisor.close()
    station(port, { mn: 'MN2', password: 'other' }).record('2011', 'DataTime=20260801123100;a34004-Rtd=3')
    await two.until(() => good(two, 1).includes(3))
  })
})

describe('a record', () => {
  test('is answered only when it has been taken', async () => {
    const port = await freePort()
    const taken = Promise.withResolvers<void>()
    const held: Watched[] = []
    const device = watch(port, {}, () => (held[0]?.seen.some(({ value }) => value === 7) ? taken.promise : undefined))
    held.push(device)
    const dialling = station(port, { resendMs: 60_000 })
    dialling.record('2011', 'DataTime=20260801123000;a34004-Rtd=7')
    await device.until(() => device.seen.some(({ value }) => value === 7))
    await systemClock.sleep(60)
    expect(dialling.answered).toEqual([])
    taken.resolve()
    await device.until(() => dialling.answered.length === 1)
  })

  test('is sent again until it is answered: of 300 over cut connections none is lost', async () => {
    const port = await freePort()
    const device = watch(port, { reportMs: 100 })
    const dialling = station(port)
    await device.until(() => device.supervisor.state.state === 'online')
    const before = { sockets: await openSockets(), heap: await heapInUse() }
    for (let i = 0; i < 300; i++) dialling.record('2011', `DataTime=20260801123000;a34004-Rtd=${i}`)
    for (let cut = 0; cut < 20; cut++) {
      const answered = dialling.answered.length
      await device.until(() => dialling.answered.length > answered + 5 || dialling.waiting === 0)
      await dialling.stop()
      // Every fourth time it stays away until it is lost.
      if (cut % 4 === 1) await device.until(() => device.supervisor.state.state !== 'online')
      dialling.start()
    }
    await device.until(() => dialling.waiting === 0)
    expect(new Set(good(device, 1)).size).toBe(300)
    expect(await openSockets()).toBeLessThanOrEqual(before.sockets)
    expect((await heapInUse()) - before.heap).toBeLessThan(2_000_000)
  })

  test('of the past is kept beside the present ones, in the order in which they came', async () => {
    const port = await freePort()
    const device = watch(port)
    const dialling = station(port)
    for (const time of ['20260801123000', '20250101000000', '20260801123000']) {
      dialling.record('2011', `DataTime=${time};a34004-Rtd=5`)
    }
    await device.until(() => dialling.answered.length === 3)
    expect(device.seen.filter(({ value }) => value === 5).map(({ iso }) => iso)).toEqual([
      '2026-08-01T04:30:00.000Z',
      '2024-12-31T16:00:00.000Z',
      '2026-08-01T04:30:00.000Z',
    ])
  })

  test('in parts is one record; each part has its own answer', async () => {
    const port = await freePort()
    const device = watch(port)
    const dialling = station(port)
    await device.until(() => device.supervisor.state.state === 'online')
    const part = (number: number, cp: string): Uint8Array =>
      encodePacket(`QN=20260801000000000;ST=32;CN=2061;PW=123456;MN=MN1;Flag=7;PNUM=2;PNO=${number};CP=&&${cp}&&`)
    dialling.raw(Buffer.concat([part(1, 'DataTime=20260801120000;a-Avg=1'), part(2, 'w01018-Avg=9,w01018-Flag=N')]))
    await device.until(() => good(device, 2).length === 1)
    expect(device.seen.find(({ value }) => value === 9)!.iso).toBe('2026-08-01T04:00:00.000Z')
  })
})

describe('what is not the device', () => {
  const record = (more: string): string => `ST=32;CN=2011;${more}Flag=5;CP=&&DataTime=20260801123000;a34004-Rtd=666&&`
  test.each([
    ['another password', encodePacket(record('PW=wrong;MN=MN1;'))],
    ['another MN', encodePacket(record('PW=123456;MN=MN9;'))],
    ['a wrong CRC', Buffer.from(`##0010${'x'.repeat(10)}0000\r\n`)],
    ['a packet beyond the limit', Buffer.from(`##9999${'x'.repeat(9_999)}0000\r\n`)],
    ['a DataTime that is none', encodePacket(`ST=32;CN=2011;PW=123456;MN=MN1;Flag=5;CP=&&DataTime=1;a34004-Rtd=666&&`)],
    ['noise', Buffer.alloc(100_000, 'noise#')],
  ])('is refused and counted: %s', async (_, bytes) => {
    const port = await freePort()
    const device = watch(port)
    const dialling = station(port)
    await device.until(() => device.supervisor.state.state === 'online')
    dialling.raw(bytes)
    await device.until(() => device.supervisor.counters.errors > 0)
    dialling.record('2011', 'DataTime=20260801123100;a34004-Rtd=1')
    await device.until(() => good(device, 1).length === 1)
    expect(device.seen.some(({ value }) => value === 666)).toBe(false)
  })

  test('a device from an address that is not allowed is not heard', async () => {
    const port = await freePort()
    const device = watch(port, { allow: ['10.0.0.1'] })
    station(port).record('2011', 'DataTime=20260801123000;a34004-Rtd=1')
    await device.until(() => device.supervisor.counters.errors > 2)
    expect(device.supervisor.state.state).toBe('connecting')
    expect(good(device, 1)).toEqual([])
  })

  test('a connection that sends no packet is closed, and the devices of the port see it counted', async () => {
    const port = await freePort()
    const device = watch(port)
    station(port)
    await device.until(() => device.supervisor.state.state === 'online')
    const stranger = connect({ host: '127.0.0.1', port })
    const closed = new Promise((resolve) => stranger.once('close', resolve))
    stranger.on('error', () => stranger.destroy())
    stranger.resume()
    stranger.write('GET / HTTP/1.1\r\n\r\n')
    await closed
    expect(device.supervisor.counters.errors).toBe(1)
    expect(device.supervisor.state.state).toBe('online')
  })

  test('a second device of the same MN on a port is told so', async () => {
    const port = await freePort()
    watch(port)
    const again = watch(port)
    await again.until(() => again.supervisor.state.state === 'backoff')
    expect(again.supervisor.state.lastError).toMatch(/^hj212\.mn_taken/)
  })
})
