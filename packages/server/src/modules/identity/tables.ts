import { boolean, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Rules that an organisation sets for itself. */
export interface OrganisationSettings {
  /** Everyone needs a second factor. */
  readonly secondFactor?: boolean
  /** System, security and audit administrators are three different people. */
  readonly separateAdministrators?: boolean
}

/** The columns that queries name; keys, policies and grants stand in the migrations 0001 and 0003. */
export const tenants = pgTable('tenants', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  handle: text('handle').notNull(),
  operator: boolean('operator').notNull().default(false),
  suspendedAt: timestamp('suspended_at', { withTimezone: true }),
  settings: jsonb('settings').$type<OrganisationSettings>().notNull().default({}),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})

export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  username: text('username').notNull(),
  name: text('name').notNull(),
  locale: text('locale').notNull().default('en'),
  email: text('email'),
})

export const memberships = pgTable('memberships', {
  tenant: uuid('tenant_id').notNull(),
  user: uuid('user_id').notNull(),
  externalId: text('external_id'),
  suspendedAt: timestamp('suspended_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})

export const sessions = pgTable('sessions', {
  id: uuid('id').notNull(),
  tokenHash: text('token_hash').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  user: uuid('user_id').notNull(),
  remote: text('remote').notNull(),
  userAgent: text('user_agent').notNull(),
  proofs: text('proofs').array().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
})

/** Keys, policies and grants stand in migrations/0013_identity_recovery.sql. */
export const recoveries = pgTable('recoveries', {
  user: uuid('user_id').primaryKey(),
  tokenHash: text('token_hash').notNull(),
  lost: text('lost').$type<'password' | 'factors' | 'both'>().notNull(),
  madeBy: uuid('made_by'),
  madeIn: uuid('made_in'),
  alone: boolean('alone').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
})
