import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { type Closable, newId, Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { type Database, openPool } from './database.ts'
import { startPostgres } from './postgres/server.ts'

export interface TestDatabase extends Database {
  /** As DATABASE_URL would give it, for a process of its own. */
  readonly url: string
}

/** A real PostgreSQL for one test file, with databases made from a migrated template (about 80 ms each). */
export interface TestServer extends Closable {
  /** An empty database of this release, on its own. */
  database(): Promise<TestDatabase>
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
  return testServer(owned, address, address)
}

interface Login {
  readonly host: string
  readonly port?: number
  readonly user: string
  readonly password?: string
}

/** `login`: whom the platform is; `admin`: who may make databases. */
async function testServer(owned: Owned, login: Login, administrator: Login): Promise<TestServer> {
  const admin = new pg.Client({ ...administrator, database: 'postgres' })
  await admin.connect()
  owned.add({ close: () => admin.end() })
  await admin.query(`create database model owner ${login.user}`)
  await (await openPool({ ...login, database: 'model' }, silentLog)).close()
  const create = async (from: string): Promise<string> => {
    const name = `t${randomBytes(6).toString('hex')}`
    await admin.query(`create database ${name} template ${from} owner ${login.user}`)
    return name
  }
  const urlOf = (name: string): string => {
    const url = new URL(`postgresql://${login.user}:${encodeURIComponent(login.password ?? '')}@localhost/${name}`)
    url.searchParams.set('host', login.host)
    return url.href
  }
  return {
    async database() {
      const name = await create('model')
      return { ...owned.add(await openPool({ ...login, database: name }, silentLog)), url: urlOf(name) }
    },
    emptyUrl: async () => urlOf(await create('template0')),
    close: () => owned.close(),
  }
}

const debian = '/usr/lib/postgresql/15/bin'

/** True where Debian's PostgreSQL 15 is installed. */
export const hasDebianServer = existsSync(join(debian, 'postgres'))

/**
 * Debian's PostgreSQL 15, as an outside server would be: the platform's user owns its database and nothing else, and is no
 * superuser.
 */
export async function startDebianServer(): Promise<TestServer> {
  const owned = new Owned()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-pg15-'))
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  // PostgreSQL refuses to run as root.
  const number = (of: string): number => Number(execFileSync('id', [of, 'postgres'], { encoding: 'utf8' }))
  const as = userInfo().uid === 0 ? { uid: number('-u'), gid: number('-g') } : {}
  if (as.uid !== undefined && as.gid !== undefined) await chown(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  execFileSync(join(debian, 'initdb'), ['-D', data, '-U', 'root_of_all', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    stdio: 'ignore',
    cwd: folder,
    ...as,
  })
  const server = spawn(join(debian, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], {
    stdio: 'ignore',
    cwd: folder,
    ...as,
  })
  owned.add({
    close: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
    },
  })
  const root = { host: folder, user: 'root_of_all' }
  const login = { host: folder, user: 'platform' }
  const first = await answering(root)
  await first.query(
    'create role millrace_tenant nologin; create role platform login; grant millrace_tenant to platform',
  )
  await first.end()
  return testServer(owned, login, root)
}

async function answering(login: Login): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ ...login, database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (thrown) {
      // It is starting: the socket is not there yet, or says 57P03.
      const { code } = thrown as { code?: string }
      if (code !== 'ENOENT' && code !== '57P03' && code !== 'ECONNREFUSED') throw thrown
      await systemClock.sleep(50)
    }
  }
}

/** An organisation to try things in. */
export async function addTestTenant({ house }: Database, name: string): Promise<TenantId> {
  const id = newId<TenantId>()
  await house.asOwner((tx) => tx.execute(sql`insert into tenants (id, name, handle) values (${id}, ${name}, ${id})`))
  return id
}

/** Many points of one device at one asset; their ids. */
export async function addTestPoints(database: Database, tenant: TenantId, points: number): Promise<string[]> {
  const asset = newId()
  const device = newId()
  return database.tenants.within(tenant, async (tx) => {
    await tx.execute(sql`insert into assets (id, tenant_id, name, lineage, path, search)
      values (${asset}, ${tenant}, 'works', array[${asset}::uuid], '{works}', 'works')`)
    await tx.execute(sql`insert into devices (id, tenant_id, kind, name, search)
      values (${device}, ${tenant}, 'device', 'plc', 'plc')`)
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into points (id, tenant_id, asset_id, device_id, name, type, series, search)
      select gen_random_uuid(), ${tenant}, ${asset}, ${device}, 'p' || n, 'double', nextval('series_number'), 'p'
      from generate_series(1, ${points}) as n returning id`)
    return rows.map(({ id }) => id)
  })
}

/** Takes row-level security off the plant, to see what it costs. */
export async function openToAll({ house }: Database): Promise<void> {
  for (const table of ['assets', 'points', 'series', 'devices'])
    await house.asOwner((tx) => tx.execute(sql.raw(`alter table ${table} disable row level security`)))
}
