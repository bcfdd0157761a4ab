import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { type Broken, runs, work } from './tables.ts'

export type WorkRow = typeof work.$inferSelect

/** From the earlier of the two where one waits already. */
export async function addWork(tx: TenantTx, numbers: readonly number[], from: number): Promise<void> {
  if (numbers.length === 0) return
  await tx
    .insert(work)
    .values(numbers.map((run) => ({ tenant: tx.tenant, run, begun: from, first: from, broken: null })))
    .onConflictDoUpdate({
      target: work.run,
      set: {
        begun: sql`least(flow_work.begun_at, excluded.begun_at)`,
        first: sql`least(flow_work.begun_at, excluded.begun_at)`,
        broken: null,
      },
    })
}

/** What waits and can go on. */
export const openWork = (tx: TenantTx): Promise<WorkRow[]> =>
  tx
    .select()
    .from(work)
    .where(and(eq(work.tenant, tx.tenant), isNull(work.broken)))
    .orderBy(asc(work.run))

/** By deployment. */
export async function workOf(tx: TenantTx): Promise<Map<string, WorkRow[]>> {
  const rows = await tx
    .select({ deployment: runs.deployment, work })
    .from(work)
    .innerJoin(runs, eq(runs.number, work.run))
    .where(eq(work.tenant, tx.tenant))
  const all = new Map<string, WorkRow[]>()
  for (const row of rows) all.set(row.deployment, [...(all.get(row.deployment) ?? []), row.work])
  return all
}

const own = (tx: TenantTx, { run, begun }: WorkRow) =>
  and(eq(work.tenant, tx.tenant), eq(work.run, run), eq(work.begun, begun))

/** False where it was asked for from an earlier moment since, or is wanted no more. */
export async function moveOn(tx: TenantTx, row: WorkRow, first: number): Promise<boolean> {
  return (await tx.update(work).set({ first }).where(own(tx, row)).returning()).length > 0
}

export async function done(tx: TenantTx, row: WorkRow): Promise<void> {
  await tx.delete(work).where(own(tx, row))
}

export async function stuck(tx: TenantTx, row: WorkRow, broken: Broken): Promise<void> {
  await tx.update(work).set({ broken }).where(own(tx, row))
}
