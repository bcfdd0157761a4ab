import type { Connection } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { listOf } from './list.ts'

type Schemas = components['schemas']
export type AuditRecord = Schemas['AuditRecord']
/** `action`: how it begins, or several after commas; `from` and `to`: ISO 8601 or µs since 1970 as digits. */
export type AuditQuery = NonNullable<paths['/api/v1/audit']['get']['parameters']['query']>
export type Verification = Schemas['Verification']
export type Retention = Schemas['Retention']

/** Who did what, in a chain that shows whether it was altered. */
export class AuditApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The newest first. */
  readonly records = listOf<AuditQuery, AuditRecord>((query, signal) =>
    this.#connection.json('GET', '/audit', { query, signal }),
  )

  /** Walks the whole chain and its signatures; takes longer the longer it is. */
  verification(signal?: AbortSignal): Promise<Verification> {
    return this.#connection.json('GET', '/audit/verification', { signal })
  }

  /** How long records are kept. */
  retention(signal?: AbortSignal): Promise<Retention> {
    return this.#connection.json('GET', '/audit/retention', { signal })
  }

  /** Older records go with the next clearing. */
  keep(retention: Retention): Promise<Retention> {
    return this.#connection.json('PUT', '/audit/retention', { body: retention })
  }

  /** The whole chain as NDJSON for `millrace audit verify`; the body streams. */
  export(signal?: AbortSignal): Promise<Response> {
    return this.#connection.ask('GET', '/audit/export', { accept: 'application/x-ndjson', signal })
  }

  /** Where a browser that is signed in by cookie downloads the same, straight to its disk. */
  get exportAddress(): string {
    return this.#connection.address('/audit/export')
  }
}
