import { isoOf, type TenantId } from '@millrace/core'
import type { EventDeclaration } from './declare.ts'
import type { PlatformEvent } from './schema.ts'
import type { EventRow } from './store.ts'

const DIGITS = 20
const EXAMPLE = {
  id: '0199f1c2-7d52-7e3a-9b1c-4f0a5d2c8e11',
  tenant: '0199f1c2-0000-7000-8000-000000000000',
  subject: '0199f1c2-7d52-7000-8000-00000000000a',
  asset: '0199f1c2-7d52-7000-8000-00000000000b',
  time: '2026-11-24T08:00:00Z',
  seq: 4711,
} as const

/** As text whose order is that of the numbers (CloudEvents, extension `sequence`). */
export const sequenceOf = (seq: number): string => String(seq).padStart(DIGITS, '0')

export const schemaAddress = (type: string, publicUrl: string): string =>
  `${publicUrl}/api/v1/event-types/${type}/schema`

const sourceOf = (tenant: string): string => `urn:millrace:organisation:${tenant}`

export const viewOf = (tenant: TenantId, row: EventRow, publicUrl: string): PlatformEvent => ({
  specversion: '1.0',
  id: row.id,
  source: sourceOf(tenant),
  type: row.type,
  ...(row.subject === null ? {} : { subject: row.subject }),
  time: isoOf(row.at),
  datacontenttype: 'application/json',
  dataschema: `${schemaAddress(row.type, publicUrl)}#${row.version}`,
  sequence: sequenceOf(row.seq),
  ...(row.asset === null ? {} : { asset: row.asset }),
  data: row.data,
})

export const exampleOf = (
  { type, version, perAsset, example }: EventDeclaration,
  publicUrl: string,
  tenant: string = EXAMPLE.tenant,
): PlatformEvent => ({
  specversion: '1.0',
  id: EXAMPLE.id,
  source: sourceOf(tenant),
  type,
  subject: EXAMPLE.subject,
  time: EXAMPLE.time,
  datacontenttype: 'application/json',
  dataschema: `${schemaAddress(type, publicUrl)}#${version}`,
  sequence: sequenceOf(EXAMPLE.seq),
  ...(perAsset ? { asset: EXAMPLE.asset } : {}),
  data: { ...example },
})
