import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { Fault } from '@millrace/core'
import { sha256 } from './digests.ts'
import './faults.ts'
import type { PackageKind } from './kind.ts'

/** signature.json: who says that a package is his. */
export interface PackageSignature {
  readonly algorithm: 'Ed25519'
  /** Public key, SubjectPublicKeyInfo in DER (RFC 8410), base64. */
  readonly key: string
  /** Of {@link signedText}, base64. */
  readonly signature: string
}

type Kind = Pick<PackageKind, 'signed'>

const signedText = (digest: string, { signed }: Kind): Uint8Array => new TextEncoder().encode(`${signed} ${digest}\n`)

/** `sha256:…` of a public key: how people tell each other which key is meant. */
export const fingerprintOf = (key: string): string => `sha256:${sha256(Buffer.from(key, 'base64'))}`

/** @param key an Ed25519 private key */
export function signPackage(kind: Kind, digest: string, key: KeyObject): PackageSignature {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Fault('package.key_unfit', { seen: String(key.asymmetricKeyType ?? key.type) })
  return {
    algorithm: 'Ed25519',
    key: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
    signature: sign(null, signedText(digest, kind), key).toString('base64'),
  }
}

/** Throws `package.tampered` unless the signature is one of this digest by the key that it names. */
export function verifySignature(kind: Kind, digest: string, { key, signature }: PackageSignature): void {
  if (!holds(kind, digest, key, signature))
    throw new Fault('package.tampered', { seen: 'a signature that is not of these files' })
}

function holds(kind: Kind, digest: string, key: string, signature: string): boolean {
  try {
    const known = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    if (known.asymmetricKeyType !== 'ed25519') return false
    return verify(null, signedText(digest, kind), known, Buffer.from(signature, 'base64'))
  } catch {
    // What is no key holds nothing.
    return false
  }
}

/** A line each, as the recipe in library/models/README.md reads it. */
export const signatureText = ({ algorithm, key, signature }: PackageSignature): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify({ algorithm, key, signature }, null, 2)}\n`)

/** Throws `package.tampered`. */
export function readSignature(bytes: Uint8Array): PackageSignature {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const parts =
    /^\{\n {2}"algorithm": "Ed25519",\n {2}"key": "([A-Za-z0-9+/]{59}=)",\n {2}"signature": "([A-Za-z0-9+/]{86}==)"\n\}\n$/.exec(
      text,
    )
  if (!parts) throw new Fault('package.tampered', { seen: 'a signature.json that is none' })
  return { algorithm: 'Ed25519', key: parts[1]!, signature: parts[2]! }
}
