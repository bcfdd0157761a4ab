import { and, eq } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { applications } from './tables.ts'

export type ApplicationRow = typeof applications.$inferSelect

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

export async function remove(tx: TenantTx, asset: string): Promise<void> {
  await tx.delete(applications).where(own(tx, asset))
}

export async function put(tx: TenantTx, row: ApplicationRow): Promise<void> {
  await tx.insert(applications).values(row).onConflictDoUpdate({ target: applications.asset, set: row })
}
