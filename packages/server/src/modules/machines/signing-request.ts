import { createHash, createPublicKey, type KeyObject, verify, X509Certificate } from 'node:crypto'
import 'reflect-metadata'
import { Fault } from '@millrace/core'
import * as x509 from '@peculiar/x509'
import './faults.ts'

const SHORTEST_RSA = 2_048
/** A longer one would cost more to check than anybody gains. */
const LONGEST_RSA = 8_192
const curves = new Set(['prime256v1', 'secp384r1'])

export interface SigningRequest {
  /** SubjectPublicKeyInfo, DER. */
  readonly key: Uint8Array
  /** SHA-256 of it, hex. */
  readonly keyHash: string
  /** The whole request, DER. */
  readonly der: Uint8Array
}

/** Reads a PKCS #10 request (RFC 2986) and proves that its maker has the key. Throws `machines.request_refused`. */
export async function readRequest(pem: string): Promise<SigningRequest> {
  const refused = (seen: string, cause?: unknown): Fault => new Fault('machines.request_refused', { seen }, cause)
  let request: x509.Pkcs10CertificateRequest
  let key: KeyObject
  try {
    request = new x509.Pkcs10CertificateRequest(pem)
    key = createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' })
  } catch (thrown) {
    throw refused('no such request', thrown)
  }
  const weakness = weaknessOf(key)
  if (weakness) throw refused(weakness)
  const hash = (request.signatureAlgorithm as { hash?: { name?: string } }).hash?.name
  if (hash === 'SHA-1') throw refused('a signature with SHA-1')
  let isProven = false
  try {
    isProven = await request.verify()
  } catch (thrown) {
    throw refused('a signature of an unknown kind', thrown)
  }
  if (!isProven) throw refused('a signature by another key')
  const spki = new Uint8Array(request.publicKey.rawData)
  return {
    key: spki,
    keyHash: createHash('sha256').update(spki).digest('hex'),
    der: new Uint8Array(request.rawData),
  }
}

function weaknessOf(key: KeyObject): string | undefined {
  const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = key
  if (kind === 'ed25519') return undefined
  if (kind === 'ec') return curves.has(details?.namedCurve ?? '') ? undefined : `the curve ${details?.namedCurve}`
  if (kind === 'rsa') {
    const bits = details?.modulusLength ?? 0
    if (bits < SHORTEST_RSA || bits > LONGEST_RSA) return `RSA with ${bits} bits`
    // NIST SP 800-56B §6.2: a smaller exponent than 2^16 is not allowed.
    return (details?.publicExponent ?? 0n) > 65_536n ? undefined : 'RSA with a small exponent'
  }
  return `a key of kind ${kind}`
}

/** The first certificate of a PEM text. Throws `machines.renewal_refused`. */
export function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (thrown) {
    throw new Fault('machines.renewal_refused', { seen: 'no certificate' }, thrown)
  }
}

/** What the key of the current certificate signs when it is renewed: bound to this use, to a minute and to the new key. */
export const renewalMessage = (minute: number, der: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`millrace-renewal ${minute}\n`), der])

/** True if the key of the certificate signed that. */
export function isSignedBy(certificate: X509Certificate, message: Uint8Array, signature: Uint8Array): boolean {
  const { publicKey } = certificate
  try {
    return verify(publicKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', message, publicKey, signature)
  } catch {
    // A signature that is none.
    return false
  }
}
