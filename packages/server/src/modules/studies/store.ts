import { and, asc, desc, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { keysOf, type TenantTx } from '../../database/index.ts'
import type { StudyQuery } from './schema.ts'
import { studies } from './tables.ts'

export type StudyRow = typeof studies.$inferSelect

/** All but the package, which is large. */
const { archive: _, ...shown } = getTableColumns(studies)
export type ShownRow = Omit<StudyRow, 'archive'>

const own = (tx: TenantTx, id: string): SQL | undefined => and(eq(studies.tenant, tx.tenant), eq(studies.id, id))

export async function addRow(tx: TenantTx, row: StudyRow): Promise<void> {
  await tx.insert(studies).values(row)
}

export async function oneRow(tx: TenantTx, id: string): Promise<ShownRow | undefined> {
  const [row] = await tx.select(shown).from(studies).where(own(tx, id))
  return row
}

export async function archiveOf(tx: TenantTx, id: string): Promise<Buffer | undefined> {
  const [row] = await tx.select({ archive: studies.archive }).from(studies).where(own(tx, id))
  return row?.archive ?? undefined
}

export const listRows = (tx: TenantTx, query: StudyQuery, limit: number): Promise<ShownRow[]> => {
  const after = keysOf(query.cursor, 'text', 'uuid')
  return tx
    .select(shown)
    .from(studies)
    .where(
      and(
        eq(studies.tenant, tx.tenant),
        query.mechanism === undefined ? undefined : eq(studies.mechanism, query.mechanism),
        query.binding === undefined ? undefined : eq(studies.binding, query.binding),
        after && sql`(${studies.at}, ${studies.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(studies.at), desc(studies.id))
    .limit(limit)
}

/** The oldest that waits, which runs from now on. */
export async function takeNext(tx: TenantTx): Promise<ShownRow | undefined> {
  const [next] = await tx
    .select({ id: studies.id })
    .from(studies)
    .where(and(eq(studies.tenant, tx.tenant), eq(studies.state, 'waits')))
    .orderBy(asc(studies.at), asc(studies.id))
    .limit(1)
    .for('update', { skipLocked: true })
  if (!next) return undefined
  await tx.update(studies).set({ state: 'runs', progress: 0 }).where(own(tx, next.id))
  return oneRow(tx, next.id)
}

/** What ran when the platform ended begins anew. */
export async function takeUp(tx: TenantTx): Promise<void> {
  await tx
    .update(studies)
    .set({ state: 'waits', progress: 0 })
    .where(and(eq(studies.tenant, tx.tenant), eq(studies.state, 'runs')))
}

export const countOpen = async (tx: TenantTx): Promise<number> => {
  const [row] = await tx
    .select({ many: sql<number>`count(*)::int` })
    .from(studies)
    .where(and(eq(studies.tenant, tx.tenant), inArray(studies.state, ['waits', 'runs'])))
  return row?.many ?? 0
}

/** False where it is no longer in that state: it was cancelled meanwhile. */
export async function moveRow(
  tx: TenantTx,
  id: string,
  from: StudyRow['state'],
  set: Partial<Omit<StudyRow, 'id' | 'tenant'>>,
): Promise<boolean> {
  const moved = await tx
    .update(studies)
    .set(set)
    .where(and(own(tx, id), eq(studies.state, from)))
    .returning({ id: studies.id })
  return moved.length > 0
}

/** False where it is used already: of several that ask at once one has it. */
export async function claim(tx: TenantTx, id: string, applied: NonNullable<StudyRow['applied']>): Promise<boolean> {
  const claimed = await tx
    .update(studies)
    .set({ applied })
    .where(and(own(tx, id), eq(studies.state, 'done'), isNull(studies.applied)))
    .returning({ id: studies.id })
  return claimed.length > 0
}

export async function removeRow(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(studies).where(own(tx, id))
}
