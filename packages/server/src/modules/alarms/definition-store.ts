import { and, asc, desc, eq, inArray, like, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { patternsOf, type TenantTx } from '../../database/index.ts'
import type { PointUse } from '../assets/index.ts'
import type { Change } from './change-schema.ts'
import type { Definition, Settings } from './definition.ts'
import { assetBelow, assetInReach } from './standing-store.ts'
import { alarmChanges, alarmSettings, alarms } from './tables.ts'

export type AlarmRow = typeof alarms.$inferSelect
export type ChangeRow = typeof alarmChanges.$inferSelect

const visible = (tx: TenantTx): SQL | undefined => and(eq(alarms.tenant, tx.tenant), assetInReach(tx, alarms.asset))
const visibleChange = (tx: TenantTx): SQL | undefined =>
  and(eq(alarmChanges.tenant, tx.tenant), assetInReach(tx, alarmChanges.asset))

export async function settingsOf(tx: TenantTx): Promise<Settings | undefined> {
  const [row] = await tx.select().from(alarmSettings).where(eq(alarmSettings.tenant, tx.tenant))
  return row?.settings
}

export async function saveSettings(tx: TenantTx, settings: Settings): Promise<void> {
  await tx
    .insert(alarmSettings)
    .values({ tenant: tx.tenant, settings })
    .onConflictDoUpdate({ target: alarmSettings.tenant, set: { settings } })
}

export async function byId(tx: TenantTx, id: string): Promise<AlarmRow | undefined> {
  const [row] = await tx
    .select()
    .from(alarms)
    .where(and(visible(tx), eq(alarms.id, id)))
  return row
}

export async function byIds(tx: TenantTx, ids: readonly string[]): Promise<AlarmRow[]> {
  return tx
    .select()
    .from(alarms)
    .where(and(visible(tx), inArray(alarms.id, [...ids])))
}

/** Another alarm of the asset with the same condition. */
export async function sameCondition(
  tx: TenantTx,
  { asset, conditionKey, id }: Pick<AlarmRow, 'asset' | 'conditionKey' | 'id'>,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: alarms.id })
    .from(alarms)
    .where(
      and(
        eq(alarms.tenant, tx.tenant),
        eq(alarms.asset, asset),
        eq(alarms.conditionKey, conditionKey),
        sql`${alarms.id} <> ${id}::uuid`,
      ),
    )
  return row?.id
}

export interface DefinitionWanted {
  readonly asset: string | undefined
  readonly search: string | undefined
  readonly rationalised: boolean | undefined
  /** The last one of the page before. */
  readonly after: string | undefined
  readonly limit: number
}

const matching = (
  tx: TenantTx,
  { asset, search, rationalised }: Omit<DefinitionWanted, 'after' | 'limit'>,
): SQL | undefined =>
  and(
    visible(tx),
    assetBelow(tx, alarms.asset, asset),
    ...patternsOf(search).map((pattern) => like(alarms.search, pattern)),
    rationalised === undefined ? undefined : sql`(${alarms.definition}->>'rationalised')::boolean = ${rationalised}`,
  )

/** The oldest first. */
export async function findDefinitions(tx: TenantTx, wanted: DefinitionWanted): Promise<AlarmRow[]> {
  return tx
    .select()
    .from(alarms)
    .where(
      and(matching(tx, wanted), wanted.after === undefined ? undefined : sql`${alarms.id} > ${wanted.after}::uuid`),
    )
    .orderBy(asc(alarms.id))
    .limit(wanted.limit)
}

export async function countDefinitions(
  tx: TenantTx,
  wanted: Omit<DefinitionWanted, 'after' | 'limit'>,
): Promise<number> {
  return tx.$count(alarms, matching(tx, wanted))
}

export async function everyDefinition(tx: TenantTx): Promise<AlarmRow[]> {
  return tx.select().from(alarms).where(eq(alarms.tenant, tx.tenant)).orderBy(asc(alarms.condition))
}

