import { and, count, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { ImportState } from './schema.ts'
import { imports, type KeptFault } from './tables.ts'

export type ImportRow = typeof imports.$inferSelect

const own = (tx: TenantTx, id: string) => and(eq(imports.tenant, tx.tenant), eq(imports.id, id))

export async function add(tx: TenantTx, row: ImportRow): Promise<void> {
  await tx.insert(imports).values(row)
}

export async function byId(tx: TenantTx, id: string): Promise<ImportRow | undefined> {
  return (await tx.select().from(imports).where(own(tx, id)))[0]
}

/** Newest first; those of one asker alone if named. */
export async function list(
  tx: TenantTx,
  { before, limit, asker }: { before: string | undefined; limit: number; asker: string | undefined },
): Promise<ImportRow[]> {
  return tx
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.tenant, tx.tenant),
        before === undefined ? undefined : lt(imports.id, before),
        asker === undefined ? undefined : eq(sql`${imports.by} ->> 'id'`, asker),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(limit)
}

export async function countOpen(tx: TenantTx): Promise<number> {
  const rows = await tx
    .select({ n: count() })
    .from(imports)
    .where(and(eq(imports.tenant, tx.tenant), ne(imports.state, 'done')))
  return rows[0]?.n ?? 0
}

/** Those that wait or were under way, oldest first. */
export async function toRun(tx: TenantTx): Promise<string[]> {
  const rows = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.tenant, tx.tenant), inArray(imports.state, ['waiting', 'running'])))
    .orderBy(imports.id)
  return rows.map(({ id }) => id)
}

type Change = Partial<
  Pick<
    ImportRow,
    'received' | 'row' | 'byte' | 'line' | 'stored' | 'refused' | 'reasons' | 'reportBytes' | 'startedAt' | 'endedAt'
  >
> & { readonly state?: ImportState; readonly fault?: KeptFault | null }

/** Undefined when it is gone meanwhile. */
export async function change(tx: TenantTx, id: string, to: Change): Promise<ImportRow | undefined> {
  return (await tx.update(imports).set(to).where(own(tx, id)).returning())[0]
}

export async function remove(tx: TenantTx, id: string): Promise<ImportRow | undefined> {
  return (await tx.delete(imports).where(own(tx, id)).returning())[0]
}
