import { describe, expect, test } from 'vitest'
import { fromExcel, fromText } from './fake-import.ts'
import { sheetOf, workbookOf } from './fake-workbook.ts'

const head = ['group', 'name', 'address', 'attribute', 'type', 'description', 'decimal', 'precision', 'value']

describe('a tag list of Neuron', () => {
  test('in Excel comes over with attributes, scale and words', async () => {
    const book = workbookOf([
      {
        name: 'SheetJS',
        xml: sheetOf([
          head,
          ['fast', 'speed', '1!400001', 'Read Write', 'INT16', '转速', '0.1', '2', ''],
          ['slow', 'speed', '2!300003#BL', 'Subscribe', 'FLOAT', '', '', '', ''],
          ['slow', 'fixed', '', 'Read Static', 'INT16', '', '', '', '5'],
          ['slow', 'set', '1!400009', 'Write', 'INT16', '', '', '', ''],
        ]),
      },
    ])
    const { devices, refused, format } = await fromExcel(book)
    expect(format).toBe('tags of Neuron')
    expect(devices[0]!.points).toMatchObject([
      {
        settings: {
          name: 'fast/speed',
          address: '1:holding:0',
          type: 'int16',
          access: 'rw',
          scale: { factor: 0.1 },
          description: '转速',
        },
        place: 'sheet "SheetJS", row 2',
        zh: '转速',
      },
      { settings: { name: 'slow/speed', address: '2:input:2@CDAB', type: 'float32' } },
    ])
    expect(refused).toMatchObject([
      { place: 'sheet "SheetJS", row 4', what: 'slow/fixed', reason: expect.stringContaining('constant') },
      { place: 'sheet "SheetJS", row 5', what: 'slow/set', reason: expect.stringContaining('only written') },
    ])
  })

  test('in CSV needs the driver, and takes interval, bias and unit', async () => {
    const csv =
      'group,interval,name,address,attribute,type,description,decimal,precision,bias,unit\ng,500,t,1!400001,1,UINT16,Temp,0.1,1,-40,Cel\ng,500,q,1!400002,1,UINT16,Flow,,,,m³/h\n'
    await expect(fromText(csv, 'tags.csv')).rejects.toThrow(/Expected the driver/)
    const { devices } = await fromText(csv, 'tags.csv', { driver: 'modbus-tcp' })
    expect(devices[0]!.points).toMatchObject([
      {
        settings: { unit: 'Cel', periodMs: 500, scale: { factor: 0.1, offset: -40 }, description: 'Temp' },
        place: 'line 2',
      },
      { settings: { description: 'Flow [m³/h]' } },
    ])
  })
})

const tag = (address: string, type: number | string, more: object = {}) => ({
  name: 't',
  address,
  type,
  attribute: 1,
  ...more,
})
const tagsOf = async (driver: string, tags: object[]) => {
  const { devices, refused } = await fromText(JSON.stringify({ tags }), 'tags.json', { driver })
  return { points: devices[0]?.points.map(({ settings: { address, type } }) => `${address} ${type}`) ?? [], refused }
}

