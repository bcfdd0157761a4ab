import { type Clock, Fault, MICROS_PER_MS, newId, type TenantId, type UserId } from '@millrace/core'
import { hash, verify } from '@node-rs/argon2'
import type { House, TenantDb } from '../../database/index.ts'
import type { CredentialBook, Sender } from '../../ingest/needs.ts'
import { Attempts } from './attempts.ts'
import './faults.ts'
import { Remembered } from './remembered.ts'
import type { Device, Person, Principal, Session, SignIn, Speaks } from './schema.ts'
import { hashOf, newPassword, newSecret, sameHash } from './secret.ts'
import * as store from './store.ts'

const SESSION_MS = 24 * 3_600_000
/** How long an answer of the database is believed; a sign-out or a new secret in this process counts at once. */
const BELIEVED_MS = 10_000
const LEAST_PASSWORD = 8
const ADMIN = 'admin'

export interface IdentityService extends CredentialBook {
  /** Every organisation, oldest first; the first is made here if there is none. */
  tenants(): Promise<readonly [TenantId, ...TenantId[]]>
  /**
   * Makes the administrator if there is none, or gives them the password that is told. What it returns is a password made up here,
   * to be shown once: call it when nothing can fail any more before it is shown. Throws `identity.password_weak`.
   */
  ensureAdministrator(password: string | undefined): Promise<string | undefined>
  /** Throws `identity.sign_in_refused`, `identity.too_many_attempts`. */
  signIn(given: SignIn, remote: string): Promise<{ session: Session; token: string }>
  signOut(token: string): Promise<void>
  sessionOf(person: Person): Session
  /** Whose token it is: a session's, the local one, or `name:secret` of a device. */
  principal(token: string): Promise<Principal | undefined>
  /** A token that this machine's operator may use until the platform stops; it is never stored here. */
  localToken(): Promise<string>
  /** Gives a device or edge node a secret. Throws `identity.credential_exists`. */
  enrol(tenant: TenantId, speaks: Speaks, replace: boolean): Promise<{ name: string; secret: string }>
}

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly clock: Clock
}

/** `group/node` cannot be mistaken: Sparkplug ids hold no slash (3.0 §5.2), names of devices neither. */
export const credentialName = (speaks: Speaks): string =>
  speaks.as === 'edge' ? `${speaks.group}/${speaks.node}` : speaks.name

export function createIdentity({ tenants, house, clock }: Needs): IdentityService {
  const perName = new Attempts(clock, 5)
  // One address may stand for a whole office behind a proxy, so it is given more.
  const perAddress = new Attempts(clock, 50)
  const people = new Remembered<Person>(clock, BELIEVED_MS)
  const credentials = new Remembered<store.HeldCredential>(clock, BELIEVED_MS)
  const noOne = hashOf(newSecret())
  let noPassword: string | undefined
  let local: { hash: string; person: Person } | undefined
  const nowMs = (): number => clock.now() / MICROS_PER_MS

  const personOf = (tokenHash: string): Promise<Person | undefined> =>
    people.get(tokenHash, async () => {
      const session = await store.sessionByHash(house, tokenHash)
      if (!session || session.expiresAt.getTime() <= nowMs()) return undefined
      return tenants.within(session.tenant, (tx) => store.personOf(tx, session.user))
    })

  const verifyCredential = async (name: string, secret: string): Promise<Sender | undefined> => {
    const held = await credentials.get(name, () => store.credentialByName(house, name))
    const same = sameHash(held?.secretHash ?? noOne, hashOf(secret))
    return held && same ? { tenant: held.tenant, credential: name, speaks: held.speaks } : undefined
  }

  const sessionOf = (person: Person): Session => ({
    user: { id: person.user, username: person.username, name: person.name, locale: person.locale },
    tenant: { id: person.tenant, name: person.tenantName },
  })

  const organisations = async (): Promise<readonly [TenantId, ...TenantId[]]> => {
    const [first, ...others] = await store.allTenants(house)
    if (first) return [first.id, ...others.map(({ id }) => id)]
    const id = newId<TenantId>(nowMs())
    await store.addTenant(house, id, 'Millrace')
    return [id]
  }

  const device = async (name: string, secret: string): Promise<Device | undefined> => {
    const sender = await verifyCredential(name, secret)
    return sender && { kind: 'device', tenant: sender.tenant, sender }
  }

  return {
    verify: verifyCredential,
    sessionOf,

    tenants: organisations,

    async ensureAdministrator(told) {
      if (told !== undefined && told.length < LEAST_PASSWORD)
        throw new Fault('identity.password_weak', { least: LEAST_PASSWORD, seen: told.length })
      const admin = await store.accountByName(house, ADMIN)
      if (admin) {
        if (told !== undefined && !(await verify(admin.passwordHash, told))) {
          const passwordHash = await hash(told)
          await tenants.within(admin.tenant, (tx) => store.setPassword(tx, admin.user, passwordHash))
        }
        return undefined
      }
      const password = told ?? newPassword()
      const [tenant] = await organisations()
      const account = {
        id: newId<UserId>(nowMs()),
        username: ADMIN,
        name: 'Administrator',
        passwordHash: await hash(password),
      }
      await tenants.within(tenant, (tx) => store.addAccount(tx, account))
      return told === undefined ? password : undefined
    },

    async signIn({ username, password }, remote) {
      const key = `${username.toLowerCase()} ${remote}`
      perName.check(key)
      perAddress.check(remote)
      const account = await store.accountByName(house, username)
      // A name that is not there costs the same work, so that the time does not tell which names are.
      noPassword ??= await hash(newSecret())
      const against = account?.passwordHash ?? noPassword
      if (!(await verify(against, password)) || !account) {
        perName.failed(key)
        perAddress.failed(remote)
        throw new Fault('identity.sign_in_refused')
      }
      perName.succeeded(key)
      const token = newSecret()
      const person = await tenants.within(account.tenant, async (tx) => {
        await store.addSession(tx, account.user, hashOf(token), new Date(nowMs() + SESSION_MS), new Date(nowMs()))
        return store.personOf(tx, account.user)
      })
      if (!person) throw new Fault('identity.sign_in_refused')
      return { session: sessionOf(person), token }
    },

    async signOut(token) {
      const tokenHash = hashOf(token)
      const person = await personOf(tokenHash)
      if (!person) return
      await tenants.within(person.tenant, (tx) => store.dropSession(tx, tokenHash))
      people.forget(tokenHash)
    },

    async principal(token) {
      const colon = token.indexOf(':')
      if (colon >= 0) return device(token.slice(0, colon), token.slice(colon + 1))
      const tokenHash = hashOf(token)
      if (local && sameHash(local.hash, tokenHash)) return local.person
      return personOf(tokenHash)
    },

    async localToken() {
      const tenant = (await store.allTenants(house))[0]
      const person =
        tenant &&
        (await tenants.within(tenant.id, async (tx) => {
          const account = await store.firstAccount(tx)
          return account && store.personOf(tx, account.user)
        }))
      if (!person) throw new Fault('identity.not_started')
      const token = newSecret()
      local = { hash: hashOf(token), person }
      return token
    },

    async enrol(tenant, speaks, replace) {
      const name = credentialName(speaks)
      const secret = newSecret()
      const done = await tenants.within(
        tenant,
        async (tx) =>
          (await store.addCredential(tx, name, hashOf(secret), speaks)) ||
          (replace && (await store.replaceSecret(tx, name, hashOf(secret)))),
      )
      if (!done) throw new Fault('identity.credential_exists', { name })
      credentials.forget(name)
      return { name, secret }
    },
  }
}
