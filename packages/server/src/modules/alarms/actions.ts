import type { AlarmEvent } from '@millrace/compute'
import { type Clock, Fault, isoOf, type Micros, microsOf, type TenantId } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import './faults.ts'
import { type Keeper, namesOf } from './keeper.ts'
import type { ActReply, EventKind, Person } from './schema.ts'
import { settingsIn } from './settings.ts'
import { type JournalEntry, lockById, nextShelfEnd, overdue, type StandingRow } from './standing-store.ts'
import { entryOf, type Happening, stepOf } from './step.ts'

const MICROS_PER_MINUTE = 60_000_000
/** Alarms whose shelving ends in one transaction. */
const ENDS_AT_ONCE = 500
/** Names that the audit keeps of what many alarms had done to them; the journal has all. */
const NAMED = 10

/** What people do to alarms. Where nothing is left to do the reply says why: doing it again is no fault. */
export interface AlarmActions {
  /** Throws `alarms.unknown` where none of them is in reach; as all that follow. */
  acknowledge(reach: Reach, asked: Asked, actor: Actor): Promise<ActReply>
  /** Latched ones whose condition has gone. */
  reset(reach: Reach, asked: Asked, actor: Actor): Promise<ActReply>
  /** Until then, by itself. Throws `alarms.shelf_end`, `alarms.time_malformed`. */
  shelve(
    reach: Reach,
    asked: Asked & { readonly reason: string; readonly until: string },
    actor: Actor,
  ): Promise<ActReply>
  unshelve(reach: Reach, asked: Asked, actor: Actor): Promise<ActReply>
  remove(reach: Reach, asked: Asked & { readonly reason: string }, actor: Actor): Promise<ActReply>
  return(reach: Reach, asked: Asked, actor: Actor): Promise<ActReply>
  note(reach: Reach, id: string, note: string, actor: Actor): Promise<void>
  /** Ends what was shelved until now; when the next one ends, µs. */
  endShelving(tenant: TenantId): Promise<Micros | undefined>
}

export interface Asked {
  readonly ids: readonly string[]
  readonly note?: string | undefined
}

interface Needs {
  readonly tenants: TenantDb
  readonly keeper: Keeper
  readonly audit: AuditTrail
  readonly clock: Clock
}

const platform: Person = { kind: 'system', id: 'alarms', name: 'Millrace' }
export const personOf = ({ kind, id, name }: Actor): Person => ({ kind, id, name })

const done: Readonly<
  Record<Exclude<AlarmEvent, 'raise' | 'clear' | 're_alarm' | 'suppress' | 'unsuppress'>, EventKind>
> = {
  acknowledge: 'acknowledged',
  reset: 'reset',
  shelve: 'shelved',
  unshelve: 'unshelved',
  remove: 'removed',
  return: 'returned',
}

