import { Worker } from 'node:worker_threads'
import { type Closable, Fault } from '@millrace/core'
import type { EngineOptions, EngineState } from './engine.ts'
import type { Question, Reply, Request } from './protocol.ts'
import './faults.ts'

interface Waiting {
  readonly answer: (value: unknown) => void
  readonly refuse: (reason: unknown) => void
}

/** The store's end of the line to its worker. */
export class EngineLink implements Closable {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #state: EngineState = { durable: 0, segments: 0, bytes: 0, storedOf: {} }
  #lost: Fault | undefined
  readonly #ended = Promise.withResolvers<Fault>()
  #id = 0

  private constructor(options: EngineOptions) {
    const source = import.meta.url.endsWith('.ts')
    // From source, packages resolve to their sources, as in the thread that starts this one.
    this.#worker = new Worker(new URL(source ? './worker.ts' : './worker.js', import.meta.url), {
      workerData: options,
      ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
    })
    this.#worker.on('message', (reply: Reply) => this.#hear(reply))
    this.#worker.on('error', (failure) => this.#lose(failure.message))
    this.#worker.on('exit', (code) => this.#lose(`exit code ${code}`))
  }

  /** Throws what kept the engine from opening. */
  static async open(options: EngineOptions): Promise<EngineLink> {
    const link = new EngineLink(options)
    await new Promise((answer, refuse) => link.#waiting.set(0, { answer, refuse }))
    return link
  }

  get state(): EngineState {
    return this.#state
  }

  /** Resolves if the worker ends without having been told to. */
  get ended(): Promise<Fault> {
    return this.#ended.promise
  }

  /** Set when the worker is gone. */
  get lost(): Fault | undefined {
    return this.#lost
  }

  tell(request: Exclude<Request, { do: 'ask' }>): void {
    this.#worker.postMessage(request)
  }

  /** Throws the engine's fault, the signal's reason or `history.engine_lost`. */
  ask<T>(question: Question, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost)
      if (signal?.aborted) return reject(signal.reason)
      const id = ++this.#id
      const abort = (): void => {
        this.#waiting.delete(id)
        this.tell({ do: 'cancel', id })
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort, { once: true })
      const settled = (): void => signal?.removeEventListener('abort', abort)
      this.#waiting.set(id, {
        answer: (value) => {
          settled()
          resolve(value as T)
        },
        refuse: (reason) => {
          settled()
          reject(reason)
        },
      })
      this.#worker.postMessage({ do: 'ask', id, question } satisfies Request)
    })
  }

  async close(): Promise<void> {
    if (!this.#lost) await this.ask({ ask: 'close' })
    this.#lost ??= new Fault('history.closed')
    await this.#worker.terminate()
  }

  #hear(reply: Reply): void {
    if (reply.say !== 'fault') this.#state = reply.state
    if (reply.say === 'state') return
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.say === 'answer') waiting?.answer(reply.value)
    else waiting?.refuse(new Fault(reply.note.code, reply.note.facts))
  }

  #lose(seen: string): void {
    if (!this.#lost) {
      this.#lost = new Fault('history.engine_lost', { seen })
      this.#ended.resolve(this.#lost)
    }
    for (const waiting of this.#waiting.values()) waiting.refuse(this.#lost)
    this.#waiting.clear()
  }
}
