import { Fault, isoOf, type Micros } from '@millrace/core'
import { canonical } from './chain.ts'
import './faults.ts'
import type { AuditEntry, Json } from './trail.ts'

const MOST_BYTES = 8_192
const MOST_NAME = 200
/** Fields that would hold what nobody may read. */
const secretive = /^(.*_)?(pass(word|phrase)?|secret|token|credential|api_?key|private_?key|cookie|otp|totp|recovery)$/i

function findSecret(value: Json | undefined): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    const found = !Array.isArray(value) && secretive.test(key) ? key : findSecret(part as Json)
    if (found !== undefined) return found
  }
  return undefined
}

const short = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd').slice(0, MOST_NAME)

/** The body of a record. Throws `audit.secret_inside`, `audit.too_large`. */
export function bodyOf(
  seq: number,
  at: Micros,
  { actor, action, target, outcome = 'done', detail }: AuditEntry,
): string {
  const field = findSecret(detail as Json | undefined)
  if (field !== undefined) throw new Fault('audit.secret_inside', { field })
  const body = canonical({
    seq,
    at: isoOf(at),
    actor: { ...actor, name: short(actor.name) },
    action,
    outcome,
    ...(target ? { target: { ...target, ...(target.name === undefined ? {} : { name: short(target.name) }) } } : {}),
    ...(detail ? { detail: wellFormed(detail) } : {}),
  })
  const seen = Buffer.byteLength(body)
  if (seen > MOST_BYTES) throw new Fault('audit.too_large', { most: MOST_BYTES, seen })
  return body
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair. */
function wellFormed(value: Json | Readonly<Record<string, Json>>): Json {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd')
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value as Json
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wellFormed(part)]))
}