export function createActions({ tenants, keeper, audit, clock }: Needs): AlarmActions {
  const act = async (
    reach: Reach,
    ids: readonly string[],
    happening: Happening & { readonly event: keyof typeof done },
    actor: Actor,
  ): Promise<ActReply> =>
    keeper.keep(reach, async (tx) => {
      const settings = await settingsIn(tx)
      const stood = await lockById(tx, ids)
      if (stood.length === 0) throw new Fault('alarms.unknown', { id: ids[0] ?? '' })
      const items = new Map<string, ActReply['items'][number]>()
      const rows: StandingRow[] = []
      const entries: JournalEntry[] = []
      for (const one of stood) {
        const step = stepOf(one, happening, settings)
        const id = one.row.alarm
        if ('refused' in step) items.set(id, { id, state: one.row.state, refused: step.refused })
        else {
          items.set(id, { id, state: step.row.state })
          rows.push(step.row)
          entries.push(step.entry)
        }
      }
      const names = namesOf(stood)
      if (entries.length > 0) await record(tx, { entries, happening, actor, names })
      const reply = ids.map((id) => items.get(id) ?? { id, refused: 'unknown' })
      return { kept: { rows, entries, names }, result: { changed: entries.length, items: reply } }
    })

  const record = async (
    tx: TenantTx,
    told: {
      readonly entries: readonly JournalEntry[]
      readonly happening: Happening & { readonly event: keyof typeof done }
      readonly actor: Actor
      readonly names: ReadonlyMap<string, { en: string; zh: string }>
    },
  ): Promise<void> => {
    const { entries, happening, actor, names } = told
    const { event, note, until } = happening
    const [first] = entries
    const one = entries.length === 1 && first ? { id: first.alarm, name: names.get(first.alarm)?.en ?? '' } : undefined
    const detail: Record<string, Json> = {
      ...(one ? {} : { alarms: entries.length, first: entries.slice(0, NAMED).map(({ alarm }) => alarm) }),
      ...(note ? { note } : {}),
      ...(until === undefined ? {} : { until: isoOf(until) }),
    }
    const target = { kind: 'alarm', ...(one ?? { id: 'several' }) }
    await audit.record(tx, { actor, action: `alarm.${done[event]}`, target, detail })
  }

  const by = (actor: Actor): Pick<Happening, 'at' | 'by'> => ({ at: clock.now(), by: personOf(actor) })

  return {
    acknowledge: (reach, { ids, note }, actor) => act(reach, ids, { event: 'acknowledge', note, ...by(actor) }, actor),
    reset: (reach, { ids, note }, actor) => act(reach, ids, { event: 'reset', note, ...by(actor) }, actor),
    unshelve: (reach, { ids, note }, actor) => act(reach, ids, { event: 'unshelve', note, ...by(actor) }, actor),
    remove: (reach, { ids, reason }, actor) => act(reach, ids, { event: 'remove', note: reason, ...by(actor) }, actor),
    return: (reach, { ids, note }, actor) => act(reach, ids, { event: 'return', note, ...by(actor) }, actor),

    async shelve(reach, { ids, reason, until: said }, actor) {
      const until = /^\d{1,16}$/.test(said) ? Number(said) : microsOf(said)
      if (until === undefined) throw new Fault('alarms.time_malformed', { name: 'until', seen: said })
      const { longestShelf } = await tenants.within(reach, settingsIn)
      const now = clock.now()
      if (until <= now || until > now + longestShelf * MICROS_PER_MINUTE)
        throw new Fault('alarms.shelf_end', { most: longestShelf, seen: isoOf(until) })
      return act(reach, ids, { event: 'shelve', note: reason, until, ...by(actor) }, actor)
    },

    note: (reach, id, note, actor) =>
      keeper.keep(reach, async (tx) => {
        const stood = await lockById(tx, [id])
        const [one] = stood
        if (!one) throw new Fault('alarms.unknown', { id })
        const row = { ...one.row, note }
        const names = namesOf(stood)
        const target = { kind: 'alarm', id, name: one.definition.name.en }
        await audit.record(tx, { actor, action: 'alarm.noted', target, detail: { note } })
        return {
          kept: { rows: [row], entries: [entryOf(row, 'noted', { note, ...by(actor) })], names },
          result: undefined,
        }
      }),

    async endShelving(tenant) {
      for (;;) {
        const now = clock.now()
        const ids = await tenants.within(tenant, (tx) => overdue(tx, now, ENDS_AT_ONCE))
        if (ids.length === 0) return tenants.within(tenant, nextShelfEnd)
        await keeper.keep(tenant, async (tx) => {
          const settings = await settingsIn(tx)
          const stood = await lockById(tx, ids)
          const steps = stood
            // Somebody may have shelved it for longer in this very moment.
            .filter(({ row }) => row.shelved && (row.shelvedUntil ?? 0) <= now)
            .map((one) => stepOf(one, { event: 'unshelve', at: one.row.shelvedUntil ?? now, by: platform }, settings))
            .flatMap((step) => ('refused' in step ? [] : [step]))
          return {
            kept: {
              rows: steps.map(({ row }) => row),
              entries: steps.map(({ entry }) => entry),
              names: namesOf(stood),
            },
            result: undefined,
          }
        })
      }
    },
  }
}
