import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'

type Schemas = components['schemas']
export type Rights = Schemas['Rights']
/** An action of the platform's vocabulary, such as `point:read`. */
export type Action = Rights['items'][number]['action']
export type HeldRole = Schemas['HeldRole']
export type ProfileChange = Schemas['ProfileChange']
export type OpenSession = Schemas['OpenSession']
/** How somebody proves who they are. */
export type Factors = Schemas['Factors']
export type Passkey = Schemas['Passkey']
/** Exactly one of them proves anew who it is. `passkey`: the answer to {@link AccountApi.challenge}. */
export type FactorProof = Schemas['FactorProof']
export type TotpBegun = Schemas['TotpBegun']
/** The answer of `navigator.credentials.create()` as WebAuthn JSON. */
export type PasskeyMade = Schemas['PasskeyMade']
export type PasskeyAdded = Schemas['PasskeyAdded']
export type OwnProvider = Schemas['OwnProvider']

/** What is the signed-in person's own. Whatever takes a proof throws `factors.proof_refused` where it does not fit. */
export class AccountApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** What they may do in the organisation they work for. */
  rights(signal?: AbortSignal): Promise<Rights> {
    return this.#connection.json('GET', '/me/rights', { signal })
  }

  /** Roles that they hold there, and where in the plant. */
  async roles(signal?: AbortSignal): Promise<HeldRole[]> {
    return (await this.#connection.json<Schemas['HeldRoles']>('GET', '/me/roles', { signal })).items
  }

  changeProfile(change: ProfileChange): Promise<void> {
    return this.#connection.done('POST', '/me', { body: change })
  }

  /** Ends every other session. Throws `identity.sign_in_refused` for a wrong `current`, `factors.password_weak`. */
  changePassword(current: string, next: string): Promise<void> {
    return this.#connection.done('POST', '/me/password', { body: { current, next } })
  }

  /** Works for another of their organisations from now on, in this session. */
  workFor(organisation: string): Promise<void> {
    return this.#connection.done('POST', '/session/organisation', { body: { tenant: organisation } })
  }

  /** Where they are signed in. */
  async sessions(signal?: AbortSignal): Promise<OpenSession[]> {
    return (await this.#connection.json<Schemas['OpenSessions']>('GET', '/me/sessions', { signal })).items
  }

  endSession(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/me/sessions/${segment(id)}`)
  }

  /** Ends every session but the one that asks. */
  endOtherSessions(): Promise<void> {
    return this.#connection.done('DELETE', '/me/sessions')
  }

  factors(signal?: AbortSignal): Promise<Factors> {
    return this.#connection.json('GET', '/me/factors', { signal })
  }

  /** Options for `navigator.credentials.get()`, as WebAuthn JSON; the answer is a proof. */
  async challenge(): Promise<unknown> {
    return (await this.#connection.json<Schemas['PasskeyOptions']>('POST', '/me/factors/challenge')).options
  }

  /** Counts once {@link confirmTotp} is told the app's code, within ten minutes. */
  beginTotp(proof: FactorProof): Promise<TotpBegun> {
    return this.#connection.json('POST', '/me/totp', { body: { proof } })
  }

  /** The recovery codes that come with a first factor; none with a later one. */
  async confirmTotp(code: string): Promise<string[] | undefined> {
    const added = await this.#connection.json<Schemas['FactorAdded']>('POST', '/me/totp/confirmation', {
      body: { code },
    })
    return added.recoveryCodes
  }

  removeTotp(proof: FactorProof): Promise<void> {
    return this.#connection.done('DELETE', '/me/totp', { body: { proof } })
  }

  /** New codes, each good once; the old ones end. */
  async renewRecoveryCodes(proof: FactorProof): Promise<string[]> {
    return (await this.#connection.json<Schemas['RecoveryCodes']>('POST', '/me/recovery-codes', { body: { proof } }))
      .recoveryCodes
  }

  /** Options for `navigator.credentials.create()`, as WebAuthn JSON. */
  async beginPasskey(proof: FactorProof): Promise<unknown> {
    return (await this.#connection.json<Schemas['PasskeyOptions']>('POST', '/me/passkeys/options', { body: { proof } }))
      .options
  }

  addPasskey(name: string, response: PasskeyMade): Promise<PasskeyAdded> {
    return this.#connection.json('POST', '/me/passkeys', { body: { name, response } })
  }

  removePasskey(id: string, proof: FactorProof): Promise<void> {
    return this.#connection.done('DELETE', `/me/passkeys/${segment(id)}`, { body: { proof } })
  }

  /** Sign-in providers of the organisation, and whether they are connected to the person. */
  async providers(signal?: AbortSignal): Promise<OwnProvider[]> {
    return (await this.#connection.json<Schemas['OwnProviders']>('GET', '/me/sign-in-providers', { signal })).items
  }

  /** Where a browser goes to connect a provider; it comes back to the console's `/account`. */
  connectAddress(provider: string): string {
    return this.#connection.address(`/me/sign-in-providers/${segment(provider)}/start`)
  }

  disconnect(provider: string): Promise<void> {
    return this.#connection.done('DELETE', `/me/sign-in-providers/${segment(provider)}`)
  }
}
