import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Fault } from '@millrace/core'
import { decrypt, encrypt, KEY_BYTES } from './aead.ts'
import { checkClosedFile } from './closed-to-others.ts'
import './faults.ts'
import { replaceFile } from './replace-file.ts'

/**
 * Keeps data keys under a master key: one in this process, or one that never leaves a KMS or HSM.
 *
 * For a KMS: `id` names the key for good (an ARN, a Transit key's path), not its version; `wrap` and `unwrap` are its encrypt and
 * decrypt of 32 bytes, tried again by the wrapper if worth trying, rejecting when the service does not answer or refuses. They are
 * asked at start, at rotation and at `rewrap` only. What unwraps to other bytes than were wrapped is noticed.
 */
export interface KeyWrapper {
  /** Public: is written beside the wrapped keys and shown in faults. */
  readonly id: string
  wrap(key: Uint8Array): Promise<Uint8Array>
  /** Rejects with any error when the bytes were not wrapped under this key. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

const CONTEXT = 'millrace data key'
const NONCE_BYTES = 12

/** 64 bits of a hash of 256 random bits: tells keys apart, tells nothing of the key. */
const idOf = (key: Uint8Array): string =>
  `aes256:${createHash('sha256').update('millrace master key').update(key).digest('hex').slice(0, 16)}`

function localWrapper(bytes: Buffer): KeyWrapper {
  const id = idOf(bytes)
  const key: KeyObject = createSecretKey(bytes)
  bytes.fill(0)
  return {
    id,
    async wrap(plain) {
      const { nonce, body } = encrypt(key, plain, CONTEXT)
      return Buffer.concat([nonce, body])
    },
    async unwrap(wrapped) {
      const all = Buffer.from(wrapped)
      const plain = decrypt(key, { nonce: all.subarray(0, NONCE_BYTES), body: all.subarray(NONCE_BYTES) }, CONTEXT)
      if (!plain)
        throw new Fault('secrets.master_key_wrong', { expected: 'that the data key was wrapped under', seen: id })
      return plain
    },
  }
}

/** A wrapper by a key in text. `source` says where it was read. Throws `secrets.master_key_malformed`, which does not hold the text. */
export function masterKeyOf(text: string, source: string): KeyWrapper {
  const trimmed = text.trim()
  const bytes = Buffer.from(trimmed, 'base64')
  const unpadded = trimmed.replace(/=+$/, '')
  if (bytes.length !== KEY_BYTES || bytes.toString('base64').replace(/=+$/, '') !== unpadded)
    throw new Fault('secrets.master_key_malformed', { source, seen: `${trimmed.length} characters that are not` })
  return localWrapper(bytes)
}

/**
 * The key in a file, mode 0600. Made when there is none and none is `expected`. Throws `secrets.open_to_others`,
 * `secrets.master_key_malformed`, `secrets.master_key_missing`.
 */
export async function masterKeyFile(file: string, expected: string | undefined): Promise<KeyWrapper> {
  if (!existsSync(file)) {
    // A new key would open nothing: better to say so than to begin anew beside secrets that are lost.
    if (expected !== undefined) throw new Fault('secrets.master_key_missing', { file, expected })
    await replaceFile(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
  }
  await checkClosedFile(file)
  return masterKeyOf(await readFile(file, 'utf8'), file)
}
