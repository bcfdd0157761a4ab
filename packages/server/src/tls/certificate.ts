import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import { Fault, MICROS_PER_MS, type Micros } from '@millrace/core'
import './faults.ts'

/** A certificate that a server can show, with its key. */
export interface ServerPair {
  /** PKCS #8 or SEC 1, PEM. */
  readonly key: string
  /** PEM: the server's own first, then its intermediates (RFC 8446 §4.4.2). */
  readonly cert: string
  /** µs UTC. */
  readonly from: Micros
  readonly until: Micros
  /** SHA-256 of the certificate, as browsers show it: `AB:CD:…`. */
  readonly fingerprint: string
}

/** Throws `tls.certificate_unusable`, naming the source and never the key. */
export function serverPair(key: string, cert: string, source: string): ServerPair {
  const unusable = (seen: string, cause?: unknown): Fault =>
    new Fault('tls.certificate_unusable', { source, seen }, cause)
  let leaf: X509Certificate
  try {
    leaf = new X509Certificate(cert)
  } catch (thrown) {
    throw unusable('no certificate in PEM', thrown)
  }
  let secret: KeyObject
  try {
    secret = createPrivateKey(key)
  } catch (thrown) {
    throw unusable('no unencrypted private key', thrown)
  }
  if (!leaf.checkPrivateKey(secret)) throw unusable('a key of another certificate')
  if (leaf.ca) throw unusable('the certificate of an authority in the first place')
  try {
    // OpenSSL has the last word: it refuses short keys and broken chains.
    createSecureContext({ key, cert, minVersion: 'TLSv1.2' })
  } catch (thrown) {
    throw unusable(`what OpenSSL refuses: ${(thrown as Error).message}`, thrown)
  }
  return {
    key,
    cert,
    from: leaf.validFromDate.getTime() * MICROS_PER_MS,
    until: leaf.validToDate.getTime() * MICROS_PER_MS,
    fingerprint: leaf.fingerprint256,
  }
}

/** When two thirds of its life are over, µs UTC: a third is left for renewing to fail in. */
export const renewalTime = ({ from, until }: ServerPair): Micros => from + ((until - from) * 2) / 3

/** Whether the certificate holds for every one of these names and addresses (RFC 6125: subject alternative names alone). */
export function covers({ cert }: ServerPair, names: readonly string[]): boolean {
  const leaf = new X509Certificate(cert)
  return names.every((name) =>
    isIP(name) ? leaf.checkIP(name) !== undefined : leaf.checkHost(name, { subject: 'never' }) !== undefined,
  )
}

/** Signed by itself: browsers trust it only once somebody said so. */
export function isSelfSigned(cert: string): boolean {
  const leaf = new X509Certificate(cert)
  return leaf.issuer === leaf.subject && leaf.verify(leaf.publicKey)
}
