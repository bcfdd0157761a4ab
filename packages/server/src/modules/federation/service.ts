import { Fault, MICROS_PER_MS, newId, type TenantId, type UserId } from '@millrace/core'
import type { House, Reach, TenantTx } from '../../database/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { Actor } from '../audit/index.ts'
import { type Person, Remembered } from '../identity/index.ts'
import { groupsOf, isInDomains, type MappedRole, type Profile, profileOf, rolesOf } from './claims.ts'
import { ERRAND_MINUTES, type Errand, Errands } from './errands.ts'
import './faults.ts'
import { authorizationUrl, discover, type Identified, identify } from './oidc.ts'
import {
  createProviders,
  found,
  type Providers,
  type ProvidersNeeds,
  redirectUriOf,
  secretContext,
  targetOf,
} from './providers.ts'
import type { OwnProviders, ProviderAnswer, ProviderCheck, ProviderChoices } from './schema.ts'
import * as store from './store.ts'

const BELIEVED_MS = 300_000

/** Somebody for whom a provider of an organisation vouches, in that organisation and in no other. */
export interface Vouched extends Profile, Caller {
  readonly tenant: TenantId
  /** Id of the provider: roles that it gave before are replaced by `roles`. */
  readonly provider: string
  /** Whom the subject is connected to; undefined: nobody yet, so that an account of their own is to be made. Never found by name or e-mail. */
  readonly user: UserId | undefined
  readonly roles: readonly MappedRole[]
  /** To be called with the person in the transaction that makes them a member, or finds that they are. */
  readonly connect: (tx: TenantTx, user: UserId) => Promise<void>
}

interface Caller {
  readonly remote: string
  readonly userAgent: string
}

export interface FederationService extends Providers {
  /** Tries the configuration of the provider, and says what is wrong. Throws `federation.provider_unknown`. */
  check(reach: Reach, id: string): Promise<ProviderCheck>
  /** What people can choose at sign-in; the same answer for an organisation that does not exist. */
  choices(handle: string): Promise<ProviderChoices['items']>
  /** Where the browser goes, and the cookie that it brings back. Throws `federation.provider_unknown`, `provider_unfit`, `outgoing.*`. */
  begin(id: string): Promise<Begun>
  /** The same, to connect the provider to one's own account. */
  beginConnecting(person: Person, id: string): Promise<Begun>
  /**
   * Takes the provider's answer: a session token, or none where the provider was connected. Throws `federation.errand_unknown`,
   * `answer_refused`, `domain_refused`, `not_a_member`, `login_taken`.
   */
  finish(id: string, came: Came): Promise<{ readonly token: string | undefined }>
  /** Whether the way back leads to one's own account. */
  isConnecting(cookie: string | undefined): boolean
  /** Providers of the organisation, and whether they are connected to the person. */
  own(person: Person): Promise<OwnProviders['items']>
  /** Throws `federation.provider_unknown`. */
  disconnect(person: Person, id: string, actor: Actor): Promise<void>
}

export interface Begun {
  readonly location: string
  readonly cookie: string
  /** s that the cookie is good for. */
  readonly maxAge: number
}

interface Came extends Caller {
  readonly answer: ProviderAnswer
  readonly cookie: string | undefined
}

interface Needs extends ProvidersNeeds {
  readonly house: House
  readonly outgoing: Outgoing
  /** Finds or makes the person and the membership, sets the roles of the provider, opens a session. */
  readonly admitFederated: (vouched: Vouched) => Promise<{ readonly token: string }>
}

