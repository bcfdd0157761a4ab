import type { AlarmState, ProcessState } from '@millrace/compute'
import {
  bigint,
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Change } from './change-schema.ts'
import type { Definition, Settings } from './definition.ts'
import type { Person } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const micros = (name: string) => bigint(name, { mode: 'number' })

/** The columns that queries name; keys, policies and grants stand in migrations/0070_alarms.sql. */
export const alarms = pgTable('alarms', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  conditionKey: text('condition_key').notNull(),
  definition: jsonb('definition').$type<Definition>().notNull(),
  version: integer('version').notNull(),
  condition: integer('condition').notNull(),
  suppression: integer('suppression'),
  search: text('search').notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const alarmChanges = pgTable('alarm_changes', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  alarm: uuid('alarm_id').notNull(),
  asset: uuid('asset_id').notNull(),
  kind: text('kind').$type<Change['kind']>().notNull(),
  state: text('state').$type<Change['state']>().notNull(),
  before: jsonb('before').$type<Definition>(),
  beforeVersion: integer('before_version'),
  after: jsonb('after').$type<Definition>(),
  reason: text('reason').notNull(),
  by: jsonb('proposed_by').$type<Person>().notNull(),
  hands: text('hands').array().notNull(),
  at: moment('proposed_at').notNull(),
  decidedBy: jsonb('decided_by').$type<Person>(),
  decidedAt: moment('decided_at'),
  note: text('note'),
  version: integer('version'),
})

/** Of being shelved, suppressed by somebody or out of service. */
export interface Held {
  readonly by: Person
  readonly reason: string
  /** µs UTC. */
  readonly at: number
}

export interface Broken {
  readonly code: string
  readonly says: string
}

export const alarmStates = pgTable('alarm_states', {
  alarm: uuid('alarm_id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  priority: smallint('priority').notNull(),
  state: text('state').$type<AlarmState>().notNull(),
  process: text('process').$type<ProcessState>().notNull(),
  shelved: boolean('shelved').notNull(),
  suppressed: boolean('suppressed').notNull(),
  outOfService: boolean('out_of_service').notNull(),
  annunciated: boolean('annunciated').notNull(),
  since: micros('since').notNull(),
  raisedAt: micros('raised_at'),
  value: doublePrecision('value'),
  status: micros('status'),
  edgeAt: micros('edge_at'),
  edgeActive: boolean('edge_active').notNull(),
  suppressionAt: micros('suppression_at'),
  suppressionActive: boolean('suppression_active').notNull(),
  acknowledgedBy: jsonb('acknowledged_by').$type<Person>(),
  acknowledgedAt: micros('acknowledged_at'),
  held: jsonb('held').$type<Held>(),
  shelvedUntil: micros('shelved_until'),
  outUntil: micros('out_until'),
  suppressedBy: jsonb('suppressed_by').$type<Held>(),
  suppressedUntil: micros('suppressed_until'),
  reAlarmAt: micros('re_alarm_at'),
  broken: jsonb('broken').$type<Broken>(),
  note: text('note'),
})

export const alarmSettings = pgTable('alarm_settings', {
  tenant: uuid('tenant_id').primaryKey(),
  settings: jsonb('settings').$type<Settings>().notNull(),
})
