import { and, desc, eq, gte, ilike, lt, type SQL, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { appLog, appServices } from './tables.ts'

export type ServiceRow = typeof appServices.$inferSelect
export type LogRow = typeof appLog.$inferSelect

/** Lines of one service, process, page or flow that are kept. */
const MOST_LINES = 1_000

export interface OfService {
  readonly installation: string
  readonly service: string
}

const own = (tx: TenantTx, { installation, service }: OfService): SQL | undefined =>
  and(eq(appServices.tenant, tx.tenant), eq(appServices.installation, installation), eq(appServices.service, service))

export const services = (tx: TenantTx, installation: string): Promise<ServiceRow[]> =>
  tx
    .select()
    .from(appServices)
    .where(and(eq(appServices.tenant, tx.tenant), eq(appServices.installation, installation)))

export async function service(tx: TenantTx, of: OfService): Promise<ServiceRow | undefined> {
  return (await tx.select().from(appServices).where(own(tx, of)))[0]
}

/** Where it has been known before, it stays as it is. */
export async function begin(tx: TenantTx, of: OfService, at: { slot?: number; position?: number }): Promise<void> {
  await tx.execute(sql`
    insert into app_services (tenant_id, installation_id, service, slot, position)
    values (${tx.tenant}, ${of.installation}, ${of.service}, ${at.slot ?? null}, ${at.position ?? null})
    on conflict (tenant_id, installation_id, service) do update set
      slot = coalesce(app_services.slot, excluded.slot), position = coalesce(app_services.position, excluded.position)`)
}

export async function change(tx: TenantTx, of: OfService, set: Partial<ServiceRow>): Promise<void> {
  await tx.update(appServices).set(set).where(own(tx, of))
}

/** What one call added. */
export interface Counted {
  readonly computingMs: number
  readonly asked: number
  readonly refused: number
  readonly lines: number
  /** Code of the fault that it ended with. */
  readonly stopped?: string
  readonly failed: boolean
  readonly at: Date
}

/** How often it was stopped in a row, with this one. Undefined where the installation is no more. */
export async function count(tx: TenantTx, of: OfService, more: Counted): Promise<number | undefined> {
  const { computingMs, asked, refused, lines, stopped, failed, at } = more
  const { rows } = await tx.execute<{ stops: number }>(sql`
    insert into app_services as known (tenant_id, installation_id, service, stops, calls, failed, computing_ms, asked, refused, lines, stopped, last_at)
    select tenant_id, id, ${of.service}, ${stopped === undefined ? 0 : 1}::int, 1, ${failed ? 1 : 0}::int, ${computingMs}::float8, ${asked}::int,
      ${refused}::int, ${lines}::int, ${JSON.stringify(stopped === undefined ? {} : { [stopped]: 1 })}::jsonb, ${at.toISOString()}::timestamptz
    from app_installations where tenant_id = ${tx.tenant} and id = ${of.installation}
    on conflict (tenant_id, installation_id, service) do update set
      stops = case when ${stopped === undefined} then 0 else known.stops + 1 end,
      calls = known.calls + 1, failed = known.failed + excluded.failed, computing_ms = known.computing_ms + excluded.computing_ms,
      asked = known.asked + excluded.asked, refused = known.refused + excluded.refused, lines = known.lines + excluded.lines,
      stopped = case when ${stopped === undefined} then known.stopped else jsonb_set(known.stopped, array[${stopped ?? ''}::text],
        to_jsonb(coalesce((known.stopped ->> ${stopped ?? ''})::bigint, 0) + 1)) end,
      last_at = excluded.last_at
    returning stops`)
  return rows[0]?.stops
}

export type NewLine = Pick<LogRow, 'at' | 'level' | 'text' | 'fields'>

/** The oldest beyond what is kept go. */
export async function addLines(
  tx: TenantTx,
  { installation, service, source = 'service' }: OfService & { readonly source?: LogRow['source'] },
  lines: readonly NewLine[],
): Promise<void> {
  if (lines.length === 0) return
  const of = { installation, service, source }
  await tx.insert(appLog).values(lines.map((line) => ({ tenant: tx.tenant, ...of, ...line })))
  await tx.execute(sql`
    delete from app_log where tenant_id = ${tx.tenant} and installation_id = ${installation} and service = ${service}
      and source = ${source} and n <= (
      select n from app_log where tenant_id = ${tx.tenant} and installation_id = ${installation} and service = ${service}
        and source = ${source}
      order by n desc offset ${MOST_LINES} limit 1)`)
}

/** The newest first. */
export const lines = (
  tx: TenantTx,
  installation: string,
  wanted: {
    service?: string | undefined
    source?: LogRow['source'] | undefined
    level?: LogRow['level'] | undefined
    text?: string | undefined
    from?: Date | undefined
    to?: Date | undefined
    before?: number | undefined
    limit: number
  },
): Promise<LogRow[]> =>
  tx
    .select()
    .from(appLog)
    .where(
      and(
        eq(appLog.tenant, tx.tenant),
        eq(appLog.installation, installation),
        wanted.service === undefined ? undefined : eq(appLog.service, wanted.service),
        wanted.source === undefined ? undefined : eq(appLog.source, wanted.source),
        wanted.level === undefined ? undefined : eq(appLog.level, wanted.level),
        wanted.text === undefined ? undefined : ilike(appLog.text, `%${wanted.text.replaceAll(/[\\%_]/g, '\\$&')}%`),
        wanted.from === undefined ? undefined : gte(appLog.at, wanted.from),
        wanted.to === undefined ? undefined : lt(appLog.at, wanted.to),
        wanted.before === undefined ? undefined : lt(appLog.n, wanted.before),
      ),
    )
    .orderBy(desc(appLog.n))
    .limit(wanted.limit)
