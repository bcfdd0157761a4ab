import { isBad, type Log, Status, silentLog, statusName, systemClock, type Value, valueAt } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BrowseNode, DataType, Driver, TagSpec } from '../kit/driver.ts'
import { type EthernetIpConfig, ethernetIp } from './driver.ts'
import { Service } from './message.ts'
import { LogixMemory } from './simulated-memory.ts'
import { LogixSimulator, type LogixSimulatorOptions } from './simulator.ts'

const signal = (): AbortSignal => AbortSignal.timeout(5_000)
const tag = (id: number, address: string, type: DataType, access: 'r' | 'rw' = 'r'): TagSpec => ({
  id,
  address,
  type,
  access,
  periodMs: 100,
})

let memory: LogixMemory
const closing: (() => Promise<void>)[] = []
beforeEach(() => {
  memory = new LogixMemory()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Ready {
  readonly driver: Driver
  readonly simulator: LogixSimulator
  readonly warnings: string[]
}

async function ready(
  options: Partial<LogixSimulatorOptions> = {},
  config: Partial<EthernetIpConfig> = {},
): Promise<Ready> {
  const simulator = new LogixSimulator({ memory, ...options })
  const port = await simulator.listen()
  closing.push(() => simulator.close())
  const warnings: string[] = []
  const log: Log = { ...silentLog, warn: (message, facts) => warnings.push(`${message} ${JSON.stringify(facts)}`) }
  const driver = ethernetIp.create(
    { host: '127.0.0.1', port, timeoutMs: 300, ...config },
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log, folder: '/nowhere' },
  )
  closing.push(() => driver.close())
  await driver.connect(signal())
  return { driver, simulator, warnings }
}

/** One scan: what each tag says, a status where it is bad. */
async function scan(driver: Driver, tags: readonly TagSpec[]): Promise<Map<number, Value>> {
  const { groups } = await driver.setTags(tags)
  return poll(driver, groups)
}

async function poll(driver: Driver, groups: Parameters<NonNullable<Driver['poll']>>[0][]): Promise<Map<number, Value>>
async function poll(
  driver: Driver,
  groups: readonly Parameters<NonNullable<Driver['poll']>>[0][],
): Promise<Map<number, Value>>
async function poll(
  driver: Driver,
  groups: readonly Parameters<NonNullable<Driver['poll']>>[0][],
): Promise<Map<number, Value>> {
  const seen = new Map<number, Value>()
  for (const group of groups) {
    const batch = await driver.poll!(group, signal())
    for (let i = 0; i < batch.length; i++) {
      const status = batch.status[i]!
      seen.set(batch.series[i]!, isBad(status) ? statusName(status) : valueAt(batch, i))
    }
  }
  return seen
}

describe('tags of a controller', () => {
  test('are found in programs, structures and arrays of several dimensions', async () => {
    memory.structure('Step', [
      ['Time', 'INT'],
      ['Done', 'BOOL'],
      ['Skipped', 'BOOL'],
    ])
    memory.structure('Recipe', [
      ['Name', 'STRING'],
      ['Volume', 'REAL'],
      ['Steps', 'Step', 5],
      ['Flags', 'BOOL', 40],
    ])
    memory.add('Recipe', 'Recipe', { sizes: [4] })
    memory.add('Grid', 'DINT', { sizes: [3, 4, 5] })
    memory.add('Program:Main.Recipe', 'Recipe')
    memory.add('Program:Main.Count', 'LINT')
    memory.set('Recipe[3].Name', 'Lemonade')
    memory.set('Recipe[3].Steps[4].Time', -5)
    memory.set('Recipe[3].Steps[4].Skipped', true)
    memory.set('Recipe[2].Flags[37]', true)
    memory.set('Grid[2,3,4]', 234)
    memory.set('Program:Main.Recipe.Volume', 0.5)
    memory.set('Program:Main.Count', -(2n ** 40n))
    const { driver } = await ready()
    const seen = await scan(driver, [
      tag(1, 'Recipe[3].Name', 'string'),
      tag(2, 'Recipe[3].Steps[4].Time', 'int16'),
      tag(3, 'Recipe[3].Steps[4].Done', 'bool'),
      tag(4, 'Recipe[3].Steps[4].Skipped', 'bool'),
      tag(5, 'Recipe[2].Flags[37]', 'bool'),
      tag(6, 'Recipe[2].Flags[36]', 'bool'),
      tag(7, 'Grid[2,3,4]', 'int32'),
      tag(8, 'Grid[2,3,4].1', 'bool'),
      tag(9, 'Program:Main.Recipe.Volume', 'float32'),
      tag(10, 'Program:Main.Count', 'int64'),
      tag(11, 'Recipe[3].Name.LEN', 'int32'),
      tag(12, 'Recipe[4].Name', 'string'),
      tag(13, 'Grid[2,3]', 'int32'),
      tag(14, 'Recipe[0].Nothing', 'int32'),
      tag(15, 'Recipe[0]', 'string'),
    ])
    expect([...seen.values()]).toEqual([
      'Lemonade',
      -5n,
      false,
      true,
      true,
      false,
      234n,
      true,
      0.5,
      -(2n ** 40n),
      8n,
      'BadNodeIdUnknown',
      0n,
      'BadNodeIdUnknown',
      'BadTypeMismatch',
    ])
  })

  test('that are bits of an array of BOOL are found, packed or not, and again after the program was changed', async () => {
    memory.add('Packed', 'BOOL', { sizes: [100] })
    memory.set('Packed[99]', true)
    const { driver, simulator } = await ready()
    const { groups } = await driver.setTags([
      tag(1, 'Packed[99]', 'bool'),
      tag(2, 'Packed[98]', 'bool'),
      tag(3, 'Packed[200]', 'bool'),
      tag(4, 'Late[40]', 'bool'),
    ])
    const expected = [true, false, 'BadNodeIdUnknown']
    expect([...(await poll(driver, groups)).values()]).toEqual([...expected, 'BadNodeIdUnknown'])
    memory.add('Late', 'BOOL', { sizes: [64] })
    memory.set('Late[40]', true)
    await poll(driver, groups)
    const before = simulator.requests
    expect([...(await poll(driver, groups)).values()]).toEqual([...expected, true])
    // Two places for the one that is nowhere; the others are known.
    expect(simulator.requests - before).toBeLessThanOrEqual(2)
  })

  test('of another type are told once, in words', async () => {
    memory.add('Count', 'DINT')
    const { driver, warnings } = await ready()
    const { groups } = await driver.setTags([tag(1, 'Count', 'float32')])
    for (let i = 0; i < 3; i++) expect((await poll(driver, groups)).get(1)).toBe('BadTypeMismatch')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('"seen":"CIP type 0xc4, 4 bytes"')
  })

  test('longer than an answer are read in pieces', async () => {
    memory.structure('Note', [
      ['LEN', 'DINT'],
      ['DATA', 'SINT', 1_500],
    ])
    memory.add('Note', 'Note')
    const text = 'Reinigung nach jeder Charge. '.repeat(40)
    memory.set('Note.LEN', text.length)
    for (const [i, byte] of Buffer.from(text).entries()) memory.set(`Note.DATA[${i}]`, byte)
    memory.add('Count', 'DINT')
    const { driver } = await ready()
    const seen = await scan(driver, [
      tag(1, 'Note/1500', 'string'),
      tag(2, 'Count', 'int32'),
      tag(3, 'Note/20', 'string'),
    ])
    expect(seen.get(1)).toBe(text)
    expect(seen.get(2)).toBe(0n)
    expect(seen.get(3)).toBe('BadTypeMismatch')
  })

  test('are asked for in as few requests as their size allows', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `Tag${i}`)
    for (const [i, name] of names.entries()) {
      memory.add(name, i % 10 === 0 ? 'STRING' : 'DINT')
      memory.set(name, i % 10 === 0 ? `text ${i}` : i)
    }
    let largest = 0
    const { driver, simulator } = await ready({
      fault: ({ service, data }) => {
        if (service === Service.multiple) largest = Math.max(largest, data.length)
        return undefined
      },
    })
    const tags = names.map((name, i) => tag(i, name, i % 10 === 0 ? 'string' : 'int32'))
    const { groups } = await driver.setTags(tags)
    for (let round = 0; round < 2; round++) {
      const before = simulator.requests
      const seen = await poll(driver, groups)
      for (const [i] of names.entries()) expect(seen.get(i)).toBe(i % 10 === 0 ? `text ${i}` : BigInt(i))
      expect(simulator.requests - before).toBeLessThanOrEqual(8)
    }
    expect(largest).toBeLessThan(500)
  })

  test('are read by less at a time where a controller answers less, and one by one where it has no packets', async () => {
    for (let i = 0; i < 20; i++) {
      memory.add(`Tag${i}`, 'DINT')
      memory.set(`Tag${i}`, i)
    }
    const tags = Array.from({ length: 20 }, (_, i) => tag(i, `Tag${i}`, 'int32'))
    for (const options of [{ mostBytes: 120 }, { lacks: [Service.multiple] }]) {
      const { driver, simulator } = await ready(options)
      const { groups } = await driver.setTags(tags)
      for (let round = 0; round < 2; round++) {
        const seen = await poll(driver, groups)
        for (let i = 0; i < 20; i++) expect(seen.get(i)).toBe(BigInt(i))
      }
      const before = simulator.requests
      await poll(driver, groups)
      expect(simulator.requests - before).toBeLessThanOrEqual('lacks' in options ? 20 : 5)
    }
  })
})

