import { isoOf } from '@millrace/core'
import {
  and,
  arrayOverlaps,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNull,
  like,
  lt,
  lte,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { keysOf, type Page, pageOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { PhysicalAsset, PhysicalAssetQuery, RoleFilling, RoleFillingQuery } from './physical-schema.ts'
import { assets, physicalAssets, roleFillings } from './tables.ts'

export type PhysicalRow = typeof physicalAssets.$inferSelect
export type FillingRow = typeof roleFillings.$inferSelect

/** Places in reach; the database holds the same by its policies, and guests see nothing of this. */
const placesInReach = (tx: TenantTx): SQL | undefined => {
  const { below, grant } = tx.reach
  if (grant) return sql`false`
  if (!below) return undefined
  const seen = tx
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.tenant, tx.tenant), arrayOverlaps(assets.lineage, [...below])))
  return inArray(roleFillings.asset, seen)
}

const fillingsInReach = (tx: TenantTx): SQL | undefined => and(eq(roleFillings.tenant, tx.tenant), placesInReach(tx))

const physicalInReach = (tx: TenantTx): SQL | undefined => {
  const places = placesInReach(tx)
  const own = eq(physicalAssets.tenant, tx.tenant)
  if (!places) return own
  const mounted = tx.select({ id: roleFillings.physical }).from(roleFillings).where(fillingsInReach(tx))
  return and(own, inArray(physicalAssets.id, mounted))
}

const at = (moment: Date): SQL | undefined =>
  and(lte(roleFillings.startsAt, moment), or(isNull(roleFillings.endsAt), gt(roleFillings.endsAt, moment)))

const isoText = (date: Date): string => isoOf(date.getTime() * 1_000)

const filled = {
  filling: roleFillings,
  path: assets.path,
  serialNumber: physicalAssets.serialNumber,
  maker: physicalAssets.maker,
  model: physicalAssets.model,
}

const joined = (tx: TenantTx) =>
  tx
    .select(filled)
    .from(roleFillings)
    .innerJoin(assets, eq(assets.id, roleFillings.asset))
    .innerJoin(physicalAssets, eq(physicalAssets.id, roleFillings.physical))

type Joined = Awaited<ReturnType<typeof joined>>[number]

const fillingOf = ({ filling, path, serialNumber, maker, model }: Joined): RoleFilling => ({
  id: filling.id,
  physicalAsset: filling.physical,
  serialNumber,
  maker,
  ...(model === null ? {} : { model }),
  asset: filling.asset,
  path,
  from: isoText(filling.startsAt),
  ...(filling.endsAt === null ? {} : { until: isoText(filling.endsAt) }),
  shared: filling.shared,
  ...(filling.note === null ? {} : { note: filling.note }),
})

async function physicalOf(tx: TenantTx, rows: readonly PhysicalRow[], now: Date): Promise<PhysicalAsset[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const mounted = await joined(tx).where(and(fillingsInReach(tx), at(now), inArray(roleFillings.physical, ids)))
  const byPhysical = new Map(mounted.map((row) => [row.filling.physical, row]))
  return rows.map(({ id, serialNumber, maker, model, year, description, documents }) => {
    const now = byPhysical.get(id)
    return {
      id,
      serialNumber,
      maker,
      ...(model === null ? {} : { model }),
      ...(year === null ? {} : { year }),
      ...(description === null ? {} : { description }),
      documents,
      ...(now
        ? {
            fills: {
              filling: now.filling.id,
              asset: now.filling.asset,
              path: now.path,
              from: isoText(now.filling.startsAt),
            },
          }
        : {}),
    }
  })
}

export async function findPhysical(tx: TenantTx, query: PhysicalAssetQuery, now: Date): Promise<Page<PhysicalAsset>> {
  const limit = query.limit ?? 100
  const mounted = inArray(
    physicalAssets.id,
    tx
      .select({ id: roleFillings.physical })
      .from(roleFillings)
      .where(and(fillingsInReach(tx), at(now))),
  )
  const wanted = and(
    physicalInReach(tx),
    query.serialNumber === undefined ? undefined : eq(physicalAssets.serialNumber, query.serialNumber),
    query.mounted === undefined ? undefined : query.mounted === 'yes' ? mounted : not(mounted),
    ...patternsOf(query.search).map((pattern) => like(physicalAssets.search, pattern)),
  )
  const keys = keysOf(query.cursor, 'text', 'uuid')
  const after = keys && sql`(${physicalAssets.serialNumber}, ${physicalAssets.id}) > (${keys[0]}, ${keys[1]}::uuid)`
  const rows = await tx
    .select()
    .from(physicalAssets)
    .where(and(wanted, after))
    .orderBy(physicalAssets.serialNumber, physicalAssets.id)
    .limit(limit + 1)
  const page = pageOf(rows, limit, { item: (row) => row, keys: (row) => [row.serialNumber, row.id] })
  const items = await physicalOf(tx, page.items, now)
  if (query.cursor !== undefined) return { ...page, items }
  return { ...page, items, total: (await tx.select({ n: count() }).from(physicalAssets).where(wanted))[0]?.n ?? 0 }
}

