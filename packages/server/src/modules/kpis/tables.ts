import type { KpiDefinition, Unavailable, WindowKind } from '@millrace/compute'
import { bigint, boolean, doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Bindings, Person } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const window = {
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  kind: text('kind').$type<WindowKind>().notNull(),
  begin: moment('begins_at').notNull(),
  end: moment('ends_at').notNull(),
  name: text('name'),
}

/** The columns that queries name; keys, policies and grants stand in migrations/0091_kpis.sql and 0092_kpi_late.sql. */
export const definitions = pgTable('kpi_definitions', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  key: text('key').notNull(),
  version: integer('version').notNull(),
  content: jsonb('content').$type<KpiDefinition>().notNull(),
  bindings: jsonb('bindings').$type<Bindings>().notNull(),
  validFrom: moment('valid_from').notNull(),
  by: jsonb('defined_by').$type<Person>().notNull(),
  at: moment('defined_at').notNull(),
})

export const results = pgTable('kpi_results', {
  ...window,
  key: text('key').notNull(),
  version: integer('version').notNull(),
  value: doublePrecision('value'),
  unavailable: jsonb('unavailable').$type<Unavailable>(),
  coverage: doublePrecision('coverage').notNull(),
  implausible: boolean('implausible').notNull(),
  inputs: jsonb('inputs').$type<Record<string, number>>().notNull(),
  toldAt: moment('told_at').notNull(),
})

export const queue = pgTable('kpi_queue', {
  ...window,
  why: text('why').$type<'ended' | 'late' | 'production' | 'definition'>().notNull(),
  askedAt: moment('asked_at').notNull(),
})

export const told = pgTable('kpi_told', {
  asset: uuid('asset_id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  since: moment('since').notNull(),
  until: moment('until').notNull(),
  change: integer('change_id').notNull(),
})

const count = (name: string) => bigint(name, { mode: 'number' }).notNull()

export const late = pgTable('kpi_late', {
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  series: count('series'),
  hour: count('hour'),
  from: count('first_at'),
  to: count('last_at'),
  position: count('position'),
})
