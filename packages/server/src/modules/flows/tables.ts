import { bigint, boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Maker } from '../hands.ts'
import type { ActionState, Document, Person, Target, TestResult, VersionStage, Words } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
type ByName<T> = Readonly<Record<string, T>>

/** Why a flow does not run at an asset. */
export interface Broken {
  readonly code: string
  readonly says: string
}
/** What stands for an input at one asset. */
export interface RunInput {
  readonly point?: string
  readonly problem?: 'missing' | 'several'
  /** The point is its own inbox. */
  readonly inbox?: RunInbox
}
/** What comes into an inbox, from outside or from the platform. */
export interface RunInbox {
  readonly kind: 'webhook' | 'mqtt' | 'event' | 'alarm'
  /** Topic, type of event, or alarm. */
  readonly of?: string
  /** SHA-256 of the secret half of the address at which bodies are taken, and the secret as the vault keeps it. */
  readonly digest?: string
  readonly sealed?: string
}
/** What stood at inputs when the run came into force, by node. */
export type Stood = ByName<{ readonly value: number | boolean | string | null; readonly status: number }>
/** Source time, value, status. */
export type FedSample = readonly [time: number, value: string | boolean | null, status: number]
/** An edge node at which a deployment runs. */
export interface EdgePlace {
  readonly id: string
  readonly group: string
  readonly node: string
}
export interface RunOutput {
  readonly type: 'number' | 'boolean' | 'text'
  readonly point: string
  readonly series: number
  /** That was proposed on it; `print`: of how it was asked for, `problem`: why it was not. */
  readonly alarm?: { readonly print: string; readonly id?: string; readonly problem?: string }
}

/** The columns that queries name; keys, policies and grants stand in migrations/0152_flows.sql and 0153_flow_work.sql. */
export const flows = pgTable('flows', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  title: jsonb('title').$type<Words>().notNull(),
  draft: jsonb('draft').$type<Document>().notNull(),
  revision: integer('revision').notNull(),
  madeBy: jsonb('made_by').$type<Person>().notNull(),
  madeAt: moment('made_at').notNull(),
  changedBy: jsonb('changed_by').$type<Person>().notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const versions = pgTable('flow_versions', {
  tenant: uuid('tenant_id').notNull(),
  flow: uuid('flow_id').notNull(),
  number: integer('number').notNull(),
  stage: text('stage').$type<VersionStage>().notNull(),
  document: jsonb('document').$type<Document>().notNull(),
  digest: text('digest').notNull(),
  tests: jsonb('tests').$type<TestResult[]>().notNull(),
  comment: text('comment'),
  madeBy: jsonb('made_by').$type<Maker>().notNull(),
  madeAt: moment('made_at').notNull(),
  reviewedBy: jsonb('reviewed_by').$type<Person>(),
  reviewedAt: moment('reviewed_at'),
  reviewComment: text('review_comment'),
})

export const settings = pgTable('flow_settings', {
  tenant: uuid('tenant_id').primaryKey(),
  secondPerson: boolean('second_person').notNull(),
})

export const deployments = pgTable('flow_deployments', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  flow: uuid('flow_id').notNull(),
  version: integer('version').notNull(),
  before: integer('before'),
  name: jsonb('name').$type<Words>().notNull(),
  target: jsonb('target').$type<Target>().notNull(),
  inputs: jsonb('inputs').$type<ByName<{ point: string }>>().notNull(),
  parameters: jsonb('parameters').$type<ByName<number>>().notNull(),
  paused: boolean('paused').notNull(),
  /** None: the platform runs it. */
  edge: jsonb('edge').$type<EdgePlace>(),
  by: jsonb('deployed_by').$type<Person>().notNull(),
  at: moment('deployed_at').notNull(),
})

export const runs = pgTable('flow_runs', {
  number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
  tenant: uuid('tenant_id').notNull(),
  deployment: uuid('deployment_id').notNull(),
  asset: uuid('asset_id'),
  inputs: jsonb('inputs').$type<ByName<RunInput>>().notNull(),
  outputs: jsonb('outputs').$type<ByName<RunOutput>>().notNull(),
  since: bigint('since', { mode: 'number' }),
  stood: jsonb('stood').$type<Stood>(),
  broken: jsonb('broken').$type<Broken>(),
})

export const secrets = pgTable('flow_secrets', {
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  origin: text('origin').notNull(),
  header: text('header').notNull(),
  sealed: text('sealed').notNull(),
  changedBy: jsonb('changed_by').$type<Person>().notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const work = pgTable('flow_work', {
  tenant: uuid('tenant_id').notNull(),
  run: integer('run').primaryKey(),
  begun: bigint('begun_at', { mode: 'number' }).notNull(),
  first: bigint('first_at', { mode: 'number' }).notNull(),
  broken: jsonb('broken').$type<Broken>(),
})

/** What the platform feeds, see migrations/0169_flow_feeds.sql. */
export const feeds = pgTable('flow_feeds', {
  tenant: uuid('tenant_id').notNull(),
  run: integer('run').notNull(),
  node: text('node').notNull(),
  kind: text('kind').$type<'event' | 'alarm'>().notNull(),
  wanted: text('wanted').notNull(),
  position: bigint('position', { mode: 'number' }).notNull(),
  newest: bigint('newest', { mode: 'number' }).notNull(),
  stands: jsonb('stands').$type<readonly string[]>().notNull(),
  given: text('given').$type<'true' | 'false' | 'hidden'>(),
  pending: jsonb('pending').$type<readonly FedSample[]>().notNull(),
})

export const actions = pgTable('flow_actions', {
  tenant: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  run: integer('run').notNull(),
  node: text('node').notNull(),
  kind: text('kind').notNull(),
  at: bigint('at', { mode: 'number' }).notNull(),
  body: jsonb('body').$type<Readonly<Record<string, unknown>>>().notNull(),
  state: text('state').$type<ActionState>().notNull(),
  tries: integer('tries').notNull(),
  dueAt: moment('due_at').notNull(),
  answer: text('answer'),
  madeAt: moment('made_at').notNull(),
  endedAt: moment('ended_at'),
})

/** Points that are there because a flow of an app gives them; keys and policies stand in migrations/0167_brought.sql. */
export const flowPoints = pgTable('flow_points', {
  point: uuid('point_id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  madeBy: uuid('made_by').notNull(),
})
