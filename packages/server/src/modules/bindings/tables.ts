import { bigint, boolean, doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Person, PlainValue } from '../mechanisms/index.ts'
import type { Binding } from './schema.ts'
import type { Tallied } from './tallied.ts'

const micros = (name: string) => bigint(name, { mode: 'number' })

/** Why a model does not run at an asset. */
export interface Broken {
  readonly code: string
  readonly says: string
}

/** What stands for an input at one asset. */
export interface BoundInput {
  readonly point?: string
  readonly constant?: PlainValue
  readonly problem?: 'missing' | 'several' | 'not_bound'
}
export interface BoundOutput {
  readonly point: string
  readonly series: number
}
type ByName<T> = Readonly<Record<string, T>>

/** The columns that queries name; keys, policies and grants stand in migrations/0141_bindings.sql. */
export const bindings = pgTable('bindings', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  mechanism: uuid('mechanism_id').notNull(),
  version: text('version').notNull(),
  name: jsonb('name').$type<Binding['name']>().notNull(),
  target: jsonb('target').$type<Binding['target']>().notNull(),
  inputs: jsonb('inputs').$type<Binding['inputs']>().notNull(),
  parameters: jsonb('parameters').$type<ByName<number>>().notNull(),
  outputs: jsonb('outputs').$type<Binding['outputs']>().notNull(),
  measured: jsonb('measured').$type<Binding['measured']>().notNull(),
  every: doublePrecision('every'),
  gap: doublePrecision('gap'),
  paused: boolean('paused').notNull(),
  canary: jsonb('canary').$type<{ version: string; since: string; by: Person }>(),
  comparison: jsonb('comparison').$type<Tallied>(),
  before: text('before'),
  by: jsonb('changed_by').$type<Person>().notNull(),
  at: timestamp('changed_at', { withTimezone: true }).notNull(),
})

export const bound = pgTable('bound_assets', {
  number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
  tenant: uuid('tenant_id').notNull(),
  binding: uuid('binding_id').notNull(),
  asset: uuid('asset_id').notNull(),
  inputs: jsonb('inputs').$type<ByName<BoundInput>>().notNull(),
  measured: jsonb('measured').$type<ByName<string>>().notNull(),
  outputs: jsonb('outputs').$type<ByName<BoundOutput>>().notNull(),
  parameters: jsonb('parameters').$type<ByName<number>>(),
  calibration: integer('calibration'),
  print: micros('print'),
  since: micros('since'),
  backTo: micros('back_to'),
  broken: jsonb('broken').$type<Broken>(),
})

export const calibrations = pgTable('binding_calibrations', {
  tenant: uuid('tenant_id').notNull(),
  bound: integer('bound').notNull(),
  number: integer('number').notNull(),
  parameters: jsonb('parameters').$type<ByName<number>>().notNull(),
  study: uuid('study_id'),
  comment: text('comment'),
  by: jsonb('made_by').$type<Person>().notNull(),
  at: timestamp('made_at', { withTimezone: true }).notNull(),
})

export const terms = pgTable('binding_terms', {
  tenant: uuid('tenant_id').notNull(),
  bound: integer('bound').notNull(),
  from: micros('from_at').notNull(),
  version: text('version').notNull(),
  parameters: jsonb('parameters').$type<ByName<number>>().notNull(),
})

export const work = pgTable('binding_work', {
  tenant: uuid('tenant_id').notNull(),
  bound: integer('bound').notNull(),
  why: text('why').$type<'late' | 'back'>().notNull(),
  series: micros('series').notNull(),
  hour: micros('hour').notNull(),
  begun: micros('begun_at').notNull(),
  first: micros('first_at').notNull(),
  last: micros('last_at').notNull(),
  end: micros('end_at').notNull(),
  position: micros('position').notNull(),
})
