import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Speaks } from './schema.ts'

/** The columns that queries name; keys, policies and grants stand in migrations/0001_identity_accounts.sql. */
export const tenants = pgTable('tenants', { id: uuid('id').primaryKey(), name: text('name').notNull() })

export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  username: text('username').notNull(),
  name: text('name').notNull(),
  locale: text('locale').notNull().default('en'),
  passwordHash: text('password_hash').notNull(),
})

export const sessions = pgTable('sessions', {
  tokenHash: text('token_hash').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  user: uuid('user_id').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
})

export const credentials = pgTable('credentials', {
  name: text('name').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  secretHash: text('secret_hash').notNull(),
  speaks: jsonb('speaks').$type<Speaks>().notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
})
