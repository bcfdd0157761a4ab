import { Fault, Status } from '@millrace/core'
import { Bus } from '../kit/bus.ts'
import type {
  Driver,
  DriverCounters,
  DriverEnvironment,
  DriverFactory,
  DriverSink,
  ScanGroup,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from '../kit/driver.ts'
import { PositionFile } from '../kit/position-file.ts'
import { Reports } from '../kit/reports.ts'
import { noCounts } from '../kit/supervisor.ts'
import { verdictsOf } from '../kit/verdicts.ts'
import { parseAddress } from './address.ts'
import { configSchema, preparedText, type SqlConfig } from './config.ts'
import type { Database } from './database.ts'
import './faults.ts'
import { Reader } from './reader.ts'

const READ_ONLY = 'Tables are read only.'

class SqlDriver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: SqlConfig
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #reports: Reports
  #database: Database | undefined
  #closed = false
  #reading: { readonly ending: AbortController; readonly ended: Promise<unknown> } | undefined

  constructor(config: SqlConfig, sink: DriverSink, environment: DriverEnvironment) {
    for (const query of config.queries) preparedText(query, config.engine)
    this.#config = config
    this.#sink = sink
    this.#environment = environment
    this.#reports = new Reports(environment.clock, (batch) => sink.samples(batch))
  }

  async connect(signal: AbortSignal): Promise<void> {
    const { engine, timeoutMs = 10_000 } = this.#config
    const { clock } = this.#environment
    const needs = { config: this.#config, timeoutMs, clock, lost: (reason: unknown) => this.#sink.lost(reason) }
    // An edge without databases never loads their libraries.
    const opening =
      engine === 'postgresql'
        ? import('./postgresql.ts').then(({ openPostgresql }) => openPostgresql(needs))
        : import('./mysql.ts').then(({ openMysql }) => openMysql(needs))
    const aborted = Promise.withResolvers<never>()
    const abort = (): void => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    try {
      if (signal.aborted) abort()
      this.#database = await Promise.race([opening, aborted.promise])
      if (this.#closed) await this.#database.close()
    } catch (reason) {
      // One that opens late is closed; one that does not has said why.
      void opening.then((late) => late.close()).catch(() => {})
      throw reason
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  async setTags(tags: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    await this.#stopReading()
    const byQuery = new Map<string, Map<string, TagSpec[]>>()
    const verdicts = verdictsOf(tags, (spec) => {
      const { query, name } = parseAddress(spec.address)
      if (!this.#config.queries.some((one) => one.name === query))
        throw new Fault('sql.query_unknown', { address: spec.address })
      const names = byQuery.get(query) ?? new Map<string, TagSpec[]>()
      byQuery.set(query, names)
      names.set(name, [...(names.get(name) ?? []), spec])
      return READ_ONLY
    })
    this.#read(byQuery)
    return { groups: [], verdicts }
  }

  async write(requests: readonly WriteRequest[]): Promise<readonly WriteResult[]> {
    return requests.map(({ operation }) => ({ operation, status: Status.BadNotWritable, message: READ_ONLY }))
  }

  /** A connection that died without a word shows by its queries, which have a timeout. */
  healthy(): boolean {
    return this.#database !== undefined
  }

  async close(): Promise<void> {
    this.#closed = true
    // Its end rejects the query that is on its way; the reader is waited for afterwards.
    const closing = this.#database?.close()
    await this.#stopReading()
    await closing
    this.#reports.stop()
  }

  #read(byQuery: ReadonlyMap<string, ReadonlyMap<string, readonly TagSpec[]>>): void {
    const { clock, log, bus = new Bus(clock) } = this.#environment
    const { engine, host, port = 0, database } = this.#config
    if (!this.#database) throw new Fault('driver.not_connected', { state: 'closed' })
    const ending = new AbortController()
    const parts = {
      config: this.#config,
      database: this.#database,
      clock,
      bus,
      reports: this.#reports,
      counters: this.counters,
    }
    const readers = this.#config.queries.flatMap((query) => {
      const names = byQuery.get(query.name)
      if (!names) return []
      const source = `${engine} ${host} ${port} ${database} ${query.name} ${query.sql}`
      const file = new PositionFile('sql', this.#environment, source)
      const warn = (message: string): void => log.warn('query refused', { message })
      return [new Reader({ ...parts, query, file, warn }, names)]
    })
    const ended = Promise.all(readers.map((reader) => reader.run(ending.signal))).catch((reason: unknown) => {
      if (!ending.signal.aborted) this.#sink.lost(reason)
    })
    this.#reading = { ending, ended }
  }

  async #stopReading(): Promise<void> {
    const reading = this.#reading
    this.#reading = undefined
    reading?.ending.abort(new Fault('driver.closing'))
    await reading?.ended
  }
}

/** Tables of PostgreSQL, MySQL and MariaDB as a source. */
export const sql: DriverFactory<SqlConfig> = {
  kind: 'sql',
  configSchema,
  capabilities: { push: true, browse: false, write: false, deviceTime: true, records: true },
  busOf: ({ engine, host, port }) => `sql:${engine}:${host}:${port ?? ''}`,
  checkAddress: (address) => void parseAddress(address),
  create: (config, sink, environment) => new SqlDriver(config, sink, environment),
}
