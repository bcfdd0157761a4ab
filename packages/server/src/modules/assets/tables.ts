import { boolean, doublePrecision, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Point } from './schema.ts'

/** The columns that queries name; keys, policies and grants stand in migrations/0002_assets_tree.sql. */
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
})

export const points = pgTable('points', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id').notNull(),
  device: uuid('device_id').notNull(),
  name: text('name').notNull(),
  type: text('type').$type<Point['type']>().notNull(),
  unit: text('unit'),
  description: text('description'),
  low: doublePrecision('low'),
  high: doublePrecision('high'),
  writable: boolean('writable').notNull().default(false),
  series: integer('series').notNull(),
  search: text('search').notNull(),
})

export const series = pgTable('series', {
  id: integer('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  point: uuid('point_id').notNull(),
  type: text('type').notNull(),
})
