import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { Fault } from '@millrace/core'
import { noteOf } from './faults.ts'

export interface DuckOptions {
  /** For what does not fit in memory. */
  readonly temporary: string
  readonly memoryMib: number
  readonly threads: number
}

/** Queries that run at once; more wait for a connection. */
const CONNECTIONS = 4
const WAITING = 256

/** The engine's vectors keep a typed array of the column's own type, which their declarations hide. */
export const itemsOf = <T>(chunk: DuckDBDataChunk, column: number): T =>
  (chunk.getColumnVector(column) as unknown as { items: T }).items

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A list of files as a table. Glob letters in a path are taken literally. */
export const parquet = (files: readonly string[]): string =>
  `read_parquet([${files.map((file) => quoted(file.replaceAll(/[*?[]/g, '[$&]'))).join(',')}], hive_partitioning=false)`

/** µs as a literal; beyond what a double holds exactly there are no samples. */
export const instant = (time: number): string =>
  `make_timestamptz(${Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(time)))}::BIGINT)`

/** One DuckDB in memory, used to read and write Parquet. */
export class Duck {
  readonly #instance: DuckDBInstance
  readonly #folder: string
  readonly #idle: DuckDBConnection[] = []
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = []
  #open = 0

  private constructor(instance: DuckDBInstance, folder: string) {
    this.#instance = instance
    this.#folder = folder
  }

  static async open(options: DuckOptions): Promise<Duck> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${options.memoryMib}MiB`,
      threads: String(options.threads),
      temp_directory: options.temporary,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    // `parquet_metadata_cache` stays off: it made small queries faster, but kept 0.1 MB of every file ever read,
    // deleted ones too, whatever the memory limit.
    return new Duck(instance, options.temporary)
  }

  /** A connection of its own, for one writer. */
  connect(): Promise<DuckDBConnection> {
    return this.#instance.connect()
  }

  /**
   * Runs a query and hands each chunk on; a `false` from `take` ends it early.
   * Throws the signal's reason, `history.query_failed` or `history.query_queue_full`.
   */
  async stream(
    sql: string,
    take: (chunk: DuckDBDataChunk, rows: number) => boolean | undefined,
    signal?: AbortSignal,
  ): Promise<void> {
    const connection = await this.#lend()
    const interrupt = (): void => connection.interrupt()
    signal?.addEventListener('abort', interrupt, { once: true })
    try {
      signal?.throwIfAborted()
      const result = await connection.stream(sql)
      for (;;) {
        const chunk = await result.fetchChunk()
        signal?.throwIfAborted()
        if (!chunk || chunk.rowCount === 0) break
        if (take(chunk, chunk.rowCount) === false) break
      }
    } catch (failure) {
      signal?.throwIfAborted()
      const note = noteOf(failure, 'history.query_failed', { folder: this.#folder })
      throw new Fault(note.code, note.facts, failure)
    } finally {
      signal?.removeEventListener('abort', interrupt)
      this.#giveBack(connection)
    }
  }

  close(): void {
    for (const connection of this.#idle.splice(0)) connection.closeSync()
    this.#instance.closeSync()
  }

  async #lend(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop()
    if (idle) return idle
    if (this.#open < CONNECTIONS) {
      this.#open++
      return this.#instance.connect()
    }
    if (this.#waiting.length >= WAITING) throw new Fault('history.query_queue_full', { limit: WAITING })
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #giveBack(connection: DuckDBConnection): void {
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#idle.push(connection)
  }
}
