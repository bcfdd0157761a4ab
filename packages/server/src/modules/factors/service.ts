import { type Clock, Fault, isoOf, type Log, MICROS_PER_MS, type UserId } from '@millrace/core'
import type { House } from '../../database/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { Attempts, hashOf, type Person } from '../identity/index.ts'
import './faults.ts'
import { createPasskeys, type Raise } from './passkeys.ts'
import { checkPassword } from './password-strength.ts'
import { createPasswords } from './passwords.ts'
import { newRecoveryCodes, plainRecoveryCode } from './recovery.ts'
import type { RelyingParty } from './relying-party.ts'
import type { FactorAdded, FactorProof, Factors, PasskeyAdded, PasskeyNew, RecoveryCodes, TotpBegun } from './schema.ts'
import * as store from './store.ts'
import { newTotpSecret, stepOf, totpAddress } from './totp.ts'

const SETUP_MS = 600_000

export type SecondFactor = 'totp' | 'passkey' | 'recovery'

/** A second factor as somebody gives it: exactly one of them. */
export type Answer = Omit<FactorProof, 'password'>

export interface Reset {
  /** Undefined: the password stays. */
  readonly passwordHash: string | undefined
  readonly dropFactors: boolean
}

export interface FactorService {
  /** `about`: names of the person and the place, which the password must not live on. Throws `factors.password_weak`. */
  checkPassword(password: string, about: readonly string[]): Promise<void>
  /** Throws `factors.password_weak`, `factors.busy`. */
  setPassword(user: UserId, password: string, about: readonly string[]): Promise<void>
  /** What is kept of a password, for `reset`. Throws `factors.password_weak`, `factors.busy`. */
  hashPassword(password: string, about: readonly string[]): Promise<string>
  /** Sets the password and takes every second factor away, in a transaction of the person who lost them. */
  reset(tx: store.PersonTx, user: UserId, to: Reset): Promise<void>
  /** The same work whether there is such a person or not. Throws `factors.busy`. */
  verifyPassword(user: UserId | undefined, password: string): Promise<boolean>
  /** Which second factors this person can give; none: the password is enough. */
  kinds(user: UserId): Promise<SecondFactor[]>
  /** Options for navigator.credentials.get(); undefined if no passkey of theirs can answer here. Five minutes, for one answer. */
  challenge(user: UserId): Promise<unknown>
  /** Which factor fitted, or none. Spends it. Throws `identity.too_many_attempts`, `factors.passkey_cloned`. */
  verify(user: UserId, answer: Answer): Promise<SecondFactor | undefined>
  /** Signing in with a passkey alone: the device must check who holds it. */
  readonly passwordless: {
    /** Throws `factors.passkey_needs_name`. */
    begin(): Promise<{ ticket: string; options: unknown }>
    /** Throws `factors.passkey_refused`, `factors.passkey_cloned`. */
    finish(ticket: string, response: unknown): Promise<UserId>
  }
  /** What a person does with factors of their own; a change throws `factors.proof_refused` unless proven anew. */
  readonly own: OwnFactors
}

export interface OwnFactors {
  list(person: Person): Promise<Factors>
  /** A question to one of the person's passkeys, whose answer is a proof. Throws `factors.factor_missing`. */
  challenge(person: Person): Promise<unknown>
  beginTotp(person: Person, proof: FactorProof, actor: Actor): Promise<TotpBegun>
  /** Throws `factors.totp_not_begun`, `factors.totp_code_wrong`. */
  confirmTotp(person: Person, code: string, actor: Actor): Promise<FactorAdded>
  /** Throws `factors.factor_missing`. */
  removeTotp(person: Person, proof: FactorProof, actor: Actor): Promise<void>
  /** New codes; the old ones end. Throws `factors.factor_missing` without a factor that they could stand for. */
  renewRecoveryCodes(person: Person, proof: FactorProof, actor: Actor): Promise<RecoveryCodes>
  /** Throws `factors.passkey_needs_name`, `factors.passkeys_full`. */
  beginPasskey(person: Person, proof: FactorProof, actor: Actor): Promise<unknown>
  /** Throws `factors.passkey_refused`, `factors.passkey_known`. */
  addPasskey(person: Person, made: PasskeyNew, actor: Actor): Promise<PasskeyAdded>
  /** Throws `factors.passkey_unknown`. */
  removePasskey(person: Person, id: string, proof: FactorProof, actor: Actor): Promise<void>
}

interface Needs {
  readonly house: House
  readonly vault: Vault
  readonly audit: AuditTrail
  readonly raise: Raise
  readonly relyingParty: () => RelyingParty
  readonly clock: Clock
  readonly log: Log
}

