import { readFileSync, readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/** Nice values, which the system weighs: models come after the platform, those whose calls take long after all others. */
const LONG = 19
/** Of this very thread, and so many more. */
const behindHere = (by: number): number => Math.min(LONG, getPriority() + by)
const THREADS = 5
const PROCESSES = 10

/** In a thread of models, once: puts it behind the platform, and gives its number; undefined where the system knows none. */
export function joinModels(): number | undefined {
  try {
    // Asked for by this very thread: `<process>/task/<thread>`.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, behindHere(THREADS))
    return thread
  } catch {
    return undefined
  }
}

/** A thread whose call takes long. Gone by now is no matter. */
export function putBehind(thread: number | undefined): void {
  if (thread !== undefined) setQuietly(thread, LONG)
}

/** As it was; false where only the system's own user may. */
export const putBack = (thread: number | undefined): boolean =>
  thread === undefined || setQuietly(thread, behindHere(THREADS))

/** The process of a model whose call takes long, and those below it. */
export const putAllBehind = (pid: number | undefined): void => setAll(pid, LONG)

/** As they were, where the system lets us. */
export const putAllBack = (pid: number | undefined): void => setAll(pid, behindHere(PROCESSES))

function setAll(pid: number | undefined, nice: number): void {
  const seen = new Set<number>(pid === undefined ? [] : [pid])
  for (const one of seen) {
    setQuietly(one, nice)
    for (const child of childrenOf(one)) if (seen.size < MOST_BELOW) seen.add(child)
  }
}

const MOST_BELOW = 300

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

function setQuietly(id: number, nice: number): boolean {
  try {
    setPriority(id, nice)
    return true
  } catch {
    return false
  }
}
