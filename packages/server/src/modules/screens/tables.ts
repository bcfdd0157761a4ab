import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Document } from './document.ts'
import type { Person } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0165_screens.sql. */
export const screens = pgTable('screens', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  document: jsonb('document').$type<Document>().notNull(),
  revision: integer('revision').notNull(),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
  changedBy: jsonb('changed_by').$type<Person>().notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const versions = pgTable('screen_versions', {
  tenant: uuid('tenant_id').notNull(),
  screen: uuid('screen_id').notNull(),
  number: integer('number').notNull(),
  document: jsonb('document').$type<Document>().notNull(),
  comment: text('comment'),
  by: jsonb('made_by').$type<Person>().notNull(),
  at: moment('made_at').notNull(),
})
