import { sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { Source } from './schema.ts'

/** What was done and taken, of one source within an hour. */
export interface Figures {
  calls: number
  failed: number
  refused: number
  computingMs: number
  /** Written. */
  rows: number
  /** Of log. */
  lines: number
}
export interface HourRow extends Figures {
  readonly installation: string
  /** Begin of the hour. */
  readonly at: Date
  readonly source: Source
  readonly name: string
}

const KEPT_DAYS = 92

/** Nothing is kept of an installation that is no more. */
export async function addHours(tx: TenantTx, given: readonly HourRow[]): Promise<void> {
  if (given.length === 0) return
  await tx.execute(sql`
    insert into app_hours as known (tenant_id, installation_id, at, source, name, calls, failed, refused, computing_ms, rows, lines)
    select ${tx.tenant}::uuid, installation, given.at, given.source, given.name, given.calls, given.failed, given.refused, given."computingMs", given.rows, given.lines
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(installation uuid, at timestamptz, source text, name text,
      calls bigint, failed bigint, refused bigint, "computingMs" float8, rows bigint, lines bigint)
    join app_installations on tenant_id = ${tx.tenant} and id = installation
    on conflict (tenant_id, installation_id, at, source, name) do update set
      calls = known.calls + excluded.calls, failed = known.failed + excluded.failed, refused = known.refused + excluded.refused,
      computing_ms = known.computing_ms + excluded.computing_ms, rows = known.rows + excluded.rows, lines = known.lines + excluded.lines`)
}

/** What is older than is kept goes. */
export async function dropOld(tx: TenantTx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString()
  await tx.execute(sql`delete from app_hours where tenant_id = ${tx.tenant} and at < ${before}::timestamptz`)
}

/** The oldest first. */
export async function hours(tx: TenantTx, installation: string, from: Date, to: Date): Promise<HourRow[]> {
  const { rows } = await tx.execute<Omit<HourRow, 'at'> & { at: string }>(sql`
    select installation_id as installation, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, source, name,
      calls::float8 as calls, failed::float8 as failed, refused::float8 as refused, computing_ms as "computingMs",
      rows::float8 as rows, lines::float8 as lines
    from app_hours where tenant_id = ${tx.tenant} and installation_id = ${installation}
      and at >= ${from.toISOString()}::timestamptz and at < ${to.toISOString()}::timestamptz
    order by app_hours.at, source, name`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
