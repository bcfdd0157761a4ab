import { BatchBuilder, type Clock, Fault, type Log, type SampleBatch, sayFault } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { LatestValues } from '../live/latest.ts'
import type { Journal } from './journal.ts'
import type { LiveFeed } from './needs.ts'
import { runsOf, type Stream } from './positions.ts'
import { encodeSamples } from './record.ts'

/** Rows that are in the journal but not yet in the history; above it nothing more is taken in. */
const HISTORY_ROWS = 500_000
/** Rows that wait for the journal. */
const GATHERED_ROWS = 500_000
/** From here on what is not urgent waits. */
const BUSY_ROWS = 50_000
const BUSY_BYTES = 4 * 1_048_576
const RETRY_MS = 1_000
/** Room a share begins with: what the last group held, within these. */
const LEAST_ROWS = 64
const MOST_ROWS = 16_384

export interface GatherNeeds {
  readonly journal: Journal
  readonly history: HistoryStore
  readonly latest: LatestValues
  readonly live?: LiveFeed | undefined
  readonly clock: Clock
  readonly log: Log
}

type After = (failure?: unknown) => void

/** What is collected between two commits of the journal. */
interface Group {
  readonly tenants: Map<string, Share>
  readonly after: After[]
}

/** One tenant's part of a group. */
interface Share {
  readonly rows: BatchBuilder
  readonly positions: Map<Stream, number[]>
}

interface Append {
  readonly tenant: string
  readonly batch: SampleBatch
  readonly position: number
}

/**
 * Collects rows of all senders while the disk is busy, writes them to the journal as one group and, once they are
 * durable, passes them on: positions to the streams, rows to the latest values and the history, in the journal's order.
 */
export class Gather {
  readonly #needs: GatherNeeds
  #open: Group = { tenants: new Map(), after: [] }
  #openRows = 0
  /** Something was added, be it a position whose rows were all refused. */
  #touched = false
  #committing: Promise<void> | undefined
  #waiting: Append[] = []
  #waitingRows = 0
  #appending: Promise<void> | undefined
  #last: number
  #freed: (() => void)[] = []
  #typical = LEAST_ROWS
  #stopping = false
  /** Changes whenever a group is closed. */
  serial = 0
  rows = 0
  refusedByHistory = 0

  constructor(needs: GatherNeeds) {
    this.#needs = needs
    this.#last = needs.history.durable()
  }

