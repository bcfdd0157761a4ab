import { type Connection, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { newId } from './id.ts'
import { listOf } from './list.ts'

type Schemas = components['schemas']
export type Write = Schemas['Write']
export type WriteRequest = Schemas['WriteRequest']
export type WriteRule = Schemas['WriteRule']
export type WriteRuleRequest = Schemas['WriteRuleRequest']
export type WriteQuery = NonNullable<paths['/api/v1/writes']['get']['parameters']['query']>

/** Writes to machines, and where a second person confirms them. */
export class CommandsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /**
   * Writes a value; resolves within 20 s with what became of it: look at its `state`. It carries an id, which is made where
   * the request has none: sent again after a cut connection, by the client itself or with the same `id` of {@link newId},
   * it is done once. `grant`: to a point that another organisation shares.
   */
  write(point: string, request: WriteRequest, grant?: string): Promise<Write> {
    return this.#connection.json('POST', `/points/${segment(point)}/writes`, {
      query: { grant },
      body: { id: newId(), ...request },
      once: true,
    })
  }

  /** Newest first. */
  readonly writes = listOf<WriteQuery, Write>((query, signal) =>
    this.#connection.json('GET', '/writes', { query, signal }),
  )

  /** One write as it is now. */
  oneWrite(id: string, grant?: string, signal?: AbortSignal): Promise<Write> {
    return this.#connection.json('GET', `/writes/${segment(id)}`, { query: { grant }, signal })
  }

  /** Takes a write of one's own back while it waits. */
  withdraw(id: string, grant?: string): Promise<void> {
    return this.#connection.done('DELETE', `/writes/${segment(id)}`, { query: { grant } })
  }

  /** As the second person: it goes out at once; resolves within 20 s with what became of it. */
  confirm(id: string, note?: string): Promise<Write> {
    const body = note === undefined ? {} : { note }
    return this.#connection.json('POST', `/writes/${segment(id)}/confirmation`, { body })
  }

  /** As the second person: it never goes out. `note`: why. */
  refuse(id: string, note: string): Promise<Write> {
    return this.#connection.json('POST', `/writes/${segment(id)}/refusal`, { body: { note } })
  }

  /** Where a second person confirms; the nearest rule up the tree counts. */
  async rules(signal?: AbortSignal): Promise<WriteRule[]> {
    return (await this.#connection.json<{ items: WriteRule[] }>('GET', '/write-rules', { signal })).items
  }

  /** Sets the rule of a place, or of the whole organisation. */
  setRule(request: WriteRuleRequest): Promise<WriteRule> {
    return this.#connection.json('PUT', '/write-rules', { body: request })
  }

  dropRule(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/write-rules/${segment(id)}`)
  }
}
