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

/** Threads beside those whose calls take long. */
const USUAL = 2
const MOST = 8
/** A thread more than usual stays for so long without a call: what takes long does so again, and programs are loaded there. */
const SPARE_MS = 60_000

/**
 * Threads that scripts run in. A call brings its state along, so any thread may have any call: one that takes long keeps a
 * thread to itself, and its neighbours go on in the others. Ending a thread costs them the loading of programs, 10 ms each.
 */
export class ScriptPool {
  readonly #clock: Clock
  readonly #threads = new Set<ScriptThread>()
  readonly #waiting: Waiting[] = []
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
    for (const thread of this.#threads) {
      const next = thread.isIdle ? this.#nextOf(thread) : undefined
      if (!next) continue
      void thread.ask(next.program, next.call).then((verdict) => {
        next.heard(verdict)
        this.#serve()
      })
    }
    if (this.#waiting.length > 0) this.#man()
    else this.#trim()
  }

  /** The first in the queue; before it is overdue ({@link LONG_MS}), the first whose program is loaded there. */
  #nextOf(thread: ScriptThread): Waiting | undefined {
    const [first] = this.#waiting
    if (!first) return undefined
    const isOverdue = this.#clock.monotonic() - first.since > LONG_MS
    const place = isOverdue
      ? 0
      : Math.max(
          0,
          this.#waiting.findIndex(({ program }) => thread.has(program)),
        )
    return this.#waiting.splice(place, 1)[0]
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
