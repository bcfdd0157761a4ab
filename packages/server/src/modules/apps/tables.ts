import type { AppManifest, AppTable, Asked } from '@millrace/apps'
import { boolean, customType, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { MirrorResult } from './mirror-schema.ts'
import type { Bound, Person, Plain, State, TestedOne, TestState, Why } from './schema.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0160_apps.sql and 0173_app_runtime.sql. */
export const appVersions = pgTable('app_versions', {
  tenant: uuid('tenant_id').notNull(),
  app: text('app').notNull(),
  version: text('version').notNull(),
  digest: text('digest').notNull(),
  archive: bytea('archive').notNull(),
  bytes: integer('bytes').notNull(),
  manifest: jsonb('manifest').$type<AppManifest>().notNull(),
  files: jsonb('files').$type<{ path: string; bytes: number }[]>().notNull(),
  fingerprint: text('fingerprint'),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
})

export const appInstallations = pgTable('app_installations', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  number: integer('number').notNull(),
  app: text('app').notNull(),
  version: text('version').notNull(),
  previous: text('previous'),
  state: text('state').$type<State>().notNull(),
  settings: jsonb('settings').$type<Record<string, Plain>>().notNull(),
  secrets: text('secrets'),
  bound: jsonb('bound').$type<Bound>().notNull(),
  agreed: jsonb('agreed').$type<Asked[]>().notNull(),
  tables: jsonb('tables').$type<AppTable[]>().notNull(),
  limits: jsonb('limits').$type<Record<string, number>>().notNull(),
  trialOf: uuid('trial_of'),
  trialUntil: moment('trial_until'),
  whole: jsonb('whole').$type<Bound>(),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
  changedAt: moment('changed_at').notNull(),
  /** It is being uninstalled. */
  leaving: boolean('leaving').notNull(),
})

/** Assets that came to be, or became of a class, for an installation; migrations/0168_app_made.sql. */
export const appMade = pgTable('app_made', {
  tenant: uuid('tenant_id').notNull(),
  installation: uuid('installation_id').notNull(),
  asset: uuid('asset_id').notNull(),
  n: integer('n').notNull(),
  isNew: boolean('is_new').notNull(),
  isOfClass: boolean('is_of_class').notNull(),
  points: jsonb('points').$type<{ id: string; asset: string; placed: boolean }[]>().notNull(),
  /** migrations/0181_app_made_whole.sql: it is bound. */
  isWhole: boolean('whole').notNull(),
})

/** migrations/0171_app_catalogue.sql */
export const appTests = pgTable('app_tests', {
  tenant: uuid('tenant_id').notNull(),
  app: text('app').notNull(),
  version: text('version').notNull(),
  state: text('state').$type<TestState>().notNull(),
  passed: integer('passed').notNull(),
  failed: integer('failed').notNull(),
  results: jsonb('results').$type<TestedOne[]>().notNull(),
  why: jsonb('why').$type<Why>(),
  platform: text('platform'),
  endedAt: moment('ended_at'),
  askedBy: jsonb('asked_by').$type<Person>().notNull(),
})

/** migrations/0171_app_catalogue.sql */
export const appMirrors = pgTable('app_mirrors', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  address: text('address').notNull(),
  key: text('key').notNull(),
  follows: boolean('follows').notNull(),
  everyMinutes: integer('every_minutes').notNull(),
  known: jsonb('known').$type<string[]>().notNull(),
  wanted: jsonb('wanted').$type<{ app: string; version: string }[]>().notNull(),
  results: jsonb('results').$type<MirrorResult[]>().notNull(),
  why: jsonb('why').$type<Why>(),
  lookedAt: moment('looked_at'),
  nextAt: moment('next_at'),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
})

/** Keys of processes outside; migrations/0173_app_runtime.sql. */
export const appKeys = pgTable('app_keys', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  installation: uuid('installation_id').notNull(),
  process: text('process').notNull(),
  secretHash: text('secret_hash').notNull(),
  previousHash: text('previous_hash'),
  previousUntil: moment('previous_until'),
  createdBy: jsonb('created_by').$type<Person>().notNull(),
  told: text('told').array().notNull(),
  createdAt: moment('created_at').notNull(),
  rotatedAt: moment('rotated_at'),
  expiresAt: moment('expires_at').notNull(),
  lastUsedAt: moment('last_used_at'),
  lastRemote: text('last_remote'),
})
