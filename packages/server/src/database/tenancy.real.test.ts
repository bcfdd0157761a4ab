import { type AssetId, type GrantId, newId, type TenantId, type UserId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './database.ts'
import type { Reach } from './tenancy.ts'
import { addTestTenant, hasDebianServer, startDebianServer, startTestServer, type TestServer } from './testing.ts'

const servers = [
  ['the embedded PostgreSQL 18', startTestServer, true],
  ["Debian's PostgreSQL 15, as its ordinary user", startDebianServer, hasDebianServer],
] as const

describe.each(servers.filter(([, , there]) => there))('on %s', (_, start) => {
  let server: TestServer
  let database: Database
  let north: TenantId
  let south: TenantId

  const addUser = (tenant: TenantId, as: TenantId, username: string) => {
    const user = newId<UserId>()
    return database.house
      .asPerson(user, (tx) =>
        tx.execute(sql`insert into users (id, username, name) values (${user}, ${username}, 'x')`),
      )
      .then(() =>
        database.tenants.within(as, (tx) =>
          tx.execute(sql`insert into memberships (tenant_id, user_id) values (${tenant}, ${user})`),
        ),
      )
  }

  const membersSeen = (as: TenantId | Reach) =>
    database.tenants.within(as, async (tx) => {
      const { rows } = await tx.execute(
        sql`select username from memberships join users on user_id = id order by username`,
      )
      return rows.map((row) => row['username'])
    })

  beforeAll(async () => {
    server = await start()
    database = await server.database()
    north = await addTestTenant(database, 'north')
    south = await addTestTenant(database, 'south')
    await addUser(north, north, 'Nora')
    await addUser(south, south, 'Sam')
  })
  afterAll(() => server.close())

  it('refuses what is still asked after the end of a transaction, and nobody else feels it', async () => {
    for (const fails of [false, true]) {
      let late: (() => Promise<unknown>) | undefined
      const ended = database.tenants.within(north, async (tx) => {
        late = () => tx.execute(sql`select set_config('millrace.tenant', ${north}, false)`)
        if (fails) throw new RangeError('by hand')
      })
      await (fails ? expect(ended).rejects.toThrow('by hand') : ended)
      // The same connection, by now another organisation's.
      await database.tenants.within(south, async (tx) => {
        await expect(late?.()).rejects.toMatchObject({ cause: { code: 'database.transaction_over' } })
        const { rows } = await tx.execute(sql`select current_setting('millrace.tenant') as tenant`)
        expect(rows).toEqual([{ tenant: south }])
      })
    }
  })

  it('takes a transaction within a transaction as a savepoint: role, tenant and the way back stay', async () => {
    const standing = sql`select current_user as role, current_setting('millrace.tenant', true) as tenant`
    const named = (name: string) => sql`update tenants set name = ${name} where id = ${north}`
    const nameOf = async () =>
      (await database.house.asOwner((tx) => tx.execute(sql`select name from tenants where id = ${north}`))).rows[0]
    const before = await nameOf()
    for (const fails of [false, true])
      await expect(
        database.tenants.within(north, async (tx) => {
          const inner = tx.transaction(async (nested) => {
            await nested.execute(sql`select pg_advisory_xact_lock(4711)`)
            if (fails) await nested.execute(sql`select 1/0`)
          })
          await (fails ? expect(inner).rejects.toMatchObject({ cause: { code: '22012' } }) : inner)
          expect((await tx.execute(standing)).rows).toEqual([{ role: 'millrace_tenant', tenant: north }])
          throw new RangeError('by hand')
        }),
      ).rejects.toThrow('by hand')
    await expect(
      database.house.asOwner(async (tx) => {
        await tx.transaction((nested) => nested.execute(named('Elsewhere')))
        throw new RangeError('by hand')
      }),
    ).rejects.toThrow('by hand')
    expect(await nameOf()).toEqual(before)
    await database.house.asOwner(async (tx) => {
      await tx.transaction((nested) => nested.execute(named('north 2')))
      await tx
        .transaction(async (nested) => {
          await nested.execute(named('north 3'))
          throw new RangeError('by hand')
        })
        .catch(() => undefined)
    })
    expect(await nameOf()).toEqual({ name: 'north 2' })
    await database.house.asOwner((tx) => tx.execute(named(String(before?.['name']))))
  })

  it('says so where two wait for each other: one is done, the other can be tried again', async () => {
    const lock = (key: number) => sql`select pg_advisory_xact_lock(${key})`
    let both = 0
    const crossing = (first: number, second: number) =>
      database.tenants.within(north, async (tx) => {
        await tx.execute(lock(first))
        both++
        while (both < 2) await tx.execute(sql`select pg_sleep(0.01)`)
        await tx.execute(lock(second))
      })
    const ends = await Promise.allSettled([crossing(1, 2), crossing(2, 1)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'database.crossed' } })
  })

  it('says so where a failure that somebody swallowed undid the transaction', async () => {
    const written = database.tenants.within(north, async (tx) => {
      await tx.execute(sql`select 1 / 0`).catch(() => undefined)
      return 'written'
    })
    await expect(written).rejects.toMatchObject({ code: 'database.not_committed' })
  })

  it('tells no value of a query that failed, also when the server ended in the middle of it', async () => {
    const failed = async (query: ReturnType<typeof sql>): Promise<Error> => {
      try {
        await database.house.asOwner((tx) => tx.execute(query))
      } catch (thrown) {
        return thrown as Error
      }
      throw new Error('it did not fail')
    }
    const secret = 'argon2id-of-somebody'
    const refused = await failed(sql`select ${secret}::text::uuid`)
    const cut = await failed(sql`select pg_terminate_backend(pg_backend_pid()), ${secret}::text`)
    expect(cut).toMatchObject({ code: 'database.unreachable' })
    for (const { message, stack } of [refused, cut, cut.cause as Error])
      expect(`${message}${stack}`).not.toContain(secret)
    expect(refused.message).toContain('select $1')
    expect(cut.message).not.toContain('select')
  })

  describe('a tenant-bound transaction', () => {
    it('sees its own rows alone, though the query forgets the filter', async () => {
      const { rows } = await database.tenants.within(north, (tx) => tx.execute(sql`select username from users`))
      expect(rows).toEqual([{ username: 'Nora' }])
      expect(await membersSeen(south)).toEqual(['Sam'])
    })

    it('cannot write a row of another tenant', async () => {
      await expect(addUser(south, north, 'Eve')).rejects.toMatchObject({ cause: { code: '42501' } })
    })

    it('changes and deletes nothing of another tenant', async () => {
      const changed = await database.tenants.within(north, (tx) =>
        tx.execute(sql`update memberships set suspended_at = now() where tenant_id = ${south}`),
      )
      const deleted = await database.tenants.within(north, (tx) =>
        tx.execute(sql`delete from memberships where tenant_id = ${south}`),
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
        await tx.execute(sql`update memberships set external_id = 'changed'`)
        throw new TypeError('in the middle')
      })
      await expect(fails).rejects.toThrow('in the middle')
      const { rows } = await database.tenants.within(north, (tx) =>
        tx.execute(sql`select external_id from memberships`),
      )
      expect(rows).toEqual([{ external_id: null }])
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

    it('with a user_id alone belongs to that person: row-level security, forced, with a policy', async () => {
      const { rows } = await database.house.asOwner((tx) =>
        tx.execute(sql`
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`),
      )
      expect(rows).toEqual([])
    })

    it('belongs to a tenant, to a person, or is one of the few of the house', async () => {
      const { rows } = await database.house.asOwner((tx) =>
        tx.execute(sql`
        select relname from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant_id', 'user_id'))
        order by 1`),
      )
      expect(rows).toEqual([{ relname: 'migrations' }, { relname: 'tenants' }, { relname: 'users' }])
    })
  })

  describe('a transaction limited to part of the plant', () => {
    const asset = {
      works: newId<AssetId>(),
      boiler: newId<AssetId>(),
      pump: newId<AssetId>(),
      packaging: newId<AssetId>(),
    }
    const device = newId()
    const grant = newId<GrantId>()
    const pointOfPump = newId()

    const plantOf = (reach: Reach) =>
      database.tenants.within(reach, async (tx) => {
        const names = async (query: ReturnType<typeof sql>) => (await tx.execute(query)).rows.map((row) => row['name'])
        return {
          assets: await names(sql`select name from assets order by name`),
          points: await names(sql`select name from points order by name`),
          series: await names(sql`select id::text as name from series order by id`),
          devices: await names(sql`select name from devices`),
          others: await names(
            sql`select username as name from users union all select name from tenants where id <> ${reach.tenant} union all select role from assignments`,
          ),
        }
      })

    const through = (guest: TenantId | undefined, id = grant): Reach => ({
      tenant: north,
      below: [asset.boiler],
      grant: { id, guest, until: Number.MAX_SAFE_INTEGER },
    })
    const nothing = { assets: [], points: [], series: [], devices: [], others: [] }

    beforeAll(async () => {
      await database.tenants.within(north, async (tx) => {
        const add = (id: AssetId, name: string, lineage: AssetId[]) =>
          tx.execute(sql`insert into assets (id, tenant_id, parent_id, name, lineage, path, search)
          values (${id}, ${north}, ${lineage.at(-2) ?? null}, ${name}, ${sql.param(`{${lineage.join(',')}}`)}::uuid[], ${sql.param(`{${name}}`)}::text[], '')`)
        await add(asset.works, 'works', [asset.works])
        await add(asset.boiler, 'boiler', [asset.works, asset.boiler])
        await add(asset.pump, 'pump', [asset.works, asset.boiler, asset.pump])
        await add(asset.packaging, 'packaging', [asset.works, asset.packaging])
        await tx.execute(
          sql`insert into devices (id, tenant_id, kind, name, search) values (${device}, ${north}, 'device', 'plc', '')`,
        )
        for (const [i, [at, id]] of [
          [asset.works, newId()],
          [asset.boiler, newId()],
          [asset.pump, pointOfPump],
          [asset.packaging, newId()],
        ].entries()) {
          await tx.execute(sql`insert into points (id, tenant_id, asset_id, device_id, name, type, series, search)
          values (${id}, ${north}, ${at}, ${device}, ${`p${i}`}, 'double', ${i}, '')`)
          await tx.execute(
            sql`insert into series (id, tenant_id, point_id, type) values (${i}, ${north}, ${id}, 'double')`,
          )
        }
        const give = (id: GrantId, what: object) =>
          tx.execute(sql`insert into grants (id, tenant_id, asset_id, point_id, subject, guest_handle, guest_id, link_hash, actions, purpose, given_by, starts_at, ends_at)
          select ${id}, ${north}, asset_id, point_id, 'x', case when link_hash is null then 'south' end, guest_id, link_hash, '{point:read}', 'p', '{}', now(), now() + interval '1 day'
          from jsonb_to_record(${JSON.stringify(what)}::jsonb) as t(asset_id uuid, point_id uuid, guest_id uuid, link_hash text)`)
        await give(grant, { asset_id: asset.boiler, guest_id: south })
      })
    })

    it('sees the subtree and what hangs on it, and nothing beside the plant', async () => {
      expect(await plantOf({ tenant: north, below: [asset.boiler] })).toEqual({
        assets: ['boiler', 'pump'],
        points: ['p1', 'p2'],
        series: ['1', '2'],
        devices: ['plc'],
        others: [],
      })
      expect(await plantOf({ tenant: north, below: [] })).toEqual(nothing)
    })

    it('writes nothing, not even inside the subtree', async () => {
      const within = { tenant: north, below: [asset.boiler] }
      const changed = await database.tenants.within(within, (tx) => tx.execute(sql`update points set name = 'x'`))
      expect(changed.rowCount).toBe(0)
      await expect(
        database.tenants.within(within, (tx) =>
          tx.execute(
            sql`insert into series (id, tenant_id, point_id, type) values (9, ${north}, ${pointOfPump}, 'double')`,
          ),
        ),
      ).rejects.toMatchObject({ cause: { code: '42501' } })
    })

    it('through a grant sees what the grant opens, without the devices, whatever subtree it claims', async () => {
      const shared = { assets: ['boiler', 'pump'], points: ['p1', 'p2'], series: ['1', '2'], devices: [], others: [] }
      expect(await plantOf(through(south))).toEqual(shared)
      expect(await plantOf({ ...through(south), below: [asset.works] })).toEqual(shared)
    })

    it('through a grant of another, of nobody, or an invented one sees nothing', async () => {
      expect(await plantOf(through(north))).toEqual(nothing)
      expect(await plantOf(through(undefined))).toEqual(nothing)
      expect(await plantOf(through(south, newId<GrantId>()))).toEqual(nothing)
      expect(await plantOf({ ...through(south), tenant: south })).toEqual(nothing)
    })

    it('through a grant that is revoked, over or not begun sees nothing', async () => {
      const set = (change: ReturnType<typeof sql>) =>
        database.tenants.within(north, (tx) => tx.execute(sql`update grants set ${change} where id = ${grant}`))
      await set(sql`revoked_at = now()`)
      expect(await plantOf(through(south))).toEqual(nothing)
      await set(sql`revoked_at = null, starts_at = now() - interval '2 days', ends_at = now() - interval '1 second'`)
      expect(await plantOf(through(south))).toEqual(nothing)
      await set(sql`starts_at = now() + interval '1 hour', ends_at = now() + interval '1 day'`)
      expect(await plantOf(through(south))).toEqual(nothing)
      await set(sql`starts_at = now() - interval '1 hour'`)
      expect((await plantOf(through(south))).assets).toEqual(['boiler', 'pump'])
    })

    it('the guest cannot change the grant, and sees of it only what is meant for them', async () => {
      const changed = await database.tenants.within(south, (tx) =>
        tx.execute(sql`update grants set ends_at = now() + interval '9 years'`),
      )
      expect(changed.rowCount).toBe(0)
      expect((await database.tenants.within(south, (tx) => tx.execute(sql`select id from grants`))).rowCount).toBe(1)
      const { rows } = await database.tenants.within(south, (tx) =>
        tx.execute(sql`select name from tenants order by name`),
      )
      expect(rows.map((row) => row['name'])).toEqual(['north', 'south'])
    })
  })
})