export async function countAlarms(tx: TenantTx): Promise<number> {
  return tx.$count(alarms, eq(alarms.tenant, tx.tenant))
}

/** False if the asset has an alarm of this condition already. */
export async function addAlarm(tx: TenantTx, row: AlarmRow): Promise<boolean> {
  return (await tx.insert(alarms).values(row).onConflictDoNothing().returning({ id: alarms.id })).length > 0
}

export async function saveAlarm(tx: TenantTx, row: AlarmRow): Promise<void> {
  const { asset, conditionKey, definition, version, suppression, search, changedAt } = row
  await tx
    .update(alarms)
    .set({ asset, conditionKey, definition, version, suppression, search, changedAt })
    .where(and(eq(alarms.tenant, tx.tenant), eq(alarms.id, row.id)))
}

/** With where it stands; its journal and its changes stay. */
export async function dropAlarm(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(alarms).where(and(eq(alarms.tenant, tx.tenant), eq(alarms.id, id)))
}

export async function nextConditions(tx: TenantTx, howMany: number): Promise<number[]> {
  const { rows } = await tx.execute<{ id: number }>(
    sql`select nextval('condition_number')::integer as id from generate_series(1, ${howMany})`,
  )
  return rows.map(({ id }) => id)
}

/** False if another change of the alarm waits. */
export async function addChange(tx: TenantTx, row: ChangeRow): Promise<boolean> {
  return (await tx.insert(alarmChanges).values(row).onConflictDoNothing().returning({ id: alarmChanges.id })).length > 0
}

export async function openChange(tx: TenantTx, alarm: string): Promise<ChangeRow | undefined> {
  const [row] = await tx
    .select()
    .from(alarmChanges)
    .where(and(visibleChange(tx), eq(alarmChanges.alarm, alarm), eq(alarmChanges.state, 'proposed')))
  return row
}

/** Of these alarms, the changes that wait. */
export async function openChangesOf(
  tx: TenantTx,
  ids: readonly string[],
): Promise<Pick<ChangeRow, 'alarm' | 'id' | 'kind'>[]> {
  return tx
    .select({ alarm: alarmChanges.alarm, id: alarmChanges.id, kind: alarmChanges.kind })
    .from(alarmChanges)
    .where(and(visibleChange(tx), eq(alarmChanges.state, 'proposed'), inArray(alarmChanges.alarm, [...ids])))
}
export const openChanges = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await openChangesOf(tx, ids)).map(({ alarm, id }) => [alarm, id]))

/** Of an alarm of this class and name at the asset, the change that waits to retire it. */
export async function leaving(
  tx: TenantTx,
  { asset, class: of, name }: Definition,
): Promise<Pick<ChangeRow, 'alarm' | 'id' | 'before'> | undefined> {
  const [row] = await tx
    .select({ alarm: alarmChanges.alarm, id: alarmChanges.id, before: alarmChanges.before })
    .from(alarmChanges)
    .where(
      and(
        visibleChange(tx),
        eq(alarmChanges.state, 'proposed'),
        eq(alarmChanges.kind, 'retire'),
        eq(alarmChanges.asset, asset),
        sql`${alarmChanges.before}->>'class' = ${of}`,
        sql`${alarmChanges.before}->'name'->>'en' = ${name.en}`,
      ),
    )
    .orderBy(desc(alarmChanges.id))
    .limit(1)
  return row
}

export async function changeById(tx: TenantTx, id: string): Promise<ChangeRow | undefined> {
  const [row] = await tx
    .select()
    .from(alarmChanges)
    .where(and(visibleChange(tx), eq(alarmChanges.id, id)))
  return row
}

/** Held until the end of the transaction. */
export async function lockChanges(tx: TenantTx, ids: readonly string[]): Promise<ChangeRow[]> {
  return tx
    .select()
    .from(alarmChanges)
    .where(and(visibleChange(tx), inArray(alarmChanges.id, [...ids])))
    .orderBy(asc(alarmChanges.id))
    .for('update')
}

