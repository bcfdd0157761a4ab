import { Worker } from 'node:worker_threads'
import type { Clock, Timer } from '@millrace/core'
import { LongCall, ofThread } from '../worker/priority.ts'
import type { Keyed, Question, Talking, ThreadEnd, ThreadWord, Timed, Told } from './lines.ts'

/** Beyond a call's own limit, before the thread is ended: native code of the engine does not look at the clock. */
const GRACE_MS = 500

/** A call takes long from here on. */
export const LONG_MS = 100
/** Of a call's time, what loading its program may take on a machine that is busy. */
const LOADING_MS = 400

export interface CellThreadKind {
  /** A module that answers questions, without the ending of its name. */
  readonly module: string
  /** Programs that a thread keeps loaded, of about 3 MB each. */
  readonly programs: number
}

/** The pool's end of the line to one thread, which has one call at a time. */
export class CellThread<Program extends Keyed, Call extends Timed, Verdict, Said, Heard> {
  readonly #clock: Clock
  readonly #kind: CellThreadKind
  readonly #worker: Worker
  /** Keys of what is loaded, the longest unused first. */
  readonly #loaded = new Set<string>()
  #is: 'starting' | 'open' | 'over' = 'starting'
  #answering: ((verdict: Verdict | ThreadEnd) => void) | undefined
  #hear: ((word: Heard) => void) | undefined
  #timer: Timer | undefined
  #long: LongCall | undefined
  /** Its number in the system. */
  #thread: number | undefined
  #key = ''
  /** Since when it is with its call, or without one. */
  #since = 0
  /** What the call may still compute, and the words that were given to it. */
  #leftMs = 0
  #given = 0

  /** `opened` and `ended` are called once at the most, `ended` with what was seen if it never opened. */
  constructor(
    clock: Clock,
    kind: CellThreadKind,
    { opened, ended }: { opened: () => void; ended: (failure: string | undefined) => void },
  ) {
    this.#clock = clock
    this.#kind = kind
    const source = import.meta.url.endsWith('.ts')
    this.#worker = new Worker(new URL(`${kind.module}.${source ? 'ts' : 'js'}`), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 8 },
      ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
    })
    let seen: string | undefined
    this.#worker.on('message', (word: ThreadWord<Verdict, Heard>) => {
      if (word.is === 'open') {
        this.#is = this.#is === 'over' ? 'over' : 'open'
        this.#thread = word.thread
        this.#since = this.#clock.monotonic()
        this.#worker.unref()
        return opened()
      }
      // Of a call that was given up with its thread.
      if (this.#answering === undefined) return
      if (word.is === 'heard') return this.#hear?.(word.word)
      if (word.is === 'waits') return this.#waits(word.worked, word.spentMs)
      if (word.kept) this.#loaded.add(this.#key)
      this.#answer(word.verdict)
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
  ask(program: Program, call: Call, talking?: Talking<Said, Heard>): Promise<Verdict | ThreadEnd> {
    const { key } = program
    const known = this.#loaded.delete(key)
    const [oldest] = this.#loaded
    const forget = this.#loaded.size >= this.#kind.programs ? oldest : undefined
    if (forget !== undefined) this.#loaded.delete(forget)
    this.#key = key
    this.#since = this.#clock.monotonic() + (known ? 0 : LOADING_MS)
    this.#long = new LongCall(this.#clock, ofThread(this.#thread))
    // Loading a program may take as long as a call.
    this.#leftMs = call.timeMs * (known ? 1 : 2)
    this.#given = 0
    this.#worker.ref()
    this.#give({
      is: 'question',
      key,
      call,
      ...(known ? {} : { program }),
      ...(forget === undefined ? {} : { forget }),
    })
    return new Promise((resolve) => {
      this.#answering = resolve
      this.#hear = talking?.((word) => {
        if (this.#answering === resolve) this.#give({ is: 'told', word })
      })
    })
  }

  async close(): Promise<void> {
    this.#is = 'over'
    await this.#worker.terminate()
  }

  #give(word: Question<Program, Call> | Told<Said>): void {
    this.#given++
    this.#worker.postMessage(word)
    this.#timer ??= this.#clock.after(this.#leftMs + GRACE_MS, () => void this.#stop())
  }

  #waits(worked: number, spentMs: number): void {
    this.#timer?.cancel()
    this.#leftMs = Math.max(0, this.#leftMs - spentMs)
    this.#timer =
      worked === this.#given ? undefined : this.#clock.after(this.#leftMs + GRACE_MS, () => void this.#stop())
  }

  async #stop(): Promise<void> {
    const closed = this.close()
    this.#answer({ is: 'slow' })
    await closed
  }

  #answer(verdict: Verdict | ThreadEnd): void {
    this.#timer?.cancel()
    this.#timer = undefined
    // One that must stay behind the others is no place for calls that do not take long.
    if (this.#long?.end() === false) void this.close()
    this.#long = undefined
    this.#worker.unref()
    this.#since = this.#clock.monotonic()
    const answering = this.#answering
    this.#answering = undefined
    this.#hear = undefined
    answering?.(verdict)
  }
}
