import type { TenantId } from '@millrace/core'
import { and, eq, sql } from 'drizzle-orm'
import type { House, TenantTx } from '../../database/index.ts'
import { appKeys } from './tables.ts'

export type KeyRow = typeof appKeys.$inferSelect

/** What the check of a key needs, before the organisation is known. */
export interface HeldKey extends Pick<KeyRow, 'id' | 'secretHash' | 'previousHash' | 'previousUntil' | 'expiresAt'> {
  readonly tenant: TenantId
  readonly installation: string
  readonly process: string
}

const own = (tx: TenantTx, installation: string) =>
  and(eq(appKeys.tenant, tx.tenant), eq(appKeys.installation, installation))
const ofProcess = (tx: TenantTx, installation: string, process: string) =>
  and(own(tx, installation), eq(appKeys.process, process))

export const keys = (tx: TenantTx, installation: string): Promise<KeyRow[]> =>
  tx.select().from(appKeys).where(own(tx, installation))

/** Held until the end of the transaction, so that two rotations come one after the other. */
export async function lockKey(tx: TenantTx, installation: string, process: string): Promise<KeyRow | undefined> {
  return (
    await tx
      .select()
      .from(appKeys)
      .where(ofProcess(tx, installation, process))
      .for('update')
  )[0]
}

export async function addKey(tx: TenantTx, row: KeyRow): Promise<void> {
  await tx.insert(appKeys).values(row)
}

export async function changeKey(tx: TenantTx, id: string, set: Partial<KeyRow>): Promise<void> {
  await tx
    .update(appKeys)
    .set(set)
    .where(and(eq(appKeys.tenant, tx.tenant), eq(appKeys.id, id)))
}

/** False where there is none. */
export async function removeKey(tx: TenantTx, installation: string, process: string): Promise<boolean> {
  return ((await tx.delete(appKeys).where(ofProcess(tx, installation, process))).rowCount ?? 0) > 0
}

export async function keyById(house: House, id: string): Promise<HeldKey | undefined> {
  const [row] = await house.byKey(id, (tx) => tx.select().from(appKeys).where(eq(appKeys.id, id)))
  return row && { ...row, tenant: row.tenant as TenantId }
}

/** Its name; undefined while it is suspended. */
export async function organisationName(tx: TenantTx): Promise<string | undefined> {
  const { rows } = await tx.execute<{ name: string }>(
    sql`select name from tenants where id = ${tx.tenant} and suspended_at is null`,
  )
  return rows[0]?.name
}
