import type { EquipmentClass, Reproduced } from '@millrace/compute'
import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { AlarmDefinition } from '../alarms/index.ts'
import type { Chosen } from './match.ts'
import type { Person } from './schema.ts'

/** An alarm as the class had it when it was proposed: what people made of it since stays theirs. */
export interface Proposed {
  readonly alarm: string
  readonly definition: AlarmDefinition
}

/** The columns that queries name; keys, policies and grants stand in migrations/0120_equipment.sql. */
export const applications = pgTable('equipment_applications', {
  asset: uuid('asset_id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  class: text('class').notNull(),
  version: text('version').notNull(),
  variant: text('variant'),
  content: jsonb('content').$type<EquipmentClass>().notNull(),
  parameters: jsonb('parameters').$type<Readonly<Record<string, number>>>().notNull(),
  points: jsonb('points').$type<Chosen>().notNull(),
  alarms: jsonb('alarms').$type<Readonly<Record<string, Proposed>>>().notNull(),
  kpis: jsonb('kpis').$type<Readonly<Record<string, string>>>().notNull(),
  without: jsonb('without').$type<{ readonly alarms: readonly string[]; readonly kpis: readonly string[] }>().notNull(),
  by: jsonb('applied_by').$type<Person>().notNull(),
  at: timestamp('applied_at', { withTimezone: true }).notNull(),
})

/** Keys, policies and grants stand in migrations/0167_brought.sql. */
export const classes = pgTable('equipment_classes', {
  tenant: uuid('tenant_id').notNull(),
  class: text('class').notNull(),
  by: uuid('brought_by').notNull(),
  app: text('app').notNull(),
  content: jsonb('content').$type<EquipmentClass>().notNull(),
  reproduced: jsonb('reproduced').$type<readonly (readonly Reproduced[])[]>().notNull(),
})
