import { type Clock, Fault, isoOf, MICROS_PER_MS, newId, type TenantId, type UserId } from '@millrace/core'
import type { House, Page, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import { type AccessService, operatorRole, type RoleAt } from '../access/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { FactorService } from '../factors/index.ts'
import {
  type Caller,
  hashOf,
  type IdentityService,
  newPassword,
  newSecret,
  type Opened,
  type Organisation,
  type Principal,
} from '../identity/index.ts'
import './events.ts'
import './faults.ts'
import { createMemberRecovery, type MemberRecovery } from './recovery.ts'
import type * as schema from './schema.ts'
import * as store from './store.ts'

const ADMIN = 'admin'
const HOUR_MS = 3_600_000

/** Somebody for whom a sign-in provider of an organisation vouches, there and nowhere else. */
export interface Federated extends Caller {
  readonly tenant: TenantId
  readonly provider: string
  /** The person, if they came from this provider before; else an account of their own is made, never found by name. */
  readonly user: UserId | undefined
  readonly username: string
  readonly name: string
  readonly roles: readonly RoleAt[]
  /** Told the person, in the transaction of the membership. */
  readonly connect: (tx: TenantTx, user: UserId) => Promise<void>
}

export interface MemberService extends MemberRecovery {
  /**
   * Makes the administrator if there is none, or gives them the password that is told. What it returns is a password made up here,
   * to be shown once: call it when nothing can fail any more before it is shown. Throws `factors.password_weak`.
   */
  ensureAdministrator(password: string | undefined): Promise<string | undefined>
  members(reach: Reach, query: schema.MemberQuery): Promise<Page<schema.Member>>
  /** Throws `members.member_unknown`. */
  member(reach: Reach, id: string): Promise<schema.Member>
  /** Throws `members.member_unknown`, `own_membership`, `access.last_administrator`. Ends their sessions here. */
  suspend(who: Principal, reach: Reach, id: string, suspended: boolean, actor: Actor): Promise<void>
  remove(who: Principal, reach: Reach, id: string, actor: Actor): Promise<void>
  endSessions(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Throws `access.role_unknown`, `access.beyond_own`. */
  invite(who: Principal, reach: Reach, request: schema.InvitationRequest, actor: Actor): Promise<schema.Invitation>
  invitations(reach: Reach): Promise<schema.Invitation[]>
  /** Throws `members.invitation_unknown`. */
  withdraw(reach: Reach, id: string, actor: Actor): Promise<void>
  /** What an open invitation says to whoever holds its token. Throws `members.invitation_unknown`. */
  offer(token: string): Promise<schema.InvitationOffer>
  /** Throws `members.invitation_unknown`, `username_taken`, `identity.sign_in_refused`, `too_many_attempts`, `factors.password_weak`. */
  accept(given: schema.Acceptance, remote: string): Promise<schema.AcceptanceReply>
  /** Joins who has a second factor, and opens their session there. Throws as `accept`, and `identity.proof_refused`. */
  acceptProven(given: schema.ProvenAcceptance, caller: Caller): Promise<Opened>
  /** Finds or makes person, membership and roles, and opens a session. Throws `identity.sign_in_refused` for who is suspended. */
  admitFederated(person: Federated): Promise<Opened>
  organisation(reach: Reach): Promise<schema.Organisation>
  /** Throws `members.still_undivided`. */
  changeOrganisation(reach: Reach, change: schema.OrganisationChange, actor: Actor): Promise<schema.Organisation>
  organisations(): Promise<schema.Organisation[]>
  /** Throws `members.organisation_unknown`. */
  known(id: string): Promise<TenantId>
  /** Throws `members.handle_taken`. */
  addOrganisation(reach: Reach, request: schema.OrganisationRequest, actor: Actor): Promise<schema.OrganisationMade>
  /** Throws `members.organisation_unknown`, `operator_stays`. */
  suspendOrganisation(reach: Reach, id: string, suspended: boolean, actor: Actor): Promise<void>
  onSuspension(listener: (tenant: TenantId, suspended: boolean) => void): void
}

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly identity: IdentityService
  readonly factors: FactorService
  readonly access: AccessService
  readonly audit: AuditTrail
  readonly clock: Clock
  /** A new organisation: whoever keeps something for each makes it. */
  readonly begin: (tenant: TenantId) => Promise<void>
}

export function createMembers({
  tenants,
  house,
  identity,
  factors,
  access,
  audit,
  clock,
  begin,
}: Needs): MemberService {
  const nowMs = (): number => clock.now() / MICROS_PER_MS
  const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
  const listeners = new Set<(tenant: TenantId, suspended: boolean) => void>()
  const system: Actor = { kind: 'system', id: 'start', name: 'start of the platform' }

  const memberOf = ({ joined, seen, ...row }: store.MemberRow): schema.Member => ({
    ...row,
    roles: row.roles.map((one) => ({ ...one })),
    joinedAt: iso(joined),
    ...(seen ? { lastSeenAt: iso(seen) } : {}),
  })

  const invitationOf = (row: store.InvitationSeen): schema.Invitation => ({
    id: row.id,
    name: row.name,
    roles: row.roles.map((one) => ({ ...one })),
    createdAt: iso(row.createdAt),
    expiresAt: iso(row.expiresAt),
  })

  const organisationView = ({ settings, ...row }: Organisation): schema.Organisation => ({
    ...row,
    settings: {
      secondFactor: settings.secondFactor ?? false,
      separateAdministrators: settings.separateAdministrators ?? false,
    },
  })

  const organisationById = async (id: string): Promise<Organisation> => {
    const found = (await identity.organisations()).find((one) => one.id === id)
    if (!found) throw new Fault('members.organisation_unknown', { id })
    return found
  }

  const known = async (tx: TenantTx, id: string): Promise<store.MemberRow> => {
    const row = await store.memberById(tx, id)
    if (!row) throw new Fault('members.member_unknown', { id })
    return row
  }

  const addInvitation = async (
    tx: TenantTx,
    { name, roles, hours = 72 }: schema.InvitationRequest,
    by: { readonly id: string; readonly actor: Actor },
  ): Promise<schema.Invitation> => {
    const token = newSecret()
    const row: store.InvitationRow = {
      id: newId(nowMs()),
      tenant: tx.tenant,
      tokenHash: hashOf(token),
      name,
      roles: roles as store.InvitationRow['roles'],
      invitedBy: by.id,
      createdAt: new Date(nowMs()),
      expiresAt: new Date(nowMs() + hours * HOUR_MS),
    }
    await store.addInvitation(tx, row)
    await audit.record(tx, {
      actor: by.actor,
      action: 'member.invited',
      target: { kind: 'invitation', id: row.id, name },
      detail: {
        roles: roles.map(({ role, below }) => (below ? `${role} below ${below}` : role)),
        until: iso(row.expiresAt),
      },
    })
    const seen = await store.placed(tx, [row])
    return { ...seen.map(invitationOf)[0]!, token }
  }

  const openInvitation = async (token: string): Promise<store.InvitationRow> => {
    const row = await store.invitationByHash(house, hashOf(token))
    if (!row || row.expiresAt.getTime() <= nowMs()) throw new Fault('members.invitation_unknown')
    return row
  }

  /** The last step of an invitation, once: for somebody who is proven. */
  const join = async (
    invitation: store.InvitationRow,
    { id, username }: { id: UserId; username: string },
    remote: string,
  ): Promise<Organisation> => {
    const organisation = await organisationById(invitation.tenant)
    await tenants.within(organisation.id, async (tx) => {
      if (!(await store.takeInvitation(tx, invitation.id))) throw new Fault('members.invitation_unknown')
      await identity.addMembership(tx, id)
      const actor: Actor = { kind: 'person', id, name: username, remote }
      await audit.record(tx, {
        actor,
        action: 'member.joined',
        target: { kind: 'invitation', id: invitation.id, name: invitation.name },
      })
      await access.give(tx, id, { roles: invitation.roles, actor })
    })
    identity.changed()
    return organisation
  }

  const others = (who: Principal, id: string): void => {
    if (who.kind === 'person' && who.user === id) throw new Fault('members.own_membership')
  }

  return {
    ...createMemberRecovery({ tenants, identity, access }),

    async ensureAdministrator(told) {
      const [operator] = await identity.organisations()
      const admin = await identity.account(ADMIN)
      if (admin) {
        if (told !== undefined && !(await factors.verifyPassword(admin.id, told))) {
          await factors.setPassword(admin.id, told, [ADMIN])
          await audit.note(operator.id, {
            actor: system,
            action: 'password.changed',
            target: { kind: 'person', id: admin.id, name: ADMIN },
          })
        }
        return undefined
      }
      const password = told ?? newPassword()
      const user = await identity.addPerson({ username: ADMIN, name: 'Administrator', password })
      if (!user) throw new Fault('members.username_taken', { username: ADMIN })
      await tenants.within(operator.id, async (tx) => {
        await identity.addMembership(tx, user)
        await access.give(tx, user, { roles: [{ role: 'tenant_admin' }, { role: operatorRole }], actor: system })
      })
      return told === undefined ? password : undefined
    },

    async members(reach, query) {
      const page = await tenants.within(reach, (tx) => store.findMembers(tx, query))
      return { ...page, items: page.items.map(memberOf) }
    },

    member: async (reach, id) => memberOf(await tenants.within(reach, (tx) => known(tx, id))),

    async suspend(who, reach, id, suspended, actor) {
      others(who, id)
      await tenants.within(reach, async (tx) => {
        const { username } = await known(tx, id)
        await store.suspendMember(tx, id, suspended ? new Date(nowMs()) : null)
        if (suspended) await identity.endSessionsOf(tx, id as UserId)
        await access.keepAdministrator(tx)
        await audit.record(tx, {
          actor,
          action: suspended ? 'member.suspended' : 'member.restored',
          target: { kind: 'person', id, name: username },
        })
      })
      identity.changed()
    },

    async remove(who, reach, id, actor) {
      others(who, id)
      await tenants.within(reach, async (tx) => {
        const { username } = await known(tx, id)
        await access.takeAll(tx, id)
        await identity.endSessionsOf(tx, id as UserId)
        await store.dropMember(tx, id)
        await audit.record(tx, { actor, action: 'member.removed', target: { kind: 'person', id, name: username } })
      })
      identity.changed()
    },

    async endSessions(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const { username } = await known(tx, id)
        await identity.endSessionsOf(tx, id as UserId)
        await audit.record(tx, { actor, action: 'sessions.ended', target: { kind: 'person', id, name: username } })
      })
      identity.changed()
    },

    async invite(who, reach, request, actor) {
      await access.mayInvite(who, request.roles)
      return tenants.within(reach, (tx) => addInvitation(tx, request, { id: actor.id, actor }))
    },

    invitations: (reach) =>
      tenants.within(reach, async (tx) => (await store.openInvitations(tx, new Date(nowMs()))).map(invitationOf)),

    async withdraw(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        if (!(await store.takeInvitation(tx, id))) throw new Fault('members.invitation_unknown')
        await audit.record(tx, { actor, action: 'invitation.withdrawn', target: { kind: 'invitation', id } })
      })
    },

    async offer(token) {
      const { tenant, name, expiresAt } = await openInvitation(token)
      const organisation = await organisationById(tenant)
      return { organisation: organisation.name, name, expiresAt: iso(expiresAt) }
    },

    async accept({ token, username, name, password, locale, account: which }, remote) {
      const invitation = await openInvitation(token)
      const account = await identity.account(username)
      if (account || which === 'own') {
        const first = await identity.firstStep({ username, password }, remote)
        if (!first && which === 'own') throw new Fault('identity.sign_in_refused')
        if (!first) throw new Fault('members.username_taken', { username })
        // The password alone does not say that it is them: nobody else may put them into an organisation.
        if (first.needed) return first.needed
      }
      const user =
        account?.id ??
        (await identity.addPerson({
          username,
          name: name ?? invitation.name,
          password,
          ...(locale === undefined ? {} : { locale }),
        }))
      if (!user) throw new Fault('members.username_taken', { username })
      const { name: organisation } = await join(invitation, { id: user, username }, remote)
      return { username, organisation }
    },

    async acceptProven({ token, ticket, proof }, caller) {
      const invitation = await openInvitation(token)
      const proven = await identity.provenTwice({ ticket, proof }, caller.remote)
      const { id } = await join(invitation, { id: proven.user, username: proven.username }, caller.remote)
      return identity.openProven(proven, caller, id)
    },

    async admitFederated({ tenant, provider, user: known, username, name, roles, connect, ...caller }) {
      let user = known
      // User names are the platform's: what the provider proposes may be taken by somebody else.
      for (let tail = ''; user === undefined; tail = `-${newPassword().slice(0, 6)}`)
        user = await identity.addPerson({ username: `${username}${tail}`, name })
      const person = user
      await tenants.within(tenant, async (tx) => {
        const row = await store.memberById(tx, person)
        if (row?.suspended) throw new Fault('identity.sign_in_refused')
        if (!row) await identity.addMembership(tx, person)
        await connect(tx, person)
        const actor: Actor = { kind: 'person', id: person, name: username, remote: caller.remote }
        await access.give(tx, person, { roles, provider, actor })
      })
      identity.changed()
      return identity.open(person, ['provider'], caller, tenant)
    },

    organisation: async ({ tenant }) => organisationView(await organisationById(tenant)),

    async changeOrganisation(reach, { name, settings }, actor) {
      const before = await organisationById(reach.tenant)
      await tenants.within(reach, async (tx) => {
        const undivided = settings?.separateAdministrators ? await access.countUndivided(tx) : 0
        if (undivided > 0) throw new Fault('members.still_undivided', { holders: undivided })
        await audit.record(tx, {
          actor,
          action: 'organisation.changed',
          target: { kind: 'organisation', id: reach.tenant, name: before.name },
          detail: {
            before: { name: before.name, settings: { ...before.settings } },
            after: { ...(name === undefined ? {} : { name }), ...(settings ? { settings: { ...settings } } : {}) },
          },
        })
      })
      await store.changeOrganisation(house, reach.tenant, {
        ...(name === undefined ? {} : { name }),
        ...(settings ? { settings } : {}),
      })
      identity.changed()
      return organisationView(await organisationById(reach.tenant))
    },

    known: async (id) => (await organisationById(id)).id,

    organisations: async () => (await identity.organisations()).map(organisationView),

    async addOrganisation(reach, { name, handle, administrator }, actor) {
      const id = await identity.addOrganisation({ name, handle })
      if (!id) throw new Fault('members.handle_taken', { handle })
      await begin(id)
      await audit.note(reach.tenant, {
        actor,
        action: 'organisation.made',
        target: { kind: 'organisation', id, name },
        detail: { handle },
      })
      const invitation = await tenants.within(id, (tx) =>
        addInvitation(
          tx,
          { name: administrator, roles: [{ role: 'tenant_admin' }], hours: 168 },
          { id: actor.id, actor },
        ),
      )
      return { organisation: organisationView(await organisationById(id)), invitation }
    },

    async suspendOrganisation(reach, id, suspended, actor) {
      const { name, operator } = await organisationById(id)
      if (operator) throw new Fault('members.operator_stays')
      await store.changeOrganisation(house, id as TenantId, { suspended })
      const entry = {
        actor,
        action: suspended ? 'organisation.suspended' : 'organisation.restored',
        target: { kind: 'organisation', id, name },
      }
      await audit.note(reach.tenant, entry)
      await audit.note(id as TenantId, entry)
      identity.changed()
      for (const tell of listeners) tell(id as TenantId, suspended)
    },

    onSuspension(listener) {
      listeners.add(listener)
    },
  }
}
