import {
  type AssetId,
  type Clock,
  Fault,
  type GrantId,
  isoOf,
  MICROS_PER_MS,
  microsOf,
  newId,
  type PointId,
  type TenantId,
} from '@millrace/core'
import {
  type House,
  keysOf,
  type Page,
  pageOf,
  type Reach,
  type TenantDb,
  type TenantTx,
} from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { hashOf, type LinkHolder, newSecret, type Organisation, type Principal, Remembered } from '../identity/index.ts'
import './faults.ts'
import type { Reaches } from './reach.ts'
import type { Grant, GrantQuery, GrantRequest } from './schema.ts'
import * as store from './store.ts'
import { type Action, vocabulary } from './vocabulary.ts'

export const LINK_PREFIX = 'mrl_'
const LONGEST_DAYS = 3_660
const DAY_MS = 86_400_000
const LINK_BELIEVED_MS = 10_000

/** What can be shown to others; the plant knows it. Each throws `assets.asset_unknown` or `assets.point_unknown`. */
export interface Subjects {
  assetName(reach: Reach, asset: AssetId): Promise<string>
  /** Within a transaction: one of its own would wait for a connection while that one holds one. */
  assetNameIn(tx: TenantTx, asset: AssetId): Promise<string>
  pointName(reach: Reach, point: PointId): Promise<string>
  /** From the top down to the asset itself. */
  lineage(reach: Reach, asset: AssetId): Promise<AssetId[]>
}

export interface Grants {
  /** Throws `access.beyond_own`, `access.grant_times`, `assets.asset_unknown`, `assets.point_unknown`. */
  giveGrant(who: Principal, reach: Reach, request: GrantRequest, actor: Actor): Promise<Grant>
  grantsGiven(reach: Reach, query: GrantQuery): Promise<Page<Grant>>
  grantsReceived(reach: Reach, query: GrantQuery): Promise<Page<Grant>>
  /** Given or received. Throws `access.grant_unknown`. */
  grant(reach: Reach, id: string): Promise<Grant>
  /** Received alone. Throws `access.grant_unknown`. */
  grantReceived(reach: Reach, id: string): Promise<Grant>
  /** As the holder of its link sees it. Throws `access.grant_closed`. */
  grantHeld(who: LinkHolder): Promise<Grant>
  /** Counts at once: open streams through it end. Throws `access.grant_unknown`. */
  revokeGrant(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Whoever holds this link. */
  linkHolder(token: string): Promise<LinkHolder | undefined>
}

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly audit: AuditTrail
  readonly subjects: Subjects
  readonly organisation: (tx: TenantTx) => Promise<Organisation>
  readonly reaches: Reaches
  readonly changed: () => void
  readonly clock: Clock
}

