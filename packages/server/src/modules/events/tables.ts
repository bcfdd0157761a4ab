import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'

/** The columns that queries name; keys, policies and grants stand in migrations/0150_events.sql. */
export const heads = pgTable('event_heads', {
  tenant: uuid('tenant_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  dropped: bigint('dropped', { mode: 'number' }).notNull(),
  days: integer('days'),
  most: integer('most'),
})

export const events = pgTable('events', {
  tenant: uuid('tenant_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  id: uuid('id').notNull(),
  type: text('type').notNull(),
  version: integer('version').notNull(),
  at: bigint('at', { mode: 'number' }).notNull(),
  toldAt: bigint('told_at', { mode: 'number' }).notNull(),
  subject: text('subject'),
  asset: uuid('asset_id'),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
})
