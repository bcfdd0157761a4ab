import type { DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { Fault } from '@millrace/core'
import { noteOf } from './faults.ts'

export interface DuckSize {
  /** Beyond it spills to disk, MiB. */
  readonly memoryMib: number
  readonly threads: number
}

export interface DuckOptions extends DuckSize {
  /** For what does not fit in memory. */
  readonly temporary: string
}

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

/** One DuckDB in memory, begun when it is first asked: it reads segments that were written before the lake wrote its own. */
export class Duck {
  readonly #options: DuckOptions
  #instance: Promise<DuckDBInstance> | undefined

  constructor(options: DuckOptions) {
    this.#options = options
  }

  /**
   * Runs a query and hands each chunk on; a `false` from `take` ends it early.
   * Throws the signal's reason or `history.query_failed`.
   */
  async stream(
    sql: string,
    take: (chunk: DuckDBDataChunk, rows: number) => boolean | undefined,
    signal?: AbortSignal,
  ): Promise<void> {
    const connection = await (await this.#begun()).connect()
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
      const note = noteOf(failure, 'history.query_failed', { folder: this.#options.temporary })
      throw new Fault(note.code, note.facts, failure)
    } finally {
      signal?.removeEventListener('abort', interrupt)
      connection.closeSync()
    }
  }

  async close(): Promise<void> {
    const instance = await this.#instance
    instance?.closeSync()
  }

  #begun(): Promise<DuckDBInstance> {
    const { memoryMib, threads, temporary } = this.#options
    // Loaded where it is needed, which is in few threads.
    this.#instance ??= import('@duckdb/node-api').then(({ DuckDBInstance: instances }) =>
      instances.create(':memory:', {
        memory_limit: `${memoryMib}MiB`,
        threads: String(threads),
        temp_directory: temporary,
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
      }),
    )
    return this.#instance
  }
}
