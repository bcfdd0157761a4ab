import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isGood, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { type Driver, DriverPackages, ModbusSimulator, RegisterBank } from '@millrace/drivers'
import { checkConfiguration, type DeviceConfiguration, edgeDrivers } from '@millrace/edge'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const main = join(import.meta.dirname, 'main.ts')
const run = promisify(execFile)
const millrace = (...args: string[]) =>
  run(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', main, ...args])
interface Failed {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}
const failing = (...args: string[]): Promise<Failed> =>
  millrace(...args).then(
    () => expect.fail('it ended without an error'),
    (reason: Failed) => reason,
  )

let folder = ''
const open: { close(): Promise<void> }[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-edge-import-'))
})
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close()
  await rm(folder, { recursive: true, force: true })
})

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

/** The registers of a machine, as its maker's manual would list them: high byte first, word by word. */
async function machine(): Promise<number> {
  const bank = new RegisterBank({ holding: 100, input: 100, coil: 100, discrete: 100 })
  const words = (area: DataView, at: number, ...values: number[]): void => {
    for (const [i, value] of values.entries()) area.setUint16((at + i) * 2, value)
  }
  words(bank.holding, 0, 0x00eb)
  // 1.5 is 3FC00000 as a float.
  words(bank.holding, 2, 0x3fc0, 0x0000)
  words(bank.holding, 4, 0x0000, 0x3fc0)
  words(bank.holding, 6, 0xc03f, 0x0000)
  words(bank.holding, 8, 0x0000, 0xc03f)
  words(bank.holding, 10, 0xd204)
  words(bank.holding, 20, 0x4d69, 0x6c6c)
  words(bank.holding, 30, 0x0088)
  words(bank.input, 3, 0xffff, 0xfffe)
  bank.coil[7] = 1
  const simulator = new ModbusSimulator({ units: new Map([[1, bank]]) })
  open.push(simulator)
  return simulator.listen(0)
}

/** What was printed as devices of an edge that takes its configuration. */
async function devicesOf(fragment: string): Promise<readonly DeviceConfiguration[]> {
  const packages = new DriverPackages({ clock: systemClock, log: silentLog })
  open.push(packages)
  const text = `node: { group: G, name: N }\nuplink: { url: "mqtt://127.0.0.1:1883" }\nbuffer: { folder: buffer }\n${fragment}`
  const { findings, configuration } = await checkConfiguration(text, {
    drivers: edgeDrivers,
    packages,
    folder,
    env: {},
  })
  expect(findings).toEqual([])
  return configuration!.devices
}

async function read({ driver: kind, connection, points }: DeviceConfiguration): Promise<Record<string, Value>> {
  const factory = edgeDrivers.find((one) => one.kind === kind)!
  const driver: Driver = factory.create(
    connection,
    { samples: () => undefined, lost: () => undefined },
    { clock: systemClock, log: silentLog, folder: '/nowhere' },
  )
  open.push(driver)
  const { signal } = new AbortController()
  await driver.connect(signal)
  const { groups } = await driver.setTags(
    points.map(({ address, type, access, periodMs, scale }, id) => ({
      id,
      address,
      type,
      access,
      periodMs,
      ...(scale ? { scale: { factor: scale.factor ?? 1, offset: scale.offset ?? 0 } } : {}),
    })),
  )
  const seen: Record<string, Value> = {}
  for (const group of groups) {
    const batch = await driver.poll!(group, signal)
    for (let i = 0; i < batch.length; i++) {
      expect(isGood(batch.status[i]!)).toBe(true)
      seen[points[batch.series[i]!]!.name] = valueAt(batch, i)
    }
  }
  return seen
}

