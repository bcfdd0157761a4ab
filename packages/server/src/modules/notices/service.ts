import { type Clock, type Closable, Fault, isoOf, type Log, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import { keysOf, type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { type ChannelSetup, createChannelSetup, targetOf } from './channel-setup.ts'
import { ways } from './channels/index.ts'
import './faults.ts'
import { isSigned, newLinkKey, readLink } from './links.ts'
import type { Hear, Notices } from './notice.ts'
import { createPeopleSetup, type PeopleSetup } from './people-setup.ts'
import { linkContext, Posting } from './posting.ts'
import { concerns, dateOf } from './routing.ts'
import type { Delivery, DeliveryQuery, LinkView, NoticeQuery, NoticeView, TestReply } from './schema.ts'
import { channelShelf, personShelf, ruleShelf } from './setup-store.ts'
import * as store from './store.ts'
import type { Somebody } from './tables.ts'
import { deliveryView, noticeView } from './view.ts'
import { Worker } from './worker.ts'

/** Notices that the page behind a link shows. */
const LINK_SHOWS = 50

export interface NoticeService extends Notices, ChannelSetup, PeopleSetup, Closable {
  notices(reach: Reach, query: NoticeQuery): Promise<Page<NoticeView>>
  deliveries(reach: Reach, query: DeliveryQuery): Promise<Page<Delivery>>
  /** Sends a message of no consequence, now. Throws `notices.channel_unknown`, `person_unknown`, `receiver_missing`. */
  test(reach: Reach, channel: string, to: { person?: string; to?: string }, actor: Actor): Promise<TestReply>
  /** Once more, from the first attempt on, under the same id. Throws `notices.delivery_unknown`, `not_dead`. */
  resend(reach: Reach, id: string, actor: Actor): Promise<Delivery>
  /** Changes nothing: programs that look at every link of a message come by too. Throws `notices.link_invalid`. */
  link(token: string): Promise<LinkView>
  /** Once. Throws `notices.link_invalid`, `link_used`. */
  acknowledgeByLink(token: string, remote: string): Promise<LinkView>
  /** Knows the organisation from now on. */
  begin(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset'>
  readonly vault: Vault
  readonly outgoing: Outgoing
  readonly audit: AuditTrail
  /** Where browsers find the platform, without a slash at the end. */
  readonly publicUrl: () => string
  readonly clock: Clock
  readonly log: Log
}

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export function createNotices(needs: Needs): NoticeService {
  const { tenants, vault, audit, clock } = needs
  const now = (): Date => dateOf(clock.now())
  const posting = new Posting(needs)
  const worker = new Worker({ ...needs, posting })
  const hearers: Hear[] = []

  const settled: Notices['settled'] = async (tx, keys, { state, by, at }) => {
    if (keys.length === 0) return
    const told = state === 'cleared' && (await ruleShelf.all(tx)).some(({ tellCleared }) => tellCleared)
    const rows = await store.settle(tx, keys, { state, by: by ?? null, at: dateOf(at), told })
    if (rows.length === 0) return
    await store.endSteps(
      tx,
      rows.map(({ id }) => id),
    )
    worker.wake(tx.tenant)
  }

  /** The message that a link is of, if it is one of ours and has not ended. */
  const opened = async (tx: TenantTx, token: string): Promise<store.DeliveryRow> => {
    const claim = readLink(token)
    const context = linkContext(tx.tenant)
    const key = claim && vault.open(await store.linkKey(tx, vault.seal(newLinkKey(), context)), context)
    const isOpen = claim && key && isSigned(key, token) && claim.endsAt * 1_000 > now().getTime()
    const row = isOpen ? await store.lockDelivery(tx, claim.delivery) : undefined
    if (!row || (await store.organisationName(tx)) === undefined) throw new Fault('notices.link_invalid')
    return row
  }

  const tenantOf = async (token: string): Promise<TenantId> => {
    const tenant = readLink(token)?.tenant
    // Before anything is kept under its name: it may be none.
    if (!tenant || !(await tenants.within(tenant, store.organisationName))) throw new Fault('notices.link_invalid')
    return tenant
  }

  const linkView = async (tx: TenantTx, row: store.DeliveryRow): Promise<LinkView> => {
    const rows = await store.subjectsOf(tx, row.id)
    const person = row.person === null ? undefined : await personShelf.byId(tx, row.person)
    const channel = row.channel === null ? undefined : await channelShelf.byId(tx, row.channel)
    return {
      organisation: (await store.organisationName(tx)) ?? '',
      receiver: row.personName ?? row.channelName,
      language: person?.language ?? channel?.language ?? 'en',
      notices: rows.slice(0, LINK_SHOWS).map(({ title, body, priority, state, raisedAt }) => ({
        title: { ...title },
        text: { ...body },
        priority,
        state,
        raisedAt: iso(raisedAt),
      })),
      total: rows.length,
      endsAt: iso(row.linkEndsAt ?? row.createdAt),
      ...(row.acknowledgedAt ? { acknowledgedAt: iso(row.acknowledgedAt) } : {}),
    }
  }

  return {
    ...createChannelSetup(needs),
    ...createPeopleSetup(needs),

    async tell(tx, told) {
      if (told.length === 0) return
      // In a flood most are about what no rule asks for: those are not written a second time.
      const rules = await ruleShelf.all(tx)
      const byKey = new Map<string, Parameters<typeof store.raise>[1][number]>()
      for (const { key, kind, priority, asset, title, text, link, at } of told)
        byKey.set(key, {
          id: byKey.get(key)?.id ?? newId(clock.now() / MICROS_PER_MS),
          tenant: tx.tenant,
          key: key.slice(0, 200),
          kind,
          priority,
          asset: asset ?? null,
          title,
          body: text,
          link: link ?? null,
          state: 'raised',
          raisedAt: dateOf(at),
          changedAt: dateOf(at),
          times: (byKey.get(key)?.times ?? 0) + 1,
          routed: !rules.some((rule) => concerns(rule, { kind, priority })),
        })
      await store.raise(tx, [...byKey.values()])
      const anew = told.flatMap(({ key, anew }) => (anew ? [key.slice(0, 200)] : []))
      if (anew.length > 0) await store.tellAnew(tx, anew)
      worker.wake(tx.tenant)
    },

    settled,

    onAcknowledged(hear) {
      hearers.push(hear)
    },

    async notices(reach, { state, limit = 100, cursor }) {
      const [at, id] = keysOf(cursor, 'number', 'uuid') ?? []
      const end = id === undefined ? undefined : { at: new Date(Number(at)), id }
      const rows = await tenants.within(reach, (tx) => store.findNotices(tx, { state, end, limit: limit + 1 }))
      return pageOf(rows, limit, { item: noticeView, keys: (row) => [String(row.raisedAt.getTime()), row.id] })
    },

    async deliveries(reach, { state, channel, limit = 100, cursor }) {
      const [at, id] = keysOf(cursor, 'number', 'uuid') ?? []
      const end = id === undefined ? undefined : { at: new Date(Number(at)), id }
      const rows = await tenants.within(reach, (tx) =>
        store.findDeliveries(tx, { state, channel, end, limit: limit + 1 }),
      )
      return pageOf(rows, limit, { item: deliveryView, keys: (row) => [String(row.createdAt.getTime()), row.id] })
    },

    async test(reach, id, wanted, actor) {
      const at = now()
      const { channel, row, to } = await tenants.within(reach, async (tx) => {
        const one = await channelShelf.byId(tx, id)
        if (!one) throw new Fault('notices.channel_unknown', { id })
        const { address } = ways[one.kind]
        const person = wanted.person === undefined ? undefined : await personShelf.byId(tx, wanted.person)
        if (wanted.person !== undefined && !person) throw new Fault('notices.person_unknown', { id: wanted.person })
        const receiver = address && (wanted.to ?? person?.[address] ?? undefined)
        if (address && receiver === undefined)
          throw new Fault('notices.receiver_missing', { expected: 'an address or somebody who has one' })
        const delivery: store.DeliveryRow = {
          id: newId(at.getTime()),
          tenant: tx.tenant,
          channel: one.id,
          channelName: one.name,
          channelKind: one.kind,
          person: person?.id ?? null,
          personName: person?.name ?? (address ? (receiver ?? null) : null),
          rule: null,
          ruleName: null,
          level: 0,
          why: 'test',
          state: 'sending',
          createdAt: at,
          dueAt: at,
          attempts: 1,
          doubtful: false,
          claimedAt: at,
          sentAt: null,
          answer: null,
          message: null,
          linkEndsAt: null,
          acknowledgedAt: null,
        }
        await store.addDelivery(tx, delivery)
        const target = targetOf(one, 'notice_channel')
        await audit.record(tx, { actor, action: 'notice_channel.tested', target, detail: { delivery: delivery.id } })
        return { channel: one, row: delivery, to: receiver }
      })
      const outcome = await posting.sendNow(reach.tenant, channel, row, to)
      return { sent: outcome.is === 'sent', answer: outcome.answer, delivery: row.id }
    },

    resend: (reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        const row = await store.lockDelivery(tx, id)
        if (!row) throw new Fault('notices.delivery_unknown', { id })
        if (row.state !== 'dead' || row.why === 'test') throw new Fault('notices.not_dead', { state: row.state })
        await store.changeDelivery(tx, id, { state: 'waiting', attempts: 0, dueAt: now() })
        const target = { kind: 'notice_delivery', id, name: row.channelName }
        await audit.record(tx, { actor, action: 'notice_delivery.resent', target })
        worker.wake(tx.tenant)
        const [seen] = await store.findDeliveries(tx, { id, limit: 1 })
        return deliveryView(seen as store.CountedDelivery)
      }),

    async link(token) {
      return tenants.within(await tenantOf(token), async (tx) => linkView(tx, await opened(tx, token)))
    },

    async acknowledgeByLink(token, remote) {
      const after: (() => void)[] = []
      const view = await tenants.within(await tenantOf(token), async (tx) => {
        const row = await opened(tx, token)
        if (row.acknowledgedAt) throw new Fault('notices.link_used', { at: iso(row.acknowledgedAt) })
        const by: Somebody = { kind: 'link', id: row.id, name: row.personName ?? row.channelName }
        const keys = (await store.subjectsOf(tx, row.id))
          .filter(({ state }) => state === 'raised')
          .map(({ key }) => key)
        const acknowledged = { keys, by, at: clock.now() }
        await store.changeDelivery(tx, row.id, { acknowledgedAt: now() })
        await settled(tx, keys, { state: 'acknowledged', ...acknowledged })
        for (const hear of hearers) after.push(await hear(tx, acknowledged))
        await audit.record(tx, {
          actor: { kind: 'link', id: row.id, name: by.name, remote },
          action: 'notice.acknowledged',
          target: { kind: 'notice_delivery', id: row.id, name: row.channelName },
          detail: { notices: keys.length, keys: keys.slice(0, 20) },
        })
        return linkView(tx, { ...row, acknowledgedAt: now() })
      })
      for (const run of after) run()
      return view
    },

    begin: (tenant) => worker.begin(tenant),
    close: () => worker.close(),
  }
}
