import { type AssetId, newId, silentLog, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { openPool } from './database.ts'

export interface ManyAlarms {
  readonly tenant: TenantId
  /** Numbers of their conditions, in the order of their ids. */
  readonly conditions: readonly number[]
  /** Of each. */
  readonly ids: readonly string[]
}

/** Alarms in force at one asset of the first organisation, of all priorities in turn, as if each had been approved. */
export async function addManyAlarms(databaseUrl: string, howMany: number): Promise<ManyAlarms> {
  const database = await openPool({ connectionString: databaseUrl }, silentLog)
  try {
    const { rows } = await database.house.asOwner((tx) =>
      tx.execute<{ id: TenantId }>(sql`select id from tenants order by created_at limit 1`),
    )
    const tenant = rows[0]?.id as TenantId
    const asset = newId<AssetId>()
    const device = newId()
    const point = newId()
    const definition = {
      asset,
      name: { en: 'Flood', zh: '泛滥' },
      condition: { is: 'limit', point, side: 'high', limit: 1, deadband: 0, onDelay: 0, offDelay: 0 },
      consequence: 'major',
      respondWithin: 5,
      cause: '',
      effect: '',
      action: '',
      class: '',
      latching: false,
      acknowledgement: 'required',
      reAlarm: 'always',
      rationalised: true,
    }
    return await database.tenants.within(tenant, async (tx) => {
      await tx.execute(sql`insert into assets (id, tenant_id, name, lineage, path, search)
        values (${asset}, ${tenant}, 'Flood', array[${asset}::uuid], '{Flood}', 'flood')`)
      await tx.execute(sql`insert into devices (id, tenant_id, kind, name, search)
        values (${device}, ${tenant}, 'device', 'plc', 'plc')`)
      await tx.execute(sql`insert into points (id, tenant_id, asset_id, device_id, name, type, series, search)
        values (${point}, ${tenant}, ${asset}, ${device}, 'level', 'double', nextval('series_number'), 'level')`)
      const made = await tx.execute<{ id: string; condition: number }>(sql`
        insert into alarms (id, tenant_id, asset_id, condition_key, definition, version, condition, search, changed_at)
        select gen_random_uuid(), ${tenant}, ${asset}, 'c' || n, ${JSON.stringify(definition)}::jsonb, 1,
          nextval('condition_number'), 'flood', now() from generate_series(1, ${howMany}) as n
        returning id, condition`)
      await tx.execute(sql`
        insert into alarm_states (alarm_id, tenant_id, asset_id, priority, state, process, shelved, suppressed, out_of_service,
          annunciated, since, edge_active, suppression_active)
        select id, ${tenant}, ${asset}, condition % 4, 'normal', 'normal', false, false, false, false, 0, false, false from alarms
        where tenant_id = ${tenant}`)
      const sorted = [...made.rows].sort((a, b) => (a.id < b.id ? -1 : 1))
      return { tenant, ids: sorted.map(({ id }) => id), conditions: sorted.map(({ condition }) => condition) }
    })
  } finally {
    await database.close()
  }
}
