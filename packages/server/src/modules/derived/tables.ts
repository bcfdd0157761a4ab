import { bigint, doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Inputs, Name, Person } from './schema.ts'

const micros = (name: string) => bigint(name, { mode: 'number' })

/** Why a point is not worked out. */
export interface Broken {
  readonly code: string
  readonly says: string
}

/** The columns that queries name; keys, policies and grants stand in migrations/0130_derived.sql. */
export const derived = pgTable('derived_points', {
  point: uuid('point_id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  series: integer('series').notNull(),
  name: jsonb('name').$type<Name>().notNull(),
  formula: text('formula').notNull(),
  inputs: jsonb('inputs').$type<Inputs>().notNull(),
  gap: doublePrecision('gap'),
  print: micros('print'),
  since: micros('since'),
  backTo: micros('back_to'),
  by: jsonb('changed_by').$type<Person>().notNull(),
  at: timestamp('changed_at', { withTimezone: true }).notNull(),
  broken: jsonb('broken').$type<Broken>(),
})

export const work = pgTable('derived_work', {
  tenant: uuid('tenant_id').notNull(),
  point: uuid('point_id').notNull(),
  why: text('why').$type<'late' | 'back'>().notNull(),
  series: micros('series').notNull(),
  hour: micros('hour').notNull(),
  begun: micros('begun_at').notNull(),
  first: micros('first_at').notNull(),
  last: micros('last_at').notNull(),
  end: micros('end_at').notNull(),
  position: micros('position').notNull(),
})
