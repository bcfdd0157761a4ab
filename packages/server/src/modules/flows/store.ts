import { and, asc, count, desc, eq, type SQL, sql } from 'drizzle-orm'
import { keysOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { FlowQuery, FlowSettings } from './schema.ts'
import { deployments, flows, settings, versions } from './tables.ts'

export type FlowRow = typeof flows.$inferSelect
export type VersionRow = typeof versions.$inferSelect

const own = (tx: TenantTx, id: string) => and(eq(flows.tenant, tx.tenant), eq(flows.id, id))

export function findFlows(tx: TenantTx, { search, cursor }: FlowQuery, limit: number): Promise<FlowRow[]> {
  const [after] = keysOf(cursor, 'uuid') ?? []
  const found = sql`lower(title->>'en' || ' ' || (title->>'zh'))`
  return tx
    .select()
    .from(flows)
    .where(
      and(
        eq(flows.tenant, tx.tenant),
        after === undefined ? undefined : sql`${flows.id} < ${after}::uuid`,
        ...patternsOf(search).map((pattern) => sql`${found} like ${pattern}`),
      ),
    )
    .orderBy(desc(flows.id))
    .limit(limit)
}

export async function flowById(tx: TenantTx, id: string): Promise<FlowRow | undefined> {
  return (await tx.select().from(flows).where(own(tx, id)))[0]
}

/** Nobody else changes it, or its versions, until the transaction ends. */
export async function lockFlow(tx: TenantTx, id: string): Promise<FlowRow | undefined> {
  return (await tx.select().from(flows).where(own(tx, id)).for('update'))[0]
}

export async function addFlow(tx: TenantTx, row: FlowRow): Promise<void> {
  await tx.insert(flows).values(row)
}

export async function changeFlow(tx: TenantTx, id: string, set: Partial<FlowRow>): Promise<void> {
  await tx.update(flows).set(set).where(own(tx, id))
}

export async function removeFlow(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(flows).where(own(tx, id))
}

/** A flow that names a secret. */
export interface SecretUse {
  readonly secret: string
  readonly id: string
  readonly title: FlowRow['title']
}

/** In its draft or in any of its versions, subflows among them. */
export async function secretUses(tx: TenantTx): Promise<SecretUse[]> {
  const { rows } = await tx.execute<{ [name in keyof SecretUse]: SecretUse[name] }>(sql`
    select distinct on (secret, flows.id) named #>> '{}' as secret, flows.id, flows.title
    from flows,
      lateral (
        select flows.draft as document
        union all
        select document from flow_versions where tenant_id = flows.tenant_id and flow_id = flows.id
      ) documents,
      lateral jsonb_path_query(documents.document, '$.**.settings.secret') named
    where flows.tenant_id = ${tx.tenant}
    order by secret, flows.id`)
  return rows
}

/** Newest first. */
export const versionsOf = (tx: TenantTx, flow: string): Promise<VersionRow[]> =>
  tx
    .select()
    .from(versions)
    .where(and(eq(versions.tenant, tx.tenant), eq(versions.flow, flow)))
    .orderBy(desc(versions.number))

/** What a list shows of every flow's versions. */
export const everyStage = (tx: TenantTx): Promise<Pick<VersionRow, 'flow' | 'number' | 'stage'>[]> =>
  tx
    .select({ flow: versions.flow, number: versions.number, stage: versions.stage })
    .from(versions)
    .where(eq(versions.tenant, tx.tenant))
    .orderBy(asc(versions.number))

export async function versionOf(tx: TenantTx, flow: string, number: number): Promise<VersionRow | undefined> {
  const at = and(eq(versions.tenant, tx.tenant), eq(versions.flow, flow), eq(versions.number, number))
  return (await tx.select().from(versions).where(at))[0]
}

export async function addVersion(tx: TenantTx, row: VersionRow): Promise<void> {
  await tx.insert(versions).values(row)
}

export async function changeVersion(
  tx: TenantTx,
  { flow, number }: Pick<VersionRow, 'flow' | 'number'>,
  set: Partial<VersionRow>,
): Promise<void> {
  await tx
    .update(versions)
    .set(set)
    .where(and(eq(versions.tenant, tx.tenant), eq(versions.flow, flow), eq(versions.number, number)))
}

export async function countDeployments(tx: TenantTx, flow: string): Promise<number> {
  const of = and(eq(deployments.tenant, tx.tenant), eq(deployments.flow, flow))
  return (await tx.select({ many: count() }).from(deployments).where(of))[0]?.many ?? 0
}

export async function settingsIn(tx: TenantTx): Promise<FlowSettings> {
  const [row] = await tx.select().from(settings).where(eq(settings.tenant, tx.tenant))
  return { secondPerson: row?.secondPerson ?? false }
}

export async function saveSettings(tx: TenantTx, { secondPerson }: FlowSettings): Promise<void> {
  await tx
    .insert(settings)
    .values({ tenant: tx.tenant, secondPerson })
    .onConflictDoUpdate({ target: settings.tenant, set: { secondPerson } })
}

/** By flow. */
export async function titlesOf(tx: TenantTx): Promise<ReadonlyMap<string, FlowRow['title']>> {
  const rows = await tx.select({ id: flows.id, title: flows.title }).from(flows).where(eq(flows.tenant, tx.tenant))
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** English titles of flows that run a version of a model, as they are drawn or in a version of theirs; without those that some made. */
export async function naming(tx: TenantTx, text: string, without: readonly string[]): Promise<string[]> {
  const path = '$.**.model ? (@ == $text)'
  const vars = JSON.stringify({ text })
  const { rows } = await tx.execute<{ title: string }>(sql`
    select title->>'en' as title from flows own where tenant_id = ${tx.tenant}
      and made_by->>'id' not in (select jsonb_array_elements_text(${JSON.stringify(without)}::jsonb))
      and (jsonb_path_exists(draft, ${path}::jsonpath, ${vars}::jsonb) or exists (select from flow_versions
        where tenant_id = ${tx.tenant} and flow_id = own.id and jsonb_path_exists(document, ${path}::jsonpath, ${vars}::jsonb)))
    order by title`)
  return rows.map(({ title }) => title)
}

/** Flows by the components that they name, `name@number`: as they are drawn, and in versions of theirs. */
export async function namingComponents(tx: TenantTx, name?: string): Promise<readonly ComponentUser[]> {
  const path = '$.**.component ? (@.type() == "string" && @ starts with $prefix)'
  const vars = JSON.stringify({ prefix: name === undefined ? '' : `${name}@` })
  const named = (column: SQL) => sql`jsonb_path_query_array(${column}, ${path}::jsonpath, ${vars}::jsonb)`
  const { rows } = await tx.execute<ComponentUser & Record<string, unknown>>(sql`
    select * from (
      select id, title, ${named(sql`draft->'nodes'`)} || ${named(sql`coalesce(draft->'subflows', '{}')`)} as drawn,
        coalesce((select jsonb_agg(distinct one) from flow_versions v, jsonb_array_elements(${named(sql`v.document`)}) one
          where v.tenant_id = own.tenant_id and v.flow_id = own.id), '[]') as published
      from flows own where tenant_id = ${tx.tenant}) named
    where drawn <> '[]' or published <> '[]' order by title->>'en'`)
  return rows.map(({ id, title, drawn, published }) => ({ id, title, drawn: [...new Set(drawn)], published }))
}

interface ComponentUser {
  readonly id: string
  readonly title: FlowRow['title']
  readonly drawn: readonly string[]
  readonly published: readonly string[]
}
