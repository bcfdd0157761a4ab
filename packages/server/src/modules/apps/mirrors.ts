import { type Closable, Fault, isoOf, MICROS_PER_MS, newId, sayFault, type TenantId } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Actor, Json } from '../audit/index.ts'
import './faults.ts'
import type { Mirror, MirrorApps, MirrorChange, MirrorRequest, MirrorTake } from './mirror-schema.ts'
import { MirrorSource } from './mirror-source.ts'
import * as kept from './mirror-store.ts'
import { type MirrorNeeds, MirrorWork, nextLook, type Progress } from './mirror-work.ts'
import * as store from './store.ts'

const MOST = 20
const EVERY_MINUTES = 360
const LOOK_MS = 60_000

interface Waiting {
  readonly tenant: TenantId
  readonly id: string
}

interface Current extends Waiting {
  readonly stop: AbortController
  progress: Progress | undefined
}

/** Platforms from which an organisation takes apps: what is wanted of them comes one after the other, behind everything else. */
export class Mirrors implements Closable {
  readonly #needs: MirrorNeeds
  readonly #work: MirrorWork
  readonly #closing = new AbortController()
  readonly #tenants = new Set<TenantId>()
  readonly #timer: { cancel(): void }
  #waiting: Waiting[] = []
  /** One of an organisation works at a time; whoever answers slowly holds nobody else up. */
  readonly #current = new Map<TenantId, Current>()
  readonly #loops = new Map<TenantId, Promise<void>>()

  constructor(needs: MirrorNeeds) {
    this.#needs = needs
    this.#work = new MirrorWork(needs)
    this.#timer = needs.clock.every(LOOK_MS, () => void this.#look())
  }

  async list(reach: Reach): Promise<{ items: Mirror[] }> {
    return { items: (await this.#needs.tenants.within(reach, kept.mirrors)).map((row) => this.#view(row)) }
  }

  /** Throws `apps.mirror_unknown`, as all that follow with an id. */
  async get(reach: Reach, id: string): Promise<Mirror> {
    return this.#view(await this.#row(reach, id))
  }

  /** Throws `apps.mirror_address`, `mirror_there`, `mirror_many`, `mirror_refused`, `mirror_other`, and what the way out refuses. */
  async make(reach: Reach, request: MirrorRequest, actor: Actor): Promise<Mirror> {
    const { tenants, outgoing, clock, audit } = this.#needs
    const { follows = false, everyMinutes = EVERY_MINUTES } = request
    const url = outgoing.check(request.address)
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
      throw new Fault('apps.mirror_address', { seen: `${url.origin}${url.pathname}`.slice(0, 200) })
    // A key that opens nothing is told at once.
    const offered = await new MirrorSource({ outgoing, clock, address: url.origin, key: request.key }).list()
    const id = newId(clock.now() / MICROS_PER_MS)
    const row = await tenants.within(reach, async (tx) => {
      if ((await kept.mirrors(tx)).length >= MOST) throw new Fault('apps.mirror_many', { most: MOST })
      const made: kept.MirrorRow = {
        id,
        tenant: tx.tenant,
        address: url.origin,
        key: this.#work.seal(tx.tenant, id, request.key),
        follows,
        everyMinutes,
        known: follows ? offered.flatMap(namesOf) : [],
        wanted: [],
        results: [],
        why: null,
        lookedAt: this.#now(),
        nextAt: follows ? new Date(nextLook(this.#now().getTime(), everyMinutes)) : null,
        madeBy: { kind: actor.kind, id: actor.id, name: actor.name },
        madeAt: this.#now(),
      }
      if (!(await kept.addMirror(tx, made))) throw new Fault('apps.mirror_there', { address: url.origin })
      await audit.record(tx, this.#entry(made, actor, 'made', { follows }))
      return made
    })
    return this.#view(row)
  }

  /** What is there now, and which of it is here. */
  async apps(reach: Reach, id: string, signal?: AbortSignal): Promise<MirrorApps> {
    const offered = await this.#work.source(await this.#row(reach, id)).list(signal)
    const rows = await this.#needs.tenants.within(reach, (tx) => store.versions(tx))
    const own = new Map(rows.map(({ app, version, digest }) => [`${app}@${version}`, digest]))
    return {
      items: offered.map(({ versions, ...one }) => ({
        ...one,
        versions: versions.map((each) => {
          const here = own.get(`${one.app}@${each.version}`)
          return { ...each, here: here === undefined ? 'no' : here === each.digest ? 'same' : 'other' }
        }),
      })),
    }
  }

  /** They come one after the other; the mirror tells how far they are. */
  async take(reach: Reach, id: string, { versions }: MirrorTake, actor: Actor): Promise<Mirror> {
    return this.#change(reach, id, { actor, action: 'asked', detail: { versions: versions.length } }, ({ wanted }) => ({
      wanted: [...wanted, ...versions.filter((one) => !wanted.some((each) => isSame(each, one)))].slice(0, 500),
    }))
  }

  /** Looks there now. */
  async look(reach: Reach, id: string): Promise<Mirror> {
    const row = await this.#row(reach, id)
    this.#enqueue({ tenant: reach.tenant, id })
    return this.#view(row)
  }

  async change(reach: Reach, id: string, { key, follows, everyMinutes }: MirrorChange, actor: Actor): Promise<Mirror> {
    const { outgoing, clock } = this.#needs
    const before = await this.#row(reach, id)
    const source = key ? new MirrorSource({ outgoing, clock, address: before.address, key }) : this.#work.source(before)
    const begins = follows === true && !before.follows
    const offered = key || begins ? await source.list() : []
    const detail = { key: key !== undefined, ...(follows === undefined ? {} : { follows }) }
    return this.#change(reach, id, { actor, action: 'changed', detail }, (row) => {
      const now = { follows: follows ?? row.follows, everyMinutes: everyMinutes ?? row.everyMinutes }
      return {
        ...now,
        ...(key ? { key: this.#work.seal(reach.tenant, id, key), why: null } : {}),
        ...(begins ? { known: offered.flatMap(namesOf) } : {}),
        nextAt: now.follows ? new Date(nextLook(this.#now().getTime(), now.everyMinutes)) : null,
      }
    })
  }

  /** What was taken stays. */
  async remove(reach: Reach, id: string, actor: Actor): Promise<void> {
    const row = await this.#row(reach, id)
    await this.#needs.tenants.within(reach, async (tx) => {
      await kept.removeMirror(tx, id)
      await this.#needs.audit.record(tx, this.#entry(row, actor, 'removed'))
    })
    this.#waiting = this.#waiting.filter((one) => one.id !== id)
    const current = this.#current.get(reach.tenant)
    if (current?.id === id) current.stop.abort()
  }

  async begin(tenant: TenantId): Promise<void> {
    this.#tenants.add(tenant)
    for (const { id, wanted } of await this.#needs.tenants.within(tenant, kept.mirrors))
      if (wanted.length > 0) this.#enqueue({ tenant, id })
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    this.#closing.abort()
    await Promise.all(this.#loops.values())
  }

  #now(): Date {
    return new Date(this.#needs.clock.now() / MICROS_PER_MS)
  }

  async #row(reach: Reach, id: string): Promise<kept.MirrorRow> {
    const row = await this.#needs.tenants.within(reach, (tx) => kept.mirror(tx, id))
    if (!row) throw new Fault('apps.mirror_unknown', { id })
    return row
  }

  async #change(
    reach: Reach,
    id: string,
    told: { readonly actor: Actor; readonly action: string; readonly detail: Readonly<Record<string, Json>> },
    change: (row: kept.MirrorRow) => Partial<kept.MirrorRow>,
  ): Promise<Mirror> {
    const row = await this.#needs.tenants.within(reach, async (tx) => {
      const changed = await kept.changeMirror(tx, id, change)
      if (!changed) throw new Fault('apps.mirror_unknown', { id })
      await this.#needs.audit.record(tx, this.#entry(changed, told.actor, told.action, told.detail))
      return changed
    })
    if (row.wanted.length > 0) this.#enqueue({ tenant: reach.tenant, id })
    return this.#view(row)
  }

