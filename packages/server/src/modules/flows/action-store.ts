import { and, asc, desc, eq, inArray, lte, notInArray, sql } from 'drizzle-orm'
import { keysOf, type TenantTx } from '../../database/index.ts'
import type { FlowAction } from '../../live/needs.ts'
import { hashedId } from './hashed-id.ts'
import type { ActionQuery } from './schema.ts'
import { actions, runs } from './tables.ts'

/** Actions of an organisation that wait: a flow that storms fills no table. */
const MOST_WAITING = 10_000

export type ActionRow = typeof actions.$inferSelect

/** The same for the same run, node, source time and ordinal, whoever works it out and how often. */
export const actionId = ({
  number,
  node,
  at,
  ordinal,
}: Pick<FlowAction, 'number' | 'node' | 'at' | 'ordinal'>): string => hashedId(`${number} ${node} ${at} ${ordinal}`)

/** Those that are known are left as they are; those of runs that are no more are left out. */
export async function keepActions(tx: TenantTx, all: readonly FlowAction[], now: Date): Promise<void> {
  const rows = all.map((one) => ({ ...one, id: actionId(one) }))
  await tx.execute(sql`
    insert into flow_actions (tenant_id, id, run, node, kind, at, body, state, tries, due_at, made_at, answer)
    select run.tenant_id, one.id, run.number, one.node, one.kind, one.at, one.body, case when open.many > ${MOST_WAITING} then 'refused' else 'waiting' end, 0, ${now}, ${now},
      case when open.many > ${MOST_WAITING} then 'Too many actions of the organisation wait.' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as one(id uuid, number int, node text, kind text, at bigint, body jsonb)
    join flow_runs run on run.number = one.number and run.tenant_id = ${tx.tenant}
    cross join (select count(*) as many from flow_actions where tenant_id = ${tx.tenant} and state = 'waiting') open
    on conflict (tenant_id, id) do nothing`)
}

/** What is due, the oldest first; under way from now on. */
export async function takeDue(tx: TenantTx, now: Date, limit: number): Promise<ActionRow[]> {
  const due = await tx
    .select({ id: actions.id })
    .from(actions)
    .where(and(eq(actions.tenant, tx.tenant), eq(actions.state, 'waiting'), lte(actions.dueAt, now)))
    .orderBy(asc(actions.dueAt), asc(actions.id))
    .limit(limit)
    .for('update', { skipLocked: true })
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  return tx
    .update(actions)
    .set({ state: 'doing', tries: sql`${actions.tries} + 1` })
    .where(and(eq(actions.tenant, tx.tenant), inArray(actions.id, ids)))
    .returning()
}

/** What was under way waits again, but for these. */
export async function takeUp(tx: TenantTx, but: readonly string[]): Promise<void> {
  await tx
    .update(actions)
    .set({ state: 'waiting' })
    .where(and(eq(actions.tenant, tx.tenant), eq(actions.state, 'doing'), notInArray(actions.id, [...but])))
}

/** What is over goes after a while, and of each run beyond so many; not what may be told again after a crash. */
export async function prune(tx: TenantTx, { days, ofRun }: { readonly days: number; readonly ofRun: number }) {
  await tx.execute(sql`
    delete from flow_actions act using (
      select id, made_at, row_number() over (partition by run order by made_at desc) as place from flow_actions
      where tenant_id = ${tx.tenant} and state not in ('waiting', 'doing')) as old
    where act.tenant_id = ${tx.tenant} and act.id = old.id
      and (old.place > ${ofRun} and old.made_at < now() - interval '1 hour' or old.made_at < now() - make_interval(days => ${days}))`)
}

/** What became of a try; false where another took it up meanwhile, who says it then. */
export async function endTry(
  tx: TenantTx,
  { id, tries }: Pick<ActionRow, 'id' | 'tries'>,
  set: Partial<ActionRow>,
): Promise<boolean> {
  const rows = await tx
    .update(actions)
    .set(set)
    .where(and(eq(actions.tenant, tx.tenant), eq(actions.id, id), eq(actions.state, 'doing'), eq(actions.tries, tries)))
    .returning({ id: actions.id })
  return rows.length > 0
}

/** The newest first. */
export function actionsOf(
  tx: TenantTx,
  deployment: string,
  { state, cursor }: ActionQuery,
  limit: number,
): Promise<(ActionRow & { asset: string | null })[]> {
  const after = keysOf(cursor, 'micros', 'uuid')
  return tx
    .select({ ...columns, asset: runs.asset })
    .from(actions)
    .innerJoin(runs, eq(runs.number, actions.run))
    .where(
      and(
        eq(actions.tenant, tx.tenant),
        eq(runs.deployment, deployment),
        state === undefined ? undefined : eq(actions.state, state),
        after && sql`(${actions.at}, ${actions.id}) < (${after[0]}::bigint, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(actions.at), desc(actions.id))
    .limit(limit)
}

const columns = {
  tenant: actions.tenant,
  id: actions.id,
  run: actions.run,
  node: actions.node,
  kind: actions.kind,
  at: actions.at,
  body: actions.body,
  state: actions.state,
  tries: actions.tries,
  dueAt: actions.dueAt,
  answer: actions.answer,
  madeAt: actions.madeAt,
  endedAt: actions.endedAt,
}
