import { and, asc, desc, eq, gt, gte, like, lt, or, type SQL, sql } from 'drizzle-orm'
import { patternsOf, type TenantTx } from '../../database/index.ts'
import { type ChainedRecord, type Checkpoint, START } from './chain.ts'
import { checkpoints, heads, records } from './tables.ts'

export interface Head {
  readonly seq: number
  readonly hash: string
  readonly anchorSeq: number
  readonly anchorHash: string
  readonly retentionDays: number | null
}

/** The end of the chain, held until the transaction ends: records of one organisation are appended one after the other. */
export async function takeHead(tx: TenantTx): Promise<Head> {
  const locked = (): Promise<Head[]> => tx.select().from(heads).where(eq(heads.tenant, tx.tenant)).for('update')
  const [head] = await locked()
  if (head) return head
  await tx.execute(
    sql`insert into audit_heads (tenant_id, seq, hash) values (${tx.tenant}, 0, ${START}) on conflict do nothing`,
  )
  return (await locked())[0] as Head
}

export async function headOf(tx: TenantTx): Promise<Head> {
  const [head] = await tx.select().from(heads).where(eq(heads.tenant, tx.tenant))
  return head ?? { seq: 0, hash: START, anchorSeq: 0, anchorHash: START, retentionDays: null }
}

export async function append(tx: TenantTx, { seq, prev, hash, body }: ChainedRecord): Promise<void> {
  await tx.execute(sql`
    with added as (
      insert into audit_records (tenant_id, seq, body, prev, hash) values (${tx.tenant}, ${seq}, ${body}, ${prev}, ${hash}))
    update audit_heads set seq = ${seq}, hash = ${hash} where tenant_id = ${tx.tenant}`)
}

/** Records after `after`, oldest first. */
export async function recordsAfter(tx: TenantTx, after: number, limit: number): Promise<ChainedRecord[]> {
  const { seq, prev, hash, body } = records
  return tx
    .select({ seq, prev, hash, body })
    .from(records)
    .where(and(eq(records.tenant, tx.tenant), gt(records.seq, after)))
    .orderBy(asc(records.seq))
    .limit(limit)
}

export interface Wanted {
  readonly before?: number | undefined
  readonly limit: number
  readonly seq?: number | undefined
  /** How it begins, one of these. */
  readonly actions?: readonly string[] | undefined
  readonly actor?: string | undefined
  readonly target?: string | undefined
  readonly outcome?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly search?: string | undefined
}

export async function findRecords(tx: TenantTx, wanted: Wanted): Promise<ChainedRecord[]> {
  const { seq, prev, hash, body } = records
  const begins = wanted.actions?.map((action) => like(records.action, `${action.replace(/[\\%_]/g, '\\$&')}%`))
  const conditions: (SQL | undefined)[] = [
    eq(records.tenant, tx.tenant),
    wanted.before === undefined ? undefined : lt(records.seq, wanted.before),
    wanted.seq === undefined ? undefined : eq(records.seq, wanted.seq),
    begins && or(...begins),
    wanted.actor === undefined ? undefined : eq(records.actor, wanted.actor),
    wanted.target === undefined ? undefined : eq(records.target, wanted.target),
    wanted.outcome === undefined ? undefined : eq(records.outcome, wanted.outcome),
    wanted.from === undefined ? undefined : gte(records.recordedAt, wanted.from),
    wanted.to === undefined ? undefined : lt(records.recordedAt, wanted.to),
    ...patternsOf(wanted.search).map((pattern) => like(sql`lower(${records.body})`, pattern)),
  ]
  return tx
    .select({ seq, prev, hash, body })
    .from(records)
    .where(and(...conditions))
    .orderBy(desc(records.seq))
    .limit(wanted.limit)
}

export async function addCheckpoint(tx: TenantTx, checkpoint: Checkpoint): Promise<void> {
  await tx
    .insert(checkpoints)
    .values({ tenant: tx.tenant, ...checkpoint })
    .onConflictDoNothing()
}

export async function checkpointsAfter(tx: TenantTx, after: number): Promise<Checkpoint[]> {
  const { seq, hash, at, signature, key } = checkpoints
  return tx
    .select({ seq, hash, at, signature, key })
    .from(checkpoints)
    .where(and(eq(checkpoints.tenant, tx.tenant), gt(checkpoints.seq, after)))
    .orderBy(asc(checkpoints.seq))
}

export async function newestCheckpoint(tx: TenantTx): Promise<number> {
  const { rows } = await tx.execute<{ seq: number }>(
    sql`select coalesce(max(seq), 0)::bigint as seq from audit_checkpoints where tenant_id = ${tx.tenant}`,
  )
  return Number(rows[0]?.seq ?? 0)
}

export async function setRetention(tx: TenantTx, days: number | null): Promise<void> {
  await tx.update(heads).set({ retentionDays: days }).where(eq(heads.tenant, tx.tenant))
}

/** Drops the oldest records up to the last that is both older than `days` and under a checkpoint; the new anchor, if any went. */
export async function dropOlder(tx: TenantTx, days: number): Promise<{ seq: number; hash: string } | undefined> {
  const { rows } = await tx.execute<{ seq: number; hash: string }>(sql`
    select seq, hash from audit_records where tenant_id = ${tx.tenant}
      and recorded_at < now() - make_interval(days => ${days})
      and seq <= (select coalesce(max(seq), 0) from audit_checkpoints where tenant_id = ${tx.tenant})
    order by seq desc limit 1`)
  const last = rows[0]
  if (!last) return undefined
  const anchor = { seq: Number(last.seq), hash: last.hash }
  await tx.execute(sql`delete from audit_records where tenant_id = ${tx.tenant} and seq <= ${anchor.seq}`)
  await tx.update(heads).set({ anchorSeq: anchor.seq, anchorHash: anchor.hash }).where(eq(heads.tenant, tx.tenant))
  return anchor
}
