import type { Micros } from '@millrace/core'
import { and, eq, lte, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { late } from './tables.ts'

const HOUR: Micros = 3_600_000_000

/** Samples of one series that came for a time that was told, within one hour. */
export interface LateMark {
  readonly asset: string
  readonly series: number
  readonly from: Micros
  readonly to: Micros
}

export type LateRow = typeof late.$inferSelect

/** One mark for each series and hour. */
function merged(marks: readonly LateMark[]): readonly (LateMark & { readonly hour: number })[] {
  const all = new Map<string, LateMark & { hour: number }>()
  for (const mark of marks) {
    const hour = Math.floor(mark.from / HOUR)
    const key = `${mark.asset} ${mark.series} ${hour}`
    const known = all.get(key)
    const from = Math.floor(Math.min(mark.from, known?.from ?? mark.from))
    const to = Math.ceil(Math.max(mark.to, known?.to ?? mark.to))
    all.set(key, { ...mark, from, to, hour })
  }
  return [...all.values()]
}

/** Marks of work units that are there; each grows by what came later. */
export async function keepLate(tx: TenantTx, marks: readonly LateMark[], position: number): Promise<void> {
  const rows = JSON.stringify(merged(marks))
  await tx.execute(sql`
    insert into kpi_late (tenant_id, asset_id, series, hour, first_at, last_at, position)
    select unit.tenant_id, unit.asset_id, mark.series, mark.hour, mark."from", mark."to", ${position}::bigint
    from jsonb_to_recordset(${rows}::jsonb) as mark(asset uuid, series bigint, hour bigint, "from" bigint, "to" bigint)
    join work_units unit on unit.asset_id = mark.asset and unit.tenant_id = ${tx.tenant}
    on conflict (tenant_id, asset_id, series, hour) do update set
      first_at = least(kpi_late.first_at, excluded.first_at), last_at = greatest(kpi_late.last_at, excluded.last_at),
      position = greatest(kpi_late.position, excluded.position)`)
}

/** Marks of samples that the history has, by asset. */
export async function lateUpTo(tx: TenantTx, position: number): Promise<Map<string, LateRow[]>> {
  const rows = await tx
    .select()
    .from(late)
    .where(and(eq(late.tenant, tx.tenant), lte(late.position, position)))
  return Map.groupBy(rows, ({ asset }) => asset)
}

/** Their windows wait; a mark that grew meanwhile stays. */
export async function dropLate(tx: TenantTx, rows: readonly LateRow[]): Promise<void> {
  const gone = JSON.stringify(rows.map(({ asset, series, hour, position }) => ({ asset, series, hour, position })))
  await tx.execute(sql`
    delete from kpi_late using jsonb_to_recordset(${gone}::jsonb) as gone(asset uuid, series bigint, hour bigint, position bigint)
    where kpi_late.tenant_id = ${tx.tenant} and kpi_late.asset_id = gone.asset and kpi_late.series = gone.series
      and kpi_late.hour = gone.hour and kpi_late.position = gone.position`)
}
