import { and, asc, eq } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { appMirrors } from './tables.ts'

export type MirrorRow = typeof appMirrors.$inferSelect

const own = (tx: TenantTx, id: string) => and(eq(appMirrors.tenant, tx.tenant), eq(appMirrors.id, id))

export const mirrors = (tx: TenantTx): Promise<MirrorRow[]> =>
  tx.select().from(appMirrors).where(eq(appMirrors.tenant, tx.tenant)).orderBy(asc(appMirrors.madeAt))

export async function mirror(tx: TenantTx, id: string): Promise<MirrorRow | undefined> {
  return (await tx.select().from(appMirrors).where(own(tx, id)))[0]
}

/** False where the organisation takes from that address already. */
export async function addMirror(tx: TenantTx, row: MirrorRow): Promise<boolean> {
  const added = await tx.insert(appMirrors).values(row).onConflictDoNothing().returning({ id: appMirrors.id })
  return added.length > 0
}

/** Changes it by what it is now; undefined where it is no more. */
export async function changeMirror(
  tx: TenantTx,
  id: string,
  change: (row: MirrorRow) => Partial<MirrorRow>,
): Promise<MirrorRow | undefined> {
  const [row] = await tx.select().from(appMirrors).where(own(tx, id)).for('update')
  if (!row) return undefined
  const set = change(row)
  if (Object.keys(set).length > 0) await tx.update(appMirrors).set(set).where(own(tx, id))
  return { ...row, ...set }
}

export async function removeMirror(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(appMirrors).where(own(tx, id))
}
