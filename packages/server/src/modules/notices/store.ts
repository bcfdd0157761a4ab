import { and, asc, count, desc, eq, inArray, lt, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { DeliveryState, State } from './schema.ts'
import { deliveries, linkKeys, notices, type Somebody, steps, subjects } from './tables.ts'

export type NoticeRow = typeof notices.$inferSelect
export type StepRow = typeof steps.$inferSelect
export type DeliveryRow = typeof deliveries.$inferSelect

const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`
const uuids = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`

/** Raises them; one that is open already is counted, and takes the newer words and priority. Keys must differ. */
export async function raise(tx: TenantTx, rows: readonly (typeof notices.$inferInsert)[]): Promise<void> {
  await tx
    .insert(notices)
    .values([...rows])
    .onConflictDoUpdate({
      target: [notices.tenant, notices.key],
      targetWhere: sql`state <> 'cleared'`,
      set: {
        times: sql`${notices.times} + excluded.times`,
        changedAt: sql`excluded.changed_at`,
        priority: sql`excluded.priority`,
        title: sql`excluded.title`,
        body: sql`excluded.body`,
      },
    })
}

/** Open ones are asked of the rules as if they were new. */
export async function tellAnew(tx: TenantTx, keys: readonly string[]): Promise<void> {
  const open = await tx
    .update(notices)
    .set({ state: 'raised', acknowledgedBy: null, routed: false })
    .where(
      and(
        eq(notices.tenant, tx.tenant),
        sql`${notices.key} = any(${sql.param([...keys])}::text[])`,
        ne(notices.state, 'cleared'),
      ),
    )
    .returning({ id: notices.id })
  await tx.delete(steps).where(
    and(
      eq(steps.tenant, tx.tenant),
      inArray(
        steps.notice,
        open.map(({ id }) => id),
      ),
    ),
  )
}

/** Those of the keys that were open and not yet so, as they are now. */
export async function settle(
  tx: TenantTx,
  keys: readonly string[],
  to: {
    readonly state: Exclude<State, 'raised'>
    readonly by: Somebody | null
    readonly at: Date
    /** Rules are asked who hears of it. */
    readonly told: boolean
  },
): Promise<NoticeRow[]> {
  const { state, by, at, told } = to
  return tx
    .update(notices)
    .set({
      state,
      changedAt: at,
      ...(state === 'acknowledged' ? { acknowledgedBy: by } : {}),
      ...(told ? { routed: false } : {}),
    })
    .where(
      and(
        eq(notices.tenant, tx.tenant),
        sql`${notices.key} = any(${sql.param([...keys])}::text[])`,
        ne(notices.state, 'cleared'),
        ne(notices.state, state),
      ),
    )
    .returning()
}

/** Nothing more comes of them: no next level, and no message that has not gone out and is about nothing else. */
export async function endSteps(tx: TenantTx, ids: readonly string[]): Promise<void> {
  await tx.delete(steps).where(and(eq(steps.tenant, tx.tenant), inArray(steps.notice, [...ids])))
  await tx.execute(sql`
    update notice_deliveries d set state = 'dropped'
    where d.tenant_id = ${tx.tenant} and d.state = 'waiting' and d.attempts = 0 and d.why = 'raised'
      and d.id in (select delivery_id from notice_delivery_subjects where tenant_id = ${tx.tenant} and notice_id = any(${uuids(ids)}))
      and not exists (
        select from notice_delivery_subjects s join notices n on n.tenant_id = s.tenant_id and n.id = s.notice_id
        where s.tenant_id = d.tenant_id and s.delivery_id = d.id and n.state = 'raised')`)
}

/** Nobody else takes them until the end of the transaction. */
export async function unrouted(tx: TenantTx, most: number): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(notices)
    .where(and(eq(notices.tenant, tx.tenant), eq(notices.routed, false)))
    .orderBy(asc(notices.id))
    .limit(most)
    .for('update', { skipLocked: true })
}

export async function setRouted(tx: TenantTx, ids: readonly string[]): Promise<void> {
  await tx
    .update(notices)
    .set({ routed: true })
    .where(and(eq(notices.tenant, tx.tenant), inArray(notices.id, [...ids])))
}

/** Ids from the top down, by asset. */
export async function lineages(
  tx: TenantTx,
  assets: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (assets.length === 0) return new Map()
  const { rows } = await tx.execute<{ id: string; lineage: string[] }>(
    sql`select id, lineage from assets where tenant_id = ${tx.tenant} and id = any(${uuids(assets)})`,
  )
  return new Map(rows.map(({ id, lineage }) => [id, lineage]))
}

