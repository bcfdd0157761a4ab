import { type AlarmState, isActive, processStates } from '@millrace/compute'
import { and, desc, eq, inArray, like, type SQL, sql } from 'drizzle-orm'
import { patternsOf, type TenantTx } from '../../database/index.ts'
import type { Definition } from './definition.ts'
import { pointsOf } from './live-conditions.ts'
import type { EventKind, Person } from './schema.ts'
import { assetBelow, assetInReach, type StandingRow } from './standing-store.ts'
import { alarmStates, alarms } from './tables.ts'

/** An alarm as a list shows it. */
export interface ListedRow {
  readonly row: StandingRow
  readonly definition: Definition
  readonly path: string[]
  /** UCUM; of the point of its condition. */
  readonly unit: string | undefined
}

export interface AlarmWanted {
  /** Without any: those that are annunciated. */
  readonly states: readonly AlarmState[] | undefined
  readonly priorities: readonly number[] | undefined
  readonly asset: string | undefined
  readonly search: string | undefined
  /** Keys of the last one of the page before. */
  readonly after: { readonly priority: number; readonly since: number; readonly alarm: string } | undefined
  readonly limit: number
}

const own = (tx: TenantTx): SQL | undefined =>
  and(eq(alarmStates.tenant, tx.tenant), assetInReach(tx, alarmStates.asset))

/**
 * For the rest of the transaction, where an index has the order that is asked for: in a flood statistics lag behind, and the planner
 * takes 50,000 rows for some dozens, reads and sorts them all for one page.
 */
const inOrderOfIndex = (tx: TenantTx): Promise<unknown> => tx.execute(sql`set local enable_sort = off`)

/** The most urgent first, then the newest. */
export async function findAlarms(tx: TenantTx, wanted: AlarmWanted): Promise<ListedRow[]> {
  const { states, priorities, asset, search, after, limit } = wanted
  const words = patternsOf(search)
  // Of a part of the plant there may be few among many: there the planner is left to choose.
  if (!states && asset === undefined && !tx.reach.below) await inOrderOfIndex(tx)
  // Definitions are read of a page alone: joined, the planner reads those of all alarms to sort them.
  const rows = await tx
    .select()
    .from(alarmStates)
    .where(
      and(
        own(tx),
        states ? inArray(alarmStates.state, [...states]) : eq(alarmStates.annunciated, true),
        priorities && inArray(alarmStates.priority, [...priorities]),
        assetBelow(tx, alarmStates.asset, asset),
        words.length > 0
          ? sql`exists (select from alarms where alarms.id = ${alarmStates.alarm} and ${and(...words.map((pattern) => like(alarms.search, pattern)))})`
          : undefined,
        after &&
          sql`(${alarmStates.priority}, ${alarmStates.since}, ${alarmStates.alarm}) < (${after.priority}, ${after.since}, ${after.alarm}::uuid)`,
      ),
    )
    .orderBy(desc(alarmStates.priority), desc(alarmStates.since), desc(alarmStates.alarm))
    .limit(limit)
  return withDefinitions(tx, rows)
}

/** Alarms at an asset and below whose condition holds now, whatever keeps them from operators. */
export function activeAt(tx: TenantTx, asset: string): Promise<{ id: string; name: Definition['name'] }[]> {
  return tx
    .select({ id: alarms.id, name: sql<Definition['name']>`${alarms.definition}->'name'` })
    .from(alarmStates)
    .innerJoin(alarms, eq(alarms.id, alarmStates.alarm))
    .where(
      and(
        own(tx),
        inArray(alarmStates.process, processStates.filter(isActive)),
        assetBelow(tx, alarmStates.asset, asset),
      ),
    )
}

export async function alarmById(tx: TenantTx, id: string): Promise<ListedRow | undefined> {
  const rows = await tx
    .select()
    .from(alarmStates)
    .where(and(own(tx), eq(alarmStates.alarm, id)))
  return (await withDefinitions(tx, rows))[0]
}

