import { Status, systemClock, type Value } from '@millrace/core'
import {
  ascii,
  Buses,
  type DriverFactory,
  type ModbusSerialConfig,
  ModbusSimulator,
  modbusAscii,
  modbusRtu,
  RegisterBank,
  rtu,
  serialLine,
  type TagSpec,
} from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type SerialCable, serialCable } from '../peers/pty.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'
import { numbers, orders, tag } from './numbers.ts'

const script = new URL('./server.py', import.meta.url)
const table = new PeerTable('modbus', 'pymodbus 3.16.1 on serial lines')
const nameOf = new Map<number, string>(Object.entries(Status).map(([name, code]) => [code, name] as const))
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close()
})
afterAll(() => table.check())

interface Line {
  readonly name: string
  readonly factory: DriverFactory<ModbusSerialConfig>
  readonly framer: 'rtu' | 'ascii'
  readonly wire: 'pty' | 'tcp'
  /** A cable that is plugged in again takes its time: twenty are for the tunnels. */
  readonly restarts: number
}

const lines: readonly Line[] = [
  { name: 'RTU on a serial port', factory: modbusRtu, framer: 'rtu', wire: 'pty', restarts: 5 },
  { name: 'ASCII on a serial port', factory: modbusAscii, framer: 'ascii', wire: 'pty', restarts: 5 },
  { name: 'RTU through a tunnel', factory: modbusRtu, framer: 'rtu', wire: 'tcp', restarts: 20 },
  { name: 'ASCII through a tunnel', factory: modbusAscii, framer: 'ascii', wire: 'tcp', restarts: 20 },
]

describe.each(lines.map((line) => [line.name, line] as const))(
  '%s, pymodbus at its end',
  (name, { factory, framer, wire, restarts }) => {
    let cable: SerialCable | undefined
    let peer: PythonPeer
    let config: ModbusSerialConfig

    const start = (port = '0'): Promise<PythonPeer> => startPythonPeer(script, [cable ? cable.far : port, framer])

    beforeAll(async () => {
      if (wire === 'pty') cable = await serialCable()
      peer = await start()
      const speed = { baudRate: 115_200, parity: 'none', timeoutMs: 500 } as const
      config = cable
        ? { port: cable.near, ...speed }
        : { tunnel: { host: '127.0.0.1', port: peer.port }, timeoutMs: 500 }
    })
    afterAll(async () => {
      await peer.stop()
      await cable?.unplug()
    })

    /** Connects and waits until each tag has been read once. */
    async function read(tags: readonly TagSpec[], more: object = {}, buses = new Buses(systemClock)): Promise<Probe> {
      const seen = probe(factory, { ...config, ...more }, tags, undefined, { buses, random: () => 0.01 })
      open.push(seen)
      const waits: number[] = [Status.BadWaitingForInitialData]
      await seen.until(() => tags.every(({ id }) => !waits.includes(seen.latest.get(id)?.status ?? waits[0]!)))
      return seen
    }
    const note = (what: string, { latest }: Probe, tags: readonly TagSpec[]): void => {
      for (const { id, type, address } of tags) {
        const { value, status } = latest.get(id)!
        table.add(`${what}, ${name}`, type, address, value, nameOf.get(status)!)
      }
    }

    test('values of every type in every order arrive exactly', async () => {
      const tags = orders.flatMap((order, block) =>
        numbers.map(([type], i) => tag(block * 10 + i, `holding:${block * 100 + i * 4}@${order}`, type)),
      )
      const seen = await read(tags, { unit: 1 })
      for (const { id } of tags)
        expect(seen.latest.get(id)).toMatchObject({ value: numbers[id % 10]![1], status: Status.Good })
      note('read', seen, tags)
    })

    test('strings, bits, scaled numbers, the other areas and other units', async () => {
      const tags = [
        tag(1, 'holding:400/16', 'string'),
        tag(2, 'holding:420.2', 'bool'),
        tag(3, 'holding:420.6-10', 'uint8'),
        tag(4, 'coil:3', 'bool'),
        tag(5, '10030', 'bool'),
        tag(6, 'input:299', 'uint16'),
        tag(7, '7:holding:900', 'uint16'),
        tag(8, 'holding:900', 'uint16', { scale: { factor: 0.5, offset: 1 } }),
      ]
      const seen = await read(tags)
      expect(tags.map(({ id }) => seen.latest.get(id)!.value)).toEqual([
        'Kessel 7 °C',
        false,
        0b11011n,
        true,
        false,
        2093n,
        700n,
        51,
      ])
      note('read', seen, tags)
    })

    test('refused registers do not blind those beside them; what is no value is bad', async () => {
      const tags = [
        tag(1, 'holding:509', 'uint16'),
        tag(2, 'holding:510', 'uint16'),
        tag(3, 'holding:512', 'uint16'),
        tag(4, 'holding:421', 'uint64'),
        tag(5, 'holding:422', 'float32'),
      ]
      const seen = await read(tags, { unit: 1 })
      expect(tags.map(({ id }) => seen.latest.get(id)!.status)).toEqual([
        Status.Good,
        Status.BadNodeIdUnknown,
        Status.Good,
        Status.BadOutOfRange,
        Status.BadOutOfRange,
      ])
      note('refusal', seen, tags)
    })

    test('writes of every type in every order are read back and held', async () => {
      const tags = orders.map((order, block) =>
        numbers.map(([type], i) => tag(block * 10 + i, `holding:${600 + i * 4}@${order}`, type, { access: 'rw' })),
      )
      const seen = await read(tags.flat(), { unit: 1 })
      for (const [block, members] of tags.entries()) {
        const results = await seen.supervisor.write(
          members.map(({ id }, i) => ({ tag: id, value: numbers[i]![1], operation: `${id}` })),
        )
        expect(results.map(({ status, readBack }) => [status, readBack])).toEqual(
          numbers.map(([, value]) => [Status.Good, value]),
        )
        expect(await peer.ask('get h 1 600 32')).toBe(await peer.ask(`get h 1 ${block * 100} 32`))
        for (const [i, { type, address }] of members.entries())
          table.add(`write, ${name}`, type, address, results[i]!.readBack, 'Good')
      }
    })

    test('writes of strings, coils, bits and bit fields', async () => {
      const rw = { access: 'rw' } as const
      const tags = [
        tag(1, 'holding:640/6', 'string', rw),
        tag(2, 'coil:20', 'bool', rw),
        tag(3, 'holding:650.4', 'bool', rw),
        tag(4, 'holding:650.8-11', 'uint8', rw),
      ]
      const seen = await read(tags, { unit: 1 })
      const values: Value[] = ['pump°', true, true, 9]
      const results = await seen.supervisor.write(values.map((value, i) => ({ tag: i + 1, value, operation: `s${i}` })))
      expect(results.map(({ readBack }) => readBack)).toEqual(['pump°', true, true, 9n])
      expect(await peer.ask('get h 1 650 1')).toBe(`${(9 << 8) | 16}`)
    })

    test('two units share the line; one that is not there leaves it to them', async () => {
      const buses = new Buses(systemClock)
      const one = await read([tag(1, 'holding:900', 'uint16')], { unit: 1 }, buses)
      const seven = await read([tag(1, 'holding:900', 'uint16')], { unit: 7 }, buses)
      const nobody = probe(factory, { ...config, unit: 9 }, [tag(1, 'holding:900', 'uint16')], undefined, { buses })
      open.push(nobody)
      await nobody.until(() => nobody.supervisor.state.attempt >= 3)
      const before = one.all.length
      await one.until(() => one.all.length >= before + 5)
      expect(one.latest.get(1)).toMatchObject({ value: 100n, status: Status.Good })
      expect(seven.latest.get(1)).toMatchObject({ value: 700n, status: Status.Good })
      expect(nobody.latest.get(1)!.status).toBe(Status.BadNoCommunication)
      expect([one, seven].map(({ states }) => states.map(({ state }) => state))).toEqual([
        ['connecting', 'online'],
        ['connecting', 'online'],
      ])
    })

    test(`killed and restarted ${restarts} times under load, it is read again; sockets and heap stay flat`, async () => {
      await survivesRestarts(factory, {
        rounds: restarts,
        config: { ...config, unit: 1 },
        tags: orders.flatMap((order, block) =>
          numbers.map(([type, value], i) => ({
            tag: tag(block * 10 + i, `holding:${block * 100 + i * 4}@${order}`, type, { periodMs: 50 }),
            value,
          })),
        ),
        kill: () => peer.kill(),
        start: async () => {
          peer = await start(String(peer.port))
        },
      })
    })
  },
)

