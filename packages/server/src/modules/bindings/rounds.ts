import { cellOf, seriesOfInputs, tellRows } from '@millrace/compute'
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
import type { ModelHost } from '@millrace/runtime'
import type { TenantDb } from '../../database/index.ts'
import { readStretch } from '../derived/index.ts'
import type { BindingBook } from './book.ts'
import './faults.ts'
import { type HistoryRows, isStateful, type Known, type Outcome } from './known.ts'
import { groupsOf, runGroup } from './lanes.ts'
import { Replays } from './replays.ts'
import * as store from './work-store.ts'

const EVERY_MS = 10_000
/** What came late is worked in after so long: what comes with it comes in it. */
const SOON_MS = 1_000
const ROWS_AT_ONCE = 200
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
  readonly book: BindingBook
  readonly host: Pick<ModelHost, 'run'>
  readonly clock: Clock
  readonly log: Log
}

/** Works models out from the history: where samples came late, and back over what was before. */
export class Rounds implements Closable {
  readonly #needs: Needs
  readonly #replays: Replays
  readonly #tenants = new Set<TenantId>()
  readonly #soon = new Map<TenantId, Timer>()
  readonly #closing = new AbortController()
  readonly #widths = new Map<number, Micros>()
  #running: Promise<void> = Promise.resolve()
  #timer: Timer | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#replays = new Replays({
      ...needs,
      rows: (tenant, known, range) => this.#rows(tenant, known, range),
      reached: (position) => this.#reached(position),
    })
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
    for (const tenant of this.#tenants) await this.#keepStates(tenant)
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
      if (!this.#closing.signal.aborted) {
        await this.#tell(tenant).catch((thrown: unknown) => this.#failed(tenant, thrown))
        await this.#keepStates(tenant)
      }
  }

  #failed(tenant: TenantId, thrown: unknown): void {
    if (this.#closing.signal.aborted) return
    this.#needs.log.error('models could not be worked out', { tenant, fault: sayFault(thrown) })
  }

  /** Not with each row: what is lost of it is worked out again. */
  async #keepStates(tenant: TenantId): Promise<void> {
    const { book, tenants } = this.#needs
    const states = book.chains.due(book.known(tenant).keys())
    if (states.length === 0) return
    try {
      await tenants.within(tenant, (tx) => store.keepStates(tx, states))
      book.chains.kept(states)
    } catch (thrown) {
      this.#needs.log.warn('what models remember could not be kept', { tenant, fault: sayFault(thrown) })
    }
  }

  async #tell(tenant: TenantId): Promise<void> {
    const { tenants, progress, book, clock, log } = this.#needs
    const known = book.known(tenant)
    if (known.size === 0) return
    const asked = { numbers: [...known.keys()], limit: ROWS_AT_ONCE }
    const rows = await tenants.within(tenant, (tx) => store.workUpTo(tx, progress.position, asked))
    const begun = clock.monotonic()
    let isMore = rows.length === ROWS_AT_ONCE
    const replayed = new Set<number>()
    for (const row of rows) {
      if (this.#closing.signal.aborted) return
      if (clock.monotonic() - begun > MOST_TURN_MS) {
        isMore = true
        break
      }
      const one = known.get(row.bound)
      if (!one || replayed.has(row.bound)) continue
      try {
        if (isStateful(one.terms[0]!)) {
          replayed.add(row.bound)
          isMore = (await this.#replays.work(tenant, one)) || isMore
        } else isMore = (await this.#work(tenant, one, row)) || isMore
      } catch (thrown) {
        if (this.#closing.signal.aborted) return
        // It comes again with the next round, and does not hold up the others.
        log.warn('a stretch of a model waits', { tenant, number: row.bound, fault: sayFault(thrown) })
        // Where there is no room for this, there is none for the others.
        if (thrown instanceof Fault && thrown.code === 'bindings.held_up') return
      } finally {
        book.workingOn()
      }
    }
    if (isMore) this.soon(tenant)
  }

  /** True if there is more of it to be done. */
  async #work(tenant: TenantId, known: Known, row: store.WorkRow): Promise<boolean> {
    const { tenants, book, clock } = this.#needs
    const end = row.series < 0 ? row.end : await this.#supersededAt(tenant, known, row)
    const begun = clock.monotonic()
    let { first } = row
    while (first < end && clock.monotonic() - begun < TURN_MS) {
      const { items, to } = await this.#rows(tenant, known, { from: first, to: end })
      const outcomes: Outcome[] = []
      for (const group of groupsOf(items).values()) outcomes.push(await runGroup(this.#needs, tenant, group))
      if (!(await book.bringOf(tenant, outcomes))) throw new Fault('bindings.held_up', { ms: 0 })
      first = to
      await clock.sleep(PAUSE_MS, this.#closing.signal)
    }
    await tenants.within(tenant, async (tx) => {
      if (first >= end) await store.done(tx, row)
      else await store.moveOn(tx, row, { first })
    })
    return first < end
  }

  /** As many as can be read at once; live computing may tell of the same time while they are worked at. */
  async #rows(
    tenant: TenantId,
    known: Known,
    range: { readonly from: Micros; readonly to: Micros },
  ): Promise<HistoryRows> {
    const { book, history } = this.#needs
    const { number, definition, program } = known
    const most = Math.max(100, Math.floor((MOST_SAMPLES * 2) / definition.inputs.length))
    let width = this.#widths.get(number) ?? FIRST_WIDTH
    for (;;) {
      const to = Math.min(range.to, range.from + width)
      await this.#reached(book.workingOn({ number, from: range.from, to }))
      const stretch = await readStretch(history, tenant, definition, { from: range.from, to, most })
      if (!stretch) {
        width = Math.max(definition.every ?? 1, Math.floor(width / 4))
        continue
      }
      this.#widths.set(number, Math.min(MOST_WIDTH, width * 2))
      const rows = stretch.samples.length === 0 ? [] : tellRows(definition, stretch.before, stretch.samples)
      return { items: rows.map((row) => ({ ...row, known, program })), to }
    }
  }

  /** Resolves when the history has come so far. Throws when the platform closes before. */
  async #reached(position: number): Promise<void> {
    const { signal } = this.#closing
    const closed = Promise.withResolvers<void>()
    const end = (): void => closed.resolve()
    signal.addEventListener('abort', end, { once: true })
    await Promise.race([this.#needs.progress.reached(position), closed.promise])
    signal.removeEventListener('abort', end)
    signal.throwIfAborted()
  }

  /** Where the next sample of the series takes over from the last that came late. */
  async #supersededAt(tenant: TenantId, { definition }: Known, row: store.WorkRow): Promise<Micros> {
    const { series, last, end } = row
    if (!seriesOfInputs(definition).includes(series)) return end
    const next = await this.#needs.history.raw({ tenant, series: [series], from: last + 1, to: end, limit: 1 })
    return next.length > 0 ? Math.min(end, cellOf(next.time[0]!, definition.every)) : end
  }
}