describe('addresses of Neuron', () => {
  test.each([
    ['modbus-tcp', '1!000001', 11, '1:coil:0 bool'],
    ['modbus-tcp', '1!100010', 11, '1:discrete:9 bool'],
    ['modbus-tcp', '1!300004.0', 11, '1:input:3.0 bool'],
    ['modbus-tcp', '2!400001.15', 11, '2:holding:0.15 bool'],
    ['modbus-tcp', '1!400004#B', 3, '1:holding:3@BADC int16'],
    ['modbus-tcp', '1!400004#L', 4, '1:holding:3 uint16'],
    ['modbus-tcp', '1!400004', 5, '1:holding:3 int32'],
    ['modbus-tcp', '1!400004#LL', 6, '1:holding:3 uint32'],
    ['modbus-tcp', '1!400004#LB', 6, '1:holding:3@BADC uint32'],
    ['modbus-tcp', '1!400004#BL', 9, '1:holding:3@CDAB float32'],
    ['modbus-tcp', '1!400004#BB', 6, '1:holding:3@DCBA uint32'],
    ['modbus-tcp', '1!400004#B', 10, '1:holding:3@DCBA float64'],
    ['modbus-tcp', '1!465536', 4, '1:holding:65535 uint16'],
    ['modbus-tcp', '1!300001.10', 13, '1:input:0/10 string'],
    ['modbus-tcp', '1!400001.10L', 13, '1:holding:0/10@BADC string'],
    ['s7', 'DB10.DBW10', 3, 'DB10.DBW10 int16'],
    ['s7', 'DB10.DBW10', 9, 'DB10.DBD10 float32'],
    ['s7', 'DB11.DBW10', 10, 'DB11.DBD10 float64'],
    ['s7', 'DB1.DBW10.7', 11, 'DB1.DBX10.7 bool'],
    ['s7', 'DB1.DBW12.20', 13, 'DB1.DBB12/20 string'],
    ['s7', 'DB1.DBW12.20D', 13, 'DB1.DBB12/W20 string'],
    ['s7', 'DB1.DBW100.20', 22, 'DB1.DBB100/C20 string'],
    ['s7', 'I0', 3, 'IW0 int16'],
    ['s7', 'O2.1', 11, 'Q2.1 bool'],
    ['s7', 'F4', 2, 'MB4 uint8'],
    ['s7', 'T6', 5, 'T6 int32'],
    ['s7', 'C8', 4, 'C8 uint16'],
    ['opcua', '0!2258', 6, 'i=2258 uint32'],
    ['opcua', '2!Device1.Module1.Tag1', 1, 'ns=2;s=Device1.Module1.Tag1 int8'],
    ['opcua', '1!c496578a-0dfe-4b8f-870a-745238c6ae00', 12, 'ns=1;g=c496578a-0dfe-4b8f-870a-745238c6ae00 bool'],
    ['opcua', '1[2,3]!array2d[int]', 5, 'index=2,3;ns=1;s=array2d[int] int32'],
  ])('%s %s of type %i is %s', async (driver, address, type, ours) => {
    expect(await tagsOf(driver, [tag(address, type)])).toEqual({ points: [ours], refused: [] })
  })

  test.each([
    ['modbus-tcp', '1!400001', 14, 'type BYTES'],
    ['modbus-tcp', '1!400001', 1, 'type INT8'],
    ['modbus-tcp', '1!400001', 11, 'names no bit'],
    ['modbus-tcp', '1!000001', 3, 'single bit'],
    ['modbus-tcp', '1!400001#WS', 8, 'order #WS'],
    ['modbus-tcp', '1!400001#BB', 3, 'order #BB'],
    ['modbus-tcp', '1!400001#B', 5, 'order #B'],
    ['modbus-tcp', '1!400001.10D', 13, 'one character in each register'],
    ['modbus-tcp', '1!400000', 3, 'lies before them'],
    ['modbus-tcp', '1!200001', 3, 'no address such as'],
    ['modbus-tcp', '300!400001', 3, 'no address'],
    ['s7', 'DB1', 3, 'no address such as'],
    ['s7', 'I0', 9_999, 'type number 9999'],
    ['opcua', 'cond:0!2253', 40, 'an alarm, a condition or a method'],
    ['opcua', '2!x', 40, 'type JSON'],
    ['snmp', '1!400001', 3, 'not translated to snmp'],
  ])('%s %s of type %i is refused', async (driver, address, type, reason) => {
    const { points, refused } = await tagsOf(driver, [tag('', 3, { name: '' }), tag(address, type)])
    expect(points).toEqual([])
    expect(refused[1]).toMatchObject({ place: 'tags[1]', what: 't', reason: expect.stringContaining(reason) })
  })
})

test('a hundred thousand tags of one name get a name each, soon', async () => {
  const tags = Array.from({ length: 100_000 }, () => tag('1!400001', 3))
  const { devices } = await fromText(JSON.stringify({ tags }), 'tags.json', { driver: 'modbus-tcp' })
  expect(new Set(devices[0]!.points.map(({ settings }) => settings.name)).size).toBe(100_000)
})

