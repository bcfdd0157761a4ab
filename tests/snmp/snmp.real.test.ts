import { Status, statusName, type Value } from '@millrace/core'
import { type BrowseNode, type DataType, type SnmpConfig, snmp, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { survivesRestarts } from '../peers/restarts.ts'
import { authPassword, community, privPassword, type Snmpd, startSnmpd } from './snmpd.ts'

const root = '1.3.6.1.4.1.63000'
const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})
const rw = (id: number, address: string, type: DataType): TagSpec => tag(id, address, type, { access: 'rw' })

const table = new PeerTable('snmp', 'snmpd 5.9.3 (Debian 12)')
let peer: Snmpd
let device: Probe | undefined
beforeAll(async () => {
  peer = await startSnmpd()
})
afterEach(async () => {
  await device?.close()
})
afterAll(() => peer.stop())

const configOf = (more: Partial<SnmpConfig> = {}): SnmpConfig => ({
  host: '127.0.0.1',
  port: peer.port,
  ...(more.user ? {} : { community }),
  ...more,
})

/** Connects and waits until each tag has been read once. */
async function read(tags: readonly TagSpec[], more: Partial<SnmpConfig> = {}): Promise<Probe> {
  const seen = probe(snmp, configOf(more), tags)
  device = seen
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  return seen
}

const objects: readonly [name: string, address: string, DataType, Value][] = [
  ['INTEGER', `${root}.1.1.0`, 'int32', -42n],
  ['Gauge32', `${root}.1.2.0`, 'uint32', 3_000_000_000n],
  ['Counter32', `${root}.1.3.0`, 'uint32', 4_294_967_295n],
  ['OCTET STRING', `${root}.1.4.0`, 'string', 'Kessel 7 °C'],
  ['OBJECT IDENTIFIER', `${root}.1.5.0`, 'string', `${root}.8072`],
  ['TimeTicks', `${root}.1.6.0`, 'uint32', 123_456n],
  ['a number as text', `${root}.1.7.0`, 'float64', 21.45],
  ['Counter64', `${root}.2.1.0`, 'uint64', 9_123_456_789_012_345_678n],
  ['IpAddress', `${root}.2.2.0`, 'string', '10.0.0.7'],
  ['OCTET STRING in hex', `${root}.2.3.0/hex`, 'string', '00:1b:21:ff'],
  ['TruthValue', `${root}.2.4.0`, 'bool', false],
  ['sysDescr', 'sysDescr.0', 'string', 'Millrace peer'],
  ['ifDescr', 'ifDescr.1', 'string', 'lo'],
  ['ipAdEntAddr', 'ipAdEntAddr.127.0.0.1', 'string', '127.0.0.1'],
]
const all = objects.map(([, address, type], i) => tag(i, address, type))

const sha = { password: authPassword }
const aes = { password: privPassword }
const users: readonly [string, Partial<SnmpConfig>][] = [
  ['2c', {}],
  ['3, HMAC-SHA-96 and AES-128', { user: 'alpha', auth: sha, privacy: aes }],
  ['3, HMAC-MD5-96 and AES-128', { user: 'beta', auth: { protocol: 'md5', ...sha }, privacy: aes }],
  [
    '3, HMAC-384-SHA-512 and AES-256',
    { user: 'epsilon', auth: { protocol: 'sha512', ...sha }, privacy: { protocol: 'aes256b', ...aes } },
  ],
  ['3, HMAC-192-SHA-256 and no privacy', { user: 'gamma', auth: { protocol: 'sha256', ...sha } }],
  ['3, no protection', { user: 'delta' }],
]

