import type { TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { addTestTenant, startTestServer, type TestServer } from './testing.ts'

let server: TestServer
let database: Database
let north: TenantId
let south: TenantId

const addUser = (tenant: TenantId, as: TenantId, username: string) =>
  database.tenants.within(as, (tx) =>
    tx.execute(
      sql`insert into users (id, tenant_id, username, name, password_hash) values (gen_random_uuid(), ${tenant}, ${username}, 'x', 'x')`,
    ),
  )

beforeAll(async () => {
  server = await startTestServer()
  database = await server.database()
  north = await addTestTenant(database, 'north')
  south = await addTestTenant(database, 'south')
  await addUser(north, north, 'Nora')
  await addUser(south, south, 'Sam')
})
afterAll(() => server.close())

describe('a tenant-bound transaction', () => {
  it('sees its own rows alone, though the query forgets the filter', async () => {
    const { rows } = await database.tenants.within(north, (tx) => tx.execute(sql`select username from users`))
    expect(rows).toEqual([{ username: 'Nora' }])
  })

  it('cannot write a row of another tenant', async () => {
    await expect(addUser(south, north, 'Eve')).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('changes and deletes nothing of another tenant', async () => {
    const changed = await database.tenants.within(north, (tx) =>
      tx.execute(sql`update users set name = 'y' where username = 'Sam'`),
    )
    const deleted = await database.tenants.within(north, (tx) =>
      tx.execute(sql`delete from users where username = 'Sam'`),
    )
    expect([changed.rowCount, deleted.rowCount]).toEqual([0, 0])
  })

  it('sees only its own organisation', async () => {
    const { rows } = await database.tenants.within(north, (tx) => tx.execute(sql`select name from tenants`))
    expect(rows).toEqual([{ name: 'north' }])
  })

  it('leaves no tenant behind on the pooled connection', async () => {
    const seen = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        database.tenants.within(
          i % 2 ? north : south,
          async (tx) => (await tx.execute(sql`select username from users`)).rows,
        ),
      ),
    )
    expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => [{ username: i % 2 ? 'Nora' : 'Sam' }]))
  })

  it('rolls back whole when it fails', async () => {
    const fails = database.tenants.within(north, async (tx) => {
      await tx.execute(sql`update users set name = 'changed'`)
      throw new TypeError('in the middle')
    })
    await expect(fails).rejects.toThrow('in the middle')
    const { rows } = await database.tenants.within(north, (tx) => tx.execute(sql`select name from users`))
    expect(rows).toEqual([{ name: 'x' }])
  })
})

describe('a search by key before the tenant is known', () => {
  it('sees the row of that key alone', async () => {
    const { rows } = await database.house.byKey('sam', (tx) => tx.execute(sql`select username from users`))
    expect(rows).toEqual([{ username: 'Sam' }])
  })

  it('sees nothing with an empty key', async () => {
    const { rows } = await database.house.byKey('', (tx) => tx.execute(sql`select username from users`))
    expect(rows).toEqual([])
  })

  it('takes a key with quotes and backslashes as text', async () => {
    const { rows } = await database.house.byKey(`'; \\' or 1=1 --`, (tx) =>
      tx.execute(sql`select current_setting('millrace.key') as key`),
    )
    expect(rows).toEqual([{ key: `'; \\' or 1=1 --` }])
  })
})

describe('every table', () => {
  it('with a tenant_id has row-level security, forced, with a policy', async () => {
    const { rows } = await database.house.asOwner((tx) =>
      tx.execute(sql`
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`),
    )
    expect(rows).toEqual([])
  })

  it('is either tenant-owned or one of the two of the house', async () => {
    const { rows } = await database.house.asOwner((tx) =>
      tx.execute(sql`
        select relname from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') order by 1`),
    )
    expect(rows).toEqual([{ relname: 'migrations' }, { relname: 'tenants' }])
  })
})
