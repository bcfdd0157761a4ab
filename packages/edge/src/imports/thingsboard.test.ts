import { describe, expect, test } from 'vitest'
import { fromText } from './fake-import.ts'

/** The fields of the gateway's own modbus.json. */
const row = (tag: string, type: string, more: object = {}) => ({
  tag,
  type,
  functionCode: 3,
  objectsCount: 1,
  address: 0,
  ...more,
})
const slave = (more: object = {}) => ({
  host: '10.0.0.5',
  port: 5021,
  type: 'tcp',
  method: 'socket',
  unitId: 1,
  deviceName: 'Demo Device',
  byteOrder: 'BIG',
  wordOrder: 'BIG',
  pollPeriod: 5000,
  attributes: [],
  timeseries: [],
  attributeUpdates: [],
  rpc: [],
  ...more,
})
/** As the gateway marks what it is to look up. */
const braced = (what: string): string => `\${${what}}`
const modbus = (...slaves: object[]) => fromText(JSON.stringify({ master: { slaves } }), 'modbus.json')
const points = async (rows: object[], more: object = {}) => {
  const { devices, refused } = await modbus(slave({ timeseries: rows, ...more }))
  return { points: devices[0]?.points.map(({ settings }) => settings) ?? [], refused }
}

describe('the Modbus connector of ThingsBoard', () => {
  test('a device comes over with its connection, its period and its scales', async () => {
    const { devices, refused } = await modbus(
      slave({
        timeseries: [
          row('temperature', '16int', { divider: 10 }),
          row('relay', 'bits', { functionCode: 1, address: 7 }),
        ],
        attributes: [row('power', '32float', { address: 2, objectsCount: 2, multiplier: 1000 })],
      }),
    )
    expect(refused).toEqual([])
    expect(devices).toEqual([
      {
        name: 'Demo Device',
        driver: 'modbus-tcp',
        connection: { host: '10.0.0.5', port: 5021, unit: 1 },
        points: [
          {
            settings: { name: 'power', address: 'holding:2', type: 'float32', periodMs: 5000, scale: { factor: 1000 } },
            place: 'master.slaves[0].attributes[0]',
          },
          {
            settings: {
              name: 'temperature',
              address: 'holding:0',
              type: 'int16',
              periodMs: 5000,
              scale: { factor: 0.1 },
            },
            place: 'master.slaves[0].timeseries[0]',
          },
          {
            settings: { name: 'relay', address: 'coil:7', type: 'bool', periodMs: 5000 },
            place: 'master.slaves[0].timeseries[1]',
          },
        ],
      },
    ])
  })

  // As pymodbus 3.9.2 reads the registers 0102 0304 with these orders, which is what the gateway reads with.
  test.each([
    ['BIG', 'BIG', undefined, 'holding:0'],
    ['BIG', 'LITTLE', 'CDAB', 'holding:0'],
    ['LITTLE', 'BIG', 'BADC', 'holding:0@BADC'],
    ['LITTLE', 'LITTLE', 'DCBA', 'holding:0@BADC'],
    [undefined, undefined, 'DCBA', 'holding:0@BADC'],
  ])('byte order %s and word order %s are ours %s', async (byteOrder, wordOrder, ours, word) => {
    const { devices } = await modbus(
      slave({ byteOrder, wordOrder, timeseries: [row('a', '16uint'), row('b', '32uint', { objectsCount: 2 })] }),
    )
    expect(devices[0]!.connection).toEqual({
      host: '10.0.0.5',
      port: 5021,
      unit: 1,
      ...(ours ? { wordOrder: ours } : {}),
    })
    expect(devices[0]!.points.map(({ settings }) => settings.address)).toEqual([word, 'holding:0'])
  })

  test.each([
    [{ type: 'int', objectsCount: 1 }, 'holding:0', 'int16'],
    [{ type: 'long', objectsCount: 4 }, 'holding:0', 'int64'],
    [{ type: 'uint', objectsCount: 2 }, 'holding:0', 'uint32'],
    [{ type: 'double', objectsCount: 4 }, 'holding:0', 'float64'],
    [{ type: '8uint' }, 'holding:0@BADC', 'uint8'],
    [{ type: 'string', objectsCount: 4 }, 'holding:0/8', 'string'],
    [{ type: 'bits', functionCode: 4, objectsCount: 16, bit: 0 }, 'input:0.8', 'bool'],
    [{ type: 'bits', objectsCount: 16, bit: 15 }, 'holding:0.7', 'bool'],
    [{ type: 'bits', objectsCount: 8, bit: 3 }, 'holding:0.3', 'bool'],
    [{ type: 'bits', functionCode: 1, objectsCount: 3, bit: 0, address: 10 }, 'coil:12', 'bool'],
    [{ type: 'bits', functionCode: 2, objectsCount: 8, bit: 7, address: 10 }, 'discrete:10', 'bool'],
  ])('%o is read at %s as %s', async (more, address, type) => {
    expect((await points([row('a', '16int', more)])).points).toMatchObject([{ address, type }])
  })

  test.each([
    [{ type: '16float' }, 'type 16float'],
    [{ type: 'bytes' }, 'type bytes'],
    [{ type: 'bits', objectsCount: 4 }, 'list of bits'],
    [{ type: '16int', functionCode: 1 }, 'single bits'],
    [{ functionCode: undefined }, 'no function code'],
    [{ address: '0-9' }, 'range of addresses'],
    [{ address: 65_536 }, 'is no address'],
  ])('%o is refused with its place', async (more, reason) => {
    const { points: taken, refused } = await points([row('good', '16int'), row('bad', '16int', more)])
    expect(taken.map(({ name }) => name)).toEqual(['good'])
    expect(refused).toMatchObject([
      { place: 'master.slaves[0].timeseries[1]', what: 'bad', reason: expect.stringContaining(reason) },
    ])
  })

  test('what is written where a row reads gives the right to write; other writes are told', async () => {
    const { points: taken, refused } = await points([row('speed', '16int'), row('state', '16int', { address: 1 })], {
      attributeUpdates: [row('speed', '16int', { functionCode: 6 })],
      rpc: [row('reset', 'bits', { functionCode: 5, address: 9 }), row('get', '16int', { address: 1 })],
    })
    expect(taken).toMatchObject([{ name: 'speed', access: 'rw' }, { name: 'state' }])
    expect(taken[1]).not.toHaveProperty('access')
    expect(refused).toMatchObject([{ place: 'master.slaves[0].rpc[0]', what: 'reset' }])
  })

  test('a value that stands in both lists is one point, two of one name are two', async () => {
    const one = row('a', '16int')
    const { devices, notes } = await modbus(
      slave({ attributes: [one], timeseries: [one, row('a', '16int', { address: 5 })] }),
    )
    expect(devices[0]!.points.map(({ settings }) => settings.name)).toEqual(['a', 'a (2)'])
    expect(notes).toHaveLength(1)
  })

  test('serial lines, tunnels and what no driver speaks', async () => {
    const rows = { timeseries: [row('a', '16int')] }
    const serial = {
      type: 'serial',
      method: 'rtu',
      port: '/dev/ttyS1',
      baudrate: 9600,
      stopbits: 1,
      bytesize: 8,
      parity: 'E',
    }
    const { devices, refused } = await modbus(
      slave({ ...serial, deviceName: 'rtu', ...rows }),
      slave({ method: 'rtu', deviceName: 'tunnel', ...rows }),
      slave({ type: 'udp', deviceName: 'udp', ...rows }),
    )
    expect(devices).toMatchObject([
      {
        driver: 'modbus-rtu',
        connection: { port: '/dev/ttyS1', baudRate: 9600, dataBits: 8, parity: 'even', stopBits: 1, unit: 1 },
      },
      { driver: 'modbus-rtu', connection: { tunnel: { host: '10.0.0.5', port: 5021 }, unit: 1 } },
    ])
    expect(refused).toMatchObject([{ place: 'master.slaves[2]', what: 'udp', reason: expect.stringContaining('udp') }])
  })

  test('the old format, with one line for all devices, is read', async () => {
    const { devices } = await fromText(
      JSON.stringify({
        server: {
          host: '10.0.0.9',
          port: 502,
          type: 'tcp',
          method: 'socket',
          byteOrder: 'BIG',
          wordOrder: 'BIG',
          devices: [{ unitId: 3, deviceName: 'Old', timeseriesPollPeriod: 2000, timeseries: [row('t', '16int')] }],
        },
      }),
      'modbus.json',
    )
    expect(devices).toMatchObject([
      { name: 'Old', connection: { host: '10.0.0.9', port: 502, unit: 3 }, points: [{ settings: { periodMs: 2000 } }] },
    ])
  })

  test('words for values come along', async () => {
    const { devices } = await modbus(
      slave({ timeseries: [row('mode', '16int', { variants: { 1: 'run', 2: 'stop', x: '' } })] }),
    )
    expect(devices[0]!.points[0]!.states).toEqual({ 1: 'run', 2: 'stop' })
  })
})

