import type { AuditQuery } from '../../platform.ts'
import { raised } from './actions.ts'

export const outcomes = ['done', 'refused', 'failed'] as const
/** How far back, in ms. */
export const spans = { '1h': 3_600_000, '24h': 86_400_000, '7d': 604_800_000, '30d': 2_592_000_000 } as const
export const spanNames = Object.keys(spans) as (keyof typeof spans)[]

/** What the address of the audit keeps, so that a view can be sent to somebody. */
export interface AuditSearch {
  q?: string
  /** How it begins; several after commas. */
  action?: string
  outcome?: (typeof outcomes)[number]
  actor?: string
  target?: string
  /** What the platform raised by itself, in place of `action`. */
  raised?: true
  since?: keyof typeof spans
  /** ISO 8601, in place of `since`. */
  from?: string
  to?: string
  /** The record that is open. */
  record?: number
}

export type AuditFilter = Omit<AuditSearch, 'record'>

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === '' ? undefined : String(value).slice(0, 200)
const momentOf = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined

export function parseAuditSearch(search: Record<string, unknown>): AuditSearch {
  const from = momentOf(search['from'])
  const to = momentOf(search['to'])
  const record = Number(search['record'])
  const found = {
    q: textOf(search['q']),
    action: textOf(search['action']),
    outcome: outcomes.find((known) => known === search['outcome']),
    actor: textOf(search['actor']),
    target: textOf(search['target']),
    raised: search['raised'] === true ? true : undefined,
    since: from || to ? undefined : spanNames.find((known) => known === search['since']),
    from,
    to,
    record: Number.isSafeInteger(record) && record > 0 ? record : undefined,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as AuditSearch
}

/** What the platform is asked at `now`, ms. */
export function queryOf({ q, action, raised: isRaised, since, from, ...rest }: AuditFilter, now: number): AuditQuery {
  const begins = isRaised ? raised.join() : action
  const after = since ? new Date(now - spans[since]).toISOString() : from
  return { ...rest, ...(q && { search: q }), ...(begins && { action: begins }), ...(after && { from: after }) }
}
