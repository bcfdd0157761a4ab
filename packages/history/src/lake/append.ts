import { type Clock, Fault, type Log, type SampleBatch, sayFault, type Timer } from '@millrace/core'
import type { JournalPosition } from '../history.ts'
import type { LakeLink } from './link.ts'
import { tenantFolder } from './manifest.ts'
import { HotPart, type PartSize } from './part.ts'
import './faults.ts'

/** Appends that may wait for room, for callers that do not await. */
const WAITING = 1024
const TENANTS = 65_535
/** Of a folder's name, on every usual file system. */
const NAME_BYTES = 255
const RETRY_FIRST_MS = 500
const RETRY_MOST_MS = 30_000
const done = Promise.resolve()

/** A part on its way into segments. */
interface Sealing {
  readonly part: HotPart
  readonly durable: JournalPosition
  /** Resolves when the part is sealed, after however many attempts, or when there will be no further one. */
  readonly ended: PromiseWithResolvers<void>
  retryMs: number
  /** The attempt that runs. */
  attempt?: Promise<void>
  /** Set between attempts. */
  retry?: Timer
}

/**
 * Takes batches into the part that is open and has the worker seal full or old ones. There are two parts at most: when
 * one is full and the other not yet sealed, appends wait. That is the back-pressure, and what keeps memory bounded.
 */
export class Appender {
  readonly #link: LakeLink
  readonly #clock: Clock
  readonly #log: Log
  readonly #size: PartSize
  readonly #sealed: () => void
  readonly #tenants = new Map<string, number>()
  #part: HotPart
  #free: HotPart | undefined
  #parts = 0
  #born = 0
  #sealing: Sealing | undefined
  #queue: Promise<void> = done
  #queued = 0
  #last: JournalPosition
  /** The greatest position below `#last`: what is complete although more may come with the position of now. */
  #complete: JournalPosition
  /** A batch is in only in part. */
  #partial = false
  #fault: Fault | undefined
  #closed: Fault | undefined

  /** `sealed` is called after each part that became durable. */
  constructor(link: LakeLink, clock: Clock, log: Log, size: PartSize, sealed: () => void) {
    this.#link = link
    this.#clock = clock
    this.#log = log
    this.#size = size
    this.#sealed = sealed
    this.#last = link.state.durable
    this.#complete = this.#last
    this.#part = this.#openPart()
  }

  get hotRows(): number {
    return this.#part.rows + (this.#sealing?.part.rows ?? 0)
  }

  /** Why sealing fails at present. */
  get fault(): Fault | undefined {
    return this.#fault
  }

  append(tenant: string, batch: SampleBatch, position: JournalPosition): Promise<void> {
    try {
      const slot = this.#admit(tenant, batch, position)
      if (this.#queued > 0) return this.#enqueue(slot, batch, position)
      this.#advance(position)
      const taken = this.#take(slot, batch, 0)
      if (taken === batch.length) return done
      this.#partial = true
      return this.#enqueue(slot, batch, position, taken)
    } catch (failure) {
      return Promise.reject(failure)
    }
  }

  /** Seals what is in; throws the fault of the attempt. Appends go on meanwhile. */
  async seal(): Promise<void> {
    const own = this.#part.memory.id
    const target = this.#partial ? this.#complete : this.#last
    for (let sealed = false; !sealed || this.#link.state.durable < target; ) {
      this.#check()
      if (!this.#sealing) {
        if (this.#part.rows === 0 && this.#last <= this.#link.state.durable) return
        this.#rotate(this.#partial ? this.#complete : this.#last)
      }
      const sealing = this.#sealing as unknown as Sealing
      await this.#ended(sealing)
      sealed = sealing.part.memory.id >= own
    }
  }

  /**
   * Calls `then` with the last part of what was appended before, which is on its way into segments; what is appended later
   * goes to other parts. Throws why a part cannot be sealed, and what `then` throws.
   */
  async cut<T>(then: (part: number) => Promise<T>): Promise<T> {
    // A turn among the appends: those that come later wait for it.
    const { answer } = await this.#inTurn(async () => {
      this.#check()
      while (this.#sealing) await this.#ended(this.#sealing)
      this.#check()
      const { rows, memory } = this.#part
      if (rows > 0) this.#rotate(this.#last)
      // At once, so that it is told of before any later part is sealed.
      return { answer: then(rows > 0 ? memory.id : memory.id - 1) }
    })
    return answer
  }

  /** Seals the open part if its first row came `ms` ago or earlier and no other is being sealed. */
  sealOlderThan(ms: number): void {
    if (this.#sealing || this.#part.rows === 0 || this.#clock.monotonic() - this.#born < ms) return
    this.#rotate(this.#complete)
  }

  /** Refuses everything from now on; what is not sealed is left to the journal. */
  close(): void {
    this.#closed = new Fault('history.closed')
    this.#sealing?.retry?.cancel()
    this.#sealing?.ended.resolve()
  }

  #enqueue(slot: number, batch: SampleBatch, position: JournalPosition, from?: number): Promise<void> {
    if (this.#queued >= WAITING) throw new Fault('history.append_queue_full', { limit: WAITING })
    return this.#inTurn(() => this.#rest(slot, batch, position, from))
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#queued++
    const turn = this.#queue.then(work)
    const end = (): void => {
      this.#queued--
    }
    // The caller of this turn has the failure; the next only waits for its end.
    this.#queue = turn.then(end, end)
    return turn
  }

  /** The attempt that runs, or one at once. */
  #ended(sealing: Sealing): Promise<void> {
    sealing.retry?.cancel()
    return sealing.attempt ?? this.#attempt(sealing)
  }

  async #rest(slot: number, batch: SampleBatch, position: JournalPosition, from = 0): Promise<void> {
    this.#check()
    this.#advance(position)
    this.#partial = true
    let taken = from
    for (;;) {
      taken += this.#take(slot, batch, taken)
      if (taken === batch.length) break
      await this.#sealing?.ended.promise
      this.#check()
    }
    this.#partial = false
  }

