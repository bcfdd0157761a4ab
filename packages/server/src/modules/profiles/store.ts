import { and, asc, count, desc, eq, inArray, ne } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { open } from './steps.ts'
import { deviceProfileSteps, deviceProfiles } from './tables.ts'

export type ProfileRow = typeof deviceProfiles.$inferSelect
export type StepRow = typeof deviceProfileSteps.$inferSelect

const { id, key, status, summary, by, changedAt, major, minor, patch } = deviceProfiles
const listed = { id, key, status, summary, by, changedAt }
/** Without the text and what was read of it. */
export type ListedRow = Pick<ProfileRow, keyof typeof listed>

const newestFirst = [desc(major), desc(minor), desc(patch)]
const own = (tx: TenantTx, wanted: string) => and(eq(deviceProfiles.tenant, tx.tenant), eq(id, wanted))

/** By key, and of each the newest first; of one key if named. */
export async function list(tx: TenantTx, of?: string): Promise<ListedRow[]> {
  return tx
    .select(listed)
    .from(deviceProfiles)
    .where(and(eq(deviceProfiles.tenant, tx.tenant), of === undefined ? undefined : eq(key, of)))
    .orderBy(asc(key), ...newestFirst)
}

export async function countAll(tx: TenantTx): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(deviceProfiles).where(eq(deviceProfiles.tenant, tx.tenant))
  return row?.n ?? 0
}

export async function byId(tx: TenantTx, wanted: string): Promise<ProfileRow | undefined> {
  return (await tx.select().from(deviceProfiles).where(own(tx, wanted)))[0]
}

/** Held until the end of the transaction, so that two decisions come one after the other. */
export async function lock(tx: TenantTx, wanted: string): Promise<ProfileRow | undefined> {
  return (await tx.select().from(deviceProfiles).where(own(tx, wanted)).for('update'))[0]
}

/** False when that version is there already. */
export async function add(tx: TenantTx, row: ProfileRow): Promise<boolean> {
  return (await tx.insert(deviceProfiles).values(row).onConflictDoNothing().returning({ id })).length > 0
}

export async function move(
  tx: TenantTx,
  wanted: string,
  to: Pick<ProfileRow, 'status' | 'changedAt'> & Partial<Pick<ProfileRow, 'hands' | 'content'>>,
): Promise<void> {
  await tx.update(deviceProfiles).set(to).where(own(tx, wanted))
}

/** Those of its key that are still open when their turn comes, and no other; a review may have been quicker. */
export async function supersedeOpen(
  tx: TenantTx,
  by: Pick<ProfileRow, 'id' | 'key' | 'changedAt'>,
): Promise<ListedRow[]> {
  return tx
    .update(deviceProfiles)
    .set({ status: 'superseded', changedAt: by.changedAt })
    .where(and(eq(deviceProfiles.tenant, tx.tenant), eq(key, by.key), ne(id, by.id), inArray(status, [...open])))
    .returning(listed)
}

/** With its steps. */
export async function remove(tx: TenantTx, wanted: string): Promise<void> {
  await tx.delete(deviceProfiles).where(own(tx, wanted))
}

export async function addStep(tx: TenantTx, row: StepRow): Promise<void> {
  await tx.insert(deviceProfileSteps).values(row)
}

/** The first step first. */
export async function stepsOf(tx: TenantTx, profile: string): Promise<StepRow[]> {
  return tx
    .select()
    .from(deviceProfileSteps)
    .where(and(eq(deviceProfileSteps.tenant, tx.tenant), eq(deviceProfileSteps.profile, profile)))
    .orderBy(asc(deviceProfileSteps.id))
}
