import { bigint, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The columns that queries name; keys, triggers, policies and grants stand in migrations/0004_audit_chain.sql. */
export const heads = pgTable('audit_heads', {
  tenant: uuid('tenant_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  anchorSeq: bigint('anchor_seq', { mode: 'number' }).notNull(),
  anchorHash: text('anchor_hash').notNull(),
  retentionDays: integer('retention_days'),
})

export const records = pgTable('audit_records', {
  tenant: uuid('tenant_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  body: text('body').notNull(),
  prev: text('prev').notNull(),
  hash: text('hash').notNull(),
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
  action: text('action').notNull(),
  outcome: text('outcome').notNull(),
  actor: text('actor_id').notNull(),
  target: text('target_id'),
})

export const checkpoints = pgTable('audit_checkpoints', {
  tenant: uuid('tenant_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  at: text('at').notNull(),
  signature: text('signature').notNull(),
  key: text('key_id').notNull(),
})
