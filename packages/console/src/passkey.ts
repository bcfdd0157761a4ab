import type { PasskeyMade } from './platform.ts'

/**
 * Asks the browser for a passkey. `options` and the answer are WebAuthn JSON (Web Authentication Level 3 §5.1.9, §5.1.10).
 * Throws what the browser throws: a `DOMException` when the person dismissed it, or none fits.
 */
export async function askPasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const credential = await navigator.credentials.get({ publicKey })
  return (credential as PublicKeyCredential).toJSON()
}

/** Has the browser make a passkey (§5.1.8). Throws as {@link askPasskey}; `InvalidStateError`: this device holds one already. */
export async function makePasskey(options: unknown): Promise<PasskeyMade> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
  const credential = await navigator.credentials.create({ publicKey })
  return (credential as PublicKeyCredential).toJSON() as PasskeyMade
}

export type PasskeyObstacle = 'old' | 'insecure' | 'number'

/** Why this page cannot use passkeys, if it cannot: they belong to a name, over a connection that nobody reads (§5.1.3). */
export function passkeyObstacle(): PasskeyObstacle | undefined {
  if (/^\[|^\d+(\.\d+){3}$/.test(location.hostname)) return 'number'
  if (!isSecureContext) return 'insecure'
  return 'PublicKeyCredential' in globalThis && 'parseCreationOptionsFromJSON' in PublicKeyCredential
    ? undefined
    : 'old'
}

/** The same page by name, where the platform runs on this machine. */
export const namedAddress = (): string | undefined =>
  /^(127(\.\d+){3}|\[::1\])$/.test(location.hostname)
    ? location.href.replace(location.hostname, 'localhost')
    : undefined
