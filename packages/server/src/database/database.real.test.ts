import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, silentLog, systemClock } from '@millrace/core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestModules, TEST_PASSWORD } from '../testing.ts'
import { openDatabase, openPool } from './database.ts'
import { type Address, startPostgres } from './postgres/server.ts'

const owned = new Owned()
let address: Address
let admin: pg.Client

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-db-'))
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  address = owned.add(await startPostgres({ dataFolder: folder, clock: systemClock, log: silentLog })).address
  admin = new pg.Client({ ...address, database: 'postgres' })
  await admin.connect()
  owned.add({ close: () => admin.end() })
})
afterAll(() => owned.close())

const urlOf = (user: string, database: string) =>
  `postgresql://${user}:word@localhost/${database}?host=${encodeURIComponent(address.host)}`

async function ownedDatabase(name: string, rights: string): Promise<string> {
  await admin.query(`create role ${name} login password 'word' nosuperuser nobypassrls ${rights}`)
  await admin.query(`create database ${name} owner ${name}`)
  return urlOf(name, name)
}

const open = async (databaseUrl: string) => {
  const database = await openDatabase({ dataFolder: '/nowhere', clock: systemClock, log: silentLog, databaseUrl })
  return owned.add(database)
}

describe('a database of your own', () => {
  it('says what an administrator must do when its user may make no role', async () => {
    const url = await ownedDatabase('bare', 'nocreaterole')
    await expect(open(url)).rejects.toMatchObject({
      code: 'database.role_refused',
      remedy: expect.stringContaining('create role millrace_tenant nologin; grant millrace_tenant'),
    })
  })

  it('serves under a plain owner, who sees no row of a tenant outside its transactions', async () => {
    const database = await open(await ownedDatabase('plain', 'createrole'))
    const { services } = await startTestModules(owned, database)
    await services.members.ensureAdministrator(TEST_PASSWORD)
    const caller = { remote: 'here', userAgent: '' }
    const opened = await services.identity.signIn({ username: 'admin', password: TEST_PASSWORD }, caller)
    const { session, token } = opened as Extract<typeof opened, { token: string }>
    expect(await services.identity.principal(token)).toMatchObject({ tenant: session.tenant.id, username: 'admin' })
    const outside = new pg.Client({ connectionString: urlOf('plain', 'plain') })
    await outside.connect()
    expect((await outside.query('select from users')).rowCount).toBe(0)
    expect((await outside.query('select from sessions')).rowCount).toBe(0)
    await outside.end()
  })

  it('that does not answer is told with the reason', async () => {
    await expect(open('postgresql://127.0.0.1:1/x')).rejects.toMatchObject({ code: 'database.unreachable' })
  })
})

describe('migrations', () => {
  const fresh = async (name: string) => {
    await admin.query(`create database ${name}`)
    return { ...address, database: name }
  }

  it('run once, though two platforms start on one database at the same time', async () => {
    const connection = await fresh('twice')
    const both = await Promise.all([openPool(connection, silentLog), openPool(connection, silentLog)])
    for (const database of both) {
      await database.check()
      await database.close()
    }
  })

  it('that were changed after they ran stop the start', async () => {
    const connection = await fresh('changed')
    await (await openPool(connection, silentLog)).close()
    const client = new pg.Client(connection)
    await client.connect()
    await client.query(`update migrations set sum = 'other' where name like '0001%'`)
    await expect(openPool(connection, silentLog)).rejects.toMatchObject({ code: 'database.migration_changed' })
    await client.query(`delete from migrations where name like '0001%'`)
    await client.query(`insert into migrations (name, sum) values ('9999_from_later.sql', 'x')`)
    await expect(openPool(connection, silentLog)).rejects.toMatchObject({ code: 'database.migration_unknown' })
    await client.end()
  })
})
