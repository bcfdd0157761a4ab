import type { Closable } from './close.ts'
import { Fault } from './fault.ts'

interface Waiting<T> {
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Items on their way from one part to another, first in, first out, and never more than `capacity` of them: when it is
 * full, `push` waits, and so does whoever feeds it.
 */
export class BoundedQueue<T extends NonNullable<unknown>> implements Closable, AsyncIterable<T> {
  readonly #capacity: number
  #items: (T | undefined)[] = []
  /** Items before this one were taken; they are cut off once they are half of the array. */
  #head = 0
  readonly #pushing: (Waiting<void> & { readonly item: T })[] = []
  readonly #taking: Waiting<T | undefined>[] = []
  #closed = false

  constructor(capacity: number) {
    this.#capacity = Math.max(1, capacity)
  }

  /** Items inside; beneath `capacity` there is room. */
  get depth(): number {
    return this.#items.length - this.#head
  }

  /** Who waits for room. */
  get waiting(): number {
    return this.#pushing.length
  }

  /** Resolves when the item is inside. Rejects with `core.queue_closed` if the queue is or gets closed before. */
  push(item: T): Promise<void> {
    if (this.tryPush(item)) return Promise.resolve()
    if (this.#closed) return Promise.reject(new Fault('core.queue_closed'))
    return new Promise((resolve, reject) => this.#pushing.push({ item, resolve, reject }))
  }

  /** False when there is no room, or the queue is closed: the caller decides what becomes of the item. */
  tryPush(item: T): boolean {
    if (this.#closed) return false
    const taker = this.#taking.shift()
    if (taker) {
      taker.resolve(item)
      return true
    }
    if (this.depth >= this.#capacity) return false
    this.#items.push(item)
    return true
  }

  /** The oldest item, as soon as there is one; undefined once the queue is closed and empty. */
  take(): Promise<T | undefined> {
    if (this.depth > 0) return Promise.resolve(this.#next())
    if (this.#closed) return Promise.resolve(undefined)
    return new Promise((resolve, reject) => this.#taking.push({ resolve, reject }))
  }

  /** Everything inside, without waiting. */
  drain(): T[] {
    const items: T[] = []
    while (this.depth > 0) items.push(this.#next())
    return items
  }

  /** Takes nothing more in; what is inside can still be taken. Those who wait for room are told so. */
  close(): void {
    this.#closed = true
    for (const { reject } of this.#pushing.splice(0)) reject(new Fault('core.queue_closed'))
    for (const { resolve } of this.#taking.splice(0)) resolve(undefined)
  }

  /** Ends when the queue is closed and empty. */
  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (let item = await this.take(); item !== undefined; item = await this.take()) yield item
  }

  #next(): T {
    const item = this.#items[this.#head] as T
    this.#items[this.#head++] = undefined
    if (this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    const next = this.#pushing.shift()
    if (next) {
      this.#items.push(next.item)
      next.resolve()
    }
    return item
  }
}
