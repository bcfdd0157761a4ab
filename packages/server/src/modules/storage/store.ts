import type { SeriesId } from '@millrace/core'
import { and, eq, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { retentionRules } from './tables.ts'

export type RuleRow = typeof retentionRules.$inferSelect

export async function rules(tx: TenantTx): Promise<RuleRow[]> {
  return tx.select().from(retentionRules).where(eq(retentionRules.tenant, tx.tenant)).orderBy(retentionRules.id)
}

export async function setRule(tx: TenantTx, row: RuleRow): Promise<RuleRow> {
  const [saved] = await tx
    .insert(retentionRules)
    .values(row)
    .onConflictDoUpdate({ target: [retentionRules.tenant, retentionRules.asset], set: { days: row.days } })
    .returning()
  return saved as RuleRow
}

export async function dropRule(tx: TenantTx, id: string): Promise<RuleRow | undefined> {
  const [row] = await tx
    .delete(retentionRules)
    .where(and(eq(retentionRules.tenant, tx.tenant), eq(retentionRules.id, id)))
    .returning()
  return row
}

/** Series for which the nearest rule up the tree says so many days, by days. */
export async function seriesByDays(tx: TenantTx): Promise<Map<number, SeriesId[]>> {
  const { rows } = await tx.execute<{ days: number; series: SeriesId[] }>(sql`
    select days, array_agg(series) as series from (
      select series.id as series, (
        select r.days from retention_rules r
        where r.tenant_id = ${tx.tenant} and (r.asset_id is null or r.asset_id = any(assets.lineage))
        order by coalesce(array_position(assets.lineage, r.asset_id), 0) desc limit 1
      ) as days
      from series join points on points.id = series.point_id join assets on assets.id = points.asset_id
      where series.tenant_id = ${tx.tenant}
    ) kept where days is not null group by days`)
  return new Map(rows.map(({ days, series }) => [days, series]))
}

/** Series of an asset and everything below it that the caller may reach. */
export async function seriesBelow(tx: TenantTx, asset: string): Promise<SeriesId[]> {
  const { below } = tx.reach
  const { rows } = await tx.execute<{ id: SeriesId }>(sql`
    select series.id from series join points on points.id = series.point_id join assets on assets.id = points.asset_id
    where series.tenant_id = ${tx.tenant} and ${asset} = any(assets.lineage)
      ${below ? sql`and assets.lineage && ${sql.param([...below])}::uuid[]` : sql``}`)
  return rows.map(({ id }) => id)
}
