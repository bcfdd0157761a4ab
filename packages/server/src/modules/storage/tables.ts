import { integer, pgTable, uuid } from 'drizzle-orm/pg-core'

/** The columns that queries name; keys, policies and grants stand in migrations/0030_storage_retention.sql. */
export const retentionRules = pgTable('retention_rules', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  asset: uuid('asset_id'),
  days: integer('days').notNull(),
})