export async function addSteps(tx: TenantTx, rows: readonly StepRow[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(steps)
      .values([...rows])
      .onConflictDoNothing()
}

/** With their notices, those of the earliest first; what was settled meanwhile is not among them. */
export async function dueSteps(
  tx: TenantTx,
  by: Date,
  most: number,
): Promise<{ readonly step: StepRow; readonly notice: NoticeRow }[]> {
  return tx
    .select({ step: steps, notice: notices })
    .from(steps)
    .innerJoin(notices, and(eq(notices.tenant, steps.tenant), eq(notices.id, steps.notice)))
    .where(and(eq(steps.tenant, tx.tenant), lte(steps.dueAt, by), eq(notices.state, 'raised')))
    .orderBy(asc(steps.dueAt))
    .limit(most)
    .for('update', { of: [steps, notices], skipLocked: true })
}

export async function moveSteps(
  tx: TenantTx,
  of: Pick<StepRow, 'rule' | 'level'>,
  ids: readonly string[],
  next: Date | undefined,
): Promise<void> {
  const these = and(eq(steps.tenant, tx.tenant), eq(steps.rule, of.rule), inArray(steps.notice, [...ids]))
  if (next)
    await tx
      .update(steps)
      .set({ level: of.level + 1, dueAt: next })
      .where(these)
  else await tx.delete(steps).where(these)
}

type Target = Pick<DeliveryRow, 'channel' | 'person' | 'rule' | 'why'>
const sameTarget = (tx: TenantTx, { channel, person, rule, why }: Target): SQL | undefined =>
  and(
    eq(deliveries.tenant, tx.tenant),
    sql`${deliveries.channel} is not distinct from ${channel}::uuid`,
    sql`${deliveries.person} is not distinct from ${person}::uuid`,
    sql`${deliveries.rule} is not distinct from ${rule}::uuid`,
    eq(deliveries.why, why),
  )

/** A message to the same receiver that has not gone out: what comes now goes with it. */
export async function openDelivery(tx: TenantTx, target: Target): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .select()
    .from(deliveries)
    .where(and(sameTarget(tx, target), eq(deliveries.state, 'waiting'), eq(deliveries.attempts, 0)))
    .limit(1)
    .for('update')
  return row
}

/** When the last message went to this receiver, or was to go. */
export async function lastTold(tx: TenantTx, target: Target, after: Date): Promise<Date | undefined> {
  const [row] = await tx
    .select({ at: sql<string | null>`max(coalesce(${deliveries.claimedAt}, ${deliveries.dueAt}))::text` })
    .from(deliveries)
    .where(
      and(sameTarget(tx, target), ne(deliveries.state, 'dropped'), sql`${deliveries.createdAt} >= ${instant(after)}`),
    )
  return row?.at ? new Date(row.at) : undefined
}

export async function addDelivery(tx: TenantTx, row: DeliveryRow): Promise<void> {
  await tx.insert(deliveries).values(row)
}

export async function addSubjects(tx: TenantTx, delivery: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .insert(subjects)
    .values(ids.map((notice) => ({ tenant: tx.tenant, delivery, notice })))
    .onConflictDoNothing()
}

/** Whom it was told, or may have been. */
export async function toldOf(tx: TenantTx, notice: string): Promise<DeliveryRow[]> {
  const rows = await tx
    .select({ row: deliveries })
    .from(subjects)
    .innerJoin(deliveries, and(eq(deliveries.tenant, subjects.tenant), eq(deliveries.id, subjects.delivery)))
    .where(and(eq(subjects.tenant, tx.tenant), eq(subjects.notice, notice), eq(deliveries.why, 'raised')))
    .orderBy(asc(deliveries.id))
  return rows.map(({ row }) => row).filter((row) => row.sentAt !== null || row.doubtful || row.state === 'sending')
}

/** Channels for which something is due. */
export async function dueChannels(tx: TenantTx, by: Date): Promise<(string | null)[]> {
  const rows = await tx
    .selectDistinct({ channel: deliveries.channel })
    .from(deliveries)
    .where(and(eq(deliveries.tenant, tx.tenant), eq(deliveries.state, 'waiting'), lte(deliveries.dueAt, by)))
  return rows.map(({ channel }) => channel)
}

export async function claimedSince(tx: TenantTx, channel: string, after: Date): Promise<number> {
  return tx.$count(
    deliveries,
    and(
      eq(deliveries.tenant, tx.tenant),
      eq(deliveries.channel, channel),
      sql`${deliveries.claimedAt} > ${instant(after)}`,
    ),
  )
}

/** The first that are due, taken: from here on they are on their way. */
export async function claim(tx: TenantTx, channel: string | null, by: Date, most: number): Promise<DeliveryRow[]> {
  const due = tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenant, tx.tenant),
        sql`${deliveries.channel} is not distinct from ${channel}::uuid`,
        eq(deliveries.state, 'waiting'),
        lte(deliveries.dueAt, by),
      ),
    )
    .orderBy(asc(deliveries.dueAt), asc(deliveries.id))
    .limit(most)
    .for('update', { skipLocked: true })
  return tx
    .update(deliveries)
    .set({ state: 'sending', claimedAt: by, attempts: sql`${deliveries.attempts} + 1` })
    .where(and(eq(deliveries.tenant, tx.tenant), inArray(deliveries.id, due)))
    .returning()
}

export async function changeDelivery(
  tx: TenantTx,
  id: string,
  change: Partial<Omit<DeliveryRow, 'id' | 'tenant'>>,
): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .update(deliveries)
    .set(change)
    .where(and(eq(deliveries.tenant, tx.tenant), eq(deliveries.id, id)))
    .returning()
  return row
}

