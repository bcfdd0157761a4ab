import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { RoleAt } from '../access/index.ts'

/** The columns that queries name; keys, policies and grants stand in migrations/0003_identity_people.sql. */
export const invitations = pgTable('invitations', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  name: text('name').notNull(),
  roles: jsonb('roles').$type<RoleAt[]>().notNull(),
  invitedBy: uuid('invited_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
})
