import { type AlarmState, alarmStates, type Priority, priorities } from '@millrace/compute'
import { type Clock, Fault } from '@millrace/core'
import { keysOf, type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { DefinitionQuery, DefinitionView } from './change-schema.ts'
import { CountMemory } from './count-memory.ts'
import type { Definition } from './definition.ts'
import * as definitions from './definition-store.ts'
import './faults.ts'
import * as store from './list-store.ts'
import { momentOf } from './moment.ts'
import { rankOf } from './rank.ts'
import {
  type Alarm,
  type AlarmEventView,
  type AlarmPage,
  type AlarmQuery,
  type Counts,
  type EventQuery,
  eventKinds,
} from './schema.ts'
import { settingsIn } from './settings.ts'
import { type AlarmSpan, type SpansWanted, spansOf } from './span-store.ts'
import { alarmView, countsOf, eventView, isoDate, priorityAt } from './view.ts'

/** What is shown of alarms. */
export interface AlarmLists {
  /** The most urgent first, then the newest. Throws `alarms.filter_unknown`. */
  alarms(reach: Reach, query: AlarmQuery): Promise<AlarmPage>
  /** Throws `alarms.unknown`. */
  alarm(reach: Reach, id: string): Promise<Alarm>
  /** Newest first. Throws `alarms.time_malformed`, `alarms.filter_unknown`. */
  events(reach: Reach, query: EventQuery & { readonly alarm?: string }): Promise<Page<AlarmEventView>>
  /** Alarms that stood at some time in a span, to be laid over curves; the oldest first. */
  during(reach: Reach, wanted: SpansWanted): Promise<AlarmSpan[]>
  /** Those at an asset and below whose condition holds now, for other modules. */
  activeAt(tx: TenantTx, asset: string): Promise<{ readonly id: string; readonly name: Definition['name'] }[]>
  definitions(reach: Reach, query: DefinitionQuery): Promise<Page<DefinitionView>>
  /** Throws `alarms.unknown`. */
  definition(reach: Reach, id: string): Promise<DefinitionView>
}

/** Names with commas between, each one of those known. Throws `alarms.filter_unknown`. */
export function namesIn<const Name extends string>(
  name: string,
  text: string | undefined,
  known: readonly Name[],
): Name[] | undefined {
  if (text === undefined) return undefined
  const names = text.split(',').map((part) => part.trim())
  const other = names.find((part) => !(known as readonly string[]).includes(part))
  if (other !== undefined) throw new Fault('alarms.filter_unknown', { name, known: known.join(', '), seen: other })
  return names as Name[]
}

export function createLists(tenants: TenantDb, clock: Clock): AlarmLists {
  const memory = new CountMemory(clock)
  const countsIn = (reach: Reach, asset: string | undefined): Promise<Counts> =>
    memory.ask(reach, asset, async () => countsOf(await tenants.within(reach, (tx) => store.countAlarms(tx, asset))))

  return {
    async alarms(reach, { state, priority, asset, search, cursor, limit = 100 }) {
      const states = namesIn<AlarmState>('state', state, alarmStates)
      const ranks = namesIn<Priority>('priority', priority, priorities)?.map((name) => priorities.indexOf(name))
      const [rank, since, alarm] = keysOf(cursor, 'number', 'text', 'uuid') ?? []
      const sinceAt = since === undefined || !/^\d{1,16}$/.test(since) ? undefined : Number(since)
      if (cursor !== undefined && sinceAt === undefined) throw new Fault('http.cursor_malformed')
      const after =
        rank === undefined || sinceAt === undefined || alarm === undefined
          ? undefined
          : { priority: Number(rank), since: sinceAt, alarm }
      const wanted = { states, priorities: ranks, asset, search, after, limit: limit + 1 }
      const [rows, counts] = await Promise.all([
        tenants.within(reach, (tx) => store.findAlarms(tx, wanted)),
        after ? undefined : countsIn(reach, asset),
      ])
      const isGuest = reach.grant !== undefined
      const page = pageOf(rows, limit, {
        item: (row) => alarmView(row, isGuest),
        keys: ({ row }) => [String(row.priority), String(row.since), row.alarm],
      })
      return { ...page, ...(counts ? { counts } : {}) }
    },

    async alarm(reach, id) {
      const row = await tenants.within(reach, (tx) => store.alarmById(tx, id))
      if (!row) throw new Fault('alarms.unknown', { id })
      return alarmView(row, reach.grant !== undefined)
    },

    async events(reach, { alarm, from, to, asset, kind, cursor, limit = 100 }) {
      const [at, seq] = keysOf(cursor, 'text', 'number') ?? []
      if (at !== undefined && !/^\d{1,16}$/.test(at)) throw new Fault('http.cursor_malformed')
      const wanted = {
        alarm,
        asset,
        kinds: namesIn('kind', kind, eventKinds),
        from: momentOf('from', from),
        to: momentOf('to', to),
        before: at === undefined ? undefined : { at: Number(at), seq: Number(seq) },
        limit: limit + 1,
      }
      const rows = await tenants.within(reach, async (tx) => {
        if (alarm !== undefined && !(await store.alarmById(tx, alarm))) throw new Fault('alarms.unknown', { id: alarm })
        return store.findEvents(tx, wanted)
      })
      const isGuest = reach.grant !== undefined
      return pageOf(rows, limit, {
        item: (row) => eventView(row, isGuest),
        keys: (row) => [String(row.at), String(row.seq)],
      })
    },

    activeAt: store.activeAt,
    during: (reach, wanted) => tenants.within(reach, (tx) => spansOf(tx, wanted)),

    async definitions(reach, { asset, search, rationalised, cursor, limit = 100 }) {
      const after = keysOf(cursor, 'uuid')?.[0]
      const wanted = { asset, search, rationalised }
      return tenants.within(reach, async (tx) => {
        const rows = await definitions.findDefinitions(tx, { ...wanted, after, limit: limit + 1 })
        const view = await viewer(tx, rows)
        return {
          ...pageOf(rows, limit, { item: view, keys: ({ id }) => [id] }),
          ...(after === undefined ? { total: await definitions.countDefinitions(tx, wanted) } : {}),
        }
      })
    },

    definition: (reach, id) =>
      tenants.within(reach, async (tx) => {
        const row = await definitions.byId(tx, id)
        if (!row) throw new Fault('alarms.unknown', { id })
        return (await viewer(tx, [row]))(row)
      }),
  }
}

/** How definitions of a page are shown. */
async function viewer(
  tx: Parameters<typeof settingsIn>[0],
  rows: readonly definitions.AlarmRow[],
): Promise<(row: definitions.AlarmRow) => DefinitionView> {
  const settings = await settingsIn(tx)
  const paths = await store.pathsOf(
    tx,
    rows.map(({ asset }) => asset),
  )
  const waiting = await definitions.openChanges(
    tx,
    rows.map(({ id }) => id),
  )
  return ({ id, asset, version, changedAt, definition }) => {
    const change = waiting.get(id)
    return {
      id,
      path: paths.get(asset) ?? [],
      priority: priorityAt(rankOf(settings, definition)),
      version,
      changedAt: isoDate(changedAt),
      ...(change === undefined ? {} : { waiting: change }),
      definition,
    }
  }
}
