/**
 * Asks the browser for a passkey. `options` and the answer are WebAuthn JSON (Web Authentication Level 3 §5.1.9, §5.1.10).
 * Throws what the browser throws: a `DOMException` when the person dismissed it, or none fits.
 */
export async function askPasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const credential = await navigator.credentials.get({ publicKey })
  return (credential as PublicKeyCredential).toJSON()
}
