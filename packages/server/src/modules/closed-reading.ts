import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Clock, type Closable, Fault } from '@millrace/core'

/** Much more than any real package takes; starting the thread is part of it. */
const MOST_MS = 15_000
const MOST_MB = 512
/** Packages that wait for their turn, of one organisation. */
const MOST_OF_ONE = 8

/** What a thread that reads packages answers. */
export type Read<Is> =
  | { readonly is: Is }
  | { readonly fault: { readonly code: string; readonly facts: Fault['facts'] } }

interface Needs {
  readonly clock: Clock
  /** Module of the thread, without its ending. */
  readonly thread: URL
  /** Codes of the faults: no room for another one, and one that took too long or too much. */
  readonly busy: string
  readonly costly: string
}

/**
 * Reads packages in a thread of its own, one after the other: what was made to be slow to read costs its sender time, and nobody
 * else theirs.
 */
export class ClosedReading<Question, Is> implements Closable {
  readonly #needs: Needs
  readonly #closed = new AbortController()
  /** By organisation. */
  readonly #waiting = new Map<string, number>()
  #thread: Worker | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** @param tenant whose question it is; without it there is always room */
  async ask(tenant: string | undefined, question: Question): Promise<Is> {
    const waiting = (tenant !== undefined && this.#waiting.get(tenant)) || 0
    if (waiting >= MOST_OF_ONE) throw new Fault(this.#needs.busy)
    const count = (by: number): void => {
      if (tenant !== undefined) this.#waiting.set(tenant, (this.#waiting.get(tenant) ?? 0) + by)
    }
    count(1)
    const turn = this.#turn.then(() => {
      count(-1)
      return this.#answer(question)
    })
    // Whoever asked has the failure; the next in line only waits for its end.
    this.#turn = turn.catch(() => undefined)
    const answer = await turn
    if ('fault' in answer) throw new Fault(answer.fault.code, answer.fault.facts)
    return answer.is
  }

  /** What waits is refused. */
  async close(): Promise<void> {
    this.#closed.abort()
    await this.#turn
    await this.#thread?.terminate()
  }

  async #answer(question: Question): Promise<Read<Is>> {
    const { clock, busy, costly } = this.#needs
    if (this.#closed.signal.aborted) throw new Fault(busy)
    this.#thread ??= startThread(this.#needs.thread)
    const thread = this.#thread
    const late = new AbortController()
    const timer = clock.after(MOST_MS, () => late.abort())
    try {
      const answer = once(thread, 'message', { signal: AbortSignal.any([late.signal, this.#closed.signal]) })
      thread.postMessage(question)
      return ((await answer) as [Read<Is>])[0]
    } catch (reason) {
      this.#thread = undefined
      await thread.terminate()
      if (this.#closed.signal.aborted) throw new Fault(busy, {}, reason)
      throw new Fault(costly, { seconds: MOST_MS / 1_000, most: MOST_MB }, reason)
    } finally {
      timer.cancel()
    }
  }
}

function startThread(module: URL): Worker {
  const source = import.meta.url.endsWith('.ts')
  // From source, packages resolve to their sources, as in the thread that starts this one.
  const thread = new Worker(new URL(`${module.href}.${source ? 'ts' : 'js'}`), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
  })
  thread.unref()
  return thread
}