describe('millrace edge import', () => {
  test('a configuration of Neuron is read as Neuron reads it', async () => {
    const port = await machine()
    const tag = (name: string, address: string, type: number, more: object = {}) => ({
      name,
      address,
      type,
      attribute: 1,
      ...more,
    })
    const file = await fileOf('neuron.json', {
      nodes: [
        {
          name: 'press',
          plugin: 'Modbus TCP',
          params: { host: '127.0.0.1', port, connection_mode: 0 },
          groups: [
            {
              group: 'g',
              interval: 500,
              tags: [
                tag('speed', '1!400001', 3, { decimal: 0.1, bias: -3.5 }),
                tag('LL', '1!400003', 9),
                tag('BL', '1!400005#BL', 9),
                tag('LB', '1!400007#LB', 9),
                tag('BB', '1!400009#BB', 9),
                tag('swapped', '1!400011#B', 4),
                tag('text', '1!400021.4', 13),
                tag('bit 3', '1!400031.3', 11),
                tag('bit 4', '1!400031.4', 11),
                tag('below', '1!300004', 5),
                tag('coil', '1!000008', 11),
                tag('bytes', '1!400001.4', 14),
              ],
            },
          ],
        },
      ],
    })
    const { stdout, stderr } = await millrace('edge', 'import', file)
    expect(stderr).toMatch(/refused nodes\[0\]\.groups\[0\]\.tags\[11\] g\/bytes: has the type BYTES/)
    expect(stderr).toContain('tags of Neuron: 11 points of 1 devices taken, 1 refused')
    const [device] = await devicesOf(stdout)
    expect(device!.points[0]).toMatchObject({ periodMs: 500 })
    expect(await read(device!)).toEqual({
      'g/speed': 20,
      'g/LL': 1.5,
      'g/BL': 1.5,
      'g/LB': 1.5,
      'g/BB': 1.5,
      'g/swapped': 1234n,
      'g/text': 'Mill',
      'g/bit 3': true,
      'g/bit 4': false,
      'g/below': -2n,
      'g/coil': true,
    })
  })

  test('a configuration of the ThingsBoard gateway is read as the gateway reads it', async () => {
    const port = await machine()
    const row = (tag: string, type: string, address: number, more: object = {}) => ({
      tag,
      type,
      address,
      functionCode: 3,
      objectsCount: type.startsWith('32') ? 2 : 1,
      ...more,
    })
    const slave = (deviceName: string, byteOrder: string, wordOrder: string, timeseries: object[]) => ({
      host: '127.0.0.1',
      port,
      type: 'tcp',
      method: 'socket',
      unitId: 1,
      deviceName,
      byteOrder,
      wordOrder,
      pollPeriod: 1000,
      timeseries,
    })
    const file = await fileOf('modbus.json', {
      master: {
        slaves: [
          slave('big', 'BIG', 'BIG', [
            row('speed', '16int', 0, { divider: 10 }),
            row('float', '32float', 2),
            row('high byte', '8uint', 10),
            row('text', 'string', 20, { objectsCount: 2 }),
            row('bit 3', 'bits', 30, { objectsCount: 16, bit: 11 }),
            row('below', '32int', 3, { functionCode: 4 }),
            row('coil', 'bits', 5, { functionCode: 1, objectsCount: 3, bit: 0 }),
          ]),
          slave('words', 'BIG', 'LITTLE', [row('float', '32float', 4)]),
          slave('bytes', 'LITTLE', 'BIG', [row('float', '32float', 6), row('swapped', '16uint', 10)]),
          slave('both', 'LITTLE', 'LITTLE', [row('float', '32float', 8)]),
        ],
      },
    })
    const devices = await devicesOf((await millrace('edge', 'import', file)).stdout)
    const values = Object.fromEntries(
      await Promise.all(devices.map(async (one) => [one.name, await read(one)] as const)),
    )
    expect(values).toEqual({
      big: { speed: 23.5, float: 1.5, 'high byte': 0xd2n, text: 'Mill', 'bit 3': true, below: -2n, coil: true },
      words: { float: 1.5 },
      bytes: { float: 1.5, swapped: 1234n },
      both: { float: 1.5 },
    })
  })

  test('a list of tags takes driver and place from the command line, and tells what is still to be said', async () => {
    const file = await fileOf('tags.csv', 'group,name,address,attribute,type\ng,speed,1!400001,Read,INT16\n')
    expect((await failing('edge', 'import', file)).stderr).toContain('Name it with --driver')
    const open = await millrace('edge', 'import', file, '--driver', 'modbus-tcp')
    expect(open.stderr).toContain('note: add to the connection of tags: host')
    const { stdout, stderr } = await millrace(
      'edge',
      'import',
      file,
      '--driver',
      'modbus-tcp',
      '--host',
      '10.0.0.8',
      '--port',
      '1502',
    )
    expect(stderr).not.toContain('add to the connection')
    expect(await devicesOf(stdout)).toMatchObject([{ connection: { host: '10.0.0.8', port: 1502 } }])
  })

  test('a NodeSet2 becomes a device that only lacks its server', async () => {
    const file = await fileOf(
      'pump.xml',
      '<UANodeSet><NamespaceUris><Uri>urn:pump</Uri></NamespaceUris><UAVariable NodeId="ns=1;s=Speed" BrowseName="1:Speed" DataType="i=11"><DisplayName>Speed</DisplayName></UAVariable></UANodeSet>',
    )
    const { stdout } = await millrace('edge', 'import', file, '--url', 'opc.tcp://10.0.0.9:4840')
    expect(await devicesOf(stdout)).toMatchObject([
      {
        driver: 'opcua',
        connection: { url: 'opc.tcp://10.0.0.9:4840' },
        points: [{ address: 'nsu=urn:pump;s=Speed', type: 'float64' }],
      },
    ])
  })

  test('a file of which nothing can be taken is an error, after every reason', async () => {
    const file = await fileOf(
      'tags.csv',
      'group,name,address,attribute,type\ng,a,1!400001,Read,BYTES\ng,b,x,Read,INT16\n',
    )
    const { code, stdout, stderr } = await failing('edge', 'import', file, '--driver', 'modbus-tcp')
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/refused line 2 g\/a: has the type BYTES[\s\S]*refused line 3 g\/b:[\s\S]*none among 2/)
  })
})

describe('millrace profile import', () => {
  const words = [
    '--maker',
    'Acme',
    '--model',
    'M1',
    '--kind',
    'plc-template',
    '--title',
    'Acme M1',
    '--document',
    'List',
    '--publisher',
    'Acme',
  ]

  test('a list of Neuron becomes a profile whose station is a setting', async () => {
    const file = await fileOf(
      'tags.csv',
      'group,name,address,attribute,type,description\ng,speed,7!400001,Read,INT16,转速\n',
    )
    const { stdout, stderr } = await millrace('profile', 'import', file, ...words)
    expect(stderr).toContain('1 points of 1 devices taken, 0 refused')
    const made = await fileOf('m1.yaml', stdout)
    expect((await millrace('profile', 'check', made)).stdout).toContain('Acme M1, 1 points, draft')
    expect(stdout).toContain('unit: 7')
    expect(stdout).toContain('{name: g/speed, address: holding:0, type: int16, en: 转速, zh: 转速}')
  })

  test('of several devices one is named', async () => {
    const tags = [{ name: 't', address: '1!400001', type: 3, attribute: 1 }]
    const nodes = ['a', 'b'].map((name) => ({ name, plugin: 'Modbus TCP', params: {}, groups: [{ group: 'g', tags }] }))
    const file = await fileOf('drivers.json', { nodes })
    expect((await failing('profile', 'import', file, ...words)).stderr).toMatch(/one device for a profile, saw a, b/)
    expect((await millrace('profile', 'import', file, ...words, '--device', 'b')).stdout).toContain('name: b')
  })
})
