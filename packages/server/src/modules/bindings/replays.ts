import { type Clock, Fault, type Micros, type TenantId } from '@millrace/core'
import type { ModelHost } from '@millrace/runtime'
import type { TenantDb } from '../../database/index.ts'
import type { BindingBook } from './book.ts'
import { advance, blank, type Chain } from './chains.ts'
import { pickResults } from './columns.ts'
import './faults.ts'
import type { BoundItem, HistoryRows, Known, Outcome } from './known.ts'
import { QUEUED } from './marks.ts'
import * as store from './work-store.ts'

const TURN_MS = 1_000
const HOUR: Micros = 3_600_000_000

interface Needs {
  readonly tenants: TenantDb
  readonly book: BindingBook
  readonly host: Pick<ModelHost, 'run'>
  readonly clock: Clock
  readonly rows: (
    tenant: TenantId,
    known: Known,
    range: { readonly from: Micros; readonly to: Micros },
  ) => Promise<HistoryRows>
  readonly reached: (position: number) => Promise<void>
}

/** A stateful model on its way from what it remembered before a time to now. */
interface Replay {
  chain: Chain
  /** Everything before this was worked in. */
  next: Micros
  /** What is told from then on is others than before. */
  readonly from: Micros
  keptHour: number
}

/**
 * Stateful models out of the history: where a row came late, everything after it is another. What the model remembered before is
 * looked for, and rows are told from there on; rows of live computing wait meanwhile, and are the last of them.
 */
export class Replays {
  readonly #needs: Needs
  readonly #under = new Map<number, Replay>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** True if there is more of it to be done. */
  async work(tenant: TenantId, known: Known): Promise<boolean> {
    const { book, clock } = this.#needs
    // Rows of live computing wait from now on, and what is to be done only grows at its end.
    await book.turn(tenant, async () => book.chains.lose(known.number))
    const begun = clock.monotonic()
    for (;;) {
      const work = await this.#workOf(tenant, known)
      if (!work) return false
      const replay = await this.#replayFrom(tenant, known, work.first)
      while (replay.next < work.end) {
        if (clock.monotonic() - begun > TURN_MS) {
          await this.#moveOn(tenant, work.rows, replay.next)
          return true
        }
        await this.#step(tenant, known, { replay, to: work.end })
      }
      await this.#moveOn(tenant, work.rows, replay.next)
      if (await book.turn(tenant, () => this.#finish(tenant, known, replay))) return false
      if (clock.monotonic() - begun > TURN_MS) return true
    }
  }

  async #workOf(tenant: TenantId, { number }: Known) {
    const rows = await this.#needs.tenants.within(tenant, (tx) => store.workOf(tx, number))
    if (rows.length === 0) return undefined
    const first = Math.min(...rows.map((row) => row.first))
    const end = Math.max(...rows.map((row) => row.end), first + 1)
    return { rows, first, end, position: Math.max(...rows.map(({ position }) => position)) }
  }

  async #replayFrom(tenant: TenantId, known: Known, first: Micros): Promise<Replay> {
    const { book, tenants } = this.#needs
    const { number, terms } = known
    const [term] = terms
    const { digest } = term!.stored.model
    const under = this.#under.get(number)
    if (under && under.chain.digest === digest && under.next <= first && first >= term!.from) return under
    const from = Math.max(first, term!.from, book.sinceOf(number), 0)
    const kept = await tenants.within(tenant, async (tx) => {
      await store.dropStates(tx, number, { from, digest })
      return store.stateBefore(tx, number, { digest, at: from })
    })
    const chain: Chain = kept ? { digest, now: { time: kept.at, state: kept.state }, before: undefined } : blank(digest)
    const next = kept ? kept.at + 1 : Math.max(0, book.sinceOf(number))
    const replay: Replay = { chain, next, from, keptHour: Math.floor(next / HOUR) }
    this.#under.set(number, replay)
    return replay
  }

  async #step(
    tenant: TenantId,
    known: Known,
    { replay, to: end }: { readonly replay: Replay; readonly to: Micros },
  ): Promise<void> {
    const { book, rows } = this.#needs
    const { items, to } = await rows(tenant, known, { from: replay.next, to: end })
    if (items.length > 0) {
      const ran = await advance(this.#needs, tenant, { chain: replay.chain, items, term: known.terms[0]! })
      if (!(await book.bringOf(tenant, changed(ran.outcomes, replay.from))))
        throw new Fault('bindings.held_up', { ms: 0 })
      replay.chain = ran.chain
    }
    replay.next = to
    await this.#keep(tenant, known, replay)
  }

  async #keep(tenant: TenantId, { number }: Known, replay: Replay): Promise<void> {
    const hour = Math.floor(replay.next / HOUR)
    const { now, digest } = replay.chain
    if (hour === replay.keptHour || !now.state) return
    replay.keptHour = hour
    const kept = { bound: number, digest, at: now.time, state: now.state }
    await this.#needs.tenants.within(tenant, (tx) => store.keepStates(tx, [kept]))
  }

  async #moveOn(tenant: TenantId, rows: readonly store.WorkRow[], next: Micros): Promise<void> {
    await this.#needs.tenants.within(tenant, async (tx) => {
      for (const row of rows)
        if (row.first < next) await store.moveOn(tx, row, { first: next, isQueue: row.series === QUEUED })
    })
  }

  /** Nothing is told meanwhile. False where something came that changes what was worked in. */
  async #finish(tenant: TenantId, known: Known, replay: Replay): Promise<boolean> {
    const { book, reached, tenants } = this.#needs
    const work = await this.#workOf(tenant, known)
    const terms = book.known(tenant).get(known.number)?.terms
    if (terms?.[0]?.stored.model.digest !== replay.chain.digest) return true
    if (work && work.first < replay.next) return false
    await reached(Math.max(work?.position ?? 0, book.positionOf(known.number)))
    const end = Math.max(work?.end ?? 0, book.newestOf(known.number) + 1)
    while (replay.next < end) await this.#step(tenant, known, { replay, to: end })
    await tenants.within(tenant, (tx) => store.allDone(tx, known.number))
    book.chains.set(known.number, replay.chain)
    this.#under.delete(known.number)
    return true
  }
}

/** What is told of rows from a time on. */
const changed = (outcomes: readonly Outcome[], from: Micros): Outcome[] =>
  outcomes.flatMap((outcome) => {
    const at = outcome.items.findIndex(({ time }: BoundItem) => time >= from)
    if (at < 0) return []
    if (at === 0) return [outcome]
    const rows = Array.from({ length: outcome.items.length - at }, (_, i) => at + i)
    return [{ ...outcome, items: outcome.items.slice(at), results: pickResults(outcome.results, rows) }]
  })
