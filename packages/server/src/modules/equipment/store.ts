import { and, asc, eq, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { applications, classes } from './tables.ts'

export type ApplicationRow = typeof applications.$inferSelect
type ClassRow = typeof classes.$inferSelect

const own = (tx: TenantTx, asset: string) => and(eq(applications.tenant, tx.tenant), eq(applications.asset, asset))

/** What was applied to an asset. */
export async function byAsset(tx: TenantTx, asset: string): Promise<ApplicationRow | undefined> {
  return (await tx.select().from(applications).where(own(tx, asset)))[0]
}

/** Assets that a class was applied to. */
export async function ofClass(tx: TenantTx, name: string): Promise<string[]> {
  const wanted = and(eq(applications.tenant, tx.tenant), eq(applications.class, name))
  const rows = await tx.select({ asset: applications.asset }).from(applications).where(wanted)
  return rows.map(({ asset }) => asset)
}

/** Assets that any class was applied to. */
export async function ofAnyClass(tx: TenantTx): Promise<string[]> {
  const rows = await tx
    .select({ asset: applications.asset })
    .from(applications)
    .where(eq(applications.tenant, tx.tenant))
  return rows.map(({ asset }) => asset)
}

export async function remove(tx: TenantTx, asset: string): Promise<void> {
  await tx.delete(applications).where(own(tx, asset))
}

export async function put(tx: TenantTx, row: ApplicationRow): Promise<void> {
  await tx.insert(applications).values(row).onConflictDoUpdate({ target: applications.asset, set: row })
}

/** Whoever brings classes, takes them away or applies one waits for whoever does so before. */
export async function lockClasses(tx: TenantTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('equipment_classes'), hashtext(${tx.tenant}))`)
}

/** That apps brought; one that several brought is the same, and told of each. */
export const broughtClasses = (tx: TenantTx): Promise<ClassRow[]> =>
  tx.select().from(classes).where(eq(classes.tenant, tx.tenant)).orderBy(asc(classes.class), asc(classes.by))

export async function putClass(tx: TenantTx, row: ClassRow): Promise<void> {
  await tx
    .insert(classes)
    .values(row)
    .onConflictDoUpdate({ target: [classes.tenant, classes.class, classes.by], set: row })
}

export async function removeClass(tx: TenantTx, name: string, by: string): Promise<void> {
  await tx.delete(classes).where(and(eq(classes.tenant, tx.tenant), eq(classes.class, name), eq(classes.by, by)))
}

export async function removeClasses(tx: TenantTx, by: string): Promise<void> {
  await tx.delete(classes).where(and(eq(classes.tenant, tx.tenant), eq(classes.by, by)))
}

/** Assets that a class was applied to, by their names. */
export async function assetsOf(tx: TenantTx, name: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select asset.id, asset.name from equipment_applications own join assets asset on asset.id = own.asset_id
    where own.tenant_id = ${tx.tenant} and own.class = ${name} order by asset.name`)
  return rows
}
