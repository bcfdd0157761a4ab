import { createPrivateKey, createPublicKey, generateKeyPair, sign } from 'node:crypto'
import { promisify } from 'node:util'
import 'reflect-metadata'
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const MINUTE_MS = 60_000
const generate = promisify(generateKeyPair)

/** A new P-256 key, PKCS #8 PEM. */
export async function newKey(): Promise<string> {
  const { privateKey } = await generate('ec', { namedCurve: 'P-256' })
  return privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
}

/** A PKCS #10 request (RFC 2986) for the key. Who the machine is, the platform says: the subject is empty. */
export async function requestFor(key: string): Promise<{ readonly pem: string; readonly der: Uint8Array }> {
  const pkcs8 = createPrivateKey(key).export({ format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  const request = await Pkcs10CertificateRequestGenerator.create({
    keys: {
      privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']),
      publicKey: await crypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
    },
    signingAlgorithm: ALGORITHM,
  })
  return { pem: request.toString('pem'), der: new Uint8Array(request.rawData) }
}

/** What proves that the holder of the current key asks for the new certificate, now. `now`: ms since 1970. */
export function renewalProof(key: string, der: Uint8Array, now: number): { minute: number; signature: string } {
  const minute = Math.floor(now / MINUTE_MS)
  const message = Buffer.concat([Buffer.from(`millrace-renewal ${minute}\n`), der])
  return { minute, signature: sign('sha256', message, key).toString('base64') }
}