describe('values that snmpd serves arrive exactly', () => {
  test.each(users)('with version %s', async (says, login) => {
    const { latest } = await read(all, login)
    for (const [i, [name, address, type, value]] of objects.entries()) {
      expect([name, latest.get(i)]).toMatchObject([name, { value, status: Status.Good }])
      if (says === '2c') table.add(`read ${name}`, type, address, value, 'Good')
    }
    table.add('login', 'version', says, '', 'Good')
  })

  test('a float of its own kind, and a counter beyond a signed 64-bit integer', async () => {
    const { latest } = await read([
      tag(1, '1.3.6.1.4.1.2021.10.1.6.1', 'float32'),
      tag(2, `${root}.2.5.0`, 'uint64'),
      tag(3, `${root}.2.5.0`, 'uint64', { scale: { factor: 1, offset: 0 } }),
    ])
    expect(latest.get(1)).toMatchObject({ status: Status.Good, value: expect.any(Number) })
    expect(latest.get(2)).toMatchObject({ value: null, status: Status.BadOutOfRange })
    expect(latest.get(3)).toMatchObject({ value: 2 ** 64, status: Status.Good })
    table.add('read Counter64', 'uint64', `${root}.2.5.0`, null, statusName(latest.get(2)!.status))
  })

  test('the source time lies between request and reply', async () => {
    const before = Date.now() * 1_000
    const { latest } = await read([tag(1, 'sysUpTime.0', 'uint32')])
    expect(latest.get(1)!.time).toBeGreaterThan(before - 5_000)
    expect(latest.get(1)!.time).toBeLessThan(Date.now() * 1_000 + 5_000)
  })
})

