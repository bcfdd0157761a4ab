import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Status, statusName, type Value } from '@millrace/core'
import { type DataType, http, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'

const script = new URL('./server.py', import.meta.url)
const table = new PeerTable('http', 'Flask 3.1.3 (Werkzeug)')
const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})

let peer: PythonPeer
let device: Probe | undefined
beforeAll(async () => {
  peer = await startPythonPeer(script, ['0'])
})
afterEach(async () => {
  await device?.close()
})
afterAll(async () => {
  await peer.stop()
  await table.check()
})

/** Connects and waits until each tag has been read once. */
async function read(tags: readonly TagSpec[], config: object = {}): Promise<Probe> {
  device = probe(http, { url: `http://127.0.0.1:${peer.port}/api`, ...config }, tags)
  const seen = device
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  return seen
}

describe('values that Flask serves arrive exactly', () => {
  const expected: readonly [string, DataType, Value, number][] = [
    ['$.temp', 'float64', 71.5, Status.Good],
    ['$.temp', 'float32', 71.5, Status.Good],
    ['$.temp', 'int16', null, Status.BadTypeMismatch],
    ['$.text', 'float64', 12.5, Status.Good],
    ['$.count', 'int8', 42n, Status.Good],
    ['$.count', 'uint8', 42n, Status.Good],
    ['$.count', 'int16', 42n, Status.Good],
    ['$.count', 'uint16', 42n, Status.Good],
    ['$.count', 'int32', 42n, Status.Good],
    ['$.count', 'uint32', 42n, Status.Good],
    ['$.big', 'int64', 9_223_372_036_854_775_807n, Status.Good],
    ['$.big', 'uint64', 9_223_372_036_854_775_807n, Status.Good],
    ['$.on', 'bool', true, Status.Good],
    ['$.count', 'bool', true, Status.Good],
    ['$.name', 'string', 'Kessel 7 °C', Status.Good],
    ['$.count', 'string', '42', Status.Good],
    ['$.name', 'float64', null, Status.BadTypeMismatch],
    ['$.none', 'float64', null, Status.BadNoData],
    ['$.nothere', 'float64', null, Status.BadNodeIdUnknown],
    ['$.list', 'string', null, Status.BadTypeMismatch],
    ['$.list[1].v', 'int32', 2n, Status.Good],
    ['$.list[-2].v', 'int32', 1n, Status.Good],
    ['$.list[2].v', 'int32', null, Status.BadNodeIdUnknown],
  ]

  test('every type; what is missing or no such value is bad alone', async () => {
    const { latest } = await read(expected.map(([path, type], id) => tag(id, `values#${path}`, type)))
    for (const [id, [path, type, value, status]] of expected.entries()) {
      expect([path, type, latest.get(id)]).toMatchObject([path, type, { value, status }])
      table.add('read', type, `values#${path}`, latest.get(id)!.value, statusName(latest.get(id)!.status))
    }
  })

  test('tags of one request are read by one request', async () => {
    const before = Number(await peer.ask('seen'))
    const seen = await read([tag(1, 'count#$.v', 'int32'), tag(2, 'count#$.v', 'int64'), tag(3, 'count#$', 'string')])
    expect(seen.latest.get(1)!.value).toBe(seen.latest.get(2)!.value)
    await seen.until(() => seen.all.filter(({ tag: id }) => id === 1).length >= 4)
    expect(Number(await peer.ask('seen')) - before).toBeLessThanOrEqual(5)
  })

  test('times are the server’s where it says them', async () => {
    const requests = [
      { name: 'iso', path: 'values', time: { path: '$.at' } },
      { name: 'unix', path: 'values', time: { path: '$.stamp', format: 'unix-s' } },
      { name: 'wrong', path: 'values', time: { path: '$.name' } },
    ]
    const tags = [
      tag(1, 'iso#$.temp', 'float64'),
      tag(2, 'unix#$.temp', 'float64'),
      tag(3, 'wrong#$.temp', 'float64'),
      tag(4, 'values#$.temp', 'float64'),
    ]
    const seen = await read(tags, { requests })
    // The first is told anew, as true now: the server has had it since before.
    await seen.until(() => seen.all.filter(({ tag: id }) => id === 2).length >= 4)
    expect(seen.latest.get(1)!.time).toBe(Date.UTC(2026, 2, 1, 7) * 1_000 + 123_456)
    expect(seen.latest.get(2)!.time).toBe(1_772_352_000_500_000)
    expect(seen.latest.get(3)).toMatchObject({ value: null, status: Status.BadDecodingError })
    expect(Math.abs(seen.latest.get(4)!.time - Date.now() * 1_000)).toBeLessThan(2_000_000)
  })

  test('POST with headers and a body; chunked answers', async () => {
    const requests = [
      {
        name: 'query',
        path: 'query',
        method: 'POST',
        headers: { 'X-Key': 'k1', 'Content-Type': 'application/json' },
        body: '{"q":"boiler"}',
      },
    ]
    const { latest } = await read(
      [tag(1, 'query#$.echo', 'string'), tag(2, 'query#$.key', 'string'), tag(3, 'chunked#$.v', 'int32')],
      { requests },
    )
    expect([1, 2, 3].map((id) => latest.get(id)!.value)).toEqual(['boiler', 'k1', 1n])
  })
})

