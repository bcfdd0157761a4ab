import { isDeepStrictEqual } from 'node:util'
import {
  BatchBuilder,
  type Clock,
  type Closable,
  Fault,
  type Log,
  type SampleBatch,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { AlarmService } from '../alarms/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { EventService, PlatformEvent } from '../events/index.ts'
import type { Notices } from '../notices/index.ts'
import type { Bring } from './book.ts'
import './faults.ts'
import { alarmFed, eventsFed, isMeant } from './feed-step.ts'
import * as store from './feed-store.ts'
import type { Leases } from './leases.ts'
import { lostRight, type May } from './rights.ts'

/** What waits is looked at so often, as it may have been left by another platform, and alarms may be retired. */
const LOOK_MS = 15_000
/** Events that are taken at a time. */
const AT_ONCE = 100
const BRING_MS = 10_000
const edges = ['alarm.raised', 'alarm.cleared']

interface Needs {
  readonly tenants: TenantDb
  readonly events: Pick<EventService, 'between' | 'head' | 'listen' | 'permissionOf' | 'typesOf'>
  readonly alarms: Pick<AlarmService, 'activeAt' | 'standings'>
  readonly assets: Pick<AssetService, 'find'>
  readonly notices: Pick<Notices, 'tell'>
  readonly leases: Pick<Leases, 'holds'>
  readonly may: May
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
}

/** What was read for one round. */
interface Read {
  readonly fed: readonly store.Fed[]
  readonly happened: readonly PlatformEvent[]
  readonly above: ReadonlyMap<string, ReadonlySet<string>>
  /** Number of the event up to which it was read, and whether there is more. */
  readonly upTo: number
  readonly hasMore: boolean
  readonly dropped: number
}

/**
 * Feeds events and alarms to the runs that ask for them, in the order in which they were told. Samples are kept with how far a feed has
 * come, and leave from there: what is fed again after a crash has the same times, and changes nothing.
 */
export class Feeds implements Closable {
  readonly #needs: Needs
  readonly #tenants = new Map<TenantId, (() => void) | undefined>()
  readonly #turns = new Map<TenantId, Promise<void>>()
  readonly #asked = new Set<TenantId>()
  readonly #rounds = new Map<TenantId, Promise<boolean>>()
  readonly #timer
  #closed = false

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(LOOK_MS, () => {
      for (const tenant of this.#tenants.keys()) this.wake(tenant)
    })
  }

  begin(tenant: TenantId): void {
    this.#tenants.set(tenant, undefined)
    this.wake(tenant)
  }

  /** In the transaction in which runs come to be: each is fed what happens from then on. Throws `events.type_unknown`. */
  async keep(tx: TenantTx, deployment: string, { anew = false } = {}): Promise<void> {
    const { events, alarms, clock } = this.#needs
    await store.keepFeeds(tx, deployment, {
      anew,
      begin: async ({ asset }, wanted, kind) => {
        if (kind === 'event') events.typesOf(wanted)
        // Before it is asked what stands: what comes between the two is only told again.
        const position = await events.head(tx)
        const active = kind === 'event' || asset === null ? [] : await alarms.activeAt(tx, asset)
        const stands = active.filter(({ id, name }) => isMeant(wanted, id, { name })).map(({ id }) => id)
        return { position, newest: clock.now(), stands }
      },
    })
  }

  /** There may be something to feed. */
  wake(tenant: TenantId): void {
    if (this.#closed) return
    this.#asked.add(tenant)
    if (this.#turns.has(tenant)) return
    const turn = this.#serve(tenant)
      .catch((thrown: unknown) => this.#needs.log.error('events for flows wait', { tenant, fault: sayFault(thrown) }))
      .finally(() => {
        this.#turns.delete(tenant)
        if (this.#asked.has(tenant) && this.#needs.leases.holds(tenant)) this.wake(tenant)
      })
    this.#turns.set(tenant, turn)
  }

  /** How alarms stand is known to those who have not heard it yet; before they come into force, so that it stands for them. */
  async prime(tenant: TenantId): Promise<void> {
    try {
      await this.#inTurn(tenant, () => this.#round(tenant))
    } catch (thrown) {
      this.#needs.log.warn('alarms are not fed to flows yet', { tenant, fault: sayFault(thrown) })
    }
    this.wake(tenant)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer.cancel()
    for (const stop of this.#tenants.values()) stop?.()
    await Promise.all(this.#turns.values())
  }

  async #serve(tenant: TenantId): Promise<void> {
    const { tenants, events, leases } = this.#needs
    const isAny = await tenants.within(tenant, store.isAnyFed)
    // Nobody asks for new events where nobody is fed.
    const stop = this.#tenants.get(tenant)
    if (!isAny) {
      this.#asked.delete(tenant)
      stop?.()
      this.#tenants.set(tenant, undefined)
      return
    }
    if (!stop && !this.#closed)
      this.#tenants.set(
        tenant,
        events.listen(tenant, () => this.wake(tenant)),
      )
    while (this.#asked.delete(tenant) && !this.#closed && leases.holds(tenant))
      while ((await this.#inTurn(tenant, () => this.#round(tenant))) && !this.#closed);
  }

  /** One round of an organisation at a time. */
  #inTurn(tenant: TenantId, round: () => Promise<boolean>): Promise<boolean> {
    const turn = (this.#rounds.get(tenant) ?? Promise.resolve(false)).catch(() => false).then(round)
    this.#rounds.set(tenant, turn)
    return turn
  }

  /** True where there is more. */
  async #round(tenant: TenantId): Promise<boolean> {
    const { tenants, notices, clock } = this.#needs
    const read = await tenants.within(tenant, (tx) => this.#read(tx))
    if (!read) return false
    const rights = new Map<string, Promise<boolean>>()
    const lost: Parameters<Notices['tell']>[1][number][] = []
    const steps: store.Step[] = []
    for (const one of read.fed) {
      const { feed: before, deployment } = one
      const may = (action: Action, asset: string | null): Promise<boolean> => {
        const key = `${deployment.id} ${action} ${asset}`
        const known = rights.get(key) ?? this.#needs.may(deployment, action, asset)
        rights.set(key, known)
        return known
      }
      const after = await this.#step(one, read, {
        may,
        lost: (what) => lost.push(lostRight(deployment, what, clock.now())),
      })
      if (after.pending.length > 0 || !isDeepStrictEqual(before, after)) steps.push({ before, after })
    }
    if (steps.length === 0) return false
    const kept = await tenants.within(tenant, async (tx) => {
      await notices.tell(tx, lost)
      return store.saveFeeds(tx, steps)
    })
    const given = kept.filter(({ after }) => after.pending.length > 0).map(({ after }) => after)
    if (given.length > 0) {
      await this.#bring(tenant, await this.#samples(tenant, read, given))
      await tenants.within(tenant, (tx) => store.arrived(tx, given))
    }
    // What was under way went alone.
    return read.hasMore || read.fed.some(({ feed }) => feed.pending.length > 0)
  }

  async #read(tx: TenantTx): Promise<Read | undefined> {
    const { events } = this.#needs
    const fed = await store.everyFeed(tx)
    if (fed.length === 0) return undefined
    const inForce = fed.filter(({ run }) => run.since !== null)
    const types = [...new Set(inForce.flatMap(({ feed }) => this.#typesOf(feed)))]
    const after = Math.min(...inForce.map(({ feed }) => feed.position))
    const found =
      inForce.length === 0
        ? { events: [], head: 0, dropped: 0 }
        : await events.between(tx, { types, asset: undefined, after, limit: AT_ONCE })
    const last = found.events.length === AT_ONCE ? found.events.at(-1) : undefined
    return {
      fed,
      happened: found.events,
      above: await store.lineagesOf(tx, [...new Set(found.events.flatMap(({ asset }) => asset ?? []))]),
      upTo: last ? Number(last.sequence) : found.head,
      hasMore: last !== undefined,
      dropped: found.dropped,
    }
  }

  #typesOf({ kind, wanted }: store.FeedRow): string[] {
    if (kind === 'alarm') return edges
    try {
      return this.#needs.events.typesOf(wanted)
    } catch (thrown) {
      // It was one when the flow was deployed.
      if (thrown instanceof Fault) return []
      throw thrown
    }
  }

  async #step(
    { feed, run }: store.Fed,
    read: Read,
    {
      may,
      lost,
    }: {
      readonly may: (action: Action, asset: string | null) => Promise<boolean>
      readonly lost: (what: Action) => void
    },
  ): Promise<store.FeedRow> {
    const { events, clock, log } = this.#needs
    // What was under way goes first, with the times that it has.
    if (feed.pending.length > 0) return feed
    const isInForce = run.since !== null
    const isBehind = isInForce && feed.position < read.dropped
    if (isBehind) log.warn('events were not kept any more before a flow was fed', { run: run.number, node: feed.node })
    const own = isInForce ? this.#ofRun(run.asset, feed, read) : []
    const now = clock.now()
    const position = isInForce ? Math.max(feed.position, read.upTo) : feed.position
    if (feed.kind === 'alarm') {
      const isSeen = await may('alarm:read', run.asset)
      if (!isSeen && feed.given !== 'hidden') lost('alarm:read')
      return { ...alarmFed(await this.#standing(feed, run.asset, isBehind), { events: own, isSeen, now }), position }
    }
    const seen: PlatformEvent[] = []
    for (const event of own) {
      const { permission, perAsset } = events.permissionOf(event.type)
      const asset = perAsset ? run.asset : null
      if ((await may('event:read', asset)) && (await may(permission, asset))) seen.push(event)
      else lost(permission)
    }
    return { ...eventsFed(feed, { events: seen, now }), position }
  }

  /** At the asset of the run and below; of the whole organisation what happens at no asset. */
  #ofRun(asset: string | null, feed: store.FeedRow, { happened, above }: Read): PlatformEvent[] {
    const types = new Set(this.#typesOf(feed))
    return happened.filter(
      ({ type, asset: at, sequence }) =>
        Number(sequence) > feed.position &&
        types.has(type) &&
        (!this.#needs.events.permissionOf(type).perAsset ||
          (at !== undefined && asset !== null && above.get(at)?.has(asset) === true)),
    )
  }

  /** An alarm that was retired while it stood is told to nobody as cleared. `isAsked`: what happened meanwhile is not known. */
  async #standing(feed: store.FeedRow, asset: string | null, isAsked: boolean): Promise<store.FeedRow> {
    const { tenants, alarms } = this.#needs
    const tenant = feed.tenant as TenantId
    if (isAsked && asset !== null) {
      const active = await tenants.within(tenant, (tx) => alarms.activeAt(tx, asset))
      return {
        ...feed,
        stands: active.filter(({ id, name }) => isMeant(feed.wanted, id, { name })).map(({ id }) => id),
      }
    }
    if (feed.stands.length === 0) return feed
    const standings = await alarms.standings({ tenant }, feed.stands)
    const isGone = (i: number): boolean => {
      const standing = standings[i]
      return standing?.is === 'none' || (standing?.is === 'waits' && standing.kind === 'add')
    }
    return { ...feed, stands: feed.stands.filter((_, i) => !isGone(i)) }
  }

  async #samples(tenant: TenantId, { fed }: Read, given: readonly store.FeedRow[]): Promise<SampleBatch> {
    const inputs = new Map(fed.map(({ feed, run }) => [`${feed.run} ${feed.node}`, run.inputs[feed.node]?.point ?? '']))
    const found = await this.#needs.assets.find({ tenant }, [...new Set(inputs.values())])
    const into = new BatchBuilder()
    for (const { run, node, pending } of given) {
      const one = found.get(inputs.get(`${run} ${node}`) ?? '')
      if (one && one !== 'several')
        for (const [time, value, status] of pending) into.add(one.series, time, value, status)
    }
    return into.take()
  }

  async #bring(tenant: TenantId, samples: SampleBatch): Promise<void> {
    if (samples.length === 0) return
    const late = new AbortController()
    const timer = this.#needs.clock.after(BRING_MS, () => late.abort(new Fault('flows.held_up', { ms: BRING_MS })))
    try {
      await this.#needs.bring(tenant, samples, late.signal)
    } finally {
      timer.cancel()
    }
  }
}
