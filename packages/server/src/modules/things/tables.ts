import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Binding, ModelContent, Status } from './schema.ts'

/** The columns that queries name; keys, policies and grants stand in migrations/0062_things.sql. */
export const thingModels = pgTable('thing_models', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  key: text('key').notNull(),
  major: integer('major').notNull(),
  minor: integer('minor').notNull(),
  patch: integer('patch').notNull(),
  status: text('status').$type<Status>().notNull(),
  content: jsonb('content').$type<ModelContent>().notNull(),
  search: text('search').notNull(),
  madeBy: jsonb('made_by').$type<{ kind: string; id: string; name: string }>().notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
})

export const thingInstances = pgTable('thing_instances', {
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').primaryKey(),
  model: uuid('model_id').notNull(),
})

export const thingBindings = pgTable('thing_bindings', {
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  property: text('property').notNull(),
  point: uuid('point_id').notNull(),
  how: text('how').$type<NonNullable<Binding['how']>>().notNull(),
})
