import { bigint, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The columns that queries name; keys, policies and grants stand in migrations/0006_factors.sql. */
export const passwords = pgTable('passwords', {
  user: uuid('user_id').primaryKey(),
  hash: text('hash').notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
})

export const totps = pgTable('totps', {
  user: uuid('user_id').primaryKey(),
  secret: text('secret'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  pending: text('pending'),
  pendingUntil: timestamp('pending_until', { withTimezone: true }),
})

export const recoveryCodes = pgTable('recovery_codes', {
  user: uuid('user_id').notNull(),
  hash: text('hash').notNull(),
  usedAt: timestamp('used_at', { withTimezone: true }),
})

export const passkeys = pgTable('passkeys', {
  id: uuid('id').primaryKey(),
  user: uuid('user_id').notNull(),
  credentialId: text('credential_id').notNull(),
  publicKey: text('public_key').notNull(),
  counter: bigint('counter', { mode: 'number' }).notNull(),
  transports: text('transports').array().notNull(),
  name: text('name').notNull(),
  suspectAt: timestamp('suspect_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
})
