import { and, eq, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { type DeploymentRow, everyRun, type RunRow } from './deployment-store.ts'
import { deployments, feeds, runs } from './tables.ts'

export type FeedRow = typeof feeds.$inferSelect

/** A feed with what it is for. */
export interface Fed {
  readonly feed: FeedRow
  readonly run: RunRow
  readonly deployment: DeploymentRow
}

/** A feed before and after what happened. */
export interface Step {
  readonly before: FeedRow
  readonly after: FeedRow
}

/** Of all runs that are not paused. */
export const everyFeed = (tx: TenantTx): Promise<Fed[]> =>
  tx
    .select({ feed: feeds, run: runs, deployment: deployments })
    .from(feeds)
    .innerJoin(runs, eq(runs.number, feeds.run))
    .innerJoin(deployments, eq(deployments.id, runs.deployment))
    .where(and(eq(feeds.tenant, tx.tenant), eq(deployments.paused, false)))

export async function isAnyFed(tx: TenantTx): Promise<boolean> {
  return (await tx.select({ run: feeds.run }).from(feeds).where(eq(feeds.tenant, tx.tenant)).limit(1)).length > 0
}

/** Each that nobody else took further since it was read; returns those. */
export async function saveFeeds(tx: TenantTx, rows: readonly Step[]): Promise<Step[]> {
  if (rows.length === 0) return []
  const all = rows.map(({ before, after }) => ({ ...after, held: before.newest, behind: before.position }))
  const saved = await tx.execute<{ run: number; node: string }>(sql`
    update flow_feeds set position = saved.position, newest = saved.newest, stands = saved.stands, given = saved.given,
      pending = saved.pending
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as saved(
      run int, node text, position bigint, newest bigint, stands jsonb, given text, pending jsonb, held bigint, behind bigint)
    where flow_feeds.tenant_id = ${tx.tenant} and flow_feeds.run = saved.run and flow_feeds.node = saved.node
      and flow_feeds.newest = saved.held and flow_feeds.position = saved.behind
    returning flow_feeds.run, flow_feeds.node`)
  const isSaved = new Set(saved.rows.map(({ run, node }) => `${run} ${node}`))
  return rows.filter(({ after }) => isSaved.has(`${after.run} ${after.node}`))
}

/** What was on its way is durable; what came after it stays. */
export async function arrived(tx: TenantTx, rows: readonly FeedRow[]): Promise<void> {
  const all = rows.map(({ run, node, newest }) => ({ run, node, newest }))
  await tx.execute(sql`
    update flow_feeds set pending = '[]' from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as saved(run int, node text, newest bigint)
    where flow_feeds.tenant_id = ${tx.tenant} and flow_feeds.run = saved.run and flow_feeds.node = saved.node
      and flow_feeds.newest = saved.newest`)
}

/** What the runs of a deployment ask for: those that are as they were go on, unless all begin `anew`. */
export async function keepFeeds(
  tx: TenantTx,
  deployment: string,
  {
    anew,
    begin,
  }: {
    readonly anew: boolean
    readonly begin: (
      run: RunRow,
      wanted: string,
      kind: FeedRow['kind'],
    ) => Promise<Pick<FeedRow, 'position' | 'newest' | 'stands'>>
  },
): Promise<void> {
  const held = await tx
    .select({ feed: feeds })
    .from(feeds)
    .innerJoin(runs, eq(runs.number, feeds.run))
    .where(and(eq(feeds.tenant, tx.tenant), eq(runs.deployment, deployment)))
  const before = new Map(held.map(({ feed }) => [`${feed.run} ${feed.node}`, feed]))
  for (const run of await everyRun(tx, deployment))
    for (const [node, { inbox }] of Object.entries(run.inputs)) {
      if (inbox?.kind !== 'event' && inbox?.kind !== 'alarm') continue
      const { kind, of: wanted = '' } = inbox
      const key = `${run.number} ${node}`
      const same = before.get(key)
      if (!anew && same?.kind === kind && same.wanted === wanted) {
        before.delete(key)
        continue
      }
      const row = {
        tenant: tx.tenant,
        run: run.number,
        node,
        kind,
        wanted,
        given: null,
        pending: [],
        ...(await begin(run, wanted, kind)),
      }
      before.delete(key)
      await tx
        .insert(feeds)
        .values(row)
        .onConflictDoUpdate({ target: [feeds.run, feeds.node], set: row })
    }
  for (const { run, node } of before.values())
    await tx.delete(feeds).where(and(eq(feeds.tenant, tx.tenant), eq(feeds.run, run), eq(feeds.node, node)))
}

/** Assets above each of these, it itself among them. */
export async function lineagesOf(tx: TenantTx, assets: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
  if (assets.length === 0) return new Map()
  const { rows } = await tx.execute<{ id: string; lineage: string[] }>(sql`
    select id, lineage from assets where tenant_id = ${tx.tenant} and id = any(${sql.param([...assets])}::uuid[])`)
  return new Map(rows.map(({ id, lineage }) => [id, new Set([...lineage, id])]))
}