describe('what goes wrong with one request', () => {
  test('becomes the status of its tags; others are read', async () => {
    const expected: readonly [string, number][] = [
      ['status/400', Status.BadNotSupported],
      ['status/403', Status.BadNotReadable],
      ['status/404', Status.BadNodeIdUnknown],
      ['status/429', Status.BadResourceUnavailable],
      ['status/500', Status.BadDeviceFailure],
      ['status/502', Status.BadNoCommunication],
      ['status/503', Status.BadResourceUnavailable],
      ['status/504', Status.BadTimeout],
      ['private', Status.BadNotReadable],
      ['moved', Status.BadConfigurationError],
      ['text', Status.BadDecodingError],
      ['long', Status.BadDecodingError],
      ['slow', Status.BadTimeout],
      ['http://127.0.0.1:1/', Status.BadNodeIdUnknown],
    ]
    const tags = [
      ...expected.map(([path], id) => tag(id, `${path}#$.v`, 'string')),
      tag(100, 'values#$.temp', 'float64'),
    ]
    const { latest } = await read(tags, { timeoutMs: 300, mostBytes: 100_000 })
    for (const [id, [path, status]] of expected.entries()) {
      expect([path, statusName(latest.get(id)!.status)]).toEqual([path, statusName(status)])
      expect(latest.get(id)!.value).toBe(null)
      table.add('refusal', 'string', `${path}#$.v`, null, statusName(latest.get(id)!.status))
    }
    expect(latest.get(100)).toMatchObject({ value: 71.5, status: Status.Good })
  })

  test.each([
    ['a bearer token', { bearer: 'secret' }],
    ['user and password', { user: 'anna', password: 'pass:word' }],
  ])('%s opens what is private', async (_, config) => {
    const { latest } = await read([tag(1, 'private#$.v', 'int32')], config)
    expect(latest.get(1)).toMatchObject({ value: 1n, status: Status.Good })
  })
})

describe('a write', () => {
  const requests = [
    { name: 'held', path: 'held', write: { body: '{"{name}": {value}}' } },
    { name: 'nowhere', path: 'held', write: { path: 'status/403', method: 'POST', body: '{value}' } },
  ]

  test('of every kind is read back and seen by Flask', async () => {
    const rw = (id: number, name: string, type: DataType): TagSpec => tag(id, `held#$.${name}`, type, { access: 'rw' })
    const { supervisor } = await read(
      [rw(1, 'setpoint', 'float64'), rw(2, 'mode', 'string'), rw(3, 'on', 'bool'), rw(4, 'big', 'int64')],
      { requests },
    )
    const values: readonly [number, string, DataType, Value][] = [
      [1, 'setpoint', 'float64', 65.25],
      [2, 'mode', 'string', 'Hand "°"'],
      [3, 'on', 'bool', true],
      [4, 'big', 'int64', 9_007_199_254_740_995n],
    ]
    const results = await supervisor.write(values.map(([id, , , value]) => ({ tag: id, value, operation: `w${id}` })))
    for (const [i, [id, name, type, value]] of values.entries()) {
      expect(results[i]).toEqual({ operation: `w${id}`, status: Status.Good, readBack: value })
      table.add('write', type, `held#$.${name}`, results[i]!.readBack, statusName(results[i]!.status))
    }
    expect(await peer.ask('get setpoint')).toBe('65.25')
    expect(JSON.parse(await peer.ask('get mode'))).toBe('Hand "°"')
    expect(await peer.ask('get on')).toBe('true')
    expect(await peer.ask('get big')).toBe('9007199254740995')
  })

  test('that does not fit, or is refused, is told', async () => {
    const { supervisor } = await read(
      [
        tag(1, 'held#$.setpoint', 'int16', { access: 'rw', scale: { factor: 1, offset: 0 } }),
        tag(2, 'nowhere#$.on', 'bool', { access: 'rw' }),
        tag(3, 'values#$.temp', 'float64', { access: 'rw' }),
      ],
      { requests },
    )
    const results = await supervisor.write([
      { tag: 1, value: 70_000, operation: 'a' },
      { tag: 2, value: true, operation: 'b' },
      { tag: 3, value: 1, operation: 'c' },
    ])
    expect(results.map(({ status }) => status)).toEqual([
      Status.BadOutOfRange,
      Status.BadNotWritable,
      Status.BadNotWritable,
    ])
  })
})

test('https is verified: refused by default, read with the authority of the configuration', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'http-'))
  const files = [join(folder, 'c.pem'), join(folder, 'k.pem')] as const
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=peer',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-out',
      files[0],
      '-keyout',
      files[1],
    ],
    { stdio: 'ignore' },
  )
  const own = await startPythonPeer(script, ['0', ...files])
  const url = `https://127.0.0.1:${own.port}/api`
  const tags = [tag(1, 'values#$.temp', 'float64')]
  const wary = probe(http, { url }, tags)
  await wary.until(() => wary.supervisor.state.state === 'backoff')
  expect(wary.supervisor.state.lastError).toMatch(/self-signed certificate/)
  await wary.close()
  device = probe(http, { url, ca: readFileSync(files[0], 'utf8') }, tags)
  const seen = device
  await seen.until(() => seen.latest.get(1)?.status === Status.Good)
  await own.stop()
  rmSync(folder, { recursive: true })
})

test('killed and restarted 20 times under load: read again each time, sockets and heap stay flat', async () => {
  let own = await startPythonPeer(script, ['0'])
  const { port } = own
  await survivesRestarts(http, {
    config: { url: `http://127.0.0.1:${port}/api`, timeoutMs: 500 },
    tags: Array.from({ length: 20 }, (_, id) => ({
      tag: tag(id, `values?n=${id % 4}#$.temp`, 'float64', { periodMs: 20 }),
      value: 71.5,
    })),
    kill: () => own.kill(),
    start: async () => {
      own = await startPythonPeer(script, [String(port)])
    },
  })
  await own.stop()
})
