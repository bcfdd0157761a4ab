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

/** How many points are kept for how many days; null for ever. */
export async function pointsByDays(tx: TenantTx): Promise<{ days: number | null; points: number }[]> {
  const { rows } = await tx.execute<{ days: number | null; points: number }>(sql`
    select days, count(*)::int as points from (
      select (
        select r.days from retention_rules r
        where r.tenant_id = ${tx.tenant} and (r.asset_id is null or r.asset_id = any(assets.lineage))
        order by coalesce(array_position(assets.lineage, r.asset_id), 0) desc limit 1
      ) as days
      from points join assets on assets.id = points.asset_id
      where points.tenant_id = ${tx.tenant}
    ) kept group by days order by days nulls last`)
  return rows
}

/** Series for which a rule at this place would be the nearest; null: the whole organisation. */
export async function seriesOfRule(tx: TenantTx, asset: string | null): Promise<SeriesOf> {
  const here = sql`coalesce(array_position(assets.lineage, ${asset}::uuid), 0)`
  const { rows } = await tx.execute<{ id: SeriesId; point: string }>(sql`
    select series.id, series.point_id as point
    from series join points on points.id = series.point_id join assets on assets.id = points.asset_id
    where series.tenant_id = ${tx.tenant} and (${asset}::uuid is null or ${asset}::uuid = any(assets.lineage))
      and not exists (
        select 1 from retention_rules r where r.tenant_id = ${tx.tenant}
          and coalesce(array_position(assets.lineage, r.asset_id), 0) > ${here})`)
  return { series: rows.map(({ id }) => id), points: new Set(rows.map(({ point }) => point)).size }
}

/** Series, and of how many points they are. */
export interface SeriesOf {
  readonly series: SeriesId[]
  readonly points: number
}

/** Series of an asset and everything below it that the caller may reach. */
export async function seriesBelow(tx: TenantTx, asset: string): Promise<SeriesOf> {
  const { below } = tx.reach
  const { rows } = await tx.execute<{ id: SeriesId; point: string }>(sql`
    select series.id, series.point_id as point
    from series join points on points.id = series.point_id join assets on assets.id = points.asset_id
    where series.tenant_id = ${tx.tenant} and ${asset} = any(assets.lineage)
      ${below ? sql`and assets.lineage && ${sql.param([...below])}::uuid[]` : sql``}`)
  return { series: rows.map(({ id }) => id), points: new Set(rows.map(({ point }) => point)).size }
}
