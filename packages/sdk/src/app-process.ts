import type { AppAsk, AppPointValue, AppRow, AppRowFilter, AppRowQuery } from './apps.ts'
import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { newId } from './id.ts'
import type { Page } from './list.ts'

type Schemas = components['schemas']
export type AppSelf = Schemas['AppSelf']
export interface AppHistory {
  readonly point: string
  /** `time`: begin of each bucket, ms since 1970 UTC. */
  readonly columns: Readonly<Record<'time' | 'count' | 'good', readonly number[]>> &
    Readonly<Record<'min' | 'max' | 'mean' | 'first' | 'last', readonly (number | null)[]>>
}

/** For a process outside with a key of an app: the installation whose key it is. Values are in the units of its manifest. */
export class AppProcessApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** What it is bound to and set to, and what was agreed to. */
  self(signal?: AbortSignal): Promise<AppSelf> {
    return this.#connection.json('GET', '/app-process', { signal })
  }

  latest(points: readonly string[]): Promise<AppPointValue[]> {
    return this.#ask({ call: 'latest', points })
  }

  /** @param span moments in ISO 8601; about so many `buckets`, 200 unless told */
  history(
    points: readonly string[],
    span: { readonly from: string; readonly to: string; readonly buckets?: number },
  ): Promise<AppHistory[]> {
    return this.#ask({ call: 'history', points, ...span })
  }

  /** Of a property that its manifest says it writes; `waiting` is for a second person. Sent again after a cut, and done once. */
  write(
    point: string,
    value: number | boolean | string,
    reason: string,
    id: string = newId(),
  ): Promise<{ readonly operation: string; readonly state: string }> {
    return this.#connection.json('POST', '/app-process/ask', {
      body: { call: 'write', point, value, reason, id },
      once: true,
    })
  }

  rows(table: string, { where, ...query }: AppRowQuery = {}): Promise<Page<AppRow>> {
    const asked = { ...query, ...(where ? { where: JSON.stringify(where) } : {}) }
    return this.#connection.json('GET', rowsOf(table), { query: asked })
  }

  /** By key: new, or in place of what is there. */
  async putRows(table: string, rows: readonly AppRow[]): Promise<void> {
    await this.#connection.json('PUT', rowsOf(table), { body: { rows } })
  }

  /** How many rows went. */
  async removeRows(table: string, where: AppRowFilter): Promise<number> {
    const query = { where: JSON.stringify(where) }
    return (await this.#connection.json<Schemas['AppRowCount']>('DELETE', rowsOf(table), { query })).rows
  }

  /** To the log of the app, that people read beside it. */
  log(
    text: string,
    { level = 'info', fields }: { readonly level?: 'info' | 'warn' | 'error'; readonly fields?: AppRow } = {},
  ): Promise<void> {
    const line = { level, text, ...(fields ? { fields } : {}) }
    return this.#connection.done('POST', '/app-process/log', { body: { lines: [line] } })
  }

  #ask<T>(body: AppAsk): Promise<T> {
    return this.#connection.json('POST', '/app-process/ask', { body })
  }
}

const rowsOf = (table: string): string => `/app-process/tables/${segment(table)}/rows`
