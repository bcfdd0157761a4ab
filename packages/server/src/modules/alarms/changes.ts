import { checkCondition, compileCondition } from '@millrace/compute'
import { type Clock, Fault, MICROS_PER_MS, newId } from '@millrace/core'
import { keysOf, type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import { handsOf } from '../hands.ts'
import type { Principal } from '../identity/index.ts'
import { personOf } from './actions.ts'
import type { AlarmBook } from './book.ts'
import type { Condition, Definition } from './definition.ts'
import * as store from './definition-store.ts'
import './faults.ts'
import type {
  Change,
  ChangeCounts,
  ChangeQuery,
  ChangeRequest,
  DecisionsReply,
  DecisionsRequest,
  Difference,
} from './change-schema.ts'
import { differenceOf } from './flat.ts'
import { ChangeForce } from './force.ts'
import type { Keeper } from './keeper.ts'
import { type NamedPoint, pathsOf, pointsNamed } from './list-store.ts'
import { conditionKey, liveCondition, pointsOf } from './live-conditions.ts'
import { isoDate } from './view.ts'

/** Alarms of an organisation. */
const MOST_ALARMS = 200_000

/** Changes of the master alarm database: ANSI/ISA-18.2-2016 clause 17, management of change. */
export interface AlarmChanges {
  /**
   * Throws `alarms.condition_wrong`, `expression.*`, `conditions.malformed`, `alarms.twice`, `change_waits`, `nothing_changes`, `unknown`, `too_many`, `assets.asset_unknown`,
   * `core.unit_unknown`, `core.unit_mismatch`.
   */
  propose(reach: Reach, request: ChangeRequest, actor: Actor): Promise<Change>
  /** The same within a transaction of another module, which has looked at {@link AlarmChanges.outlook} before. */
  proposeIn(tx: TenantTx, request: ChangeRequest, actor: Actor): Promise<Change>
  /** What would come of proposals; nothing is written. */
  outlook(reach: Reach, asked: readonly Asked[]): Promise<Outlook[]>
  /** How alarms that were proposed stand now; whatever became of their points. */
  standings(reach: Reach, alarms: readonly string[]): Promise<Standing[]>
  /** Whether a condition can be evaluated by what its points are now. Throws as {@link AlarmChanges.propose}, and `expression.*`. */
  check(reach: Reach, condition: Condition): Promise<void>
  changes(reach: Reach, query: ChangeQuery): Promise<Page<Change>>
  /** Throws `alarms.change_unknown`, as all that follow. */
  change(reach: Reach, id: string): Promise<Change>
  /** All or none; answered when they hold for every sample that comes from then on. Throws `alarms.out_of_turn`, `outdated`, `second_person`, `twice`. */
  approve(
    who: Principal,
    reach: Reach,
    ids: readonly string[],
    note: string | undefined,
    actor: Actor,
  ): Promise<Change[]>
  /** Each by itself, all in one transaction: what cannot be decided is told, and stops no other. Throws `alarms.reason_missing`. */
  decide(who: Principal, reach: Reach, request: DecisionsRequest, actor: Actor): Promise<DecisionsReply>
  /** How many wait, and how many of these for whoever asks; for a program none. */
  changeCounts(who: Principal, reach: Reach): Promise<ChangeCounts>
  /** Throws `alarms.out_of_turn`. */
  reject(reach: Reach, id: string, note: string, actor: Actor): Promise<Change>
  /** By who proposed it. Throws `alarms.out_of_turn`, `not_yours`. */
  withdraw(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Whoever proposed it, within a transaction of another module that is what it was proposed for. Throws `alarms.out_of_turn`. */
  withdrawIn(tx: TenantTx, id: string, note: string, actor: Actor): Promise<void>
  /** What apps proposed that are no more, and that was withdrawn before anybody decided on it, goes. `staying`: those that are there. */
  forgetIn(tx: TenantTx, staying: readonly string[]): Promise<void>
}

/** An alarm that was proposed once: a change of it waits, it is in force, or neither. */
export type Standing =
  | { readonly is: 'waits'; readonly change: string; readonly kind: Change['kind'] }
  | { readonly is: 'in_force' }
  | { readonly is: 'none' }

/** An alarm as somebody would have it. */
export interface Asked {
  /** That was proposed before; a new one without it. */
  readonly alarm?: string
  readonly definition: Definition
}

/** What a proposal would be: of a new alarm, of a change of what is in force, of nothing new, or none because of something. */
export type Outlook =
  | { readonly is: 'new' }
  | { readonly is: 'same' }
  | { readonly is: 'changed'; readonly difference: readonly Difference[] }
  /** A change of it waits for a decision; `difference`: how it is in force, where it is. */
  | {
      readonly is: 'waits'
      readonly change: string
      readonly kind: Change['kind']
      readonly by: string
      readonly asAsked: boolean
      readonly difference: readonly Difference[]
    }
  /** It was proposed, and rejected, withdrawn or retired. */
  | { readonly is: 'declined'; readonly change: string }
  /** The asset has it, by class and name, and it waits to be retired; `difference`: how it is in force. */
  | {
      readonly is: 'leaving'
      readonly alarm: string
      readonly change: string
      readonly difference: readonly Difference[]
    }
  /** Another alarm of the asset has this condition. */
  | { readonly is: 'twice'; readonly alarm: string }
  | {
      readonly is: 'refused'
      readonly code: string
      readonly says: string
      readonly facts: Readonly<Record<string, string>>
    }

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'numbered'>
  readonly keeper: Keeper
  readonly book: AlarmBook
  readonly audit: AuditTrail
  readonly clock: Clock
}

export const definitionOf = (row: Pick<store.ChangeRow, 'before' | 'after'>): Definition | null =>
  row.after ?? row.before

/** Points that a change is about, as it was and as it would be. */
const pointsNamedIn = ({ before, after }: store.ChangeRow): string[] =>
  [before, after].flatMap((one) => [one?.condition, one?.suppression].flatMap((of) => (of ? pointsOf(of) : [])))

interface Named {
  readonly paths: ReadonlyMap<string, string[]>
  readonly points: ReadonlyMap<string, NamedPoint>
}

function namedView(row: store.ChangeRow, { paths, points }: Named): Change {
  const named = [...new Set(pointsNamedIn(row))].flatMap((id) => points.get(id) ?? [])
  return {
    ...changeView(row),
    path: paths.get(row.asset) ?? [],
    points: named.map(({ unit, ...one }) => ({ ...one, ...(unit === null ? {} : { unit }) })),
  }
}

export function changeView(row: store.ChangeRow): Change {
  const { before, after, decidedBy, decidedAt, note, version } = row
  return {
    id: row.id,
    alarm: row.alarm,
    asset: row.asset,
    name: definitionOf(row)?.name ?? { en: '', zh: '' },
    kind: row.kind,
    state: row.state,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    difference: differenceOf(before ?? undefined, after ?? undefined),
    reason: row.reason,
    by: row.by,
    at: isoDate(row.at),
    ...(decidedBy ? { decidedBy } : {}),
    ...(decidedAt ? { decidedAt: isoDate(decidedAt) } : {}),
    ...(note === null ? {} : { note }),
    ...(version === null ? {} : { version }),
  }
}

export function createChanges(needs: Needs): AlarmChanges {
  const { tenants, assets, audit, book, clock } = needs
  const force = new ChangeForce(needs)
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)

  const known = (row: store.ChangeRow | undefined, id: string): store.ChangeRow => {
    if (!row) throw new Fault('alarms.change_unknown', { id })
    return row
  }
  const mustWait = ({ state }: store.ChangeRow): void => {
    if (state !== 'proposed') throw new Fault('alarms.out_of_turn', { state })
  }

  /** Whether it can be evaluated, by what its points are now, and whether whoever asks sees them. */
  const check = async (reach: Reach, condition: Condition): Promise<void> => {
    const found = await assets.numbered(reach, [...new Set(pointsOf(condition))])
    const live = liveCondition(condition, 0, new Map(found.map((one) => [one.point.id, one])))
    checkCondition(live)
    if (live.is === 'expression') compileCondition(live)
  }

  const mustBeSound = async (reach: Reach, { asset, condition, suppression }: Definition): Promise<void> => {
    await assets.asset(reach, asset)
    for (const one of [condition, ...(suppression ? [suppression] : [])]) await check(reach, one)
  }

  const audited = async (tx: TenantTx, row: store.ChangeRow, action: string, actor: Actor): Promise<void> => {
    const definition = definitionOf(row)
    const fields = differenceOf(row.before ?? undefined, row.after ?? undefined).map(({ field }) => field)
    const detail: Record<string, Json> = {
      change: row.id,
      kind: row.kind,
      fields: fields.slice(0, 50),
      reason: row.reason,
      ...(row.note ? { note: row.note } : {}),
      ...(row.version === null ? {} : { version: row.version }),
    }
    const target = { kind: 'alarm', id: row.alarm, name: definition?.name.en ?? '' }
    await audit.record(tx, { actor, action: `alarm.change_${action}`, target, detail })
  }

  const decideRow = async (
    tx: TenantTx,
    row: store.ChangeRow,
    decision: { state: Change['state']; note: string | undefined; version?: number; actor: Actor },
  ): Promise<store.ChangeRow> => {
    const { state, note = null, version = null, actor } = decision
    const decided = { ...row, state, note, version, decidedBy: personOf(actor), decidedAt: now() }
    await store.decideChange(tx, row.id, decided)
    await audited(tx, decided, state, actor)
    return decided
  }

  const mustBeSecond = (who: Principal, row: store.ChangeRow): void => {
    if (who.kind !== 'person' || row.hands.includes(who.user))
      throw new Fault('alarms.second_person', { seen: who.kind === 'person' ? who.name : 'a program' })
  }

  const proposeIn = async (
    tx: TenantTx,
    { alarm, definition, retire = false, reason }: ChangeRequest,
    actor: Actor,
  ): Promise<Change> => {
    const inForce = alarm === undefined ? undefined : await store.byId(tx, alarm)
    if (alarm !== undefined && !inForce) throw new Fault('alarms.unknown', { id: alarm })
    if (retire && !inForce) throw new Fault('alarms.unknown', { id: '' })
    if (inForce && definition && differenceOf(inForce.definition, definition).length === 0)
      throw new Fault('alarms.nothing_changes')
    if (!inForce && (await store.countAlarms(tx)) >= MOST_ALARMS)
      throw new Fault('alarms.too_many', { most: MOST_ALARMS, what: 'alarms of an organisation' })
    const id = inForce?.id ?? newId()
    if (definition) await mustBeOnly(tx, id, definition)
    const made: store.ChangeRow = {
      id: newId(now().getTime()),
      tenant: tx.tenant,
      alarm: id,
      asset: definition?.asset ?? (inForce as store.AlarmRow).asset,
      kind: retire ? 'retire' : inForce ? 'change' : 'add',
      state: 'proposed',
      before: inForce?.definition ?? null,
      beforeVersion: inForce?.version ?? null,
      after: definition ?? null,
      reason,
      by: personOf(actor),
      hands: await handsOf(tx, actor),
      at: now(),
      decidedBy: null,
      decidedAt: null,
      note: null,
      version: null,
    }
    if (!(await store.addChange(tx, made))) {
      const open = await store.openChange(tx, id)
      throw new Fault('alarms.change_waits', { by: open?.by.name ?? 'somebody' })
    }
    await audited(tx, made, 'proposed', actor)
    return changeView(made)
  }

  const outlookIn = async (tx: TenantTx, { alarm, definition }: Asked): Promise<Outlook> => {
    const open = alarm === undefined ? undefined : await store.openChange(tx, alarm)
    if (open) {
      const asAsked = open.after !== null && differenceOf(open.after, definition).length === 0
      const difference = differenceOf(open.before ?? undefined, definition)
      return { is: 'waits', change: open.id, kind: open.kind, by: open.by.name, asAsked, difference }
    }
    const inForce = alarm === undefined ? undefined : await store.byId(tx, alarm)
    if (inForce) {
      const difference = differenceOf(inForce.definition, definition)
      return difference.length === 0 ? { is: 'same' } : { is: 'changed', difference }
    }
    const query = { state: undefined, before: undefined, limit: 1 }
    const [last] = alarm === undefined ? [] : await store.findChanges(tx, { ...query, alarm })
    if (last) return { is: 'declined', change: last.id }
    const leaving = await store.leaving(tx, definition)
    if (leaving)
      return {
        is: 'leaving',
        alarm: leaving.alarm,
        change: leaving.id,
        difference: differenceOf(leaving.before ?? undefined, definition),
      }
    const key = { id: newId(), asset: definition.asset, conditionKey: conditionKey(definition.condition) }
    const twin = await store.sameCondition(tx, key)
    return twin === undefined ? { is: 'new' } : { is: 'twice', alarm: twin }
  }

  return {
    check,
    proposeIn,

    async propose(reach, request, actor) {
      const { definition, retire = false } = request
      if (retire === (definition !== undefined)) throw new Fault('alarms.nothing_changes')
      if (definition) await mustBeSound(reach, definition)
      return tenants.within(reach, (tx) => proposeIn(tx, request, actor))
    },

    standings: (reach, alarms) =>
      tenants.within(reach, async (tx) => {
        const open = new Map((await store.openChangesOf(tx, alarms)).map((row) => [row.alarm, row]))
        const inForce = new Set((await store.byIds(tx, alarms)).map(({ id }) => id))
        return alarms.map((alarm): Standing => {
          const change = open.get(alarm)
          if (change) return { is: 'waits', change: change.id, kind: change.kind }
          return { is: inForce.has(alarm) ? 'in_force' : 'none' }
        })
      }),

    async outlook(reach, asked) {
      const refused = await Promise.all(
        asked.map(async ({ definition }): Promise<Outlook | undefined> => {
          try {
            await mustBeSound(reach, definition)
            return undefined
          } catch (thrown) {
            if (!(thrown instanceof Fault)) throw thrown
            const facts = Object.fromEntries(Object.entries(thrown.facts).map(([name, seen]) => [name, String(seen)]))
            return { is: 'refused', code: thrown.code, says: thrown.message, facts }
          }
        }),
      )
      return tenants.within(reach, async (tx) => {
        const all: Outlook[] = []
        for (const [i, one] of asked.entries()) all.push(refused[i] ?? (await outlookIn(tx, one)))
        return all
      })
    },

    async changes(reach, { state, alarm, cursor, limit = 100 }) {
      const before = keysOf(cursor, 'uuid')?.[0]
      return tenants.within(reach, async (tx) => {
        const rows = await store.findChanges(tx, { state, alarm, before, limit: limit + 1 })
        const places = rows.map(({ asset }) => asset)
        const named = { paths: await pathsOf(tx, places), points: await pointsNamed(tx, rows.flatMap(pointsNamedIn)) }
        return pageOf(rows, limit, { item: (row) => namedView(row, named), keys: ({ id }) => [id] })
      })
    },

    change: async (reach, id) => changeView(known(await tenants.within(reach, (tx) => store.changeById(tx, id)), id)),

    async approve(who, reach, ids, note, actor) {
      const decided = await force.within(reach, ids, async (tx, rows, forced) => {
        for (const id of ids)
          mustWait(
            known(
              rows.find((row) => row.id === id),
              id,
            ),
          )
        for (const row of rows) mustBeSecond(who, row)
        const made: store.ChangeRow[] = []
        for (const row of rows) {
          const version = await force.put(tx, row, forced)
          made.push(await decideRow(tx, row, { state: 'approved', note, version, actor }))
        }
        return made
      })
      await book.changed(reach.tenant)
      return decided.map((row) => changeView(row))
    },

    async decide(who, reach, { ids, decision, note }, actor) {
      if (decision === 'reject' && !note?.trim()) throw new Fault('alarms.reason_missing')
      const items = await force.within(reach, ids, async (tx, rows, forced) => {
        const byId = new Map(rows.map((row) => [row.id, row]))
        const told = new Map<string, DecisionsReply['items'][number]>()
        // In the order in which they are held.
        for (const id of [...rows.map((row) => row.id), ...ids.filter((one) => !byId.has(one))]) {
          try {
            const row = known(byId.get(id), id)
            mustWait(row)
            mustBeSecond(who, row)
            const version = decision === 'approve' ? await force.put(tx, row, forced) : undefined
            const state = decision === 'approve' ? 'approved' : 'rejected'
            await decideRow(tx, row, { state, note, actor, ...(version === undefined ? {} : { version }) })
            told.set(id, { id, state })
          } catch (thrown) {
            // What is refused has written nothing: it is looked at before it is put.
            if (!(thrown instanceof Fault)) throw thrown
            told.set(id, { id, refused: thrown.code })
          }
        }
        return ids.map((id) => told.get(id)!)
      })
      const changed = items.filter(({ state }) => state !== undefined).length
      if (decision === 'approve' && changed > 0) await book.changed(reach.tenant)
      return { changed, items }
    },

    async changeCounts(who, reach) {
      const { waiting, decidable } = await tenants.within(reach, (tx) =>
        store.countOpenChanges(tx, who.kind === 'person' ? who.user : ''),
      )
      return { waiting, decidable: who.kind === 'person' ? decidable : 0 }
    },

    reject: (reach, id, note, actor) =>
      tenants.within(reach, async (tx) => {
        const row = known((await store.lockChanges(tx, [id]))[0], id)
        mustWait(row)
        return changeView(await decideRow(tx, row, { state: 'rejected', note, actor }))
      }),

    withdraw: (reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        const row = known((await store.lockChanges(tx, [id]))[0], id)
        mustWait(row)
        if (!row.hands.includes(actor.id)) throw new Fault('alarms.not_yours', { proposer: row.by.name })
        await decideRow(tx, row, { state: 'withdrawn', note: undefined, actor })
      }),

    async withdrawIn(tx, id, note, actor) {
      const row = known((await store.lockChanges(tx, [id]))[0], id)
      mustWait(row)
      await decideRow(tx, row, { state: 'withdrawn', note, actor })
    },

    forgetIn: store.forgetChanges,
  }
}

/** Throws `alarms.twice` where another alarm of the asset has this condition. */
export async function mustBeOnly(tx: TenantTx, id: string, { asset, condition }: Definition): Promise<void> {
  const other = await store.sameCondition(tx, { id, asset, conditionKey: conditionKey(condition) })
  if (other !== undefined) throw new Fault('alarms.twice', { id: other })
}
