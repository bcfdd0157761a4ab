import type { AlarmEvent } from '@millrace/compute'
import { type Clock, Fault, isoOf, type Micros } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import './faults.ts'
import { type Keeper, type Kept, namesOf } from './keeper.ts'
import { momentIn } from './moment.ts'
import type { ActReply, EventKind, Person } from './schema.ts'
import { settingsIn } from './settings.ts'
import { type JournalEntry, lockById, type StandingRow } from './standing-store.ts'
import { entryOf, type Happening, stepOf } from './step.ts'

const MICROS_PER_MINUTE = 60_000_000
/** An alarm that is off for longer is no alarm. */
const MOST_DAYS = 366
const MICROS_PER_DAY = 86_400_000_000
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
  /** Suppressed by somebody until then, beside the condition that was designed for it. Throws `alarms.end_wrong`, `time_malformed`. */
  suppress(reach: Reach, asked: Asked & Held & { readonly until: string }, actor: Actor): Promise<ActReply>
  unsuppress(reach: Reach, asked: Asked, actor: Actor): Promise<ActReply>
  /** Out of service until then, or until somebody puts it back. Throws as {@link AlarmActions.suppress}. */
  remove(reach: Reach, asked: Asked & Held, actor: Actor): Promise<ActReply>
  return(reach: Reach, asked: Asked, actor: Actor): Promise<ActReply>
  note(reach: Reach, id: string, note: string, actor: Actor): Promise<void>
  /**
   * What somebody acknowledged elsewhere, in that transaction; what needs no acknowledgement any more is left as it is. Returns what
   * is to be called when it is committed.
   */
  acknowledgedElsewhere(tx: TenantTx, ids: readonly string[], by: Person, at: Micros): Promise<() => void>
}

export interface Asked {
  readonly ids: readonly string[]
  readonly note?: string | undefined
}

interface Held {
  readonly reason: string
  readonly until?: string
}

interface Needs {
  readonly tenants: TenantDb
  readonly keeper: Keeper
  readonly audit: AuditTrail
  readonly clock: Clock
}

export const personOf = ({ kind, id, name }: Actor): Person => ({ kind, id, name })

const done: Readonly<Record<Exclude<AlarmEvent, 'raise' | 'clear' | 're_alarm'>, EventKind>> = {
  acknowledge: 'acknowledged',
  reset: 'reset',
  shelve: 'shelved',
  unshelve: 'unshelved',
  suppress: 'suppressed',
  unsuppress: 'unsuppressed',
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
      readonly names: Kept['names']
    },
  ): Promise<void> => {
    const { entries, happening, actor, names } = told
    const { event, note, until } = happening
    const [first] = entries
    const one =
      entries.length === 1 && first ? { id: first.alarm, name: names.get(first.alarm)?.name.en ?? '' } : undefined
    const detail: Record<string, Json> = {
      ...(one ? {} : { alarms: entries.length, first: entries.slice(0, NAMED).map(({ alarm }) => alarm) }),
      ...(note ? { note } : {}),
      ...(until === undefined ? {} : { until: isoOf(until) }),
    }
    const target = { kind: 'alarm', ...(one ?? { id: 'several' }) }
    await audit.record(tx, { actor, action: `alarm.${done[event]}`, target, detail })
  }

  const endIn = (said: string): Micros => {
    const [until, now] = [momentIn('until', said), clock.now()]
    if (until <= now || until > now + MOST_DAYS * MICROS_PER_DAY)
      throw new Fault('alarms.end_wrong', { most: MOST_DAYS, seen: isoOf(until) })
    return until
  }

  const by = (actor: Actor): Pick<Happening, 'at' | 'by'> => ({ at: clock.now(), by: personOf(actor) })

  return {
    acknowledge: (reach, { ids, note }, actor) => act(reach, ids, { event: 'acknowledge', note, ...by(actor) }, actor),
    reset: (reach, { ids, note }, actor) => act(reach, ids, { event: 'reset', note, ...by(actor) }, actor),
    unshelve: (reach, { ids, note }, actor) => act(reach, ids, { event: 'unshelve', note, ...by(actor) }, actor),
    unsuppress: (reach, { ids, note }, actor) =>
      act(reach, ids, { event: 'unsuppress', byHand: true, note, ...by(actor) }, actor),
    return: (reach, { ids, note }, actor) => act(reach, ids, { event: 'return', note, ...by(actor) }, actor),

    async remove(reach, { ids, reason, until }, actor) {
      const end = until === undefined ? undefined : endIn(until)
      return act(reach, ids, { event: 'remove', note: reason, until: end, ...by(actor) }, actor)
    },

    async suppress(reach, { ids, reason, until }, actor) {
      return act(
        reach,
        ids,
        { event: 'suppress', byHand: true, note: reason, until: endIn(until), ...by(actor) },
        actor,
      )
    },

    async shelve(reach, { ids, reason, until: said }, actor) {
      const until = momentIn('until', said)
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

    async acknowledgedElsewhere(tx, ids, somebody, at) {
      const settings = await settingsIn(tx)
      const stood = await lockById(tx, ids)
      const steps = stood
        .map((one) => stepOf(one, { event: 'acknowledge', at, by: somebody }, settings))
        .flatMap((step) => ('refused' in step ? [] : [step]))
      const rows = steps.map(({ row }) => row)
      return keeper.keepWithin(tx, { rows, entries: steps.map(({ entry }) => entry), names: namesOf(stood) })
    },
  }
}
