import { type Clock, Fault, isoOf, MICROS_PER_MS, type TenantId, type UserId } from '@millrace/core'
import type { House } from '../../database/index.ts'
import type { Actor, AuditEntry, AuditTrail } from '../audit/index.ts'
import './faults.ts'
import type { Lost, RecoveryMade, RecoveryMaker, RecoveryOffer, RecoveryUse } from './schema.ts'
import { hashOf, newSecret } from './secret.ts'
import * as store from './store.ts'

const LIVES_MS = 3_600_000

export interface RecoveryWish {
  readonly lost: Lost
  readonly reason: string
  /** Undefined for whoever owns the machine. */
  readonly maker: RecoveryMaker | undefined
}

type Named = Pick<store.Account, 'id' | 'username'>

/** One-time tokens for those who lost what proves them. */
export interface Recoveries {
  /** A token for that person, to be shown once; the older one ends. Whoever asks was found to be allowed. */
  make(person: Named, wish: RecoveryWish, actor: Actor): Promise<RecoveryMade>
  /** What the token is for. Throws `identity.recovery_refused`, `too_many_attempts`. */
  offer(token: string, remote: string): Promise<RecoveryOffer>
  /**
   * Sets the new password, takes lost factors away, ends every session and the token. Throws `identity.recovery_refused`,
   * `recovery_incomplete`, `sign_in_refused`, `too_many_attempts`, `factors.password_weak`.
   */
  use(given: RecoveryUse, remote: string): Promise<void>
}

interface Needs {
  readonly house: House
  readonly factors: {
    hashPassword(password: string, about: readonly string[]): Promise<string>
    reset(tx: store.AnyTx, user: UserId, to: { passwordHash: string | undefined; dropFactors: boolean }): Promise<void>
  }
  readonly audit: AuditTrail
  readonly clock: Clock
  /** False if whoever made the token might not make it now. */
  readonly stillMay: (maker: RecoveryMaker, user: UserId) => Promise<boolean>
  /** Counts for the address when it finds nothing, which then waits. Throws `identity.too_many_attempts`. */
  readonly slowed: <T>(remote: string, run: () => Promise<T | undefined>) => Promise<T | undefined>
  /** Likewise, and for the account. Throws `identity.too_many_attempts`. */
  readonly knowsPassword: (user: UserId, password: string, remote: string) => Promise<boolean>
  /** Told the audit of whoever runs the platform, or of the person’s organisation. */
  readonly refused: (user: UserId | undefined, username: string, remote: string, why: string) => Promise<void>
  /** What the person proved before counts no more. */
  readonly renewed: (account: store.Account, remote: string) => Promise<void>
}

export function createRecoveries(needs: Needs): Recoveries {
  const { house, factors, audit, clock, stillMay, slowed, knowsPassword, refused, renewed } = needs
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)
  const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

  const noteEverywhere = async (
    { id, username }: Named,
    entry: Pick<AuditEntry, 'actor' | 'action' | 'detail'>,
    beside: readonly TenantId[] = [],
  ): Promise<void> => {
    const places = await house.asPerson(id, (tx) => store.membershipsOf(tx, id))
    const target = { kind: 'person', id, name: username }
    for (const tenant of new Set([...beside, ...places])) await audit.note(tenant, { ...entry, target })
  }

  const find = async (token: string, remote: string): Promise<store.HeldRecovery | undefined> => {
    const held = await store.recoveryByHash(house, hashOf(token))
    const counts =
      held && held.expiresAt > now() && (held.maker === undefined || (await stillMay(held.maker, held.account.id)))
    if (counts) return held
    await refused(held?.account.id, held?.account.username ?? 'unknown', remote, 'recovery')
    return undefined
  }

  // Wrong, used, expired and worth nothing any more look the same from outside.
  const opened = async (token: string, remote: string): Promise<store.HeldRecovery> => {
    const held = await slowed(remote, () => find(token, remote))
    if (!held) throw new Fault('identity.recovery_refused')
    return held
  }

  return {
    async make({ id, username }, { lost, reason, maker }, actor) {
      const token = newSecret()
      const createdAt = now()
      const expiresAt = new Date(createdAt.getTime() + LIVES_MS)
      const row = {
        user: id,
        tokenHash: hashOf(token),
        lost,
        madeBy: maker?.user ?? null,
        madeIn: maker?.tenant ?? null,
        alone: maker?.alone ?? false,
        createdAt,
        expiresAt,
      }
      await house.asPerson(id, (tx) => store.putRecovery(tx, row))
      const detail = { lost, reason, until: iso(expiresAt) }
      await noteEverywhere({ id, username }, { actor, action: 'recovery.made', detail }, maker ? [maker.tenant] : [])
      return { username, lost, token, expiresAt: iso(expiresAt) }
    },

    async offer(token, remote) {
      const { account, lost, expiresAt } = await opened(token, remote)
      return { username: account.username, name: account.name, lost, expiresAt: iso(expiresAt) }
    },

    async use({ token, current, next }, remote) {
      const { account, lost } = await opened(token, remote)
      const user = account.id
      let passwordHash: string | undefined
      if (lost === 'factors') {
        if (current === undefined)
          throw new Fault('identity.recovery_incomplete', { expected: 'your password', field: 'current' })
        if (!(await knowsPassword(user, current, remote))) {
          await refused(user, account.username, remote, 'password')
          throw new Fault('identity.sign_in_refused')
        }
      } else {
        if (next === undefined)
          throw new Fault('identity.recovery_incomplete', { expected: 'a new password', field: 'next' })
        const places = await house.asPerson(user, (tx) => store.organisationsOf(tx, user))
        const about = [account.username, account.name, ...places.map(({ name }) => name)]
        passwordHash = await factors.hashPassword(next, about)
      }
      const taken = await slowed(remote, () =>
        house.asPerson(user, async (tx) => {
          if (!(await store.takeRecovery(tx, hashOf(token), now()))) return undefined
          await factors.reset(tx, user, { passwordHash, dropFactors: lost !== 'password' })
          await store.dropSessions(tx, user)
          return true
        }),
      )
      if (!taken) throw new Fault('identity.recovery_refused')
      await renewed(account, remote)
      const actor: Actor = { kind: 'person', id: user, name: account.username, remote }
      await noteEverywhere(account, { actor, action: 'recovery.used', detail: { lost } })
    },
  }
}
