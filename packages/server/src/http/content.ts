import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { type Clock, type Closable, type Log, type Micros, sayFault } from '@millrace/core'
import type { Content, Piece } from './reply.ts'

/** How often it is asked whether the caller still may; what ends a right in this process is told at once. */
const RECHECK_MS = 5_000
/** A caller that takes nothing of a piece for this long is cut off: its socket may be half open. */
const STUCK_MS = 60_000
const STUCK_CHECK_MS = 15_000
/** A larger piece goes out in parts, so that a slow line is seen to move. */
const PART = 262_144

export interface ContentNeeds {
  readonly clock: Clock
  readonly log: Log
  /** False when the session or the right has ended meanwhile. */
  readonly stillMay: () => Promise<boolean>
  /** µs UTC; from then on nothing is sent. */
  readonly until: Micros | undefined
}

/** A reply that goes out piece by piece, until the caller leaves, takes nothing any more, or may no longer have it. */
export class SentContent implements Closable {
  readonly stream: Readable
  readonly #response: ServerResponse
  readonly #needs: ContentNeeds
  readonly #timers: readonly { cancel(): void }[]
  #waitingSince: number | undefined

  constructor(response: ServerResponse, content: Content, needs: ContentNeeds) {
    this.#response = response
    this.#needs = needs
    this.stream = Readable.from(this.#parts(content.pieces))
    this.#timers = [
      needs.clock.every(RECHECK_MS, () => this.recheck()),
      needs.clock.every(STUCK_CHECK_MS, () => {
        const since = this.#waitingSince
        if (since !== undefined && needs.clock.monotonic() - since > STUCK_MS) this.close()
      }),
    ]
    const finish = (): void => {
      this.#end()
      void content.more.close?.()
    }
    // Whoever left before it began is not told of again.
    if (response.destroyed) finish()
    else response.once('close', finish)
  }

  /** Something changed that may end it. */
  recheck(): void {
    this.#needs.stillMay().then(
      (may) => {
        if (!may) this.close()
      },
      // Who cannot be asked about gets nothing more.
      () => this.close(),
    )
  }

  /** Cuts the connection: what was sent so far must not look whole. */
  close(): void {
    this.#end()
    this.#response.destroy()
  }

  #end(): void {
    for (const timer of this.#timers) timer.cancel()
  }

  async *#parts(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
    const { clock, log, until } = this.#needs
    try {
      for await (const piece of pieces) {
        for (const part of partsOf(piece)) {
          if (until !== undefined && until <= clock.now()) return this.close()
          this.#waitingSince = clock.monotonic()
          yield part
          this.#waitingSince = undefined
        }
      }
    } catch (thrown) {
      if (!this.#response.destroyed) log.warn('a reply ended before it was whole', { fault: sayFault(thrown) })
      throw thrown
    }
  }
}

function* partsOf(piece: Piece): Generator<Piece> {
  if (typeof piece === 'string') yield piece
  else for (let at = 0; at < piece.length; at += PART) yield piece.subarray(at, at + PART)
}
