import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { events, heads } from './tables.ts'

export type EventRow = typeof events.$inferSelect

/** As it is told; `point`: its asset is the event's. */
export interface NewEvent {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly at: number
  readonly toldAt: number
  readonly subject: string | null
  readonly asset: string | null
  readonly point: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** In their order; from here on whoever else tells waits for the commit. */
export async function append(tx: TenantTx, told: readonly NewEvent[]): Promise<void> {
  const rows = told.map(({ toldAt, ...row }, n) => ({ ...row, told_at: toldAt, n: n + 1 }))
  await tx.execute(sql`
    with head as (
      insert into event_heads (tenant_id, seq) values (${tx.tenant}, ${rows.length})
      on conflict (tenant_id) do update set seq = event_heads.seq + ${rows.length} returning seq)
    insert into events (tenant_id, seq, id, type, version, at, told_at, subject, asset_id, data)
    select ${tx.tenant}::uuid, head.seq - ${rows.length}::integer + said.n, said.id, said.type, said.version, said.at, said.told_at, said.subject,
      coalesce(said.asset, (select asset_id from points where points.id = said.point)), said.data
    from head, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as said(n integer, id uuid, type text, version integer, at bigint,
      told_at bigint, subject text, asset uuid, point uuid, data jsonb)`)
}

export interface Head {
  readonly seq: number
  readonly dropped: number
  readonly days: number | null
  readonly most: number | null
}

export async function headOf(tx: TenantTx): Promise<Head> {
  const [head] = await tx.select().from(heads).where(eq(heads.tenant, tx.tenant))
  return head ?? { seq: 0, dropped: 0, days: null, most: null }
}

/** Types that are seen alike: at these assets and below, or everywhere. */
export interface Sight {
  readonly types: readonly string[]
  readonly below: readonly string[] | undefined
}

export interface Wanted {
  readonly sights: readonly Sight[]
  readonly after?: number | undefined
  readonly before?: number | undefined
  /** No newer than this. */
  readonly upTo: number
  readonly toldFrom?: number | undefined
  readonly asset?: string | undefined
  readonly subject?: string | undefined
  readonly newest?: boolean | undefined
  readonly limit: number
}

const atOrBelow = (roots: readonly string[]): SQL =>
  sql`${events.asset} in (select id from assets where lineage && ${`{${roots.join(',')}}`}::uuid[])`

export async function find(tx: TenantTx, wanted: Wanted): Promise<EventRow[]> {
  const { sights, after, before, upTo, toldFrom, asset, subject, newest, limit } = wanted
  const seen = sights.filter(({ types, below }) => types.length > 0 && below?.length !== 0)
  if (seen.length === 0) return []
  return tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.tenant, tx.tenant),
        lte(events.seq, upTo),
        after === undefined ? undefined : gt(events.seq, after),
        before === undefined ? undefined : lt(events.seq, before),
        toldFrom === undefined ? undefined : gte(events.toldAt, toldFrom),
        subject === undefined ? undefined : eq(events.subject, subject),
        asset === undefined ? undefined : atOrBelow([asset]),
        or(
          ...seen.map(({ types, below }) =>
            and(inArray(events.type, [...types]), below === undefined ? undefined : atOrBelow(below)),
          ),
        ),
      ),
    )
    .orderBy(newest ? desc(events.seq) : asc(events.seq))
    .limit(limit)
}

export async function bySeq(tx: TenantTx, seq: number): Promise<EventRow | undefined> {
  const [row] = await tx
    .select()
    .from(events)
    .where(and(eq(events.tenant, tx.tenant), eq(events.seq, seq)))
  return row
}

/** Of the newest event that was told before a moment, µs; 0 where there is none. */
export async function seqBefore(tx: TenantTx, toldAt: number): Promise<number> {
  const { rows } = await tx.execute<{ seq: string | null }>(
    sql`select max(seq) as seq from events where tenant_id = ${tx.tenant} and told_at < ${toldAt}`,
  )
  return Number(rows[0]?.seq ?? 0)
}

export async function setKeeping(tx: TenantTx, { days, most }: { days: number; most: number }): Promise<void> {
  await tx
    .insert(heads)
    .values({ tenant: tx.tenant, seq: 0, dropped: 0, days, most })
    .onConflictDoUpdate({ target: heads.tenant, set: { days, most } })
}

/** What is before `through` goes. */
export async function dropThrough(tx: TenantTx, through: number): Promise<void> {
  await tx.execute(sql`update event_heads set dropped = greatest(dropped, ${through}) where tenant_id = ${tx.tenant}`)
  await tx.delete(events).where(and(eq(events.tenant, tx.tenant), lte(events.seq, through)))
}
