import { and, desc, eq, getTableColumns, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { keysOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { PointUse } from '../assets/index.ts'
import type { ScreenQuery } from './schema.ts'
import { screens, versions } from './tables.ts'

export type ScreenRow = typeof screens.$inferSelect
export type VersionRow = typeof versions.$inferSelect

const own = (tx: TenantTx, id: string) => and(eq(screens.tenant, tx.tenant), eq(screens.id, id))
const ofScreen = (tx: TenantTx, id: string) => and(eq(versions.tenant, tx.tenant), eq(versions.screen, id))

export function find(tx: TenantTx, query: ScreenQuery, limit: number): Promise<ScreenRow[]> {
  const [after] = keysOf(query.cursor, 'uuid') ?? []
  const found = sql`lower(document->'title'->>'en' || ' ' || (document->'title'->>'zh'))`
  return tx
    .select()
    .from(screens)
    .where(
      and(
        eq(screens.tenant, tx.tenant),
        after === undefined ? undefined : sql`${screens.id} < ${after}::uuid`,
        query.class === undefined ? undefined : sql`document->'of'->>'class' = ${query.class}`,
        ...patternsOf(query.search).map((pattern) => sql`${found} like ${pattern}`),
      ),
    )
    .orderBy(desc(screens.id))
    .limit(limit)
}

export async function byId(tx: TenantTx, id: string): Promise<ScreenRow | undefined> {
  return (await tx.select().from(screens).where(own(tx, id)))[0]
}

/** Nobody else changes it until the transaction ends. */
export async function lock(tx: TenantTx, id: string): Promise<ScreenRow | undefined> {
  return (await tx.select().from(screens).where(own(tx, id)).for('update'))[0]
}

export async function add(tx: TenantTx, row: ScreenRow): Promise<void> {
  await tx.insert(screens).values(row)
}

export async function change(tx: TenantTx, id: string, set: Partial<ScreenRow>): Promise<void> {
  await tx.update(screens).set(set).where(own(tx, id))
}

export async function remove(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(screens).where(own(tx, id))
}

/** Newest first, without what they were. */
export const versionsOf = (tx: TenantTx, id: string): Promise<Omit<VersionRow, 'document'>[]> => {
  const { document: _, ...told } = getTableColumns(versions)
  return tx.select(told).from(versions).where(ofScreen(tx, id)).orderBy(desc(versions.number))
}

export async function versionOf(tx: TenantTx, id: string, number: number): Promise<VersionRow | undefined> {
  return (
    await tx
      .select()
      .from(versions)
      .where(and(ofScreen(tx, id), eq(versions.number, number)))
  )[0]
}

/** Those up to `forgotten` go. */
export async function addVersion(tx: TenantTx, row: VersionRow, forgotten: number): Promise<void> {
  await tx.insert(versions).values(row)
  await tx.delete(versions).where(and(ofScreen(tx, row.screen), lte(versions.number, forgotten)))
}

/** Screens that show points. */
export async function usesOf(tx: TenantTx, names: (column: SQLWrapper) => SQL): Promise<PointUse[]> {
  const rows = await tx
    .select({ id: screens.id, document: screens.document })
    .from(screens)
    .where(and(eq(screens.tenant, tx.tenant), names(screens.document)))
  return rows.map(({ id, document }) => ({ kind: 'screen', id, name: document.title.en }))
}
