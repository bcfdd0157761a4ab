import { customType, doublePrecision, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Person } from '../mechanisms/index.ts'
import type { Study, StudyRequest, StudyResult } from './schema.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const moment = (name: string) => timestamp(name, { withTimezone: true })

/** The columns that queries name; keys, policies and grants stand in migrations/0142_studies.sql. */
export const studies = pgTable('studies', {
  id: uuid('id').primaryKey(),
  tenant: uuid('tenant_id').notNull(),
  kind: text('kind').$type<StudyRequest['kind']>().notNull(),
  mechanism: uuid('mechanism_id'),
  binding: uuid('binding_id'),
  request: jsonb('request').$type<StudyRequest>().notNull(),
  points: uuid('points').array().notNull(),
  state: text('state').$type<Study['state']>().notNull(),
  progress: doublePrecision('progress').notNull(),
  by: jsonb('made_by').$type<Person>().notNull(),
  at: moment('made_at').notNull(),
  endedAt: moment('ended_at'),
  fault: jsonb('fault').$type<{ code: string; says: string }>(),
  result: jsonb('result').$type<StudyResult>(),
  archive: bytea('archive'),
  applied: jsonb('applied').$type<NonNullable<Study['applied']>>(),
})