describe('the OPC UA connector of ThingsBoard', () => {
  const server = {
    url: 'opc.tcp://10.0.0.7:4840/ua',
    pollPeriodInMillis: 2000,
    security: 'Basic256Sha256',
    identity: { type: 'anonymous' },
  }
  const mapping = {
    deviceNodeSource: 'path',
    deviceNodePattern: 'Root\\.Objects\\.Boiler',
    deviceInfo: { deviceNameExpression: 'Boiler', deviceNameExpressionSource: 'constant' },
    attributes: [{ key: 'serial', type: 'path', value: braced('Serial') }],
    timeseries: [
      { key: 'temperature', type: 'identifier', value: braced('ns=2;s=Boiler.Temperature') },
      { key: 'fixed', type: 'constant', value: '7' },
    ],
    attributes_updates: [{ key: 'temperature', type: 'identifier', value: 'ns=2;s=Boiler.Temperature' }],
    rpc_methods: [{ method: 'reset', arguments: [] }],
  }

  test('nodes with an id come over; paths, constants and methods are told', async () => {
    const { devices, refused, notes } = await fromText(JSON.stringify({ server, mapping: [mapping] }), 'opcua.json')
    expect(devices).toMatchObject([
      {
        name: 'Boiler',
        driver: 'opcua',
        connection: { url: 'opc.tcp://10.0.0.7:4840/ua' },
        points: [
          {
            settings: {
              name: 'temperature',
              address: 'ns=2;s=Boiler.Temperature',
              type: 'float64',
              periodMs: 2000,
              access: 'rw',
            },
          },
        ],
      },
    ])
    expect(refused.map(({ what, reason }) => `${what} ${reason}`)).toEqual([
      expect.stringMatching(/^serial names its node by the path/),
      expect.stringMatching(/^fixed .*constant/),
      expect.stringMatching(/^reset is a method/),
    ])
    expect(notes.join()).toContain('1 points are taken for numbers')
  })

  test('the old format and a user without the password', async () => {
    const old = {
      deviceNodePattern: 'Root',
      deviceNamePattern: `Device ${braced('Root\\.X')}`,
      timeseries: [{ key: 't', path: braced('ns=3;i=7') }],
      attributes: [],
    }
    const { devices, notes } = await fromText(
      JSON.stringify({
        server: { ...server, url: '10.0.0.7:4840', identity: { username: 'u', password: 'secret' }, mapping: [old] },
      }),
      'opcua.json',
    )
    expect(devices).toMatchObject([
      {
        name: 'Device',
        connection: { url: 'opc.tcp://10.0.0.7:4840', userName: 'u' },
        points: [{ settings: { address: 'ns=3;i=7' } }],
      },
    ])
    expect(notes.join()).toContain('password')
    expect(JSON.stringify([devices, notes])).not.toContain('secret')
  })
})
