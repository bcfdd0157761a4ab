import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isId, type TenantId } from '@millrace/core'

/** Bytes of the tag: 128 bits (NIST SP 800-107 §5.3.3 asks for 32 at least; nobody may try more than a few a minute). */
const TAG_BYTES = 16
const BODY_BYTES = 36

/** What a link says: of which message, until when. */
export interface LinkClaim {
  readonly tenant: TenantId
  readonly delivery: string
  /** s since 1970 UTC. */
  readonly endsAt: number
}

const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOfBytes = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const tagOf = (key: string, body: Buffer): Buffer =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update('notice link').update(body).digest().subarray(0, TAG_BYTES)

export const newLinkKey = (): string => randomBytes(32).toString('base64url')

export function signLink(key: string, { tenant, delivery, endsAt }: LinkClaim): string {
  const body = Buffer.concat([bytesOfId(tenant), bytesOfId(delivery), Buffer.alloc(4)])
  body.writeUInt32BE(endsAt, 32)
  return Buffer.concat([body, tagOf(key, body)]).toString('base64url')
}

/** What it claims; nothing of it is proven. Undefined for text of another form. */
export function readLink(token: string): LinkClaim | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== BODY_BYTES + TAG_BYTES || bytes.toString('base64url') !== token) return undefined
  const tenant = idOfBytes(bytes.subarray(0, 16))
  const delivery = idOfBytes(bytes.subarray(16, 32))
  return isId(tenant) && isId(delivery)
    ? { tenant: tenant as TenantId, delivery, endsAt: bytes.readUInt32BE(32) }
    : undefined
}

export function isSigned(key: string, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url')
  return timingSafeEqual(tagOf(key, bytes.subarray(0, BODY_BYTES)), bytes.subarray(BODY_BYTES))
}
