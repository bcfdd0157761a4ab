import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Sender } from '../../ingest/needs.ts'
import type { Reason } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in the migrations 0001, 0003 and 0005. */
export const credentials = pgTable('credentials', {
  name: text('name').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  secretHash: text('secret_hash'),
  speaks: jsonb('speaks').$type<Sender['speaks']>().notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  changedAt: moment('changed_at').notNull().defaultNow(),
})

export const enrolmentTokens = pgTable('enrolment_tokens', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  name: text('name').notNull(),
  speaks: jsonb('speaks').$type<Sender['speaks']>().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
  usedRemote: text('used_remote'),
  withdrawnAt: moment('withdrawn_at'),
  replays: integer('replays').notNull().default(0),
})

export const certificates = pgTable('certificates', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  speaks: jsonb('speaks').$type<Sender['speaks']>().notNull(),
  serial: text('serial').notNull(),
  fingerprint: text('fingerprint').notNull(),
  keyHash: text('key_hash').notNull(),
  issuer: text('issuer').notNull(),
  pem: text('pem').notNull(),
  renews: uuid('renews'),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
  reason: text('reason').$type<Reason>(),
  lastUsedAt: moment('last_used_at'),
  lastRemote: text('last_remote'),
})
