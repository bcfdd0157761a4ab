import { type DeviceId, isoOf, newId } from '@millrace/core'
import { and, count, desc, eq, isNotNull, like, type SQL, sql } from 'drizzle-orm'
import { keysOf, type Page, pageOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { Source, SourceReport } from '../../ingest/needs.ts'
import type { Device, DeviceQuery } from './schema.ts'
import { devices } from './tables.ts'

const deviceOf = (row: typeof devices.$inferSelect): Device => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  ...(row.parent === null ? {} : { parentId: row.parent }),
  machine: row.node ? (row.group ? `${row.group}/${row.node}` : row.node) : row.device,
  ...(row.protocol === null ? {} : { protocol: row.protocol }),
  state: row.state,
  ...(row.lastSeen === null ? {} : { lastSeen: isoOf(row.lastSeen) }),
  ...(row.lastError === null ? {} : { lastError: row.lastError }),
  pointCount: row.pointCount,
  ...(row.health === null || row.health === undefined ? {} : { health: row.health }),
})

export async function findDevices(tx: TenantTx, query: DeviceQuery): Promise<Page<Device>> {
  const limit = query.limit ?? 100
  const keys = keysOf(query.cursor, 'text', 'uuid')
  const wanted = and(
    eq(devices.tenant, tx.tenant),
    query.kind && eq(devices.kind, query.kind),
    query.state && eq(devices.state, query.state),
    ...patternsOf(query.search).map((pattern) => like(devices.search, pattern)),
  )
  const rows = await tx
    .select()
    .from(devices)
    .where(and(wanted, keys && sql`(${devices.name}, ${devices.id}) > (${keys[0]}, ${keys[1]}::uuid)`))
    .orderBy(devices.name, devices.id)
    .limit(limit + 1)
  const page = pageOf(rows, limit, { item: deviceOf, keys: (row) => [row.name, row.id] })
  if (keys) return page
  return { ...page, total: (await tx.select({ n: count() }).from(devices).where(wanted))[0]?.n ?? 0 }
}

export async function deviceById(tx: TenantTx, id: string): Promise<Device | undefined> {
  const [row] = await tx
    .select()
    .from(devices)
    .where(and(eq(devices.tenant, tx.tenant), eq(devices.id, id)))
  return row && deviceOf(row)
}

export async function sourceById(tx: TenantTx, id: string): Promise<Source | undefined> {
  const [row] = await tx
    .select({ group: devices.group, node: devices.node, device: devices.device })
    .from(devices)
    .where(and(eq(devices.tenant, tx.tenant), eq(devices.id, id)))
  return (
    row && {
      ...(row.group === '' ? {} : { group: row.group }),
      ...(row.node === '' ? {} : { node: row.node }),
      ...(row.device === '' ? {} : { device: row.device }),
    }
  )
}

