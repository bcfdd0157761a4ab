import { join } from 'node:path'
import { type Clock, Fault, type Log, MICROS_PER_MS } from '@millrace/core'
import { bytesOf, decrypt, encrypt } from './aead.ts'
import { closedFolder } from './closed-to-others.ts'
import './faults.ts'
import { type DataKey, newDataKey, readKeyFile, unwrapAll, writeKeyFile } from './key-ring.ts'
import { type KeyWrapper, masterKeyFile, masterKeyOf } from './master-key.ts'

/** A data key seals for a year: far below the 2^32 seals after which random nonces may meet (NIST SP 800-38D §8.3). */
const SEALS_FOR_MS = 365 * 86_400_000
const FORM = 'v1'

/** Keeps small secrets (keys, tokens, TOTP seeds) sealed wherever they are stored. */
export interface Vault {
  /**
   * `v1.<key id>.<nonce>.<ciphertext and tag>`, base64url. `context` says what it is and whose, e.g. `totp ${userId}`: it is bound
   * to the text, so that a sealed secret moved to another row does not open there.
   */
  seal(plain: string, context: string): string
  /** Throws `secrets.unreadable` for another context, another vault, or anything altered. */
  open(sealed: string, context: string): string
}

/** The vault as its owner sees it. */
export interface VaultKeys extends Vault {
  /** Id of the master key. */
  readonly master: string
  /** Seals from now on with a new data key; what older keys sealed still opens. */
  rotate(): Promise<void>
  /** Keeps all data keys under another master key from now on. What was sealed stays as it is. The old master key is needed for old backups alone. */
  rewrap(to: KeyWrapper): Promise<void>
}

export interface VaultOptions {
  /** Taken for this process alone; made with mode 0700. Holds `data-keys.json` and, unless given otherwise, `master-key`. */
  readonly folder: string
  /** `env`: the value of MILLRACE_MASTER_KEY, 32 bytes in base64. Without either, the file `master-key`. */
  readonly masterKey?: MasterKey | undefined
  /** The master key until now, when it is to be changed: what it keeps is kept under `masterKey` afterwards. */
  readonly masterKeyBefore?: MasterKey | undefined
  readonly clock: Clock
  readonly log: Log
}

type MasterKey = { readonly env?: string | undefined } | KeyWrapper

/**
 * Opens the vault, making it at first start. Throws `secrets.master_key_wrong`, `…_missing`, `…_malformed`, `…_failed`,
 * `secrets.open_to_others`, `secrets.keys_malformed`.
 */
export async function openVault({ folder, masterKey, masterKeyBefore, clock, log }: VaultOptions): Promise<VaultKeys> {
  await closedFolder(folder)
  const file = join(folder, 'data-keys.json')
  const kept = await readKeyFile(file)
  const before = given(masterKeyBefore, 'MILLRACE_MASTER_KEY_BEFORE')
  const moves = kept !== undefined && kept.master === before?.id
  const wrapper =
    given(masterKey, 'MILLRACE_MASTER_KEY') ??
    (await masterKeyFile(join(folder, 'master-key'), moves ? undefined : kept?.master))
  const isChange = moves && wrapper.id !== before?.id
  const keys = kept ? await unwrapAll(kept, isChange && before ? before : wrapper) : []
  const vault = new KeyVault(file, wrapper, keys, clock, log)
  if (isChange) await vault.rewrap(wrapper)
  const newest = keys.at(-1)
  if (!newest || clock.now() - newest.made > SEALS_FOR_MS * MICROS_PER_MS) await vault.rotate()
  return vault
}

function given(key: MasterKey | undefined, source: string): KeyWrapper | undefined {
  if (!key) return undefined
  if ('wrap' in key) return key
  return key.env ? masterKeyOf(key.env, source) : undefined
}

class KeyVault implements VaultKeys {
  readonly #file: string
  readonly #clock: Clock
  readonly #log: Log
  #wrapper: KeyWrapper
  #keys: readonly DataKey[]
  /** One change of the file after another. */
  #changing: Promise<void> = Promise.resolve()

  constructor(file: string, wrapper: KeyWrapper, keys: readonly DataKey[], clock: Clock, log: Log) {
    this.#file = file
    this.#wrapper = wrapper
    this.#keys = keys
    this.#clock = clock
    this.#log = log
  }

  get master(): string {
    return this.#wrapper.id
  }

  seal(plain: string, context: string): string {
    const newest = this.#keys.at(-1)!
    const { nonce, body } = encrypt(newest.key, Buffer.from(plain, 'utf8'), context)
    return `${FORM}.${newest.id}.${nonce.toString('base64url')}.${body.toString('base64url')}`
  }

  open(sealed: string, context: string): string {
    const [form, id, nonceText, bodyText, ...more] = sealed.split('.')
    const nonce = bytesOf(nonceText ?? '')
    const body = bytesOf(bodyText ?? '')
    if (form !== FORM || !nonce || !body || more.length > 0)
      throw new Fault('secrets.unreadable', { context, seen: 'text that is not of the form v1.key.nonce.content' })
    const dataKey = this.#keys.find((entry) => entry.id === id)
    if (!dataKey)
      throw new Fault('secrets.unreadable', { context, seen: 'that it was sealed with a data key not kept here' })
    const plain = decrypt(dataKey.key, { nonce, body }, context)
    if (!plain)
      throw new Fault('secrets.unreadable', { context, seen: 'that it was altered, or sealed for something else' })
    return plain.toString('utf8')
  }

  rotate(): Promise<void> {
    return this.#change(async () => {
      const keys = [...this.#keys, newDataKey(this.#clock.now())]
      // On disk before it seals anything: what it seals must open after a kill.
      await writeKeyFile(this.#file, keys, this.#wrapper)
      this.#keys = keys
      this.#log.info('secrets: a new data key seals from now on', { key: keys.at(-1)!.id, keys: keys.length })
    })
  }

  rewrap(to: KeyWrapper): Promise<void> {
    return this.#change(async () => {
      await writeKeyFile(this.#file, this.#keys, to)
      this.#wrapper = to
      this.#log.info('secrets: the data keys are under another master key', { master: to.id, keys: this.#keys.length })
    })
  }

  #change(run: () => Promise<void>): Promise<void> {
    const done = this.#changing.then(run)
    // Its own caller hears of a failure; the next change must not fail for it.
    this.#changing = done.catch(() => undefined)
    return done
  }
}
