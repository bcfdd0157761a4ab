import {
  type AlarmRecord,
  annunciationMetrics,
  type PerformanceMetrics,
  performanceTargets,
  priorities,
  prioritySharesWanted,
} from '@millrace/compute'
import { type Clock, Fault, isoOf } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import * as definitions from './definition-store.ts'
import './faults.ts'
import * as store from './list-store.ts'
import { momentOf } from './moment.ts'
import type { Performance, PerformanceQuery } from './performance-schema.ts'
import { settingsIn } from './settings.ts'
import { countsOf } from './view.ts'

const MINUTE = 60_000_000
const DAY = 86_400_000_000
const MOST_DAYS = 92
/** Events read at a time, so that others get their turn. */
const PAGE = 10_000
const MOST_EVENTS = 1_000_000
/** More than so many in the last 10 min are a flood. */
const FLOOD = 10
const NAMED = 50

export interface AlarmPerformance {
  /** Of the last day unless said. Throws `alarms.range_wrong`, `alarms.time_malformed`. */
  performance(reach: Reach, query: PerformanceQuery): Promise<Performance>
}

interface Needs {
  readonly tenants: TenantDb
  readonly clock: Clock
}

/** What was read, as columns, with the ids of the alarms by their numbers in it. */
interface Read {
  readonly record: AlarmRecord
  readonly ids: readonly string[]
  readonly cut: boolean
}

type Span = { readonly from: number; readonly to: number }

export function createPerformance({ tenants, clock }: Needs): AlarmPerformance {
  const read = async (reach: Reach, asset: string | undefined, span: Span): Promise<Read> => {
    const numbers = new Map<string, number>()
    const columns: { time: number[]; alarm: number[]; annunciated: number[]; priority: number[] } = {
      time: [],
      alarm: [],
      annunciated: [],
      priority: [],
    }
    let after: { at: number; seq: number } | undefined
    let cut = false
    do {
      const page = await tenants.within(reach, (tx) => store.annunciations(tx, { asset, ...span, after, limit: PAGE }))
      for (const { alarm, at, annunciated, priority } of page) {
        const number = numbers.get(alarm) ?? numbers.size
        numbers.set(alarm, number)
        columns.time.push(at)
        columns.alarm.push(number)
        columns.annunciated.push(Number(annunciated))
        columns.priority.push(priority)
      }
      const last = page.at(-1)
      after = page.length === PAGE && last ? { at: last.at, seq: last.seq } : undefined
      cut = after !== undefined && columns.time.length >= MOST_EVENTS
    } while (after && !cut)
    const record: AlarmRecord = {
      length: columns.time.length,
      time: Float64Array.from(columns.time),
      alarm: Int32Array.from(columns.alarm),
      annunciated: Uint8Array.from(columns.annunciated),
      priority: Uint8Array.from(columns.priority),
    }
    return { record, ids: [...numbers.keys()], cut }
  }

  return {
    async performance(reach, query) {
      const now = clock.now()
      const to = momentOf('to', query.to) ?? now
      const from = momentOf('from', query.from) ?? to - DAY
      if (from >= to || to - from > MOST_DAYS * DAY)
        throw new Fault('alarms.range_wrong', { most: MOST_DAYS, from: isoOf(from), to: isoOf(to) })
      const { asset } = query
      const { record, ids, cut } = await read(reach, asset, { from, to })
      const metrics = annunciationMetrics(record, { from, to })
      return tenants.within(reach, async (tx) => {
        const { staleAfter } = await settingsIn(tx)
        const { stale, broken } = await store.countStale(tx, asset, now - staleAfter * MINUTE)
        const counts = countsOf(await store.countAlarms(tx, asset))
        const named = await namer(tx, ids, metrics)
        const { shelved, suppressed, outOfService } = counts
        return {
          from: isoOf(from),
          to: isoOf(to),
          annunciated: metrics.annunciated,
          cut,
          metrics: ratedOf(metrics, stale, broken),
          per10min: [...metrics.per10min],
          floods: metrics.floods.map((flood) => ({ ...flood, from: isoOf(flood.from), to: isoOf(flood.to) })),
          frequent: named(metrics.frequent),
          chattering: named(metrics.chattering),
          fleeting: named(metrics.fleeting),
          priorities: sharesOf(metrics),
          shelved,
          suppressed,
          outOfService,
          flooding: (await store.countNewest(tx, asset, { from: now - 10 * MINUTE, most: FLOOD + 1 })) > FLOOD,
        }
      })
    },
  }
}

type Counted = { readonly alarm: number; readonly annunciated: number }

/** Names of alarms by their numbers in a record; one that is retired is told by its id alone. */
async function namer(tx: TenantTx, ids: readonly string[], { frequent, chattering, fleeting }: PerformanceMetrics) {
  const wanted = [frequent, chattering, fleeting].flatMap((all) => all.slice(0, NAMED))
  const found = await definitions.byIds(tx, [...new Set(wanted.map(({ alarm }) => ids[alarm] as string))])
  const byId = new Map(found.map((row) => [row.id, row]))
  const paths = await store.pathsOf(
    tx,
    found.map(({ asset }) => asset),
  )
  return (all: readonly Counted[]) =>
    all.slice(0, NAMED).map(({ alarm, annunciated }) => {
      const id = ids[alarm] as string
      const row = byId.get(id)
      return {
        id,
        annunciated,
        name: row?.definition.name ?? { en: id, zh: id },
        path: row ? (paths.get(row.asset) ?? []) : [],
      }
    })
}

const sharesOf = ({ byPriority, annunciated }: PerformanceMetrics): Performance['priorities'] =>
  priorities.map((priority, rank) => ({
    priority,
    share: annunciated === 0 ? 0 : (byPriority[rank] ?? 0) / annunciated,
    wanted: prioritySharesWanted[priority],
  }))

/**
 * Alarms that are kept from operators by nothing but a condition that cannot be evaluated stand for unauthorised suppression: all
 * other ways ask for a right, a reason and an end, and are in the journal.
 */
function ratedOf(metrics: PerformanceMetrics, stale: number, broken: number): Performance['metrics'] {
  const rated = (name: keyof typeof performanceTargets, value: number): Performance['metrics']['stale'] => {
    const { acceptable, manageable, clause } = performanceTargets[name]
    return {
      value,
      acceptable,
      manageable,
      clause,
      verdict: value <= acceptable ? 'good' : value <= manageable ? 'watch' : 'bad',
    }
  }
  return {
    averagePer10min: rated('averagePer10min', metrics.averagePer10min),
    averagePerHour: rated('averagePerHour', metrics.averagePerHour),
    averagePerDay: rated('averagePerDay', metrics.averagePerDay),
    peakPer10min: rated('peakPer10min', metrics.peakPer10min),
    busyShare: rated('busyShare', metrics.busyShare),
    floodShare: rated('floodShare', metrics.floodShare),
    frequentShare: rated('frequentShare', metrics.frequentShare),
    chattering: rated('chattering', metrics.chattering.length),
    fleeting: rated('fleeting', metrics.fleeting.length),
    stale: rated('stale', stale),
    unauthorised: rated('unauthorised', broken),
  }
}
