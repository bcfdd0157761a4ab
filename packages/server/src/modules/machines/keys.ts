import { createPrivateKey, createPublicKey } from 'node:crypto'

/** ECDSA on P-256 with SHA-256, for every key of ours: FIPS 186-5 §6, and what each TLS stack knows. */
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

export interface KeyPair {
  readonly privateKey: Key
  readonly publicKey: Key
}

export const newKeyPair = (): Promise<KeyPair> =>
  crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<KeyPair>

/** PKCS #8, PEM. */
export async function pemOfKey({ privateKey }: KeyPair): Promise<string> {
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey))
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' }) as string
}

export async function keyPairOf(pem: string): Promise<KeyPair> {
  const der = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(pem).export({ format: 'der', type: 'spki' })
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
  }
}