describe('objects that snmpd does not have', () => {
  test('blind none beside them', async () => {
    const absent: [string, Value][] = [
      ['1.3.6.1.2.1.99.9.9.0', null],
      ['sysName.7', null],
      ['ifInOctets.999', null],
      ['2.25.1', null],
    ]
    const { latest } = await read([...all, ...absent.map(([address], i) => tag(100 + i, address, 'int32'))])
    for (const [i, [, , , value]] of objects.entries())
      expect(latest.get(i)).toMatchObject({ value, status: Status.Good })
    for (const [i, [address]] of absent.entries()) {
      expect(latest.get(100 + i)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
      table.add('read', 'int32', address, null, 'BadNodeIdUnknown')
    }
  })

  test('a type that does not fit is told', async () => {
    const { latest } = await read([tag(1, `${root}.1.1.0`, 'string'), tag(2, `${root}.1.2.0`, 'int16')])
    expect(latest.get(1)).toMatchObject({ value: null, status: Status.BadTypeMismatch })
    expect(latest.get(2)).toMatchObject({ value: null, status: Status.BadOutOfRange })
  })
})

describe('many objects', () => {
  test('are asked for in few requests', async () => {
    const tags = Array.from({ length: 60 }, (_, i) => tag(i, `${root}.1.1.0`, 'int32'))
    const seen = await read(tags)
    const { reads } = seen.supervisor.counters
    const cycles = seen.all.length
    await seen.until(() => seen.all.length >= cycles + 3 * tags.length)
    expect(seen.supervisor.counters.reads - reads).toBeLessThanOrEqual(4 * 3)
    expect(seen.all.every(({ value }) => value === -42n || value === null)).toBe(true)
  })

  test('too large for one answer are asked for in smaller parts', async () => {
    const tags = Array.from({ length: 100 }, (_, i) => tag(i, `${root}.1.8.0`, 'string'))
    const { latest } = await read(tags, { maxItems: 100, timeoutMs: 5_000, ...users[1]![1] })
    for (const { id } of tags) expect(latest.get(id)).toMatchObject({ status: Status.Good, value: 'long '.repeat(200) })
  })
})

describe('a login that snmpd does not accept', () => {
  test.each<[string, Partial<SnmpConfig>, string]>([
    ['another community', { community: 'closedsesame' }, 'snmp.no_answer'],
    ['an unknown user', { user: 'omega', auth: sha, privacy: aes }, 'Unknown User Name'],
    ['a wrong password', { user: 'alpha', auth: { password: 'hardly right' }, privacy: aes }, 'Wrong Digest'],
    ['too little protection', { user: 'alpha', auth: sha }, 'BadNotReadable'],
  ])('%s is told, without a secret', async (_says, login, expected) => {
    const seen = probe(snmp, configOf({ timeoutMs: 300, ...login }), [tag(1, 'sysDescr.0', 'string')])
    device = seen
    if (expected === 'BadNotReadable') {
      await seen.until(() => seen.latest.get(1)?.status === Status.BadNotReadable)
      return
    }
    await seen.until(() => seen.states.some(({ lastError }) => lastError !== undefined))
    const told = JSON.stringify(seen.states)
    expect(told).toContain(expected)
    for (const secret of ['closedsesame', 'hardly', privPassword, authPassword]) expect(told).not.toContain(secret)
    table.add('login', 'version', _says, '', expected)
  })

  test('a wrong password of privacy is never answered', async () => {
    const login = { user: 'alpha', auth: sha, privacy: { password: 'hardly right' } }
    const seen = probe(snmp, configOf({ timeoutMs: 300, ...login }), [tag(1, 'sysDescr.0', 'string')])
    device = seen
    await seen.until(() => seen.states.some(({ lastError }) => lastError !== undefined))
    expect(JSON.stringify(seen.states)).not.toContain('hardly')
    expect(seen.latest.get(1)?.status).not.toBe(Status.Good)
  })
})

describe('a write', () => {
  test('of every type is read back', async () => {
    const writes: readonly [string, DataType, Value, Value][] = [
      [`${root}.1.1.0`, 'int32', -2_147_483_648n, -2_147_483_648n],
      [`${root}.1.2.0`, 'uint32', 4_000_000_000n, 4_000_000_000n],
      [`${root}.1.4.0`, 'string', 'pump 3 µ', 'pump 3 µ'],
      [`${root}.1.5.0`, 'string', '1.3.6.1.4.1.9', '1.3.6.1.4.1.9'],
      [`${root}.1.6.0`, 'uint32', 7n, 7n],
      [`${root}.1.7.0`, 'float64', -3.5, -3.5],
      [`${root}.2.2.0`, 'string', '10.0.0.9', '10.0.0.9'],
      [`${root}.2.3.0/hex`, 'string', 'de:ad:be:ef', 'de:ad:be:ef'],
      [`${root}.2.4.0`, 'bool', true, true],
      ['sysName.0', 'string', 'cabinet', 'cabinet'],
    ]
    const { supervisor } = await read(writes.map(([address, type], i) => rw(i, address, type)))
    const results = await supervisor.write(writes.map(([, , value], i) => ({ tag: i, value, operation: `w${i}` })))
    for (const [i, [address, type, , readBack]] of writes.entries()) {
      expect([address, results[i]]).toEqual([address, { operation: `w${i}`, status: Status.Good, readBack }])
      table.add('write', type, address, readBack, 'Good')
    }
    const back = objects.slice(0, 11).map(([, address, , value]) => {
      const i = writes.findIndex(([written]) => written === address)
      return i < 0 ? [] : [{ tag: i, value, operation: `b${i}` }]
    })
    for (const { status } of await supervisor.write(back.flat())) expect(status).toBe(Status.Good)
  })

  test('with version 3 is read back', async () => {
    const { supervisor } = await read([rw(1, `${root}.1.1.0`, 'int32')], users[1]![1])
    for (const value of [17n, -42n])
      expect(await supervisor.write([{ tag: 1, value, operation: `to ${value}` }])).toEqual([
        { operation: `to ${value}`, status: Status.Good, readBack: value },
      ])
  })

  test('that does not fit, or that snmpd refuses, is told', async () => {
    const { supervisor } = await read([
      rw(1, `${root}.1.1.0`, 'int16'),
      rw(2, `${root}.1.1.0`, 'uint32'),
      rw(3, `${root}.1.3.0`, 'uint32'),
      rw(4, 'sysDescr.0', 'string'),
      rw(5, `${root}.2.4.0`, 'int32'),
      rw(6, 'sysName.7', 'string'),
      tag(7, `${root}.1.1.0`, 'int32'),
    ])
    const results = await supervisor.write([
      { tag: 1, value: 70_000, operation: 'a' },
      { tag: 2, value: 3_000_000_000, operation: 'b' },
      { tag: 3, value: 1, operation: 'c' },
      { tag: 4, value: 'x', operation: 'd' },
      { tag: 5, value: 9, operation: 'e' },
      { tag: 6, value: 'x', operation: 'f' },
      { tag: 7, value: 1, operation: 'g' },
    ])
    expect(results.map(({ status }) => statusName(status))).toEqual([
      'BadOutOfRange',
      'BadOutOfRange',
      'BadNotWritable',
      'BadNotWritable',
      'BadOutOfRange',
      'BadNodeIdUnknown',
      'BadNotWritable',
    ])
    table.add('write Counter32', 'uint32', `${root}.1.3.0`, 1, 'BadNotWritable')
    table.add('write', 'string', 'sysDescr.0', 'x', 'BadNotWritable')
    table.add('write wrongValue', 'int32', `${root}.2.4.0`, 9, 'BadOutOfRange')
  })
})

describe('what snmpd offers', () => {
  async function walk(
    supervisor: Probe['supervisor'],
    parent: string | undefined,
    limit: number,
  ): Promise<BrowseNode[]> {
    const nodes: BrowseNode[] = []
    let cursor: string | undefined
    do {
      const page = await supervisor.browse(parent, { limit, ...(cursor === undefined ? {} : { cursor }) })
      expect(page.nodes.length).toBeLessThanOrEqual(limit)
      nodes.push(...page.nodes)
      cursor = page.cursor
    } while (cursor !== undefined)
    return nodes
  }

  test('is walked page by page, with names, types and addresses that can be read', async () => {
    const { supervisor } = await read([tag(1, 'sysDescr.0', 'string')])
    const folders = await walk(supervisor, undefined, 4)
    expect(folders.map(({ name }) => name)).toContain('interfaces')
    const interfaces = folders.find(({ name }) => name === 'interfaces')!
    const small = await walk(supervisor, interfaces.address, 7)
    const large = await walk(supervisor, interfaces.address, 1_000)
    expect(small.map(({ address }) => address)).toEqual(large.map(({ address }) => address))
    expect(new Set(small.map(({ name }) => name)).size).toBe(small.length)
    expect(small).toContainEqual(
      expect.objectContaining({ address: '1.3.6.1.2.1.2.2.1.2.1', name: 'ifDescr.1', type: 'string', kind: 'tag' }),
    )
    await device!.close()
    const tags = small.map(({ address, type }, i) => tag(i, address, type!))
    const { latest } = await read(tags)
    for (const { id, address } of tags)
      expect([address, latest.get(id)]).toMatchObject([address, { status: Status.Good }])
  })

  test('our own objects carry their types', async () => {
    const { supervisor } = await read([tag(1, 'sysDescr.0', 'string')])
    const nodes = await walk(supervisor, root, 5)
    const types = Object.fromEntries(nodes.map(({ address, type }) => [address, type]))
    for (const [name, address, type] of objects.slice(0, 10)) {
      const expected = name === 'a number as text' ? 'string' : type
      expect([address, types[address]]).toEqual([address, expected])
    }
  })
})

describe('snmpd that is killed', () => {
  test.each(users.slice(0, 2))(
    'and started again twenty times is read each time, version %s; sockets and heap stay flat',
    async (_says, login) => {
      const own = await startSnmpd()
      try {
        await survivesRestarts(snmp, {
          config: { ...configOf(login), port: own.port, timeoutMs: 200 },
          tags: [
            { tag: tag(1, `${root}.1.1.0`, 'int32', { periodMs: 20 }), value: -42n },
            { tag: tag(2, `${root}.1.4.0`, 'string', { periodMs: 20 }), value: 'Kessel 7 °C' },
          ],
          kill: own.kill,
          start: own.start,
        })
      } finally {
        await own.stop()
      }
    },
  )
})

test('what was seen is what the table says', () => table.check())
