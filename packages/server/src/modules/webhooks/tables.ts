import { bigint, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The columns that queries name; keys, policies and grants stand in migrations/0151_webhooks.sql. */
export const webhooks = pgTable('webhooks', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  types: text('types').array().notNull(),
  asset: uuid('asset_id'),
  state: text('state').$type<'enabled' | 'disabled' | 'paused'>().notNull(),
  why: text('why'),
  secrets: text('secrets').notNull(),
  oldSecretEndsAt: timestamp('old_secret_ends_at', { withTimezone: true }),
  deliveredAt: timestamp('delivered_at', { withTimezone: true }),
  madeBy: jsonb('made_by').$type<{ kind: string; id: string; name: string }>().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
})

export const runs = pgTable('webhook_runs', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  webhook: uuid('webhook_id').notNull(),
  kind: text('kind').$type<'event' | 'replay'>().notNull(),
  position: bigint('position', { mode: 'number' }).notNull(),
  through: bigint('through', { mode: 'number' }),
  attempts: integer('attempts').notNull(),
  failingSince: timestamp('failing_since', { withTimezone: true }),
  answer: text('answer'),
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
})

export const deliveries = pgTable('webhook_deliveries', {
  id: uuid('id').primaryKey(),
  n: bigint('n', { mode: 'number' }).generatedAlwaysAsIdentity(),
  tenant: uuid('tenant_id').notNull(),
  webhook: uuid('webhook_id').notNull(),
  event: text('event_id').notNull(),
  seq: bigint('seq', { mode: 'number' }),
  type: text('type').notNull(),
  kind: text('kind').$type<'event' | 'replay' | 'test'>().notNull(),
  address: text('address').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  attempt: integer('attempt').notNull(),
  outcome: text('outcome').$type<'delivered' | 'failed' | 'skipped'>().notNull(),
  status: integer('status'),
  ms: integer('ms').notNull(),
  answer: text('answer').notNull(),
})
