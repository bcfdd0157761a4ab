import { isoOf, MICROS_PER_MS, statusName } from '@millrace/core'
import type { Point } from '../assets/index.ts'
import type { Actor, AuditEntry } from '../audit/index.ts'
import type { Write } from './schema.ts'
import type { WriteRow } from './store.ts'
import type { Somebody } from './tables.ts'

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
const shown = ({ kind, id, name }: Somebody): Write['askedBy'] => ({ kind, id, name })

/** A write as the API tells it. */
export function viewOf(row: WriteRow, { id, name, path, type, unit, low, high }: Point): Write {
  return {
    id: row.id,
    state: row.state,
    point: {
      id,
      name,
      path,
      type,
      ...(unit === undefined ? {} : { unit }),
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    },
    value: row.value,
    reason: row.reason,
    askedBy: shown(row.askedBy),
    askedAt: iso(row.askedAt),
    ...(row.grant === null ? {} : { grant: row.grant }),
    ...(row.expiresAt === null ? {} : { expiresAt: iso(row.expiresAt) }),
    ...(row.decidedBy === null ? {} : { decidedBy: shown(row.decidedBy) }),
    ...(row.decidedAt === null ? {} : { decidedAt: iso(row.decidedAt) }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.sentAt === null ? {} : { sentAt: iso(row.sentAt) }),
    ...(row.endedAt === null ? {} : { endedAt: iso(row.endedAt) }),
    ...(row.before ? { before: row.before } : {}),
    ...(row.after ? { after: row.after } : {}),
    ...(row.status === null ? {} : { status: row.status, statusName: statusName(row.status) }),
    ...(row.message === null ? {} : { message: row.message }),
  }
}

/** One step of a write as the audit keeps it, with before and after. */
export function entryOf(row: WriteRow, point: string, action: string, actor: Actor): AuditEntry {
  return {
    actor,
    action,
    target: { kind: 'point', id: row.point, name: point },
    outcome: row.state === 'failed' || row.state === 'unknown' ? 'failed' : 'done',
    detail: {
      write: row.id,
      value: row.value,
      reason: row.reason,
      askedBy: { ...shown(row.askedBy) },
      ...(row.grant === null ? {} : { grant: row.grant }),
      ...(row.decidedBy === null ? {} : { decidedBy: { ...shown(row.decidedBy) } }),
      ...(row.note === null ? {} : { note: row.note }),
      ...(row.before ? { before: row.before.value } : {}),
      ...(row.after ? { after: row.after.value } : {}),
      ...(row.status === null ? {} : { status: statusName(row.status) }),
      ...(row.message === null ? {} : { message: row.message }),
    },
  }
}
