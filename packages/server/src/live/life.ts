import type { Micros, TenantId } from '@millrace/core'
import type { Encoded } from './interest.ts'
import type { Order, Word } from './messages.ts'
import type { LiveThread, ThreadStart } from './thread.ts'

interface LifeStart {
  readonly start: (start: ThreadStart) => LiveThread
  /** Of the checkpoint. */
  readonly file: string
  readonly now: Micros
  readonly grace: Micros
  readonly heard: (life: Life, word: Word) => void
  /** It ended, whether it was to or not. */
  readonly ended: (life: Life, seen: string) => void
}

/** One thread, from its start to its end, and what it has not answered yet. */
export class Life {
  /** It has said where it stands. */
  hasBegun = false
  /** Tenants whose state was made equal to that of whoever takes their results. */
  readonly reconciled = new Set<TenantId>()
  readonly #thread: LiveThread
  readonly #sent = new Int32Array(new SharedArrayBuffer(4))
  readonly #doing = new Int32Array(new SharedArrayBuffer(8))
  /** Rows of each message that waits for its answer, oldest first. */
  readonly #outstanding: number[] = []
  readonly #closed = Promise.withResolvers<void>()
  #quiet: (() => void)[] = []
  #rows = 0

  constructor({ start, file, now, grace, heard, ended }: LifeStart) {
    this.#thread = start({
      file,
      now,
      grace,
      sent: this.#sent,
      doing: this.#doing,
      heard: (word) => {
        if (word.say === 'closed') this.#closed.resolve()
        heard(this, word)
      },
      ended: (seen) => {
        this.#closed.resolve()
        this.#answerAll()
        ended(this, seen)
      },
    })
  }

  /** The number that it works for, or 0, and which beginning of that it is. */
  get doing(): { readonly number: number; readonly serial: number } {
    return { number: Atomics.load(this.#doing, 0), serial: Atomics.load(this.#doing, 1) }
  }

  /** Messages, and rows of them, that are not answered. */
  get outstanding(): number {
    return this.#outstanding.length
  }
  get rows(): number {
    return this.#rows
  }

  /** An order without an answer to wait for. */
  post(order: Exclude<Order, { do: 'feed' | 'read' | 'close' }>): void {
    this.#thread.post(order, order.do === 'reconcile' ? [order.rows.buffer] : [])
  }

  feed(position: number, at: Micros, shares: readonly Encoded[], rows: number): void {
    this.#outstanding.push(rows)
    this.#rows += rows
    Atomics.add(this.#sent, 0, 1)
    this.#thread.post(
      { do: 'feed', position, at, shares },
      shares.map(({ bytes }) => bytes.buffer),
    )
  }

  read(extent: Extract<Order, { do: 'read' }>['extent']): void {
    this.#outstanding.push(0)
    this.#thread.post({ do: 'read', extent })
  }

  /** The oldest message was answered. */
  answered(): void {
    this.#rows -= this.#outstanding.shift() ?? 0
    if (this.#outstanding.length === 0) this.#answerAll()
  }

  /** Resolves when everything is answered, or never will be. */
  quiet(): Promise<void> {
    return this.#outstanding.length === 0 ? Promise.resolve() : new Promise((resolve) => this.#quiet.push(resolve))
  }

  /** Resolves when it has saved what it may, and ended. */
  close(): Promise<void> {
    this.#thread.post({ do: 'close' })
    return this.#closed.promise
  }

  async terminate(): Promise<void> {
    await this.#thread.terminate()
  }

  #answerAll(): void {
    const quiet = this.#quiet
    this.#quiet = []
    for (const run of quiet) run()
  }
}
