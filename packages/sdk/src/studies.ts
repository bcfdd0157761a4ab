import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Study = Schemas['Study']
export type StudyRequest = Schemas['StudyRequest']
export type StudyResult = Schemas['StudyResult']
export type StudyQuery = NonNullable<QueryOf<'/api/v1/studies'>>

/** Backtests, calibrations, and models that are learnt from history. */
export class StudiesApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The newest first. */
  readonly list = listOf<StudyQuery, Study>((query, signal) =>
    this.#connection.json('GET', '/studies', { query, signal }),
  )

  /** It runs on by itself; ask again how far it is. */
  begin(request: StudyRequest): Promise<Study> {
    return this.#connection.json('POST', '/studies', { body: request })
  }

  read(id: string, signal?: AbortSignal): Promise<Study> {
    return this.#connection.json('GET', `/studies/${segment(id)}`, { signal })
  }

  /** Of a calibration the parameters hold from now on; of learning a draft is in the registry. */
  apply(id: string): Promise<Study> {
    return this.#connection.json('POST', `/studies/${segment(id)}/apply`)
  }

  /** Cancels one that runs; forgets one that ended. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/studies/${segment(id)}`)
  }
}
