import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Page } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Component = Schemas['Component']
export type ComponentCallAnswer = Schemas['ComponentCallAnswer']
export type ComponentCallRequest = Schemas['ComponentCallRequest']
export type ComponentListed = Schemas['ComponentListed']
export type ComponentProposal = Schemas['ComponentProposal']
export type ComponentProposalRequest = Schemas['ComponentProposalRequest']
export type ComponentPublishRequest = Schemas['ComponentPublishRequest']
export type ComponentService = Schemas['ComponentService']
export type ComponentServiceRequest = Schemas['ComponentServiceRequest']
export type ComponentTrial = Schemas['ComponentTrial']
export type ComponentTrialRequest = Schemas['ComponentTrialRequest']
export type ComponentUse = Schemas['ComponentUse']
export type ComponentUseRow = Schemas['ComponentUseRow']
export type ComponentVersion = Schemas['ComponentVersion']
export type ComponentQuery = NonNullable<QueryOf<'/api/v1/components'>>
export type ComponentUseQuery = NonNullable<QueryOf<'/api/v1/component-use'>>

/** The pool: parts of flows and services of apps that are published, used by others, and counted. */
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

  /** A service of an app that is installed. */
  publishService(request: ComponentServiceRequest): Promise<ComponentVersion> {
    return this.#connection.json('POST', '/components/services', { body: request })
  }

  /** Calls a service; counted as a call of whoever asks. With the same `id` again, what it writes to machines is written once. */
  call(name: string, request: ComponentCallRequest = {}, signal?: AbortSignal): Promise<ComponentCallAnswer> {
    return this.#connection.json('POST', `/components/${segment(name)}/call`, { body: request, signal })
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

  /** The same as {@link ComponentsApi.used} tells, as RFC 4180. */
  async usedCsv(query: ComponentUseQuery = {}, signal?: AbortSignal): Promise<string> {
    return (await this.#connection.ask('GET', '/component-use', { query, accept: 'text/csv', signal })).text()
  }

  /** Who uses which how much, of live runs. */
  used(query: ComponentUseQuery = {}, signal?: AbortSignal): Promise<ComponentUse> {
    return this.#connection.json('GET', '/component-use', { query, signal })
  }
}
