import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Clock, Fault } from '@millrace/core'
import './faults.ts'
import type { Answers, Question } from './text.ts'

/** Much more than any text of a real profile takes; starting the thread is part of it. */
const MOST_MS = 10_000
/** Texts that wait for their turn. */
const MOST_WAITING = 20
/** Of these, of one organisation. */
const MOST_OF_ONE = 2
/** Much more than any text of a real profile takes. */
const MOST_MB = 256

type Answer<Q extends Question> = Answers[Q['kind']]

/**
 * Reads what people send in a thread of its own, one text after the other: a text that was made to be slow costs its sender
 * time, and nobody else theirs.
 */
export class TextReading {
  readonly #clock: Clock
  readonly #mostMb: number
  readonly #waiting: string[] = []
  readonly #closed = new AbortController()
  #thread: Worker | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(clock: Clock, { mostMb = MOST_MB } = {}) {
    this.#clock = clock
    this.#mostMb = mostMb
  }

  /** Throws `profiles.too_slow`, `profiles.too_costly`, `profiles.busy`, `profiles.closing`. */
  async ask<Q extends Question>(tenant: string, question: Q): Promise<Answer<Q>> {
    const ofOne = this.#waiting.filter((other) => other === tenant).length
    if (ofOne >= MOST_OF_ONE) throw new Fault('profiles.busy', { most: `${MOST_OF_ONE} of this organisation` })
    if (this.#waiting.length >= MOST_WAITING) throw new Fault('profiles.busy', { most: MOST_WAITING })
    this.#waiting.push(tenant)
    const turn = this.#turn.then(() => {
      this.#waiting.splice(this.#waiting.indexOf(tenant), 1)
      return this.#answer(question)
    })
    // Whoever asked has the failure; the next in line only waits for its end.
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** What waits is refused. */
  async close(): Promise<void> {
    this.#closed.abort()
    await this.#turn
    await this.#thread?.terminate()
  }

  async #answer<Q extends Question>(question: Q): Promise<Answer<Q>> {
    if (this.#closed.signal.aborted) throw new Fault('profiles.closing')
    this.#thread ??= startThread(this.#mostMb)
    const thread = this.#thread
    const late = new AbortController()
    const timer = this.#clock.after(MOST_MS, () => late.abort())
    try {
      const answer = once(thread, 'message', { signal: AbortSignal.any([late.signal, this.#closed.signal]) })
      thread.postMessage(question)
      return ((await answer) as [Answer<Q>])[0]
    } catch (reason) {
      this.#thread = undefined
      await thread.terminate()
      throw this.#refusal(late.signal, reason)
    } finally {
      timer.cancel()
    }
  }

  #refusal(late: AbortSignal, reason: unknown): unknown {
    if (this.#closed.signal.aborted) return new Fault('profiles.closing', {}, reason)
    if (late.aborted) return new Fault('profiles.too_slow', { seconds: MOST_MS / 1_000 }, reason)
    return isOutOfMemory(reason) ? new Fault('profiles.too_costly', { most: this.#mostMb }, reason) : reason
  }
}

const isOutOfMemory = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && reason.code === 'ERR_WORKER_OUT_OF_MEMORY'

function startThread(mostMb: number): Worker {
  const source = import.meta.url.endsWith('.ts')
  // From source, packages resolve to their sources, as in the thread that starts this one.
  const thread = new Worker(new URL(`./reading-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: mostMb },
    ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
  })
  thread.unref()
  return thread
}
