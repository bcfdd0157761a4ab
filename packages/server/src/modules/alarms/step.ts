import {
  type AlarmBehaviour,
  type AlarmEvent,
  type AlarmRefusal,
  alarmStep,
  type ConditionEdge,
  isActive,
  isAnnunciated,
  priorities,
  shownState,
} from '@millrace/compute'
import type { Settings } from './definition.ts'
import type { EventKind, Person } from './schema.ts'
import type { JournalEntry, StandingRow, Stood } from './standing-store.ts'

/** What happens to an alarm, and what is told with it. */
export interface Happening {
  readonly event: AlarmEvent
  /** µs UTC. */
  readonly at: number
  readonly by?: Person
  readonly note?: string | undefined
  /** Of shelving: when it returns, µs. */
  readonly until?: number
  /** Of an edge. */
  readonly edge?: {
    readonly condition: number
    readonly at: number
    readonly value: number | null
    readonly status: number
  }
}

const kinds: Readonly<Record<AlarmEvent, EventKind>> = {
  raise: 'raised',
  clear: 'cleared',
  acknowledge: 'acknowledged',
  reset: 'reset',
  re_alarm: 'raised',
  shelve: 'shelved',
  unshelve: 'unshelved',
  suppress: 'suppressed',
  unsuppress: 'unsuppressed',
  remove: 'removed',
  return: 'returned',
}

/** How an alarm behaves, by its definition and what the organisation has decided. */
export const behaviourOf = (
  { row, definition }: Pick<Stood, 'row' | 'definition'>,
  { unacknowledged }: Pick<Settings, 'unacknowledged'>,
): AlarmBehaviour => ({
  latching: definition.latching,
  reAlarm: definition.reAlarm,
  acknowledgementRequired:
    definition.acknowledgement === 'by_priority'
      ? !unacknowledged.includes(priorities[row.priority] ?? 'low')
      : definition.acknowledgement === 'required',
})

/** What becomes of an alarm, to be written. */
export interface Stepped {
  readonly row: StandingRow
  readonly entry: JournalEntry
}

/** An entry of the journal about an alarm as it stands. */
export const entryOf = (
  row: StandingRow,
  kind: EventKind,
  { at, by, note, until, edge }: Omit<Happening, 'event'>,
  annunciated = false,
): JournalEntry => ({
  alarm: row.alarm,
  asset: row.asset,
  at,
  kind,
  state: row.state,
  annunciated,
  priority: row.priority,
  value: edge?.value ?? null,
  status: edge?.status ?? null,
  by: by ?? null,
  note: note ?? null,
  until: until ?? null,
  condition: edge?.condition ?? null,
  edgeAt: edge?.at ?? null,
})

/** One step of an alarm, or why nothing happens. */
export function stepOf(
  stood: Stood,
  happening: Happening,
  settings: Settings,
): Stepped | { readonly refused: AlarmRefusal } {
  const { row } = stood
  const { event, at, by, note, until, edge } = happening
  const standing = {
    process: row.process,
    shelved: row.shelved,
    suppressed: row.suppressed,
    outOfService: row.outOfService,
  }
  const step = alarmStep(standing, event, behaviourOf(stood, settings))
  if ('refused' in step) return step
  const { process, shelved, suppressed, outOfService } = step.standing
  const state = shownState(step.standing)
  const isHeld = shelved || outOfService
  const holds = event === 'shelve' || event === 'remove'
  const isNew = step.annunciates || event === 'raise'
  const next: StandingRow = {
    ...row,
    process,
    shelved,
    suppressed,
    outOfService,
    state,
    annunciated: isAnnunciated(step.standing),
    since: state === row.state && !step.annunciates ? row.since : at,
    raisedAt: event === 'raise' ? at : isActive(process) ? row.raisedAt : null,
    ...(edge && (event === 'raise' || event === 'clear') ? { value: edge.value, status: edge.status } : {}),
    acknowledgedBy: event === 'acknowledge' ? (by ?? null) : isNew ? null : row.acknowledgedBy,
    acknowledgedAt: event === 'acknowledge' ? at : isNew ? null : row.acknowledgedAt,
    held: holds && by ? { by, reason: note ?? '', at } : isHeld ? row.held : null,
    shelvedUntil: event === 'shelve' ? (until ?? null) : shelved ? row.shelvedUntil : null,
    note: event === 'acknowledge' && note ? note : event === 'raise' ? null : row.note,
  }
  return { row: next, entry: entryOf(next, kinds[event], happening, step.annunciates) }
}

/** The edge of an alarm's own condition, or of the one that suppresses it; undefined when it is known already. */
export function edgeStep(
  stood: Stood,
  edge: ConditionEdge,
  settings: Settings,
): { row: StandingRow; entry?: JournalEntry } | undefined {
  const { row } = stood
  const isOwn = edge.condition === stood.condition
  const newest = isOwn ? row.edgeAt : row.suppressionAt
  if (newest !== null && edge.at <= newest) return undefined
  const event: AlarmEvent = isOwn ? (edge.active ? 'raise' : 'clear') : edge.active ? 'suppress' : 'unsuppress'
  const seen = isOwn
    ? { edgeAt: edge.at, edgeActive: edge.active }
    : { suppressionAt: edge.at, suppressionActive: edge.active }
  const value = Number.isFinite(edge.value) ? edge.value : null
  const stepped = stepOf(
    stood,
    { event, at: edge.at, edge: { condition: edge.condition, at: edge.at, value, status: edge.status } },
    settings,
  )
  if ('refused' in stepped) return { row: { ...row, ...seen } }
  return { row: { ...stepped.row, ...seen }, entry: stepped.entry }
}
