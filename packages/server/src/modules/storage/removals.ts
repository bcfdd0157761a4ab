import type { AuditRecord } from '../audit/index.ts'
import type { Removal } from './schema.ts'

/** What of the audit tells of removals. */
export const told = 'history.removal_asked,history.removed'
export const toldOfRules = 'history.expired'

const textOf = (detail: AuditRecord['detail'], key: string): string | undefined => {
  const value = detail?.[key]
  return typeof value === 'string' ? value : undefined
}
const countOf = (detail: AuditRecord['detail'], key: string): number | undefined => {
  const value = detail?.[key]
  return typeof value === 'number' ? value : undefined
}
const range = (detail: AuditRecord['detail']): Pick<Removal, 'from' | 'to'> => {
  const [from, to] = [textOf(detail, 'from'), textOf(detail, 'to')]
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** Removals as the audit tells of them, newest first; those of `running` are under way in this process. */
export function removalsOf(records: readonly AuditRecord[], running: ReadonlySet<string>): Removal[] {
  const ended = new Map<string, AuditRecord>()
  for (const record of records) {
    const id = textOf(record.detail, 'removal')
    if (record.action === 'history.removed' && id !== undefined) ended.set(id, record)
  }
  const asked = records
    .filter(({ action }) => action === 'history.removal_asked')
    .map(({ at, actor, target, detail }): Removal => {
      const id = textOf(detail, 'removal') ?? at
      const end = ended.get(id)
      const samples = countOf(end?.detail, 'samples')
      const reason = textOf(detail, 'reason')
      return {
        id,
        state: end ? (end.outcome === 'done' ? 'done' : 'failed') : running.has(id) ? 'running' : 'unknown',
        kind: 'asked',
        ...(target?.name === undefined ? {} : { name: target.name }),
        points: countOf(detail, 'points') ?? countOf(detail, 'series') ?? 0,
        ...range(detail),
        ...(reason === undefined ? {} : { reason }),
        ...(samples === undefined ? {} : { samples }),
        by: actor.name,
        askedAt: at,
        ...(end ? { endedAt: end.at } : {}),
      }
    })
  const byRule = records
    .filter(({ action }) => action === 'history.expired')
    .map(({ seq, at, actor, detail }): Removal => {
      const [days, samples, to] = [countOf(detail, 'days'), countOf(detail, 'samples'), textOf(detail, 'before')]
      return {
        id: String(seq),
        state: 'done',
        kind: 'rule',
        points: countOf(detail, 'series') ?? 0,
        ...(to === undefined ? {} : { to }),
        ...(days === undefined ? {} : { days }),
        ...(samples === undefined ? {} : { samples }),
        by: actor.name,
        askedAt: at,
        endedAt: at,
      }
    })
  return [...asked, ...byRule].sort((one, other) => (one.askedAt < other.askedAt ? 1 : -1))
}
