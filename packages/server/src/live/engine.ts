import {
  type Clock,
  type Closable,
  Fault,
  type Log,
  MICROS_PER_MS,
  MICROS_PER_S,
  type Micros,
  type SampleBatch,
  sayFault,
  type TenantId,
  type Timer,
} from '@millrace/core'
import type { LiveFeed } from '../ingest/needs.ts'
import { standingRows } from './condition-evaluator.ts'
import { type Change, Definitions, seriesOf } from './definitions.ts'
import './faults.ts'
import { type Encoded, Interest } from './interest.ts'
import { Ledger } from './ledger.ts'
import { Life } from './life.ts'
import type { Told, Word } from './messages.ts'
import type { ConditionBook } from './needs.ts'
import { Telling } from './telling.ts'
import { type LiveThread, startThread, type ThreadStart } from './thread.ts'

/** Rows on their way to the thread; above it the thread reads them from the journal. */
const MOST_ROWS = 250_000
/** Groups on their way to the thread. */
const MOST_GROUPS = 1_000
/** Doubles of results that wait to be taken; above it nothing more is evaluated. */
const MOST_WAITING = 500_000
/** Bytes of journal that are kept for live computing alone; further behind, it leaves them out. */
const MOST_BEHIND = 1_024 * 1_048_576
const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000
/** A position without samples of interest is told so often. */
const IDLE_MS = 1_000
const CLOSE_MS = 10_000
/** Faults that happened, and nothing ends them: told for so long. */
const passing = new Set(['live.skipped', 'live.journal_gap', 'live.checkpoint_malformed'])
const TOLD_FOR = 3_600 * MICROS_PER_S

export interface LiveNeeds {
  /** Of the checkpoint. */
  readonly file: string
  readonly conditions: ConditionBook
  readonly clock: Clock
  readonly log: Log
  /** Default 1 GiB. */
  readonly mostBehind?: number
  /** Default 250,000. */
  readonly mostRows?: number
  /** Default: a worker thread. */
  readonly start?: (start: ThreadStart) => LiveThread
}

export interface LiveCounters {
  /** s since the oldest group that is not evaluated became durable. */
  readonly lagSeconds: number
  /** s in which 99 of 100 of the newest groups were evaluated. */
  readonly lagP99Seconds: number
  /** Bytes of the journal that are not evaluated. */
  readonly behindBytes: number
  /** Bytes that were left out since the start, because live computing was too far behind. */
  readonly skippedBytes: number
  /** Edges of conditions that were taken since the start. */
  readonly edges: number
  readonly suspended: number
  /** Code of what is wrong now. */
  readonly fault?: string
}

export interface LiveEngine extends LiveFeed, Closable {
  /** After the journal is open. Reads on from where the last life ended, and evaluates from then on. */
  begin(tenants: readonly TenantId[]): Promise<void>
  counters(): LiveCounters
}

type Extent = ReturnType<Parameters<LiveFeed['follow']>[0]>

class Engine implements LiveEngine {
  readonly #needs: LiveNeeds
  readonly #definitions: Definitions
  readonly #telling: Telling
  readonly #ledger = new Ledger()
  #interest = new Interest()
  readonly #idle: Timer
  readonly #forget: () => void
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
  #suspended = 0
  #fault: Fault | undefined
  #raisedAt: Micros = 0
  #retry: Timer | undefined
  #failures = 0
  #closing: Promise<void> | undefined

  constructor(needs: LiveNeeds) {
    const { clock, conditions } = needs
    this.#needs = needs
    this.#zero = clock.monotonic()
    this.#wall = clock.now()
    this.#definitions = new Definitions(needs, (change) => this.#define(change))
    this.#telling = new Telling(needs)
    this.#forget = conditions.onChanged((tenant) => this.#refresh(tenant))
    this.#idle = clock.every(IDLE_MS, () => this.#sayIdle())
  }

