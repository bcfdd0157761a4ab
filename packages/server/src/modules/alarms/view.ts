import { isActive, type Priority, priorities } from '@millrace/compute'
import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { CountRow, EventRow, ListedRow } from './list-store.ts'
import { pointsOf } from './live-conditions.ts'
import type { Alarm, AlarmEventView, Counts, Person } from './schema.ts'

export const priorityAt = (rank: number): Priority => priorities[rank] ?? 'low'
export const isoDate = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

/** Whoever looks through a grant is not told who works for the organisation. */
const personFor = (person: Person, isGuest: boolean): Person =>
  isGuest ? { kind: person.kind, id: '', name: '' } : person

const known = <K extends string, V>(key: K, value: V | null | undefined): { [key in K]?: V } =>
  (value === null || value === undefined ? {} : { [key]: value }) as { [key in K]?: V }
const moment = <K extends string>(key: K, at: number | null): { [key in K]?: string } =>
  known(key, at === null ? null : isoOf(at))

export function alarmView({ row, definition, path, unit }: ListedRow, isGuest: boolean): Alarm {
  const held = row.held ?? row.suppressedBy
  const person = (of: Person | null): Person | undefined => (of ? personFor(of, isGuest) : undefined)
  return {
    id: row.alarm,
    asset: row.asset,
    path,
    name: definition.name,
    priority: priorityAt(row.priority),
    state: row.state,
    active: isActive(row.process),
    annunciated: row.annunciated,
    since: isoOf(row.since),
    ...moment('raisedAt', row.raisedAt),
    ...known('value', row.value),
    ...known('unit', unit),
    ...known('status', row.status),
    ...known('point', pointsOf(definition.condition)[0]),
    class: definition.class,
    ...known('acknowledgedBy', person(row.acknowledgedBy)),
    ...moment('acknowledgedAt', row.acknowledgedAt),
    ...known('heldBy', person(held?.by ?? null)),
    ...known('reason', held?.reason),
    ...moment('heldAt', held?.at ?? null),
    ...moment('shelvedUntil', row.shelvedUntil),
    ...moment('outUntil', row.outUntil),
    ...moment('suppressedUntil', row.suppressedUntil),
    ...moment('againAt', row.reAlarmAt),
    ...known('broken', row.broken),
    ...known('note', row.note),
  }
}

export function eventView(row: EventRow, isGuest: boolean): AlarmEventView {
  return {
    seq: row.seq,
    alarm: row.alarm,
    asset: row.asset,
    name: row.name ?? { en: '', zh: '' },
    at: isoOf(row.at),
    kind: row.kind,
    state: row.state,
    annunciated: row.annunciated,
    priority: priorityAt(row.priority),
    ...known('value', row.value),
    ...known('status', row.status),
    ...known('by', row.by ? personFor(row.by, isGuest) : null),
    ...known('note', row.note),
    ...moment('until', row.until),
  }
}

export function countsOf(rows: readonly CountRow[]): Counts {
  const sum = (which: (row: CountRow) => boolean): number => rows.filter(which).reduce((total, { n }) => total + n, 0)
  const of = (priority: Priority): number =>
    sum((row) => row.annunciated && row.priority === priorities.indexOf(priority))
  return {
    low: of('low'),
    medium: of('medium'),
    high: of('high'),
    critical: of('critical'),
    unacknowledged: sum(({ state, annunciated }) => annunciated && state.endsWith('unacknowledged')),
    shelved: sum(({ state }) => state === 'shelved'),
    suppressed: sum(({ state }) => state === 'suppressed'),
    outOfService: sum(({ state }) => state === 'out_of_service'),
  }
}
