import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Page } from './list.ts'
import { type Live, type LiveListener, openEvents } from './live.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type PlatformEvent = Schemas['PlatformEvent']
export type PlatformEventPage = Schemas['PlatformEventPage']
export type EventType = Schemas['EventType']
export type EventKeeping = Schemas['EventKeeping']
export type PlatformEventQuery = NonNullable<QueryOf<'/api/v1/events'>>
export type EventStreamQuery = NonNullable<QueryOf<'/api/v1/events/stream'>>

/** What happened, in the order of the organisation. */
export class EventsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The oldest first unless asked otherwise; `last` goes into `after` of the next question. */
  list(query: PlatformEventQuery = {}, signal?: AbortSignal): Promise<PlatformEventPage> {
    return this.#connection.json('GET', '/events', { query, signal })
  }

  /** Every event that matches, page after page. */
  async *all(query: PlatformEventQuery = {}): AsyncGenerator<PlatformEvent> {
    let page: Pick<Page<PlatformEvent>, 'items' | 'next'> = await this.list(query)
    for (;;) {
      yield* page.items
      if (page.next === undefined) return
      page = await this.list({ ...query, cursor: page.next })
    }
  }

  /** Events as they happen; a cut stream goes on behind the last one by itself, and leaves none out. */
  follow(
    happened: (event: PlatformEvent) => void,
    query: EventStreamQuery = {},
    listener: Pick<LiveListener, 'open' | 'refused'> = {},
  ): Live {
    let after = query.after
    const wanted = {
      path: '/events/stream',
      event: 'event',
      query: () => ({ ...query, ...(after === undefined ? {} : { after }) }) as Readonly<Record<string, string>>,
    }
    return openEvents(this.#connection, wanted, {
      ...listener,
      told: (data) => {
        const event = JSON.parse(data) as PlatformEvent
        after = event.sequence
        happened(event)
      },
    })
  }

  /** The catalogue. */
  async types(signal?: AbortSignal): Promise<EventType[]> {
    return (await this.#connection.json<Schemas['EventTypeList']>('GET', '/event-types', { signal })).items
  }

  /** JSON Schema of the data of a type. */
  schema(type: string, signal?: AbortSignal): Promise<Record<string, unknown>> {
    return this.#connection.json('GET', `/event-types/${segment(type)}/schema`, { signal })
  }

  keeping(signal?: AbortSignal): Promise<EventKeeping> {
    return this.#connection.json('GET', '/event-keeping', { signal })
  }

  setKeeping(keeping: EventKeeping): Promise<EventKeeping> {
    return this.#connection.json('PUT', '/event-keeping', { body: keeping })
  }
}
