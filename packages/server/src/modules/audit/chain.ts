import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Json } from './trail.ts'

/** What stands before the first record. */
export const START = '0'.repeat(64)

export interface ChainedRecord {
  readonly seq: number
  readonly prev: string
  readonly hash: string
  /** Canonical JSON. */
  readonly body: string
}

export interface Checkpoint {
  readonly seq: number
  readonly hash: string
  /** ISO 8601. */
  readonly at: string
  /** Ed25519 over {@link checkpointText}, base64. */
  readonly signature: string
  /** SHA-256 of the public key (SPKI DER), hex. */
  readonly key: string
}

/** RFC 8785: members sorted by UTF-16 code units, no blanks, numbers as ECMAScript writes them. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`)
  return `{${members.join(',')}}`
}

export const chainHash = (prev: string, body: string): string =>
  createHash('sha256').update(prev).update('\n').update(body).digest('hex')

export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')

/** What a checkpoint signs: that this organisation's chain had this hash at this length, at this time. */
export const checkpointText = (tenant: string, { seq, hash, at }: Pick<Checkpoint, 'seq' | 'hash' | 'at'>): Buffer =>
  Buffer.from(`millrace audit checkpoint\n${tenant}\n${seq}\n${hash}\n${at}`)

export function signCheckpoint(tenant: string, at: Omit<Checkpoint, 'signature' | 'key'>, key: KeyObject): Checkpoint {
  const signature = sign(null, checkpointText(tenant, at), key).toString('base64')
  return { ...at, signature, key: keyIdOf(createPublicKey(key)) }
}

export const isSigned = (tenant: string, checkpoint: Checkpoint, key: KeyObject): boolean =>
  verify(null, checkpointText(tenant, checkpoint), key, Buffer.from(checkpoint.signature, 'base64'))
