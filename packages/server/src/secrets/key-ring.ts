import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Fault, type Micros } from '@millrace/core'
import { bytesOf, KEY_BYTES } from './aead.ts'
import './faults.ts'
import type { KeyWrapper } from './master-key.ts'
import { replaceFile } from './replace-file.ts'

/** A data key in use. */
export interface DataKey {
  /** 64 random bits, base64url. */
  readonly id: string
  /** When it was made, µs UTC. */
  readonly made: Micros
  readonly key: KeyObject
}

/** The file: wrapped keys, oldest first; the newest seals. */
export interface KeyFile {
  readonly version: 1
  /** Id of the master key that all of them are wrapped under. */
  readonly master: string
  readonly keys: readonly WrappedKey[]
}

interface WrappedKey {
  readonly id: string
  readonly made: Micros
  readonly wrapped: string
  /** What tells that the right bytes came out, whatever the wrapper is: HMAC-SHA256 under the data key. */
  readonly check: string
}

export function newDataKey(now: Micros): DataKey {
  return { id: randomBytes(8).toString('base64url'), made: now, key: createSecretKey(randomBytes(KEY_BYTES)) }
}

const checkValue = (key: KeyObject, id: string): Buffer =>
  createHmac('sha256', key).update(`millrace data key ${id}`).digest()

/** Undefined when there is no file yet. Throws `secrets.keys_malformed`. */
export async function readKeyFile(file: string): Promise<KeyFile | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw thrown
  }
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (thrown) {
    throw new Fault('secrets.keys_malformed', { file, seen: 'text that is not JSON' }, thrown)
  }
  if (!isKeyFile(read)) throw new Fault('secrets.keys_malformed', { file, seen: 'JSON of another form' })
  return read
}

function isKeyFile(read: unknown): read is KeyFile {
  if (typeof read !== 'object' || read === null) return false
  const { version, master, keys } = read as Partial<KeyFile>
  return (
    version === 1 && typeof master === 'string' && Array.isArray(keys) && keys.length > 0 && keys.every(isWrappedKey)
  )
}

function isWrappedKey(read: unknown): read is WrappedKey {
  if (typeof read !== 'object' || read === null) return false
  const { id, made, wrapped, check } = read as Partial<WrappedKey>
  return typeof id === 'string' && typeof made === 'number' && typeof wrapped === 'string' && typeof check === 'string'
}

/** Throws `secrets.master_key_wrong`, `secrets.master_key_failed`. */
export async function unwrapAll({ keys, master }: KeyFile, wrapper: KeyWrapper): Promise<DataKey[]> {
  if (wrapper.id !== master) throw new Fault('secrets.master_key_wrong', { expected: master, seen: wrapper.id })
  const open: DataKey[] = []
  for (const { id, made, wrapped, check } of keys) {
    const bytes = await answerOf(wrapper, () => wrapper.unwrap(bytesOf(wrapped) ?? Buffer.alloc(0)))
    const key = bytes.length === KEY_BYTES ? createSecretKey(bytes) : undefined
    bytes.fill(0)
    const expected = key && checkValue(key, id)
    const seen = bytesOf(check)
    if (!key || !expected || !seen || seen.length !== expected.length || !timingSafeEqual(seen, expected))
      throw new Fault('secrets.master_key_wrong', { expected: master, seen: 'one of that name that gives other bytes' })
    open.push({ id, made, key })
  }
  return open
}

/** Writes the file whole, after every key was seen to come back from the wrapper. Throws `secrets.master_key_failed`, `secrets.master_key_wrong`. */
export async function writeKeyFile(file: string, keys: readonly DataKey[], wrapper: KeyWrapper): Promise<void> {
  const wrapped: WrappedKey[] = []
  for (const { id, made, key } of keys) {
    const bytes = key.export()
    const under = await answerOf(wrapper, () => wrapper.wrap(bytes))
    bytes.fill(0)
    wrapped.push({
      id,
      made,
      wrapped: Buffer.from(under).toString('base64url'),
      check: checkValue(key, id).toString('base64url'),
    })
  }
  const content: KeyFile = { version: 1, master: wrapper.id, keys: wrapped }
  await unwrapAll(content, wrapper)
  await replaceFile(file, `${JSON.stringify(content, null, 2)}\n`)
}

async function answerOf(wrapper: KeyWrapper, ask: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await ask()
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    const seen = thrown instanceof Error ? thrown.message : String(thrown)
    throw new Fault('secrets.master_key_failed', { wrapper: wrapper.id, seen }, thrown)
  }
}
