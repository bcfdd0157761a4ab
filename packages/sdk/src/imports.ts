import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Import = Schemas['Import']
export type ImportRequest = Schemas['ImportRequest']
export type ImportMapping = Schemas['ImportMapping']
export type ImportRefusals = Schemas['ImportRefusals']
export type ImportQuery = QueryOf<'/api/v1/history/imports'>

/** History that is brought in from files. */
export class ImportsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Then {@link send} the file, unless it lies in the import folder. */
  begin(request: ImportRequest): Promise<Import> {
    return this.#connection.json('POST', '/history/imports', { body: request })
  }

  /** The next part of the file, 4 MiB at most; durable when it answers. The last one starts the import. */
  send(id: string, offset: number, bytes: Uint8Array, signal?: AbortSignal): Promise<Import> {
    return this.#connection.json('PUT', `/history/imports/${segment(id)}/content`, {
      query: { offset },
      octets: bytes,
      signal,
    })
  }

  readonly list = listOf<ImportQuery, Import>((query, signal) =>
    this.#connection.json('GET', '/history/imports', { query, signal }),
  )

  get(id: string, signal?: AbortSignal): Promise<Import> {
    return this.#connection.json('GET', `/history/imports/${segment(id)}`, { signal })
  }

  /** The first thousand, and how many there are. */
  refusals(id: string, signal?: AbortSignal): Promise<ImportRefusals> {
    return this.#connection.json('GET', `/history/imports/${segment(id)}/refusals`, { signal })
  }

  /** All of them; the body streams. */
  refusalsCsv(id: string, signal?: AbortSignal): Promise<Response> {
    return this.#connection.ask('GET', `/history/imports/${segment(id)}/refusals`, { accept: 'text/csv', signal })
  }

  /** Goes on with what was stopped by a fault. */
  resume(id: string): Promise<Import> {
    return this.#connection.json('POST', `/history/imports/${segment(id)}/resume`)
  }

  /** Ends it and forgets its report; what was stored stays. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/history/imports/${segment(id)}`)
  }
}
