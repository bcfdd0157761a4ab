import { Worker } from 'node:worker_threads'
import { type Facts, Fault, systemClock } from '@millrace/core'
import type { ModelPackage, Results, Rows, RunningModel } from '../face.ts'
import type { Limits, ModelManifest } from '../manifest/manifest.ts'
import { LongCall, ofThread } from './priority.ts'
import type { Answer, Parameters, Question } from './protocol.ts'
import { Turns } from './turns.ts'
import { whole } from './whole.ts'
import '../faults.ts'

/** A thread and its engine are up in less than a second, on a machine that is very busy in many. */
const PREPARE_MS = 120_000
/** Loading compiles, which a call does not: it may take this many times as long. */
const LOADING = 20
/** Heap of the thread beside what its engine holds for the model: much more than passing rows on takes. */
const HEAP_MB = 64

/** After these it cannot be said what the thread is worth. */
const endings = new Set(['model.slow', 'model.greedy', 'model.died'])

/** What a runtime runs its models in. */
export interface ThreadKind {
  /** A module that calls `serve`, without the ending of its name. */
  readonly module: URL
  /** Goes to the thread as its data. */
  readonly data?: unknown
}

/** Loads `file` of the model in a thread of its own, and gives the line to it. */
export async function startInThread(
  kind: ThreadKind,
  model: ModelPackage & { readonly file: string },
  limits: Limits,
): Promise<RunningModel> {
  const { manifest } = model
  const file = model.files.get(model.file)
  if (!file) throw new Fault('model.broken', { model: manifest.id, seen: `it has no file ${model.file}` })
  const started = new ThreadModel(kind, manifest, limits)
  try {
    await started.load(file)
    return started
  } catch (reason) {
    await started.close()
    throw reason
  }
}

/**
 * One model in one thread. The thread has no environment and passes nothing but answers; what does not answer in time, or
 * takes too much, is ended with it, and nothing else lives there.
 */
class ThreadModel implements RunningModel {
  readonly #manifest: ModelManifest
  readonly #limits: Limits
  readonly #worker: Worker
  readonly #turns = new Turns()
  #asked: PromiseWithResolvers<Answer> | undefined
  /** Its number in the system. */
  #thread: number | undefined
  #ended = false
  #gone: Promise<unknown> | undefined

  constructor({ module, data }: ThreadKind, manifest: ModelManifest, limits: Limits) {
    this.#manifest = manifest
    this.#limits = limits
    const source = import.meta.url.endsWith('.ts')
    // From source, packages resolve to their sources, as in the thread that starts this one.
    this.#worker = new Worker(new URL(`${module.href}.${source ? 'ts' : 'js'}`), {
      workerData: data,
      env: {},
      argv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: HEAP_MB / 4 },
      execArgv: source ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
    })
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    this.#worker.on('message', (answer: Answer) => this.#asked?.resolve(answer))
    this.#worker.on('error', (failure) =>
      isOutOfMemory(failure)
        ? this.#end('model.greedy', { most: limits.memory })
        : this.#end('model.died', { seen: failure.message }),
    )
    this.#worker.on('exit', (code) => this.#end('model.died', { seen: `its thread ended with code ${code}` }))
  }

  get alive(): boolean {
    return !this.#ended
  }

  async load(bytes: Uint8Array): Promise<void> {
    const { timeMs, memory } = this.#limits
    const file = whole(bytes) as Uint8Array<ArrayBuffer>
    this.#thread = (await this.#ask({ do: 'prepare', memory }, PREPARE_MS)) as number | undefined
    await this.#ask({ do: 'load', manifest: this.#manifest, file, memory }, LOADING * timeMs)
  }

  async run(rows: Rows, parameters: Parameters): Promise<Results> {
    const inputs = this.#manifest.inputs.map(({ name }) => [name, whole(rows.values[name])] as const)
    const sent: Rows = {
      length: rows.length,
      time: whole(rows.time),
      values: Object.fromEntries(inputs.filter(([, column]) => column !== undefined)) as Rows['values'],
    }
    return (await this.#ask({ do: 'run', rows: sent, parameters: { ...parameters } })) as Results
  }

  async save(): Promise<Uint8Array> {
    return (await this.#ask({ do: 'save' })) as Uint8Array
  }

  async restore(state: Uint8Array): Promise<void> {
    await this.#ask({ do: 'restore', state: whole(state) })
  }

  async close(): Promise<void> {
    this.#end('model.died', { seen: 'it was closed' })
    await this.#gone
  }

  #ask(question: Question, mostMs = this.#limits.timeMs): Promise<unknown> {
    return this.#turns.take(() => this.#answer(question, mostMs))
  }

  async #answer(question: Question, mostMs: number): Promise<unknown> {
    if (this.#ended) throw this.#fault('model.died', { seen: 'it was stopped before' })
    const asked = Promise.withResolvers<Answer>()
    this.#asked = asked
    const timer = systemClock.after(mostMs, () => {
      // An answer that came while this process was busy lies before the door: it is let in first.
      setImmediate(() => {
        if (this.#asked === asked) this.#end('model.slow', { most: mostMs })
      })
    })
    const long = new LongCall(systemClock, ofThread(this.#thread))
    try {
      this.#worker.postMessage(question)
      const answer = await asked.promise
      if (answer.is === 'done') return answer.value
      const fault = this.#fault(answer.code, answer.facts)
      if (endings.has(answer.code)) this.#end(answer.code, answer.facts)
      throw fault
    } finally {
      timer.cancel()
      long.end()
      this.#asked = undefined
    }
  }

  /** Ends the thread, whatever it is at; who waits for it has the fault. Twice is once. */
  #end(code: string, facts: Facts): void {
    if (this.#ended) return
    this.#ended = true
    this.#asked?.reject(this.#fault(code, facts))
    this.#gone = this.#worker.terminate()
  }

  #fault(code: string, facts: Facts): Fault {
    return new Fault(code, { model: this.#manifest.id, ...facts })
  }
}

const isOutOfMemory = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && reason.code === 'ERR_WORKER_OUT_OF_MEMORY'
