import { boolean, doublePrecision, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { PhysicalAsset } from './physical-schema.ts'
import type { Point } from './schema.ts'
import type { Kind, Level } from './tree.ts'

/** The columns that queries name; keys, policies and grants stand in migrations/0002_assets_tree.sql and 0060_assets_by_hand.sql. */
export const assets = pgTable('assets', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  parent: uuid('parent_id'),
  name: text('name').notNull(),
  lineage: uuid('lineage').array().notNull(),
  path: text('path').array().notNull(),
  search: text('search').notNull(),
  childCount: integer('child_count').notNull().default(0),
  pointCount: integer('point_count').notNull().default(0),
  level: text('level').$type<Level>().notNull(),
  levelGiven: boolean('level_given').notNull().default(false),
  kind: text('kind').$type<Kind>(),
  description: text('description'),
  tags: text('tags').array().notNull().default([]),
  latitude: doublePrecision('latitude'),
  longitude: doublePrecision('longitude'),
  retiredAt: timestamp('retired_at', { withTimezone: true }),
})

export const points = pgTable('points', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  /** None speaks for a point that is worked out of others. */
  device: uuid('device_id'),
  name: text('name').notNull(),
  type: text('type').$type<Point['type']>().notNull(),
  unit: text('unit'),
  description: text('description'),
  low: doublePrecision('low'),
  high: doublePrecision('high'),
  writable: boolean('writable').notNull().default(false),
  series: integer('series').notNull(),
  search: text('search').notNull(),
  placed: boolean('placed').notNull().default(false),
})

export const series = pgTable('series', {
  id: integer('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  point: uuid('point_id').notNull(),
  type: text('type').notNull(),
})

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name, as those of role_fillings; the rest stands in migrations/0061_physical_assets.sql. */
export const physicalAssets = pgTable('physical_assets', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  serialNumber: text('serial_number').notNull(),
  maker: text('maker').notNull(),
  model: text('model'),
  year: integer('year'),
  description: text('description'),
  documents: jsonb('documents').$type<PhysicalAsset['documents']>().notNull(),
  search: text('search').notNull(),
  createdAt: moment('created_at').notNull(),
})

export const roleFillings = pgTable('role_fillings', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  physical: uuid('physical_id').notNull(),
  asset: uuid('asset_id').notNull(),
  startsAt: moment('starts_at').notNull(),
  endsAt: moment('ends_at'),
  shared: boolean('shared').notNull(),
  note: text('note'),
})
