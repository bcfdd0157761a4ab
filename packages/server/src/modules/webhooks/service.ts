import {
  type AssetId,
  type Clock,
  type Closable,
  Fault,
  isoOf,
  type Log,
  MICROS_PER_MS,
  microsOf,
  newId,
  type TenantId,
} from '@millrace/core'
import {
  keysOf as cursorKeys,
  type Page,
  pageOf,
  type Reach,
  type TenantDb,
  type TenantTx,
} from '../../database/index.ts'
import { newWebhookSecret, type Outgoing, webhookHeaders } from '../../outgoing/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AccessService } from '../access/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { EventService } from '../events/index.ts'
import type { Notices } from '../notices/index.ts'
import './events.ts'
import './faults.ts'
import { Postman } from './postman.ts'
import { mustSee, type ReachFor } from './rights.ts'
import { contextOf, keysOf, Rounds } from './round.ts'
import type {
  DeliveryQuery,
  Replay,
  ReplayRequest,
  ResumeRequest,
  SecretMade,
  SecretRequest,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryWhole,
  WebhookList,
  WebhookMade,
  WebhookRequest,
} from './schema.ts'
import { bodyOf, CONTENT_TYPE, send } from './sending.ts'
import * as store from './store.ts'
import { deliveryView, webhookView } from './view.ts'

const MOST_WEBHOOKS = 50
const MOST_REPLAYS = 5
const MOST_COUNTED = 100_000
const HOUR_MS = 3_600_000
const TEST = 'webhook.tested'

/** Who sets a webhook up, and what they may see. */
interface Asking {
  readonly reach: Reach
  readonly reachFor: ReachFor
  readonly actor: Actor
}

