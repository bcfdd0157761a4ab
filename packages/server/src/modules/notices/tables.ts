import { boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { ChannelKind, DeliveryState, Level, Priority, Quiet, State, Words } from './schema.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

export interface Somebody {
  readonly kind: string
  readonly id: string
  readonly name: string
}

/** What was sent, as it was composed for the first attempt. */
export interface Message {
  readonly title: string
  readonly text: string
  readonly link?: string
  /** For programs: the most urgent thousand. */
  readonly notices: readonly MessageNotice[]
  /** Of all that it is about. */
  readonly total: number
}

export interface MessageNotice {
  readonly key: string
  readonly kind: string
  readonly priority: Priority
  readonly state: State
  /** ISO 8601. */
  readonly raisedAt: string
  readonly title: string
}

/** The columns that queries name; keys, policies and grants stand in migrations/0080_notices.sql and 0081. */
export const channels = pgTable('notice_channels', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<ChannelKind>().notNull(),
  settings: jsonb('settings').$type<Record<string, unknown>>().notNull(),
  secret: text('secret'),
  language: text('language').$type<keyof Words>().notNull(),
  zone: text('zone'),
  mostPerMinute: integer('most_per_minute').notNull(),
  enabled: boolean('enabled').notNull(),
  createdAt: moment('created_at').notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const people = pgTable('notice_people', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  language: text('language').$type<keyof Words>().notNull(),
  zone: text('zone'),
  email: text('email'),
  phone: text('phone'),
  createdAt: moment('created_at').notNull(),
})

export const rotas = pgTable('notice_rotas', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  zone: text('zone').notNull(),
  weekday: integer('weekday').notNull(),
  at: text('at').notNull(),
  beginsOn: date('begins_on', { mode: 'string' }).notNull(),
  people: uuid('people').array().notNull(),
  createdAt: moment('created_at').notNull(),
})

export const standIns = pgTable('notice_stand_ins', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  rota: uuid('rota_id').notNull(),
  person: uuid('person_id').notNull(),
  beginsAt: moment('begins_at').notNull(),
  endsAt: moment('ends_at').notNull(),
})

export const rules = pgTable('notice_rules', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  name: text('name').notNull(),
  enabled: boolean('enabled').notNull(),
  kinds: text('kinds').array(),
  priorities: text('priorities').array().$type<Priority[]>().notNull(),
  asset: uuid('asset_id'),
  levels: jsonb('levels').$type<Level[]>().notNull(),
  quiet: jsonb('quiet').$type<Quiet>(),
  groupSeconds: integer('group_seconds').notNull(),
  tellCleared: boolean('tell_cleared').notNull(),
  createdAt: moment('created_at').notNull(),
  changedAt: moment('changed_at').notNull(),
})

export const notices = pgTable('notices', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  key: text('key').notNull(),
  kind: text('kind').notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  asset: uuid('asset_id'),
  title: jsonb('title').$type<Words>().notNull(),
  body: jsonb('body').$type<Words>().notNull(),
  link: text('link'),
  state: text('state').$type<State>().notNull(),
  raisedAt: moment('raised_at').notNull(),
  changedAt: moment('changed_at').notNull(),
  times: integer('times').notNull().default(1),
  acknowledgedBy: jsonb('acknowledged_by').$type<Somebody>(),
  routed: boolean('routed').notNull().default(false),
})

export const steps = pgTable('notice_steps', {
  tenant: uuid('tenant_id').notNull(),
  notice: uuid('notice_id').notNull(),
  rule: uuid('rule_id').notNull(),
  level: integer('level').notNull(),
  dueAt: moment('due_at').notNull(),
})

export const deliveries = pgTable('notice_deliveries', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  channel: uuid('channel_id'),
  channelName: text('channel_name').notNull(),
  channelKind: text('channel_kind').$type<ChannelKind>().notNull(),
  person: uuid('person_id'),
  personName: text('person_name'),
  rule: uuid('rule_id'),
  ruleName: text('rule_name'),
  level: integer('level').notNull(),
  why: text('why').$type<'raised' | 'cleared' | 'test'>().notNull(),
  state: text('state').$type<DeliveryState>().notNull(),
  createdAt: moment('created_at').notNull(),
  dueAt: moment('due_at').notNull(),
  attempts: integer('attempts').notNull().default(0),
  doubtful: boolean('doubtful').notNull().default(false),
  claimedAt: moment('claimed_at'),
  sentAt: moment('sent_at'),
  answer: text('answer'),
  message: jsonb('message').$type<Message>(),
  linkEndsAt: moment('link_ends_at'),
  acknowledgedAt: moment('acknowledged_at'),
})

export const subjects = pgTable('notice_delivery_subjects', {
  tenant: uuid('tenant_id').notNull(),
  delivery: uuid('delivery_id').notNull(),
  notice: uuid('notice_id').notNull(),
})

export const linkKeys = pgTable('notice_link_keys', {
  tenant: uuid('tenant_id').primaryKey(),
  secret: text('secret').notNull(),
})