/** Newest first. */
export async function findChanges(
  tx: TenantTx,
  query: { state: Change['state'] | undefined; alarm: string | undefined; before: string | undefined; limit: number },
): Promise<ChangeRow[]> {
  const { state, alarm, before, limit } = query
  return tx
    .select()
    .from(alarmChanges)
    .where(
      and(
        visibleChange(tx),
        state && eq(alarmChanges.state, state),
        alarm === undefined ? undefined : eq(alarmChanges.alarm, alarm),
        before === undefined ? undefined : lt(alarmChanges.id, before),
      ),
    )
    .orderBy(desc(alarmChanges.id))
    .limit(limit)
}

/** Changes that wait, and of these the ones in which somebody had no hand. */
export async function countOpenChanges(tx: TenantTx, user: string): Promise<{ waiting: number; decidable: number }> {
  const [row] = await tx
    .select({
      waiting: sql<number>`count(*)::integer`,
      decidable: sql<number>`count(*) filter (where not ${user} = any(${alarmChanges.hands}))::integer`,
    })
    .from(alarmChanges)
    .where(and(visibleChange(tx), eq(alarmChanges.state, 'proposed')))
  return row ?? { waiting: 0, decidable: 0 }
}

export async function decideChange(
  tx: TenantTx,
  id: string,
  decision: Pick<ChangeRow, 'state' | 'decidedBy' | 'decidedAt' | 'note' | 'version'>,
): Promise<void> {
  await tx
    .update(alarmChanges)
    .set(decision)
    .where(and(eq(alarmChanges.tenant, tx.tenant), eq(alarmChanges.id, id)))
}

/** Of other apps than these: what was withdrawn of an alarm that never was in force. */
export async function forgetChanges(tx: TenantTx, staying: readonly string[]): Promise<void> {
  await tx.execute(sql`
    delete from alarm_changes change where tenant_id = ${tx.tenant} and state = 'withdrawn' and kind = 'add'
      and proposed_by->>'kind' = 'app' and proposed_by->>'id' not in (select jsonb_array_elements_text(${JSON.stringify(staying)}::jsonb))
      and not exists (select from alarm_changes other where other.tenant_id = change.tenant_id and other.alarm_id = change.alarm_id
        and other.id <> change.id)`)
}

/** The newest edges of every condition that has one. */
export async function standingEdges(tx: TenantTx): Promise<{ condition: number; active: boolean; at: number }[]> {
  const { rows } = await tx.execute<{ condition: number; active: boolean; at: number }>(sql`
    select condition, edge_active as active, edge_at::float8 as at from alarms join alarm_states on alarm_id = id
    where alarms.tenant_id = ${tx.tenant} and edge_at is not null
    union all
    select suppression, suppression_active, suppression_at::float8 from alarms join alarm_states on alarm_id = id
    where alarms.tenant_id = ${tx.tenant} and suppression is not null and suppression_at is not null`)
  return rows
}

/** Of alarms that are not evaluated, the numbers of their conditions. */
export async function brokenConditions(tx: TenantTx): Promise<number[][]> {
  const { rows } = await tx.execute<{ own: number; suppression: number | null }>(sql`
    select condition as own, suppression from alarms join alarm_states on alarm_id = id
    where alarms.tenant_id = ${tx.tenant} and broken is not null`)
  return rows.map(({ own, suppression }) => (suppression === null ? [own] : [own, suppression]))
}

/** Alarms on points. */
export async function usesOf(tx: TenantTx, names: (column: SQLWrapper) => SQL): Promise<PointUse[]> {
  const rows = await tx
    .select({ id: alarms.id, definition: alarms.definition })
    .from(alarms)
    .where(and(eq(alarms.tenant, tx.tenant), names(alarms.definition)))
  return rows.map(({ id, definition }) => ({ kind: 'alarm', id, name: definition.name.en }))
}
