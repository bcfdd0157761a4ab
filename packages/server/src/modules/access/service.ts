import { type AssetId, type Clock, Fault, newId, type TenantId } from '@millrace/core'
import type { House, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { IdentityService, Organisation, Person, Principal, Program } from '../identity/index.ts'
import './faults.ts'
import { createGrants, type Grants, type Subjects } from './grants.ts'
import { Reaches } from './reach.ts'
import { administration, operatorRole, partsOf, standardRoles, undivided } from './roles.ts'
import type {
  Assignment,
  AssignmentQuery,
  AssignmentRequest,
  Explanation,
  HeldRoles,
  Question,
  RoleRequest,
  RoleView,
} from './schema.ts'
import * as store from './store.ts'
import { type Action, actions, vocabulary } from './vocabulary.ts'

/** Roles whose holders can give roles; an organisation is never without. */
const givers = [undivided, 'security_admin']

export interface RoleAt {
  readonly role: string
  readonly below?: AssetId | null
}

export interface AccessService extends Grants {
  /** How far they may do it in their organisation. Throws `http.forbidden`. */
  reach(who: Principal, action: Action): Promise<Reach>
  /** How far through a grant. Throws `http.forbidden`, `access.grant_closed`. */
  through(who: Principal, action: Action, grant: string): Promise<Reach>
  rights(who: Person): Promise<{ action: Action; everywhere: boolean }[]>
  /** What they hold in the organisation they work for. */
  ownRoles(who: Person): Promise<HeldRoles['items']>
  roles(reach: Reach): Promise<RoleView[]>
  /** Throws `access.role_exists`. */
  addRole(reach: Reach, request: RoleRequest, actor: Actor): Promise<RoleView>
  /** Throws `access.role_in_use`. */
  dropRole(reach: Reach, name: string, actor: Actor): Promise<void>
  assignments(reach: Reach, query?: AssignmentQuery): Promise<Assignment[]>
  /** Throws `access.role_unknown`, `holder_unknown`, `own_roles`, `roles_apart`, `beyond_own`, `assets.asset_unknown`. */
  assign(who: Principal, reach: Reach, request: AssignmentRequest, actor: Actor): Promise<Assignment>
  /** Throws `access.assignment_unknown`, `own_roles`, `last_administrator`. */
  unassign(who: Principal, reach: Reach, id: string, actor: Actor): Promise<void>
  /** Gives roles as part of another change; what is held already stays. With a provider the roles are exactly those it says. */
  give(
    tx: TenantTx,
    holder: string,
    given: { readonly roles: readonly RoleAt[]; readonly provider?: string; readonly actor: Actor },
  ): Promise<void>
  /** Takes what a provider's groups gave, to everyone. Throws `access.last_administrator`. */
  dropRolesOf(tx: TenantTx, provider: string): Promise<void>
  /** Takes every role of somebody who leaves. Throws `access.last_administrator`. */
  takeAll(tx: TenantTx, holder: string): Promise<void>
  /** Throws `access.last_administrator` if nobody is left who can give roles; at the end of a change. */
  keepAdministrator(tx: TenantTx): Promise<void>
  /** Throws `access.beyond_own` unless they hold all of it themselves, everywhere. */
  mayGive(who: Principal, roles: readonly RoleAt[], scopes: readonly string[] | undefined): Promise<void>
  /**
   * Throws `access.beyond_own` if they could do as that member or program what they cannot do themselves; whoever may give roles
   * stands above all that is no administration.
   */
  mayStandIn(who: Principal, holder: string): Promise<void>
  /** Members and programs that do the work of more than one of the separated administrators. */
  countUndivided(tx: TenantTx): Promise<number>
  /** Who holds a role for the whole organisation. */
  holdersOf(tx: TenantTx, role: string): Promise<string[]>
  /** Roles that an invitation may carry. Throws `access.role_unknown`, `roles_apart`, `http.forbidden`, `assets.asset_unknown`. */
  mayInvite(who: Principal, roles: readonly { role: string; below?: string | null }[]): Promise<void>
  explain(reach: Reach, question: Question): Promise<Explanation>
  /** Whether somebody may do it at this moment: nobody may who is suspended, gone or expired. */
  mayNow(reach: Reach, question: Question): Promise<boolean>
  /** What is remembered no longer counts; open streams are looked at again. */
  changed(): void
}

export interface AccessNeeds {
  readonly tenants: TenantDb
  readonly house: House
  readonly identity: IdentityService
  readonly audit: AuditTrail
  readonly subjects: Subjects
  readonly organisation: (tx: TenantTx) => Promise<Organisation>
  readonly clock: Clock
}

export function createAccess(needs: AccessNeeds): AccessService {
  const { tenants, identity, audit, subjects, organisation, clock } = needs
  const reaches = new Reaches(tenants, clock)
  identity.onChange(() => reaches.forget())
  const changed = (): void => identity.changed()

  const known = async (tx: TenantTx, role: string): Promise<(typeof standardRoles)[number]> => {
    const found = [...standardRoles, ...(await store.customRoles(tx))].find(({ name }) => name === role)
    const { operator } = await organisation(tx)
    if (!found || (role === operatorRole && !operator)) throw new Fault('access.role_unknown', { role })
    return found
  }

  /** Which of the separated administrators' work each role does. */
  const partsByRole = async (tx: TenantTx): Promise<ReadonlyMap<string, ReadonlySet<string>>> =>
    new Map([...standardRoles, ...(await store.customRoles(tx))].map(({ name, actions: all }) => [name, partsOf(all)]))

  /** Throws `access.roles_apart` where one of these roles, with another or by itself, does the work of two administrators. */
  const keepTogether = async (tx: TenantTx, held: readonly string[], given: readonly string[]): Promise<void> => {
    const { settings } = await organisation(tx)
    if (!settings.separateAdministrators) return
    const parts = await partsByRole(tx)
    const before = [...held]
    for (const role of given) {
      before.push(role)
      const other = before.find((one) => new Set([...(parts.get(role) ?? []), ...(parts.get(one) ?? [])]).size > 1)
      // What does none of their work may be given to anybody, whatever they hold from before.
      if (other !== undefined && (parts.get(role)?.size ?? 0) > 0)
        throw new Fault('access.roles_apart', { role, held: other })
    }
  }

  const keepApart = async (tx: TenantTx, holder: string, role: string): Promise<void> => {
    const held = await store.assignmentsOf(tx, holder)
    await keepTogether(
      tx,
      held.map((one) => one.role),
      [role],
    )
  }

  const keepAdministrator: AccessService['keepAdministrator'] = async (tx) => {
    if ((await store.countHolders(tx, givers)) === 0) throw new Fault('access.last_administrator')
  }

  const ofHolder = (who: Principal): string | undefined =>
    who.kind === 'person' ? who.user : who.kind === 'program' ? who.program : undefined

  const viewsOf = async (tx: TenantTx, held: readonly store.Held[]): Promise<Assignment[]> => {
    const places = new Set(held.flatMap(({ below }) => (below === null ? [] : [below])))
    const names = new Map<string, string>()
    for (const place of places) names.set(place, await subjects.assetNameIn(tx, place))
    const holders = await store.holders(tx, [...new Set(held.map(({ holder }) => holder))])
    return held.flatMap((one) => {
      const holder = holders.get(one.holder)
      const belowName = one.below === null ? undefined : names.get(one.below)
      if (!holder) return []
      const { kind: holderKind, title: holderName } = holder
      return [{ ...one, holderKind, holderName, ...(belowName === undefined ? {} : { belowName }) }]
    })
  }

  const viewOf = async (tx: TenantTx, held: store.Held): Promise<Assignment> => {
    const [view] = await viewsOf(tx, [held])
    if (!view) throw new Fault('access.holder_unknown', { id: held.holder })
    return view
  }

  /** False if the role went, its place went, or the rules of the organisation forbid it by now. */
  const stillGiven = async (tx: TenantTx, holder: string, { role, below }: RoleAt): Promise<boolean> => {
    try {
      await known(tx, role)
      await keepApart(tx, holder, role)
      if (below) await subjects.assetNameIn(tx, below)
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.row.blame === 'caller') return false
      throw thrown
    }
  }

  const actionsOf = async (tenant: TenantId, held: readonly { role: string }[]): Promise<Set<Action>> => {
    return tenants.within(tenant, async (tx) => {
      const actions = new Set<Action>()
      for (const { role } of held) for (const action of (await known(tx, role)).actions) actions.add(action)
      return actions
    })
  }

  /** In the whole organisation. */
  const holds = async (who: Principal, action: Action): Promise<boolean> => {
    const reach = await reaches.of(who, action).catch((thrown: unknown) => {
      // A right that is not held is the answer here, no failure.
      if (thrown instanceof Fault && thrown.code === 'http.forbidden') return undefined
      throw thrown
    })
    return reach !== undefined && reach.below === undefined
  }

  const give: AccessService['give'] = async (tx, holder, { roles, provider, actor }) => {
    await store.takeTurn(tx)
    const before = provider === undefined ? [] : await store.dropAssignments(tx, { holder, provider })
    const left: RoleAt[] = []
    for (const at of roles) {
      const { role, below = null } = at
      // What a provider's groups say is old by nature: what no longer fits is left out, and the person is let in.
      if (provider !== undefined && !(await stillGiven(tx, holder, at))) {
        left.push(at)
        continue
      }
      await known(tx, role)
      await keepApart(tx, holder, role)
      await store.addAssignment(tx, { id: newId(), holder, role, below, provider: provider ?? null })
    }
    // Groups must not lock an organisation out: its last administrator stays one.
    if (before.length > 0 && (await store.countHolders(tx, givers)) === 0)
      for (const held of before) if (givers.includes(held.role)) await store.addAssignment(tx, held)
    const name = (one: RoleAt): string => (one.below ? `${one.role} below ${one.below}` : one.role)
    const told = provider === undefined ? {} : { provider, before: before.map(name), left: left.map(name) }
    await audit.record(tx, {
      actor,
      action: 'roles.given',
      target: { kind: 'holder', id: holder, name: (await store.holderName(tx, holder)) ?? '' },
      detail: { roles: roles.map(name), ...told },
    })
  }

  return {
    ...createGrants({ ...needs, reaches, changed }),
    changed,
    give,
    keepAdministrator,
    reach: (who, action) => reaches.of(who, action),
    through: (who, action, grant) => reaches.through(who, action, grant),

    async rights(who) {
      const held: { action: Action; everywhere: boolean }[] = []
      for (const action of actions) {
        const reach = await reaches.of(who, action).catch((thrown: unknown) => {
          // A right that is not held is the answer here, no failure.
          if (thrown instanceof Fault && thrown.code === 'http.forbidden') return undefined
          throw thrown
        })
        if (reach) held.push({ action, everywhere: reach.below === undefined })
      }
      return held
    },

    ownRoles: (who) =>
      tenants.within(who.tenant, async (tx) => {
        const named = [...standardRoles, ...(await store.customRoles(tx))]
        const held = await store.assignmentsOf(tx, who.user)
        const own: HeldRoles['items'] = []
        for (const { role, below, provider } of held)
          own.push({
            role,
            title: named.find(({ name }) => name === role)?.title ?? role,
            ...(below === null ? {} : { below: { id: below, name: await subjects.assetNameIn(tx, below) } }),
            provider: provider !== null,
          })
        return own
      }),

    roles: (reach) =>
      tenants.within(reach, async (tx) => {
        const { operator } = await organisation(tx)
        const standard = standardRoles.filter(({ name }) => operator || name !== operatorRole)
        const held = await store.countByRole(tx)
        const view = (is: boolean) => (role: (typeof standardRoles)[number]) => ({
          ...role,
          actions: [...role.actions],
          standard: is,
          holders: held.get(role.name) ?? 0,
        })
        return [...standard.map(view(true)), ...(await store.customRoles(tx)).map(view(false))]
      }),

    addRole: (reach, request, actor) =>
      tenants.within(reach, async (tx) => {
        if (standardRoles.some(({ name }) => name === request.name) || !(await store.addRole(tx, request)))
          throw new Fault('access.role_exists', { role: request.name })
        await audit.record(tx, {
          actor,
          action: 'role.made',
          target: { kind: 'role', id: request.name, name: request.title },
          detail: { actions: request.actions },
        })
        return { ...request, standard: false, holders: 0 }
      }),

    async dropRole(reach, name, actor) {
      await tenants.within(reach, async (tx) => {
        if (!(await store.dropRole(tx, name))) throw new Fault('access.role_in_use', { role: name })
        await audit.record(tx, { actor, action: 'role.dropped', target: { kind: 'role', id: name } })
      })
      changed()
    },

    assignments: (reach, { holder, role } = {}) =>
      tenants.within(reach, async (tx) => viewsOf(tx, await store.assignmentsOf(tx, holder, role))),

    async assign(who, reach, { holder, role, below = null }, actor) {
      if (holder === ofHolder(who)) throw new Fault('access.own_roles')
      if (role === operatorRole) await reaches.of(who, 'platform:operate')
      const made = await tenants.within(reach, async (tx) => {
        await store.takeTurn(tx)
        await known(tx, role)
        if (!(await store.holderName(tx, holder))) throw new Fault('access.holder_unknown', { id: holder })
        if (below !== null) await subjects.assetNameIn(tx, below as AssetId)
        await keepApart(tx, holder, role)
        const held = { id: newId(), holder, role, below: below as AssetId | null, provider: null }
        if (!(await store.addAssignment(tx, held))) {
          const before = await store.assignmentsOf(tx, holder)
          return viewOf(tx, before.find((one) => one.role === role && one.below === below) ?? held)
        }
        await audit.record(tx, {
          actor,
          action: 'role.given',
          target: { kind: 'holder', id: holder, name: (await store.holderName(tx, holder)) ?? '' },
          detail: { role, below },
        })
        return viewOf(tx, held)
      })
      changed()
      return made
    },

    async unassign(who, reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        await store.takeTurn(tx)
        const [held] = await store.dropAssignments(tx, { ids: [id] })
        if (!held) throw new Fault('access.assignment_unknown', { id })
        if (held.holder === ofHolder(who)) throw new Fault('access.own_roles')
        await keepAdministrator(tx)
        await audit.record(tx, {
          actor,
          action: 'role.taken',
          target: { kind: 'holder', id: held.holder, name: (await store.holderName(tx, held.holder)) ?? '' },
          detail: { role: held.role, below: held.below },
        })
      })
      changed()
    },

    async dropRolesOf(tx, provider) {
      await store.takeTurn(tx)
      const dropped = await store.dropAssignments(tx, { provider })
      if (dropped.length > 0) await keepAdministrator(tx)
    },

    async takeAll(tx, holder) {
      await store.takeTurn(tx)
      await store.dropAssignments(tx, { holder })
      await keepAdministrator(tx)
    },

    async mayGive(who, roles, scopes) {
      const wanted = await actionsOf(who.tenant, roles)
      for (const action of new Set([...((scopes as readonly Action[] | undefined) ?? []), ...wanted]))
        if (!(await holds(who, action))) throw new Fault('access.beyond_own', { seen: action })
    },

    async mayStandIn(who, holder) {
      const held = await tenants.within(who.tenant, (tx) => store.assignmentsOf(tx, holder))
      const gives = await holds(who, 'role:manage')
      for (const action of await actionsOf(who.tenant, held))
        if (!((gives && !administration.has(action)) || (await holds(who, action))))
          throw new Fault('access.beyond_own', { seen: action })
    },

    async countUndivided(tx) {
      const parts = await partsByRole(tx)
      const byHolder = new Map<string, Set<string>>()
      for (const { holder, role } of await store.assignmentsOf(tx)) {
        const found = byHolder.get(holder) ?? new Set()
        for (const part of parts.get(role) ?? []) found.add(part)
        byHolder.set(holder, found)
      }
      return [...byHolder.values()].filter(({ size }) => size > 1).length
    },

    async holdersOf(tx, role) {
      const held = await store.assignmentsOf(tx, undefined, role)
      return held.filter(({ below }) => below === null).map(({ holder }) => holder)
    },

    async mayInvite(who, roles) {
      const reach = await reaches.of(who, 'role:manage')
      if (roles.some(({ role }) => role === operatorRole)) await reaches.of(who, 'platform:operate')
      await tenants.within(reach, async (tx) => {
        for (const { role, below } of roles) {
          await known(tx, role)
          if (below) await subjects.assetNameIn(tx, below as AssetId)
        }
        await keepTogether(
          tx,
          [],
          roles.map(({ role }) => role),
        )
      })
    },

    explain,
    mayNow: async (reach, question) =>
      (await tenants.within(reach, (tx) => store.isLetIn(tx, question.holder))) &&
      (await explain(reach, question)).allowed,
  }

  async function explain(reach: Reach, { holder, action, asset }: Question): Promise<Explanation> {
    const { found, held, org } = await tenants.within(reach, async (tx) => ({
      found: (await store.holders(tx, [holder])).get(holder),
      org: await organisation(tx),
      held: await viewsOf(tx, await store.assignmentsOf(tx, holder)),
    }))
    if (!found) throw new Fault('access.holder_unknown', { id: holder })
    // What is not about the plant is held for the organisation or not at all, as `Reaches` asks it.
    const placed = asset !== undefined && vocabulary[action as Action].about === 'plant'
    const lineage: string[] = placed ? await subjects.lineage(reach, asset as AssetId) : []
    // A person is asked about as one who gave a second factor; whether it is needed is told beside.
    const who: Program = {
      kind: 'program',
      tenant: org.id,
      tenantName: org.name,
      program: holder,
      name: found.name,
      scopes: found.scopes ?? undefined,
    }
    const { allowed, because, policies } = await reaches.decide(who, action as Action, [org.id, ...lineage])
    const decides = ({ role, below }: Assignment): boolean =>
      allowed && because.includes(role) && (below === null || lineage.includes(below))
    return {
      allowed,
      because: [...because],
      assignments: held,
      decided: held.filter(decides),
      suspended: found.suspended,
      secondFactor: found.kind === 'person' && (org.settings.secondFactor ?? false),
      policies,
    }
  }
}