describe('the way to the controller', () => {
  beforeEach(() => {
    memory.add('Count', 'DINT')
    memory.set('Count', 7)
  })

  test.each([
    ['its slot', { slot: 3 }, { slot: 3 }, 7n],
    ['slot 0 unless told', { slot: 0 }, {}, 7n],
    ['a path', { slot: 3 }, { path: '1,3' }, 7n],
    ['another slot than the controller has', { slot: 3 }, { slot: 2 }, 'BadNoCommunication'],
    ['none, for a Micro800 that says so', { slot: 9, identity: { name: '2080-LC50-24QWB' } }, {}, 7n],
    ['none, for a Micro800 by configuration', { slot: 9 }, { micro800: true }, 7n],
  ] as const)('is %s', async (_, options, config, expected) => {
    const { driver } = await ready(options, config)
    expect((await scan(driver, [tag(1, 'Count', 'int32')])).get(1)).toBe(expected)
  })
})

describe('a write', () => {
  test('goes to the place that was named, in the type that the controller has, and changes nothing beside it', async () => {
    memory.structure('Motor', [
      ['Speed', 'REAL'],
      ['Enabled', 'BOOL'],
      ['Reversed', 'BOOL'],
      ['Name', 'STRING'],
    ])
    memory.add('Motors', 'Motor', { sizes: [3] })
    memory.add('Mode', 'DINT')
    memory.add('Alarms', 'BOOL', { sizes: [64] })
    memory.set('Motors[1].Reversed', true)
    memory.set('Mode', 0b1001)
    memory.set('Alarms[36]', true)
    const { driver } = await ready()
    const wanted: readonly [address: string, type: DataType, value: Value][] = [
      ['Motors[1].Speed', 'float32', 1450.5],
      ['Motors[1].Enabled', 'bool', true],
      ['Motors[1].Name', 'string', 'Rührer'],
      ['Mode.1', 'bool', true],
      ['Mode.3', 'bool', false],
      ['Mode.31', 'bool', true],
      ['Alarms[37]', 'bool', true],
      ['Alarms[36]', 'bool', false],
    ]
    await driver.setTags(wanted.map(([address, type], i) => tag(i, address, type, 'rw')))
    // Without a scan before: the type is asked for.
    const results = await driver.write(
      wanted.map(([, , value], i) => ({ tag: i, value, operation: `${i}` })),
      signal(),
    )
    expect(results).toEqual(
      wanted.map(([, , value], i) => ({ operation: `${i}`, status: Status.Good, readBack: value })),
    )
    expect(memory.get('Motors[1].Reversed')).toBe(true)
    expect(memory.get('Motors[0].Enabled')).toBe(false)
    expect(memory.get('Mode')).toBe((1 << 31) | 0b0011)
    expect([35, 36, 37, 38].map((i) => memory.get(`Alarms[${i}]`))).toEqual([false, false, true, false])
  })

  test('that is refused says why', async () => {
    memory.add('Fixed', 'DINT', { readOnly: true })
    memory.add('Count', 'DINT')
    memory.add('Locked', 'DINT')
    memory.add('Name', 'STRING')
    const { driver } = await ready({
      fault: ({ service, steps }) =>
        service === Service.writeTag && steps[0] === 'Locked' ? { status: 0x10, extended: 0x2802 } : undefined,
    })
    await driver.setTags([
      tag(1, 'Fixed', 'int32', 'rw'),
      tag(2, 'Count', 'int32', 'rw'),
      tag(3, 'Locked', 'int32', 'rw'),
      tag(4, 'Missing', 'int32', 'rw'),
      tag(5, 'Count', 'int16', 'rw'),
      tag(6, 'Name', 'string', 'rw'),
      tag(7, 'Fixed.3', 'bool', 'rw'),
    ])
    const write = async (id: number, value: Value): Promise<string> => {
      const [result] = await driver.write([{ tag: id, value, operation: `${id}` }], signal())
      return `${statusName(result!.status)}: ${result!.message}`
    }
    expect(await write(1, 5)).toBe('BadNotWritable: The controller answered: privilege violation (0x0F).')
    expect(await write(2, 2 ** 31)).toContain('BadOutOfRange')
    expect(await write(3, 5)).toBe('BadInvalidState: The controller answered: device state conflict (0x10/0x2802).')
    expect(await write(4, 5)).toBe('BadNodeIdUnknown: The tag could not be read to learn its type; nothing was sent.')
    expect(await write(5, 5)).toBe(
      'BadTypeMismatch: Expected a tag that holds int16, saw the CIP type DINT; nothing was sent.',
    )
    expect(await write(6, 'x'.repeat(83))).toContain('BadOutOfRange')
    expect(await write(7, true)).toContain('BadNotWritable')
    expect(memory.get('Count')).toBe(0)
  })

  test('that gets no answer is not sent again', async () => {
    memory.add('Count', 'DINT')
    let writes = 0
    const { driver } = await ready({
      fault: ({ service }) => {
        if (service !== Service.writeTag) return undefined
        writes++
        return { silent: true }
      },
    })
    await driver.setTags([tag(1, 'Count', 'int32', 'rw')])
    const [result] = await driver.write([{ tag: 1, value: 5, operation: 'w' }], signal())
    expect(result!.status).toBe(Status.BadTimeout)
    expect(writes).toBe(1)
  })
})

