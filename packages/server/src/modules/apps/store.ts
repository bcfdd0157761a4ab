import { and, asc, desc, eq, getTableColumns, or, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { appInstallations, appMade, appVersions } from './tables.ts'

export type VersionRow = typeof appVersions.$inferSelect
/** Without the archive. */
export type KnownVersion = Omit<VersionRow, 'archive'>
export type InstallationRow = typeof appInstallations.$inferSelect

export type MadeRow = typeof appMade.$inferSelect

/** Of a version. */
export interface VersionName {
  /** publisher/name */
  readonly app: string
  readonly version: string
}

const { archive, ...known } = getTableColumns(appVersions)

const own = (tx: TenantTx, { app, version }: VersionName) =>
  and(eq(appVersions.tenant, tx.tenant), eq(appVersions.app, app), eq(appVersions.version, version))
const ownInstallation = (tx: TenantTx, id: string) =>
  and(eq(appInstallations.tenant, tx.tenant), eq(appInstallations.id, id))

/** Every version of the organisation, or of one app. */
export const versions = (tx: TenantTx, app?: string): Promise<KnownVersion[]> =>
  tx
    .select(known)
    .from(appVersions)
    .where(and(eq(appVersions.tenant, tx.tenant), app === undefined ? undefined : eq(appVersions.app, app)))
    .orderBy(asc(appVersions.app))

export async function byVersion(tx: TenantTx, of: VersionName): Promise<KnownVersion | undefined> {
  return (await tx.select(known).from(appVersions).where(own(tx, of)))[0]
}

/** Held until the end of the transaction: `share` by who comes to run it, `update` by who takes it away. */
export async function holdVersion(
  tx: TenantTx,
  of: VersionName,
  how: 'share' | 'update',
): Promise<KnownVersion | undefined> {
  return (await tx.select(known).from(appVersions).where(own(tx, of)).for(how))[0]
}

export async function archiveOf(tx: TenantTx, of: VersionName): Promise<Uint8Array | undefined> {
  return (await tx.select({ archive }).from(appVersions).where(own(tx, of)))[0]?.archive
}

/** False where that version is there already. */
export async function addVersion(tx: TenantTx, row: VersionRow): Promise<boolean> {
  const added = await tx.insert(appVersions).values(row).onConflictDoNothing().returning({ app: appVersions.app })
  return added.length > 0
}

export async function removeVersion(tx: TenantTx, of: VersionName): Promise<void> {
  await tx.delete(appVersions).where(own(tx, of))
}

export async function taken(tx: TenantTx): Promise<{ versions: number; bytes: number }> {
  const { rows } = await tx.execute<{ versions: number; bytes: number }>(sql`
    select count(*)::int as versions, coalesce(sum(bytes), 0)::float8 as bytes from app_versions where tenant_id = ${tx.tenant}`)
  return rows[0]!
}

/** Of an app: what it is, and after it a version of it that is tried. */
export const installations = (tx: TenantTx): Promise<InstallationRow[]> =>
  tx
    .select()
    .from(appInstallations)
    .where(eq(appInstallations.tenant, tx.tenant))
    .orderBy(asc(appInstallations.app), sql`${appInstallations.trialOf} nulls first`)

/** Installations that run a version, or may go back to it. */
export const usersOf = (tx: TenantTx, { app, version }: VersionName): Promise<InstallationRow[]> =>
  tx
    .select()
    .from(appInstallations)
    .where(
      and(
        eq(appInstallations.tenant, tx.tenant),
        eq(appInstallations.app, app),
        or(eq(appInstallations.version, version), eq(appInstallations.previous, version)),
      ),
    )

export async function installation(tx: TenantTx, id: string): Promise<InstallationRow | undefined> {
  return (await tx.select().from(appInstallations).where(ownInstallation(tx, id)))[0]
}

/** What is tried in place of an installation. */
export async function trialOf(tx: TenantTx, id: string): Promise<InstallationRow | undefined> {
  const own = and(eq(appInstallations.tenant, tx.tenant), eq(appInstallations.trialOf, id))
  return (await tx.select().from(appInstallations).where(own))[0]
}

/** False where something is tried already. */
export async function addTrial(tx: TenantTx, row: InstallationRow): Promise<boolean> {
  return (await tx.insert(appInstallations).values(row).onConflictDoNothing().returning()).length > 0
}

/** Held until the end of the transaction: `share` by who works on its rows, `update` by who changes what it is. */
export async function hold(tx: TenantTx, id: string, how: 'share' | 'update'): Promise<InstallationRow | undefined> {
  return (await tx.select().from(appInstallations).where(ownInstallation(tx, id)).for(how))[0]
}

/** Its number; none where the app is installed already. */
export async function addInstallation(tx: TenantTx, row: Omit<InstallationRow, 'number'>): Promise<number | undefined> {
  const [added] = await tx
    .insert(appInstallations)
    .values({ ...row, number: sql`nextval('app_numbers')` })
    .onConflictDoNothing()
    .returning({ number: appInstallations.number })
  return added?.number
}

export async function changeInstallation(tx: TenantTx, id: string, set: Partial<InstallationRow>): Promise<void> {
  await tx.update(appInstallations).set(set).where(ownInstallation(tx, id))
}

export async function removeInstallation(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(appInstallations).where(ownInstallation(tx, id))
}

export async function addMade(tx: TenantTx, row: Omit<MadeRow, 'tenant'>): Promise<void> {
  await tx.insert(appMade).values({ ...row, tenant: tx.tenant })
}

/** Of an installation, or of all; the last first. */
export const made = (tx: TenantTx, installation?: string): Promise<MadeRow[]> =>
  tx
    .select()
    .from(appMade)
    .where(
      and(
        eq(appMade.tenant, tx.tenant),
        installation === undefined ? undefined : eq(appMade.installation, installation),
      ),
    )
    .orderBy(desc(appMade.n))

export async function keepMade(tx: TenantTx, { installation, asset }: MadeRow): Promise<void> {
  await tx
    .update(appMade)
    .set({ isWhole: true })
    .where(and(eq(appMade.tenant, tx.tenant), eq(appMade.installation, installation), eq(appMade.asset, asset)))
}

export async function removeMade(tx: TenantTx, { installation, asset }: MadeRow): Promise<void> {
  await tx
    .delete(appMade)
    .where(and(eq(appMade.tenant, tx.tenant), eq(appMade.installation, installation), eq(appMade.asset, asset)))
}
