import { Fault } from '@millrace/core'
import '../../http/faults.ts'
import type { Reach, TenantDb } from '../../database/index.ts'
import { type AccessService, operatorRole } from '../access/index.ts'
import type { Actor } from '../audit/index.ts'
import type { Account, IdentityService, Person, Principal, RecoveryMade, RecoveryMaker } from '../identity/index.ts'
import './faults.ts'
import type * as schema from './schema.ts'
import * as store from './store.ts'

/** Who may make a way back in, and for whom. */
export interface MemberRecovery {
  /**
   * Throws `members.member_unknown`, `own_membership`, `recovery_by_program`, `access.beyond_own` for a member who may do more, and
   * `recovery_elsewhere` for one who belongs to another organisation as well, unless the caller runs the platform.
   */
  recover(
    who: Principal,
    reach: Reach,
    request: schema.RecoveryRequest & { readonly id: string },
    actor: Actor,
  ): Promise<RecoveryMade>
  /** By the right of whoever runs the platform. Throws `members.person_unknown`, and what `recover` throws but `recovery_elsewhere`. */
  recoverAnybody(who: Principal, request: schema.PersonRecovery, actor: Actor): Promise<RecoveryMade>
  /** For whoever came with the local token. Throws `http.forbidden`, `members.operator_unknown`. */
  recoverOperator(who: Person, request: schema.OperatorRecovery, remote: string): Promise<RecoveryMade>
  /** False if whoever made the token might not make it now. */
  stillMayRecover(maker: RecoveryMaker, user: Account['id']): Promise<boolean>
}

interface Needs {
  readonly tenants: TenantDb
  readonly identity: IdentityService
  readonly access: AccessService
}

export function createMemberRecovery({ tenants, identity, access }: Needs): MemberRecovery {
  const personal = (who: Principal): Person => {
    if (who.kind !== 'person') throw new Fault('members.recovery_by_program')
    return who
  }

  /** Nobody lets themselves in again, nor comes to act as somebody who may do more. */
  const allowed = async (who: Person, user: Account['id']): Promise<void> => {
    if (who.user === user) throw new Fault('members.own_membership')
    await access.mayStandIn(who, user)
  }

  const elsewhere = async ({ tenant }: Person, user: Account['id']): Promise<boolean> =>
    (await identity.membershipsOf(user)).some((place) => place !== tenant)

  const may = async (who: Person, action: 'member:manage' | 'platform:operate'): Promise<boolean> => {
    try {
      await access.reach(who, action)
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'http.forbidden') return false
      throw thrown
    }
  }

  return {
    async recover(caller, reach, { id, lost, reason }, actor) {
      const who = personal(caller)
      const member = await tenants.within(reach, (tx) => store.memberById(tx, id))
      if (!member) throw new Fault('members.member_unknown', { id })
      await allowed(who, member.id)
      const alone = !(await elsewhere(who, member.id))
      if (!alone && !(await may(who, 'platform:operate'))) throw new Fault('members.recovery_elsewhere')
      const maker = { user: who.user, tenant: who.tenant, alone }
      return identity.recoveries.make(member, { lost, reason, maker }, actor)
    },

    async recoverAnybody(caller, { username, lost, reason }, actor) {
      const who = personal(caller)
      const account = await identity.account(username)
      if (!account) throw new Fault('members.person_unknown', { username })
      await allowed(who, account.id)
      const maker = { user: who.user, tenant: who.tenant, alone: false }
      return identity.recoveries.make(account, { lost, reason, maker }, actor)
    },

    async recoverOperator(who, { username, lost }, remote) {
      if (!identity.isLocal(who)) throw new Fault('http.forbidden', { permission: 'of the owner of this machine' })
      const operators = await tenants.within(who.tenant, async (tx) => {
        const holders = await access.holdersOf(tx, operatorRole)
        const found: store.MemberRow[] = []
        for (const id of holders) {
          const member = await store.memberById(tx, id)
          if (member && !member.suspended) found.push(member)
        }
        return found
      })
      const wanted = username?.toLowerCase()
      const [found, ...more] = operators.filter((one) => wanted === undefined || one.username.toLowerCase() === wanted)
      if (!found || more.length > 0)
        throw new Fault('members.operator_unknown', {
          seen: username === undefined ? 'none named' : `"${username}"`,
          operators: operators.map((one) => one.username).join(', '),
        })
      const actor: Actor = { kind: 'system', id: 'machine', name: 'owner of the machine', remote }
      return identity.recoveries.make(found, { lost, reason: 'millrace recover-admin', maker: undefined }, actor)
    },

    async stillMayRecover({ user: maker, tenant, alone }, user) {
      const who = await identity.personIn(tenant, maker)
      if (!who || !(await may(who, alone ? 'member:manage' : 'platform:operate'))) return false
      try {
        await allowed(who, user)
      } catch (thrown) {
        if (thrown instanceof Fault && thrown.row.blame === 'caller') return false
        throw thrown
      }
      return !(alone && (await elsewhere(who, user)))
    },
  }
}