export function createGrants({
  tenants,
  house,
  audit,
  subjects,
  organisation,
  reaches,
  changed,
  clock,
}: Needs): Grants {
  const nowMs = (): number => clock.now() / MICROS_PER_MS
  const links = new Remembered<LinkHolder>(clock, LINK_BELIEVED_MS)

  const timesOf = ({ startsAt, endsAt }: GrantRequest): { starts: Date; ends: Date } => {
    const at = (text: string): number =>
      (/^\d+$/.test(text) ? Number(text) : (microsOf(text) ?? Number.NaN)) / MICROS_PER_MS
    const starts = startsAt === undefined ? nowMs() : at(startsAt)
    const ends = at(endsAt)
    if (!(starts < ends && ends > nowMs() && ends - starts <= LONGEST_DAYS * DAY_MS))
      throw new Fault('access.grant_times', { days: LONGEST_DAYS, from: startsAt ?? 'now', to: endsAt })
    return { starts: new Date(starts), ends: new Date(ends) }
  }

  /** Nobody shows others what they do not see, or lets them do what they may not. */
  const subjectOf = async (who: Principal, request: GrantRequest): Promise<string> => {
    const { asset, point } = request
    if ((asset === undefined) === (point === undefined))
      throw new Fault('http.request_malformed', { expected: 'either asset or point', place: 'body', seen: 'another' })
    let name = ''
    for (const action of request.actions as Action[]) {
      // Whoever holds a link is nobody who could answer for what a machine does.
      if (action === 'point:write' && request.receiver === undefined) throw new Fault('access.link_acts')
      if (!vocabulary[action].shared) throw new Fault('access.beyond_own', { seen: `${action}, which is not shared` })
      const reach = await reaches.of(who, action)
      name =
        asset === undefined
          ? await subjects.pointName(reach, point as PointId)
          : await subjects.assetName(reach, asset as AssetId)
    }
    return name
  }

  const told = (row: store.GrantRow, giver: string, action: string, actor: Actor) => ({
    actor,
    action,
    target: { kind: 'grant', id: row.id, name: row.subject },
    detail: {
      giver,
      receiver: row.guestHandle ?? 'link',
      actions: row.actions,
      purpose: row.purpose,
      startsAt: isoOf(row.startsAt.getTime() * MICROS_PER_MS),
      endsAt: isoOf(row.endsAt.getTime() * MICROS_PER_MS),
    },
  })

  const stateOf = (row: store.GrantRow): Grant['state'] => {
    if (row.revokedAt) return 'revoked'
    if (row.startsAt.getTime() > nowMs()) return 'planned'
    return row.endsAt.getTime() > nowMs() ? 'open' : 'ended'
  }

  const viewOf = (row: store.GrantSeen): Grant => ({
    id: row.id,
    state: stateOf(row),
    giver: row.giver,
    ...(row.guestHandle === null ? {} : { receiver: row.guestHandle }),
    link: row.linkHash !== null,
    asset: row.asset,
    point: row.point,
    subject: row.subject,
    actions: row.actions as Action[],
    purpose: row.purpose,
    startsAt: isoOf(row.startsAt.getTime() * MICROS_PER_MS),
    endsAt: isoOf(row.endsAt.getTime() * MICROS_PER_MS),
    ...(row.revokedAt ? { revokedAt: isoOf(row.revokedAt.getTime() * MICROS_PER_MS) } : {}),
  })

  const list = (side: 'given' | 'received') => (reach: Reach, query: GrantQuery) =>
    tenants.within(reach, async (tx) => {
      const limit = query.limit ?? 100
      const after = keysOf(query.cursor, 'uuid')?.[0]
      const rows = await store.findGrants(tx, side, { after, limit: limit + 1, state: query.state })
      return pageOf(rows, limit, { item: viewOf, keys: (row) => [row.id] })
    })

  return {
    async giveGrant(who, reach, request, actor) {
      const { starts, ends } = timesOf(request)
      const subject = await subjectOf(who, request)
      const token = request.receiver === undefined ? `${LINK_PREFIX}${newSecret()}` : undefined
      // An organisation that does not exist is answered like one that does: who is on the platform is not told.
      const guest = request.receiver === undefined ? undefined : await store.tenantByHandle(house, request.receiver)
      const row: store.GrantRow = {
        id: newId<GrantId>(nowMs()),
        tenant: reach.tenant,
        asset: request.asset ?? null,
        point: request.point ?? null,
        subject,
        guestHandle: request.receiver ?? null,
        guest: guest ?? null,
        linkHash: token === undefined ? null : hashOf(token),
        actions: request.actions,
        purpose: request.purpose,
        givenBy: actor,
        startsAt: starts,
        endsAt: ends,
        revokedAt: null,
        createdAt: new Date(nowMs()),
      }
      const giver = await tenants.within(reach, async (tx) => {
        const { name } = await organisation(tx)
        await store.addGrant(tx, row)
        await audit.record(tx, told(row, name, 'grant.given', actor))
        return name
      })
      if (guest) await audit.note(guest, told(row, giver, 'grant.received', actor))
      changed()
      return { ...viewOf({ ...row, giver }), ...(token === undefined ? {} : { token }) }
    },

    grantsGiven: list('given'),
    grantsReceived: list('received'),

    async grant(reach, id) {
      const row = await tenants.within(reach, (tx) => store.grantById(tx, id))
      if (!row) throw new Fault('access.grant_unknown', { id })
      return viewOf(row)
    },

    async grantReceived(reach, id) {
      const row = await tenants.within(reach, (tx) => store.grantById(tx, id))
      if (row?.guest !== reach.tenant) throw new Fault('access.grant_unknown', { id })
      return viewOf(row)
    },

    async grantHeld({ tenant, grant: id }) {
      const row = await tenants.within(tenant, (tx) => store.grantById(tx, id))
      if (!row || stateOf(row) !== 'open') throw new Fault('access.grant_closed', { id })
      return viewOf(row)
    },

    async revokeGrant(reach, id, actor) {
      const { row, giver } = await tenants.within(reach, async (tx) => {
        const revoked = await store.revokeGrant(tx, id, new Date(nowMs()))
        if (!revoked) throw new Fault('access.grant_unknown', { id })
        const { name } = await organisation(tx)
        await audit.record(tx, told(revoked, name, 'grant.revoked', actor))
        return { row: revoked, giver: name }
      })
      if (row.linkHash) links.forget(row.linkHash)
      changed()
      if (row.guest) await audit.note(row.guest as TenantId, told(row, giver, 'grant.withdrawn', actor))
    },

    linkHolder(token) {
      const hash = hashOf(token)
      return links.get(hash, async () => {
        const row = await store.grantByLink(house, hash)
        if (!row || stateOf(row) !== 'open') return undefined
        return { kind: 'link', tenant: row.tenant as TenantId, grant: row.id as GrantId }
      })
    },
  }
}
