import { and, asc, desc, eq, inArray, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { PointUse } from '../assets/index.ts'
import { type Broken, bindings, bound, calibrations, terms } from './tables.ts'

export type BindingRow = typeof bindings.$inferSelect
export type BoundRow = typeof bound.$inferSelect
export type CalibrationRow = typeof calibrations.$inferSelect
export type TermRow = typeof terms.$inferSelect
export type NewBound = Omit<BoundRow, 'number'>

export const everyBinding = (tx: TenantTx): Promise<BindingRow[]> =>
  tx.select().from(bindings).where(eq(bindings.tenant, tx.tenant)).orderBy(asc(bindings.id))

export async function bindingById(tx: TenantTx, id: string): Promise<BindingRow | undefined> {
  const own = and(eq(bindings.tenant, tx.tenant), eq(bindings.id, id))
  return (await tx.select().from(bindings).where(own))[0]
}

export async function addBinding(tx: TenantTx, row: BindingRow): Promise<void> {
  await tx.insert(bindings).values(row)
}

export async function changeBinding(tx: TenantTx, id: string, set: Partial<BindingRow>): Promise<void> {
  await tx
    .update(bindings)
    .set(set)
    .where(and(eq(bindings.tenant, tx.tenant), eq(bindings.id, id)))
}

/** With all that is kept of it, but its points and their history. */
export async function removeBinding(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(bindings).where(and(eq(bindings.tenant, tx.tenant), eq(bindings.id, id)))
}

export const everyBound = (tx: TenantTx, binding?: string): Promise<BoundRow[]> =>
  tx
    .select()
    .from(bound)
    .where(and(eq(bound.tenant, tx.tenant), binding === undefined ? undefined : eq(bound.binding, binding)))
    .orderBy(asc(bound.number))

export async function addBound(tx: TenantTx, rows: readonly NewBound[]): Promise<BoundRow[]> {
  return rows.length === 0
    ? []
    : tx
        .insert(bound)
        .values([...rows])
        .returning()
}

export async function changeBound(tx: TenantTx, number: number, set: Partial<NewBound>): Promise<void> {
  await tx
    .update(bound)
    .set(set)
    .where(and(eq(bound.tenant, tx.tenant), eq(bound.number, number)))
}

export async function removeBound(tx: TenantTx, numbers: readonly number[]): Promise<void> {
  if (numbers.length > 0)
    await tx.delete(bound).where(and(eq(bound.tenant, tx.tenant), inArray(bound.number, [...numbers])))
}

export async function setBroken(tx: TenantTx, numbers: readonly number[], broken: Broken | null): Promise<void> {
  await tx
    .update(bound)
    .set({ broken })
    .where(and(eq(bound.tenant, tx.tenant), inArray(bound.number, [...numbers])))
}

export interface Begun {
  readonly number: number
  readonly print: number
  /** The newest sample of its inputs. */
  readonly newest: number
}

/** Live computing has them as they are now, from `newest` on; what is to be worked out back waits from then on. */
export async function begin(tx: TenantTx, begun: readonly Begun[]): Promise<void> {
  const rows = JSON.stringify(begun)
  await tx.execute(sql`
    with begun as (select * from jsonb_to_recordset(${rows}::jsonb) as begun(number int, print bigint, newest bigint)),
    back as (
      insert into binding_work (tenant_id, bound, why, series, hour, begun_at, first_at, last_at, end_at, position)
      select held.tenant_id, held.number, 'back', -1, 0, held.back_to, held.back_to, begun.newest, begun.newest, 0
      from begun join bound_assets held on held.number = begun.number
      where held.tenant_id = ${tx.tenant} and held.back_to is not null and held.back_to < begun.newest
      on conflict (tenant_id, bound, why, series, hour) do update set
        begun_at = least(binding_work.begun_at, excluded.begun_at), first_at = least(binding_work.first_at, excluded.first_at),
        last_at = greatest(binding_work.last_at, excluded.last_at), end_at = greatest(binding_work.end_at, excluded.end_at))
    update bound_assets held set print = begun.print, since = least(held.since, held.back_to, begun.newest), back_to = null
    from begun where held.tenant_id = ${tx.tenant} and held.number = begun.number`)
}

/** Live computing has it to take up anew; what waited is of other inputs. */
export async function restart(tx: TenantTx, numbers: readonly number[], backTo: number | undefined): Promise<void> {
  if (numbers.length === 0) return
  const set = { print: null, since: null, ...(backTo === undefined ? {} : { backTo }) }
  const list = [...numbers]
  await tx
    .update(bound)
    .set(set)
    .where(and(eq(bound.tenant, tx.tenant), inArray(bound.number, list)))
  for (const table of ['binding_work', 'binding_states'] as const)
    await tx.execute(
      sql`delete from ${sql.identifier(table)} where tenant_id = ${tx.tenant} and bound = any(${sql.param(list)}::int[])`,
    )
}

/** Goes on where it was; what came between is worked out. By number. */
export async function resume(tx: TenantTx, from: readonly { readonly number: number; readonly from: number }[]) {
  await tx.execute(sql`
    update bound_assets held set print = null, back_to = least(held.back_to, one."from")
    from jsonb_to_recordset(${JSON.stringify(from)}::jsonb) as one(number int, "from" bigint)
    where held.tenant_id = ${tx.tenant} and held.number = one.number`)
}

/** From a source time on, each; what was to begin later, or then, does not. */
export async function addTerms(tx: TenantTx, rows: readonly Omit<TermRow, 'tenant'>[]): Promise<void> {
  await tx.execute(sql`
    with one as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(bound int, "from" bigint, version text, parameters jsonb)),
    gone as (
      delete from binding_terms term using one
      where term.tenant_id = ${tx.tenant} and term.bound = one.bound and term.from_at > one."from")
    insert into binding_terms (tenant_id, bound, from_at, version, parameters)
    select ${tx.tenant}, bound, "from", version, parameters from one
    on conflict (bound, from_at) do update set version = excluded.version, parameters = excluded.parameters`)
}

/** Newest first. */
export const everyTerm = (tx: TenantTx): Promise<TermRow[]> =>
  tx.select().from(terms).where(eq(terms.tenant, tx.tenant)).orderBy(desc(terms.from))

export const calibrationsOf = (tx: TenantTx, number: number): Promise<CalibrationRow[]> =>
  tx
    .select()
    .from(calibrations)
    .where(and(eq(calibrations.tenant, tx.tenant), eq(calibrations.bound, number)))
    .orderBy(desc(calibrations.number))

export const everyCalibration = (tx: TenantTx): Promise<CalibrationRow[]> =>
  tx.select().from(calibrations).where(eq(calibrations.tenant, tx.tenant))

export async function addCalibration(tx: TenantTx, row: CalibrationRow): Promise<void> {
  await tx.insert(calibrations).values(row)
}

/** Bindings of models that take points in, or are compared with them. */
export async function usesOf(tx: TenantTx, names: (column: SQLWrapper) => SQL): Promise<PointUse[]> {
  const rows = await tx
    .selectDistinct({ id: bindings.id, name: bindings.name })
    .from(bound)
    .innerJoin(bindings, eq(bindings.id, bound.binding))
    .where(and(eq(bound.tenant, tx.tenant), or(names(bound.inputs), names(bound.measured))))
  return rows.map(({ id, name }) => ({ kind: 'binding', id, name: name.en }))
}
