import { doublePrecision, pgTable, text, uuid } from 'drizzle-orm/pg-core'

/** The columns that queries name; keys, policies and grants stand in migrations/0011_quotas.sql. */
export const quotas = pgTable('quotas', {
  tenant: uuid('tenant_id').notNull(),
  kind: text('kind').notNull(),
  most: doublePrecision('most').notNull(),
})
