import { type Connection, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { listOf } from './list.ts'

type Schemas = components['schemas']
export type Certificate = Schemas['Certificate']
export type CertificateAuthority = Schemas['CertificateAuthority']
export type CertificateQuery = NonNullable<paths['/api/v1/machines/certificates']['get']['parameters']['query']>
export type EnrolmentToken = Schemas['EnrolmentToken']
export type EnrolmentTokenQuery = NonNullable<paths['/api/v1/machines/enrolment-tokens']['get']['parameters']['query']>
export type EnrolmentTokenRequest = Schemas['EnrolmentTokenRequest']
export type EnrolmentTokenState = Schemas['EnrolmentTokenState']
/** RFC 5280 section 5.3.1. */
export type RevocationReason = Schemas['Revocation']['reason']

/** Who machines are: their certificates, and the tokens with which they get them. */
export class MachinesApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** By name, the newest of each first. */
  readonly certificates = listOf<CertificateQuery, Certificate>((query, signal) =>
    this.#connection.json('GET', '/machines/certificates', { query, signal }),
  )

  /** Counts at once, and cuts the connections that were opened with it. */
  revoke(id: string, reason: RevocationReason): Promise<void> {
    return this.#connection.done('POST', `/machines/certificates/${segment(id)}/revocation`, { body: { reason } })
  }

  /** The machine is nobody any more: its secret ends, its certificates are revoked, its open tokens are withdrawn. */
  removeCredential(name: string): Promise<void> {
    return this.#connection.done('POST', '/machines/removals', { body: { name } })
  }

  /** The newest first. */
  readonly enrolmentTokens = listOf<EnrolmentTokenQuery, EnrolmentTokenState>((query, signal) =>
    this.#connection.json('GET', '/machines/enrolment-tokens', { query, signal }),
  )

  /** Good for one enrolment; its text is told this once. */
  createEnrolmentToken(request: EnrolmentTokenRequest): Promise<EnrolmentToken> {
    return this.#connection.json('POST', '/machines/enrolment-tokens', { body: request })
  }

  /** One that was not used. */
  withdrawEnrolmentToken(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/machines/enrolment-tokens/${segment(id)}`)
  }

  /** Root of the certificates of machines and servers. */
  authority(signal?: AbortSignal): Promise<CertificateAuthority> {
    return this.#connection.json('GET', '/machines/ca', { signal })
  }

  /** Revoked certificates, PEM, a list for each issuing authority. */
  async revocationList(signal?: AbortSignal): Promise<string> {
    return (await this.#connection.ask('GET', '/machines/crl', { accept: 'application/x-pem-file', signal })).text()
  }
}