  get kept(): number {
    const { mostBehind = MOST_BEHIND } = this.#needs
    return Math.max(this.#kept, this.#end - mostBehind)
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
    for (const tenant of tenants) await this.#definitions.refresh(tenant)
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
    if (life.rows > mostRows || life.outstanding > MOST_GROUPS || this.#telling.waiting > MOST_WAITING) {
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
    const isOver = passing.has(this.#fault?.code ?? '') && now - this.#raisedAt > TOLD_FOR
    const fault = this.#telling.fault ?? (isOver ? undefined : this.#fault)
    return {
      lagSeconds: this.#ledger.lag(now) / MICROS_PER_S,
      lagP99Seconds: this.#ledger.percentile(0.99) / MICROS_PER_S,
      behindBytes: Math.max(0, this.#end - this.#position),
      skippedBytes: this.#skipped,
      edges: this.#telling.edges,
      suspended: this.#suspended,
      ...(fault ? { fault: fault.code } : {}),
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { clock } = this.#needs
    this.#forget()
    this.#idle.cancel()
    this.#retry?.cancel()
    this.#definitions.stop()
    const late = new AbortController()
    const inTime = async (work: Promise<unknown>): Promise<void> => {
      await Promise.race([work, clock.sleep(CLOSE_MS, late.signal)])
    }
    const life = this.#life
    if (life?.hasBegun) {
      // What the thread tells before it ends must be taken, or its checkpoint is not written.
      await inTime(life.quiet().then(() => this.#telling.drained()))
      await inTime(life.close())
    }
    late.abort()
    this.#telling.stop()
    this.#life = undefined
    await life?.terminate()
  }

  #now(): Micros {
    return this.#wall + Math.round((this.#needs.clock.monotonic() - this.#zero) * MICROS_PER_MS)
  }

  #start(): void {
    if (this.#closing) return
    const { file, clock, start = startThread } = this.#needs
    this.#startedAt = clock.monotonic()
    const life = new Life({
      start,
      file,
      now: this.#now(),
      heard: (from, word) => {
        if (this.#life === from) this.#hear(from, word)
      },
      ended: (from, seen) => this.#lose(from, seen),
    })
    this.#life = life
    this.#interest = new Interest()
    for (const change of this.#definitions.all()) this.#define(change)
    life.post({ do: 'begin' })
  }

  #lose(life: Life, seen: string): void {
    if (this.#life !== life) return
    this.#life = undefined
    this.#isDirect = false
    if (this.#closing) return
    const { clock } = this.#needs
    this.#raise(new Fault('live.thread_lost', { seen }))
    this.#failures = clock.monotonic() - this.#startedAt > LONGEST_RETRY_MS ? 1 : this.#failures + 1
    const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** (this.#failures - 1))
    this.#retry = clock.after(wait, () => this.#start())
  }

  #hear(life: Life, word: Word): void {
    switch (word.say) {
      case 'begun':
        this.#begun(life, word)
        break
      case 'wanted':
        this.#interest.set(word.tenant, word.series)
        break
      case 'results':
        this.#telling.add(word.results, () => {
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
        this.#clear('live.checkpoint_unwritable')
        break
      case 'unkept':
        this.#raise(faultOf(word.failure))
        break
      case 'suspended':
        this.#suspended++
        this.#tellSuspended(word.tenant as TenantId, word.number, faultOf(word.fault))
        break
      case 'closed':
    }
  }

  #begun(life: Life, { position, fault }: Extract<Word, { say: 'begun' }>): void {
    if (fault) this.#raise(faultOf(fault))
    const extent = this.#extent()
    const begins = extent[0]?.base ?? 0
    const end = extent.at(-1)?.end ?? 0
    if (position !== undefined && position < begins) {
      this.#skipped += begins - position
      this.#raise(new Fault('live.journal_gap', { position, begins }))
    }
    this.#position = Math.min(Math.max(position ?? begins, begins), end)
    this.#kept = Math.max(this.#kept, this.#position)
    this.#ledger.done(this.#position, this.#now())
    life.hasBegun = true
    life.post({ do: 'move', position: this.#position })
    this.#pump()
  }

  #done(life: Life, position: number, failure: Told | undefined): void {
    life.answered()
    this.#position = Math.max(this.#position, position)
    this.#ledger.done(this.#position, this.#now())
    if (failure) {
      this.#raise(faultOf(failure))
      this.#retry = this.#needs.clock.after(RETRY_MS, () => this.#pump())
      return
    }
    this.#clear('live.journal_unreadable', 'live.thread_lost')
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
    } else if (this.#telling.waiting <= MOST_WAITING) {
      life.read(this.#extent())
    }
  }

  #skip(life: Life, most: number): void {
    const bytes = this.#end - this.#position
    this.#skipped += bytes
    this.#position = this.#end
    this.#kept = this.#end
    this.#ledger.done(this.#end, this.#now())
    this.#raise(new Fault('live.skipped', { bytes, most }))
    life.post({ do: 'move', position: this.#end })
  }

  #feed(life: Life, position: number, shares: readonly Encoded[], rows: number): void {
    this.#unsaid = false
    life.feed(position, this.#now(), shares, rows)
  }

  #sayIdle(): void {
    if (this.#unsaid && this.#isDirect && this.#life) this.#feed(this.#life, this.#end, [], 0)
  }

  #define({ tenant, put, remove }: Change): void {
    if (!this.#life) return
    this.#interest.expect(tenant, seriesOf(put))
    this.#life.reconciled.delete(tenant)
    this.#life.post({ do: 'define', tenant, kind: 'conditions', put, remove })
  }

  /** Resolves when what becomes durable from now on is evaluated by the definitions as they are. */
  async #refresh(tenant: TenantId): Promise<void> {
    await this.#definitions.refresh(tenant)
    if (this.#isDirect) void this.#reconcile()
  }

  /** For each tenant once in a life and after its definitions changed, when everything before is evaluated and taken. */
  async #reconcile(): Promise<void> {
    const life = this.#life
    if (!life) return
    const due = this.#definitions.tenants.filter((tenant) => !life.reconciled.has(tenant))
    for (const tenant of due) life.reconciled.add(tenant)
    if (due.length === 0) return
    await this.#telling.drained()
    for (const tenant of due) {
      try {
        const rows = standingRows(await this.#needs.conditions.standing(tenant))
        life.post({ do: 'reconcile', tenant, kind: 'conditions', rows })
      } catch (failure) {
        life.reconciled.delete(tenant)
        this.#needs.log.error('standing conditions not read', { fault: sayFault(failure), tenant })
        this.#needs.clock.after(RETRY_MS, () => void this.#reconcile())
      }
    }
  }

  #tellSuspended(tenant: TenantId, condition: number, fault: Fault): void {
    const { conditions, log } = this.#needs
    this.#definitions.suspended(tenant, condition)
    log.warn('condition suspended', { tenant, condition, fault: sayFault(fault) })
    conditions
      .suspended(tenant, condition, fault)
      .catch((failure: unknown) => log.error('suspended condition not told', { fault: sayFault(failure), condition }))
  }

  #raise(fault: Fault): void {
    this.#fault = fault
    this.#raisedAt = this.#now()
    this.#needs.log.error('live computing', { fault: sayFault(fault) })
  }

  #clear(...codes: readonly string[]): void {
    if (this.#fault && codes.includes(this.#fault.code)) this.#fault = undefined
  }
}

const faultOf = ({ code, facts }: Told): Fault => new Fault(code, facts)

/** Evaluates what tenants defined on what the journal made durable, in a thread of its own. */
export function createLiveEngine(needs: LiveNeeds): LiveEngine {
  return new Engine(needs)
}
