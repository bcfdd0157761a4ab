import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Clock, Closable, Timer } from '@millrace/core'
import { startClosed } from '../closed-process.ts'
import type { ReadTable, Wanted } from './arrow-reader.ts'

/** Much more than any table of so many bytes as are taken needs; starting the process is part of it. */
const MOST_MS = 5_000
const MEMORY_MIB = 128
/** Of one process: what is orphaned in an endless loop ends by itself. */
const CPU_SECONDS = 60
/** A process that nobody asks anything ends after so long. */
const IDLE_MS = 60_000
/** Tables that wait for their turn, of one whose they are. */
const MOST_OF_ONE = 4

/** A table, or what was seen in its place. */
type Reading = { readonly table: ReadTable } | { readonly seen: string } | 'busy'

/**
 * Reads tables of Arrow that strangers send, one after the other, in a closed process of its own: lengths that a stream claims are
 * believed by the library, and one that was made for it takes all memory and time that there is, and its process with it. That costs
 * its sender time, and nobody else theirs.
 */
export class ArrowReading implements Closable {
  readonly #clock: Clock
  readonly #closed = new AbortController()
  readonly #waiting = new Map<string, number>()
  #child: ChildProcess | undefined
  #idle: Timer | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @param share whose it is */
  async read(share: string, bytes: Uint8Array, wanted: Wanted): Promise<Reading> {
    const waiting = this.#waiting.get(share) ?? 0
    if (waiting >= MOST_OF_ONE) return 'busy'
    this.#waiting.set(share, waiting + 1)
    const turn = this.#turn.then(() => this.#answer(bytes, wanted))
    this.#turn = turn
    const answer = await turn
    const left = (this.#waiting.get(share) ?? 1) - 1
    if (left > 0) this.#waiting.set(share, left)
    else this.#waiting.delete(share)
    return answer
  }

  async close(): Promise<void> {
    this.#closed.abort()
    await this.#turn
    await this.#end()
  }

  async #answer(bytes: Uint8Array, wanted: Wanted): Promise<Reading> {
    if (this.#closed.signal.aborted) return 'busy'
    this.#idle?.cancel()
    const child = await this.#running()
    const late = new AbortController()
    const gone = new AbortController()
    const timer = this.#clock.after(MOST_MS, () => late.abort())
    const leave = (): void => gone.abort()
    child.once('exit', leave)
    try {
      const signal = AbortSignal.any([late.signal, gone.signal, this.#closed.signal])
      const answer = once(child, 'message', { signal })
      child.send({ bytes, wanted })
      return ((await answer) as [Reading])[0]
    } catch {
      await this.#end()
      if (this.#closed.signal.aborted) return 'busy'
      return {
        seen: late.signal.aborted ? `more than ${MOST_MS / 1_000} s to read it` : 'a table that ended its reader',
      }
    } finally {
      timer.cancel()
      child.off('exit', leave)
      this.#idle = this.#clock.after(IDLE_MS, () => void this.#end())
    }
  }

  async #running(): Promise<ChildProcess> {
    if (this.#child?.connected) return this.#child
    await this.#end()
    const source = import.meta.url.endsWith('.ts')
    const program = fileURLToPath(new URL(`./arrow-child.${source ? 'ts' : 'js'}`, import.meta.url))
    const child = startClosed(program, { memoryMib: MEMORY_MIB, cpuSeconds: CPU_SECONDS })
    child.on('error', () => undefined)
    child.stderr?.resume()
    this.#child = child
    return child
  }

  async #end(): Promise<void> {
    this.#idle?.cancel()
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}
