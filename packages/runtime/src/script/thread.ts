import { Worker } from 'node:worker_threads'
import type { Clock, Timer } from '@millrace/core'
import { LongCall, ofThread } from '../worker/priority.ts'
import type { Call, Question, ThreadWord, Verdict } from './messages.ts'
import type { Program } from './program.ts'

/** Beyond a call's own limit, before the thread is ended: native code of the engine does not look at the clock. */
const GRACE_MS = 500
/** Programs that a thread keeps loaded, of about 3 MB each. */
const MOST_PROGRAMS = 64

/** A call takes long from here on. */
export const LONG_MS = 100
/** Of a call's time, what loading its program may take on a machine that is busy. */
const LOADING_MS = 400

type Answering = (verdict: Verdict) => void

/** The pool's end of the line to one thread, which has one call at a time. */
export class ScriptThread {
  readonly #clock: Clock
  readonly #worker: Worker
  /** Keys of what is loaded, the longest unused first. */
  readonly #loaded = new Set<string>()
  #is: 'starting' | 'open' | 'over' = 'starting'
  #answering: Answering | undefined
  #timer: Timer | undefined
  #long: LongCall | undefined
  /** Its number in the system. */
  #thread: number | undefined
  #key = ''
  /** Since when it is with its call, or without one. */
  #since = 0

  /** `opened` and `ended` are called once at the most, `ended` with what was seen if it never opened. */
  constructor(clock: Clock, { opened, ended }: { opened: () => void; ended: (failure: string | undefined) => void }) {
    this.#clock = clock
    const source = import.meta.url.endsWith('.ts')
    this.#worker = new Worker(new URL(`./script-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 8 },
      ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
    })
    let seen: string | undefined
    this.#worker.on('message', (word: ThreadWord) => {
      if (word.is === 'answer') {
        if (word.kept) this.#loaded.add(this.#key)
        return this.#answer(word.verdict)
      }
      this.#is = this.#is === 'over' ? 'over' : 'open'
      this.#thread = word.thread
      this.#since = this.#clock.monotonic()
      this.#worker.unref()
      opened()
    })
    this.#worker.on('error', (failure) => {
      seen = failure.message
    })
    this.#worker.on('exit', (code) => {
      const failure = `its thread ended: ${seen ?? `exit code ${code}`}`
      const isLost = this.#is === 'starting'
      this.#is = 'over'
      this.#answer({ is: 'died', seen: failure })
      ended(isLost ? failure : undefined)
    })
  }

  get isIdle(): boolean {
    return this.#is === 'open' && this.#answering === undefined
  }

  /** How long it has been with its call; loading a program does not count at first. */
  get busyMs(): number {
    return this.#answering === undefined ? 0 : this.#clock.monotonic() - this.#since
  }

  /** How long it has had nothing to do. */
  get idleMs(): number {
    return this.isIdle ? this.#clock.monotonic() - this.#since : 0
  }

  has({ key }: Program): boolean {
    return this.#loaded.has(key)
  }

  /** Of an idle thread. */
  ask(program: Program, call: Call): Promise<Verdict> {
    const { key } = program
    const known = this.#loaded.delete(key)
    const [oldest] = this.#loaded
    const forget = this.#loaded.size >= MOST_PROGRAMS ? oldest : undefined
    if (forget !== undefined) this.#loaded.delete(forget)
    this.#key = key
    this.#since = this.#clock.monotonic() + (known ? 0 : LOADING_MS)
    const question: Question = { key, call, ...(known ? {} : { program }), ...(forget === undefined ? {} : { forget }) }
    // Loading a program may take as long as a call.
    const most = call.timeMs * (known ? 1 : 2) + GRACE_MS
    this.#timer = this.#clock.after(most, () => void this.#stop())
    this.#long = new LongCall(this.#clock, ofThread(this.#thread))
    this.#worker.ref()
    this.#worker.postMessage(question)
    return new Promise((resolve) => {
      this.#answering = resolve
    })
  }

  async close(): Promise<void> {
    this.#is = 'over'
    await this.#worker.terminate()
  }

  async #stop(): Promise<void> {
    const closed = this.close()
    this.#answer({ is: 'slow' })
    await closed
  }

  #answer(verdict: Verdict): void {
    this.#timer?.cancel()
    // One that must stay behind the others is no place for calls that do not take long.
    if (this.#long?.end() === false) void this.close()
    this.#long = undefined
    this.#worker.unref()
    this.#since = this.#clock.monotonic()
    const answering = this.#answering
    this.#answering = undefined
    answering?.(verdict)
  }
}
