import { type Clock, Status, sayFault } from '@millrace/core'
import type { Driver, TagSpec, WriteRequest, WriteResult } from './driver.ts'

const MOST_WAITING = 256
const MOST_REMEMBERED = 1_024

/** What writes may use of a connection. */
export interface WritePath {
  readonly driver: Driver
  /** Aborted when the connection ends. */
  readonly signal: AbortSignal
}

export interface WritesNeeds {
  readonly clock: Clock
  readonly tags: () => readonly TagSpec[]
  /** The connection of this moment, or the word for why there is none. */
  readonly path: () => WritePath | string
}

/** The writes of one device: each is tried once, or it is said why not; an operation that was seen is not done again. */
export class Writes {
  readonly #needs: WritesNeeds
  readonly #operations = new Map<string, Promise<WriteResult>>()
  #waiting = 0

  constructor(needs: WritesNeeds) {
    this.#needs = needs
  }

  write(requests: readonly WriteRequest[], deadlineMs: number): Promise<WriteResult[]> {
    const fresh = new Map<string, WriteRequest>()
    for (const request of requests) {
      if (!this.#operations.has(request.operation) && !fresh.has(request.operation))
        fresh.set(request.operation, request)
    }
    const done = this.#writeOnce([...fresh.values()], deadlineMs)
    for (const operation of fresh.keys()) {
      this.#operations.set(
        operation,
        done.then((results) => results.get(operation)!),
      )
    }
    const answers = Promise.all(requests.map(({ operation }) => this.#operations.get(operation)!))
    for (const operation of this.#operations.keys()) {
      if (this.#operations.size <= MOST_REMEMBERED) break
      this.#operations.delete(operation)
    }
    return answers
  }

  async #writeOnce(requests: readonly WriteRequest[], deadlineMs: number): Promise<Map<string, WriteResult>> {
    const results = new Map<string, WriteResult>()
    const say = ({ operation }: WriteRequest, status: number, message: string): void => {
      results.set(operation, { operation, status, message })
    }
    const path = this.#needs.path()
    const tags = this.#needs.tags()
    const allowed: WriteRequest[] = []
    for (const request of requests) {
      const tag = tags.find(({ id }) => id === request.tag)
      if (!tag) say(request, Status.BadNodeIdUnknown, `The device has no tag ${request.tag}.`)
      else if (tag.access !== 'rw') say(request, Status.BadNotWritable, 'The tag is configured to be read only.')
      else if (typeof path === 'string') {
        say(request, Status.BadNoCommunication, `The device is not connected (${path}); nothing was sent.`)
      } else if (this.#waiting + allowed.length >= MOST_WAITING) {
        say(
          request,
          Status.BadResourceUnavailable,
          `${MOST_WAITING} writes to this device are waiting; nothing was sent.`,
        )
      } else allowed.push(request)
    }
    if (typeof path === 'string' || allowed.length === 0) return results

    this.#waiting += allowed.length
    const deadline = new AbortController()
    const timer = this.#needs.clock.after(deadlineMs, () => deadline.abort())
    const signal = AbortSignal.any([path.signal, deadline.signal])
    const aborted = Promise.withResolvers<readonly WriteResult[]>()
    signal.addEventListener('abort', () => aborted.resolve([]), { once: true })
    let because = 'The connection ended before the device answered; it is not known whether the value was taken.'
    try {
      const done = await Promise.race([path.driver.write(allowed, signal), aborted.promise])
      for (const result of done) results.set(result.operation, result)
    } catch (reason) {
      because = sayFault(reason)
    } finally {
      timer.cancel()
      this.#waiting -= allowed.length
    }
    const late = deadline.signal.aborted && !path.signal.aborted
    for (const request of allowed) {
      if (results.has(request.operation)) continue
      if (!late) say(request, Status.BadCommunicationError, because)
      else
        say(
          request,
          Status.BadTimeout,
          `No answer within ${deadlineMs} ms; it is not known whether the value was taken.`,
        )
    }
    return results
  }
}
