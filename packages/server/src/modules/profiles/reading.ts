import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Clock, Fault } from '@millrace/core'
import './faults.ts'
import type { ReadText } from './text.ts'

/** Much more than any text of a real profile takes; starting the thread is part of it. */
const MOST_MS = 10_000
/** Texts that wait for their turn. */
const MOST_WAITING = 20

/**
 * Reads what people send in a thread of its own, one text after the other: a text that was made to be slow costs its sender
 * time, and nobody else theirs.
 */
export class TextReading {
  readonly #clock: Clock
  #thread: Worker | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Throws `profiles.too_slow`, `profiles.busy`. */
  async read(yaml: string): Promise<ReadText> {
    if (this.#waiting >= MOST_WAITING) throw new Fault('profiles.busy', { most: MOST_WAITING })
    this.#waiting++
    const turn = this.#turn.then(() => this.#ask(yaml))
    // Whoever asked has the failure; the next in line only waits for its end.
    this.#turn = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#waiting--
    }
  }

  async close(): Promise<void> {
    await this.#thread?.terminate()
  }

  async #ask(yaml: string): Promise<ReadText> {
    this.#thread ??= startThread()
    const thread = this.#thread
    const late = new AbortController()
    const timer = this.#clock.after(MOST_MS, () => late.abort())
    try {
      const answer = once(thread, 'message', { signal: late.signal })
      thread.postMessage(yaml)
      return ((await answer) as [ReadText])[0]
    } catch (reason) {
      this.#thread = undefined
      await thread.terminate()
      throw late.signal.aborted ? new Fault('profiles.too_slow', { seconds: MOST_MS / 1_000 }, reason) : reason
    } finally {
      timer.cancel()
    }
  }
}

function startThread(): Worker {
  const source = import.meta.url.endsWith('.ts')
  // From source, packages resolve to their sources, as in the thread that starts this one.
  const thread = new Worker(new URL(`./reading-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
    ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
  })
  thread.unref()
  return thread
}
