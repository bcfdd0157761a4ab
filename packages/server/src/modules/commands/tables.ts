import { bigint, boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Write, WriteState } from './schema.ts'

/** Who asked or decided, as the audit named them then. */
export interface Somebody {
  readonly kind: string
  readonly id: string
  readonly name: string
  /** Who ever learned a secret of the program that asked, or had the app ask, by id. */
  readonly behind?: readonly string[]
  /** Everybody who may be behind the app that asked, at that moment. */
  readonly hands?: readonly string[]
  /** The person who made it; writes that were asked before `behind` was kept. */
  readonly maker?: string
}

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0012_commands_writes.sql. */
export const writes = pgTable('writes', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  point: uuid('point_id').notNull(),
  value: jsonb('value').$type<Write['value']>().notNull(),
  reason: text('reason').notNull(),
  askedBy: jsonb('asked_by').$type<Somebody>().notNull(),
  askedAt: moment('asked_at').notNull(),
  grant: uuid('grant_id'),
  state: text('state').$type<WriteState>().notNull(),
  expiresAt: moment('expires_at'),
  decidedBy: jsonb('decided_by').$type<Somebody>(),
  decidedAt: moment('decided_at'),
  note: text('decision_note'),
  sentAt: moment('sent_at'),
  endedAt: moment('ended_at'),
  before: jsonb('before').$type<Write['before']>(),
  after: jsonb('after').$type<Write['after']>(),
  status: bigint('status', { mode: 'number' }),
  message: text('message'),
})

export const writeRules = pgTable('write_rules', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id'),
  confirm: boolean('confirm').notNull(),
  minutes: integer('minutes').notNull(),
})