describe('an answer', () => {
  test('that comes late meets no other request, in any order of tags', async () => {
    for (let i = 0; i < 8; i++) {
      memory.add(`Tag${i}`, 'DINT')
      memory.set(`Tag${i}`, i)
    }
    let count = 0
    const { driver } = await ready(
      { fault: () => (count++ % 3 === 0 ? { delayMs: 90 } : undefined) },
      { timeoutMs: 60, maxItems: 1 },
    )
    const { groups } = await driver.setTags(Array.from({ length: 8 }, (_, i) => tag(i, `Tag${i}`, 'int32')))
    let good = 0
    for (let round = 0; round < 12; round++) {
      for (const [id, value] of await poll(driver, groups)) {
        if (value === 'BadTimeout') continue
        expect(value).toBe(BigInt(id))
        good++
      }
    }
    expect(good).toBeGreaterThan(40)
    expect(driver.counters.lateReplies).toBeGreaterThan(5)
  })

  test.each([
    [0x02, 0, 'BadResourceUnavailable'],
    [0x0f, 0, 'BadNotReadable'],
    [0x10, 0x2101, 'BadInvalidState'],
    [0xff, 0x2105, 'BadOutOfRange'],
  ])('with the status 0x%s/0x%s is that of its tag alone', async (status, extended, expected) => {
    memory.add('Good', 'DINT')
    memory.add('Bad', 'DINT')
    const { driver } = await ready({ fault: ({ steps }) => (steps[0] === 'Bad' ? { status, extended } : undefined) })
    const seen = await scan(driver, [tag(1, 'Good', 'int32'), tag(2, 'Bad', 'int32')])
    expect([...seen.values()]).toEqual([0n, expected])
  })
})

