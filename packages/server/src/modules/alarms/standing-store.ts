import type { AlarmState } from '@millrace/compute'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { TenantTx } from '../../database/index.ts'
import type { Definition } from './definition.ts'
import type { EventKind, Person } from './schema.ts'
import { alarmStates, alarms } from './tables.ts'

export type StandingRow = typeof alarmStates.$inferSelect

/** An alarm as a step needs it: where it stands, and how it was designed. */
export interface Stood {
  readonly row: StandingRow
  readonly definition: Definition
  readonly condition: number
  readonly suppression: number | null
}

/** What happened to an alarm, as the journal keeps it. */
export interface JournalEntry {
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
  readonly condition: number | null
  readonly edgeAt: number | null
}

/** Places the caller may see; the database holds the same by its policies. */
export const assetInReach = ({ tenant, reach }: TenantTx, asset: PgColumn | SQL): SQL | undefined =>
  reach.below &&
  sql`${asset} in (select id from assets where tenant_id = ${tenant} and lineage && ${sql.param([...reach.below])}::uuid[])`

/** At an asset and below. */
export const assetBelow = ({ tenant }: TenantTx, asset: PgColumn | SQL, place: string | undefined): SQL | undefined =>
  place === undefined
    ? undefined
    : sql`${asset} in (select id from assets where tenant_id = ${tenant} and lineage @> array[${place}]::uuid[])`

const stood = {
  row: alarmStates,
  definition: alarms.definition,
  condition: alarms.condition,
  suppression: alarms.suppression,
}

/**
 * Held until the end of the transaction. In the order of their ids, so that two that want the same never wait for each other.
 */
async function lockWhere(tx: TenantTx, wanted: SQL | undefined): Promise<Stood[]> {
  return tx
    .select(stood)
    .from(alarmStates)
    .innerJoin(alarms, eq(alarms.id, alarmStates.alarm))
    .where(
      and(eq(alarmStates.tenant, tx.tenant), eq(alarms.tenant, tx.tenant), assetInReach(tx, alarmStates.asset), wanted),
    )
    .orderBy(alarmStates.alarm)
    .for('update', { of: alarmStates })
}

export const lockByCondition = (tx: TenantTx, numbers: readonly number[]): Promise<Stood[]> => {
  const all = sql.param([...numbers])
  return lockWhere(
    tx,
    sql`(${alarms.condition} = any(${all}::integer[]) or ${alarms.suppression} = any(${all}::integer[]))`,
  )
}

export const lockById = (tx: TenantTx, ids: readonly string[]): Promise<Stood[]> =>
  lockWhere(tx, inArray(alarmStates.alarm, [...ids]))

const due = sql.raw('least(shelved_until, out_until, suppressed_until, re_alarm_at)')

/** Of which something ended by then, the first first. */
export async function overdue(tx: TenantTx, by: number, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select alarm_id as id from alarm_states where tenant_id = ${tx.tenant} and ${due} <= ${by} order by ${due} limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** When the next thing ends, µs; undefined when none does. */
export async function nextEnd(tx: TenantTx): Promise<number | undefined> {
  const { rows } = await tx.execute<{ at: string | null }>(
    sql`select min(${due})::text as at from alarm_states where tenant_id = ${tx.tenant} and ${due} is not null`,
  )
  const at = rows[0]?.at
  return at === null || at === undefined ? undefined : Number(at)
}

export async function addStanding(tx: TenantTx, row: StandingRow): Promise<void> {
  await tx.insert(alarmStates).values(row)
}

/** Rows as one JSON parameter: any number takes one statement. */
export async function saveStandings(tx: TenantTx, rows: readonly StandingRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    update alarm_states set priority = saved.priority, state = saved.state, process = saved.process,
      shelved = saved.shelved, suppressed = saved.suppressed, out_of_service = saved."outOfService",
      annunciated = saved.annunciated, since = saved.since, raised_at = saved."raisedAt", value = saved.value,
      status = saved.status, edge_at = saved."edgeAt", edge_active = saved."edgeActive",
      suppression_at = saved."suppressionAt", suppression_active = saved."suppressionActive",
      acknowledged_by = saved."acknowledgedBy", acknowledged_at = saved."acknowledgedAt", held = saved.held,
      shelved_until = saved."shelvedUntil", out_until = saved."outUntil", suppressed_by = saved."suppressedBy",
      suppressed_until = saved."suppressedUntil", re_alarm_at = saved."reAlarmAt", broken = saved.broken, note = saved.note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as saved(
      alarm uuid, priority smallint, state text, process text, shelved boolean, suppressed boolean, "outOfService" boolean,
      annunciated boolean, since bigint, "raisedAt" bigint, value double precision, status bigint, "edgeAt" bigint,
      "edgeActive" boolean, "suppressionAt" bigint, "suppressionActive" boolean, "acknowledgedBy" jsonb,
      "acknowledgedAt" bigint, held jsonb, "shelvedUntil" bigint, "outUntil" bigint, "suppressedBy" jsonb,
      "suppressedUntil" bigint, "reAlarmAt" bigint, broken jsonb, note text)
    where alarm_states.tenant_id = ${tx.tenant} and alarm_states.alarm_id = saved.alarm`)
}

/**
 * The last thing that a transaction does: whoever writes the journal of a tenant does so alone until it is committed, so that a
 * reader who has seen a number misses none before it.
 */
export async function addToJournal(tx: TenantTx, entries: readonly JournalEntry[]): Promise<number[]> {
  if (entries.length === 0) return []
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('alarm journal ' || ${tx.tenant}, 0))`)
  const { rows } = await tx.execute<{ seq: string }>(sql`
    insert into alarm_events (tenant_id, seq, alarm_id, asset_id, at, kind, state, annunciated, priority, value, status,
      done_by, note, until, condition, edge_at)
    select ${tx.tenant}::uuid, nextval('alarm_event_number'), alarm, asset, at, kind, state, annunciated, priority, value, status,
      "by", note, until, condition, "edgeAt"
    from rows from (jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as (
      alarm uuid, asset uuid, at bigint, kind text, state text, annunciated boolean, priority smallint, value double precision,
      status bigint, "by" jsonb, note text, until bigint, condition integer, "edgeAt" bigint)) with ordinality
    order by ordinality returning seq::text`)
  return rows.map(({ seq }) => Number(seq))
}

/** True if one of these is in reach. */
export async function anyInReach(tx: TenantTx, ids: readonly string[]): Promise<boolean> {
  const [row] = await tx
    .select({ id: alarmStates.alarm })
    .from(alarmStates)
    .where(
      and(eq(alarmStates.tenant, tx.tenant), assetInReach(tx, alarmStates.asset), inArray(alarmStates.alarm, [...ids])),
    )
    .limit(1)
  return row !== undefined
}
