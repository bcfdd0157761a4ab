import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Cause, DoneTask, Effect, Part, Priority, Spent, Task, Trigger } from './schema.ts'
import type { OrderState } from './steps.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export interface Somebody {
  readonly kind: string
  readonly id: string
  readonly name: string
}

/** The columns that queries name; keys, policies and grants stand in migrations/0110_maintenance.sql. */
export const plans = pgTable('maintenance_plans', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  name: text('name').notNull(),
  instructions: text('instructions').notNull(),
  checklist: jsonb('checklist').$type<Task[]>().notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  trigger: jsonb('trigger').$type<Trigger>().notNull(),
  enabled: boolean('enabled').notNull(),
  counterLast: doublePrecision('counter_last'),
  counted: doublePrecision('counted').notNull().default(0),
  nextAt: moment('next_at'),
  createdAt: moment('created_at').notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const orders = pgTable('work_orders', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  number: integer('number').notNull(),
  asset: uuid('asset_id').notNull(),
  plan: uuid('plan_id'),
  title: text('title').notNull(),
  instructions: text('instructions').notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  cause: jsonb('cause').$type<Cause>().notNull(),
  causeKey: text('cause_key'),
  state: text('state').$type<OrderState>().notNull(),
  assigned: text('assigned').array().notNull(),
  checklist: jsonb('checklist').$type<DoneTask[]>().notNull(),
  parts: jsonb('parts').$type<Part[]>().notNull(),
  times: jsonb('times').$type<Spent[]>().notNull(),
  dueAt: moment('due_at'),
  createdAt: moment('created_at').notNull(),
  changedAt: moment('changed_at').notNull(),
  startedAt: moment('started_at'),
  doneAt: moment('done_at'),
  closedAt: moment('closed_at'),
  effect: jsonb('effect').$type<Effect>(),
})

export const orderSteps = pgTable('work_order_steps', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  order: uuid('order_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
  step: text('step').notNull(),
  by: jsonb('taken_by').$type<Somebody>().notNull(),
  at: moment('taken_at').notNull(),
  note: text('note').notNull(),
})

export const photos = pgTable('work_order_photos', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  order: uuid('order_id').notNull(),
  type: text('media_type').$type<'image/jpeg' | 'image/png' | 'image/webp'>().notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  sha256: text('sha256').notNull(),
  bytes: bytea('bytes').notNull(),
  by: jsonb('taken_by').$type<Somebody>().notNull(),
  at: moment('taken_at').notNull(),
})