  #entry({ id, address }: kept.MirrorRow, actor: Actor, action: string, detail: Readonly<Record<string, Json>> = {}) {
    return { actor, action: `app.mirror_${action}`, target: { kind: 'app_mirror', id, name: address }, detail }
  }

  #view(row: kept.MirrorRow): Mirror {
    const { id, address, follows, everyMinutes, wanted, results, why, lookedAt, nextAt, madeBy, madeAt } = row
    const working = this.#current.get(row.tenant as TenantId)
    const current = working?.id === id ? working : undefined
    const waits = wanted.length > 0 || this.#waiting.some((one) => one.id === id)
    return {
      ...{ id, address, follows, everyMinutes, results, by: madeBy, at: timeOf(madeAt), wanted: wanted.length },
      state: current ? 'working' : waits ? 'waiting' : 'idle',
      ...(current?.progress ? { now: current.progress } : {}),
      ...(why ? { why } : {}),
      ...(lookedAt ? { lookedAt: timeOf(lookedAt) } : {}),
      ...(nextAt ? { nextAt: timeOf(nextAt) } : {}),
    }
  }

  async #look(): Promise<void> {
    const { tenants, log } = this.#needs
    for (const tenant of this.#tenants) {
      try {
        for (const { id, nextAt } of await tenants.within(tenant, kept.mirrors))
          if (nextAt && nextAt <= this.#now()) this.#enqueue({ tenant, id })
      } catch (thrown) {
        log.warn('it is not known which mirrors of apps are due', { tenant, fault: sayFault(thrown) })
      }
    }
  }

  #enqueue(one: Waiting): void {
    if (this.#closing.signal.aborted || this.#waiting.some(({ id }) => id === one.id)) return
    this.#waiting.push(one)
    if (!this.#loops.has(one.tenant)) this.#loops.set(one.tenant, this.#run(one.tenant))
  }

  #next(tenant: TenantId): Waiting | undefined {
    const next = this.#waiting.find((one) => one.tenant === tenant)
    this.#waiting = this.#waiting.filter((one) => one !== next)
    return next
  }

  async #run(tenant: TenantId): Promise<void> {
    // Whoever asked has its answer first.
    await Promise.resolve()
    for (let next = this.#next(tenant); next && !this.#closing.signal.aborted; next = this.#next(tenant)) {
      const current: Current = { ...next, stop: new AbortController(), progress: undefined }
      this.#current.set(tenant, current)
      const signal = AbortSignal.any([this.#closing.signal, current.stop.signal])
      try {
        await this.#work.run(next, signal, (progress) => {
          current.progress = progress
        })
      } catch (thrown) {
        if (!signal.aborted) this.#needs.log.error('a mirror of apps failed', { id: next.id, fault: sayFault(thrown) })
      } finally {
        this.#current.delete(tenant)
      }
    }
    this.#loops.delete(tenant)
  }
}

const timeOf = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
const isSame = (one: store.VersionName, other: store.VersionName): boolean =>
  one.app === other.app && one.version === other.version
const namesOf = ({ app, versions }: { app: string; versions: readonly { version: string }[] }): string[] =>
  versions.map(({ version }) => `${app}@${version}`)
