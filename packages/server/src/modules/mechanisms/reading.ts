import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Clock, type Closable, Fault } from '@millrace/core'
import type { UnpackedModel } from '@millrace/runtime'
import './faults.ts'
import type { Answer, Question, ReadFiles } from './packages.ts'

/** Much more than any real package takes; starting the thread is part of it. */
const MOST_MS = 15_000
const MOST_MB = 512
/** Packages that wait for their turn, of one organisation. */
const MOST_OF_ONE = 8

/**
 * Reads packages in a thread of its own, one after the other: what was made to be slow to read costs its sender time, and nobody
 * else theirs.
 */
export class PackageReading implements Closable {
  readonly #clock: Clock
  readonly #closed = new AbortController()
  /** By organisation. */
  readonly #waiting = new Map<string, number>()
  #thread: Worker | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Every mistake in the files of a model, and the model where there is none. Throws `mechanisms.busy`, `mechanisms.too_costly`. */
  async files(tenant: string, files: ReadonlyMap<string, Uint8Array>): Promise<ReadFiles> {
    return (await this.#ask(tenant, { kind: 'files', files })) as ReadFiles
  }

  /** Throws as `unpackModel` does, and `mechanisms.busy`, `mechanisms.too_costly`. */
  async unpack(tenant: string, archive: Uint8Array): Promise<UnpackedModel> {
    return (await this.#ask(tenant, { kind: 'archive', archive })) as UnpackedModel
  }

  /** The same of one that was taken before, which always finds room: whoever runs models may need many at once. */
  async unpackKept(archive: Uint8Array): Promise<UnpackedModel> {
    return (await this.#ask(undefined, { kind: 'archive', archive })) as UnpackedModel
  }

  /** What waits is refused. */
  async close(): Promise<void> {
    this.#closed.abort()
    await this.#turn
    await this.#thread?.terminate()
  }

  async #ask(tenant: string | undefined, question: Question): Promise<ReadFiles | UnpackedModel> {
    const waiting = (tenant !== undefined && this.#waiting.get(tenant)) || 0
    if (waiting >= MOST_OF_ONE) throw new Fault('mechanisms.busy')
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

  async #answer(question: Question): Promise<Answer> {
    if (this.#closed.signal.aborted) throw new Fault('mechanisms.busy')
    this.#thread ??= startThread()
    const thread = this.#thread
    const late = new AbortController()
    const timer = this.#clock.after(MOST_MS, () => late.abort())
    try {
      const answer = once(thread, 'message', { signal: AbortSignal.any([late.signal, this.#closed.signal]) })
      thread.postMessage(question)
      return ((await answer) as [Answer])[0]
    } catch (reason) {
      this.#thread = undefined
      await thread.terminate()
      if (this.#closed.signal.aborted) throw new Fault('mechanisms.busy', {}, reason)
      throw new Fault('mechanisms.too_costly', { seconds: MOST_MS / 1_000, most: MOST_MB }, reason)
    } finally {
      timer.cancel()
    }
  }
}

function startThread(): Worker {
  const source = import.meta.url.endsWith('.ts')
  // From source, packages resolve to their sources, as in the thread that starts this one.
  const thread = new Worker(new URL(`./reading-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
  })
  thread.unref()
  return thread
}
