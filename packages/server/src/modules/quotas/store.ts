import { and, eq, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { QuotaKind } from './schema.ts'
import { quotas } from './tables.ts'

export type Limits = Readonly<Partial<Record<QuotaKind, number>>>

export async function limitsOf(tx: TenantTx): Promise<Limits> {
  const rows = await tx.select().from(quotas).where(eq(quotas.tenant, tx.tenant))
  return Object.fromEntries(rows.map(({ kind, most }) => [kind, most]))
}

export async function setLimit(tx: TenantTx, kind: QuotaKind, most: number | null): Promise<void> {
  if (most === null) {
    await tx.delete(quotas).where(and(eq(quotas.tenant, tx.tenant), eq(quotas.kind, kind)))
    return
  }
  await tx
    .insert(quotas)
    .values({ tenant: tx.tenant, kind, most })
    .onConflictDoUpdate({ target: [quotas.tenant, quotas.kind], set: { most } })
}

export async function countOf(tx: TenantTx, kind: 'devices' | 'points'): Promise<number> {
  const table = kind === 'devices' ? sql`devices` : sql`points`
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::integer as n from ${table} where tenant_id = ${tx.tenant}`,
  )
  return rows[0]?.n ?? 0
}
