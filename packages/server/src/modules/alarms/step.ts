import {
  type AlarmBehaviour,
  type AlarmEvent,
  type AlarmRefusal,
  type AlarmStanding,
  type AlarmStep,
  alarmStep,
  type ConditionEdge,
  isActive,
  isAnnunciated,
  priorities,
  shownState,
} from '@millrace/compute'
import type { Definition, Settings } from './definition.ts'
import type { EventKind, Person } from './schema.ts'
import type { JournalEntry, StandingRow, Stood } from './standing-store.ts'

const MICROS_PER_MINUTE = 60_000_000

/** What happens to an alarm, and what is told with it. */
export interface Happening {
  readonly event: AlarmEvent
  /** µs UTC. */
  readonly at: number
  readonly by?: Person
  readonly note?: string | undefined
  /** Of what somebody does for a time: when it ends, µs. */
  readonly until?: number | undefined
  /** Suppressed by somebody, or no longer so; else by the condition that was designed for it. */
  readonly byHand?: boolean
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
  re_alarm: 'again',
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

/**
 * When an alarm is put before operators again, µs; null: not by itself. `from`: when it last was, or came to be so; `known`: as it
 * was set then.
 */
export function againAt(
  { again }: Pick<Definition, 'again'>,
  { process, annunciated }: Pick<StandingRow, 'process' | 'annunciated'>,
  { from, known }: { readonly from: number; readonly known: number | null },
): number | null {
  const asks = again?.while === 'active' ? isActive(process) : process === 'unacknowledged'
  if (!again || !annunciated || !asks) return null
  return known ?? from + again.after * MICROS_PER_MINUTE
}

/**
 * Two things suppress an alarm: the condition that was designed for it, and somebody (OPC UA Part 9 §5.8.8, Suppress). It stands
 * suppressed while either does. Undefined: the state machine decides.
 */
function beside(stood: Stood, { event, byHand }: Happening): AlarmStep | undefined {
  const { row } = stood
  if (event !== 'suppress' && event !== 'unsuppress') return undefined
  const stays: AlarmStep = { standing: standingOf(row), annunciates: false }
  if (!byHand) return event === 'unsuppress' && row.suppressedBy ? { refused: 'suppressed_already' } : undefined
  if (event === 'suppress') return row.suppressed ? stays : undefined
  if (!row.suppressedBy) return { refused: 'not_suppressed' }
  return row.suppressionActive ? stays : undefined
}

const standingOf = ({ process, shelved, suppressed, outOfService }: StandingRow): AlarmStanding => ({
  process,
  shelved,
  suppressed,
  outOfService,
})

/** Who keeps it from operators, and until when. */
function holdingOf(row: StandingRow, happening: Happening, after: AlarmStanding): HeldPart {
  const { event, at, by, note, until = null, byHand } = happening
  const said = by ? { by, reason: note ?? '', at } : null
  const isByHand = byHand === true && event === 'suppress'
  const endsByHand = byHand === true && event === 'unsuppress'
  return {
    held:
      (event === 'shelve' || event === 'remove') && said ? said : after.shelved || after.outOfService ? row.held : null,
    shelvedUntil: event === 'shelve' ? until : after.shelved ? row.shelvedUntil : null,
    outUntil: event === 'remove' ? until : after.outOfService ? row.outUntil : null,
    suppressedBy: isByHand ? said : endsByHand ? null : row.suppressedBy,
    suppressedUntil: isByHand ? until : endsByHand ? null : row.suppressedUntil,
  }
}

type HeldPart = Pick<StandingRow, 'held' | 'shelvedUntil' | 'outUntil' | 'suppressedBy' | 'suppressedUntil'>

/** One step of an alarm, or why nothing happens. */
export function stepOf(
  stood: Stood,
  happening: Happening,
  settings: Settings,
): Stepped | { readonly refused: AlarmRefusal } {
  const { row } = stood
  const { event, at, by, note, edge } = happening
  const step = beside(stood, happening) ?? alarmStep(standingOf(row), event, behaviourOf(stood, settings))
  if ('refused' in step) return step
  const { process, shelved, suppressed, outOfService } = step.standing
  const state = shownState(step.standing)
  const annunciated = isAnnunciated(step.standing)
  const isNew = step.annunciates || event === 'raise'
  const next: StandingRow = {
    ...row,
    process,
    shelved,
    suppressed,
    outOfService,
    state,
    annunciated,
    since: state === row.state && !step.annunciates ? row.since : at,
    raisedAt: event === 'raise' ? at : isActive(process) ? row.raisedAt : null,
    ...(edge && (event === 'raise' || event === 'clear') ? { value: edge.value, status: edge.status } : {}),
    acknowledgedBy: event === 'acknowledge' ? (by ?? null) : isNew ? null : row.acknowledgedBy,
    acknowledgedAt: event === 'acknowledge' ? at : isNew ? null : row.acknowledgedAt,
    ...holdingOf(row, happening, step.standing),
    reAlarmAt: againAt(
      stood.definition,
      { process, annunciated },
      { from: at, known: step.annunciates ? null : row.reAlarmAt },
    ),
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
