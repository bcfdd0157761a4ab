import { randomBytes } from 'node:crypto'
import { type Clock, MICROS_PER_MS, newId, type UserId } from '@millrace/core'
import { hash, verify } from '@node-rs/argon2'
import type { House } from '../../database/index.ts'
import { HashQueue } from './hash-queue.ts'
import { checkPassword, normalPassword } from './password-strength.ts'
import * as store from './store.ts'

/** Argon2id with 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet asks for. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const PREFIX = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`
const MOST = 1_024

const base64 = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '')
/** The hash of no password: costs the same work to compare. */
const NOBODY = `${PREFIX}${base64(16)}$${base64(32)}`

export interface Passwords {
  /** What is kept of it. Throws `factors.password_weak`, `factors.busy`. */
  hash(password: string, about: readonly string[]): Promise<string>
  /** Throws `factors.password_weak`, `factors.busy`. */
  set(user: UserId, password: string, about: readonly string[]): Promise<void>
  /** The same work whether there is such a person, or a password of theirs, or not. Throws `factors.busy`. */
  verify(user: UserId | undefined, password: string): Promise<boolean>
}

export function createPasswords({ house, clock }: { readonly house: House; readonly clock: Clock }): Passwords {
  const queue = new HashQueue()
  const hashed = (password: string): Promise<string> => queue.run(() => hash(normalPassword(password), COST))

  const checked = async (password: string, about: readonly string[]): Promise<string> => {
    await checkPassword(password, about)
    return hashed(password)
  }

  return {
    hash: checked,

    async set(user, password, about) {
      const made = await checked(password, about)
      const now = new Date(clock.now() / MICROS_PER_MS)
      await house.asPerson(user, (tx) => store.putPassword(tx, user, made, now))
    },

    async verify(user, password) {
      if (password.length > MOST) return false
      const asked = user ?? newId<UserId>()
      const held = await house.asPerson(asked, (tx) => store.passwordHash(tx, asked))
      const right = await queue.run(() => verify(held ?? NOBODY, normalPassword(password)))
      if (!held || !right) return false
      if (!held.startsWith(PREFIX)) {
        const renewed = await hashed(password)
        await house.asPerson(asked, (tx) => store.renewHash(tx, asked, held, renewed))
      }
      return true
    },
  }
}
