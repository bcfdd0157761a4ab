import {
  type BuiltUnit,
  type LateInput,
  type Schedule,
  supersededAt,
  type Windows,
  Windows as WindowsOf,
} from '@millrace/compute'
import { MICROS_PER_MS, type Micros } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { CalendarContent, TouchingChange, UnitPlan } from '../production/index.ts'
import { endedIn, type Named, plannedAlike, windowsIn } from './affected.ts'
import type { LateMark } from './late-store.ts'
import type { QueueRow } from './store.ts'
import { samplesFor, scheduleOf, windowsOf } from './telling.ts'

const HOUR: Micros = 3_600_000_000
/** How far is looked for the sample that supersedes a late one, step by step. */
const AHEAD = [HOUR, 24 * HOUR, 32 * 24 * HOUR]

/** What is known of a work unit's windows when it is asked which of them are to be told. */
export interface Asking {
  readonly plan: UnitPlan
  /** From when on it is told, up to when it was, and up to when windows have ended now. */
  readonly since: Micros
  readonly until: Micros
  readonly ended: Micros
  readonly changes: readonly TouchingChange[]
  /** Windows of which there are results, or that wait. */
  readonly known: readonly { readonly kind: Named['kind']; readonly begin: Date; readonly end: Date }[]
}

export interface Asked {
  readonly windows: readonly (Named & { readonly why: QueueRow['why'] })[]
  /** That there are no more: a calendar or an order is another. */
  readonly gone: Asking['known']
}

const micros = (moment: Date | string): Micros => new Date(moment).getTime() * MICROS_PER_MS
const keyOf = ({ kind, begin }: Pick<Named, 'kind' | 'begin'>): string => `${kind} ${begin.getTime()}`

/** Which windows are to be told: those that ended, and those that a change touches. */
export function askedOf({ plan, since, until, ended, changes, known }: Asking): Asked {
  const windows = windowsOf(plan)
  const asked = new Map<string, Named & { readonly why: QueueRow['why'] }>()
  const ask = (named: Iterable<Named>, why: QueueRow['why']): void => {
    for (const one of named) if (!asked.has(keyOf(one))) asked.set(keyOf(one), { ...one, why })
  }
  // What a state is at a window's beginning depends on what was before: the window that begins at the end is touched as well.
  const touched = (from: Micros, to: Micros): Iterable<Named> =>
    windowsIn(windows, Math.max(since, from), Math.min(until, to + 1), until)
  const spans = (all: readonly { readonly begin: string; readonly end?: string }[]): void => {
    for (const { begin, end } of all) ask(touched(micros(begin), end === undefined ? until : micros(end)), 'production')
  }
  let calendarBefore: CalendarContent | undefined
  for (const change of changes) {
    switch (change.about) {
      case 'order':
      case 'downtime':
        if (change.from) ask(touched(micros(change.from), change.to ? micros(change.to) : until), 'production')
        break
      case 'product':
        spans(plan.orders.filter(({ product }) => product === change.subject))
        break
      case 'reason':
        spans(plan.downtimes.filter(({ reason }) => reason === change.subject))
        break
      case 'work_unit':
        if (change.before !== null) ask(touched(since, until), 'production')
        break
      case 'calendar':
        if (change.subject === plan.calendar.id && change.before !== null)
          calendarBefore ??= (change.before as unknown as UnitPlan['calendar']).content
    }
  }
  if (calendarBefore) ask(changedBy(scheduleOf(calendarBefore), windows, since, until), 'production')
  ask(endedIn(windows, until, ended), 'ended')
  const gone = known.filter(({ kind, begin, end }) => {
    const now = windows.at(kind, micros(begin))
    return now.from !== micros(begin) || now.to !== micros(end) || (kind === 'order' && now.name === undefined)
  })
  return { windows: [...asked.values()], gone }
}

function* changedBy(before: Schedule, now: Windows, since: Micros, until: Micros): Generator<Named> {
  const old = new WindowsOf(before, now.orders)
  for (const named of windowsIn(now, since, until, until)) {
    const [from, to] = [micros(named.begin), micros(named.end)]
    const was = old.at(named.kind, from)
    if (was.from !== from || was.to !== to || was.name !== (named.name ?? undefined)) yield named
    else if (!plannedAlike(before, now.schedule, from, to)) yield named
  }
}

/** Windows that late samples touch, up to where each is superseded. */
export async function askedByLate(
  history: Pick<HistoryStore, 'raw'>,
  tenant: string,
  { spec }: Pick<BuiltUnit, 'spec'>,
  marks: readonly Pick<LateMark, 'series' | 'from' | 'to'>[],
  { since, until }: Pick<Asking, 'since' | 'until'>,
): Promise<Named[]> {
  const asked = new Map<string, Named>()
  for (const { series, from, to } of marks) {
    for (const measure of spec.measures) {
      const slot = measure.series.indexOf(series)
      if (slot < 0) continue
      const late: LateInput = { measure: measure.key, slot, time: to }
      let end: Micros | undefined
      for (const ahead of AHEAD) {
        const samples = await samplesFor(history, tenant, measure.series, to, Math.min(to + ahead, until + HOUR))
        end = supersededAt(measure, late, samples)
        if (end !== undefined || to + ahead > until) break
      }
      for (const named of windowsIn(spec.windows, Math.max(since, from), Math.min(until, (end ?? until) + 1), until))
        asked.set(keyOf(named), named)
    }
  }
  return [...asked.values()]
}