export function createFederation(needs: Needs): FederationService {
  const { tenants, house, vault, outgoing, admitFederated, audit, publicUrl, clock } = needs
  const providers = createProviders(needs)
  const errands = new Errands(clock)
  const configurations = new Remembered<Awaited<ReturnType<typeof discover>>>(clock, BELIEVED_MS)
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)

  const opened = ({ id, issuer, clientId, clientSecret }: store.ProviderRow) => ({
    issuer,
    clientId,
    clientSecret: vault.open(clientSecret, secretContext({ id, issuer })),
  })

  const configurationOf = async (row: store.ProviderRow) => {
    const key = `${row.id} ${row.changedAt.getTime()}`
    const configuration = await configurations.get(key, () => discover(opened(row), outgoing))
    if (!configuration) throw new Fault('federation.provider_unknown', { id: row.id })
    return configuration
  }

  const known = async (id: string): Promise<store.ProviderRow> => found(await store.findProvider(house, id), id)

  const beginAt = async (row: store.ProviderRow, user: UserId | undefined): Promise<Begun> => {
    const configuration = await configurationOf(row)
    const { cookie, ...errand } = errands.begin(row.id, user)
    const way = { errand, redirectUri: redirectUriOf(publicUrl(), row.id) }
    return { location: await authorizationUrl(configuration, way, row.scopes), cookie, maxAge: ERRAND_MINUTES * 60 }
  }

  const connectOrRefuse = async (tx: TenantTx, who: Identified, user: UserId): Promise<void> => {
    if (!(await store.connect(tx, who, user, now()))) throw new Fault('federation.login_taken')
  }

  const connectTo = async (row: store.ProviderRow, who: Identified, user: UserId, remote: string): Promise<void> => {
    await tenants.within(row.tenant as TenantId, async (tx) => {
      // They may have been sent away while they were at the provider.
      if (!(await store.isMember(tx, user))) throw new Fault('federation.not_a_member')
      await connectOrRefuse(tx, who, user)
      const actor: Actor = { kind: 'person', id: user, name: profileOf(who.claims, who.subject).name, remote }
      await audit.record(tx, { actor, action: 'provider.connected', target: targetOf(row), detail: subjectOf(who) })
    })
  }

  const signIn = async (row: store.ProviderRow, who: Identified, caller: Caller): Promise<string> => {
    const tenant = row.tenant as TenantId
    const profile = profileOf(who.claims, who.subject)
    if (!isInDomains(profile.email, row.emailDomains)) throw new Fault('federation.domain_refused')
    const user = await tenants.within(tenant, (tx) => store.userOf(tx, who))
    if (!user && !row.autoJoin) throw new Fault('federation.not_a_member')
    const roles = rolesOf(row.mapping, groupsOf(who.claims, row.groupClaim))
    const { token } = await admitFederated({
      ...profile,
      ...caller,
      tenant,
      provider: row.id,
      user,
      roles,
      connect: async (tx, person) => {
        await connectOrRefuse(tx, who, person)
        const actor: Actor = { kind: 'person', id: person, name: profile.username, remote: caller.remote }
        const detail = { ...subjectOf(who), joined: user === undefined, roles: roles.map(({ role }) => role) }
        await audit.record(tx, { actor, action: 'provider.signed_in', target: targetOf(row), detail })
      },
    })
    return token
  }

  const refuse = async (row: store.ProviderRow, thrown: unknown, remote: string): Promise<never> => {
    const why = thrown instanceof Fault ? thrown.code : 'unexpected'
    const seen = thrown instanceof Fault ? String(thrown.facts['seen'] ?? '') : ''
    await audit.note(row.tenant as TenantId, {
      actor: { kind: 'system', id: row.id, name: row.name, remote },
      action: 'provider.sign_in_refused',
      target: targetOf(row),
      outcome: 'refused',
      detail: { why, seen },
    })
    throw thrown
  }

  return {
    ...providers,

    async check(reach, id) {
      const row = await tenants.within(reach, async (tx) => found(await store.providerById(tx, id), id))
      try {
        await discover(opened(row), outgoing)
        return { works: true }
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        return { works: false, problem: thrown.message, remedy: thrown.remedy }
      }
    },

    async choices(handle) {
      // Who is not there is looked up like who is: neither answer nor time tell.
      const tenant = (await store.tenantByHandle(house, handle)) ?? newId<TenantId>()
      return tenants.within(tenant, async (tx) => (await store.allProviders(tx)).map(({ id, name }) => ({ id, name })))
    },

    begin: async (id) => beginAt(await known(id), undefined),

    async beginConnecting(person, id) {
      const row = await tenants.within(person.tenant, async (tx) => found(await store.providerById(tx, id), id))
      return beginAt(row, person.user)
    },

    async finish(id, { answer, cookie = '', remote, userAgent }) {
      const row = await known(id)
      const errand: Errand | undefined = errands.resume(id, cookie, answer.state ?? '')
      if (!errand) throw new Fault('federation.errand_unknown', { minutes: ERRAND_MINUTES })
      try {
        const way = { errand, redirectUri: redirectUriOf(publicUrl(), id) }
        const who = await identify(await configurationOf(row), way, { ...answer })
        if (!errand.user) return { token: await signIn(row, who, { remote, userAgent }) }
        await connectTo(row, who, errand.user, remote)
        return { token: undefined }
      } catch (thrown) {
        return refuse(row, thrown, remote)
      }
    },

    isConnecting: (cookie = '') => Errands.connects(cookie),

    own: (person) =>
      tenants.within(person.tenant, async (tx) => {
        const connected = await store.issuersOf(tx, person.user)
        const rows = await store.allProviders(tx)
        return rows.map(({ id, name, issuer }) => ({ id, name, connected: connected.has(issuer) }))
      }),

    disconnect: (person, id, actor) =>
      tenants.within(person.tenant, async (tx) => {
        const row = found(await store.providerById(tx, id), id)
        if (!(await store.disconnect(tx, row.issuer, person.user))) return
        await audit.record(tx, { actor, action: 'provider.disconnected', target: targetOf(row) })
      }),
  }
}

const subjectOf = ({ issuer, subject }: Identified) => ({ issuer, subject: subject.slice(0, 255) })
