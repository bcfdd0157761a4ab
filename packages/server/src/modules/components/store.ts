import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { keysOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { ComponentQuery } from './schema.ts'
import { components, use, versions } from './tables.ts'

export type ComponentRow = typeof components.$inferSelect
export type VersionRow = typeof versions.$inferSelect
export type UseRow = typeof use.$inferSelect

const hasVersions = sql`exists (select from component_versions v where v.tenant_id = components.tenant_id and v.name = components.name)`

/** By name; the search goes over what the newest version says of itself. */
export function findComponents(
  tx: TenantTx,
  { search, kind, cursor }: ComponentQuery,
  limit: number,
): Promise<ComponentRow[]> {
  const [after] = keysOf(cursor, 'text') ?? []
  const found = sql`lower(components.name || ' ' || (select v.title->>'en' || ' ' || (v.title->>'zh') || ' ' || (v.description->>'en')
    || ' ' || (v.description->>'zh') from component_versions v where v.tenant_id = components.tenant_id and v.name = components.name
    order by v.number desc limit 1))`
  return tx
    .select()
    .from(components)
    .where(
      and(
        eq(components.tenant, tx.tenant),
        hasVersions,
        kind === undefined ? undefined : eq(components.kind, kind),
        after === undefined ? undefined : sql`${components.name} > ${after}`,
        ...patternsOf(search).map((pattern) => sql`${found} like ${pattern}`),
      ),
    )
    .orderBy(asc(components.name))
    .limit(limit)
}

const own = (tx: TenantTx, name: string) => and(eq(components.tenant, tx.tenant), eq(components.name, name))

/** Nobody else changes it, or its versions, until the transaction ends. */
export async function lockComponent(tx: TenantTx, name: string): Promise<ComponentRow | undefined> {
  return (await tx.select().from(components).where(own(tx, name)).for('update'))[0]
}

/** One that has versions. */
export async function componentOf(tx: TenantTx, name: string): Promise<ComponentRow | undefined> {
  return (
    await tx
      .select()
      .from(components)
      .where(and(own(tx, name), hasVersions))
  )[0]
}

export const countComponents = (tx: TenantTx): Promise<number> =>
  tx.$count(components, eq(components.tenant, tx.tenant))

export async function addComponent(tx: TenantTx, row: ComponentRow): Promise<void> {
  await tx.insert(components).values(row).onConflictDoNothing()
}

/** Another kind only where all versions of the one before are gone. */
export async function changeComponent(
  tx: TenantTx,
  name: string,
  set: Pick<ComponentRow, 'kind' | 'last'>,
): Promise<void> {
  await tx.update(components).set(set).where(own(tx, name))
}

/** Newest first. */
export const versionsOf = (tx: TenantTx, name: string): Promise<VersionRow[]> =>
  tx
    .select()
    .from(versions)
    .where(and(eq(versions.tenant, tx.tenant), eq(versions.name, name)))
    .orderBy(desc(versions.number))

const at = (tx: TenantTx, name: string, number: number) =>
  and(eq(versions.tenant, tx.tenant), eq(versions.name, name), eq(versions.number, number))

export async function versionOf(tx: TenantTx, name: string, number: number): Promise<VersionRow | undefined> {
  return (
    await tx
      .select()
      .from(versions)
      .where(at(tx, name, number))
  )[0]
}

export async function addVersion(tx: TenantTx, row: VersionRow): Promise<void> {
  await tx.insert(versions).values(row)
}

export async function changeVersion(
  tx: TenantTx,
  { name, number }: Pick<VersionRow, 'name' | 'number'>,
  set: Partial<VersionRow>,
): Promise<void> {
  await tx
    .update(versions)
    .set(set)
    .where(at(tx, name, number))
}

export async function removeVersion(tx: TenantTx, name: string, number: number): Promise<void> {
  await tx.delete(versions).where(at(tx, name, number))
}

/** Components that hold a text somewhere in them, such as one that they name, as name@number. */
export async function holding(tx: TenantTx, key: 'component' | 'model', text: string): Promise<string[]> {
  const path = `$.**.${key} ? (@ == $text)`
  const { rows } = await tx.execute<{ held: string }>(sql`
    select name || '@' || number as held from component_versions where tenant_id = ${tx.tenant}
      and jsonb_path_exists(body, ${path}::jsonpath, ${JSON.stringify({ text })}::jsonb) order by held`)
  return rows.map(({ held }) => held)
}

/** Versions that a service of an installation is, as name@number; without those that nobody agreed to. */
export async function ofInstallation(tx: TenantTx, installation: string): Promise<string[]> {
  const rows = await tx
    .select({ name: versions.name, number: versions.number })
    .from(versions)
    .where(
      and(
        eq(versions.tenant, tx.tenant),
        sql`${versions.body}->>'installation' = ${installation}`,
        sql`${versions.stage} <> 'rejected'`,
      ),
    )
    .orderBy(asc(versions.name), asc(versions.number))
  return rows.map(({ name, number }) => `${name}@${number}`)
}

export async function addUse(tx: TenantTx, rows: readonly UseRow[]): Promise<void> {
  await tx
    .insert(use)
    .values([...rows])
    .onConflictDoUpdate({
      target: [use.tenant, use.name, use.number, use.consumerKind, use.consumerId, use.hour],
      set: {
        consumerName: sql`excluded.consumer_name`,
        calls: sql`${use.calls} + excluded.calls`,
        samples: sql`${use.samples} + excluded.samples`,
        ms: sql`${use.ms} + excluded.ms`,
        errors: sql`${use.errors} + excluded.errors`,
      },
    })
}

interface UseFilter {
  readonly name?: string | undefined
  readonly from: Date
  readonly to: Date
  readonly by: 'hour' | 'day'
}

/** By time, version and consumer. */
export async function useBetween(tx: TenantTx, { name, from, to, by }: UseFilter): Promise<UseRow[]> {
  const bucket = sql<Date>`date_trunc(${sql.raw(`'${by}'`)}, ${use.hour}, 'UTC')`.mapWith(use.hour)
  const sum = (column: typeof use.calls | typeof use.samples | typeof use.ms | typeof use.errors) =>
    sql<number>`sum(${column})`.mapWith(Number)
  const rows = await tx
    .select({
      tenant: use.tenant,
      name: use.name,
      number: use.number,
      consumerKind: use.consumerKind,
      consumerId: use.consumerId,
      consumerName: sql<string>`max(${use.consumerName})`,
      hour: bucket,
      calls: sum(use.calls),
      samples: sum(use.samples),
      ms: sum(use.ms),
      errors: sum(use.errors),
    })
    .from(use)
    .where(
      and(
        eq(use.tenant, tx.tenant),
        gte(use.hour, from),
        lt(use.hour, to),
        name === undefined ? undefined : eq(use.name, name),
      ),
    )
    .groupBy(use.tenant, use.name, use.number, use.consumerKind, use.consumerId, sql`7`)
    .orderBy(sql`7`, use.name, use.number, use.consumerKind, use.consumerId)
  return rows
}

/** Calls by name. */
export async function callsSince(tx: TenantTx, from: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ name: use.name, calls: sql<number>`sum(${use.calls})`.mapWith(Number) })
    .from(use)
    .where(and(eq(use.tenant, tx.tenant), gte(use.hour, from)))
    .groupBy(use.name)
  return new Map(rows.map(({ name, calls }) => [name, calls]))
}

export async function forgetUse(tx: TenantTx, before: Date): Promise<void> {
  await tx.delete(use).where(and(eq(use.tenant, tx.tenant), lt(use.hour, before)))
}
