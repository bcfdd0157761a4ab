import {
  type AssetId,
  type Clock,
  type Closable,
  Fault,
  type Log,
  MICROS_PER_MS,
  newId,
  sayFault,
  type TenantId,
} from '@millrace/core'
import { keysOf, type Page, pageOf, type Reach, type TenantDb } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { AccessService } from '../access/index.ts'
import type { AssetService, Point } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { DeviceService } from '../devices/index.ts'
import { behind, handsOf } from '../hands.ts'
import type { Principal } from '../identity/index.ts'
import { type Deliver, Delivery, type Outcome } from './delivery.ts'
import './events.ts'
import './faults.ts'
import { Life } from './life.ts'
import { createWriteRules, ruleAt, type WriteRules } from './rules.ts'
import type { Write, WriteQuery, WriteRequest } from './schema.ts'
import * as store from './store.ts'
import type { Somebody } from './tables.ts'
import { valueFor } from './value.ts'
import { viewOf } from './view.ts'

export type { Deliver } from './delivery.ts'

const SWEEP_MS = 2_000
const MINUTE_MS = 60_000
/** Of one organisation. */
const MOST_WAITING = 1_000

export interface CommandService extends WriteRules, Closable {
  /**
   * Writes a value, or lets it wait where a second person confirms. Resolves with what became of it, within 20 s.
   * Throws `commands.not_writable`, `value_type`, `out_of_range`, `id_taken`, `too_many_open`, `access.link_acts`,
   * `assets.point_unknown`.
   */
  ask(reach: Reach, point: string, request: WriteRequest, actor: Actor): Promise<Write>
  writes(reach: Reach, query: WriteQuery): Promise<Page<Write>>
  /** Throws `commands.write_unknown`. */
  write(reach: Reach, id: string): Promise<Write>
  /** Sends it. Throws `commands.write_unknown`, `not_waiting`, `second_person`, `asker_may_not`. */
  confirm(who: Principal, reach: Reach, id: string, note: string | undefined, actor: Actor): Promise<Write>
  /** Throws `commands.write_unknown`, `not_waiting`. */
  refuse(reach: Reach, id: string, note: string, actor: Actor): Promise<Write>
  /** By who asked. Throws `commands.write_unknown`, `not_waiting`, `not_yours`. */
  withdraw(reach: Reach, id: string, actor: Actor): Promise<void>
  /** What was on its way when the platform died is of unknown outcome from now on. */
  begin(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly access: Pick<AccessService, 'explain' | 'grant'>
  readonly assets: Pick<AssetService, 'numbered' | 'lineage' | 'asset'>
  readonly devices: Pick<DeviceService, 'source'>
  readonly audit: AuditTrail
  readonly latest: LatestValues
  readonly deliver: Deliver
  /** Whether an app that is installed may write a point, now. */
  readonly appMay: (tenant: TenantId, installation: string, point: string) => Promise<boolean>
  readonly clock: Clock
  readonly log: Log
}

/** A point with the series of its samples. */
interface Recipient {
  readonly point: Point
  readonly series: number
}

const platform: Actor = { kind: 'system', id: 'commands', name: 'Millrace' }
const somebody = ({ kind, id, name }: Actor): Somebody => ({ kind, id, name })

export function createCommands(needs: Needs): CommandService {
  const { tenants, access, assets, audit, clock, log } = needs
  const delivery = new Delivery(needs)
  const life = new Life(needs)
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)
  /** Organisations in which writes may wait. */
  const waiting = new Set<TenantId>()
  const onTheirWay = new Set<Promise<Write>>()

  const recipient = async (reach: Reach, point: string): Promise<Recipient> =>
    (await assets.numbered(reach, [point]))[0] as Recipient

  const seen = async (reach: Reach, row: store.WriteRow): Promise<Write> =>
    viewOf(row, (await recipient(reach, row.point)).point)

  const find = async (reach: Reach, id: string): Promise<store.WriteRow> => {
    const row = await tenants.within(reach, (tx) => store.writeById(tx, id))
    if (!row) throw new Fault('commands.write_unknown', { id })
    return row
  }

  /** What the point holds at the moment of sending. */
  const leaving = (tenant: TenantId, { series }: Recipient) => ({
    before: delivery.held(tenant, series) ?? null,
    sentAt: now(),
  })

