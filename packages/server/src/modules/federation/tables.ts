import { boolean, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { GroupRole } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0007_federation.sql. */
export const providers = pgTable('identity_providers', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  clientSecret: text('client_secret').notNull(),
  scopes: text('scopes').array().notNull(),
  groupClaim: text('group_claim').notNull(),
  mapping: jsonb('mapping').$type<GroupRole[]>().notNull(),
  emailDomains: text('email_domains').array().notNull(),
  autoJoin: boolean('auto_join').notNull(),
  createdAt: moment('created_at').notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const logins = pgTable('provider_logins', {
  tenant: uuid('tenant_id').notNull(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  user: uuid('user_id').notNull(),
  createdAt: moment('created_at').notNull(),
  lastUsedAt: moment('last_used_at'),
})