  /** Writes rows until all are in or no part has room; returns how many. */
  #take(slot: number, batch: SampleBatch, from: number): number {
    let at = from
    for (;;) {
      if (this.#part.rows === 0) this.#born = this.#clock.monotonic()
      at += this.#part.write(slot, batch, at)
      if (at === batch.length || this.#sealing) return at - from
      this.#rotate(this.#complete)
    }
  }

  #advance(position: JournalPosition): void {
    if (position <= this.#last) return
    this.#complete = this.#last
    this.#last = position
  }

  #rotate(durable: JournalPosition): void {
    const sealing: Sealing = { part: this.#part, durable, ended: Promise.withResolvers(), retryMs: RETRY_FIRST_MS }
    this.#sealing = sealing
    this.#part = this.#openPart()
    // The attempt tells of its failure and plans the next one by itself.
    this.#attempt(sealing).catch(() => undefined)
  }

  /** One attempt to seal; after a failure the next one is set. */
  #attempt(sealing: Sealing): Promise<void> {
    delete sealing.retry
    const attempt = this.#link.ask<void>({ ask: 'seal', part: sealing.part.memory.id, durable: sealing.durable }).then(
      () => {
        this.#free = sealing.part
        this.#sealing = undefined
        this.#fault = undefined
        sealing.ended.resolve()
        this.#sealed()
      },
      (failure: Fault) => {
        delete sealing.attempt
        this.#fault = failure
        if (this.#closed || this.#link.lost) sealing.ended.resolve()
        else {
          this.#log.error('history not sealed, will be tried again', {
            fault: sayFault(failure),
            retryMs: sealing.retryMs,
          })
          sealing.retry = this.#clock.after(sealing.retryMs, () => {
            // As above.
            this.#attempt(sealing).catch(() => undefined)
          })
          sealing.retryMs = Math.min(sealing.retryMs * 2, RETRY_MOST_MS)
        }
        throw failure
      },
    )
    sealing.attempt = attempt
    return attempt
  }

  #openPart(): HotPart {
    const part = this.#free?.reused(++this.#parts) ?? HotPart.create(++this.#parts, this.#size)
    this.#free = undefined
    this.#link.tell({ do: 'part', memory: part.memory })
    return part
  }

  #check(): void {
    const refused = this.#closed ?? this.#link.lost
    if (refused) throw refused
  }

  /** Checks what would keep a part from ever being sealed, before any row is in. Returns the tenant's slot. */
  #admit(tenant: string, batch: SampleBatch, position: JournalPosition): number {
    this.#check()
    if (!(Number.isSafeInteger(position) && position >= 0))
      throw new Fault('history.sample_malformed', {
        expected: 'a position that is a whole number from 0',
        seen: position,
      })
    const { time: times, length } = batch
    for (let i = 0; i < length; i++) {
      const time = times[i] as number
      if (!(Math.floor(time) === time && Math.abs(time) <= Number.MAX_SAFE_INTEGER))
        throw new Fault('history.sample_malformed', { expected: 'a time in whole µs', seen: time })
    }
    // A batch may hold many strings, but each must fit a part.
    const limit = Math.min(this.#size.textBytes, 1_048_576)
    for (const text of batch.text) {
      if (text.length * 3 > limit && Buffer.byteLength(text) > limit) {
        throw new Fault('history.sample_malformed', {
          expected: `a string of at most ${limit} bytes`,
          seen: `${text.length} characters`,
        })
      }
    }
    return this.#tenants.get(tenant) ?? this.#newTenant(tenant)
  }

  #newTenant(tenant: string): number {
    const slot = this.#tenants.size
    const folder = tenantFolder(tenant)
    if (tenant.length === 0 || tenant.length > 64 || folder.length > NAME_BYTES || slot >= TENANTS)
      throw new Fault('history.tenant_malformed', { seen: tenant.slice(0, 80) })
    this.#tenants.set(tenant, slot)
    this.#link.tell({ do: 'tenant', slot, tenant })
    return slot
  }
}
