import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunningSimulator } from '../kit/simulator.ts'
import type { SqlConfig } from './config.ts'
import { sqlSimulator } from './simulator.ts'

let running: RunningSimulator
const clients: Client[] = []
beforeEach(async () => {
  running = await sqlSimulator.start(0)
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end()
  await running.close()
})

async function connect(more: Partial<SqlConfig> = {}): Promise<Client> {
  const { host, port, database, user, password } = { ...(running.config as SqlConfig), ...more }
  const client = new Client({ host, port: port!, database, user, password: password! })
  clients.push(client)
  await client.connect()
  return client
}

test('rows have the types that the table declares', async () => {
  const client = await connect()
  const { rows, fields } = await client.query(
    'select id, at, temperature, burning, state from boiler where id = $1',
    [1],
  )
  expect(fields.map(({ dataTypeID }) => dataTypeID)).toEqual([20, 1_184, 701, 16, 25])
  expect(rows).toEqual([
    { id: '1', at: expect.any(Date), temperature: expect.any(Number), burning: true, state: 'heating' },
  ])
  expect(Math.abs(rows[0].at.getTime() - Date.now())).toBeLessThan(60_000)
})

test('what is typed by hand is answered too, and null is null', async () => {
  expect((await (await connect()).query('select null as a, 1 as b')).rows).toEqual([{ a: null, b: '1' }])
})

test.each([
  ['delete from boiler', '25006'],
  ['drop table boiler', '25006'],
  ["attach '/etc/passwd' as a", '25006'],
  ['pragma query_only = off', '25006'],
  ['select nothere from boiler', '42703'],
  ['select 1 from nothere', '42P01'],
  ['selekt 1', '42601'],
])('%s is refused with %s, and the session goes on', async (sql, code) => {
  const client = await connect()
  await expect(client.query(sql)).rejects.toMatchObject({ code })
  await expect(client.query({ text: sql, name: 'prepared' })).rejects.toMatchObject({ code })
  expect((await client.query('select count(*) > 0 as held from boiler where id > $1', ['0'])).rows).toEqual([
    { held: '1' },
  ])
})

test('another password or user is refused, and no two runs have the same', async () => {
  for (const wrong of [{ password: 'guessed' }, { user: 'other' }])
    await expect(connect(wrong)).rejects.toMatchObject({ code: '28P01' })
  clients.splice(0)
  const other = await sqlSimulator.start(0)
  expect((other.config as SqlConfig).password).not.toBe((running.config as SqlConfig).password)
  await other.close()
})
