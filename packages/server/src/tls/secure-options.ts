import type { Server } from 'node:tls'
import type { TlsMaterial } from './material.ts'

/** A year, the least that browsers' lists take (hstspreload.org). */
export const HSTS = 'max-age=31536000'

/** What a server of ours is opened with. Node's ciphers (TLS 1.3, and 1.2 with forward secrecy first), in our order. */
export interface SecureOptions {
  readonly key: string
  readonly cert: string
  readonly minVersion: 'TLSv1.2'
  readonly honorCipherOrder: true
}

/** A server that also asks machines for theirs. Who shows none, or a wrong one, connects all the same: `socket.authorized` and the module decide. */
export interface AskingOptions extends SecureOptions {
  readonly ca: string[]
  readonly requestCert: true
  readonly rejectUnauthorized: false
}

/** For `https.createServer` and `tls.createServer`. `clientCas`: PEM of the authorities that machines' certificates come from. */
export function secureOptions(material: TlsMaterial): SecureOptions
export function secureOptions(material: TlsMaterial, clientCas: readonly string[]): AskingOptions
export function secureOptions(material: TlsMaterial, clientCas?: readonly string[]): SecureOptions | AskingOptions {
  const { key, cert } = material.current()
  const options: SecureOptions = { key, cert, minVersion: 'TLSv1.2', honorCipherOrder: true }
  return clientCas ? { ...options, ca: [...clientCas], requestCert: true, rejectUnauthorized: false } : options
}

/** The server shows each new certificate to those who connect from then on; open connections stay. Returns what ends that. */
export function keepCurrent(server: Server, material: TlsMaterial, clientCas?: readonly string[]): () => void {
  return material.onChange(() =>
    server.setSecureContext(clientCas ? secureOptions(material, clientCas) : secureOptions(material)),
  )
}
