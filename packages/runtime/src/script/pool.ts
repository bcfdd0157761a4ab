import type { Clock, Timer } from '@millrace/core'
import type { Call, Verdict } from './messages.ts'
import type { Program } from './program.ts'
import { LONG_MS, ScriptThread } from './thread.ts'

interface Waiting {
  readonly program: Program
  readonly call: Call
  readonly since: number
  readonly heard: (verdict: Verdict) => void
}

/** Threads beside those whose calls take long: the last that is free is for programs that are known to end. */
const USUAL = 2
const MOST = 8
/** A thread more than usual stays for so long without a call: what takes long does so again, and programs are loaded there. */
const SPARE_MS = 60_000
/** Programs that are known to end: their last call did, within this time. */
const KNOWN_MS = 1_000
const MOST_KNOWN = 10_000

/**
 * Threads that scripts run in. A call brings its state along, so any thread may have any call: one that takes long keeps a
 * thread to itself, and its neighbours go on in the others. Ending a thread costs them the loading of programs, 10 ms each.
 */
export class ScriptPool {
  readonly #clock: Clock
  readonly #threads = new Set<ScriptThread>()
  readonly #waiting: Waiting[] = []
  /** Keys of programs that are known to end, the longest unused first. */
  readonly #known = new Set<string>()
  #look: Timer | undefined
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ask(program: Program, call: Call): Promise<Verdict> {
    if (this.#closed) return Promise.resolve({ is: 'died', seen: 'its runtime is closed' })
    return new Promise((heard) => {
      this.#waiting.push({ program, call, since: this.#clock.monotonic(), heard })
      this.#serve()
    })
  }

  /** What waits and what runs is answered with `died`. */
  async close(): Promise<void> {
    this.#closed = true
    this.#look?.cancel()
    for (const { heard } of this.#waiting.splice(0)) heard({ is: 'died', seen: 'its runtime is closed' })
    await Promise.all([...this.#threads].map((thread) => thread.close()))
  }

  #serve(): void {
    if (this.#closed) return
    const idle = [...this.#threads].filter(({ isIdle }) => isIdle)
    for (let next = this.#next(idle); next; next = this.#next(idle)) {
      const { thread, waiting } = next
      idle.splice(idle.indexOf(thread), 1)
      const begun = this.#clock.monotonic()
      void thread.ask(waiting.program, waiting.call).then((verdict) => {
        this.#learn(waiting.program, verdict, this.#clock.monotonic() - begun)
        waiting.heard(verdict)
        this.#serve()
      })
    }
    if (this.#waiting.length > 0) this.#man()
    else this.#trim()
  }

  /**
   * The first in the queue; before it is overdue ({@link LONG_MS}), the first whose program is loaded in a thread that is free. Where
   * one thread is left, nobody has it of whom it is not known that he gives it back.
   */
  #next(idle: readonly ScriptThread[]): { readonly thread: ScriptThread; readonly waiting: Waiting } | undefined {
    if (idle.length === 0) return undefined
    const may = idle.length > 1 ? this.#waiting : this.#waiting.filter(({ program }) => this.#known.has(program.key))
    const [first] = may
    if (!first) return undefined
    const isOverdue = this.#clock.monotonic() - first.since > LONG_MS
    for (const waiting of isOverdue ? [first] : may) {
      const thread = idle.find((one) => one.has(waiting.program))
      if (thread) return this.#taken(thread, waiting)
    }
    return this.#taken(idle[0]!, first)
  }

  #taken(thread: ScriptThread, waiting: Waiting) {
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
    return { thread, waiting }
  }

  #learn({ key }: Program, { is }: Verdict, ms: number): void {
    this.#known.delete(key)
    if (ms > KNOWN_MS || !(is === 'done' || is === 'failed' || is === 'lied')) return
    this.#known.add(key)
    const [oldest] = this.#known
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest)
  }

  /** Threads that are not with a call that takes long. */
  #usual(): ScriptThread[] {
    return [...this.#threads].filter((thread) => thread.busyMs < LONG_MS)
  }

  #man(): void {
    for (let usual = this.#usual().length; usual < USUAL && this.#threads.size < MOST; usual++) this.#start()
    this.#look ??= this.#clock.after(LONG_MS, () => {
      this.#look = undefined
      this.#serve()
    })
  }

  #trim(): void {
    const spare = this.#threads.size - USUAL
    for (const thread of [...this.#threads].filter(({ idleMs }) => idleMs > SPARE_MS).slice(0, Math.max(0, spare))) {
      this.#threads.delete(thread)
      void thread.close()
    }
  }

  #start(): void {
    const thread: ScriptThread = new ScriptThread(this.#clock, {
      opened: () => this.#serve(),
      ended: (failure) => {
        this.#threads.delete(thread)
        // Where no thread can be started, nobody waits for one.
        if (failure !== undefined) this.#waiting.shift()?.heard({ is: 'died', seen: failure })
        this.#serve()
      },
    })
    this.#threads.add(thread)
  }
}
