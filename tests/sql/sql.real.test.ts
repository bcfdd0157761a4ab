import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Status, statusName, type Value } from '@millrace/core'
import { type DataType, driverContract, sql, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { expectFlat, footprint, RESTARTS } from '../peers/restarts.ts'
import { startMariadb, startPostgresql, type TestDatabase } from './databases.ts'

const tag = (id: number, address: string, type: DataType): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
})
const table = new PeerTable('sql', 'PostgreSQL 15 and MariaDB 10.11 of Debian 12')
afterAll(() => table.check())

const engines = [
  ['PostgreSQL', startPostgresql, { base: 'postgres', double: 'double precision', time: 'timestamptz' }],
  ['MariaDB', startMariadb, { base: 'plant', double: 'double', time: 'datetime(6)' }],
] as const

describe.each(engines)('%s', (name, start, dialect) => {
  let database: TestDatabase
  let folder: string
  let device: Probe | undefined
  const run = (text: string): string => database.run(database.engine === 'mysql' ? `use plant; ${text}` : text)
  const insert = (from: number, to: number): void => {
    const rows = Array.from(
      { length: to - from + 1 },
      (_, i) => `(${from + i}, '2026-01-01 00:00:00.${String(from + i).padStart(6, '0')}', ${from + i}.5)`,
    )
    run(`insert into readings (id, at, temp) values ${rows.join(',')}`)
  }
  const config = (queries: readonly object[], more: object = {}): never =>
    ({
      engine: database.engine,
      host: '127.0.0.1',
      port: database.port,
      database: dialect.base,
      user: 'reader',
      password: 'secret',
      timeoutMs: 1_000,
      queries,
      ...more,
    }) as never
  const records = {
    name: 'r',
    sql: 'select id, at, temp from readings where id > $position order by id limit $limit',
    timeColumn: 'at',
    position: { column: 'id', type: 'integer', start: '0' },
    limit: 10,
    periodMs: 50,
  }
  const valuesOf = (seen: Probe, id: number): unknown[] =>
    seen.all.filter((one) => one.tag === id && one.status === Status.Good).map(({ value }) => value)
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1.5)

  beforeAll(async () => {
    database = await start()
    if (database.engine === 'mysql')
      database.run(
        "create database plant; create user reader@'127.0.0.1' identified by 'secret'; grant select, insert on plant.* to reader@'127.0.0.1'",
      )
    else
      database.run(
        "create role reader login password 'secret'; alter default privileges grant select, insert on tables to reader",
      )
    run(
      `create table kinds (id int, at ${dialect.time}, b boolean, i2 smallint, i4 int, i8 bigint, d ${dialect.double}, n numeric(30,10), t text, u varchar(40), z int)`,
    )
    run(
      "insert into kinds values (1, '2026-01-01 08:00:00.123456', true, -32768, -2147483648, 9223372036854775807, -1.5e-200, 1234567.25, 'Kessel 7 °C', '12.5', null)",
    )
    run(`create table readings (id bigint primary key, at ${dialect.time}, temp ${dialect.double})`)
    run(`create table named (id int, at ${dialect.time}, name varchar(40), value ${dialect.double})`)
    run(
      "insert into named values (1, '2026-01-01 00:00:00', 'temp', 1.5), (2, '2026-01-01 00:00:01', 'speed', 7), (3, '2026-01-01 00:00:02', 'other', 9)",
    )
  })
  afterAll(() => database?.close())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sql-'))
    run('delete from readings')
  })
  afterEach(async () => {
    await device?.close()
    rmSync(folder, { recursive: true })
  })
  const open = (queries: readonly object[], tags: readonly TagSpec[], more: object = {}): Probe => {
    device = probe(sql, config(queries, more), tags, folder, { random: () => 0.01 })
    return device
  }

  test('every type arrives exactly, with the time of its row', async () => {
    const expected: readonly [string, DataType, Value, number][] = [
      ['b', 'bool', true, Status.Good],
      ['i2', 'int16', -32_768n, Status.Good],
      ['i2', 'int8', -32_768n, Status.Good],
      ['i4', 'int32', -2_147_483_648n, Status.Good],
      ['i8', 'int64', 9_223_372_036_854_775_807n, Status.Good],
      ['i8', 'uint64', 9_223_372_036_854_775_807n, Status.Good],
      ['d', 'float64', -1.5e-200, Status.Good],
      ['n', 'float64', 1_234_567.25, Status.Good],
      ['n', 'int32', null, Status.BadTypeMismatch],
      ['t', 'string', 'Kessel 7 °C', Status.Good],
      ['t', 'float64', null, Status.BadTypeMismatch],
      ['u', 'float32', 12.5, Status.Good],
      ['i4', 'uint32', -2_147_483_648n, Status.Good],
      ['i2', 'uint16', -32_768n, Status.Good],
      ['i2', 'uint8', -32_768n, Status.Good],
      ['z', 'int32', null, Status.BadNoData],
      ['nothere', 'int32', null, Status.BadNodeIdUnknown],
    ]
    const query = {
      name: 'k',
      sql: 'select * from kinds where id > $position order by id limit $limit',
      timeColumn: 'at',
      position: { column: 'id', type: 'integer', start: '0' },
    }
    const tags = expected.map(([column, type], id) => tag(id, `k#${column}`, type))
    const seen = open([query], tags)
    const pending: readonly (number | undefined)[] = [
      undefined,
      Status.BadWaitingForInitialData,
      Status.BadNoCommunication,
    ]
    await seen.until(() => tags.every(({ id }) => !pending.includes(seen.latest.get(id)?.status)))
    for (const [id, [column, type, value, status]] of expected.entries()) {
      const got = seen.latest.get(id)!
      expect([column, type, got.value, statusName(got.status)]).toEqual([column, type, value, statusName(status)])
      expect(got.time).toBe(Date.UTC(2026, 0, 1, 8) * 1_000 + 123_456)
      table.add('read', type, `${name}: k#${column}`, got.value, statusName(got.status))
    }
  })

  test('names and values in rows; what is true now is told once', async () => {
    const seen = open(
      [{ name: 'n', sql: 'select name, value, at from named', layout: 'long', timeColumn: 'at', periodMs: 50 }],
      [tag(1, 'n#temp', 'float64'), tag(2, 'n#speed', 'int32')],
    )
    await seen.until(() => seen.latest.get(2)?.status === Status.Good)
    await vi.waitFor(() => expect(seen.supervisor.counters.reads).toBeGreaterThan(4), 30_000)
    expect(valuesOf(seen, 1)).toEqual([1.5, 1.5])
    expect(valuesOf(seen, 2)).toEqual([7n, 7n])
    const times = seen.all.filter(({ tag: id, status }) => id === 1 && status === Status.Good).map(({ time }) => time)
    expect(times[0]).toBe(Date.UTC(2026, 0, 1) * 1_000)
    expect(Math.abs(times[1]! - Date.now() * 1_000)).toBeLessThan(5_000_000)
  })

  test('every row comes once, in order, page by page, also those that come later', async () => {
    insert(1, 35)
    const seen = open([records], [tag(1, 'r#temp', 'float64')])
    await seen.until(() => valuesOf(seen, 1).length >= 35)
    insert(36, 45)
    await seen.until(() => valuesOf(seen, 1).length >= 45)
    expect(valuesOf(seen, 1)).toEqual(upTo(45))
    expect(seen.latest.get(1)!.time).toBe(Date.UTC(2026, 0, 1) * 1_000 + 45)
  })

  test('rows that share a position are not torn apart by the limit', async () => {
    insert(1, 30)
    run("update readings set at = '2026-01-01 00:00:00.000009' where id between 6 and 14")
    const byTime = {
      ...records,
      sql: 'select id, at, temp from readings where at > $position order by at, id limit $limit',
      position: { column: 'at', type: 'time', start: '2000-01-01 00:00:00' },
    }
    const seen = open([byTime], [tag(1, 'r#temp', 'float64')])
    await seen.until(() => valuesOf(seen, 1).length >= 30)
    expect([...(valuesOf(seen, 1) as number[])].sort((a, b) => a - b)).toEqual(upTo(30))
  })

  test('a restart loses nothing and repeats nothing', async () => {
    insert(1, 20)
    const first = open([records], [tag(1, 'r#temp', 'float64')])
    await first.until(() => valuesOf(first, 1).length >= 20)
    await vi.waitFor(() => expect(first.supervisor.counters.reads).toBeGreaterThan(4), 30_000)
    await first.close()
    insert(21, 40)
    const seen = open([records], [tag(1, 'r#temp', 'float64')])
    await seen.until(() => valuesOf(seen, 1).length >= 20)
    expect(valuesOf(seen, 1)).toEqual(upTo(40).slice(20))
  })

  test('a query that is refused blinds no other, and says why by its status', async () => {
    insert(1, 1)
    const sleep = database.engine === 'mysql' ? 'select sleep(5) as temp' : 'select pg_sleep(5)::text as temp'
    const expected: readonly [string, string, number][] = [
      ['nocolumn', 'select nothere from readings', Status.BadConfigurationError],
      ['notable', 'select 1 as temp from nothere', Status.BadConfigurationError],
      ['syntax', 'selekt 1', Status.BadConfigurationError],
      ['two', 'select 1 as temp; select 2', Status.BadConfigurationError],
      ['slow', sleep, Status.BadTimeout],
    ]
    const queries = expected.map(([one, text]) => ({ name: one, sql: text, periodMs: 100 }))
    const tags = [...expected.map(([one], id) => tag(id, `${one}#temp`, 'float64')), tag(100, 'r#temp', 'float64')]
    const seen = open([...queries, records], tags, { timeoutMs: 500 })
    await seen.until(() =>
      tags.every(
        ({ id }) =>
          (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
      ),
    )
    for (const [id, [one, , status]] of expected.entries()) {
      const got = statusName(seen.latest.get(id)!.status)
      if (one === 'slow' && database.engine === 'mysql' && seen.latest.get(id)!.value === 1) continue
      expect([one, got]).toEqual([one, statusName(status)])
      table.add('refusal', 'float64', `${name}: ${one}#temp`, null, got)
    }
    expect(seen.latest.get(100)).toMatchObject({ value: 1.5, status: Status.Good })
  })

  test('the session can only read, even where the user may write', async () => {
    const query =
      database.engine === 'mysql'
        ? 'insert into readings values (99, now(), 1)'
        : 'with x as (insert into readings values (99, now(), 1) returning id) select id from x'
    const seen = open([{ name: 'w', sql: query, periodMs: 50 }], [tag(1, 'w#id', 'int32')])
    await seen.until(() => (seen.latest.get(1)?.status ?? 0x8032_0000) !== Status.BadWaitingForInitialData)
    expect(seen.latest.get(1)!.status).toBe(Status.BadUnexpectedError)
    expect(run('select count(*) from readings')).toBe('0')
  })

  test('a wrong password is told and nothing is read', async () => {
    const seen = open([records], [tag(1, 'r#temp', 'float64')], { password: 'wrong' })
    await seen.until(() => seen.supervisor.state.state === 'backoff')
    expect(seen.supervisor.state.lastError).toMatch(/reader/)
  })

  test('killed and restarted twenty times under load: no row is lost or repeated, sockets and heap stay flat', async () => {
    const seen = open([records], [tag(1, 'r#temp', 'float64')])
    let count = 0
    let settled = await footprint()
    for (let round = 0; round < RESTARTS; round++) {
      if (round === 2) settled = await footprint()
      insert(count + 1, count + 20)
      count += 20
      await seen.until(() => valuesOf(seen, 1).length >= count)
      await database.kill()
      await seen.until(() => seen.supervisor.state.state !== 'online')
      await database.start()
      await seen.until(() => seen.supervisor.state.state === 'online')
    }
    expect(valuesOf(seen, 1)).toEqual(upTo(count))
    seen.forget()
    await expectFlat(settled)
  })

  describe('the contract', () => {
    const wide = { name: 'now', sql: 'select 1.5 as a, now() as moving', periodMs: 20 }
    const contract = driverContract({
      factory: sql,
      configFor: (port) =>
        ({
          ...(config([wide, { ...wide, name: 'then', sql: 'select 8 as b' }]) as object),
          port,
          timeoutMs: 200,
        }) as never,
      device: async () => ({
        port: database.port,
        readable: tag(1, 'now#a', 'float64'),
        steady: [
          { tag: tag(2, 'now#a', 'float64'), value: 1.5 },
          { tag: tag(3, 'then#b', 'int32'), value: 8n },
        ],
        writable: { tag: tag(4, 'now#a', 'float64'), value: 1 },
        held: () => null,
        stop: () => database.kill(),
        start: () => database.start(),
        close: async () => {
          if (!(await reachable(database.port))) await database.start()
        },
      }),
      malformedAddress: 'now',
      cycles: 50,
      folder: '/nowhere',
    })
    for (const { says, run: keep } of contract) test(says, keep, 30_000)
  })
})

async function reachable(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