export interface WebhookService extends Closable {
  webhooks(reach: Reach): Promise<WebhookList>
  /** Throws `webhooks.unknown`, as all that follow with an id. */
  webhook(reach: Reach, id: string): Promise<Webhook>
  /** Throws `webhooks.too_many`, `name_taken`, `beyond_rights`, `events.type_unknown`, `assets.asset_unknown`, `outgoing.url_refused`, `scheme_refused`. */
  make(asking: Asking, request: WebhookRequest): Promise<WebhookMade>
  change(asking: Asking, id: string, request: WebhookRequest): Promise<Webhook>
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  rotate(reach: Reach, id: string, request: SecretRequest, actor: Actor): Promise<SecretMade>
  test(reach: Reach, id: string, actor: Actor): Promise<WebhookDelivery>
  /** Throws `webhooks.beyond_rights`: whoever has it go on stands for it. */
  resume(asking: Asking, id: string, request: ResumeRequest): Promise<Webhook>
  /** Throws `webhooks.not_failing`. */
  skip(reach: Reach, id: string, actor: Actor): Promise<Webhook>
  /** Throws `webhooks.time_malformed`, `too_many`. */
  replay(reach: Reach, id: string, request: ReplayRequest, actor: Actor): Promise<Replay>
  /** Throws `webhooks.delivery_unknown`, `event_gone`. */
  replayOne(reach: Reach, id: string, delivery: string, actor: Actor): Promise<Replay>
  deliveries(reach: Reach, id: string, query: DeliveryQuery): Promise<Page<WebhookDelivery>>
  /** Throws `webhooks.delivery_unknown`. */
  delivery(reach: Reach, id: string, delivery: string): Promise<WebhookDeliveryWhole>
  /** Knows the organisation from now on. */
  begin(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly access: Pick<AccessService, 'mayNow'>
  readonly assets: Pick<AssetService, 'asset'>
  readonly events: EventService
  readonly notices: Pick<Notices, 'tell'>
  readonly vault: Vault
  readonly outgoing: Outgoing
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
  /** 0 … 1; Math.random unless a test says otherwise. */
  readonly random?: () => number
}

const targetOf = ({ id, name }: Pick<store.WebhookRow, 'id' | 'name'>) => ({ kind: 'webhook', id, name })
const personOf = ({ kind, id, name }: Actor): store.WebhookRow['madeBy'] => ({ kind, id, name })
const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export function createWebhooks(needs: Needs): WebhookService {
  const { tenants, assets, events, vault, outgoing, audit, clock } = needs
  const rounds = new Rounds({ ...needs, random: needs.random ?? Math.random })
  const postman = new Postman({ ...needs, rounds })
  const now = (): Date => rounds.now()
  const idNow = (): string => newId(clock.now() / MICROS_PER_MS)

  const held = async (tx: TenantTx, id: string): Promise<store.WebhookRow> => {
    const row = await store.lock(tx, id)
    if (!row) throw new Fault('webhooks.unknown', { id })
    return row
  }
  const viewOf = async (tx: TenantTx, id: string): Promise<Webhook> => {
    const row = await store.byId(tx, id)
    if (!row) throw new Fault('webhooks.unknown', { id })
    return webhookView(row, await store.runsOf(tx, [id]), now(), await events.head(tx))
  }
  const record = (tx: TenantTx, actor: Actor, action: string, row: store.WebhookRow, detail = {}): Promise<void> =>
    audit.record(tx, { actor, action: `webhook.${action}`, target: targetOf(row), detail })

  /** What is asked, checked: throws where it cannot be. */
  const checked = async ({ reach, reachFor }: Asking, { name, address, types, asset, enabled }: WebhookRequest) => {
    const { href } = outgoing.check(address)
    if (asset !== undefined) await assets.asset(reach, asset)
    await mustSee({ assets, events }, reachFor, { types, asset })
    return {
      name: name.trim(),
      address: href,
      types,
      asset: (asset ?? null) as AssetId | null,
      state: enabled === false ? ('disabled' as const) : ('enabled' as const),
    }
  }
  const free = async (tx: TenantTx, name: string, self?: string): Promise<void> => {
    const rows = await store.all(tx)
    if (rows.some((row) => row.name === name && row.id !== self)) throw new Fault('webhooks.name_taken', { name })
    if (self === undefined && rows.length >= MOST_WEBHOOKS)
      throw new Fault('webhooks.too_many', { most: MOST_WEBHOOKS, what: 'webhooks', seen: rows.length })
  }
  const sealed = (tenant: TenantId, id: string, secrets: readonly string[]): string =>
    vault.seal(JSON.stringify(secrets), contextOf(tenant, id))

  /** One of a webhook's own, with what its address was told. */
  const within = async <T>(reach: Reach, run: (tx: TenantTx) => Promise<T>): Promise<T> => {
    const result = await tenants.within(reach, run)
    await postman.refresh(reach.tenant)
    return result
  }

  const addReplay = async (tx: TenantTx, row: store.WebhookRow, after: number, through: number): Promise<void> => {
    const replays = (await store.runsOf(tx, [row.id])).filter(({ kind }) => kind === 'replay').length
    if (replays >= MOST_REPLAYS)
      throw new Fault('webhooks.too_many', { most: MOST_REPLAYS, what: 'replays at a time', seen: replays })
    await store.addRun(tx, {
      id: idNow(),
      tenant: tx.tenant,
      webhook: row.id,
      kind: 'replay',
      position: after,
      through,
      attempts: 0,
      failingSince: null,
      answer: null,
      dueAt: now(),
    })
  }

  const momentOf = (text: string): number => {
    const micros = /^\d{1,16}$/.test(text) ? Number(text) : microsOf(text)
    if (micros === undefined) throw new Fault('webhooks.time_malformed', { seen: text })
    return micros
  }

  const attempt = async (tx: TenantTx, id: string, delivery: string): Promise<store.DeliveryRow> => {
    const row = await store.deliveryById(tx, id, delivery)
    if (!row) throw new Fault('webhooks.delivery_unknown', { id: delivery })
    return row
  }

  return {
    webhooks: (reach) =>
      tenants.within(reach, async (tx) => {
        const rows = await store.all(tx)
        const ids = rows.map(({ id }) => id)
        const runs = Map.groupBy(await store.runsOf(tx, ids), ({ webhook }) => webhook)
        const head = await events.head(tx)
        return { items: rows.map((row) => webhookView(row, runs.get(row.id) ?? [], now(), head)) }
      }),

    webhook: (reach, id) => tenants.within(reach, (tx) => viewOf(tx, id)),

    async make(asking, request) {
      const { reach, actor } = asking
      const given = await checked(asking, request)
      const id = idNow()
      const secret = newWebhookSecret()
      return within(reach, async (tx) => {
        await free(tx, given.name)
        const row: store.WebhookRow = {
          ...given,
          id,
          tenant: tx.tenant,
          why: null,
          secrets: sealed(tx.tenant, id, [secret]),
          oldSecretEndsAt: null,
          deliveredAt: null,
          madeBy: personOf(actor),
          createdAt: now(),
          changedAt: now(),
        }
        await store.add(tx, row)
        await store.addRun(tx, {
          id: idNow(),
          tenant: tx.tenant,
          webhook: id,
          kind: 'event',
          position: await events.head(tx),
          through: null,
          attempts: 0,
          failingSince: null,
          answer: null,
          dueAt: now(),
        })
        await record(tx, actor, 'made', row, { address: row.address, types: row.types })
        return { ...(await viewOf(tx, id)), secret }
      })
    },

    async change(asking, id, request) {
      const { reach, actor } = asking
      const given = await checked(asking, request)
      return within(reach, async (tx) => {
        const row = await held(tx, id)
        await free(tx, given.name, id)
        // One that was paused stays so until somebody resumes it, having looked.
        const state = row.state === 'paused' && given.state === 'enabled' ? 'paused' : given.state
        await store.change(tx, id, { ...given, state, madeBy: personOf(actor), changedAt: now() })
        await record(tx, actor, 'changed', { ...row, ...given }, { address: given.address, types: given.types, state })
        return viewOf(tx, id)
      })
    },

    remove: (reach, id, actor) =>
      within(reach, async (tx) => {
        const row = await held(tx, id)
        await store.remove(tx, id)
        await record(tx, actor, 'removed', row, { address: row.address })
      }),

    rotate: (reach, id, { keepHours }, actor) =>
      tenants.within(reach, async (tx) => {
        const row = await held(tx, id)
        const [before = ''] = JSON.parse(vault.open(row.secrets, contextOf(tx.tenant, id))) as string[]
        const secret = newWebhookSecret()
        const ends = keepHours > 0 ? new Date(now().getTime() + keepHours * HOUR_MS) : null
        const secrets = sealed(tx.tenant, id, ends ? [secret, before] : [secret])
        await store.change(tx, id, { secrets, oldSecretEndsAt: ends, changedAt: now() })
        await record(tx, actor, 'rotated', row, { keepHours })
        return { secret, ...(ends ? { oldSecretEndsAt: iso(ends) } : {}) }
      }),

    async test({ tenant }, id, actor) {
      const { row, keys } = await tenants.within(tenant, async (tx) => {
        const found = await held(tx, id)
        await record(tx, actor, 'test_sent', found)
        return { row: found, keys: keysOf(vault, tenant, found, now()) }
      })
      const event = events.example(tenant, TEST)
      const outcome = await send({ outgoing, clock }, { address: row.address, keys, event })
      return tenants.within(tenant, async (tx) =>
        deliveryView(await rounds.tested(tx, await held(tx, id), event, outcome)),
      )
    },

    async resume({ reach, reachFor, actor }, id, { from }) {
      const { types, asset } = await tenants.within(reach, (tx) => held(tx, id))
      await mustSee({ assets, events }, reachFor, { types, asset: asset ?? undefined })
      return within(reach, async (tx) => {
        const row = await held(tx, id)
        await store.change(tx, id, { state: 'enabled', why: null, madeBy: personOf(actor), changedAt: now() })
        const fresh = { attempts: 0, failingSince: null, answer: null, dueAt: now() }
        const head = await events.head(tx)
        for (const run of await store.runsOf(tx, [id]))
          await store.changeRun(tx, run.id, {
            ...fresh,
            ...(from === 'now' && run.kind === 'event' ? { position: head } : {}),
          })
        await record(tx, actor, 'resumed', row, { from })
        return viewOf(tx, id)
      })
    },

    skip: (reach, id, actor) =>
      within(reach, async (tx) => {
        const row = await held(tx, id)
        const run = (await store.runsOf(tx, [id])).find(({ kind, failingSince }) => kind === 'event' && failingSince)
        const { types, asset } = row
        const wanted = { types, asset: asset ?? undefined, after: run?.position ?? 0, limit: 1 }
        const [event] = run ? (await events.between(tx, wanted)).events : []
        if (!run || !event) throw new Fault('webhooks.not_failing')
        await rounds.skipped(tx, row, run, event, actor.name)
        await record(tx, actor, 'event_skipped', row, { event: event.id, type: event.type })
        return viewOf(tx, id)
      }),

    replay: (reach, id, { since, until }, actor) =>
      within(reach, async (tx) => {
        const row = await held(tx, id)
        const own = (await store.runsOf(tx, [id])).find(({ kind }) => kind === 'event')
        const after = await events.before(tx, momentOf(since))
        const end = until === undefined ? Number.POSITIVE_INFINITY : await events.before(tx, momentOf(until) + 1)
        // What was not sent yet comes by itself.
        const through = Math.min(own?.position ?? 0, end)
        const { types, asset } = row
        const wanted = { types, asset: asset ?? undefined, after, upTo: through, limit: MOST_COUNTED }
        const count = through > after ? (await events.between(tx, wanted)).events.length : 0
        if (count > 0) await addReplay(tx, row, after, through)
        await record(tx, actor, 'replayed', row, { since, events: count })
        return { events: count }
      }),

    replayOne: (reach, id, delivery, actor) =>
      within(reach, async (tx) => {
        const row = await held(tx, id)
        const { seq, event, type } = await attempt(tx, id, delivery)
        if (seq === null || !(await events.one(tx, seq))) throw new Fault('webhooks.event_gone', { event })
        // Only what it is for now: rights were checked for that.
        if (!row.types.includes(type)) throw new Fault('webhooks.event_gone', { event })
        await addReplay(tx, row, seq - 1, seq)
        await record(tx, actor, 'replayed', row, { event, events: 1 })
        return { events: 1 }
      }),

    deliveries: (reach, id, { outcome, event, limit = 100, cursor }) =>
      tenants.within(reach, async (tx) => {
        if (!(await store.byId(tx, id))) throw new Fault('webhooks.unknown', { id })
        const before = cursorKeys(cursor, 'number')?.[0]
        const rows = await store.findDeliveries(tx, id, {
          outcome,
          event,
          before: before === undefined ? undefined : Number(before),
          limit: limit + 1,
        })
        return pageOf(rows, limit, { item: deliveryView, keys: (row) => [String(row.n)] })
      }),

    delivery: (reach, id, delivery) =>
      tenants.within(reach, async (tx) => {
        const row = await attempt(tx, id, delivery)
        const event = row.seq === null ? undefined : await events.one(tx, row.seq)
        if (!event) return deliveryView(row)
        const body = bodyOf(event)
        const { 'webhook-signature': _, ...headers } = webhookHeaders([], { id: event.id, at: row.at.getTime(), body })
        const sent = { 'content-type': CONTENT_TYPE, ...headers }
        return { ...deliveryView(row), request: { address: row.address, headers: sent, body } }
      }),

    begin: (tenant) => postman.refresh(tenant),
    close: () => postman.close(),
  }
}
