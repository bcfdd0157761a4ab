import type { Action, GrantRequest } from '../../platform.ts'

/** What is shared: an asset with all below it, or one point. */
export interface Subject {
  readonly is: 'asset' | 'point'
  readonly id: string
  readonly name: string
  /** Names above it. */
  readonly place: string
}

export type ShareWith = 'organisation' | 'link'

/** What a grant may allow, the first of them always: without seeing the thing nothing else has a sense. */
export const shareable: Readonly<Record<Subject['is'], readonly [Action, ...Action[]]>> = {
  asset: ['asset:read', 'point:read', 'history:export', 'point:write'],
  point: ['point:read', 'history:export', 'point:write'],
}

/** Nobody unknown writes to machines: a link is passed on more easily than one thinks. */
export const offered = (is: Subject['is'], receiver: ShareWith): readonly Action[] =>
  shareable[is].filter((action) => receiver === 'organisation' || action !== 'point:write')

const dayMs = 86_400_000
/** Lengths offered, in days. */
export const lengths = { day: 1, week: 7, month: 30 } as const
export type Length = keyof typeof lengths

export interface Draft {
  readonly subject: Subject
  readonly receiver: ShareWith
  readonly handle: string
  readonly actions: readonly Action[]
  readonly purpose: string
  /** Local time of a date-time field; empty: at once. */
  readonly begins: string
  readonly length: Length | 'until'
  /** Local time of a date-time field, for `until`. */
  readonly until: string
}

const timeOf = (field: string): number => (field === '' ? Number.NaN : Date.parse(field))

/** Start and end (ms since 1970 UTC); not a number where a field is empty. */
export function timesOf({ begins, length, until }: Pick<Draft, 'begins' | 'length' | 'until'>, now: number) {
  const start = begins === '' ? now : timeOf(begins)
  return { start, end: length === 'until' ? timeOf(until) : start + lengths[length] * dayMs }
}

export function requestOf(draft: Draft, now: number): GrantRequest {
  const { subject, receiver } = draft
  const { start, end } = timesOf(draft, now)
  const allowed = offered(subject.is, receiver)
  return {
    ...(subject.is === 'asset' ? { asset: subject.id } : { point: subject.id }),
    ...(receiver === 'organisation' ? { receiver: draft.handle.trim() } : {}),
    actions: allowed.filter((action, at) => at === 0 || draft.actions.includes(action)),
    purpose: draft.purpose.trim(),
    ...(draft.begins === '' ? {} : { startsAt: new Date(start).toISOString() }),
    endsAt: new Date(end).toISOString(),
  }
}
