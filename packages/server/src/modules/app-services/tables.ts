import { bigint, doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Source } from './schema.ts'

const count = (name: string) => bigint(name, { mode: 'number' }).notNull()

/** The columns that queries name; keys, policies and grants stand in migrations/0166_app_services.sql and 0173_app_runtime.sql. */
export const appServices = pgTable('app_services', {
  tenant: uuid('tenant_id').notNull(),
  installation: uuid('installation_id').notNull(),
  service: text('service').notNull(),
  state: text('state').$type<'active' | 'paused'>().notNull(),
  why: jsonb('why').$type<{ code: string; says: string }>(),
  stops: integer('stops').notNull(),
  slot: bigint('slot', { mode: 'number' }),
  position: bigint('position', { mode: 'number' }),
  calls: count('calls'),
  failed: count('failed'),
  computingMs: doublePrecision('computing_ms').notNull(),
  asked: count('asked'),
  refused: count('refused'),
  lines: count('lines'),
  stopped: jsonb('stopped').$type<Readonly<Record<string, number>>>().notNull(),
  lastAt: timestamp('last_at', { withTimezone: true }),
})

export const appLog = pgTable('app_log', {
  tenant: uuid('tenant_id').notNull(),
  installation: uuid('installation_id').notNull(),
  n: bigint('n', { mode: 'number' }).generatedAlwaysAsIdentity(),
  service: text('service').notNull(),
  source: text('source').$type<Source>().notNull().default('service'),
  at: timestamp('at', { withTimezone: true }).notNull(),
  level: text('level').$type<'info' | 'warn' | 'error'>().notNull(),
  text: text('text').notNull(),
  fields: jsonb('fields').$type<Readonly<Record<string, unknown>>>(),
})
