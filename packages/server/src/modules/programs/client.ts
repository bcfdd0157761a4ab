import { Fault } from '@millrace/core'
import './faults.ts'
import type { TokenForm } from './schema.ts'

export interface ClientCredentials {
  readonly id: string
  readonly secret: string
}

const BASIC = /^Basic ([A-Za-z0-9+/]{1,1400}={0,2})$/i

/** Id and secret are form-encoded before Basic joins them (RFC 6749 §2.3.1). */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch (thrown) {
    throw new Fault('programs.client_refused', {}, thrown)
  }
}

function basicOf(authorization: string): ClientCredentials {
  const [, packed] = BASIC.exec(authorization) ?? []
  if (packed === undefined) throw new Fault('programs.client_refused')
  const pair = Buffer.from(packed, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 0) throw new Fault('programs.client_refused')
  return { id: decoded(pair.slice(0, colon)), secret: decoded(pair.slice(colon + 1)) }
}

/**
 * Who a request for a token says it is: client_secret_basic or client_secret_post, never both (RFC 6749 §2.3).
 * Throws `programs.client_refused`, `programs.request_incomplete`.
 */
export function clientOf(authorization: string | undefined, form: TokenForm): ClientCredentials {
  if (authorization === undefined) {
    if (!(form.client_id && form.client_secret)) throw new Fault('programs.client_refused')
    return { id: form.client_id, secret: form.client_secret }
  }
  if (form.client_secret)
    throw new Fault('programs.request_incomplete', { expected: 'one way to prove the client', seen: 'two' })
  const client = basicOf(authorization)
  if (form.client_id && form.client_id !== client.id)
    throw new Fault('programs.request_incomplete', { expected: 'one client_id', seen: 'two' })
  return client
}
