import { isIP } from 'node:net'
import { Fault } from '@millrace/core'
import './faults.ts'

/** The platform as browsers know it, by its public address (WebAuthn Level 3 §4, "Relying Party"). */
export interface RelyingParty {
  /** A host name, or a domain that it ends with. */
  readonly id: string
  /** Origins that may ask, such as https://plant.example. */
  readonly origin: readonly string[]
  /** Shown to people. */
  readonly name: string
}

const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')

/** Browsers make passkeys for names alone (§5.1.3: the effective domain is a valid domain), and over https unless local (§2.1). */
export function takesPasskeys({ id, origin }: RelyingParty): boolean {
  if (id === '' || isIP(id.replace(/^\[|\]$/g, '')) !== 0) return false
  return isLocal(id) || origin.some((address) => address.startsWith('https://'))
}

/** Throws `factors.passkey_needs_name`. */
export function checkRelyingParty(party: RelyingParty): RelyingParty {
  if (!takesPasskeys(party)) throw new Fault('factors.passkey_needs_name', { address: party.origin[0] ?? party.id })
  return party
}