/** Names of places, as the caller may see them: a guest sees the tree from what is shared down. */
export async function pathsOf(tx: TenantTx, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const { below = [], grant } = tx.reach
  const { rows } = await tx.execute<{ id: string; path: string[]; lineage: string[] }>(sql`
    select id, path, lineage from assets where tenant_id = ${tx.tenant} and id = any(${sql.param([...new Set(ids)])}::uuid[])`)
  return new Map(
    rows.map(({ id, path, lineage }) => [
      id,
      grant
        ? path.slice(
            Math.max(
              0,
              lineage.findIndex((place) => (below as readonly string[]).includes(place)),
            ),
          )
        : path,
    ]),
  )
}

export interface NamedPoint {
  readonly id: string
  readonly name: string
  readonly path: string[]
  readonly unit: string | null
}

/** Points that the caller may see, by id. */
export async function pointsNamed(tx: TenantTx, ids: readonly string[]): Promise<Map<string, NamedPoint>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.execute<NamedPoint & Record<string, unknown>>(sql`
    select points.id, points.name, points.unit, assets.path from points join assets on assets.id = points.asset_id
    where points.tenant_id = ${tx.tenant} and points.id = any(${sql.param([...new Set(ids)])}::uuid[])
      and ${assetInReach(tx, sql`points.asset_id`) ?? sql`true`}`)
  return new Map(rows.map((row) => [row.id, row]))
}

async function withDefinitions(tx: TenantTx, rows: readonly StandingRow[]): Promise<ListedRow[]> {
  if (rows.length === 0) return []
  const found = await tx
    .select({ id: alarms.id, definition: alarms.definition })
    .from(alarms)
    .where(
      and(
        eq(alarms.tenant, tx.tenant),
        inArray(
          alarms.id,
          rows.map(({ alarm }) => alarm),
        ),
      ),
    )
  const byId = new Map(found.map(({ id, definition }) => [id, definition]))
  const paths = await pathsOf(
    tx,
    rows.map(({ asset }) => asset),
  )
  const points = await pointsNamed(
    tx,
    found.flatMap(({ definition }) => pointsOf(definition.condition).slice(0, 1)),
  )
  return rows.flatMap((row) => {
    const definition = byId.get(row.alarm)
    if (!definition) return []
    const unit = points.get(pointsOf(definition.condition)[0] ?? '')?.unit ?? undefined
    return [{ row, definition, path: paths.get(row.asset) ?? [], unit }]
  })
}

export interface CountRow {
  readonly state: AlarmState
  readonly priority: number
  readonly annunciated: boolean
  readonly n: number
}

/** Alarms that are not normal, by state and priority, at an asset and below. */
export async function countAlarms(tx: TenantTx, asset: string | undefined): Promise<CountRow[]> {
  return tx
    .select({
      state: alarmStates.state,
      priority: alarmStates.priority,
      annunciated: alarmStates.annunciated,
      n: sql<number>`count(*)::integer`,
    })
    .from(alarmStates)
    .where(and(own(tx), sql`${alarmStates.state} <> 'normal'`, assetBelow(tx, alarmStates.asset, asset)))
    .groupBy(alarmStates.state, alarmStates.priority, alarmStates.annunciated)
}

/** Alarms that have held since before, and are not kept from operators; those whose condition is not evaluated. */
export async function countStale(
  tx: TenantTx,
  asset: string | undefined,
  before: number,
): Promise<{ stale: number; broken: number }> {
  const [row] = await tx
    .select({
      stale: sql<number>`count(*) filter (where ${alarmStates.annunciated} and ${alarmStates.raisedAt} < ${before})::integer`,
      broken: sql<number>`count(*) filter (where ${alarmStates.broken} is not null)::integer`,
    })
    .from(alarmStates)
    .where(and(own(tx), assetBelow(tx, alarmStates.asset, asset)))
  return row ?? { stale: 0, broken: 0 }
}

export interface EventRow {
  readonly seq: number
  readonly alarm: string
  readonly asset: string
  readonly at: number
  readonly kind: EventKind
  readonly state: AlarmState
  readonly annunciated: boolean
  readonly priority: number
  readonly value: number | null
  readonly status: number | null
  readonly by: Person | null
  readonly note: string | null
  readonly until: number | null
  /** Of the alarm as it is now; gone with it. */
  readonly name: Definition['name'] | null
}

