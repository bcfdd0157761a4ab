import { type MessagePort, Worker } from 'node:worker_threads'
import { Fault } from '@millrace/core'
import type { Reply, Request } from './protocol.ts'
import './faults.ts'

interface Waiting {
  readonly answer: (value: unknown) => void
  readonly refuse: (reason: unknown) => void
}

/** The store's end of the line to one thread. `Q`: what it is asked. */
export class ThreadLine<Q> {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #heard: (reply: Reply) => void
  readonly #ended = Promise.withResolvers<Fault>()
  #lost: Fault | undefined
  #id = 0

  /** `heard` is called with each reply, before whoever asked has it. */
  constructor(
    name: 'keeper' | 'reader',
    start: object,
    ports: readonly MessagePort[],
    heard: (reply: Reply) => void = () => undefined,
  ) {
    this.#heard = heard
    const source = import.meta.url.endsWith('.ts')
    // From source, packages resolve to their sources, as in the thread that starts this one.
    this.#worker = new Worker(new URL(`./${name}-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
      workerData: start,
      transferList: [...ports],
      ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
    })
    this.#worker.on('message', (reply: Reply) => this.#hear(reply))
    this.#worker.on('error', (failure) => this.lose(failure.message))
    this.#worker.on('exit', (code) => this.lose(`exit code ${code}`))
  }

  /** Resolves when the thread answers; throws what kept it from opening. */
  async opened(): Promise<void> {
    await new Promise((answer, refuse) => this.#waiting.set(0, { answer, refuse }))
  }

  /** Questions without an answer yet. */
  get busy(): number {
    return this.#waiting.size
  }

  /** Resolves if the thread ends without having been told to. */
  get ended(): Promise<Fault> {
    return this.#ended.promise
  }

  /** Set when the thread is gone. */
  get lost(): Fault | undefined {
    return this.#lost
  }

  tell(request: Exclude<Request<Q>, { do: 'ask' }>): void {
    this.#worker.postMessage(request)
  }

  /** Throws the thread's fault, the signal's reason or `history.engine_lost`. */
  ask<T>(question: Q, signal?: AbortSignal): Promise<T> {
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
      this.#worker.postMessage({ do: 'ask', id, question } satisfies Request<Q>)
    })
  }

  /** Refuses everything from now on. */
  async end(): Promise<void> {
    this.#lost ??= new Fault('history.closed')
    await this.#worker.terminate()
  }

  /** As when the thread ended by itself. */
  lose(seen: string): void {
    if (!this.#lost) {
      this.#lost = new Fault('history.engine_lost', { seen })
      this.#ended.resolve(this.#lost)
    }
    for (const waiting of this.#waiting.values()) waiting.refuse(this.#lost)
    this.#waiting.clear()
  }

  #hear(reply: Reply): void {
    this.#heard(reply)
    if (reply.say === 'state') return
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.say === 'answer') waiting?.answer(reply.value)
    else waiting?.refuse(new Fault(reply.note.code, reply.note.facts))
  }
}
