import { and, asc, eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { PointUse } from '../assets/index.ts'
import { type Broken, deployments, flowPoints, runs, type Stood } from './tables.ts'

export type DeploymentRow = typeof deployments.$inferSelect
export type RunRow = typeof runs.$inferSelect
export type NewRun = Omit<RunRow, 'number'>

const own = (tx: TenantTx, id: string) => and(eq(deployments.tenant, tx.tenant), eq(deployments.id, id))

export const everyDeployment = (tx: TenantTx): Promise<DeploymentRow[]> =>
  tx.select().from(deployments).where(eq(deployments.tenant, tx.tenant)).orderBy(asc(deployments.id))

export async function deploymentById(tx: TenantTx, id: string): Promise<DeploymentRow | undefined> {
  return (await tx.select().from(deployments).where(own(tx, id)))[0]
}

export async function addDeployment(tx: TenantTx, row: DeploymentRow): Promise<void> {
  await tx.insert(deployments).values(row)
}

export async function changeDeployment(tx: TenantTx, id: string, set: Partial<DeploymentRow>): Promise<void> {
  await tx.update(deployments).set(set).where(own(tx, id))
}

/** With its runs and what they did; its points and their history stay. */
export async function removeDeployment(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(deployments).where(own(tx, id))
}

export const everyRun = (tx: TenantTx, deployment?: string): Promise<RunRow[]> =>
  tx
    .select()
    .from(runs)
    .where(and(eq(runs.tenant, tx.tenant), deployment === undefined ? undefined : eq(runs.deployment, deployment)))
    .orderBy(asc(runs.number))

export async function addRuns(tx: TenantTx, rows: readonly NewRun[]): Promise<void> {
  if (rows.length > 0) await tx.insert(runs).values([...rows])
}

export async function changeRun(tx: TenantTx, number: number, set: Partial<NewRun>): Promise<void> {
  await tx
    .update(runs)
    .set(set)
    .where(and(eq(runs.tenant, tx.tenant), eq(runs.number, number)))
}

export async function removeRuns(tx: TenantTx, numbers: readonly number[]): Promise<void> {
  if (numbers.length > 0)
    await tx.delete(runs).where(and(eq(runs.tenant, tx.tenant), inArray(runs.number, [...numbers])))
}

/** The same while nothing of what is in force was written. */
export async function printOfRuns(tx: TenantTx): Promise<string> {
  const { rows } = await tx.execute<{ print: string | null }>(sql`
    select md5(string_agg(run.number || ' ' || run.xmin || ' ' || own.xmin, ',' order by run.number)) as print
    from flow_runs run join flow_deployments own on own.id = run.deployment_id where run.tenant_id = ${tx.tenant}`)
  return rows[0]?.print ?? ''
}

export async function setBroken(tx: TenantTx, numbers: readonly number[], broken: Broken | null): Promise<void> {
  await tx
    .update(runs)
    .set({ broken })
    .where(and(eq(runs.tenant, tx.tenant), inArray(runs.number, [...numbers])))
}

/** Each is in force for what is newer than that, unless another platform has said so. Returns what holds. */
export async function setSince(
  tx: TenantTx,
  from: readonly { readonly number: number; readonly since: number; readonly stood: Stood }[],
): Promise<Map<number, { readonly since: number; readonly stood: Stood | null }>> {
  const { rows } = await tx.execute<{ number: number; since: string; stood: Stood | null }>(sql`
    update flow_runs run set since = coalesce(run.since, one.since),
      stood = case when run.since is null then one.stood else run.stood end
    from jsonb_to_recordset(${JSON.stringify(from)}::jsonb) as one(number int, since bigint, stood jsonb)
    where run.tenant_id = ${tx.tenant} and run.number = one.number
    returning run.number, run.since, run.stood`)
  return new Map(rows.map(({ number, since, stood }) => [number, { since: Number(since), stood }]))
}

/** What comes before they are in force again is not for them. */
export async function forgetSince(tx: TenantTx, deployment: string): Promise<void> {
  await tx
    .update(runs)
    .set({ since: null, stood: null })
    .where(and(eq(runs.tenant, tx.tenant), eq(runs.deployment, deployment)))
}

/** Actions that wait or are under way, by deployment. */
export async function openActions(tx: TenantTx): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ deployment_id: string; many: number }>(sql`
    select run.deployment_id, count(*)::int as many from flow_actions act join flow_runs run on run.number = act.run
    where act.tenant_id = ${tx.tenant} and act.state in ('waiting', 'doing') group by run.deployment_id`)
  return new Map(rows.map(({ deployment_id, many }) => [deployment_id, many]))
}

export async function deploymentOfRun(
  tx: TenantTx,
  number: number,
): Promise<{ run: RunRow; deployment: DeploymentRow } | undefined> {
  const [found] = await tx
    .select({ run: runs, deployment: deployments })
    .from(runs)
    .innerJoin(deployments, eq(deployments.id, runs.deployment))
    .where(and(eq(runs.tenant, tx.tenant), eq(runs.number, number)))
  return found
}

/** Deployments that take points in. */
export async function usesOf(tx: TenantTx, names: (column: SQLWrapper) => SQL): Promise<PointUse[]> {
  const rows = await tx
    .selectDistinct({ id: deployments.id, name: deployments.name })
    .from(runs)
    .innerJoin(deployments, eq(deployments.id, runs.deployment))
    .where(and(eq(runs.tenant, tx.tenant), names(runs.inputs)))
  return rows.map(({ id, name }) => ({ kind: 'flow', id, name: name.en }))
}

/** Points that came to be by a flow of an app. */
export async function addPoints(tx: TenantTx, ids: readonly string[], installation: string): Promise<void> {
  if (ids.length > 0)
    await tx.insert(flowPoints).values(ids.map((point) => ({ point, tenant: tx.tenant, madeBy: installation })))
}

export async function pointsOf(tx: TenantTx, installation: string): Promise<string[]> {
  const own = and(eq(flowPoints.tenant, tx.tenant), eq(flowPoints.madeBy, installation))
  return (await tx.select({ id: flowPoints.point }).from(flowPoints).where(own).orderBy(asc(flowPoints.point))).map(
    ({ id }) => id,
  )
}

/** Of these, those that one made are the other's from now on. */
export async function handPoints(
  tx: TenantTx,
  { from, to }: { readonly from: string; readonly to: string },
  points: readonly string[],
): Promise<void> {
  if (points.length === 0) return
  await tx
    .update(flowPoints)
    .set({ madeBy: to })
    .where(and(eq(flowPoints.tenant, tx.tenant), eq(flowPoints.madeBy, from), inArray(flowPoints.point, [...points])))
}

/** Whoever speaks for them now has them. */
export async function letPoints(tx: TenantTx, installation: string): Promise<void> {
  await tx.delete(flowPoints).where(and(eq(flowPoints.tenant, tx.tenant), eq(flowPoints.madeBy, installation)))
}
