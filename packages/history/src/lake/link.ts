import { MessageChannel } from 'node:worker_threads'
import type { Closable, Fault } from '@millrace/core'
import type { DuckSize } from './duck.ts'
import type { KeeperState } from './keeper.ts'
import { ThreadLine } from './line.ts'
import type { KeeperQuestion, KeeperStart, ReaderQuestion, ReaderStart, Request } from './protocol.ts'
import './faults.ts'

export interface LinkOptions extends DuckSize {
  readonly folder: string
  /** Threads that answer queries. */
  readonly readers: number
}

/** The store's end of the lines to its threads: a keeper, which writes, and readers. If one ends, all is lost. */
export class LakeLink implements Closable {
  readonly #keeper: ThreadLine<KeeperQuestion>
  readonly #readers: readonly ThreadLine<ReaderQuestion>[]
  readonly #ended: Promise<Fault>
  #state: KeeperState = { durable: 0, segments: 0, bytes: 0, storedOf: new Map() }

  private constructor({ folder, readers, memoryMib, threads }: LinkOptions) {
    const channels = Array.from({ length: readers }, () => new MessageChannel())
    // The engine of old segments is begun where one is met: mostly in none of them.
    const size = { memoryMib: Math.floor(memoryMib / (readers + 1)), threads }
    this.#readers = channels.map(({ port2 }, number) => {
      const start: ReaderStart = { folder, number, ...size, keeper: port2 }
      return new ThreadLine<ReaderQuestion>('reader', start, [port2])
    })
    const ports = channels.map(({ port1 }) => port1)
    const start: KeeperStart = { folder, ...size, readers: ports }
    this.#keeper = new ThreadLine<KeeperQuestion>('keeper', start, ports, (reply) => {
      if (reply.say !== 'fault' && reply.state) this.#state = reply.state
    })
    this.#ended = Promise.race(this.#lines.map(({ ended }) => ended))
    void this.#ended.then(({ facts }) => {
      for (const line of this.#lines) line.lose(String(facts['seen']))
    })
  }

  /** Throws what kept a thread from opening. */
  static async open(options: LinkOptions): Promise<LakeLink> {
    const link = new LakeLink(options)
    try {
      await Promise.all(link.#lines.map((line) => line.opened()))
      return link
    } catch (failure) {
      await Promise.all(link.#lines.map((line) => line.end()))
      throw failure
    }
  }

  get state(): KeeperState {
    return this.#state
  }

  /** How many threads answer. */
  get readers(): number {
    return this.#readers.length
  }

  /** Resolves if a thread ends without having been told to. */
  get ended(): Promise<Fault> {
    return this.#ended
  }

  /** Set when a thread is gone. */
  get lost(): Fault | undefined {
    return this.#keeper.lost
  }

  /** Told to all of them. */
  tell(told: Exclude<Request<never>, { do: 'ask' | 'cancel' | 'maintain' }>): void {
    for (const line of this.#lines) line.tell(told)
  }

  maintain(now: number): void {
    this.#keeper.tell({ do: 'maintain', now })
  }

  /** Throws the keeper's fault or `history.engine_lost`. */
  ask<T>(question: KeeperQuestion): Promise<T> {
    return this.#keeper.ask<T>(question)
  }

  /** Asks the reader that has the least to do. Throws its fault, the signal's reason or `history.engine_lost`. */
  read<T>(question: ReaderQuestion, signal?: AbortSignal): Promise<T> {
    const free = this.#readers.reduce((best, one) => (one.busy < best.busy ? one : best))
    return free.ask<T>(question, signal)
  }

  async close(): Promise<void> {
    try {
      // The keeper first: it may wait until readers are quiet. A thread that ends meanwhile ends all of them.
      await this.#keeper.ask({ ask: 'close' })
      await Promise.all(this.#readers.map((reader) => reader.ask({ ask: 'close' })))
    } catch (failure) {
      if (!this.lost) throw failure
    } finally {
      await Promise.all(this.#lines.map((line) => line.end()))
    }
  }

  get #lines(): readonly Pick<ThreadLine<never>, 'ended' | 'lose' | 'tell' | 'opened' | 'end'>[] {
    return [this.#keeper, ...this.#readers]
  }
}