export async function physicalById(tx: TenantTx, id: string, now: Date): Promise<PhysicalAsset | undefined> {
  const rows = await tx
    .select()
    .from(physicalAssets)
    .where(and(physicalInReach(tx), eq(physicalAssets.id, id)))
  return (await physicalOf(tx, rows, now))[0]
}

/** False when its maker gave that serial number already. */
export async function addPhysical(tx: TenantTx, row: PhysicalRow): Promise<boolean> {
  const added = await tx.insert(physicalAssets).values(row).onConflictDoNothing().returning({ id: physicalAssets.id })
  return added.length > 0
}

export async function samePhysical(tx: TenantTx, maker: string, serialNumber: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: physicalAssets.id })
    .from(physicalAssets)
    .where(
      and(
        eq(physicalAssets.tenant, tx.tenant),
        eq(physicalAssets.maker, maker),
        eq(physicalAssets.serialNumber, serialNumber),
      ),
    )
  return row?.id
}

export async function savePhysical(tx: TenantTx, { id, ...row }: Omit<PhysicalRow, 'createdAt'>): Promise<void> {
  await tx
    .update(physicalAssets)
    .set(row)
    .where(and(eq(physicalAssets.tenant, tx.tenant), eq(physicalAssets.id, id)))
}

/** False when it ever filled a place. */
export async function removePhysical(tx: TenantTx, id: string): Promise<boolean> {
  const used = await tx
    .select({ id: roleFillings.id })
    .from(roleFillings)
    .where(and(eq(roleFillings.tenant, tx.tenant), eq(roleFillings.physical, id)))
    .limit(1)
  if (used.length > 0) return false
  await tx.delete(physicalAssets).where(and(eq(physicalAssets.tenant, tx.tenant), eq(physicalAssets.id, id)))
  return true
}

export async function findFillings(tx: TenantTx, query: RoleFillingQuery): Promise<Page<RoleFilling>> {
  const limit = query.limit ?? 100
  const wanted = and(
    fillingsInReach(tx),
    query.asset === undefined ? undefined : eq(roleFillings.asset, query.asset),
    query.physicalAsset === undefined ? undefined : eq(roleFillings.physical, query.physicalAsset),
    query.serialNumber === undefined ? undefined : eq(physicalAssets.serialNumber, query.serialNumber),
  )
  const keys = keysOf(query.cursor, 'number', 'uuid')
  const after =
    keys &&
    sql`(${roleFillings.startsAt}, ${roleFillings.id}) < (to_timestamp(${keys[0]}::double precision / 1000), ${keys[1]}::uuid)`
  const rows = await joined(tx)
    .where(and(wanted, after))
    .orderBy(desc(roleFillings.startsAt), desc(roleFillings.id))
    .limit(limit + 1)
  return pageOf(rows, limit, {
    item: fillingOf,
    keys: ({ filling }) => [String(filling.startsAt.getTime()), filling.id],
  })
}

export async function fillingById(tx: TenantTx, id: string): Promise<RoleFilling | undefined> {
  const [row] = await joined(tx).where(and(fillingsInReach(tx), eq(roleFillings.id, id)))
  return row && fillingOf(row)
}

/** Everything else that is at this place, or that this thing is at, in a span of time; null: without end. */
export async function overlapping(
  tx: TenantTx,
  of: { readonly asset: string } | { readonly physical: string },
  span: { readonly from: Date; readonly until: Date | null; readonly but: string },
): Promise<RoleFilling[]> {
  const rows = await joined(tx).where(
    and(
      eq(roleFillings.tenant, tx.tenant),
      'asset' in of ? eq(roleFillings.asset, of.asset) : eq(roleFillings.physical, of.physical),
      ne(roleFillings.id, span.but),
      or(isNull(roleFillings.endsAt), gt(roleFillings.endsAt, span.from)),
      span.until === null ? undefined : lt(roleFillings.startsAt, span.until),
    ),
  )
  return rows.map(fillingOf)
}

export async function addFilling(tx: TenantTx, row: FillingRow): Promise<void> {
  await tx.insert(roleFillings).values(row)
}

export async function saveFilling(
  tx: TenantTx,
  id: string,
  change: Pick<FillingRow, 'startsAt' | 'endsAt' | 'note'>,
): Promise<void> {
  await tx
    .update(roleFillings)
    .set(change)
    .where(and(eq(roleFillings.tenant, tx.tenant), eq(roleFillings.id, id)))
}

export async function removeFilling(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(roleFillings).where(and(eq(roleFillings.tenant, tx.tenant), eq(roleFillings.id, id)))
}
