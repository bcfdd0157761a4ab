import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Who made a program, as the audit named them then. */
export interface Maker {
  readonly kind: string
  readonly id: string
  readonly name: string
}

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0008_programs.sql and 0014. */
export const programs = pgTable('programs', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  kind: text('kind').$type<'key' | 'client'>().notNull(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  scopes: text('scopes').array(),
  secretHash: text('secret_hash').notNull(),
  previousHash: text('previous_hash'),
  previousUntil: moment('previous_until'),
  createdBy: jsonb('created_by').$type<Maker>().notNull(),
  /** Ids of everybody who ever learned a secret of it, also through a program that made or rotated it. */
  told: text('told').array().notNull(),
  createdAt: moment('created_at').notNull(),
  rotatedAt: moment('rotated_at'),
  expiresAt: moment('expires_at').notNull(),
  suspendedAt: moment('suspended_at'),
  lastUsedAt: moment('last_used_at'),
  lastRemote: text('last_remote'),
})

export const tokens = pgTable('program_tokens', {
  hash: text('token_hash').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  program: uuid('program_id').notNull(),
  scopes: text('scopes').array(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
})
