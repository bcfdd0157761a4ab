import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock, Closable, Micros } from '@millrace/core'
import './faults.ts'
import { Leases, type Lender } from './leases.ts'
import { SqlProcess } from './process.ts'
import type { SqlDone, SqlFormat, SqlLimits, SqlPlant } from './question.ts'

const defaults: SqlLimits = { ms: 10_000, memoryMib: 256, spillMib: 1_024, answerBytes: 64 * 1_048_576 }
/** A process that was started in advance is kept for so long after the last query. */
const SPARE_MS = 120_000
const PIECE = 262_144

export interface SqlQuestion {
  readonly tenant: string
  readonly text: string
  /** Rows at most. */
  readonly limit: number
  readonly format: SqlFormat
  readonly plant: SqlPlant
  readonly signal: AbortSignal
}

export interface SqlAnswer extends SqlDone {
  /** What had come by then is in, µs UTC. */
  readonly asOf: Micros
  /** The answer in the form asked for; to be read once, or closed unread. */
  readonly pieces: AsyncIterable<Uint8Array> & Closable
}

export interface SqlOptions {
  readonly lender: Lender
  readonly clock: Clock
  readonly limits?: Partial<SqlLimits>
}

/**
 * Runs queries over the samples of one tenant, each in a process of its own that ends with it. The answer is whole before its
 * first byte is given; who reads it slowly holds a file and nothing else.
 */
export class Sql implements Closable {
  readonly #clock: Clock
  readonly #limits: SqlLimits
  readonly #leases: Leases
  readonly #running = new Set<Promise<unknown>>()
  #spare: SqlProcess | undefined
  #idle: { cancel(): void } | undefined
  #number = 0
  #isClosed = false

  constructor({ lender, clock, limits }: SqlOptions) {
    this.#clock = clock
    this.#limits = { ...defaults, ...limits }
    this.#leases = new Leases(lender, clock)
  }

  get limits(): SqlLimits {
    return this.#limits
  }

  /** Throws the faults of `sql`, or the signal's reason. */
  async query(question: SqlQuestion): Promise<SqlAnswer> {
    const answer = this.#answer(question)
    this.#running.add(answer)
    const forget = (): void => {
      this.#running.delete(answer)
    }
    answer.then(forget, forget)
    return answer
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#idle?.cancel()
    await this.#spare?.close()
    await Promise.allSettled(this.#running)
    await this.#leases.close()
  }

  async #answer({ tenant, text, limit, format, plant, signal }: SqlQuestion): Promise<SqlAnswer> {
    const process = this.#take()
    let lease: Awaited<ReturnType<Leases['take']>> | undefined
    let folder: string | undefined
    try {
      lease = await this.#leases.take(tenant)
      const { lent, asOf } = lease
      folder = join(dirname(lent.folder), `sql-${++this.#number}`)
      await mkdir(folder, { recursive: true })
      const job = { text, limit, format, plant, lent, asOf, folder, limits: this.#limits }
      const done = await process.run(job, this.#clock, signal)
      // Open, it outlives its name: nobody has to clean up after a reader.
      const file = await open(join(folder, 'answer'))
      return { ...done, asOf, pieces: new Pieces(file) }
    } finally {
      await process.close()
      this.#prepare()
      await lease?.close()
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    }
  }

  /** The one that waits, or a new one. */
  #take(): SqlProcess {
    const spare = this.#spare
    this.#spare = undefined
    return spare && !spare.hasEnded ? spare : new SqlProcess(this.#limits)
  }

  /** Starts one for the next query, when nothing has to wait for that. */
  #prepare(): void {
    if (this.#isClosed) return
    this.#spare ??= new SqlProcess(this.#limits)
    this.#idle?.cancel()
    this.#idle = this.#clock.after(SPARE_MS, () => {
      const idle = this.#spare
      this.#spare = undefined
      void idle?.close()
    })
  }
}

/** A file's bytes; the file is closed after the last, or by {@link close}. */
class Pieces implements Closable, AsyncIterable<Uint8Array> {
  readonly #file: FileHandle
  #closing: Promise<void> | undefined

  constructor(file: FileHandle) {
    this.#file = file
  }

  close(): Promise<void> {
    this.#closing ??= this.#file.close()
    return this.#closing
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const { bytesRead, buffer } = await this.#file.read(Buffer.allocUnsafe(PIECE))
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await this.close()
    }
  }
}
