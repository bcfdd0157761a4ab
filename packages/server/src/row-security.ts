import { newId, Owned, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import type { Database } from './database/index.ts'
import { addTestTenant, type TestServer } from './database/testing.ts'
import { startTestModules } from './testing.ts'

const ASKED = 20

export interface Timed {
  /** Median time of reading points by their ids, s. */
  readonly secured: number
  /** The same in a database whose tables have no row-level security. */
  readonly bare: number
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number

async function seed(database: Database, tenant: TenantId, points: number): Promise<string[]> {
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

/** Reads points through the asset module in two databases of one server, one with row-level security and one without, by turns. */
export async function timeRowSecurity(server: TestServer, points: number, turns: number): Promise<Timed> {
  const owned = new Owned()
  try {
    const times: [number[], number[]] = [[], []]
    const asks: (() => Promise<unknown>)[] = []
    for (const secured of [true, false]) {
      const database = await server.database()
      const { services } = await startTestModules(owned, database)
      const tenant = await addTestTenant(database, 'bench')
      const other = await addTestTenant(database, 'other')
      await seed(database, other, points)
      const ids = await seed(database, tenant, points)
      if (!secured)
        for (const table of ['assets', 'points', 'series', 'devices'])
          await database.house.asOwner((tx) => tx.execute(sql.raw(`alter table ${table} disable row level security`)))
      await database.house.asOwner((tx) => tx.execute(sql`analyze`))
      let at = 0
      asks.push(() => {
        at = (at + ASKED) % (ids.length - ASKED)
        // Other ids each time, so that nothing is remembered.
        services.assets.forget()
        return services.assets.numbered({ tenant }, ids.slice(at, at + ASKED))
      })
    }
    for (let i = 0; i < turns * 2; i++) {
      const begun = performance.now()
      await asks[i % 2]?.()
      times[i % 2]?.push((performance.now() - begun) / 1_000)
    }
    return { secured: median(times[0]), bare: median(times[1]) }
  } finally {
    await owned.close()
  }
}
