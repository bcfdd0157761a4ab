import type { ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { type Clock, Fault, systemClock } from '@millrace/core'
import '../faults.ts'
import type { Limits } from '../manifest/manifest.ts'
import { LongCall, ofProcess } from '../worker/priority.ts'
import { startClosed } from './closing.ts'
import type { Closed, FromFmu, ToFmu } from './messages.ts'
import { takenMemory } from './taken-memory.ts'

/** Longest that a process may take to be ready, and its FMU to be loaded, on a busy machine. */
const START_MS = 30_000
/** What a start may take before it is looked at whether it takes long. */
const LONG_START_MS = 3_000
const WATCH_MS = 20
const STDERR = 1_000
const LAST_WORDS_MS = 200
/** A shell tells a signal as an exit code above it. */
const SIGNALLED = 128

export interface FmuProcessNeeds {
  readonly model: string
  readonly limits: Limits
  readonly folder: string
  readonly files: string
}

type Answer = Exclude<FromFmu, { up: Closed } | { failed: string }>

/** The process of one FMU as seen from here: one question at a time, each with a deadline; what it takes is watched meanwhile. */
export class FmuProcess {
  readonly #needs: FmuProcessNeeds
  readonly #clock: Clock = systemClock
  readonly #child: ChildProcess
  readonly #gone: Promise<unknown>
  #end: Fault | undefined
  #rest = 0
  #most = 0
  #stderr = ''
  #waiting: { readonly take: (message: FromFmu) => void; readonly fail: (reason: Fault) => void } | undefined

  static async start(needs: FmuProcessNeeds): Promise<FmuProcess> {
    const { folder, files, limits } = needs
    return new FmuProcess(needs, await startClosed({ folder, files, memory: limits.memory }))
  }

  private constructor(needs: FmuProcessNeeds, child: ChildProcess) {
    this.#needs = needs
    this.#child = child
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#stderr = `${this.#stderr}${piece}`.slice(-STDERR)
    })
    this.#child.on('message', (message) => this.#waiting?.take(message as FromFmu))
    this.#gone = new Promise((resolve) => {
      this.#child.once('error', (failure) => resolve(this.#leave(this.#died(failure.message))))
      const ended = (code: number | null, signal: NodeJS.Signals | null): void =>
        resolve(this.#leave(this.#endOf(code, signal)))
      // Its last words are read when it is closed; somebody that it left behind may keep that from coming.
      this.#child.once('close', ended)
      this.#child.once('exit', (code, signal) => {
        this.#killGroup()
        this.#clock.after(LAST_WORDS_MS, () => ended(code, signal))
      })
    })
  }

  get alive(): boolean {
    return this.#end === undefined
  }

  /** Resolves when it listens. Throws `model.died`, `model.slow`. */
  async up(): Promise<Closed> {
    const message = await this.#next(START_MS, LONG_START_MS)
    this.#rest = this.#taken()
    return 'up' in message ? message.up : { network: false, files: false, processes: false }
  }

  /** Throws `model.slow`, `model.greedy`, `model.died` and `model.failed`. */
  async ask(question: ToFmu): Promise<Answer> {
    const isStart = question.ask === 'start'
    const answered = this.#next(isStart ? START_MS : this.#needs.limits.timeMs, isStart ? LONG_START_MS : undefined)
    if (this.alive) this.#child.send(question, () => undefined)
    const answer = await answered
    if ('failed' in answer) {
      if (!answer.fatal) throw new Fault('model.failed', { model: this.#needs.model, seen: answer.failed })
      throw await this.#kill(this.#died(answer.failed))
    }
    if ('up' in answer) throw await this.#kill(this.#died('an answer to no question'))
    return answer
  }

  /** Idempotent. */
  async close(): Promise<void> {
    await this.#kill(this.#died('closed'))
  }

  async #next(mostMs: number, longFrom?: number): Promise<FromFmu> {
    if (this.#end) throw this.#end.code === 'model.died' ? this.#end : this.#died('it was stopped before')
    const { promise, resolve, reject } = Promise.withResolvers<FromFmu>()
    this.#waiting = { take: resolve, fail: reject }
    const { model, limits } = this.#needs
    const late = this.#clock.after(mostMs, () => {
      void this.#kill(new Fault('model.slow', { model, most: mostMs }))
    })
    const long = new LongCall(
      this.#clock,
      ofProcess(() => (this.alive ? this.#child.pid : undefined)),
      longFrom,
    )
    const watch = this.#clock.every(WATCH_MS, () => {
      if (this.#rest === 0) return
      this.#most = Math.max(this.#most, this.#taken() - this.#rest)
      if (this.#most > limits.memory) void this.#kill(this.#greedy())
    })
    try {
      return await promise
    } finally {
      late.cancel()
      long.end()
      watch.cancel()
      this.#waiting = undefined
    }
  }

  #taken(): number {
    return this.#child.pid === undefined ? 0 : takenMemory(this.#child.pid)
  }

  /** Ends it with all that it started. */
  async #kill(reason: Fault): Promise<Fault> {
    this.#leave(reason)
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#killGroup()
    await this.#gone
    return this.#end ?? reason
  }

  /** Also what it left behind. Not later than its end is told: then its number may be somebody else's. */
  #killGroup(): void {
    if (this.#child.pid === undefined) return
    try {
      process.kill(-this.#child.pid, 'SIGKILL')
    } catch {
      // None of its group is left.
    }
  }

  #leave(reason: Fault): void {
    this.#end ??= reason
    this.#waiting?.fail(this.#end)
  }

  /** One that ended by itself. */
  #endOf(code: number | null, signal: NodeJS.Signals | null): Fault {
    const by = signal ?? signalOf(code ?? 0)
    // The system ends those that take too much.
    if (by === 'SIGKILL' || /out of memory|allocation failed/i.test(this.#stderr)) return this.#greedy()
    const said = this.#stderr.trim().split('\n').at(-1) ?? ''
    const words = by === undefined ? `exit code ${code}` : `signal ${by}`
    return this.#died(said === '' || by !== undefined ? words : `${words}: ${said}`)
  }

  #greedy(): Fault {
    return new Fault('model.greedy', { model: this.#needs.model, most: this.#needs.limits.memory })
  }

  #died(seen: string): Fault {
    return new Fault('model.died', { model: this.#needs.model, seen })
  }
}

const signalOf = (code: number): string | undefined =>
  Object.entries(constants.signals).find(([, number]) => number === code - SIGNALLED)?.[0]