export interface EventsWanted {
  readonly alarm: string | undefined
  readonly asset: string | undefined
  readonly kinds: readonly EventKind[] | undefined
  readonly from: number | undefined
  readonly to: number | undefined
  readonly before: { readonly at: number; readonly seq: number } | undefined
  readonly limit: number
}

/** Newest first, by when it happened. */
export async function findEvents(tx: TenantTx, wanted: EventsWanted): Promise<EventRow[]> {
  const { alarm, asset, kinds, from, to, before, limit } = wanted
  const event = sql.raw('alarm_events')
  const conditions = and(
    sql`${event}.tenant_id = ${tx.tenant}`,
    assetInReach(tx, sql`${event}.asset_id`),
    assetBelow(tx, sql`${event}.asset_id`, asset),
    alarm === undefined ? undefined : sql`${event}.alarm_id = ${alarm}::uuid`,
    kinds && sql`${event}.kind = any(${sql.param([...kinds])}::text[])`,
    from === undefined ? undefined : sql`${event}.at >= ${from}`,
    to === undefined ? undefined : sql`${event}.at < ${to}`,
    before && sql`(${event}.at, ${event}.seq) < (${before.at}, ${before.seq})`,
  )
  if (alarm === undefined && asset === undefined && !kinds && !tx.reach.below) await inOrderOfIndex(tx)
  // The page first, then the names of its alarms, for the same reason as above.
  const { rows } = await tx.execute<Record<keyof EventRow, unknown>>(sql`
    select page.*, alarms.definition->'name' as name from (
      select seq::float8 as seq, alarm_id as alarm, asset_id as asset, at::float8 as at, kind, state, annunciated, priority, value,
        status::float8 as status, done_by as "by", note, until::float8 as until from alarm_events where ${conditions} order by alarm_events.at desc, alarm_events.seq desc limit ${limit}) as page
    left join alarms on alarms.tenant_id = ${tx.tenant} and alarms.id = page.alarm
    order by page.at desc, page.seq desc`)
  return rows as unknown as EventRow[]
}

export interface AnnunciationRow {
  readonly seq: number
  readonly alarm: string
  readonly at: number
  readonly annunciated: boolean
  readonly priority: number
}

/** What was put before operators, and what returned, in a span; by time, page after page. */
export async function annunciations(
  tx: TenantTx,
  wanted: {
    asset: string | undefined
    from: number
    to: number
    after: { at: number; seq: number } | undefined
    limit: number
  },
): Promise<AnnunciationRow[]> {
  const { asset, from, to, after, limit } = wanted
  const event = sql.raw('alarm_events')
  const { rows } = await tx.execute<Record<keyof AnnunciationRow, unknown>>(sql`
    select seq::float8 as seq, alarm_id as alarm, at::float8 as at, annunciated, priority from alarm_events
    where ${and(
      sql`tenant_id = ${tx.tenant}`,
      sql`at >= ${from} and at < ${to} and (annunciated or kind = 'cleared')`,
      assetInReach(tx, sql`${event}.asset_id`),
      assetBelow(tx, sql`${event}.asset_id`, asset),
      after && sql`(at, seq) > (${after.at}, ${after.seq})`,
    )} order by alarm_events.at, alarm_events.seq limit ${limit}`)
  return rows as unknown as AnnunciationRow[]
}

/** How many were put before operators since then, up to the most that is asked for. */
export async function countNewest(
  tx: TenantTx,
  asset: string | undefined,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<number> {
  const event = sql.raw('alarm_events')
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::integer as n from (select from alarm_events where ${and(
      sql`tenant_id = ${tx.tenant} and at >= ${from} and annunciated`,
      assetInReach(tx, sql`${event}.asset_id`),
      assetBelow(tx, sql`${event}.asset_id`, asset),
    )} limit ${most}) as newest`)
  return rows[0]?.n ?? 0
}
