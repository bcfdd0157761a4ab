import { type Clock, Fault, isBad, type Log, Status, sayFault, type Timer } from '@millrace/core'
import { AttributeIds, type MonitoredItemCreateResult, StatusCodes, TimestampsToReturn } from 'node-opcua-client'
import type { TagId, TagSpec, TagVerdict } from '../kit/driver.ts'
import { type Item, itemOf, type Subscription, sameRequest } from './items.ts'
import { isFilterRefused, requestOf } from './monitored.ts'
import { toRead } from './nodes.ts'
import type { PublishLoop } from './publish.ts'
import type { OpcuaSession } from './session.ts'
import './faults.ts'

const LEAST_PUBLISHING_MS = 50
/** The server drops a subscription that nobody asks after for so long, ms. */
const LIFETIME_MS = 30_000
/** Refused nodes are asked for again after this, ms: a controller's program may have been loaded meanwhile. */
const RETRY_REFUSED_MS = 60_000
const NEVER_MONITORED = [StatusCodes.BadTooManyMonitoredItems.value]
export interface SubscriberNeeds {
  readonly session: OpcuaSession
  readonly loop: PublishLoop
  readonly clock: Clock
  readonly log: Log
  readonly keepAliveMs: number
  /** Each tag's own period if absent. */
  readonly publishingMs?: number
}

/**
 * Has the server report each tag's changes: one subscription for each publishing interval (a second only if the server
 * allows no more items in it), items in chunks that the server takes, one request after the other.
 */
export class Subscriber {
  readonly #needs: SubscriberNeeds
  readonly #byTag = new Map<TagId, Item>()
  readonly #byHandle = new Map<number, Item>()
  readonly #subscriptions = new Set<Subscription>()
  /** Of tags that are no nodes on this server. */
  #verdicts: readonly TagVerdict[] = []
  #nextHandle = 1
  #turn: Promise<unknown> = Promise.resolve()
  readonly #retry: Timer
  #stopped = false

  constructor(needs: SubscriberNeeds) {
    this.#needs = needs
    this.#retry = needs.clock.every(RETRY_REFUSED_MS, () => void this.#askAgain())
  }

  /** The item of a notification. */
  byHandle(handle: number): Item | undefined {
    return this.#byHandle.get(handle)
  }

  /** Of every tag that is a node on this server. */
  get items(): readonly Item[] {
    return [...this.#byTag.values()]
  }

  byTag(tag: TagId): Item | undefined {
    return this.#byTag.get(tag)
  }

  /** Tells the server what changed since the last call. Rejects if a request failed as a whole. */
  setTags(tags: readonly TagSpec[]): Promise<readonly TagVerdict[]> {
    const turn = this.#turn.then(() => this.#setTags(tags))
    // The caller has the failure; the next turn only waits for the end of this one.
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  stop(): void {
    this.#stopped = true
    this.#retry.cancel()
  }

  async #setTags(tags: readonly TagSpec[]): Promise<readonly TagVerdict[]> {
    const before = new Map(this.#byTag)
    const verdicts: TagVerdict[] = []
    const fresh: Item[] = []
    this.#byTag.clear()
    for (const spec of tags) {
      const old = before.get(spec.id)
      if (old && sameRequest(old.spec, spec)) {
        before.delete(spec.id)
        // The new spec may allow writing what the old one did not.
        const kept = Object.assign(old, { spec })
        this.#byTag.set(spec.id, kept)
        continue
      }
      const item = itemOf(spec, this.#nextHandle++, this.#needs.session.namespaces)
      if ('tag' in item) verdicts.push(item)
      else {
        fresh.push(item)
        this.#byTag.set(spec.id, item)
        this.#byHandle.set(item.handle, item)
      }
    }
    await this.#drop([...before.values()])
    await this.#monitorAll(fresh)
    this.#verdicts = verdicts
    return [...verdicts, ...this.#refusals()]
  }

  #refusals(): TagVerdict[] {
    const verdicts: TagVerdict[] = []
    for (const { spec, refusal } of this.#byTag.values()) {
      if (!isBad(refusal)) continue
      const name = Object.values(StatusCodes).find((code) => code.value === refusal)?.name ?? refusal.toString(16)
      verdicts.push({ tag: spec.id, status: refusal, message: `The server does not offer ${spec.address}: ${name}.` })
    }
    return verdicts
  }

  /**
   * If the server has meanwhile what it had not, the connection is made anew: then every tag has its verdict again, and
   * namespaces have their new numbers.
   */
  async #askAgain(): Promise<void> {
    const { session, log } = this.#needs
    const turn = this.#turn.then(async () => {
      const refused = [...this.#byTag.values()].filter(({ refusal }) => isBad(refusal))
      if (this.#stopped || (refused.length === 0 && this.#verdicts.length === 0)) return
      await this.#monitorAll(refused)
      const taken = refused.filter(({ refusal }) => !isBad(refusal)).length
      const moved = (await session.readNamespaces()).join(' ') !== session.namespaces.join(' ')
      if (taken > 0 || moved) session.fail(new Fault('opcua.nodes_appeared', { nodes: taken }))
    })
    this.#turn = turn.catch((reason: unknown) => {
      log.debug('refused nodes could not be asked for again', { reason: sayFault(reason) })
    })
    await this.#turn
  }

