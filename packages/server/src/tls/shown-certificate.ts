import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

export interface ShownCertificate {
  /** SHA-256, hex. */
  readonly fingerprint: string
  /** Why it is none of ours, in the words of OpenSSL; undefined if it chains to our root. */
  readonly problem: string | undefined
}

/** What the other end showed in its handshake (RFC 8446 §4.4.2); undefined where it showed none, or without TLS. */
export function shownBy(socket: Socket): ShownCertificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return undefined
  return {
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    problem: socket.authorized ? undefined : String(socket.authorizationError),
  }
}