  /** To the machine. From here on it ends by itself, whoever waits for it. */
  const send = async (tenant: TenantId, row: store.WriteRow, to: Recipient, actor: Actor): Promise<Write> => {
    const value = valueFor(to.point, row.value)
    // Whatever fails here, nobody can say any more whether the value went out: it never stays on its way.
    const outcome = await delivery
      .send(tenant, { operation: row.id, ...to, value })
      .catch((thrown: unknown): Outcome => {
        log.error('a write failed on its way', { write: row.id, fault: sayFault(thrown) })
        return {
          cause: 'silent',
          message: 'The platform failed while it sent; it is not known whether the value was taken.',
        }
      })
    const change = {
      endedAt: now(),
      after: outcome.after ?? null,
      status: outcome.status ?? null,
      message: outcome.message ?? null,
    }
    return viewOf(await life.step({ tenant }, row, to.point, { cause: outcome.cause, actor, change }), to.point)
  }

  const sendOff = async (tenant: TenantId, row: store.WriteRow, to: Recipient, actor: Actor): Promise<Write> => {
    const sent = send(tenant, row, to, actor)
    onTheirWay.add(sent)
    try {
      return await sent
    } finally {
      onTheirWay.delete(sent)
    }
  }

  /** The right in their own organisation: at that place, or without one anywhere. */
  const mayAtHome = async (tenant: TenantId, holder: string, asset?: AssetId): Promise<boolean> => {
    if (!(await tenants.within(tenant, (tx) => store.isActive(tx, holder)))) return false
    const action = 'point:write'
    const { allowed, assignments } = await access.explain({ tenant }, { holder, action, ...(asset ? { asset } : {}) })
    if (allowed || asset) return allowed
    for (const { below } of assignments)
      if (below && (await access.explain({ tenant }, { holder, action, asset: below })).allowed) return true
    return false
  }

  /** The right of who asked, at this moment: through a grant what it says, and their own at home. */
  const askerMay = async (
    tenant: TenantId,
    { askedBy, grant, point }: store.WriteRow,
    asset: AssetId,
  ): Promise<boolean> => {
    if (askedBy.kind === 'app') {
      const [person] = askedBy.behind ?? []
      if (person !== undefined && !(await mayAtHome(tenant, person, asset))) return false
      return needs.appMay(tenant, askedBy.id, point)
    }
    if (grant === null) return mayAtHome(tenant, askedBy.id, asset)
    const { state, actions } = await access.grant({ tenant }, grant)
    if (state !== 'open' || !actions.includes('point:write')) return false
    const guest = await tenants.within(tenant, (tx) => store.guestOf(tx, grant))
    return guest !== undefined && mayAtHome(guest, askedBy.id)
  }

  /** The same write sent again; anything else under its id is refused. */
  const repeated = async (reach: Reach, wanted: store.WriteRow): Promise<Write> => {
    const row = await tenants.within(reach, (tx) => store.writeById(tx, wanted.id))
    const same =
      row?.point === wanted.point && row.askedBy.id === wanted.askedBy.id && String(row.value) === String(wanted.value)
    if (!row || !same) throw new Fault('commands.id_taken', { id: wanted.id })
    return seen(reach, row)
  }

  /** Ends what has been in a state for too long, each with its trace. */
  const endAll = async (tenant: TenantId, state: 'waiting' | 'sending'): Promise<void> => {
    const rows = await tenants.within(tenant, (tx) => store.overdue(tx, state, state === 'waiting' ? now() : undefined))
    const message = 'The platform ended while it waited for the machine; it is not known whether the value was taken.'
    for (const row of rows) {
      const { point } = await recipient({ tenant }, row.point)
      const change = { endedAt: now(), ...(state === 'waiting' ? {} : { message }) }
      const cause = state === 'waiting' ? 'expired' : 'silent'
      try {
        await life.step({ tenant }, row, point, { cause, actor: platform, change })
      } catch (thrown) {
        // Somebody decided in this very moment.
        if (!(thrown instanceof Fault && thrown.code === 'commands.not_waiting')) throw thrown
      }
    }
  }

  let sweeping = false
  const timer = clock.every(SWEEP_MS, () => {
    if (sweeping) return
    sweeping = true
    void (async () => {
      for (const tenant of [...waiting]) {
        await endAll(tenant, 'waiting')
        if ((await tenants.within(tenant, store.countWaiting)) === 0) waiting.delete(tenant)
      }
    })()
      .catch((thrown: unknown) =>
        log.warn('writes that ran out of time stay open for now', { fault: sayFault(thrown) }),
      )
      .finally(() => {
        sweeping = false
      })
  })

