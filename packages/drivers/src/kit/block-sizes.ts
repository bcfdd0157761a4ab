import type { Clock } from '@millrace/core'

/** Attempts in a row that failed before smaller blocks are tried. */
const FAILED = 2
/** How often a piece must have passed where the whole failed, with no whole passing in between. */
const BLAMED = 2
/** A size that was halved is doubled again after so long without a failure, ms; each time that was too early, twice that. */
const GROW_MS = 60_000
const GROW_MOST_MS = 3_600_000
/** No protocol reads more units at once. */
const LARGEST = 0xffff

interface Size {
  /** Most units of one request; infinite while nothing is known against large ones. */
  most: number
  /** The smallest that failed. */
  large: number
  failed: number
  blamed: number
  /** A piece was tried and failed as well: the device is silent, whatever is asked. */
  hopeless: boolean
  growMs: number
  growAt: number
}

/**
 * How much may be asked for at once in each space, where large blocks keep failing (a noisy line, a small buffer in a
 * gateway) and small ones pass. Knows nothing, and costs nothing, while all is well.
 */
export class BlockSizes {
  readonly #clock: Clock
  readonly #sizes = new Map<number, Size>()
  /** Counts changes: who planned with an earlier one plans anew. */
  version = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  most(space: number): number {
    return this.#sizes.get(space)?.most ?? Number.POSITIVE_INFINITY
  }

  /** A block of `length` was not read, in so many attempts. True if a piece of it is worth a try. */
  failed(space: number, length: number, attempts: number): boolean {
    let size = this.#sizes.get(space)
    if (!size) {
      size = {
        most: Number.POSITIVE_INFINITY,
        large: length,
        failed: 0,
        blamed: 0,
        hopeless: false,
        growMs: GROW_MS,
        growAt: 0,
      }
      this.#sizes.set(space, size)
    }
    size.large = Math.min(size.large, length)
    size.failed += attempts
    size.growAt = this.#clock.monotonic() + size.growMs
    return size.failed >= FAILED && !size.hopeless
  }

  /** A piece of a block of `length` that failed was read, or not. */
  tried(space: number, length: number, read: boolean): void {
    const size = this.#sizes.get(space)
    if (!size) return
    if (!read) {
      size.hopeless = true
      return
    }
    size.failed = 0
    size.blamed++
    if (size.blamed < BLAMED) return
    size.blamed = 0
    if (size.most < Number.POSITIVE_INFINITY) size.growMs = Math.min(GROW_MOST_MS, size.growMs * 2)
    size.most = Math.ceil(length / 2)
    size.large = size.most
    size.growAt = this.#clock.monotonic() + size.growMs
    this.version++
  }

  /** A block was read. */
  passed(space: number, length: number): void {
    if (this.#sizes.size === 0) return
    const size = this.#sizes.get(space)
    if (!size) return
    size.hopeless = false
    if (length >= size.large) {
      size.failed = 0
      size.blamed = 0
    }
    if (size.most < Number.POSITIVE_INFINITY) {
      if (this.#clock.monotonic() >= size.growAt) this.#grow(space, size)
    } else if (length >= size.large) this.#sizes.delete(space)
  }

  #grow(space: number, size: Size): void {
    size.most *= 2
    size.growAt = this.#clock.monotonic() + size.growMs
    if (size.most > LARGEST) this.#sizes.delete(space)
    this.version++
  }
}
