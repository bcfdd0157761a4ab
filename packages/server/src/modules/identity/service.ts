import { type Clock, Fault, isoOf, MICROS_PER_MS, newId, type TenantId, type UserId } from '@millrace/core'
import type { House, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { Attempts, Familiar, Turns } from './attempts.ts'
import './faults.ts'
import { createRecoveries, type Recoveries } from './recovery.ts'
import { Remembered } from './remembered.ts'
import type {
  OpenSession,
  PasskeySignIn,
  PasswordChange,
  Person,
  ProfileChange,
  Proof,
  RecoveryMaker,
  SecondStep,
  SecondStepNeeded,
  Session,
  SignIn,
} from './schema.ts'
import { hashOf, newSecret, sameHash } from './secret.ts'
import * as store from './store.ts'
import { Tickets } from './tickets.ts'

/** How long a session lasts. */
export const SESSION_MS = 24 * 3_600_000
/** How long an answer of the database is believed; what ends a session in this process counts at once. */
const BELIEVED_MS = 10_000
/** The last use of a session is written at most this often. */
const TOUCH_MS = 60_000
const OPERATOR_NAME = 'Millrace'
const LOCAL_SESSION = 'local'

/** Where a request comes from, for the list of sessions and the audit. */
export interface Caller {
  readonly remote: string
  readonly userAgent: string
}

export interface Opened {
  readonly session: Session
  readonly token: string
}

export interface IdentityService {
  /** Every organisation, the one that runs the platform first and made here if there is none, then the oldest. */
  organisations(): Promise<readonly [store.Organisation, ...store.Organisation[]]>
  /** Throws `identity.sign_in_refused`, `identity.too_many_attempts`. A person with a second factor gets a ticket for it. */
  signIn(given: SignIn, caller: Caller): Promise<Opened | SecondStepNeeded>
  /**
   * Whose name and password these are, and what else such a person gives; undefined if they do not fit. Every door where passwords
   * are tried asks here, so that none is guessed faster than at another. Throws `identity.too_many_attempts`.
   */
  firstStep(given: Pick<SignIn, 'username' | 'password'>, remote: string): Promise<FirstStep | undefined>
  /** Throws `identity.proof_refused`, `identity.too_many_attempts`. */
  secondStep(given: SecondStep, caller: Caller): Promise<Opened>
  /** What `secondStep` asks, without a session. Throws the same. */
  provenTwice(given: Pick<SecondStep, 'ticket' | 'proof'>, remote: string): Promise<Proven>
  /** A session in that organisation for what was proven. Throws `identity.sign_in_refused`. */
  openProven(proven: Proven, caller: Caller, only: TenantId): Promise<Opened>
  beginPasskey(): Promise<{ ticket: string; options: unknown }>
  /** Throws `identity.proof_refused`. */
  finishPasskey(given: PasskeySignIn, caller: Caller): Promise<Opened>
  /** A session for somebody who is proven; with `only` in that organisation or none. Throws `identity.sign_in_refused`. */
  open(user: UserId, proofs: readonly string[], caller: Caller, only?: TenantId): Promise<Opened>
  /**
   * Another session of a person, for a program that they let in: in the organisation of that one alone and no more proven
   * than it. Throws `identity.sign_in_refused`, also once that one has ended.
   */
  openBeside(
    beside: { readonly user: UserId; readonly session: string; readonly tenant: TenantId },
    caller: Caller,
  ): Promise<Opened>
  signOut(token: string): Promise<void>
  session(person: Person): Promise<Session>
  /** Works for another organisation in the same session. Throws `identity.not_a_member`. */
  switchTo(person: Person, tenant: TenantId): Promise<void>
  sessions(person: Person): Promise<OpenSession[]>
  /** Throws `identity.session_unknown`. */
  endSession(person: Person, id: string, actor: Actor): Promise<void>
  /** Ends every session of theirs but the one that asks. */
  endOtherSessions(person: Person, actor: Actor): Promise<void>
  /** Ends every session of a member in this organisation, in its transaction; {@link IdentityService.changed} is to follow it. */
  endSessionsOf(tx: TenantTx, user: UserId): Promise<void>
  /** Throws `identity.sign_in_refused`, `factors.password_weak`. Ends the person's other sessions. */
  changePassword(person: Person, given: PasswordChange, actor: Actor): Promise<void>
  changeProfile(person: Person, change: ProfileChange, actor: Actor): Promise<void>
  /** Whose token it is: a session's, or the local one. */
  principal(token: string): Promise<Person | undefined>
  /** A token that this machine's operator may use until the platform stops; it is never stored here. */
  localToken(): Promise<string>
  /** For those who lost what proves them. */
  readonly recoveries: Recoveries
  /** True for whoever owns this machine, and came with the local token. */
  isLocal(who: Person): boolean
  /** A person as that organisation knows them now, taken for proven; undefined if they may not work there. */
  personIn(tenant: TenantId, user: UserId): Promise<Person | undefined>
  /** Where a person may work, the first joined first. */
  organisationsOf(user: UserId): Promise<store.Organisation[]>
  /** Every organisation a person belongs to, also where they or it are suspended. */
  membershipsOf(user: UserId): Promise<TenantId[]>
  /** The organisation of the transaction. */
  organisation(tx: TenantTx): Promise<store.Organisation>
  /** Somebody's account by user name. */
  account(username: string): Promise<store.Account | undefined>
  /** Makes an account that may sign in; undefined if the name is taken. Throws `factors.password_weak`. */
  addPerson(person: { username: string; name: string; locale?: string; password?: string }): Promise<UserId | undefined>
  addMembership(tx: TenantTx, user: UserId): Promise<void>
  /** Undefined if the handle is taken. */
  addOrganisation(organisation: { name: string; handle: string }): Promise<TenantId | undefined>
  /** Calls the listener when somebody's sessions, membership or organisation changed; what is open is looked at again. */
  onChange(listener: () => void): void
  /** Something that decides who may sign in changed: nothing remembered counts any more. */
  changed(): void
}

/** Whose name and password were right. `needed`: what must be given before they count as proven. */
export interface FirstStep {
  readonly account: store.Account
  readonly begun: number
  readonly needed: SecondStepNeeded | undefined
}

export interface Proven {
  readonly user: UserId
  readonly username: string
  readonly proofs: readonly string[]
  /** The turn in which the password was given. */
  readonly begun: number
}

/** What proves people; the module of factors gives it. */
export interface Proofs {
  /** Throws `factors.password_weak`. */
  checkPassword(password: string, about: readonly string[]): Promise<void>
  setPassword(user: UserId, password: string, about: readonly string[]): Promise<void>
  /** For `reset`. Throws `factors.password_weak`. */
  hashPassword(password: string, about: readonly string[]): Promise<string>
  /** In a transaction of the person. */
  reset(tx: store.AnyTx, user: UserId, to: { passwordHash: string | undefined; dropFactors: boolean }): Promise<void>
  /** The same work whether there is such a person or not. */
  verifyPassword(user: UserId | undefined, password: string): Promise<boolean>
  /** Second factors that the person can give; none: the password is enough. */
  kinds(user: UserId): Promise<SecondStepNeeded['accepts']>
  challenge(user: UserId): Promise<unknown>
  verify(user: UserId, proof: Proof): Promise<string | undefined>
  readonly passwordless: {
    begin(): Promise<{ ticket: string; options: unknown }>
    finish(ticket: string, response: unknown): Promise<UserId>
  }
}

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly factors: Proofs
  readonly audit: AuditTrail
  readonly clock: Clock
  /** False if whoever made a recovery token might not make it now. */
  readonly stillMayRecover: (maker: RecoveryMaker, user: UserId) => Promise<boolean>
}