describe('browsing', () => {
  async function walk(driver: Driver, parent: string | undefined, limit: number): Promise<BrowseNode[]> {
    const nodes: BrowseNode[] = []
    let cursor: string | undefined
    do {
      const page = await driver.browse!(parent, { limit, ...(cursor === undefined ? {} : { cursor }) }, signal())
      expect(page.nodes.length).toBeLessThanOrEqual(limit)
      nodes.push(...page.nodes)
      cursor = page.cursor
    } while (cursor !== undefined)
    return nodes
  }

  beforeEach(() => {
    memory.structure('Motor', [
      ['Speed', 'REAL'],
      ['Running', 'BOOL'],
      ['Name', 'STRING'],
      ['Steps', 'INT', 4],
    ])
    memory.structure('Line', [
      ['Motor', 'Motor'],
      ['Alarms', 'BOOL', 40],
    ])
    memory.add('Level', 'REAL')
    memory.add('Line', 'Line', { sizes: [2] })
    memory.add('Grid', 'DINT', { sizes: [3, 4] })
    memory.add('Bits', 'BOOL', { sizes: [64] })
    memory.add('Name', 'STRING')
    memory.add('__hidden', 'DINT')
    memory.add('Map:Local', 'DINT')
    memory.add('Local:1:I', 'Motor')
    memory.add('Program:Main.Count', 'LINT')
    memory.add('Program:Main.Motor', 'Motor')
    for (let i = 0; i < 60; i++) memory.add(`Some_rather_long_name_of_a_tag_${i}`, 'SINT')
  })

  test.each([1_000, 7])('lists the tags of the controller, %d at a time', async (limit) => {
    const { driver } = await ready()
    const nodes = await walk(driver, undefined, limit)
    expect(nodes.slice(0, 7)).toEqual([
      { address: 'Level', name: 'Level', kind: 'tag', type: 'float32', hasChildren: false },
      { address: 'Line[0]', name: 'Line[2]', kind: 'folder', hasChildren: true },
      { address: 'Grid[0,0]', name: 'Grid[3,4]', kind: 'tag', type: 'int32', hasChildren: false },
      { address: 'Bits[0]', name: 'Bits[64]', kind: 'tag', type: 'bool', hasChildren: false },
      { address: 'Name', name: 'Name', kind: 'tag', type: 'string', hasChildren: false },
      { address: 'Local:1:I', name: 'Local:1:I', kind: 'folder', hasChildren: true },
      { address: 'Program:Main', name: 'Program:Main', kind: 'folder', hasChildren: true },
    ])
    expect(nodes).toHaveLength(67)
    expect(new Set(nodes.map(({ address }) => address)).size).toBe(67)
  })

  test('goes down into programs and structures, and what it finds can be read', async () => {
    const { driver } = await ready()
    expect((await walk(driver, 'Program:Main', 10)).map(({ address }) => address)).toEqual([
      'Program:Main.Count',
      'Program:Main.Motor',
    ])
    expect(await walk(driver, 'Line[0]', 1)).toEqual([
      { address: 'Line[0].Motor', name: 'Motor', kind: 'folder', hasChildren: true },
      { address: 'Line[0].Alarms[0]', name: 'Alarms[64]', kind: 'tag', type: 'bool', hasChildren: false },
    ])
    const leaves = [...(await walk(driver, 'Line[0].Motor', 10)), ...(await walk(driver, 'Program:Main.Motor', 10))]
    expect(leaves.map(({ address, type }) => `${address} ${type}`)).toEqual(
      ['Line[0].Motor', 'Program:Main.Motor'].flatMap((motor) => [
        `${motor}.Speed float32`,
        `${motor}.Running bool`,
        `${motor}.Name string`,
        `${motor}.Steps[0] int16`,
      ]),
    )
    const seen = await scan(
      driver,
      leaves.map(({ address, type }, i) => tag(i, address, type!)),
    )
    expect([...seen.values()]).toEqual([0, false, '', 0n, 0, false, '', 0n])
  })

  test('of what is not there, or by a controller without a list, is refused', async () => {
    const { driver } = await ready()
    await expect(driver.browse!('Program:Nowhere', { limit: 5 }, signal())).rejects.toMatchObject({
      code: 'ethernet-ip.browse_refused',
    })
    await expect(driver.browse!('Nothing', { limit: 5 }, signal())).rejects.toMatchObject({
      code: 'ethernet-ip.browse_refused',
    })
    const other = await ready({ lacks: [Service.getInstanceAttributes] })
    await expect(other.driver.browse!(undefined, { limit: 5 }, signal())).rejects.toThrow(
      'service not supported (0x08)',
    )
  })
})
