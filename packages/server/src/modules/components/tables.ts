import { bigint, doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Maker } from '../hands.ts'
import type { Body, ComponentKind, ConsumerKind, Deprecation, Person, ServiceBody, Stage, Words } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0172_components.sql. */
export const components = pgTable('components', {
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<ComponentKind>().notNull(),
  last: integer('last').notNull(),
})

export const versions = pgTable('component_versions', {
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  number: integer('number').notNull(),
  stage: text('stage').$type<Stage>().notNull(),
  title: jsonb('title').$type<Words>().notNull(),
  description: jsonb('description').$type<Words>().notNull(),
  body: jsonb('body').$type<Body | ServiceBody>().notNull(),
  digest: text('digest').notNull(),
  comment: text('comment'),
  madeBy: jsonb('made_by').$type<Maker>().notNull(),
  madeAt: moment('made_at').notNull(),
  reviewedBy: jsonb('reviewed_by').$type<Person>(),
  reviewedAt: moment('reviewed_at'),
  reviewComment: text('review_comment'),
  deprecated: jsonb('deprecated').$type<Deprecation>(),
})

export const use = pgTable('component_use', {
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  number: integer('number').notNull(),
  consumerKind: text('consumer_kind').$type<ConsumerKind>().notNull(),
  consumerId: text('consumer_id').notNull(),
  consumerName: text('consumer_name').notNull(),
  hour: moment('hour').notNull(),
  calls: bigint('calls', { mode: 'number' }).notNull(),
  samples: bigint('samples', { mode: 'number' }).notNull(),
  ms: doublePrecision('ms').notNull(),
  errors: bigint('errors', { mode: 'number' }).notNull(),
})