export function createIdentity({ tenants, house, factors, audit, clock, stillMayRecover }: Needs): IdentityService {
  const perName = new Attempts(clock, 5)
  // One address may stand for a whole office behind a proxy, so it is given more.
  const perAddress = new Attempts(clock, 50)
  // NIST SP 800-63B §5.2.2: at most 100 failures in a row on one account, from however many addresses; some may be under way.
  const perAccount = new Attempts(clock, 90)
  const familiar = new Familiar()
  const tickets = new Tickets(clock)
  const turns = new Turns()
  const listeners = new Set<() => void>()
  let people = new Remembered<Person & { readonly expires: number }>(clock, BELIEVED_MS)
  let local: { hash: string; person: Person } | undefined
  const nowMs = (): number => clock.now() / MICROS_PER_MS

  const changed = (): void => {
    people = new Remembered(clock, BELIEVED_MS)
    for (const tell of listeners) tell()
  }

  const personOf = (tokenHash: string): Promise<(Person & { readonly expires: number }) | undefined> =>
    people.get(tokenHash, async () => {
      const held = await store.sessionByHash(house, tokenHash)
      if (!held || held.expiresAt.getTime() <= nowMs()) return undefined
      const person = await tenants.within(held.tenant, (tx) => store.personOf(tx, held.user))
      if (!person) return undefined
      if (held.lastUsedAt.getTime() + TOUCH_MS < nowMs())
        await house.asPerson(held.user, (tx) => store.touchSession(tx, held.id, new Date(nowMs())))
      // A provider counts as well: the organisation chose it, and the session stays in that organisation.
      const secondFactor = held.proofs.some((proof) => proof !== 'password' && proof !== 'device')
      // Whoever let a program in did so for one organisation.
      const pinned = held.proofs.includes('provider') || held.proofs.includes('device')
      return { ...person, session: held.id, secondFactor, pinned, expires: held.expiresAt.getTime() }
    })

  const operator = async (): Promise<TenantId> => (await organisations())[0].id

  const organisations: IdentityService['organisations'] = async () => {
    const [first, ...others] = await store.allTenants(house)
    if (first) return [first, ...others]
    const made = {
      id: newId<TenantId>(nowMs()),
      name: OPERATOR_NAME,
      handle: OPERATOR_NAME.toLowerCase(),
      operator: true,
    }
    // Two parts may ask at the very first start: the one that came second takes what the first made.
    if (!(await store.addTenant(house, made))) return organisations()
    return [{ ...made, suspended: false, settings: {} }]
  }

  const sessionOf = async (person: Person): Promise<Session> => {
    const places = await house.asPerson(person.user, (tx) => store.organisationsOf(tx, person.user))
    return {
      user: { id: person.user, username: person.username, name: person.name, locale: person.locale },
      tenant: { id: person.tenant, name: person.tenantName },
      organisations: places
        .filter(({ id }) => !person.pinned || id === person.tenant)
        .map(({ id, name }) => ({ id, name })),
      secondFactor: person.secondFactor ? 'given' : person.secondFactorAsked ? 'needed' : 'not_needed',
    }
  }

  /** A wrong name has no organisation of its own: whoever runs the platform is told. */
  const refused = async (user: UserId | undefined, username: string, remote: string, why: string): Promise<void> => {
    const places = user ? await house.asPerson(user, (tx) => store.organisationsOf(tx, user)) : []
    const actor: Actor = { kind: 'person', id: user ?? 'unknown', name: username.slice(0, 100), remote }
    await audit.note(places[0]?.id ?? (await operator()), {
      actor,
      action: 'session.refused',
      outcome: 'refused',
      detail: { why },
    })
  }

  /** `begun`: when the proofs were asked for; what was proven before they were renewed opens nothing. */
  const openSince = async (
    begun: number,
    user: UserId,
    proofs: readonly string[],
    { remote, userAgent }: Caller,
    only?: TenantId,
  ): Promise<Opened> => {
    const places = await house.asPerson(user, (tx) => store.organisationsOf(tx, user))
    const place = only === undefined ? places[0] : places.find(({ id }) => id === only)
    if (!place) throw new Fault('identity.sign_in_refused')
    const token = newSecret()
    const id = newId(nowMs())
    const session: store.NewSession = {
      id,
      user,
      tenant: place.id,
      tokenHash: hashOf(token),
      proofs: [...proofs],
      remote,
      userAgent: userAgent.slice(0, 300),
      expiresAt: new Date(nowMs() + SESSION_MS),
    }
    await house.asPerson(user, (tx) => store.addSession(tx, session, new Date(nowMs())))
    // Looked at after the session is there: what ends sessions after that sees it.
    if (turns.since(user, begun)) {
      await house.asPerson(user, (tx) => store.dropSessions(tx, user, { only: [id] }))
      throw new Fault('identity.sign_in_refused')
    }
    const person = await personOf(session.tokenHash)
    if (!person) throw new Fault('identity.sign_in_refused')
    await audit.note(place.id, {
      actor: { kind: 'person', id: user, name: person.username, remote },
      action: 'session.opened',
      target: { kind: 'session', id },
      detail: { proofs: [...proofs] },
    })
    return { session: await sessionOf(person), token }
  }

  const open: IdentityService['open'] = (user, proofs, caller, only) =>
    openSince(turns.now(), user, proofs, caller, only)

  const slowed = async <T>(remote: string, run: () => Promise<T | undefined>): Promise<T | undefined> => {
    perAddress.check(remote)
    const result = await run()
    if (result === undefined) perAddress.failed(remote)
    return result
  }

  const guarded = async <T>(
    keys: readonly [string, string],
    run: () => Promise<T | undefined>,
  ): Promise<T | undefined> => {
    perName.check(keys[0])
    const result = await slowed(keys[1], run)
    if (result === undefined) perName.failed(keys[0])
    else perName.succeeded(keys[0])
    return result
  }

  const knowsPassword = async (user: UserId, password: string, remote: string): Promise<boolean> =>
    (await guarded(
      [`${user} password`, remote],
      async () => (await factors.verifyPassword(user, password)) || undefined,
    )) !== undefined

  const proven = async (
    { username, password }: Pick<SignIn, 'username' | 'password'>,
    remote: string,
  ): Promise<store.Account | undefined> => {
    const name = username.toLowerCase()
    const keys = [`${name} ${remote}`, remote] as const
    // Guesses from elsewhere must not keep its owner out of where they are known.
    if (!familiar.has(keys[0])) perAccount.check(name)
    const account = await guarded(keys, async () => {
      const found = await store.accountByName(house, username)
      // A name that is not there costs the same work, so that the time does not tell which names are.
      if ((await factors.verifyPassword(found?.id, password)) && found) return found
      await refused(found?.id, username, remote, 'password')
      perAccount.failed(name)
      return undefined
    })
    if (!account) return undefined
    perAccount.succeeded(name)
    familiar.add(keys[0])
    return account
  }

  const firstStep: IdentityService['firstStep'] = async (given, remote) => {
    const begun = turns.now()
    const account = await proven(given, remote)
    if (!account) return undefined
    const accepts = await factors.kinds(account.id)
    if (accepts.length === 0) return { account, begun, needed: undefined }
    const options = accepts.includes('passkey') ? await factors.challenge(account.id) : undefined
    const ticket = tickets.give(account.id, account.username, begun)
    return { account, begun, needed: { ticket, accepts, ...(options === undefined ? {} : { options }) } }
  }

  const provenTwice: IdentityService['provenTwice'] = async ({ ticket, proof }, remote) => {
    const holder = tickets.read(ticket)
    if (!holder) throw new Fault('identity.proof_refused')
    const kind = await guarded([`${holder.user} second`, remote], async () => {
      const given = await factors.verify(holder.user, proof)
      if (!given) await refused(holder.user, holder.username, remote, 'second factor')
      return given
    })
    if (!kind) throw new Fault('identity.proof_refused')
    tickets.end(ticket)
    if (turns.since(holder.user, holder.begun)) throw new Fault('identity.sign_in_refused')
    return { ...holder, proofs: ['password', kind] }
  }

  /** Ends what was opened, or is being opened, with what the person proved until now. */
  const endProven = async (user: UserId, except?: string): Promise<void> => {
    turns.take(user)
    await house.asPerson(user, (tx) => store.dropSessions(tx, user, except === undefined ? {} : { except }))
    changed()
  }

  const recoveries = createRecoveries({
    house,
    factors,
    audit,
    clock,
    stillMay: stillMayRecover,
    slowed,
    knowsPassword,
    refused,
    async renewed({ id, username }, remote) {
      await endProven(id)
      const name = username.toLowerCase()
      perAccount.succeeded(name)
      perName.succeeded(`${name} ${remote}`)
    },
  })

  return {
    organisations,
    open,
    firstStep,
    provenTwice,
    recoveries,
    session: sessionOf,
    changed,

    async signIn(given, caller) {
      const first = await firstStep(given, caller.remote)
      if (!first) throw new Fault('identity.sign_in_refused')
      return first.needed ?? openSince(first.begun, first.account.id, ['password'], caller)
    },

    async secondStep(given, caller) {
      const { begun, user, proofs } = await provenTwice(given, caller.remote)
      return openSince(begun, user, proofs, caller)
    },

    openProven: ({ begun, user, proofs }, caller, only) => openSince(begun, user, proofs, caller, only),

    beginPasskey: () => factors.passwordless.begin(),

    async finishPasskey({ ticket, response }, caller) {
      perAddress.check(caller.remote)
      const begun = turns.now()
      const user = await factors.passwordless.finish(ticket, response).catch((thrown: unknown) => {
        perAddress.failed(caller.remote)
        throw thrown
      })
      return openSince(begun, user, ['passkey'], caller)
    },

    async openBeside({ user, session, tenant }, caller) {
      const begun = turns.now()
      const open = await house.asPerson(user, (tx) => store.sessionsOf(tx, user, new Date(nowMs())))
      const held = open.find(({ id, tenant: place }) => id === session && place === tenant)
      if (!held) throw new Fault('identity.sign_in_refused')
      return openSince(begun, user, [...held.proofs, 'device'], caller, tenant)
    },

    async signOut(token) {
      const person = await personOf(hashOf(token))
      if (!person) return
      await house.asPerson(person.user, (tx) => store.dropSessions(tx, person.user, { only: [person.session] }))
      await audit.note(person.tenant, {
        actor: { kind: 'person', id: person.user, name: person.username },
        action: 'session.ended',
        target: { kind: 'session', id: person.session },
      })
      changed()
    },

    async switchTo(person, tenant) {
      if (person.pinned) throw new Fault('identity.session_pinned')
      const places = await house.asPerson(person.user, (tx) => store.organisationsOf(tx, person.user))
      if (!places.some(({ id }) => id === tenant)) throw new Fault('identity.not_a_member', { tenant })
      await house.asPerson(person.user, (tx) => store.moveSession(tx, person.session, tenant))
      await audit.note(tenant, {
        actor: { kind: 'person', id: person.user, name: person.username },
        action: 'session.moved',
        target: { kind: 'session', id: person.session },
        detail: { from: person.tenant },
      })
      changed()
    },

    async sessions(person) {
      const rows = await house.asPerson(person.user, (tx) => store.sessionsOf(tx, person.user, new Date(nowMs())))
      const time = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
      return rows.map((row) => ({
        id: row.id,
        current: row.id === person.session,
        organisation: row.organisation,
        remote: row.remote,
        userAgent: row.userAgent,
        proofs: row.proofs,
        createdAt: time(row.createdAt),
        lastUsedAt: time(row.lastUsedAt),
        expiresAt: time(row.expiresAt),
      }))
    },

    async endSession(person, id, actor) {
      const ended = await house.asPerson(person.user, (tx) => store.dropSessions(tx, person.user, { only: [id] }))
      if (ended.length === 0) throw new Fault('identity.session_unknown', { id })
      await audit.note(person.tenant, { actor, action: 'session.ended', target: { kind: 'session', id } })
      changed()
    },

    async endOtherSessions(person, actor) {
      await house.asPerson(person.user, (tx) => store.dropSessions(tx, person.user, { except: person.session }))
      await audit.note(person.tenant, {
        actor,
        action: 'sessions.ended',
        target: { kind: 'person', id: person.user, name: person.username },
        detail: { kept: person.session },
      })
      changed()
    },

    async endSessionsOf(tx, user) {
      await store.dropSessions(tx, user)
    },

    async changePassword(person, { current, next }, actor) {
      if (!(await knowsPassword(person.user, current, actor.remote ?? ''))) throw new Fault('identity.sign_in_refused')
      await factors.setPassword(person.user, next, [person.username, person.name, person.tenantName])
      await endProven(person.user, person.session)
      await audit.note(person.tenant, {
        actor,
        action: 'password.changed',
        target: { kind: 'person', id: person.user, name: person.username },
      })
    },

    async changeProfile(person, change, actor) {
      await house.asPerson(person.user, (tx) => store.changeAccount(tx, person.user, change))
      await audit.note(person.tenant, {
        actor,
        action: 'profile.changed',
        target: { kind: 'person', id: person.user, name: person.username },
        detail: { ...change },
      })
      changed()
    },

    async principal(token) {
      const tokenHash = hashOf(token)
      if (local && sameHash(local.hash, tokenHash)) return local.person
      const person = await personOf(tokenHash)
      return person && person.expires > nowMs() ? person : undefined
    },

    async localToken() {
      const tenant = await operator()
      const person = await tenants.within(tenant, async (tx) => {
        const user = await store.firstMember(tx)
        return user && store.personOf(tx, user)
      })
      if (!person) throw new Fault('identity.not_started')
      const token = newSecret()
      local = { hash: hashOf(token), person: { ...person, session: LOCAL_SESSION, secondFactor: true, pinned: true } }
      return token
    },

    isLocal: ({ session }) => session === LOCAL_SESSION,

    async personIn(tenant, user) {
      const person = await tenants.within(tenant, (tx) => store.personOf(tx, user))
      return person && { ...person, session: '', secondFactor: true, pinned: false }
    },

    organisationsOf: (user) => house.asPerson(user, (tx) => store.organisationsOf(tx, user)),
    membershipsOf: (user) => house.asPerson(user, (tx) => store.membershipsOf(tx, user)),

    async organisation(tx) {
      const found = await store.organisation(tx)
      if (!found) throw new Fault('identity.not_started')
      return found
    },

    account: (username) => store.accountByName(house, username),

    async addPerson({ username, name, locale = 'en', password }) {
      if (password !== undefined) await factors.checkPassword(password, [username, name])
      const id = newId<UserId>(nowMs())
      const added = await house.asPerson(id, (tx) => store.addAccount(tx, { id, username, name, locale }))
      if (!added) return undefined
      if (password !== undefined) await factors.setPassword(id, password, [username, name])
      return id
    },

    addMembership: store.addMembership,

    async addOrganisation({ name, handle }) {
      const id = newId<TenantId>(nowMs())
      return (await store.addTenant(house, { id, name, handle, operator: false })) ? id : undefined
    },

    onChange(listener) {
      listeners.add(listener)
    },
  }
}
