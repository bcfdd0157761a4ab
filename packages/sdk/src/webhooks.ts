import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Page } from './list.ts'

type Schemas = components['schemas']
export type Webhook = Schemas['Webhook']
export type WebhookRequest = Schemas['WebhookRequest']
export type WebhookMade = Schemas['WebhookMade']
export type WebhookSecret = Schemas['WebhookSecret']
export type WebhookDelivery = Schemas['WebhookDelivery']
export type WebhookDeliveryWhole = Schemas['WebhookDeliveryWhole']
export interface WebhookDeliveryQuery {
  readonly outcome?: WebhookDelivery['outcome']
  /** Id of an event. */
  readonly event?: string
  readonly cursor?: string
  readonly limit?: number
}

/** Addresses that are told of events. */
export class WebhooksApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async list(signal?: AbortSignal): Promise<Webhook[]> {
    return (await this.#connection.json<Schemas['WebhookList']>('GET', '/webhooks', { signal })).items
  }

  read(id: string, signal?: AbortSignal): Promise<Webhook> {
    return this.#connection.json('GET', `/webhooks/${segment(id)}`, { signal })
  }

  /** The reply holds the secret, this once. */
  make(request: WebhookRequest): Promise<WebhookMade> {
    return this.#connection.json('POST', '/webhooks', { body: request })
  }

  /** All of it anew. */
  change(id: string, request: WebhookRequest): Promise<Webhook> {
    return this.#connection.json('PUT', `/webhooks/${segment(id)}`, { body: request })
  }

  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/webhooks/${segment(id)}`)
  }

  /** `keepHours`: so long the secret until now signs beside the new one. */
  rotate(id: string, keepHours = 24): Promise<WebhookSecret> {
    return this.#connection.json('POST', `/webhooks/${segment(id)}/secret`, { body: { keepHours } })
  }

  /** Sends an event of no consequence, and tells what was answered. */
  test(id: string): Promise<WebhookDelivery> {
    return this.#connection.json('POST', `/webhooks/${segment(id)}/test`)
  }

  /** `now` leaves out what happened meanwhile. */
  resume(id: string, from: 'position' | 'now' = 'position'): Promise<Webhook> {
    return this.#connection.json('POST', `/webhooks/${segment(id)}/resume`, { body: { from } })
  }

  /** Leaves out the one event that waits for success. */
  skip(id: string): Promise<Webhook> {
    return this.#connection.json('POST', `/webhooks/${segment(id)}/skip`)
  }

  /** Attempts, the newest first. */
  deliveries(id: string, query: WebhookDeliveryQuery = {}, signal?: AbortSignal): Promise<Page<WebhookDelivery>> {
    return this.#connection.json('GET', `/webhooks/${segment(id)}/deliveries`, { query, signal })
  }

  /** One attempt with what was sent. */
  delivery(id: string, delivery: string, signal?: AbortSignal): Promise<WebhookDeliveryWhole> {
    return this.#connection.json('GET', `/webhooks/${segment(id)}/deliveries/${segment(delivery)}`, { signal })
  }

  /** What happened since a moment, ISO 8601, goes out once more; the number of events. */
  async replay(id: string, since: string, until?: string): Promise<number> {
    const body = { since, ...(until === undefined ? {} : { until }) }
    const path = `/webhooks/${segment(id)}/replay`
    return (await this.#connection.json<Schemas['WebhookReplay']>('POST', path, { body })).events
  }

  /** The event of this attempt goes out once more. */
  replayOne(id: string, delivery: string): Promise<Schemas['WebhookReplay']> {
    return this.#connection.json('POST', `/webhooks/${segment(id)}/deliveries/${segment(delivery)}/replay`)
  }
}
