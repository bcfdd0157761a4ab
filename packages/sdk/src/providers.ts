import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'

type Schemas = components['schemas']
export type IdentityProvider = Schemas['IdentityProvider']
export type IdentityProviderCheck = Schemas['IdentityProviderCheck']
export type IdentityProviderRequest = Schemas['IdentityProviderRequest']

/** The OpenID providers that people of the organisation sign in by. */
export class ProvidersApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async list(signal?: AbortSignal): Promise<IdentityProvider[]> {
    const { items } = await this.#connection.json<Schemas['IdentityProviderList']>('GET', '/identity-providers', {
      signal,
    })
    return items
  }

  /** The `redirectUri` of the reply is to be registered at the provider. */
  add(request: IdentityProviderRequest): Promise<IdentityProvider> {
    return this.#connection.json('POST', '/identity-providers', { body: request })
  }

  /** All of it anew, but a client secret that is left out stays. */
  change(id: string, request: IdentityProviderRequest): Promise<IdentityProvider> {
    return this.#connection.json('PUT', `/identity-providers/${segment(id)}`, { body: request })
  }

  /** With the roles that its groups gave. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/identity-providers/${segment(id)}`)
  }

  /** Whether it answers as an OpenID provider does; nobody signs in for it. */
  check(id: string): Promise<IdentityProviderCheck> {
    return this.#connection.json('POST', `/identity-providers/${segment(id)}/check`)
  }
}
