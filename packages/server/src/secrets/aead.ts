import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

/** AES-256-GCM, NIST SP 800-38D: random 96-bit nonce (§8.2.2), 128-bit tag. */
const ALGORITHM = 'aes-256-gcm'
export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

export interface Sealed {
  readonly nonce: Buffer
  /** Ciphertext, then the tag. */
  readonly body: Buffer
}

export function encrypt(key: KeyObject, plain: Uint8Array, context: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(context, 'utf8'))
  return { nonce, body: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) }
}

/** Undefined when key, context or any byte is another than when it was encrypted. */
export function decrypt(key: KeyObject, { nonce, body }: Sealed, context: string): Buffer | undefined {
  if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(context, 'utf8'))
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  const plain = decipher.update(body.subarray(0, -TAG_BYTES))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    // The tag does not fit: the one answer of GCM to every alteration; the caller says what to do.
    return undefined
  }
}

/** Base64url in its one canonical form; Node's own reading passes over foreign characters. */
export function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
