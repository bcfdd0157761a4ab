import { readFileSync, readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import type { Clock, Timer } from '@millrace/core'

/** Nice values, which the system weighs: models come after the platform, those whose calls take long after all others. */
const LONG = 19
/** Of models, beside that of the thread that asks them. */
export const BEHIND = 2
const usual = (): number => Math.min(LONG, getPriority() + BEHIND)

/** A call is looked at every so often from its beginning on. */
const LOOK_MS = 100
/** Of the processor: what waits for it is not what takes it from others. */
const MUCH_MS = 50
/** Processes below one that are looked at. */
const MOST_BELOW = 300

/** What works on a call: threads or processes, by their numbers in the system. */
export interface Worked {
  ids(): Iterable<number>
}

/** In a thread of models, once: puts it behind the platform, and gives its number; undefined where the system knows none. */
export function joinModels(): number | undefined {
  try {
    // Asked for by this very thread: `<process>/task/<thread>`.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, usual())
    return thread
  } catch {
    return undefined
  }
}

export const ofThread = (thread: number | undefined): Worked => ({ ids: () => (thread === undefined ? [] : [thread]) })

/** A process and those below it; undefined once it has ended: its number may be another's then. */
export const ofProcess = (pid: () => number | undefined): Worked => ({
  ids() {
    const first = pid()
    const seen = new Set<number>(first === undefined ? [] : [first])
    for (const one of seen) for (const child of childrenOf(one)) if (seen.size < MOST_BELOW) seen.add(child)
    return seen
  },
})

/** While a call lasts: what works on it comes after all others from when it has taken much of the processor. */
export class LongCall {
  readonly #clock: Clock
  readonly #worked: Worked
  #timer: Timer
  #before = 0
  #isBehind = false

  /** @param fromMs what it may take before it is looked at */
  constructor(clock: Clock, worked: Worked, fromMs = LOOK_MS) {
    this.#clock = clock
    this.#worked = worked
    this.#timer = clock.after(fromMs, () => {
      this.#before = takenMs(worked)
      this.#lookLater()
    })
  }

  /** False where it stays behind: not every system lets us put it back. */
  end(): boolean {
    this.#timer.cancel()
    return !this.#isBehind || putAll(this.#worked, usual())
  }

  #lookLater(): void {
    this.#timer = this.#clock.after(LOOK_MS, () => {
      if (takenMs(this.#worked) - this.#before < MUCH_MS) return this.#lookLater()
      this.#isBehind = true
      putAll(this.#worked, LONG)
    })
  }
}

/** Of the processor; no number where the system does not tell. */
function takenMs(worked: Worked): number {
  let ns = 0
  for (const id of worked.ids()) ns += Number(read(`/proc/${id}/schedstat`)?.split(' ')[0])
  return ns / 1e6
}

function putAll(worked: Worked, nice: number): boolean {
  let isPut = true
  for (const id of worked.ids()) {
    try {
      setPriority(id, nice)
    } catch {
      isPut = false
    }
  }
  return isPut
}

const childrenOf = (pid: number): number[] =>
  (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number)

/** Gone by now is no matter. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
