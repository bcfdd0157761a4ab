import { randomBytes } from 'node:crypto'
import { Fault } from './fault.ts'

declare const brand: unique symbol
type Branded<T, B extends string> = T & { readonly [brand]: B }

/** A company or organisation on the platform. */
export type TenantId = Branded<string, 'TenantId'>
/** A person's account. */
export type UserId = Branded<string, 'UserId'>
/** A place or machine in the asset tree. */
export type AssetId = Branded<string, 'AssetId'>
/** What one organisation shows another, or the holder of a link. */
export type GrantId = Branded<string, 'GrantId'>
/** A measuring or setting point of an asset. */
export type PointId = Branded<string, 'PointId'>
/** An edge node or device that speaks to the platform. */
export type DeviceId = Branded<string, 'DeviceId'>
/** The dense number under which the history keeps a series; unique over all tenants. */
export type SeriesId = Branded<number, 'SeriesId'>

/** A new id: UUID version 7 (RFC 9562 §5.7), so that ids sort by the time they were made. */
export function newId<Id extends string>(nowMs: number = Date.now()): Id {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
}

/** An id as text, for patterns of schemas; without `^` and `$`. */
export const ID_PATTERN = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

const WHOLE = new RegExp(`^${ID_PATTERN}$`)

/** True for a UUID in lower case. */
export const isId = (text: string): boolean => WHOLE.test(text)

/** Reads an id at the border. Throws `core.id_malformed`. */
export function parseId<Id extends string>(text: string): Id {
  if (!isId(text)) throw new Fault('core.id_malformed', { expected: 'a UUID in lower case', seen: text.slice(0, 64) })
  return text as Id
}
