import { type Clock, decodeBatch, Fault, MICROS_PER_MS, type Micros, type Timer } from '@millrace/core'
import { readJournal } from '../ingest/journal-read.ts'
import { encodeCheckpointFile, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { type Evaluator, type EvaluatorKind, evaluatorKinds, type Make } from './evaluator.ts'
import './faults.ts'
import type { Order, Results, Told, Word } from './messages.ts'

const KEEP_MS = 5_000
const TICK_MS = 100

export interface DeskNeeds {
  /** Of the checkpoint. */
  readonly file: string
  /** Wall time at the beginning; from then on only what passes counts, so that a clock that is set fires nothing. */
  readonly now: Micros
  /** How many groups were sent here, [0]: with fewer handled there is something to do before time may pass. */
  readonly sent: Int32Array
  /** What it works for, for who watches: see `ThreadStart`. */
  readonly doing: Int32Array
  /** How long after its end a window of KPIs waits for values that are on their way. */
  readonly grace: Micros
  /** Evaluators that this desk has. */
  readonly make: Make
  readonly clock: Clock
  readonly say: (word: Word, transfer?: readonly ArrayBuffer[]) => void
}

interface Pending {
  readonly bytes: Uint8Array
  readonly position: number
  readonly serial: number
}

/** Live computing's thread: evaluators of all tenants, what they tell, and the checkpoint of what they know. */
export class Desk {
  readonly #needs: DeskNeeds
  readonly #evaluators = new Map<string, Evaluator<never>>()
  readonly #timers: readonly Timer[]
  #position = 0
  #kept = 0
  #serial = 0
  #accepted = 0
  #pending: Pending | undefined
  #keeping: Promise<void> | undefined
  #isCurrent = false
  #isClosed = false
  #isLater = false
  #handled = 0
  #stamp: Micros
  #stampedAt: number
  #ticked = 0

  constructor(needs: DeskNeeds) {
    this.#needs = needs
    this.#stamp = needs.now
    this.#stampedAt = needs.clock.monotonic()
    this.#timers = [needs.clock.every(TICK_MS, () => this.#idle()), needs.clock.every(KEEP_MS, () => this.#keep())]
  }

  async take(order: Order): Promise<void> {
    switch (order.do) {
      case 'define':
        return this.#define(order)
      case 'begin':
        return this.#begin()
      case 'move':
        this.#position = order.position
        this.#kept = order.position
        this.#pending = undefined
        if (order.skips) for (const evaluator of this.#evaluators.values()) evaluator.skipped(this.#now())
        return
      case 'feed':
        return this.#feed(order)
      case 'read':
        return this.#read(order)
      case 'current':
        this.#isCurrent = true
        return
      case 'reconcile':
        this.#evaluators.get(keyOf(order.tenant, order.kind))?.reconcile(order.rows, this.#now())
        return this.#tell()
      case 'accepted':
        this.#accepted = order.serial
        return this.#write()
      case 'close':
        return this.close()
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) timer.cancel()
    this.#isClosed = true
    await this.#keeping
    if (this.#accepted === this.#serial) {
      this.#keep()
      await this.#keeping
    }
    this.#needs.say({ say: 'closed' })
  }

  async #define({ tenant, kind, put, remove }: Extract<Order, { do: 'define' }>): Promise<void> {
    const key = keyOf(tenant, kind)
    let evaluator = this.#evaluators.get(key)
    if (!evaluator) {
      evaluator = this.#made(tenant, kind)
      this.#evaluators.set(key, evaluator)
    }
    evaluator.remove(remove)
    await evaluator.put(put as readonly never[], this.#now())
  }

  #made(tenant: string, kind: EvaluatorKind): Evaluator<never> {
    const { clock, grace, say, make, doing } = this.#needs
    return make(kind, {
      suspended: (number, fault) => say({ say: 'suspended', tenant, kind, number, fault: toldOf(fault) }),
      grace,
      now: this.#now(),
      monotonic: () => clock.monotonic(),
      works: (number) => {
        Atomics.add(doing, 1, 1)
        Atomics.store(doing, 0, number)
      },
    })
  }

  async #begin(): Promise<void> {
    try {
      const checkpoint = await readCheckpoint(this.#needs.file)
      for (const { tenant, kind, bytes } of checkpoint?.states ?? [])
        this.#evaluators.get(keyOf(tenant, kind as EvaluatorKind))?.load(bytes, this.#now())
      this.#needs.say({ say: 'begun', position: checkpoint?.position })
    } catch (thrown) {
      // What was seen up to now is not known any more.
      for (const evaluator of this.#evaluators.values()) evaluator.skipped(this.#now())
      this.#needs.say({ say: 'begun', position: undefined, fault: toldOf(thrown) })
    }
  }

  #feed({ position, at, shares }: Extract<Order, { do: 'feed' }>): void {
    this.#stamp = Math.max(at, this.#stamp)
    this.#stampedAt = this.#needs.clock.monotonic()
    for (const { tenant, bytes } of shares) this.#evaluate(tenant, decodeBatch(bytes))
    this.#handled = (this.#handled + 1) | 0
    // Everything up to this time was seen, so it may pass, also if more is waiting.
    if (this.#isCurrent && this.#stamp - this.#ticked >= TICK_MS * MICROS_PER_MS) this.#tick(this.#stamp)
    this.#done(position)
  }

  #read({ extent }: Extract<Order, { do: 'read' }>): void {
    this.#isCurrent = false
    try {
      const { shares, position } = readJournal(extent, this.#position)
      for (const { tenant, batch } of shares) this.#evaluate(tenant, batch)
      this.#done(position)
    } catch (thrown) {
      const seen = thrown instanceof Error ? thrown.message : String(thrown)
      this.#needs.say({
        say: 'done',
        position: this.#position,
        failure: { code: 'live.journal_unreadable', facts: { seen } },
      })
    }
  }

  #evaluate(tenant: string, batch: ReturnType<typeof decodeBatch>): void {
    const now = this.#now()
    for (const kind of evaluatorKinds) this.#evaluators.get(keyOf(tenant, kind))?.feed(batch, now)
  }

  #done(position: number): void {
    this.#position = position
    this.#tell()
    this.#needs.say({ say: 'done', position })
    this.#later()
  }

  #idle(): void {
    if (!this.#isCurrent || this.#handled !== Atomics.load(this.#needs.sent, 0)) return
    this.#tick(this.#now())
    this.#tell()
    this.#later()
  }

  /** What evaluators left: one after the other has a moment of the thread, between messages, until nothing is left. */
  #later(): void {
    if (this.#isLater) return
    this.#isLater = true
    setImmediate(() => {
      this.#isLater = false
      if (this.#isClosed) return
      let isMore = false
      for (const evaluator of this.#evaluators.values()) isMore = evaluator.turn?.() || isMore
      this.#tell()
      if (isMore) this.#later()
    })
  }

  #tick(now: Micros): void {
    this.#ticked = now
    for (const evaluator of this.#evaluators.values()) evaluator.tick(now)
  }

  #tell(): void {
    const results: Results[] = []
    for (const [key, evaluator] of this.#evaluators) {
      const rows = evaluator.take()
      if (rows) results.push({ ...tenantOf(key), rows })
    }
    if (results.length === 0) return
    this.#serial++
    this.#needs.say(
      { say: 'results', serial: this.#serial, position: this.#position, results },
      results.map(({ rows }) => rows.buffer),
    )
  }

  /** Takes hold of what is known now; it is written once the results up to here were taken. */
  #keep(): void {
    if (this.#pending || this.#keeping || this.#position === this.#kept) return
    const now = this.#now()
    const states = [...this.#evaluators].map(([key, evaluator]) => ({ ...tenantOf(key), bytes: evaluator.save(now) }))
    const position = this.#position
    this.#pending = { bytes: encodeCheckpointFile({ position, states }), position, serial: this.#serial }
    this.#write()
  }

  #write(): void {
    const pending = this.#pending
    if (!pending || this.#keeping || pending.serial > this.#accepted) return
    this.#pending = undefined
    this.#keeping = this.#save(pending).finally(() => {
      this.#keeping = undefined
    })
  }

  async #save({ bytes, position }: Pending): Promise<void> {
    const { file, say } = this.#needs
    try {
      await writeCheckpoint(file, bytes)
      this.#kept = position
      say({ say: 'kept', position })
    } catch (thrown) {
      const seen = thrown instanceof Error ? thrown.message : String(thrown)
      say({ say: 'unkept', failure: { code: 'live.checkpoint_unwritable', facts: { file, seen } } })
    }
  }

  /** Wall time as it was told, and what passed since then. */
  #now(): Micros {
    return this.#stamp + Math.round((this.#needs.clock.monotonic() - this.#stampedAt) * MICROS_PER_MS)
  }
}

const keyOf = (tenant: string, kind: EvaluatorKind): string => `${kind} ${tenant}`

function tenantOf(key: string): { readonly tenant: string; readonly kind: EvaluatorKind } {
  const space = key.indexOf(' ')
  return { tenant: key.slice(space + 1), kind: key.slice(0, space) as EvaluatorKind }
}

function toldOf(thrown: unknown): Told {
  if (thrown instanceof Fault) return { code: thrown.code, facts: thrown.facts }
  return { code: 'live.failed', facts: { seen: thrown instanceof Error ? thrown.message : String(thrown) } }
}