/** The most urgent first, then the oldest. */
export async function subjectsOf(tx: TenantTx, delivery: string): Promise<NoticeRow[]> {
  const rows = await tx
    .select({ notice: notices })
    .from(subjects)
    .innerJoin(notices, and(eq(notices.tenant, subjects.tenant), eq(notices.id, subjects.notice)))
    .where(and(eq(subjects.tenant, tx.tenant), eq(subjects.delivery, delivery)))
    .orderBy(
      sql`array_position(array['critical', 'high', 'medium', 'low'], ${notices.priority})`,
      asc(notices.raisedAt),
    )
  return rows.map(({ notice }) => notice)
}

/** What was on its way when the platform died: nobody knows whether it arrived. */
export async function recover(tx: TenantTx, now: Date): Promise<number> {
  const rows = await tx
    .update(deliveries)
    .set({ state: 'waiting', doubtful: true, dueAt: now, answer: 'The platform ended while it was on its way.' })
    .where(and(eq(deliveries.tenant, tx.tenant), eq(deliveries.state, 'sending')))
    .returning({ id: deliveries.id })
  return rows.length
}

/** When the next thing is due; undefined if nothing waits. */
export async function nextDue(tx: TenantTx): Promise<Date | undefined> {
  const { rows } = await tx.execute<{ at: string | null }>(sql`
    select least(
      (select min(due_at) from notice_steps where tenant_id = ${tx.tenant}),
      (select min(due_at) from notice_deliveries where tenant_id = ${tx.tenant} and state = 'waiting'))::text as at`)
  const at = rows[0]?.at
  return at ? new Date(at) : undefined
}

export interface PageEnd {
  readonly at: Date
  readonly id: string
}

const before = (
  at: typeof notices.raisedAt | typeof deliveries.createdAt,
  id: typeof notices.id | typeof deliveries.id,
  end: PageEnd,
) => sql`(${at}, ${id}) < (${instant(end.at)}, ${end.id}::uuid)`

export async function findNotices(
  tx: TenantTx,
  { state, end, limit }: { state: State | undefined; end: PageEnd | undefined; limit: number },
): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.tenant, tx.tenant),
        state && eq(notices.state, state),
        end && before(notices.raisedAt, notices.id, end),
      ),
    )
    .orderBy(desc(notices.raisedAt), desc(notices.id))
    .limit(limit)
}

export type CountedDelivery = DeliveryRow & { readonly notices: number }

export async function findDeliveries(
  tx: TenantTx,
  query: {
    state?: DeliveryState | undefined
    channel?: string | undefined
    end?: PageEnd | undefined
    id?: string
    limit: number
  },
): Promise<CountedDelivery[]> {
  const { state, channel, end, id, limit } = query
  const rows = await tx
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenant, tx.tenant),
        state && eq(deliveries.state, state),
        channel === undefined ? undefined : eq(deliveries.channel, channel),
        id === undefined ? undefined : eq(deliveries.id, id),
        end && before(deliveries.createdAt, deliveries.id, end),
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit)
  if (rows.length === 0) return []
  const counted = await tx
    .select({ delivery: subjects.delivery, n: count() })
    .from(subjects)
    .where(
      and(
        eq(subjects.tenant, tx.tenant),
        inArray(
          subjects.delivery,
          rows.map((row) => row.id),
        ),
      ),
    )
    .groupBy(subjects.delivery)
  const of = new Map(counted.map(({ delivery, n }) => [delivery, n]))
  return rows.map((row) => ({ ...row, notices: of.get(row.id) ?? 0 }))
}

export async function lockDelivery(tx: TenantTx, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.tenant, tx.tenant), eq(deliveries.id, id)))
    .for('update')
  return row
}

/** What is over and was told so long ago that nobody asks. */
export async function dropOld(tx: TenantTx, olderThan: Date): Promise<void> {
  await tx
    .delete(notices)
    .where(and(eq(notices.tenant, tx.tenant), eq(notices.state, 'cleared'), lt(notices.changedAt, olderThan)))
  await tx
    .delete(deliveries)
    .where(
      and(
        eq(deliveries.tenant, tx.tenant),
        inArray(deliveries.state, ['sent', 'dead', 'dropped']),
        lt(deliveries.createdAt, olderThan),
      ),
    )
}

/** The sealed key of the links; `made` where there is none yet. */
export async function linkKey(tx: TenantTx, made: string): Promise<string> {
  await tx.insert(linkKeys).values({ tenant: tx.tenant, secret: made }).onConflictDoNothing()
  const [row] = await tx.select().from(linkKeys).where(eq(linkKeys.tenant, tx.tenant))
  return row?.secret ?? made
}

/** Undefined while the organisation is suspended, or is none. */
export async function organisationName(tx: TenantTx): Promise<string | undefined> {
  const { rows } = await tx.execute<{ name: string }>(
    sql`select name from tenants where id = ${tx.tenant} and suspended_at is null`,
  )
  return rows[0]?.name
}
