import { seriesOfInputs } from '@millrace/compute'
import {
  type Clock,
  type Closable,
  Fault,
  type Log,
  type Micros,
  sayFault,
  type TenantId,
  type Timer,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { TenantDb } from '../../database/index.ts'
import type { Bring, PointBook } from './book.ts'
import * as store from './store.ts'
import { batchOfTold, tellStretch } from './stretch.ts'

const EVERY_MS = 10_000
/** What came late is worked in after so long: what comes with it comes in it. */
const SOON_MS = 1_000
const ROWS_AT_ONCE = 50
/** Samples of one series that are read at a time. */
const MOST_SAMPLES = 10_000
/** So long at most a stretch is worked at before others have their turn, ms. */
const TURN_MS = 1_000
/** All that waits of an organisation, before the others have theirs, ms. */
const MOST_TURN_MS = 5_000
/** Left to others after each step, ms. */
const PAUSE_MS = 5
const FIRST_WIDTH: Micros = 3_600_000_000
const MOST_WIDTH: Micros = 30 * 86_400_000_000

/** How far the history has come with what the journal has. */
export interface HistoryProgress {
  readonly position: number
  /** Resolves when it has come so far. */
  reached(position: number): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly progress: HistoryProgress
  readonly book: PointBook
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
}

/** Works derived points out from the history: where samples came late, and back over what was before. */
export class Rounds implements Closable {
  readonly #needs: Needs
  readonly #tenants = new Set<TenantId>()
  readonly #soon = new Map<TenantId, Timer>()
  readonly #closing = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #timer: Timer | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#next()
  }

  begin(tenant: TenantId): void {
    this.#tenants.add(tenant)
  }

  /** Something waits. */
  soon(tenant: TenantId): void {
    if (this.#closing.signal.aborted || this.#soon.has(tenant)) return
    const timer = this.#needs.clock.after(SOON_MS, () => {
      this.#soon.delete(tenant)
      this.tell(tenant).catch((thrown: unknown) => this.#failed(tenant, thrown))
    })
    this.#soon.set(tenant, timer)
  }

  /** Resolves when what can be worked out was, or had its turn. */
  async tell(tenant: TenantId): Promise<void> {
    const turn = this.#running.then(() => this.#tell(tenant))
    // The next in turn begins whether this one failed or not; whoever asked hears of it.
    this.#running = turn.catch(() => undefined)
    await turn
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#timer?.cancel()
    for (const timer of this.#soon.values()) timer.cancel()
    await this.#running
  }

  #next(): void {
    if (this.#closing.signal.aborted) return
    this.#timer = this.#needs.clock.after(EVERY_MS, () => {
      this.#running = this.#running.then(() => this.#round())
      void this.#running.then(() => this.#next())
    })
  }

  async #round(): Promise<void> {
    for (const tenant of this.#tenants)
      if (!this.#closing.signal.aborted)
        await this.#tell(tenant).catch((thrown: unknown) => this.#failed(tenant, thrown))
  }

  #failed(tenant: TenantId, thrown: unknown): void {
    if (this.#closing.signal.aborted) return
    this.#needs.log.error('derived points could not be worked out', { tenant, fault: sayFault(thrown) })
  }

  async #tell(tenant: TenantId): Promise<void> {
    const { tenants, progress, book, clock, log } = this.#needs
    const points = book.known(tenant)
    if (points.length === 0) return
    const asked = { points, limit: ROWS_AT_ONCE }
    const rows = await tenants.within(tenant, (tx) => store.workUpTo(tx, progress.position, asked))
    const begun = clock.monotonic()
    let isMore = rows.length === ROWS_AT_ONCE
    for (const row of rows) {
      if (this.#closing.signal.aborted) return
      if (clock.monotonic() - begun > MOST_TURN_MS) {
        isMore = true
        break
      }
      try {
        isMore = (await this.#work(tenant, row)) || isMore
      } catch (thrown) {
        if (this.#closing.signal.aborted) return
        // It comes again with the next round, and does not hold up the others.
        log.warn('a stretch of a derived point waits', { tenant, point: row.point, fault: sayFault(thrown) })
        // Where there is no room for this, there is none for the others.
        if (thrown instanceof Fault && thrown.code === 'ingest.refused') return
      } finally {
        book.workingOn()
      }
    }
    if (isMore) this.soon(tenant)
  }

  /** True if there is more of it to be done. */
  async #work(tenant: TenantId, row: store.WorkRow): Promise<boolean> {
    const { tenants, book, history, clock } = this.#needs
    const known = book.definitionOf(tenant, row.point)
    // It cannot be worked out as it is: when it can, what waits is there.
    if (!known) return false
    const { definition, isCondition } = known
    const end = row.series < 0 ? row.end : await this.#supersededAt(tenant, row)
    const begun = clock.monotonic()
    let { first } = row
    let width = FIRST_WIDTH
    while (first < end && clock.monotonic() - begun < TURN_MS) {
      const to = Math.min(end, first + width)
      await this.#reached(book.workingOn({ number: definition.number, from: first, to }))
      const told = await tellStretch(history, tenant, definition, { from: first, to, most: this.#most(definition) })
      if (!told) {
        width = Math.max(1, Math.floor(width / 4))
        continue
      }
      const rows = told.map((sample) => ({ ...sample, number: definition.number }))
      if (rows.length > 0)
        await this.#needs.bring(
          tenant,
          batchOfTold(rows, () => isCondition),
          this.#closing.signal,
        )
      first = to
      width = Math.min(MOST_WIDTH, width * 2)
      await clock.sleep(PAUSE_MS, this.#closing.signal)
    }
    await tenants.within(tenant, async (tx) => {
      if (first >= end) await store.done(tx, row)
      else await store.moveOn(tx, row, first)
    })
    return first < end
  }

  /** Resolves when the history has come so far. Throws when the platform closes before. */
  async #reached(position: number): Promise<void> {
    const { signal } = this.#closing
    const closed = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => closed.resolve(), { once: true })
    await Promise.race([this.#needs.progress.reached(position), closed.promise])
    signal.throwIfAborted()
  }

  /** Rows of all inputs are held at once. */
  #most(definition: Parameters<typeof seriesOfInputs>[0]): number {
    return Math.max(100, Math.floor((MOST_SAMPLES * 2) / seriesOfInputs(definition).length))
  }

  /** Where the next sample of the series takes over from the last that came late. */
  async #supersededAt(tenant: TenantId, { series, last, end }: store.WorkRow): Promise<Micros> {
    const next = await this.#needs.history.raw({ tenant, series: [series], from: last + 1, to: end, limit: 1 })
    return next.length > 0 ? next.time[0]! : end
  }
}
