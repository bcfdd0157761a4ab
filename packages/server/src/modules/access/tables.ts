import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '../audit/index.ts'

/** The columns that queries name; keys, policies and grants stand in migrations/0010_access_grants.sql. */
export const roles = pgTable('roles', {
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  title: text('title').notNull(),
  actions: text('actions').array().notNull(),
})

export const assignments = pgTable('assignments', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  holder: uuid('holder_id').notNull(),
  role: text('role').notNull(),
  below: uuid('below'),
  provider: uuid('provider_id'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})

export const grants = pgTable('grants', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id'),
  point: uuid('point_id'),
  subject: text('subject').notNull(),
  guestHandle: text('guest_handle'),
  guest: uuid('guest_id'),
  linkHash: text('link_hash'),
  actions: text('actions').array().notNull(),
  purpose: text('purpose').notNull(),
  givenBy: jsonb('given_by').$type<Actor>().notNull(),
  startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
  endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})
