import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { mechanismKeys, mechanisms, mechanismVersions } from './tables.ts'

export type VersionRow = typeof mechanismVersions.$inferSelect
export type KeyRow = typeof mechanismKeys.$inferSelect
/** With the name of its model, without the archive. */
export type KnownVersion = Omit<VersionRow, 'archive'> & { readonly name: string }
/** Without what makes it large. */
export type ListedVersion = Omit<KnownVersion, 'manifest' | 'files' | 'cases' | 'steps'>

const { archive, ...known } = getTableColumns(mechanismVersions)
const { manifest: _, files: _files, cases: _cases, steps: _steps, ...listed } = known
const { name } = mechanisms
const ofModel = and(eq(mechanisms.tenant, mechanismVersions.tenant), eq(mechanisms.id, mechanismVersions.mechanism))

const own = (tx: TenantTx, id: string, version: string) =>
  and(
    eq(mechanismVersions.tenant, tx.tenant),
    eq(mechanismVersions.mechanism, id),
    eq(mechanismVersions.version, version),
  )

/** Every version of the organisation, or of one model. */
export const list = (tx: TenantTx, id?: string): Promise<ListedVersion[]> =>
  tx
    .select({ ...listed, name })
    .from(mechanismVersions)
    .innerJoin(mechanisms, ofModel)
    .where(
      and(eq(mechanismVersions.tenant, tx.tenant), id === undefined ? undefined : eq(mechanismVersions.mechanism, id)),
    )
    .orderBy(asc(name))

/** Versions that an installation of an app brought. */
export const broughtBy = (tx: TenantTx, installation: string): Promise<ListedVersion[]> =>
  tx
    .select({ ...listed, name })
    .from(mechanismVersions)
    .innerJoin(mechanisms, ofModel)
    .where(and(eq(mechanismVersions.tenant, tx.tenant), sql`${mechanismVersions.broughtBy} ? ${installation}`))
    .orderBy(asc(name))

export async function byVersion(tx: TenantTx, id: string, version: string): Promise<KnownVersion | undefined> {
  const rows = await tx
    .select({ ...known, name })
    .from(mechanismVersions)
    .innerJoin(mechanisms, ofModel)
    .where(own(tx, id, version))
  return rows[0]
}

/** Held until the end of the transaction, so that two decisions come one after the other. */
export async function lock(tx: TenantTx, id: string, version: string): Promise<KnownVersion | undefined> {
  const rows = await tx
    .select({ ...known, name })
    .from(mechanismVersions)
    .innerJoin(mechanisms, ofModel)
    .where(own(tx, id, version))
    .for('update', { of: mechanismVersions })
  return rows[0]
}

export async function archiveOf(tx: TenantTx, id: string, version: string): Promise<Uint8Array | undefined> {
  return (
    await tx
      .select({ archive })
      .from(mechanismVersions)
      .where(own(tx, id, version))
  )[0]?.archive
}

/** The model of that name; made if there is none. Held until the end of the transaction. */
export async function modelNamed(tx: TenantTx, made: { id: string; name: string; createdAt: Date }): Promise<string> {
  await tx
    .insert(mechanisms)
    .values({ ...made, tenant: tx.tenant })
    .onConflictDoNothing()
  const [row] = await tx
    .select({ id: mechanisms.id })
    .from(mechanisms)
    .where(and(eq(mechanisms.tenant, tx.tenant), eq(mechanisms.name, made.name)))
    .for('update')
  return (row as { id: string }).id
}

export async function put(tx: TenantTx, row: VersionRow): Promise<void> {
  const target = [mechanismVersions.tenant, mechanismVersions.mechanism, mechanismVersions.version]
  await tx.insert(mechanismVersions).values(row).onConflictDoUpdate({ target, set: row })
}

export async function change(
  tx: TenantTx,
  { mechanism, version }: Pick<VersionRow, 'mechanism' | 'version'>,
  to: Partial<VersionRow>,
): Promise<void> {
  await tx
    .update(mechanismVersions)
    .set(to)
    .where(own(tx, mechanism, version))
}

/** With its model, if it has no other. */
export async function remove(tx: TenantTx, id: string, version: string): Promise<void> {
  await tx.delete(mechanismVersions).where(own(tx, id, version))
  await tx.execute(sql`
    delete from mechanisms where tenant_id = ${tx.tenant} and id = ${id}
      and not exists (select from mechanism_versions where tenant_id = ${tx.tenant} and mechanism_id = ${id})`)
}

export async function taken(tx: TenantTx): Promise<{ versions: number; bytes: number }> {
  const { rows } = await tx.execute<{ versions: number; bytes: number }>(sql`
    select count(*)::int as versions, coalesce(sum(bytes), 0)::float8 as bytes from mechanism_versions
    where tenant_id = ${tx.tenant}`)
  return rows[0]!
}

export const keys = (tx: TenantTx): Promise<KeyRow[]> =>
  tx.select().from(mechanismKeys).where(eq(mechanismKeys.tenant, tx.tenant)).orderBy(asc(mechanismKeys.at))

export async function putKey(tx: TenantTx, row: KeyRow): Promise<void> {
  const target = [mechanismKeys.tenant, mechanismKeys.fingerprint]
  await tx.insert(mechanismKeys).values(row).onConflictDoUpdate({ target, set: row })
}

/** False when it was none. */
export async function removeKey(tx: TenantTx, fingerprint: string): Promise<boolean> {
  const gone = await tx
    .delete(mechanismKeys)
    .where(and(eq(mechanismKeys.tenant, tx.tenant), eq(mechanismKeys.fingerprint, fingerprint)))
    .returning({ fingerprint: mechanismKeys.fingerprint })
  return gone.length > 0
}

/** People who can sign in to the organisation. */
export async function people(tx: TenantTx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from memberships where tenant_id = ${tx.tenant} and suspended_at is null`,
  )
  return rows[0]!.n
}
