import type { Clock } from '@millrace/core'
import type { Call, Verdict } from './messages.ts'
import type { Program } from './program.ts'
import { ScriptThread } from './thread.ts'

interface Waiting {
  readonly program: Program
  readonly call: Call
  readonly heard: (verdict: Verdict) => void
}

/** Threads of quiet times: one more than one call that takes long can have. */
const USUAL = 2
/** Threads while many calls take long. */
const MOST = 8
/** Whoever has been first in the queue for so long gets another thread. */
const PATIENCE_MS = 100

/**
 * Threads that scripts run in. A call brings its state along, so any thread may have any call: one that takes long keeps a
 * thread to itself, and its neighbours go on in the others. Ending a thread costs them the loading of programs, 10 ms each.
 */
export class ScriptPool {
  readonly #clock: Clock
  readonly #threads = new Set<ScriptThread>()
  readonly #waiting: Waiting[] = []
  #watched: Waiting | undefined
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ask(program: Program, call: Call): Promise<Verdict> {
    if (this.#closed) return Promise.resolve({ is: 'died', seen: 'its runtime is closed' })
    return new Promise((heard) => {
      this.#waiting.push({ program, call, heard })
      this.#serve()
    })
  }

  /** What waits and what runs is answered with `died`. */
  async close(): Promise<void> {
    this.#closed = true
    for (const { heard } of this.#waiting.splice(0)) heard({ is: 'died', seen: 'its runtime is closed' })
    await Promise.all([...this.#threads].map((thread) => thread.close()))
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      while (this.#threads.size < USUAL) this.#start()
      const { program, call, heard } = this.#waiting[0] as Waiting
      const idle = [...this.#threads].filter((thread) => thread.isIdle)
      const thread = idle.find((one) => one.has(program)) ?? idle[0]
      if (!thread) {
        this.#watch()
        return
      }
      this.#waiting.shift()
      void thread.ask(program, call).then((verdict) => {
        heard(verdict)
        this.#serve()
      })
    }
    for (const thread of this.#threads) if (this.#threads.size > USUAL && thread.isIdle) this.#release(thread)
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

  /** Threads that are on their way count: one is started at a time. */
  #watch(): void {
    const [first] = this.#waiting
    if (this.#watched === first || this.#threads.size >= MOST) return
    this.#watched = first
    this.#clock.after(PATIENCE_MS, () => {
      this.#watched = undefined
      if (this.#waiting[0] === first && this.#threads.size < MOST) this.#start()
      if (this.#waiting.length > 0) this.#watch()
    })
  }

  #release(thread: ScriptThread): void {
    this.#threads.delete(thread)
    void thread.close()
  }
}
