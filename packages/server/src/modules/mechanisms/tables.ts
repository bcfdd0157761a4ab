import { customType, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { About, KeptCases, KeptStep, Manifest, Origin, Person, Stage } from './schema.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0140_mechanisms.sql. */
export const mechanisms = pgTable('mechanisms', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull(),
})

export const mechanismVersions = pgTable('mechanism_versions', {
  tenant: uuid('tenant_id').notNull(),
  mechanism: uuid('mechanism_id').notNull(),
  version: text('version').notNull(),
  stage: text('stage').$type<Stage>().notNull(),
  origin: text('origin').$type<Origin>().notNull(),
  digest: text('digest').notNull(),
  archive: bytea('archive').notNull(),
  bytes: integer('bytes').notNull(),
  manifest: jsonb('manifest').$type<Manifest>().notNull(),
  about: jsonb('about').$type<About>().notNull(),
  files: jsonb('files').$type<{ path: string; bytes: number }[]>().notNull(),
  fingerprint: text('fingerprint'),
  cases: jsonb('cases').$type<KeptCases>(),
  steps: jsonb('steps').$type<KeptStep[]>().notNull(),
  hands: text('hands').array().notNull(),
  deprecated: jsonb('deprecated').$type<{ why: string; successor?: string }>(),
  /** By installation of an app: the folder in its package. */
  broughtBy: jsonb('brought_by').$type<Readonly<Record<string, string>>>().notNull(),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const mechanismKeys = pgTable('mechanism_keys', {
  tenant: uuid('tenant_id').notNull(),
  fingerprint: text('fingerprint').notNull(),
  name: text('name').notNull(),
  by: jsonb('trusted_by').$type<Person>().notNull(),
  at: moment('trusted_at').notNull(),
})
