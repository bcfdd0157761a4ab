import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Closable, newId, Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { type Database, openPool } from './database.ts'
import { startPostgres } from './postgres/server.ts'

/** A real PostgreSQL for one test file, with databases made from a migrated template (about 80 ms each). */
export interface TestServer extends Closable {
  /** An empty database of this release, on its own. */
  database(): Promise<Database>
  /** Address of a new empty database without any table, as DATABASE_URL would give it. */
  emptyUrl(): Promise<string>
}

export async function startTestServer(): Promise<TestServer> {
  const owned = new Owned()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-test-'))
  // Open to pass through, so that the server lives inside even where the tests run as root.
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  const { address } = owned.add(await startPostgres({ dataFolder: folder, clock: systemClock, log: silentLog }))
  const admin = new pg.Client({ ...address, database: 'postgres' })
  await admin.connect()
  owned.add({ close: () => admin.end() })
  await admin.query('create database model')
  await (await openPool({ ...address, database: 'model' }, silentLog)).close()
  const create = async (from: string): Promise<string> => {
    const name = `t${randomBytes(6).toString('hex')}`
    await admin.query(`create database ${name} template ${from}`)
    return name
  }
  return {
    database: async () => owned.add(await openPool({ ...address, database: await create('model') }, silentLog)),
    emptyUrl: async () => {
      const url = new URL(
        `postgresql://${address.user}:${encodeURIComponent(address.password)}@localhost/${await create('template0')}`,
      )
      url.searchParams.set('host', address.host)
      return url.href
    },
    close: () => owned.close(),
  }
}

/** An organisation to try things in. */
export async function addTestTenant({ house }: Database, name: string): Promise<TenantId> {
  const id = newId<TenantId>()
  await house.asOwner((tx) => tx.execute(sql`insert into tenants (id, name) values (${id}, ${name})`))
  return id
}
