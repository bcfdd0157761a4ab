import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Closable, Fault } from '@millrace/core'
import { startClosed } from '@millrace/history'
import './faults.ts'
import type { NoTarget, TargetPoint } from './mapping.ts'
import type { FromReader, ReadChunk, ReadingJob, ToReader } from './reader.ts'

const program = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './reader.ts' : './reader.js', import.meta.url))
/** Of a reading process, beside what it holds at rest, MiB. */
const MEMORY_MIB = 768
const STDERR = 2_000

export type Resolve = (names: readonly string[]) => Promise<readonly (TargetPoint | NoTarget)[]>

/** A file that is read in a process of its own: what others wrote may break its reader, and nothing else. */
export class Reading implements Closable {
  readonly #child: ChildProcess
  readonly #inbox: FromReader[] = []
  #wake: (() => void) | undefined
  #end: Fault | undefined
  #stderr = ''

  constructor() {
    this.#child = startClosed(program, { memoryMib: MEMORY_MIB })
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#stderr = `${this.#stderr}${piece}`.slice(-STDERR)
    })
    this.#child.on('message', (message: FromReader) => {
      this.#inbox.push(message)
      this.#wake?.()
    })
    const lost = (seen: string): void => {
      const said = this.#stderr.trim().split('\n').at(-1) ?? ''
      this.#end ??= new Fault('imports.reader_lost', { seen: said === '' ? seen : `${seen}: ${said}` })
      this.#wake?.()
    }
    this.#child.on('error', (failure) => lost(failure.message))
    this.#child.on('exit', (code, signal) => lost(`its end by ${code ?? signal}`))
  }

  /**
   * Chunks from a place on; the next is read when it is asked for. Throws `files.unreadable`, `files.column_missing`,
   * `imports.reader_lost`, or the signal's reason.
   */
  async *chunks(job: ReadingJob, resolve: Resolve, signal: AbortSignal): AsyncGenerator<ReadChunk> {
    const leave = (): void => {
      this.#end ??= signal.reason
      this.#wake?.()
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      signal.throwIfAborted()
      for (;;) {
        const message = await this.#next()
        if (message.say === 'ready') this.#tell({ do: 'open', job })
        else if (message.say === 'names') this.#tell({ do: 'targets', targets: await resolve(message.names) })
        else if (message.say === 'fault') throw new Fault(message.code, message.facts)
        else if (message.say === 'end') return
        else {
          yield message
          this.#tell({ do: 'next' })
        }
      }
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }

  #tell(message: ToReader): void {
    // A process that is gone is found out when it is next heard.
    if (this.#child.connected) this.#child.send(message)
  }

  async #next(): Promise<FromReader> {
    for (;;) {
      const message = this.#inbox.shift()
      if (message) return message
      if (this.#end) throw this.#end
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
