import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { VersionName } from './store.ts'
import { appTests, appVersions } from './tables.ts'

export type TestRow = typeof appTests.$inferSelect
/** Without what came of each. */
export type TestSum = Omit<TestRow, 'results'>

const { results, ...sum } = getTableColumns(appTests)

const own = (tx: TenantTx, { app, version }: VersionName) =>
  and(eq(appTests.tenant, tx.tenant), eq(appTests.app, app), eq(appTests.version, version))

/** By `publisher/name@version`, of every version of the organisation or of one app. */
export async function sums(tx: TenantTx, app?: string): Promise<ReadonlyMap<string, TestSum>> {
  const rows = await tx
    .select(sum)
    .from(appTests)
    .where(and(eq(appTests.tenant, tx.tenant), app === undefined ? undefined : eq(appTests.app, app)))
  return new Map(rows.map((row) => [`${row.app}@${row.version}`, row]))
}

export async function tested(tx: TenantTx, of: VersionName): Promise<TestRow | undefined> {
  return (await tx.select().from(appTests).where(own(tx, of)))[0]
}

/** New, or in place of what there was. */
export async function keepTests(tx: TenantTx, row: Omit<TestRow, 'tenant'>): Promise<void> {
  const { app, version, ...set } = row
  await tx
    .insert(appTests)
    .values({ ...row, tenant: tx.tenant })
    .onConflictDoUpdate({ target: [appTests.tenant, appTests.app, appTests.version], set })
}

/** False where the version is no more. */
export async function changeTests(tx: TenantTx, of: VersionName, set: Partial<TestRow>): Promise<boolean> {
  const changed = await tx.update(appTests).set(set).where(own(tx, of)).returning({ app: appTests.app })
  return changed.length > 0
}

/** Versions whose tests are to be run: what a stop of the platform cut off, too. */
export const open = (tx: TenantTx): Promise<VersionName[]> =>
  tx
    .select({ app: appTests.app, version: appTests.version })
    .from(appTests)
    .where(and(eq(appTests.tenant, tx.tenant), inArray(appTests.state, ['waiting', 'running'])))
    .orderBy(appTests.app, appTests.version)

/** Versions that came before there were tests of them here. */
export const untested = (tx: TenantTx): Promise<VersionName[]> =>
  tx
    .select({ app: appVersions.app, version: appVersions.version })
    .from(appVersions)
    .where(
      and(
        eq(appVersions.tenant, tx.tenant),
        sql`not exists (select from app_tests t where t.tenant_id = app_versions.tenant_id and t.app = app_versions.app and t.version = app_versions.version)`,
      ),
    )
