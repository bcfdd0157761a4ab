import { bigint, boolean, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '../audit/index.ts'
import type { ImportState, Mapping } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const whole = (name: string) => bigint(name, { mode: 'number' }).notNull()

export interface KeptFault {
  readonly code: string
  readonly detail: string
  readonly remedy: string
}

/** The columns that queries name; keys, policies and grants stand in migrations/0040_history_imports.sql. */
export const imports = pgTable('imports', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  format: text('format').$type<'csv' | 'parquet' | 'arrow'>().notNull(),
  encoding: text('encoding').$type<'utf-8' | 'gb18030'>().notNull(),
  path: text('path'),
  fingerprint: text('fingerprint'),
  mapping: jsonb('mapping').$type<Mapping>().notNull(),
  dryRun: boolean('dry_run').notNull(),
  below: uuid('below').array(),
  by: jsonb('asked_by').$type<Actor>().notNull(),
  state: text('state').$type<ImportState>().notNull(),
  size: whole('size'),
  received: whole('received'),
  row: whole('at_row'),
  byte: whole('at_byte'),
  line: whole('at_line'),
  stored: whole('stored'),
  refused: whole('refused'),
  reasons: jsonb('reasons').$type<Record<string, number>>().notNull(),
  reportBytes: whole('report_bytes'),
  fault: jsonb('fault').$type<KeptFault>(),
  createdAt: moment('created_at').notNull(),
  startedAt: moment('started_at'),
  endedAt: moment('ended_at'),
})
