import type { Clock, Timer } from '@millrace/core'
import { CellThread, type CellThreadKind, LONG_MS } from './cell-thread.ts'
import type { Keyed, Talking, ThreadEnd, Timed } from './lines.ts'

interface Waiting<Program, Call, Verdict, Said, Heard> {
  readonly program: Program
  readonly call: Call
  readonly talking: Talking<Said, Heard> | undefined
  readonly since: number
  readonly heard: (verdict: Verdict | ThreadEnd) => void
}

export interface CellPoolKind extends CellThreadKind {
  /** Threads at the most. */
  readonly most: number
  /** Of them, what one owner of programs may have at a time; all unless told. */
  readonly share?: number
  /** Whether a call with this verdict came to its end by itself. */
  ended(verdict: string): boolean
}

/** Threads beside those whose calls take long: the last that is free is for programs that are known to end. */
const USUAL = 2
/** A thread more than usual stays for so long without a call: what takes long does so again, and programs are loaded there. */
const SPARE_MS = 60_000
/** Programs that are known to end: their last call did, within this time. */
const KNOWN_MS = 1_000
const MOST_KNOWN = 10_000

/**
 * Threads that code of users runs in. A call brings all along that it needs, so any thread may have any call: one that takes
 * long keeps a thread to itself, and its neighbours go on in the others. Ending a thread costs them the loading of programs,
 * 10 ms each.
 */
export class CellPool<
  Program extends Keyed,
  Call extends Timed,
  Verdict extends { readonly is: string },
  Said = never,
  Heard = never,
> {
  readonly #clock: Clock
  readonly #kind: CellPoolKind
  readonly #threads = new Set<CellThread<Program, Call, Verdict, Said, Heard>>()
  readonly #waiting: Waiting<Program, Call, Verdict, Said, Heard>[] = []
  /** Keys of programs that are known to end, the longest unused first. */
  readonly #known = new Set<string>()
  /** Calls that are with a thread, by owner. */
  readonly #running = new Map<string, number>()
  #look: Timer | undefined
  #closed = false

  constructor(clock: Clock, kind: CellPoolKind) {
    this.#clock = clock
    this.#kind = kind
  }

  ask(program: Program, call: Call, talking?: Talking<Said, Heard>): Promise<Verdict | ThreadEnd> {
    if (this.#closed) return Promise.resolve({ is: 'died', seen: 'its runtime is closed' })
    return new Promise((heard) => {
      this.#waiting.push({ program, call, talking, since: this.#clock.monotonic(), heard })
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
      const { program, call, talking, heard } = waiting
      idle.splice(idle.indexOf(thread), 1)
      const begun = this.#clock.monotonic()
      this.#count(program, 1)
      void thread.ask(program, call, talking).then((verdict) => {
        this.#count(program, -1)
        this.#learn(program, verdict.is, this.#clock.monotonic() - begun)
        heard(verdict)
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
  #next(idle: readonly CellThread<Program, Call, Verdict, Said, Heard>[]) {
    if (idle.length === 0) return undefined
    const may = this.#waiting.filter(
      ({ program }) => this.#hasShare(program) && (idle.length > 1 || this.#known.has(program.key)),
    )
    const [first] = may
    if (!first) return undefined
    const isOverdue = this.#clock.monotonic() - first.since > LONG_MS
    for (const waiting of isOverdue ? [first] : may) {
      const thread = idle.find((one) => one.has(waiting.program))
      if (thread) return this.#taken(thread, waiting)
    }
    return this.#taken(idle[0]!, first)
  }

  #taken(
    thread: CellThread<Program, Call, Verdict, Said, Heard>,
    waiting: Waiting<Program, Call, Verdict, Said, Heard>,
  ) {
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
    return { thread, waiting }
  }

  #hasShare({ owner }: Program): boolean {
    const { share } = this.#kind
    return owner === undefined || share === undefined || (this.#running.get(owner) ?? 0) < share
  }

  #count({ owner }: Program, more: number): void {
    if (owner === undefined) return
    const running = (this.#running.get(owner) ?? 0) + more
    if (running === 0) this.#running.delete(owner)
    else this.#running.set(owner, running)
  }

  #learn({ key }: Program, is: string, ms: number): void {
    this.#known.delete(key)
    if (ms > KNOWN_MS || !this.#kind.ended(is)) return
    this.#known.add(key)
    const [oldest] = this.#known
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest)
  }

  /** Threads that are not with a call that takes long. */
  #usual(): number {
    return [...this.#threads].filter((thread) => thread.busyMs < LONG_MS).length
  }

  #man(): void {
    for (let usual = this.#usual(); usual < USUAL && this.#threads.size < this.#kind.most; usual++) this.#start()
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
    const thread = new CellThread<Program, Call, Verdict, Said, Heard>(this.#clock, this.#kind, {
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