export function createFactors({ house, vault, audit, raise, relyingParty, clock, log }: Needs): FactorService {
  const attempts = new Attempts(clock, 5)
  const passwords = createPasswords({ house, clock })
  const passkeys = createPasskeys({ house, clock, relyingParty, raise })
  const nowMs = (): number => clock.now() / MICROS_PER_MS
  const now = (): Date => new Date(nowMs())
  const sealedAs = (user: UserId): string => `totp ${user}`

  /** Counts as failed until it fitted, so that many at once are no way around the wait. */
  const slowed = async <T>(user: UserId, run: () => Promise<T | undefined>): Promise<T | undefined> => {
    attempts.check(user)
    attempts.failed(user)
    const result = await run()
    if (result !== undefined) attempts.succeeded(user)
    return result
  }

  const totpFits = async (user: UserId, code: string): Promise<boolean> =>
    house.asPerson(user, async (tx) => {
      const held = await store.totp(tx, user)
      if (!held?.secret) return false
      const step = stepOf(vault.open(held.secret, sealedAs(user)), code, nowMs())
      return step !== undefined && store.spendStep(tx, user, held.secret, step)
    })

  const recoveryFits = (user: UserId, typed: string): Promise<boolean> =>
    house.asPerson(user, (tx) => store.spendRecoveryCode(tx, user, hashOf(plainRecoveryCode(typed)), now()))

  const passkeyFits = async (user: UserId, response: unknown): Promise<boolean> => {
    try {
      await passkeys.check(user, response)
      return true
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code !== 'factors.passkey_refused') throw thrown
      // The caller learns only that it does not fit; whoever runs the platform learns why.
      log.info('factors: a passkey was refused', { user, why: thrown.facts['why'] })
      return false
    }
  }

  const fits = async (user: UserId, answer: Answer): Promise<SecondFactor | undefined> => {
    if (Object.values(answer).filter((given) => given !== undefined).length !== 1) return undefined
    if (answer.totp !== undefined) return (await totpFits(user, answer.totp)) ? 'totp' : undefined
    if (answer.recovery !== undefined) return (await recoveryFits(user, answer.recovery)) ? 'recovery' : undefined
    return (await passkeyFits(user, answer.passkey)) ? 'passkey' : undefined
  }

  const note = (person: Person, actor: Actor, action: string, passkey?: { id: string; name: string }): Promise<void> =>
    audit.note(person.tenant, {
      actor,
      action,
      target: passkey ? { kind: 'passkey', ...passkey } : { kind: 'person', id: person.user, name: person.username },
    })

  const prove = async (person: Person, proof: FactorProof, actor: Actor): Promise<void> => {
    const { password, ...answer } = proof
    const proven = await slowed(person.user, async () => {
      if (password === undefined) return fits(person.user, answer)
      return Object.keys(answer).length === 0 && (await passwords.verify(person.user, password))
        ? 'password'
        : undefined
    })
    if (proven) return
    await audit.note(person.tenant, {
      actor,
      action: 'factor.proof_refused',
      outcome: 'refused',
      target: { kind: 'person', id: person.user, name: person.username },
    })
    throw new Fault('factors.proof_refused')
  }

  /** Recovery codes for the first factor; what comes later keeps them. */
  const firstCodes = async (tx: store.PersonTx, user: UserId): Promise<FactorAdded> => {
    const { recoveryCodesLeft } = await store.standing(tx, user)
    return recoveryCodesLeft > 0 ? {} : renewCodes(tx, user)
  }

  const renewCodes = async (tx: store.PersonTx, user: UserId): Promise<RecoveryCodes> => {
    const codes = newRecoveryCodes()
    await store.replaceRecoveryCodes(
      tx,
      user,
      codes.map((code) => hashOf(plainRecoveryCode(code))),
    )
    return { recoveryCodes: codes }
  }

  const hasFactor = ({ totp, passkeys: keys }: store.Standing): boolean => totp || keys.length > 0

  /** Codes stand in for a factor; without any they would be one of their own. */
  const dropIdleCodes = async (tx: store.PersonTx, user: UserId): Promise<void> => {
    if (!hasFactor(await store.standing(tx, user))) await store.replaceRecoveryCodes(tx, user, [])
  }

  const own: OwnFactors = {
    async list({ user }) {
      const { passkeys: keys, ...rest } = await house.asPerson(user, (tx) => store.standing(tx, user))
      const time = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
      return {
        ...rest,
        passkeys: keys.map(({ id, name, suspectAt, createdAt, lastUsedAt }) => ({
          id,
          name,
          suspect: suspectAt !== null,
          createdAt: time(createdAt),
          ...(lastUsedAt ? { lastUsedAt: time(lastUsedAt) } : {}),
        })),
      }
    },

    async challenge({ user }) {
      const options = await passkeys.question(user)
      if (options === undefined)
        throw new Fault('factors.factor_missing', { expected: 'a passkey that can answer at this address' })
      return options
    },

    async beginTotp(person, proof, actor) {
      const { user, username } = person
      await prove(person, proof, actor)
      const secret = newTotpSecret()
      const pending = vault.seal(secret, sealedAs(user))
      await house.asPerson(user, (tx) => store.beginTotp(tx, user, pending, new Date(nowMs() + SETUP_MS)))
      await note(person, actor, 'totp.begun')
      return { secret, uri: totpAddress(secret, relyingParty().name, username) }
    },

    async confirmTotp(person, code, actor) {
      const { user } = person
      const held = await house.asPerson(user, (tx) => store.totp(tx, user))
      const pending = held?.pending
      if (!pending || !held.pendingUntil || held.pendingUntil <= now()) throw new Fault('factors.totp_not_begun')
      const step = await slowed(user, async () => stepOf(vault.open(pending, sealedAs(user)), code, nowMs()))
      if (step === undefined) throw new Fault('factors.totp_code_wrong')
      const added = await house.asPerson(user, async (tx) => {
        if (!(await store.confirmTotp(tx, user, pending, step, now()))) throw new Fault('factors.totp_not_begun')
        return firstCodes(tx, user)
      })
      await note(person, actor, 'totp.added')
      return added
    },

    async removeTotp(person, proof, actor) {
      await prove(person, proof, actor)
      const { user } = person
      await house.asPerson(user, async (tx) => {
        if (!(await store.dropTotp(tx, user)))
          throw new Fault('factors.factor_missing', { expected: 'an authenticator app' })
        await dropIdleCodes(tx, user)
      })
      await note(person, actor, 'totp.removed')
    },

    async renewRecoveryCodes(person, proof, actor) {
      await prove(person, proof, actor)
      const { user } = person
      const codes = await house.asPerson(user, async (tx) => {
        if (!hasFactor(await store.standing(tx, user)))
          throw new Fault('factors.factor_missing', { expected: 'an authenticator app or a passkey' })
        return renewCodes(tx, user)
      })
      await note(person, actor, 'recovery_codes.renewed')
      return codes
    },

    async beginPasskey(person, proof, actor) {
      await prove(person, proof, actor)
      return passkeys.registration(person)
    },

    async addPasskey(person, { name, response }, actor) {
      const { user } = person
      const made = await passkeys.made(person, name, response)
      const added = await house.asPerson(user, async (tx) => {
        if (!(await store.addPasskey(tx, made))) throw new Fault('factors.passkey_known')
        return firstCodes(tx, user)
      })
      await note(person, actor, 'passkey.added', made)
      return { id: made.id, ...added }
    },

    async removePasskey(person, id, proof, actor) {
      await prove(person, proof, actor)
      const { user } = person
      const name = await house.asPerson(user, async (tx) => {
        const dropped = await store.dropPasskey(tx, user, id)
        if (dropped === undefined) throw new Fault('factors.passkey_unknown', { id })
        await dropIdleCodes(tx, user)
        return dropped
      })
      await note(person, actor, 'passkey.removed', { id, name })
    },
  }

  return {
    checkPassword,
    setPassword: passwords.set,
    hashPassword: passwords.hash,

    async reset(tx, user, { passwordHash, dropFactors }) {
      if (passwordHash !== undefined) await store.putPassword(tx, user, passwordHash, now())
      if (dropFactors) await store.dropFactors(tx, user)
    },

    verifyPassword: passwords.verify,

    async kinds(user) {
      const held = await house.asPerson(user, (tx) => store.standing(tx, user))
      if (!hasFactor(held)) return []
      // A suspect passkey still counts: whoever copied it must not make the second factor go away.
      return [
        ...(held.totp ? (['totp'] as const) : []),
        ...(held.passkeys.length > 0 ? (['passkey'] as const) : []),
        ...(held.recoveryCodesLeft > 0 ? (['recovery'] as const) : []),
      ]
    },

    challenge: passkeys.question,
    verify: (user, answer) => slowed(user, () => fits(user, answer)),
    passwordless: { begin: passkeys.openQuestion, finish: passkeys.holder },
    own,
  }
}