  /** Where rows of the group in the making go. Do not keep it across a turn of the event loop. */
  share(tenant: string): Share {
    let share = this.#open.tenants.get(tenant)
    if (!share) {
      share = { rows: new BatchBuilder(this.#typical), positions: new Map() }
      this.#open.tenants.set(tenant, share)
    }
    return share
  }

  /** Says that `count` rows went into a share; starts a commit if none runs. */
  added(count: number): void {
    this.#openRows += count
    this.rows += count
    this.#touched = true
    this.#start()
  }

  /** `run` is called, in order, when what was added so far is durable, or with the failure that ended the journal. */
  afterCommit(run: After): void {
    this.#open.after.push(run)
    this.#start()
  }

  /** Resolves when what was added so far is durable. */
  committed(): Promise<void> {
    return new Promise((resolve, reject) => this.afterCommit((failure) => (failure ? reject(failure) : resolve())))
  }

  /** True while disk or history are too far behind to take in more. */
  get blocked(): boolean {
    return this.#openRows > GATHERED_ROWS || this.#waitingRows > HISTORY_ROWS || this.#needs.journal.full
  }

  /** True while disk or history have so much to do that what could wait should wait. */
  get isBusy(): boolean {
    return this.#waitingRows > BUSY_ROWS || this.#openRows > BUSY_ROWS || this.#needs.journal.unsynced > BUSY_BYTES
  }

  /** Bytes that wait for the disk. */
  get behind(): number {
    return this.#needs.journal.unsynced
  }

  get historyLag(): number {
    return this.#waitingRows
  }

  /** Resolves when {@link Gather.blocked} ends. */
  free(): Promise<void> {
    return new Promise((resolve) => this.#freed.push(resolve))
  }

  /** Passes on what was read from the journal after a restart. */
  replay(append: Append): Promise<void> | undefined {
    this.#pass(append)
    return this.blocked ? this.free() : undefined
  }

  /** Resolves when everything is durable and in the history. */
  async drain(): Promise<void> {
    while (this.#committing) await this.#committing
    await this.#appending
  }

  /** Gives up what the history does not take; the journal has it. */
  stop(): void {
    this.#stopping = true
  }

  #start(): void {
    this.#committing ??= this.#commit()
  }

  async #commit(): Promise<void> {
    try {
      // A turn of the loop: what one poll of the sockets brought goes out together.
      await new Promise((resolve) => setImmediate(resolve))
      while (this.#touched || this.#open.after.length > 0) await this.#commitOpen()
    } finally {
      // In the same breath as the loop's last look: whoever adds after it must find nobody running.
      this.#committing = undefined
    }
  }

  async #commitOpen(): Promise<void> {
    const group = this.#open
    this.#typical = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, this.#openRows))
    this.#open = { tenants: new Map(), after: [] }
    this.#openRows = 0
    this.#touched = false
    this.serial++
    // The journal tries for ever; it fails only when it is closed meanwhile.
    const failure = await this.#write(group).catch((thrown: unknown) => thrown)
    if (failure) this.#needs.log.warn('samples not journaled, and not acknowledged', { fault: sayFault(failure) })
    for (const run of group.after) run(failure)
    this.#release()
  }

  async #write(group: Group): Promise<void> {
    const shares = [...group.tenants].map(([tenant, { rows, positions }]) => ({
      tenant,
      batch: rows.take(),
      positions,
    }))
    const written = shares.filter(({ batch, positions }) => batch.length > 0 || positions.size > 0)
    if (written.length === 0) return
    const appends = written.map(({ tenant, batch, positions }) =>
      this.#needs.journal.append(
        encodeSamples({
          tenant,
          batch,
          positions: [...positions].map(([{ group: name, node, stream }, list]) => ({
            tenant,
            group: name,
            node,
            stream,
            runs: runsOf(list),
          })),
        }),
      ),
    )
    const ends = await Promise.all(appends)
    const end = ends.at(-1) as number
    written.forEach(({ tenant, batch, positions }, i) => {
      for (const [stream, list] of positions) stream.store(list)
      if (batch.length === 0 && i < written.length - 1) return
      // Only the last of a group carries its position: durable() must never cover a share that is not yet appended.
      this.#pass({ tenant, batch, position: i === written.length - 1 ? end : this.#last })
    })
    this.#last = end
    this.#needs.live?.take(written, end)
  }

  #pass(append: Append): void {
    this.#needs.latest.update(append.tenant, append.batch)
    this.#waiting.push(append)
    this.#waitingRows += append.batch.length
    this.#appending ??= this.#append()
  }

  async #append(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const waiting = this.#waiting
        this.#waiting = []
        for (const one of waiting) {
          if (!(await this.#appendOne(one))) return
          this.#waitingRows -= one.batch.length
          this.#release()
        }
      }
    } finally {
      this.#appending = undefined
    }
  }

  /** Until the history has it; what it can never take is named and left out, or one sample would hold up all others. */
  async #appendOne({ tenant, batch, position }: Append): Promise<boolean> {
    for (;;) {
      try {
        await this.#needs.history.append(tenant, batch, position)
        return true
      } catch (failure) {
        if (this.#stopping) return false
        this.#needs.log.error('history did not take samples', { fault: sayFault(failure), rows: batch.length })
        if (failure instanceof Fault && failure.code === 'history.sample_malformed') {
          this.refusedByHistory += batch.length
          return true
        }
        await this.#needs.clock.sleep(RETRY_MS)
      }
    }
  }

  #release(): void {
    if (this.#freed.length === 0 || this.blocked) return
    const freed = this.#freed
    this.#freed = []
    for (const run of freed) run()
  }
}