  return {
    ...createWriteRules({ tenants, assets, audit }),

    async ask(reach, point, { id = newId(), value, reason }, actor) {
      const { tenant, grant } = reach
      if (grant && grant.guest === undefined) throw new Fault('access.link_acts')
      const to = await recipient(reach, point)
      valueFor(to.point, value)
      const lineage = await assets.lineage({ tenant }, to.point.assetId as AssetId)
      const { rule, open } = await tenants.within(tenant, async (tx) => ({
        rule: await ruleAt(tx, lineage),
        open: await store.countWaiting(tx),
      }))
      // A guest's program is of the guest's organisation.
      const told =
        actor.kind === 'program'
          ? await tenants.within(grant?.guest ?? tenant, (tx) => behind(tx, actor))
          : actor.beside && [actor.beside.id]
      const hands =
        actor.kind === 'app' ? { hands: await tenants.within(tenant, (tx) => handsOf(tx, actor)) } : undefined
      if (rule?.confirm && open >= MOST_WAITING) throw new Fault('commands.too_many_open', { most: MOST_WAITING })
      const askedAt = now()
      const row: store.WriteRow = {
        id,
        tenant,
        point,
        value,
        reason,
        askedBy: { ...somebody(actor), ...(told === undefined ? {} : { behind: told }), ...hands },
        askedAt,
        grant: grant?.id ?? null,
        state: rule?.confirm ? 'waiting' : 'sending',
        expiresAt: rule?.confirm ? new Date(askedAt.getTime() + rule.minutes * MINUTE_MS) : null,
        decidedBy: null,
        decidedAt: null,
        note: null,
        sentAt: null,
        endedAt: null,
        before: null,
        after: null,
        status: null,
        message: null,
        ...(rule?.confirm ? {} : leaving(tenant, to)),
      }
      if (!(await life.begin(reach, row, to.point, actor))) return repeated(reach, row)
      if (row.state === 'waiting') {
        waiting.add(tenant)
        return viewOf(row, to.point)
      }
      return sendOff(tenant, row, to, actor)
    },

    async writes(reach, query) {
      const limit = query.limit ?? 100
      const [askedAt, id] = keysOf(query.cursor, 'number', 'uuid') ?? []
      const before = id === undefined ? undefined : { askedAt: new Date(Number(askedAt)), id }
      const { state, point } = query
      const rows = await tenants.within(reach, (tx) => store.findWrites(tx, { state, point, before, limit: limit + 1 }))
      const points = new Map(
        (await assets.numbered(reach, [...new Set(rows.map((row) => row.point))])).map(({ point: of }) => [of.id, of]),
      )
      return pageOf(rows, limit, {
        item: (row) => viewOf(row, points.get(row.point) as Point),
        keys: (row) => [String(row.askedAt.getTime()), row.id],
      })
    },

    write: async (reach, id) => seen(reach, await find(reach, id)),

    async confirm(who, reach, id, note, actor) {
      const row = await find(reach, id)
      const { askedBy } = row
      if (row.state !== 'waiting') throw new Fault('commands.not_waiting', { state: row.state })
      if (row.expiresAt && row.expiresAt <= now()) throw new Fault('commands.not_waiting', { state: 'expired' })
      // A program is no second pair of eyes, and whoever holds a secret of the one that asked is the first.
      const told =
        askedBy.kind === 'app' ? await tenants.within(reach, (tx) => behind(tx, { kind: 'app', id: askedBy.id })) : []
      const first = [askedBy.id, askedBy.maker, ...(askedBy.behind ?? []), ...(askedBy.hands ?? []), ...told]
      if (who.kind !== 'person' || first.includes(who.user))
        throw new Fault('commands.second_person', { asker: askedBy.name })
      const to = await recipient(reach, row.point)
      valueFor(to.point, row.value)
      if (!(await askerMay(reach.tenant, row, to.point.assetId as AssetId)))
        throw new Fault('commands.asker_may_not', { asker: askedBy.name })
      const change = { decidedBy: somebody(actor), decidedAt: now(), note: note ?? null, ...leaving(reach.tenant, to) }
      const confirmed = await life.step(reach, row, to.point, { cause: 'confirmed', actor, change })
      return sendOff(reach.tenant, confirmed, to, actor)
    },

    async refuse(reach, id, note, actor) {
      const row = await find(reach, id)
      const { point } = await recipient(reach, row.point)
      const change = { decidedBy: somebody(actor), decidedAt: now(), endedAt: now(), note }
      return viewOf(await life.step(reach, row, point, { cause: 'refused', actor, change }), point)
    },

    async withdraw(reach, id, actor) {
      const row = await find(reach, id)
      if (row.askedBy.id !== actor.id) throw new Fault('commands.not_yours')
      const { point } = await recipient(reach, row.point)
      await life.step(reach, row, point, { cause: 'withdrawn', actor, change: { endedAt: now() } })
    },

    async begin(tenant) {
      await endAll(tenant, 'sending')
      waiting.add(tenant)
    },

    async close() {
      timer.cancel()
      await Promise.allSettled(onTheirWay)
    },
  }
}
