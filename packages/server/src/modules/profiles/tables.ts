import type { DeviceProfile } from '@millrace/core/profiles'
import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Person, StepName, Summary, Trial } from './schema.ts'
import type { Standing } from './steps.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0050_profiles.sql. */
export const deviceProfiles = pgTable('device_profiles', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  key: text('key').notNull(),
  major: integer('major').notNull(),
  minor: integer('minor').notNull(),
  patch: integer('patch').notNull(),
  status: text('status').$type<Standing>().notNull(),
  yaml: text('yaml').notNull(),
  content: jsonb('content').$type<DeviceProfile>().notNull(),
  summary: jsonb('summary').$type<Summary>().notNull(),
  by: jsonb('contributed_by').$type<Person>().notNull(),
  hands: text('hands').array().notNull(),
  createdAt: moment('created_at').notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const deviceProfileSteps = pgTable('device_profile_steps', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  profile: uuid('profile_id').notNull(),
  step: text('step').$type<StepName>().notNull(),
  by: jsonb('taken_by').$type<Person>().notNull(),
  at: moment('taken_at').notNull(),
  note: text('note').notNull(),
  trial: jsonb('trial').$type<Trial>(),
})
