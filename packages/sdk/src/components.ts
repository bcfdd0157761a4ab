import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Page } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Component = Schemas['Component']
export type ComponentListed = Schemas['ComponentListed']
export type ComponentProposal = Schemas['ComponentProposal']
export type ComponentProposalRequest = Schemas['ComponentProposalRequest']
export type ComponentPublishRequest = Schemas['ComponentPublishRequest']
export type ComponentTrial = Schemas['ComponentTrial']
export type ComponentTrialRequest = Schemas['ComponentTrialRequest']
export type ComponentUse = Schemas['ComponentUse']
export type ComponentUseRow = Schemas['ComponentUseRow']
export type ComponentVersion = Schemas['ComponentVersion']
export type ComponentQuery = NonNullable<QueryOf<'/api/v1/components'>>
export type ComponentUseQuery = NonNullable<QueryOf<'/api/v1/component-use'>>

/** The pool: parts of flows that are published, placed in others, and counted. */
export class ComponentsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  list(query: ComponentQuery = {}, signal?: AbortSignal): Promise<Page<ComponentListed>> {
    return this.#connection.json('GET', '/components', { query, signal })
  }

  read(name: string, signal?: AbortSignal): Promise<Component> {
    return this.#connection.json('GET', `/components/${segment(name)}`, { signal })
  }

  /** With what is inside. */
  version(name: string, number: number, signal?: AbortSignal): Promise<Schemas['ComponentVersionWhole']> {
    return this.#connection.json('GET', `/components/${segment(name)}/versions/${number}`, { signal })
  }

  /** A part of a flow as it would be published, and what is wrong with it. */
  propose(request: ComponentProposalRequest, signal?: AbortSignal): Promise<ComponentProposal> {
    return this.#connection.json('POST', '/components/proposals', { body: request, signal })
  }

  /** The next version of the name, or the first; it may wait for a second person. */
  publish(request: ComponentPublishRequest): Promise<ComponentVersion> {
    return this.#connection.json('POST', '/components', { body: request })
  }

  review(name: string, number: number, request: Schemas['ComponentReviewRequest']): Promise<ComponentVersion> {
    return this.#connection.json('POST', `/components/${segment(name)}/versions/${number}/review`, { body: request })
  }

  /** It stays where it stands. */
  deprecate(name: string, number: number, request: Schemas['ComponentDeprecateRequest']): Promise<ComponentVersion> {
    return this.#connection.json('POST', `/components/${segment(name)}/versions/${number}/deprecate`, { body: request })
  }

  /** Refused while a flow names it. */
  remove(name: string, number: number): Promise<void> {
    return this.#connection.done('DELETE', `/components/${segment(name)}/versions/${number}`)
  }

  /** What it gives for some values; nothing is kept or counted. */
  try(name: string, number: number, request: ComponentTrialRequest, signal?: AbortSignal): Promise<ComponentTrial> {
    return this.#connection.json('POST', `/components/${segment(name)}/versions/${number}/try`, {
      body: request,
      signal,
    })
  }

  /** Who uses which how much, of live runs. */
  use(query: ComponentUseQuery = {}, signal?: AbortSignal): Promise<ComponentUse> {
    return this.#connection.json('GET', '/component-use', { query, signal })
  }
}
