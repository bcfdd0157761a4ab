import { type Clock, Fault, type Micros, Status } from '@millrace/core'
import type { Bus } from '../kit/bus.ts'
import type { DriverCounters, TagSpec } from '../kit/driver.ts'
import type { PositionFile } from '../kit/position-file.ts'
import type { Reports } from '../kit/reports.ts'
import { countAnswer, countError } from '../kit/trace.ts'
import { preparedText, type SqlConfig, type SqlQuery } from './config.ts'
import { type Database, QueryRefused, type Row } from './database.ts'
import { readingOf, timeOfRow, wholeRows } from './rows.ts'

export interface ReaderNeeds {
  readonly config: SqlConfig
  readonly query: SqlQuery
  readonly database: Database
  readonly clock: Clock
  readonly bus: Bus
  readonly reports: Reports
  readonly counters: DriverCounters
  readonly file: PositionFile
  readonly warn: (message: string) => void
}

/** Runs one query again and again and reports its rows. */
export class Reader {
  readonly #needs: ReaderNeeds
  readonly #text: string
  /** By column or name. */
  readonly #tags: ReadonlyMap<string, readonly TagSpec[]>
  /** Without a position: the time of the newest row that was told, by tag. */
  readonly #told = new Map<number, Micros>()
  #position: string | undefined

  constructor(needs: ReaderNeeds, tags: ReadonlyMap<string, readonly TagSpec[]>) {
    this.#needs = needs
    this.#text = preparedText(needs.query, needs.config.engine)
    this.#tags = tags
  }

  /** Runs until the signal is aborted; rejects with why. */
  async run(signal: AbortSignal): Promise<never> {
    const { query, clock, file } = this.#needs
    const { periodMs = 5_000, position } = query
    if (position) {
      const kept = await file.read()
      this.#position = typeof kept === 'string' ? kept : position.start
    }
    for (;;) {
      const full = await this.#turn(signal)
      if (!full) await clock.sleep(periodMs, signal)
    }
  }

  /** One query; true if there may be more at once. */
  async #turn(signal: AbortSignal): Promise<boolean> {
    const { query, database, clock, bus, reports, counters, warn } = this.#needs
    const { limit = 1_000 } = query
    const parameters = this.#position === undefined ? [] : [this.#position]
    const begun = clock.monotonic()
    counters.trace?.words('out', `${query.name}: query`)
    try {
      const rows = await bus.turn('read', () => database.query(this.#text, parameters), signal)
      counters.reads++
      countAnswer(counters, clock.monotonic() - begun)
      counters.trace?.words('in', `${query.name}: ${rows.length} rows`)
      const now = clock.now() - Math.round(counters.roundTripMs * 500)
      if (this.#position === undefined) {
        for (const row of rows) this.#tell(row, now)
        await reports.flush()
        return false
      }
      const whole = wholeRows(rows, query, this.#position)
      for (const row of whole.rows) {
        this.#tell(row, now)
        if (reports.full) await reports.flush()
      }
      await reports.flush()
      signal.throwIfAborted()
      if (whole.next !== this.#position) {
        // Only now: what was told and not kept is told again with the same times, what was kept has been told.
        await this.#needs.file.write(whole.next)
        this.#position = whole.next
      }
      return rows.length >= limit
    } catch (reason) {
      const refused = refusalOf(reason)
      countError(counters, 'sql.query_refused', query.name)
      warn(`${query.name}: ${refused.message}`)
      const now = clock.now()
      for (const tag of [...this.#tags.values()].flat()) reports.add(tag, null, refused.status, now)
      await reports.flush()
      return false
    }
  }

  #tell(row: Row, now: Micros): void {
    const { query, config, reports, clock } = this.#needs
    const { layout = 'wide', nameColumn = 'name', valueColumn = 'value', position } = query
    const time = timeOfRow(row, query, now, config.utcOffset)
    const names = layout === 'wide' ? this.#tags.keys() : [String(row[nameColumn])]
    for (const name of names) {
      for (const tag of this.#tags.get(name) ?? []) {
        const reading = readingOf(row[layout === 'wide' ? name : valueColumn], tag.type)
        if (time === undefined) {
          reports.add(tag, null, Status.BadDecodingError, clock.now())
          continue
        }
        const { value, status } = reading
        if (position || query.timeColumn === undefined) {
          reports.add(tag, value, status, time)
          continue
        }
        const before = this.#told.get(tag.id)
        if (before !== undefined && time <= before) continue
        this.#told.set(tag.id, time)
        reports.add(tag, value, status, time)
        // What the table has held since before this connection is true now as well.
        if (before === undefined && time < now) reports.add(tag, value, status, now)
      }
    }
  }
}

function refusalOf(reason: unknown): { readonly status: number; readonly message: string } {
  if (reason instanceof QueryRefused) return reason
  if (reason instanceof Fault && reason.code === 'sql.position_wrong')
    return { status: Status.BadConfigurationError, message: reason.message }
  throw reason
}