export async function countByState(tx: TenantTx): Promise<Record<Device['state'], number>> {
  const rows = await tx
    .select({ state: devices.state, n: count() })
    .from(devices)
    .where(eq(devices.tenant, tx.tenant))
    .groupBy(devices.state)
  return { online: 0, offline: 0, stale: 0, never: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
}

/** Those with a last error, the most recent first. */
export async function devicesInError(tx: TenantTx, most: number): Promise<Device[]> {
  const rows = await tx
    .select()
    .from(devices)
    .where(and(eq(devices.tenant, tx.tenant), isNotNull(devices.lastError)))
    .orderBy(desc(devices.lastSeen), devices.id)
    .limit(most)
  return rows.map(deviceOf)
}

const rowOf = ({ group = '', node = '', device = '' }: Source) => ({
  kind: (device === '' ? 'edge_node' : 'device') as Device['kind'],
  group,
  node,
  device,
  name: device || node,
  search: [group, node, device].join(' ').toLowerCase(),
})

/** The row of a source, made if it is new, with the edge node it sits behind. */
/** The device of a source, made if it is new. */
export async function ensureDevice(
  tx: TenantTx,
  source: Source,
  protocol?: string,
): Promise<{ id: DeviceId; made: boolean }> {
  const { group, node, device } = source
  const behind = device && node ? { ...(group ? { group } : {}), node } : undefined
  const parent = behind ? (await ensureDevice(tx, behind)).id : null
  const row = rowOf(source)
  const [saved] = await tx
    .insert(devices)
    .values({ id: newId<DeviceId>(), tenant: tx.tenant, ...row, parent, ...(protocol ? { protocol } : {}) })
    .onConflictDoUpdate({
      target: [devices.tenant, devices.group, devices.node, devices.device],
      set: { protocol: sql`coalesce(excluded.protocol, ${devices.protocol})` },
    })
    // A row that was never updated has no xmax.
    .returning({ id: devices.id, made: sql<boolean>`xmax = 0` })
  const { id, made } = saved as { id: string; made: boolean }
  return { id: id as DeviceId, made }
}

export async function countAtDevice(tx: TenantTx, device: DeviceId, added: number): Promise<void> {
  await tx
    .update(devices)
    .set({ pointCount: sql`${devices.pointCount} + ${added}` })
    .where(and(eq(devices.tenant, tx.tenant), eq(devices.id, device)))
}

/** Where a device stands. */
export interface Standing {
  readonly id: string
  readonly name: string
  readonly kind: Device['kind']
  readonly state: Device['state']
  readonly lastError: string | null
}

/** Of the sources whose state is told, and of the devices behind those of them that are nodes. */
export async function standings(tx: TenantTx, reports: readonly Reported[]): Promise<Map<string, Standing>> {
  const said = asRows(reports)
  const { rows } = await tx.execute<{
    id: string
    name: string
    kind: Device['kind']
    state: Device['state']
    error: string | null
  }>(sql`
    select distinct devices.id, devices.name, devices.kind, devices.state, devices.last_error as error from devices, ${said}
    where devices.tenant_id = ${tx.tenant} and devices.group_name = said."group" and devices.node_name = said.node
      and (devices.device_name = said.device or said.device = '')`)
  return new Map(rows.map(({ error, ...row }) => [row.id, { ...row, lastError: error }]))
}

/** The asset that all points of a device are at; devices with points at several have none. */
export async function assetsOf(tx: TenantTx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ device: string; asset: string }>(sql`
    select device_id as device, (array_agg(distinct asset_id))[1] as asset from points
    where tenant_id = ${tx.tenant} and device_id = any(${`{${ids.join(',')}}`}::uuid[])
    group by device_id having count(distinct asset_id) = 1`)
  return new Map(rows.map(({ device, asset }) => [device, asset]))
}

/** At a start of the platform: who was online must speak again before that is said anew. */
export async function markStale(tx: TenantTx): Promise<void> {
  await tx
    .update(devices)
    .set({ state: 'stale' })
    .where(and(eq(devices.tenant, tx.tenant), eq(devices.state, 'online')))
}

export interface Reported {
  readonly source: Source
  readonly report: SourceReport
}

const asRows = (reports: readonly Reported[]): SQL => {
  const rows = reports.map(({ source, report }) => ({
    id: newId<DeviceId>(),
    ...rowOf(source),
    state: report.state ?? null,
    seen: Math.round(report.seen),
    error: report.lastError ?? null,
    health: report.health ?? null,
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as said(id uuid, kind text, "group" text, node text, device text,
    name text, search text, state text, seen bigint, error text, health jsonb)`
}

/**
 * Writes reports of many sources in three statements. An edge node that died takes its devices with it (Sparkplug 3.0 §6.4.13);
 * what a device of it says in the same breath still counts.
 */
export async function saveReports(tx: TenantTx, reports: readonly Reported[]): Promise<void> {
  const said = asRows(reports)
  await tx.execute(sql`
    update devices set state = 'offline' from ${said}, devices node
    where said.state = 'offline' and said.device = '' and node.tenant_id = ${tx.tenant}
      and node.group_name = said."group" and node.node_name = said.node and node.device_name = ''
      and devices.tenant_id = ${tx.tenant} and devices.parent_id = node.id and devices.state <> 'never'`)
  await tx.execute(sql`
    insert into devices (id, tenant_id, kind, group_name, node_name, device_name, name, search, state, last_seen, last_error, health)
    select id, ${tx.tenant}::uuid, kind, "group", node, device, name, search, coalesce(state, 'never'), seen, nullif(error, ''), health
    from ${said}
    on conflict (tenant_id, group_name, node_name, device_name) do update set
      state = case when excluded.state = 'never' then devices.state else excluded.state end,
      last_seen = greatest(devices.last_seen, excluded.last_seen),
      health = coalesce(excluded.health, devices.health)`)
  // An upsert cannot tell "no error said" from "error cleared", both are null in the new row.
  await tx.execute(sql`
    update devices set last_error = nullif(said.error, '') from ${said}
    where said.error is not null and devices.tenant_id = ${tx.tenant}
      and devices.group_name = said."group" and devices.node_name = said.node and devices.device_name = said.device
      and devices.last_error is distinct from nullif(said.error, '')`)
}
