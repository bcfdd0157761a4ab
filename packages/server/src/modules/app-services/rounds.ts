import type { AppService as NamedService } from '@millrace/apps'
import {
  type AssetId,
  type Clock,
  type Closable,
  Fault,
  type Log,
  MICROS_PER_S,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import type { ActingApp, AppService } from '../apps/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { EventService, PlatformEvent } from '../events/index.ts'
import type { Called, Calls } from './calls.ts'
import * as store from './store.ts'

const LOOK_MS = 1_000
/** What other platforms on the database changed is seen so late. */
const REFRESH_MS = 15_000
/** After what is not the service's own doing, its turn comes again so late. */
const AGAIN_MS = 5_000
const EVENTS_AT_ONCE = 50

interface Needs {
  readonly tenants: TenantDb
  readonly apps: Pick<AppService, 'principals'>
  readonly assets: Pick<AssetService, 'assetIn'>
  readonly events: Pick<EventService, 'between' | 'head' | 'listen' | 'permissionOf'>
  /** Of several platforms on one database one calls the services of an organisation. */
  readonly lease: { holds(tenant: TenantId): boolean; fence(tx: TenantTx): Promise<boolean> }
  readonly calls: Calls
  readonly clock: Clock
  readonly log: Log
}

/** A service that is called by time or by events, and how far that is. */
interface Turn extends Called {
  readonly named: NamedService
  slot: number | undefined
  position: number | undefined
  paused: boolean
  busy: boolean
  /** Monotonic ms; it is left alone until then. */
  restsUntil: number
  /** There may be events that it has not heard. */
  woken: boolean
  /** The lease was not ours meanwhile: how far it is says the database alone. */
  lost: boolean
}

/** Calls services when it is time, and with events: one call of a service at a time, what was missed once. */
export class Rounds implements Closable {
  readonly #needs: Needs
  readonly #turns = new Map<TenantId, Turn[]>()
  readonly #stale = new Map<TenantId, number>()
  readonly #deaf = new Map<TenantId, () => void>()
  readonly #open = new Set<Promise<void>>()
  readonly #timer
  readonly #deafen: () => void
  #looking: Promise<void> | undefined
  #closed = false

  constructor(needs: Needs) {
    this.#needs = needs
    this.#deafen = needs.apps.principals.onChange(({ tenant }) => this.refresh(tenant))
    this.#timer = needs.clock.every(LOOK_MS, () => void this.look())
  }

  begin(tenant: TenantId): void {
    this.#stale.set(tenant, 0)
    this.#deaf.get(tenant)?.()
    const wake = (): void => {
      for (const turn of this.#turns.get(tenant) ?? []) turn.woken = true
    }
    this.#deaf.set(tenant, this.#needs.events.listen(tenant, wake))
  }

  /** What is installed is looked at anew. */
  refresh(tenant: TenantId): void {
    if (this.#stale.has(tenant)) this.#stale.set(tenant, 0)
  }

  /** By itself every second: begins what is due, and does not wait for it. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer.cancel()
    this.#deafen()
    for (const deafen of this.#deaf.values()) deafen()
    await this.#looking
    await Promise.allSettled(this.#open)
  }

  async #look(): Promise<void> {
    const { lease, clock, log } = this.#needs
    for (const [tenant, until] of this.#stale) {
      if (this.#closed) return
      if (!lease.holds(tenant)) {
        // Whoever has it goes on with them: what is known here grows old. What still runs is waited for before it is called again.
        const busy = (this.#turns.get(tenant) ?? []).filter((turn) => turn.busy)
        for (const turn of busy) turn.lost = true
        this.#turns.set(tenant, busy)
        this.#stale.set(tenant, 0)
        continue
      }
      try {
        if (until <= clock.monotonic()) await this.#load(tenant)
        for (const turn of this.#turns.get(tenant) ?? []) this.#take(turn)
      } catch (thrown) {
        log.warn('services of apps not looked at', { tenant, fault: sayFault(thrown) })
      }
    }
  }

  async #load(tenant: TenantId): Promise<void> {
    const { tenants, apps, events, clock } = this.#needs
    this.#stale.set(tenant, clock.monotonic() + REFRESH_MS)
    const before = new Map(
      (this.#turns.get(tenant) ?? []).map((turn) => [`${turn.installation} ${turn.service}`, turn]),
    )
    const turns: Turn[] = []
    for (const installation of await apps.principals.active(tenant)) {
      const app = await this.#acting(tenant, installation)
      const driven = (app?.manifest.services ?? []).filter(({ every, events: heard }) => every ?? heard)
      if (driven.length === 0) continue
      const rows = await tenants.within(tenant, async (tx) => {
        const head = await events.head(tx)
        for (const { name, every, events: heard } of driven)
          await store.begin(
            tx,
            { installation, service: name },
            { ...(every ? { slot: this.#slotOf(every) } : {}), ...(heard ? { position: head } : {}) },
          )
        return new Map((await store.services(tx, installation)).map((row) => [row.service, row]))
      })
      for (const named of driven) {
        const service = named.name
        const { slot, position, state } = rows.get(service) ?? {}
        const was = before.get(`${installation} ${service}`)
        const turn: Turn = was ?? {
          tenant,
          installation,
          service,
          named,
          slot: undefined,
          position: undefined,
          paused: false,
          busy: false,
          restsUntil: 0,
          woken: true,
          lost: false,
        }
        // While it is called, what is known here is newer.
        if (!turn.busy)
          Object.assign(turn, { named, slot: slot ?? undefined, position: position ?? undefined, lost: false })
        turns.push(Object.assign(turn, { paused: state === 'paused', woken: true }))
      }
    }
    this.#turns.set(tenant, turns)
  }

  async #acting(tenant: TenantId, installation: string): Promise<ActingApp | undefined> {
    try {
      return await this.#needs.apps.principals.actAs(tenant, installation)
    } catch (thrown) {
      // Suspended or taken away meanwhile.
      if (thrown instanceof Fault && thrown.row.blame === 'caller') return undefined
      throw thrown
    }
  }

  /** µs of the grid, in UTC, that was last. */
  #slotOf(every: number): number {
    const width = every * MICROS_PER_S
    return Math.floor(this.#needs.clock.now() / width) * width
  }

  #take(turn: Turn): void {
    const { clock, log } = this.#needs
    if (turn.busy || turn.paused || turn.lost || turn.restsUntil > clock.monotonic()) return
    const { every } = turn.named
    const slot = every === undefined ? undefined : this.#slotOf(every)
    const isDue = slot !== undefined && turn.slot !== undefined && turn.slot < slot
    if (!isDue && !turn.woken) return
    turn.busy = true
    const work = (async () => {
      if (isDue) await this.#call(turn, slot)
      if (turn.woken && turn.named.events) await this.#hear(turn)
      else turn.woken = false
    })()
      .catch((thrown: unknown) => {
        turn.restsUntil = clock.monotonic() + AGAIN_MS
        // It is suspended, paused, or has taken its share: its turn comes.
        if (thrown instanceof Fault && thrown.row.blame === 'caller') this.refresh(turn.tenant)
        else log.warn('a service was not called', { service: turn.service, fault: sayFault(thrown) })
      })
      .finally(() => {
        turn.busy = false
        if (turn.lost) this.refresh(turn.tenant)
        this.#open.delete(work)
      })
    this.#open.add(work)
  }

  async #call(turn: Turn, slot: number): Promise<void> {
    await this.#kept(turn, { entry: 'every', slot }, { slot })
    turn.slot = slot
  }

  /** Events one after the other; each is gone by when its call ended, however it did. */
  async #hear(turn: Turn): Promise<void> {
    const { tenants, events } = this.#needs
    const types = turn.named.events ?? []
    for (;;) {
      turn.woken = false
      const after = turn.position ?? 0
      const found = await tenants.within(turn.tenant, (tx) =>
        events.between(tx, { types, asset: undefined, after, limit: EVENTS_AT_ONCE }),
      )
      for (const event of found.events) {
        if (this.#closed || this.#isLost(turn)) return
        const position = Number(event.sequence)
        if (await this.#mayHear(turn, event)) await this.#kept(turn, { entry: 'event', event }, { position })
        turn.position = position
      }
      if (found.events.length === EVENTS_AT_ONCE) continue
      // Events of other types need not be looked at again.
      if (found.head > after && !turn.lost) {
        turn.position = Math.max(turn.position ?? 0, found.head)
        await tenants.within(turn.tenant, (tx) => this.#fenced(tx, turn, { position: turn.position as number }))
      }
      return
    }
  }

  /** Calls it, and keeps how far it is with what came of it. */
  async #kept(turn: Turn, cause: Parameters<Calls['call']>[1], at: Partial<store.ServiceRow>): Promise<void> {
    const outcome = await this.#needs.calls.call(turn, cause, (tx) => this.#fenced(tx, turn, at))
    if (outcome.is === 'stopped') this.refresh(turn.tenant)
  }

  async #fenced(tx: TenantTx, turn: Turn, at: Partial<store.ServiceRow>): Promise<void> {
    // One that is held anew since does not count: another may have gone on in between.
    if (!this.#isLost(turn) && (await this.#needs.lease.fence(tx))) await store.change(tx, turn, at)
    else turn.lost = true
  }

  #isLost(turn: Turn): boolean {
    turn.lost ||= !this.#needs.lease.holds(turn.tenant)
    return turn.lost
  }

  /** What it agreed to hear of, at what it is bound to; of the organisation as a whole with the right to that. */
  async #mayHear({ tenant, installation }: Turn, { type, asset }: PlatformEvent): Promise<boolean> {
    const { apps, events, assets, tenants } = this.#needs
    const app = await apps.principals.actAs(tenant, installation)
    if (!app.hears(type)) return false
    const bound = Object.values(app.assets).flatMap((of) => of.map(({ id }) => id as AssetId))
    let reach: Parameters<TenantDb['within']>[0] = { tenant, below: bound }
    try {
      reach = app.reach(events.permissionOf(type).permission)
    } catch (thrown) {
      if (!(thrown instanceof Fault && thrown.code === 'apps.not_agreed')) throw thrown
    }
    const isWhole = typeof reach === 'string' || reach.below === undefined
    if (isWhole || asset === undefined) return isWhole
    try {
      await tenants.within(reach, (tx) => assets.assetIn(tx, asset))
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'assets.asset_unknown') return false
      throw thrown
    }
  }
}
