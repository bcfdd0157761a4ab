import {
  Fault,
  MICROS_PER_MS,
  MICROS_PER_S,
  type Micros,
  type SampleBatch,
  type TenantId,
  type Timer,
} from '@millrace/core'
import type { LiveFeed } from '../ingest/needs.ts'
import type { LiveCounters, LiveEngine, LiveNeeds } from './face.ts'
import './faults.ts'
import { type Encoded, Interest } from './interest.ts'
import { Ledger } from './ledger.ts'
import { Life } from './life.ts'
import type { Define, Told, Word } from './messages.ts'
import { Owners } from './owners.ts'
import { startThread } from './thread.ts'
import { faultOf, Trouble } from './trouble.ts'

/** Rows on their way to the thread; above it the thread reads them from the journal. */
const MOST_ROWS = 250_000
/** Groups on their way to the thread. */
const MOST_GROUPS = 1_000
/** Doubles of results that wait to be taken; above it nothing more is evaluated. */
const MOST_WAITING = 500_000
/** Bytes of journal that are kept for live computing alone; further behind, it leaves them out. */
const MOST_BEHIND = 1_024 * 1_048_576
/** A window of KPIs waits so long after its end for values that are on their way. */
const GRACE: Micros = 60_000_000
const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000
/** A position without samples of interest is told so often. */
const IDLE_MS = 1_000
const CLOSE_MS = 10_000
/** Whether the thread comes back is looked at so often. */
const LOOK_MS = 250
const STUCK_MS = 10_000

type Extent = ReturnType<Parameters<LiveFeed['follow']>[0]>

class Engine implements LiveEngine {
  readonly #needs: LiveNeeds
  readonly #owners: Owners
  readonly #ledger = new Ledger()
  readonly #interest = new Interest()
  readonly #trouble: Trouble
  readonly #idle: Timer
  readonly #looking: Timer
  /** What the thread works for, and how often it was seen at it. */
  #seen = { serial: 0, times: 0 }
  /** Monotonic time of `wall`: time that no setting of the clock moves. */
  readonly #zero: number
  readonly #wall: Micros
  #extent: () => Extent = () => []
  #life: Life | undefined
  /** Monotonic time at which the thread was started. */
  #startedAt = 0
  /** Groups go to the thread as they come; else it reads them. */
  #isDirect = false
  /** The newest group, and what of the journal is evaluated. */
  #end = 0
  #position = 0
  #kept = 0
  #unsaid = false
  #skipped = 0
  #retry: Timer | undefined
  #failures = 0
  #closing: Promise<void> | undefined

