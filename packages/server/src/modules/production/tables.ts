import { bigint, boolean, doublePrecision, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Json } from '../audit/index.ts'
import type { CalendarContent, Counters, Person, ReasonRequest, StatesOf, Subject } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const base = {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  changedAt: moment('changed_at').notNull(),
}
const span = { begin: moment('begins_at').notNull(), end: moment('ends_at') }

/** The columns that queries name; keys, policies and grants stand in migrations/0090_production.sql. */
export const calendars = pgTable('work_calendars', {
  ...base,
  name: text('name').notNull(),
  content: jsonb('content').$type<CalendarContent>().notNull(),
})

export const products = pgTable('products', {
  ...base,
  code: text('code').notNull(),
  name: text('name').notNull(),
  secondsPerItem: doublePrecision('seconds_per_item'),
})

export const reasons = pgTable('downtime_reasons', {
  ...base,
  parent: uuid('parent_id'),
  name: jsonb('name').$type<ReasonRequest['name']>().notNull(),
  state: text('state').$type<ReasonRequest['state']>().notNull(),
  maintenance: text('maintenance').$type<'corrective' | 'preventive'>(),
  retired: boolean('retired').notNull(),
})

export const workUnits = pgTable('work_units', {
  asset: uuid('asset_id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  calendar: uuid('calendar_id').notNull(),
  states: jsonb('states').$type<StatesOf>(),
  counters: jsonb('counters').$type<Counters>().notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const orders = pgTable('production_orders', {
  ...base,
  ...span,
  asset: uuid('asset_id').notNull(),
  product: uuid('product_id').notNull(),
  number: text('number').notNull(),
  quantity: doublePrecision('quantity'),
})

export const downtimes = pgTable('downtimes', {
  ...base,
  ...span,
  asset: uuid('asset_id').notNull(),
  reason: uuid('reason_id').notNull(),
  note: text('note').notNull(),
})

export const changes = pgTable('production_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  tenant: uuid('tenant_id').notNull(),
  about: text('about').$type<Subject>().notNull(),
  subject: uuid('subject_id').notNull(),
  asset: uuid('asset_id'),
  before: jsonb('before').$type<Json>(),
  after: jsonb('after').$type<Json>(),
  touchesFrom: moment('touches_from'),
  touchesTo: moment('touches_to'),
  by: jsonb('changed_by').$type<Person>().notNull(),
  at: moment('changed_at').notNull(),
})
