import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Device } from './schema.ts'

/** The columns that queries name; keys, policies and grants stand in migrations/0002_assets_tree.sql. */
export const devices = pgTable('devices', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  kind: text('kind').$type<Device['kind']>().notNull(),
  group: text('group_name').notNull().default(''),
  node: text('node_name').notNull().default(''),
  device: text('device_name').notNull().default(''),
  name: text('name').notNull(),
  parent: uuid('parent_id'),
  protocol: text('protocol'),
  state: text('state').$type<Device['state']>().notNull().default('never'),
  lastSeen: bigint('last_seen', { mode: 'number' }),
  lastError: text('last_error'),
  health: jsonb('health').$type<Device['health']>(),
  pointCount: integer('point_count').notNull().default(0),
  search: text('search').notNull(),
})
