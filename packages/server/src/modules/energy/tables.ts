import type { BaselineModel } from '@millrace/compute'
import { doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Maker } from '../hands.ts'
import type { Gain, MediumName } from './media.ts'
import type { BaselineDefinition, Figures, IndicatorRequest, Person, Rows, StaticFactors } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0100_energy.sql. */
export const energyMeters = pgTable('energy_meters', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  point: uuid('point_id').notNull(),
  name: text('name').notNull(),
  medium: text('medium').$type<MediumName>().notNull(),
  reading: text('reading').$type<'counter' | 'rate'>().notNull(),
  unit: text('unit'),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
})

export const energyFactors = pgTable('energy_factors', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  medium: text('medium').$type<MediumName>().notNull(),
  gives: text('gives').$type<Gain>().notNull(),
  version: integer('version').notNull(),
  value: doublePrecision('value').notNull(),
  source: text('source').notNull(),
  year: integer('year').notNull(),
  note: text('note').notNull(),
  setBy: jsonb('set_by').$type<Person>().notNull(),
  setAt: moment('set_at').notNull(),
})

export const energyBaselines = pgTable('energy_baselines', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  meter: uuid('meter_id').notNull(),
  version: integer('version').notNull(),
  name: text('name').notNull(),
  state: text('state').$type<'frozen' | 'approved' | 'retired'>().notNull(),
  definition: jsonb('definition').$type<BaselineDefinition>().notNull(),
  content: jsonb('content')
    .$type<{ readonly model: BaselineModel; readonly figures: Figures; readonly rows: Rows }>()
    .notNull(),
  staticFactors: jsonb('static_factors').$type<StaticFactors>().notNull(),
  note: text('note').notNull(),
  frozenBy: jsonb('frozen_by').$type<Maker>().notNull(),
  frozenAt: moment('frozen_at').notNull(),
  approvedBy: jsonb('approved_by').$type<Person>(),
  approvedAt: moment('approved_at'),
  retiredBy: jsonb('retired_by').$type<Person>(),
  retiredAt: moment('retired_at'),
})

export const energyAdjustments = pgTable('energy_adjustments', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  baseline: uuid('baseline_id').notNull(),
  begins: moment('begins').notNull(),
  ends: moment('ends').notNull(),
  amount: doublePrecision('amount').notNull(),
  reason: text('reason').notNull(),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
})

export const energyIndicators = pgTable('energy_indicators', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  meter: uuid('meter_id').notNull(),
  name: text('name').notNull(),
  per: jsonb('per').$type<NonNullable<IndicatorRequest['per']>>(),
  toldIn: text('told_in').$type<'medium' | 'coal' | 'carbon'>().notNull(),
  target: doublePrecision('target'),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
})
