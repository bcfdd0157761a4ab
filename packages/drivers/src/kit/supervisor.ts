import { type Clock, Fault, isBad, type SampleBatch, sayFault, type Timer } from '@millrace/core'
import { type Attempts, backoffMs } from './attempts.ts'
import type { Buses } from './bus.ts'
import type { DeviceState } from './device-state.ts'
import { type Diagnosis, diagnose } from './diagnosis.ts'
import type {
  BrowsePage,
  Driver,
  DriverCounters,
  DriverEnvironment,
  DriverFactory,
  ScanGroup,
  TagId,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from './driver.ts'
import { LastValues } from './last-values.ts'
import type { TimesSummary } from './recent-times.ts'
import { phaseOf, Scan } from './scan.ts'
import { Trace } from './trace.ts'
import { Writes } from './writes.ts'
import './faults.ts'

const CONNECT_MS = 5_000
const SETUP_MS = 60_000
const CLOSE_MS = 2_000
const WRITE_MS = 10_000
/** Online for so long, and the next loss begins with the shortest backoff again. */
const SETTLED_MS = 60_000
const WATCH_MS = 1_000

/** Where a device's values and states go. Must not throw. */
export interface DeviceSink {
  /**
   * A promise is back-pressure: the scan that it belongs to waits, and late cycles are skipped and counted.
   *
   * @param past values that the device kept, told late: newer ones of the same tags were told before
   */
  samples(batch: SampleBatch, past?: boolean): void | Promise<void>
  state(state: DeviceState): void
}

export interface DeviceNeeds<Config> {
  /** The device's name within the edge: it spreads the phases and stands in the log. */
  readonly name: string
  readonly factory: DriverFactory<Config>
  readonly config: Config
  readonly tags: readonly TagSpec[]
  readonly sink: DeviceSink
  /** One for the whole edge. */
  readonly attempts: Attempts
  /** One for the whole edge. */
  readonly buses: Buses
  readonly environment: DriverEnvironment
  /** 0 ≤ x < 1; `Math.random` unless a test says otherwise. */
  readonly random?: () => number
}

interface Link {
  readonly driver: Driver
  readonly signal: AbortSignal
  readonly lose: (reason: unknown) => void
  scans: readonly Scan[]
  /** Tags are set up one after the other: servers lose items that are created in parallel. */
  settingUp: Promise<void>
}

/**
 * Keeps one device connected for as long as it is wanted. Every connection is a new driver object; a driver that throws
 * or falls silent is closed, its tags are told uncertain and then bad, and after a jittered wait the next one is made.
 */
export class DeviceSupervisor {
  readonly #needs: DeviceNeeds<unknown>
  readonly #clock: Clock
  readonly #environment: DriverEnvironment
  readonly #ending = new AbortController()
  readonly #values: LastValues
  readonly #totals: DriverCounters = noCounts()
  readonly #writes: Writes
  readonly #trace: Trace
  #tags: readonly TagSpec[]
  #refused: ReadonlySet<TagId> = new Set()
  #verdicts: readonly TagVerdict[] = []
  #connections = 0
  #state: DeviceState
  #link: Link | undefined
  /** Of the present connection or attempt. */
  #driver: Driver | undefined
  #fading: Timer[] = []
  #living: Promise<void> | undefined

  constructor(needs: DeviceNeeds<unknown>) {
    const { factory, config, buses, environment } = needs
    this.#needs = needs
    this.#clock = environment.clock
    this.#trace = new Trace(this.#clock)
    const bus = buses.of(factory.busOf(config), factory.busLimits?.(config))
    this.#environment = { ...environment, device: needs.name, bus }
    this.#values = new LastValues(factory.capabilities.records)
    this.#tags = needs.tags
    this.#take(needs.tags)
    this.#writes = new Writes({
      clock: this.#clock,
      tags: () => this.#tags,
      path: () => this.#link ?? this.#state.state,
    })
    this.#state = { state: 'idle', since: this.#clock.now(), attempt: 0 }
  }

  get state(): DeviceState {
    return this.#state
  }

  /** Totals over every connection so far; `roundTripMs` is the present one's. */
  get counters(): Readonly<DriverCounters> {
    return this.#driver ? sum(this.#totals, this.#driver.counters) : { ...this.#totals }
  }

  /** Failures of every kind, since the start. */
  get failures(): number {
    return this.#trace.failures
  }

  /** Of the last requests; undefined if none was answered yet. */
  get roundTrip(): TimesSummary | undefined {
    return this.#trace.roundTrips.summary()
  }

  /** Connections that were made. */
  get connections(): number {
    return this.#connections
  }

  /** How the device answers, its last frames decoded: work for when somebody looks. */
  diagnosis(): Diagnosis {
    return diagnose({
      now: this.#clock.now(),
      state: this.#state,
      counters: this.counters,
      connections: this.#connections,
      trace: this.#trace,
      scans: this.#link?.scans ?? [],
      verdicts: this.#verdicts,
      factory: this.#needs.factory,
    })
  }

  start(): void {
    this.#living ??= this.#live()
  }

  /** A new configuration of the tags; the connection stays. Rejects if the driver cannot take it (then it reconnects). */
  async setTags(tags: readonly TagSpec[]): Promise<void> {
    this.#take(tags)
    await this.#tell(this.#values.waiting(this.#clock.now()))
    if (this.#link) await this.#setUp(this.#link)
  }

  /**
   * Writes once, or says why not; never later, and never again for an operation it has seen (name each by a new one). A
   * write that was on its way when the link broke ends as BadCommunicationError: whether the device took it is then unknown.
   */
  write(requests: readonly WriteRequest[], deadlineMs = WRITE_MS): Promise<WriteResult[]> {
    return this.#writes.write(requests, deadlineMs)
  }

  /** One page of what the device offers. Throws `driver.browse_unsupported`, `driver.not_connected`. */
  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal?: AbortSignal,
  ): Promise<BrowsePage> {
    const link = this.#link
    if (!this.#needs.factory.capabilities.browse) {
      throw new Fault('driver.browse_unsupported', { kind: this.#needs.factory.kind })
    }
    if (!link?.driver.browse) throw new Fault('driver.not_connected', { state: this.#state.state })
    return link.driver.browse(parent, page, signal ? AbortSignal.any([signal, link.signal]) : link.signal)
  }

  /** Idempotent; ends within about 2 s whatever the driver does. */
  async close(): Promise<void> {
    if (!this.#ending.signal.aborted) {
      this.#ending.abort(new Fault('driver.closing'))
      this.#stopFading()
    }
    await this.#living
    if (this.#state.state !== 'closed') this.#become({ state: 'closed', attempt: 0 })
  }

  async #live(): Promise<void> {
    let attempt = 0
    if (!this.#resumes) await this.#tell(this.#values.waiting(this.#clock.now()))
    this.#fade()
    while (!this.#ending.signal.aborted) {
      attempt++
      this.#become({ state: 'connecting', attempt, lastError: this.#state.lastError })
      const begun = this.#clock.monotonic()
      const reason = await this.#connection(attempt)
      if (this.#ending.signal.aborted) return
      if (this.#state.state === 'online' && this.#clock.monotonic() - begun >= SETTLED_MS) attempt = 0
      this.#trace.failed(reason instanceof Fault ? reason.code : 'driver.link_lost')
      const nextMs = backoffMs(Math.max(0, attempt - 1), this.#needs.random ?? Math.random)
      this.#become({ state: 'backoff', attempt, lastError: sayFault(reason), nextMs })
      await this.#pause(nextMs)
    }
  }

  /** One connection from attempt to end; resolves with why it ended. */
  async #connection(attempt: number): Promise<unknown> {
    const { factory, config, attempts } = this.#needs
    const abort = new AbortController()
    const ended = Promise.withResolvers<unknown>()
    const lose = (reason: unknown): void => {
      ended.resolve(reason)
      abort.abort(reason)
    }
    const closing = (): void => lose(this.#ending.signal.reason)
    this.#ending.signal.addEventListener('abort', closing, { once: true })
    let link: Link | undefined
    try {
      await attempts.take(abort.signal)
      const driver = factory.create(
        config,
        {
          samples: (batch, past) => (this.#link === link ? this.#deliver(batch, past) : undefined),
          lost: lose,
          restates: (tag, time) => this.#link === link && this.#values.restates(tag, time),
        },
        this.#environment,
      )
      driver.counters.trace = this.#trace
      this.#driver = driver
      link = { driver, signal: abort.signal, lose, scans: [], settingUp: Promise.resolve() }
      const patience = factory.capabilities.listens ? Number.POSITIVE_INFINITY : CONNECT_MS
      await this.#within(patience, 'driver.connect_timeout', driver.connect(abort.signal), ended.promise)
      this.#link = link
      this.#connections++
      await this.#setUp(link, ended.promise)
      this.#stopFading()
      this.#become({ state: 'online', attempt, lastError: this.#state.lastError })
      const watch = this.#watch(link)
      const reason = await ended.promise
      watch.cancel()
      return reason
    } catch (reason) {
      lose(reason)
      return reason
    } finally {
      this.#ending.signal.removeEventListener('abort', closing)
      if (link) await this.#dispose(link)
    }
  }

  #setUp(link: Link, ended?: Promise<unknown>): Promise<void> {
    const turn = link.settingUp.then(() => this.#setUpTags(link, ended))
    link.settingUp = turn.catch((reason: unknown) => link.lose(reason))
    return turn
  }

  async #setUpTags(link: Link, ended: Promise<unknown> | undefined): Promise<void> {
    for (const scan of link.scans) scan.stop()
    link.scans = []
    const tags = this.#tags
    const { groups, verdicts } = await this.#within(SETUP_MS, 'driver.setup_timeout', link.driver.setTags(tags), ended)
    if (link.signal.aborted || tags !== this.#tags) return
    this.#refused = new Set(verdicts.filter(({ status }) => isBad(status)).map(({ tag }) => tag))
    this.#verdicts = verdicts
    await this.#tell(this.#values.refuse(verdicts, this.#clock.now()))
    link.scans = groups.map((group) => this.#scan(link, group))
    for (const scan of link.scans) scan.start()
  }

  #scan(link: Link, group: ScanGroup): Scan {
    const scan: Scan = new Scan({
      clock: this.#clock,
      group,
      phaseMs: phaseOf(this.#needs.name, group.periodMs),
      read: async () => {
        const batch = await link.driver.poll!(group, link.signal)
        if (this.#link === link && link.scans.includes(scan)) await this.#deliver(batch)
      },
      late: (cycles) => {
        this.#totals.lateCycles += cycles
      },
      failed: link.lose,
    })
    return scan
  }

  #watch(link: Link): Timer {
    let settled = false
    const begun = this.#clock.monotonic()
    return this.#clock.every(WATCH_MS, () => {
      if (!link.driver.healthy()) link.lose(new Fault('driver.unhealthy'))
      for (const { busyMs, periodMs } of link.scans) {
        if (busyMs > Math.max(60_000, periodMs * 10))
          link.lose(new Fault('driver.poll_stuck', { periodMs, ms: Math.round(busyMs) }))
      }
      if (!settled && !link.signal.aborted && this.#clock.monotonic() - begun >= SETTLED_MS) {
        settled = true
        this.#become({ state: 'online', attempt: 1 })
      }
    })
  }

  async #dispose(link: Link): Promise<void> {
    for (const scan of link.scans) scan.stop()
    if (this.#link === link) {
      this.#link = undefined
      if (!this.#ending.signal.aborted && !this.#resumes) {
        await this.#tell(this.#values.lost(this.#clock.now(), this.#refused))
        this.#fade()
      }
    }
    try {
      await this.#within(CLOSE_MS, 'driver.close_timeout', link.driver.close())
    } catch (reason) {
      this.#environment.log.warn('driver did not close', { device: this.#needs.name, reason: sayFault(reason) })
    }
    Object.assign(this.#totals, sum(this.#totals, link.driver.counters))
    this.#driver = undefined
  }

  get #resumes(): boolean {
    return this.#needs.factory.capabilities.resumes === true
  }

  /** Three periods without a connection: what was uncertain turns bad. */
  #fade(): void {
    if (this.#fading.length > 0 || this.#ending.signal.aborted || this.#resumes) return
    for (const periodMs of new Set(this.#tags.map((tag) => tag.periodMs))) {
      const timer = this.#clock.after(periodMs * 3, () => {
        void this.#tell(this.#values.gone(periodMs, this.#clock.now(), this.#refused))
      })
      this.#fading.push(timer)
    }
  }

  #stopFading(): void {
    for (const timer of this.#fading) timer.cancel()
    this.#fading = []
  }

  #take(tags: readonly TagSpec[]): void {
    this.#tags = tags
    this.#values.setTags(tags)
  }

  #deliver(batch: SampleBatch, past = false): void | Promise<void> {
    if (past) return batch.length > 0 ? this.#needs.sink.samples(batch, true) : undefined
    return this.#tell(this.#values.accept(batch, this.#clock.now()))
  }

  #tell(batch: SampleBatch): void | Promise<void> {
    if (batch.length > 0) return this.#needs.sink.samples(batch)
  }

  #become(state: Omit<DeviceState, 'since' | 'lastError'> & { readonly lastError?: string | undefined }): void {
    const { lastError, ...rest } = state
    this.#state = { ...rest, since: this.#clock.now(), ...(lastError === undefined ? {} : { lastError }) }
    this.#needs.sink.state(this.#state)
  }

  /** Waits, unless the device is being closed. */
  #pause(ms: number): Promise<void> {
    const over = Promise.withResolvers<void>()
    const timer = this.#clock.after(ms, over.resolve)
    const stop = (): void => {
      timer.cancel()
      over.resolve()
    }
    if (this.#ending.signal.aborted) stop()
    else this.#ending.signal.addEventListener('abort', stop, { once: true })
    return over.promise.finally(() => this.#ending.signal.removeEventListener('abort', stop))
  }

  /** The work's end, but no later than `ms`, and no later than `ended`, whose value is then thrown. */
  async #within<T>(ms: number, code: string, work: Promise<T>, ended?: Promise<unknown>): Promise<T> {
    const late = Promise.withResolvers<never>()
    const timer =
      ms === Number.POSITIVE_INFINITY ? undefined : this.#clock.after(ms, () => late.reject(new Fault(code, { ms })))
    const races = [work, late.promise]
    if (ended) races.push(ended.then((reason) => Promise.reject(reason)))
    try {
      return await Promise.race(races)
    } finally {
      timer?.cancel()
    }
  }
}

/** Makes the supervisor of one device; call `start()`. The configuration must have been checked against the factory's schema. */
export function superviseDevice<Config>(needs: DeviceNeeds<Config>): DeviceSupervisor {
  return new DeviceSupervisor(needs as DeviceNeeds<unknown>)
}

/** Counters of a new driver. */
export function noCounts(): DriverCounters {
  return {
    reads: 0,
    writes: 0,
    timeouts: 0,
    errors: 0,
    bytesIn: 0,
    bytesOut: 0,
    lateReplies: 0,
    lateCycles: 0,
    roundTripMs: 0,
  }
}

function sum(a: Readonly<DriverCounters>, b: Readonly<DriverCounters>): DriverCounters {
  return {
    reads: a.reads + b.reads,
    writes: a.writes + b.writes,
    timeouts: a.timeouts + b.timeouts,
    errors: a.errors + b.errors,
    bytesIn: a.bytesIn + b.bytesIn,
    bytesOut: a.bytesOut + b.bytesOut,
    lateReplies: a.lateReplies + b.lateReplies,
    lateCycles: a.lateCycles + b.lateCycles,
    roundTripMs: b.roundTripMs,
  }
}