  constructor(needs: LiveNeeds) {
    const { clock } = needs
    this.#needs = needs
    this.#zero = clock.monotonic()
    this.#wall = clock.now()
    this.#trouble = new Trouble(needs.log, () => this.#now())
    this.#owners = new Owners(needs, {
      defined: (order) => this.#define(order),
      refreshed: () => {
        if (this.#isDirect) void this.#reconcile()
      },
    })
    this.#idle = clock.every(IDLE_MS, () => this.#sayIdle())
    this.#looking = clock.every(LOOK_MS, () => this.#look())
  }

  get kept(): number {
    const { mostBehind = MOST_BEHIND } = this.#needs
    return Math.max(this.#kept, this.#end - mostBehind)
  }

  get end(): number {
    return this.#end
  }

  follow(extent: () => Extent): void {
    this.#extent = extent
  }

  async begin(tenants: readonly TenantId[]): Promise<void> {
    // Until the checkpoint says better, all that the journal has is behind.
    const extent = this.#extent()
    this.#position = extent[0]?.base ?? 0
    this.#end = extent.at(-1)?.end ?? 0
    if (this.#end > this.#position) this.#ledger.add(this.#end, this.#now())
    for (const tenant of tenants) await this.#owners.refresh(tenant)
    this.#start()
  }

  take(shares: readonly { readonly tenant: string; readonly batch: SampleBatch }[], position: number): void {
    this.#end = position
    this.#ledger.add(position, this.#now())
    const life = this.#life
    if (!this.#isDirect || !life) {
      this.#pump()
      return
    }
    const { mostRows = MOST_ROWS } = this.#needs
    if (life.rows > mostRows || life.outstanding > MOST_GROUPS || this.#owners.waiting > MOST_WAITING) {
      this.#isDirect = false
      return
    }
    const { shares: told, rows } = this.#interest.of(shares)
    if (told.length === 0 && life.outstanding === 0) {
      // Nothing of it is wanted: one word a second is enough.
      this.#unsaid = true
      this.#position = position
      this.#ledger.done(position, this.#now())
      return
    }
    this.#feed(life, position, told, rows)
  }

  counters(): LiveCounters {
    const now = this.#now()
    const fault = this.#owners.fault ?? this.#trouble.fault
    return {
      lagSeconds: this.#ledger.lag(now) / MICROS_PER_S,
      lagP99Seconds: this.#ledger.percentile(0.99) / MICROS_PER_S,
      behindBytes: Math.max(0, this.#end - this.#position),
      skippedBytes: this.#skipped,
      edges: this.#owners.edges,
      suspended: this.#owners.suspensions,
      ...(fault ? { fault: fault.code } : {}),
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { clock } = this.#needs
    this.#owners.close()
    this.#idle.cancel()
    this.#looking.cancel()
    this.#retry?.cancel()
    const late = new AbortController()
    const inTime = async (work: Promise<unknown>): Promise<void> => {
      await Promise.race([work, clock.sleep(CLOSE_MS, late.signal)])
    }
    const life = this.#life
    if (life?.hasBegun) {
      // What the thread tells before it ends must be taken, or its checkpoint is not written.
      await inTime(life.quiet().then(() => this.#owners.drained()))
      await inTime(life.close())
    }
    late.abort()
    this.#owners.stop()
    this.#life = undefined
    await life?.terminate()
  }

  #now(): Micros {
    return this.#wall + Math.round((this.#needs.clock.monotonic() - this.#zero) * MICROS_PER_MS)
  }

  #start(): void {
    if (this.#closing) return
    const { file, clock, grace = GRACE, start = startThread } = this.#needs
    this.#startedAt = clock.monotonic()
    const life = new Life({
      start,
      file,
      now: this.#now(),
      grace,
      heard: (from, word) => {
        if (this.#life === from) this.#hear(from, word)
      },
      ended: (from, seen) => this.#lose(from, seen),
    })
    this.#life = life
    for (const order of this.#owners.all()) this.#define(order)
    life.post({ do: 'begin' })
  }

  #lose(life: Life, seen: string): void {
    if (this.#life !== life) return
    this.#life = undefined
    this.#isDirect = false
    if (this.#closing) return
    const { clock } = this.#needs
    this.#trouble.raise(new Fault('live.thread_lost', { seen }))
    this.#failures = clock.monotonic() - this.#startedAt > LONGEST_RETRY_MS ? 1 : this.#failures + 1
    const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** (this.#failures - 1))
    this.#retry = clock.after(wait, () => this.#start())
  }

  /**
   * Code of users in the thread may not come back: it is ended then, and all go on from the checkpoint but the one that held it. Counted
   * are looks and not time, so that a machine that slept blames nobody.
   */
  #look(): void {
    const life = this.#life
    if (!life) return
    const { number, serial } = life.doing
    this.#seen = { serial, times: number !== 0 && serial === this.#seen.serial ? this.#seen.times + 1 : 0 }
    const { stuckMs = STUCK_MS } = this.#needs
    if (this.#seen.times * LOOK_MS < stuckMs) return
    this.#seen = { serial, times: 0 }
    this.#owners.stuck(number, new Fault('live.flow_stuck', { seconds: Math.round(stuckMs / 1_000) }))
    // That is no trouble of the thread's own: it begins again at once.
    this.#startedAt = Number.NEGATIVE_INFINITY
    void life.terminate()
  }

  #hear(life: Life, word: Word): void {
    switch (word.say) {
      case 'begun':
        this.#begun(life, word)
        break
      case 'results':
        this.#owners.tell(word.results, word.position, () => {
          if (this.#life !== life) return
          life.post({ do: 'accepted', serial: word.serial })
          this.#pump()
        })
        break
      case 'done':
        this.#done(life, word.position, word.failure)
        break
      case 'kept':
        this.#kept = Math.max(this.#kept, word.position)
        this.#trouble.clear('live.checkpoint_unwritable')
        break
      case 'unkept':
        this.#trouble.raise(faultOf(word.failure))
        break
      case 'suspended':
        this.#owners.suspended(word.kind, word.tenant as TenantId, word.number, faultOf(word.fault))
        break
      case 'closed':
    }
  }

  #begun(life: Life, { position, fault }: Extract<Word, { say: 'begun' }>): void {
    if (fault) this.#trouble.raise(faultOf(fault))
    const extent = this.#extent()
    const begins = extent[0]?.base ?? 0
    const end = extent.at(-1)?.end ?? 0
    const skips = position !== undefined && position < begins
    if (skips) {
      this.#skipped += begins - position
      this.#trouble.raise(new Fault('live.journal_gap', { position, begins }))
    }
    this.#position = Math.min(Math.max(position ?? begins, begins), end)
    this.#kept = Math.max(this.#kept, this.#position)
    this.#ledger.done(this.#position, this.#now())
    life.hasBegun = true
    life.post({ do: 'move', position: this.#position, skips })
    this.#pump()
  }

  #done(life: Life, position: number, failure: Told | undefined): void {
    life.answered()
    this.#position = Math.max(this.#position, position)
    this.#ledger.done(this.#position, this.#now())
    if (failure) {
      this.#trouble.raise(faultOf(failure))
      this.#retry = this.#needs.clock.after(RETRY_MS, () => this.#pump())
      return
    }
    this.#trouble.clear('live.journal_unreadable', 'live.thread_lost')
    this.#pump()
  }

  /** While the thread is behind: lets it read on, and joins it to what comes when it has all there is. */
  #pump(): void {
    const life = this.#life
    if (this.#isDirect || !life?.hasBegun || life.outstanding > 0 || this.#closing) return
    const { mostBehind = MOST_BEHIND } = this.#needs
    if (this.#end - this.#position > mostBehind) this.#skip(life, mostBehind)
    if (this.#position >= this.#end) {
      this.#isDirect = true
      life.post({ do: 'current' })
      void this.#reconcile()
    } else if (this.#owners.waiting <= MOST_WAITING) {
      life.read(this.#extent())
    }
  }

  #skip(life: Life, most: number): void {
    const bytes = this.#end - this.#position
    this.#skipped += bytes
    this.#position = this.#end
    this.#kept = this.#end
    this.#ledger.done(this.#end, this.#now())
    this.#trouble.raise(new Fault('live.skipped', { bytes, most }))
    life.post({ do: 'move', position: this.#end, skips: true })
  }

  #feed(life: Life, position: number, shares: readonly Encoded[], rows: number): void {
    this.#unsaid = false
    life.feed(position, this.#now(), shares, rows)
  }

  #sayIdle(): void {
    if (this.#unsaid && this.#isDirect && this.#life) this.#feed(this.#life, this.#end, [], 0)
  }

  #define(order: Define): void {
    const { kind, tenant } = order
    if (kind === 'conditions') this.#life?.reconciled.delete(tenant as TenantId)
    // In the same breath: from the moment at which the thread has a definition it sees everything of its series.
    this.#interest.set(tenant, this.#owners.seriesOf(tenant as TenantId))
    this.#life?.post(order)
  }

  async #reconcile(): Promise<void> {
    if (this.#life) await this.#owners.reconcile(this.#life)
  }
}

/** Evaluates what tenants defined on what the journal made durable, in a thread of its own. */
export function createLiveEngine(needs: LiveNeeds): LiveEngine {
  return new Engine(needs)
}