describe('a serial port of this machine', () => {
  test.each([
    ['RTU', modbusRtu, rtu],
    ['ASCII', modbusAscii, ascii],
  ] as const)(
    'our simulator speaks %s on it; unplugged and plugged in again, it is read again',
    async (_, factory, framing) => {
      const bank = new RegisterBank({ holding: 10 })
      bank.set('holding:0', 'int16', -42)
      const simulator = new ModbusSimulator({ units: new Map([[5, bank]]) })
      let cable = await serialCable()
      const at = { baudRate: 57_600, dataBits: framing === rtu ? 8 : 7, parity: 'even', stopBits: 1 } as const
      const plug = (): Promise<unknown> =>
        simulator.serve(serialLine({ path: cable.far, ...at }), framing, AbortSignal.timeout(5_000))
      await plug()
      const config = { port: cable.near, ...at, unit: 5, timeoutMs: 300 }
      const seen = probe(
        factory as DriverFactory<ModbusSerialConfig>,
        config,
        [tag(1, 'holding:0', 'int16')],
        undefined,
        {
          random: () => 0.02,
        },
      )
      open.push(seen)
      await seen.until(() => seen.latest.get(1)?.status === Status.Good)
      expect(seen.latest.get(1)!.value).toBe(-42n)
      await cable.unplug()
      await seen.until(() => seen.latest.get(1)!.status === Status.BadNoCommunication)
      cable = await serialCable(cable)
      await plug()
      await seen.until(() => seen.latest.get(1)!.status === Status.Good)
      await seen.close()
      await cable.unplug()
    },
  )

  test('that is not there is told', async () => {
    const seen = probe(modbusRtu, { port: '/dev/there-is-none' }, [tag(1, 'holding:0', 'int16')])
    open.push(seen)
    await seen.until(() => seen.supervisor.state.state === 'backoff')
    expect(seen.supervisor.state.lastError).toContain('/dev/there-is-none')
  })
})
