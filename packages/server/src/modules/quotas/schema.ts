import { type Static, Type } from 'typebox'
import { Id } from '../../http/schema.ts'

export const kinds = [
  'devices',
  'points',
  'values_per_second',
  'storage_bytes',
  'calls_per_minute',
  'query_seconds_per_minute',
  'app_calls_per_minute',
  'app_seconds_per_minute',
  'app_table_bytes',
] as const
export type QuotaKind = (typeof kinds)[number]
const Kind = Type.Enum([...kinds], {
  description:
    'values_per_second: more is held back, not lost; storage_bytes: history on disk; query_seconds_per_minute: time the history works for it; app_…: of all apps together, calls of services, pages and processes, computing, and tables on disk',
})

export const Quota = Type.Object(
  {
    kind: Kind,
    most: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], { description: 'null: no limit' }),
    used: Type.Number({ minimum: 0 }),
  },
  { title: 'Quota' },
)
export type Quota = Static<typeof Quota>
export const QuotaList = Type.Object({ items: Type.Array(Quota) }, { title: 'QuotaList' })

export const QuotaChange = Type.Object(
  { kind: Kind, most: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], { description: 'null: no limit' }) },
  { title: 'QuotaChange' },
)
export type QuotaChange = Static<typeof QuotaChange>
export const OfOrganisation = Type.Object({ id: Id })