  async #monitorAll(all: readonly Item[]): Promise<void> {
    await this.#probe(all.filter(({ is }) => is === 'call'))
    const items = all.filter(({ is }) => is !== 'call')
    for (const [publishingMs, group] of Map.groupBy(items, ({ spec }) => this.#publishingOf(spec)))
      await this.#monitor(group, publishingMs)
  }

  /** Methods have nothing to monitor: whether the server has them is asked once. */
  async #probe(methods: readonly Item[]): Promise<void> {
    if (methods.length === 0) return
    const answers = await this.#needs.session.read(methods.map(({ node }) => toRead(node, AttributeIds.UserExecutable)))
    for (const [i, method] of methods.entries()) {
      const status = (answers[i]?.statusCode.value ?? Status.BadUnexpectedError) >>> 0
      method.refusal = isBad(status) ? status : Status.Good
    }
  }

  /** Slow tags share a subscription that can say in time that it is alive. */
  #publishingOf({ periodMs }: TagSpec): number {
    const { keepAliveMs, publishingMs = periodMs } = this.#needs
    return Math.min(Math.max(publishingMs, LEAST_PUBLISHING_MS), keepAliveMs)
  }

  async #monitor(items: readonly Item[], publishingMs: number): Promise<void> {
    let rest = items
    while (rest.length > 0) {
      const subscription = await this.#subscriptionFor(publishingMs)
      if (!subscription) {
        for (const item of rest) if (!isBad(item.refusal)) item.refusal = StatusCodes.BadTooManySubscriptions.value
        return
      }
      const left = await this.#create(rest, subscription, true)
      if (subscription.count === 0) {
        // The server takes no more items at all, or none of these.
        await this.#remove(subscription)
        return
      }
      rest = left
    }
  }

  /** One with room; if the server allows no more subscriptions, one that sends at another pace, or none. */
  async #subscriptionFor(publishingMs: number): Promise<Subscription | undefined> {
    const open = [...this.#subscriptions].filter(({ full }) => !full)
    const fitting = open.find((known) => known.publishingMs === publishingMs)
    if (fitting) return fitting
    try {
      return await this.#subscribe(publishingMs)
    } catch (reason) {
      if (this.#subscriptions.size === 0 || !/BadTooManySubscriptions/.test(sayFault(reason))) throw reason
      return open[0]
    }
  }

  async #subscribe(publishingMs: number): Promise<Subscription> {
    const { session, loop, keepAliveMs } = this.#needs
    const answer = await session.request('CreateSubscription', undefined, () =>
      session.engine.createSubscription({
        requestedPublishingInterval: publishingMs,
        requestedMaxKeepAliveCount: Math.max(1, Math.floor(keepAliveMs / publishingMs)),
        requestedLifetimeCount: Math.ceil(Math.max(LIFETIME_MS, keepAliveMs * 4) / publishingMs),
        maxNotificationsPerPublish: 0,
        publishingEnabled: true,
        priority: 0,
      }),
    )
    const subscription = { id: answer.subscriptionId, publishingMs, count: 0, full: false }
    this.#subscriptions.add(subscription)
    loop.add(answer.subscriptionId, answer.revisedPublishingInterval * answer.revisedMaxKeepAliveCount)
    return subscription
  }

  /** Returns the items that want another subscription because this one is full. */
  async #create(items: readonly Item[], subscription: Subscription, filtered: boolean): Promise<Item[]> {
    const { session } = this.#needs
    const tooMany: Item[] = []
    const unfiltered: Item[] = []
    for (let i = 0; i < items.length; i += session.limits.items) {
      const part = items.slice(i, i + session.limits.items)
      const answer = await session.request('CreateMonitoredItems', undefined, () =>
        session.engine.createMonitoredItems({
          subscriptionId: subscription.id,
          timestampsToReturn: TimestampsToReturn.Both,
          itemsToCreate: part.map((item) => requestOf(item, subscription.publishingMs, filtered)),
        }),
      )
      for (const [j, item] of part.entries()) {
        const result = answer.results?.[j]
        const status = (result?.statusCode.value ?? Status.BadUnexpectedError) >>> 0
        if (filtered && isFilterRefused(item, status)) unfiltered.push(item)
        else this.#note(item, subscription, status, result)
        if (NEVER_MONITORED.includes(status)) tooMany.push(item)
      }
    }
    if (tooMany.length > 0) subscription.full = true
    if (unfiltered.length > 0) tooMany.push(...(await this.#create(unfiltered, subscription, false)))
    return tooMany
  }

  #note(item: Item, subscription: Subscription, status: number, result: MonitoredItemCreateResult | undefined): void {
    item.refusal = isBad(status) ? status : Status.Good
    if (isBad(status)) return
    item.serverId = result!.monitoredItemId
    item.subscription = subscription
    subscription.count++
  }

  async #drop(items: readonly Item[]): Promise<void> {
    const { session } = this.#needs
    for (const item of items) this.#byHandle.delete(item.handle)
    const monitored = Map.groupBy(
      items.filter(({ subscription }) => subscription),
      ({ subscription }) => subscription!,
    )
    for (const [subscription, group] of monitored) {
      subscription.count -= group.length
      subscription.full = false
      if (subscription.count === 0) {
        await this.#remove(subscription)
        continue
      }
      for (let i = 0; i < group.length; i += session.limits.items) {
        const monitoredItemIds = group.slice(i, i + session.limits.items).map(({ serverId }) => serverId)
        await session.request('DeleteMonitoredItems', undefined, () =>
          session.engine.deleteMonitoredItems({ subscriptionId: subscription.id, monitoredItemIds }),
        )
      }
    }
  }

  async #remove(subscription: Subscription): Promise<void> {
    const { session, loop } = this.#needs
    loop.remove(subscription.id)
    this.#subscriptions.delete(subscription)
    await session.request(
      'DeleteSubscriptions',
      undefined,
      () =>
        new Promise<void>((resolve, reject) => {
          session.engine.deleteSubscriptions({ subscriptionIds: [subscription.id] }, (error) =>
            error ? reject(error) : resolve(),
          )
        }),
    )
  }
}
