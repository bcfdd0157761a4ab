import { and, asc, count, desc, eq, inArray, like, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { keysOf, type Page, pageOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { PointUse } from '../assets/index.ts'
import type { ModelListed, ModelQuery } from './schema.ts'
import { thingBindings, thingInstances, thingModels } from './tables.ts'

export type ModelRow = typeof thingModels.$inferSelect
export type BindingRow = typeof thingBindings.$inferSelect

/** Guests are told nothing of models; the database holds the same by its policies. */
const own = (tx: TenantTx) => and(eq(thingModels.tenant, tx.tenant), tx.reach.grant ? sql`false` : undefined)
const { major, minor, patch } = thingModels
const newestFirst = [desc(major), desc(minor), desc(patch)]

export const versionOf = (row: Pick<ModelRow, 'major' | 'minor' | 'patch'>): string =>
  `${row.major}.${row.minor}.${row.patch}`
export function numbersOf(version: string): { major: number; minor: number; patch: number } {
  const [first = 0, second = 0, third = 0] = version.split('.').map(Number)
  return { major: first, minor: second, patch: third }
}

const listedOf = (row: ModelRow, assets: number): ModelListed => ({
  id: row.id,
  key: row.key,
  version: versionOf(row),
  status: row.status,
  title: row.content.title,
  ...(row.content.titles === undefined ? {} : { titles: row.content.titles }),
  ...(row.content.class === undefined ? {} : { class: row.content.class }),
  assets,
  changedAt: row.changedAt.toISOString(),
})

/** By key, the newest version first: the order of versions is packed into one number for the cursor. */
const order = sql<string>`(${major}::bigint * 1000000000000 + ${minor}::bigint * 1000000 + ${patch})`

export async function list(tx: TenantTx, query: ModelQuery): Promise<Page<ModelListed>> {
  const limit = query.limit ?? 100
  const wanted = and(
    own(tx),
    query.key === undefined ? undefined : eq(thingModels.key, query.key),
    query.status === undefined ? undefined : eq(thingModels.status, query.status),
    ...patternsOf(query.search).map((pattern) => like(thingModels.search, pattern)),
  )
  const keys = keysOf(query.cursor, 'text', 'uuid')
  const after =
    keys &&
    sql`(${thingModels.key} > ${keys[0]} or (${thingModels.key} = ${keys[0]} and ${order} <
      (select ${sql.raw('m.major::bigint * 1000000000000 + m.minor::bigint * 1000000 + m.patch')} from thing_models m where m.id = ${keys[1]}::uuid)))`
  const rows = await tx
    .select()
    .from(thingModels)
    .where(and(wanted, after))
    .orderBy(asc(thingModels.key), ...newestFirst)
    .limit(limit + 1)
  const counts = await assetsOf(
    tx,
    rows.map(({ id }) => id),
  )
  const page = pageOf(rows, limit, {
    item: (row) => listedOf(row, counts.get(row.id) ?? 0),
    keys: (row) => [row.key, row.id],
  })
  if (query.cursor !== undefined) return page
  return { ...page, total: (await tx.select({ n: count() }).from(thingModels).where(wanted))[0]?.n ?? 0 }
}

/** How many assets in reach are of each version. */
export async function assetsOf(tx: TenantTx, models: readonly string[]): Promise<Map<string, number>> {
  if (models.length === 0) return new Map()
  const rows = await tx
    .select({ model: thingInstances.model, n: count() })
    .from(thingInstances)
    .where(and(eq(thingInstances.tenant, tx.tenant), inArray(thingInstances.model, [...models])))
    .groupBy(thingInstances.model)
  return new Map(rows.map(({ model, n }) => [model, n]))
}

export const listed = async (tx: TenantTx, row: ModelRow): Promise<ModelListed> =>
  listedOf(row, (await assetsOf(tx, [row.id])).get(row.id) ?? 0)

export async function byId(tx: TenantTx, id: string): Promise<ModelRow | undefined> {
  return (
    await tx
      .select()
      .from(thingModels)
      .where(and(own(tx), eq(thingModels.id, id)))
  )[0]
}

/** Every version of the organisation: references lead anywhere among them, and there are few. */
export async function all(tx: TenantTx): Promise<ModelRow[]> {
  return tx
    .select()
    .from(thingModels)
    .where(own(tx))
    .orderBy(asc(thingModels.key), ...newestFirst)
}

/** False when that version is there already. */
export async function add(tx: TenantTx, row: ModelRow): Promise<boolean> {
  return (await tx.insert(thingModels).values(row).onConflictDoNothing().returning({ id: thingModels.id })).length > 0
}

export async function save(tx: TenantTx, { id, ...row }: ModelRow): Promise<void> {
  await tx
    .update(thingModels)
    .set(row)
    .where(and(own(tx), eq(thingModels.id, id)))
}

export async function remove(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(thingModels).where(and(own(tx), eq(thingModels.id, id)))
}

export async function modelOf(tx: TenantTx, asset: string): Promise<ModelRow | undefined> {
  const [row] = await tx
    .select({ model: thingModels })
    .from(thingInstances)
    .innerJoin(thingModels, eq(thingModels.id, thingInstances.model))
    .where(and(own(tx), eq(thingInstances.asset, asset)))
  return row?.model
}

export async function instancesOf(tx: TenantTx, model: string): Promise<string[]> {
  const rows = await tx
    .select({ asset: thingInstances.asset })
    .from(thingInstances)
    .where(and(eq(thingInstances.tenant, tx.tenant), eq(thingInstances.model, model)))
    .orderBy(thingInstances.asset)
  return rows.map(({ asset }) => asset)
}

/** Assets that are of any version of a model. */
export async function assetsOfKey(tx: TenantTx, key: string): Promise<string[]> {
  const rows = await tx
    .select({ asset: thingInstances.asset })
    .from(thingInstances)
    .innerJoin(thingModels, eq(thingModels.id, thingInstances.model))
    .where(and(own(tx), eq(thingModels.key, key)))
    .orderBy(thingInstances.asset)
  return rows.map(({ asset }) => asset)
}

export async function bindingsOfMany(tx: TenantTx, assets: readonly string[]): Promise<BindingRow[]> {
  if (assets.length === 0) return []
  return tx
    .select()
    .from(thingBindings)
    .where(and(eq(thingBindings.tenant, tx.tenant), inArray(thingBindings.asset, [...assets])))
}

export async function setModel(tx: TenantTx, assets: readonly string[], model: string): Promise<void> {
  if (assets.length === 0) return
  await tx
    .insert(thingInstances)
    .values(assets.map((asset) => ({ tenant: tx.tenant, asset, model })))
    .onConflictDoUpdate({ target: thingInstances.asset, set: { model } })
}

/** With its bindings. */
export async function dropModel(tx: TenantTx, asset: string): Promise<void> {
  await tx.delete(thingInstances).where(and(eq(thingInstances.tenant, tx.tenant), eq(thingInstances.asset, asset)))
}

export async function bindingsOf(tx: TenantTx, asset: string): Promise<BindingRow[]> {
  return tx
    .select()
    .from(thingBindings)
    .where(and(eq(thingBindings.tenant, tx.tenant), eq(thingBindings.asset, asset)))
}

/** What is bound at an asset from now on, and nothing else. */
export async function setBindings(
  tx: TenantTx,
  asset: string,
  rows: readonly Omit<BindingRow, 'tenant' | 'asset'>[],
): Promise<void> {
  await tx.delete(thingBindings).where(and(eq(thingBindings.tenant, tx.tenant), eq(thingBindings.asset, asset)))
  if (rows.length > 0) await tx.insert(thingBindings).values(rows.map((row) => ({ ...row, tenant: tx.tenant, asset })))
}

/** Assets whose properties are points. */
export async function usesOf(tx: TenantTx, names: (column: SQLWrapper) => SQL): Promise<PointUse[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select distinct own.asset_id as id, asset.name from thing_bindings own join assets asset on asset.id = own.asset_id
    where own.tenant_id = ${tx.tenant} and ${names(sql`own.point_id`)}`)
  return rows.map(({ id, name }) => ({ kind: 'thing', id, name }))
}
