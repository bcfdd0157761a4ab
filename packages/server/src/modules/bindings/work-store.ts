import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { work } from './tables.ts'

export type WorkRow = typeof work.$inferSelect

/** A stretch that is to be worked out from the history. */
export interface Mark {
  readonly bound: number
  readonly series: number
  readonly hour: number
  readonly from: number
  readonly last: number
  readonly end: number
}

/** Each grows by what came later. */
export async function keepMarks(tx: TenantTx, marks: readonly Mark[], position: number): Promise<void> {
  const rows = JSON.stringify(marks)
  await tx.execute(sql`
    insert into binding_work (tenant_id, bound, why, series, hour, begun_at, first_at, last_at, end_at, position)
    select held.tenant_id, held.number, 'late', mark.series, mark.hour, min(mark."from"), min(mark."from"), max(mark.last),
      max(mark."end"), ${position}::bigint
    from jsonb_to_recordset(${rows}::jsonb) as mark(bound int, series bigint, hour bigint, "from" bigint, last bigint, "end" bigint)
    join bound_assets held on held.number = mark.bound and held.tenant_id = ${tx.tenant}
    group by held.tenant_id, held.number, mark.series, mark.hour
    on conflict (tenant_id, bound, why, series, hour) do update set
      begun_at = least(binding_work.begun_at, excluded.begun_at), first_at = least(binding_work.first_at, excluded.first_at),
      last_at = greatest(binding_work.last_at, excluded.last_at), end_at = greatest(binding_work.end_at, excluded.end_at),
      position = greatest(binding_work.position, excluded.position)`)
}

/** Works it out from `from` on, up to where live computing began. */
export async function askBack(tx: TenantTx, binding: string, from: number): Promise<void> {
  await tx.execute(sql`
    insert into binding_work (tenant_id, bound, why, series, hour, begun_at, first_at, last_at, end_at, position)
    select tenant_id, number, 'back', -1, 0, ${from}::bigint, ${from}::bigint, since, since, 0 from bound_assets
    where tenant_id = ${tx.tenant} and binding_id = ${binding} and since > ${from}::bigint
    on conflict (tenant_id, bound, why, series, hour) do update set
      begun_at = least(binding_work.begun_at, excluded.begun_at), first_at = least(binding_work.first_at, excluded.first_at)`)
  await tx.execute(sql`
    update bound_assets set since = least(since, ${from}::bigint),
      back_to = case when since is null then least(back_to, ${from}::bigint) else back_to end
    where tenant_id = ${tx.tenant} and binding_id = ${binding}`)
}

/** What of these can be worked out, what came late before what is worked out back. */
export const workUpTo = (
  tx: TenantTx,
  position: number,
  { numbers, limit }: { readonly numbers: readonly number[]; readonly limit: number },
): Promise<WorkRow[]> =>
  tx
    .select()
    .from(work)
    .where(
      and(
        eq(work.tenant, tx.tenant),
        lte(work.position, position),
        sql`${work.bound} = any(${sql.param([...numbers])}::int[])`,
      ),
    )
    .orderBy(sql`${work.why} = 'back'`, asc(work.first), asc(work.bound))
    .limit(limit)

export const workOf = (tx: TenantTx, number: number): Promise<WorkRow[]> =>
  tx
    .select()
    .from(work)
    .where(and(eq(work.tenant, tx.tenant), eq(work.bound, number)))

export const backOf = (tx: TenantTx): Promise<WorkRow[]> =>
  tx
    .select()
    .from(work)
    .where(and(eq(work.tenant, tx.tenant), eq(work.why, 'back')))

const same = (tx: TenantTx, row: WorkRow) =>
  and(
    eq(work.tenant, tx.tenant),
    eq(work.bound, row.bound),
    eq(work.why, row.why),
    eq(work.series, row.series),
    eq(work.hour, row.hour),
    eq(work.first, row.first),
    eq(work.last, row.last),
    eq(work.end, row.end),
    eq(work.position, row.position),
  )

/** It is done up to `first`. One that grew meanwhile is as it was; of a queue, which grows at its end, only where it began counts. */
export async function moveOn(
  tx: TenantTx,
  row: WorkRow,
  { first, isQueue = false }: { readonly first: number; readonly isQueue?: boolean },
): Promise<void> {
  const { bound, why, series, hour } = row
  const queue = and(
    eq(work.tenant, tx.tenant),
    eq(work.bound, bound),
    eq(work.why, why),
    eq(work.series, series),
    eq(work.hour, hour),
    eq(work.first, row.first),
  )
  await tx
    .update(work)
    .set({ first })
    .where(isQueue ? queue : same(tx, row))
}

/** All that waited of one asset. */
export async function allDone(tx: TenantTx, number: number): Promise<void> {
  await tx.delete(work).where(and(eq(work.tenant, tx.tenant), eq(work.bound, number)))
}

/** One that grew meanwhile stays. */
export async function done(tx: TenantTx, row: WorkRow): Promise<void> {
  await tx.delete(work).where(same(tx, row))
}

export interface Snapshot {
  readonly at: number
  readonly state: Uint8Array
}

/** The newest of before a source time. */
export async function stateBefore(
  tx: TenantTx,
  number: number,
  { digest, at }: { readonly digest: string; readonly at: number },
): Promise<Snapshot | undefined> {
  const { rows } = await tx.execute<{ at: string; state: Buffer }>(sql`
    select at, state from binding_states where tenant_id = ${tx.tenant} and bound = ${number} and digest = ${digest}
      and at < ${at}::bigint order by at desc limit 1`)
  const [row] = rows
  return row && { at: Number(row.at), state: new Uint8Array(row.state) }
}

export interface KeptState extends Snapshot {
  readonly bound: number
  readonly digest: string
}

/** The newest of each hour, and of the last day at most. */
export async function keepStates(tx: TenantTx, kept: readonly KeptState[]): Promise<void> {
  if (kept.length === 0) return
  const rows = kept.map(({ state, ...one }) => ({ ...one, state: Buffer.from(state).toString('base64') }))
  // What runs no more meanwhile is left out.
  await tx.execute(sql`
    insert into binding_states (tenant_id, bound, digest, at, state)
    select held.tenant_id, held.number, one.digest, one.at, decode(one.state, 'base64')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(bound int, digest text, at bigint, state text)
    join bound_assets held on held.number = one.bound and held.tenant_id = ${tx.tenant}
    on conflict (bound, digest, at) do update set state = excluded.state`)
  const numbers = kept.map(({ bound }) => bound)
  await tx.execute(sql`
    delete from binding_states held using (
      select bound, digest, at, row_number() over (partition by bound, digest, at / 3600000000 order by at desc) as within,
        dense_rank() over (partition by bound, digest order by at / 3600000000 desc) as hours
      from binding_states where tenant_id = ${tx.tenant} and bound = any(${sql.param(numbers)}::int[])) as old
    where held.tenant_id = ${tx.tenant} and held.bound = old.bound and held.digest = old.digest and held.at = old.at
      and (old.within > 1 or old.hours > 24)`)
}

/** What was remembered from a source time on is of rows that are others now. */
export async function dropStates(
  tx: TenantTx,
  number: number,
  { from, digest }: { readonly from: number; readonly digest: string },
): Promise<void> {
  await tx.execute(sql`
    delete from binding_states where tenant_id = ${tx.tenant} and bound = ${number} and digest = ${digest} and at >= ${from}::bigint`)
}