describe('a configuration of Neuron', () => {
  const nodes = [
    {
      name: 'meter+1',
      plugin: 'Modbus TCP',
      params: { host: '10.0.0.3', port: 1502, connection_mode: 0, address_base: 0, endianess: 4, endianess_64: 5 },
      groups: [
        {
          group: 'g',
          interval: 2000,
          tags: [
            tag('1!400001', 5),
            tag('1!400003', 10, { name: 'd' }),
            tag('1!400009', 4, { name: 'w', attribute: 3 }),
          ],
        },
      ],
    },
    {
      name: 'line',
      plugin: 'Modbus RTU',
      params: { link: 0, device: '/dev/ttyS2', stop: 0, parity: 2, baud: 4, data: 3 },
      groups: [{ name: 'g', interval: 5, tags: [tag('7!400001', 4)] }],
    },
    {
      name: 'press',
      plugin: 'Beckhoff ADS',
      params: {},
      groups: [{ name: 'g', interval: 100, tags: [tag('x', 3), tag('y', 3)] }],
    },
    {
      name: 'called',
      plugin: 'Modbus TCP',
      params: { connection_mode: 1 },
      groups: [{ name: 'g', tags: [tag('1!400001', 4)] }],
    },
  ]

  test('devices come over with their lines, groups with their intervals; other plugins are told', async () => {
    const { devices, refused } = await fromText(JSON.stringify({ nodes }), 'drivers.json')
    expect(devices).toMatchObject([
      {
        name: 'meter 1',
        driver: 'modbus-tcp',
        connection: { host: '10.0.0.3', port: 1502 },
        points: [
          { settings: { name: 'g/t', address: '1:holding:1@CDAB', periodMs: 2000 } },
          { settings: { name: 'g/w', address: '1:holding:9', access: 'rw' } },
        ],
      },
      {
        driver: 'modbus-rtu',
        connection: { port: '/dev/ttyS2', baudRate: 9600, dataBits: 8, parity: 'even', stopBits: 1 },
        points: [{ settings: { periodMs: 10 } }],
      },
    ])
    expect(refused).toMatchObject([
      { place: 'nodes[2]', what: 'press', count: 2, reason: expect.stringContaining('Beckhoff ADS') },
      { place: 'nodes[3]', what: 'called', reason: expect.stringContaining('waits for its device') },
      { place: 'nodes[0].groups[0].tags[1]', what: 'g/d', reason: expect.stringContaining('order of its node') },
    ])
  })

  test('the global configuration, whose parts stand beside one another, is read', async () => {
    const { devices, refused } = await fromText(
      JSON.stringify({
        nodes: [
          { name: 'plc', type: 1, plugin: 'Siemens S7 ISOTCP' },
          { name: 'cloud', type: 2, plugin: 'MQTT' },
          { name: 'ua', type: 1, plugin: 'OPC UA' },
        ],
        groups: [{ driver: 'plc', group: 'g', interval: 300, tag_count: 1 }],
        tags: [
          { driver: 'plc', group: 'g', tags: [tag('DB1.DBW2', 3)] },
          { driver: 'ua', group: 'h', tags: [tag('2!x', 9)] },
        ],
        settings: [
          { node: 'plc', params: { host: '10.0.0.4', port: 102, rack: 0, slot: 2 } },
          { node: 'ua', params: { url: 'opc.tcp://10.0.0.6:4840/', username: 'u', password: 'secret' } },
        ],
      }),
      'neuron.json',
    )
    expect(refused).toEqual([])
    expect(devices).toMatchObject([
      {
        name: 'plc',
        driver: 's7',
        connection: { host: '10.0.0.4', slot: 2 },
        points: [{ settings: { periodMs: 300 } }],
      },
      { name: 'ua', driver: 'opcua', connection: { url: 'opc.tcp://10.0.0.6:4840/', userName: 'u' } },
    ])
    expect(JSON.stringify(devices)).not.toContain('secret')
  })

  test('an order of bytes that nobody knows is not taken for the usual one', async () => {
    const odd = { ...nodes[0]!, params: { host: 'h', endianess: 9 } }
    const { devices, refused } = await fromText(JSON.stringify({ nodes: [odd] }), 'drivers.json')
    expect(devices[0]!.points.map(({ settings }) => settings.name)).toEqual(['g/d', 'g/w'])
    expect(refused).toMatchObject([{ what: 'g/t', reason: expect.stringContaining('order of its node') }])
  })

  test('a setting that our driver does not take is left out and told', async () => {
    const wrong = { ...nodes[0]!, params: { host: '10.0.0.3', port: 99_999 } }
    const { devices, notes } = await fromText(JSON.stringify({ nodes: [wrong] }), 'drivers.json')
    expect(devices[0]!.connection).toEqual({ host: '10.0.0.3' })
    expect(notes.join()).toMatch(/port 99999 was left out/)
  })

  test('what is none of the known formats is refused', async () => {
    await expect(fromText('{"a":1}', 'x.json')).rejects.toThrow(/saw an object of a/)
    await expect(fromText('[1]', 'x.json')).rejects.toThrow(/no object/)
    await expect(fromText('{', 'x.json')).rejects.toThrow(/Expected JSON in x.json/)
    await expect(fromText('', 'x.pdf')).rejects.toThrow(/saw .pdf/)
  })
})
