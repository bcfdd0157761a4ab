import { type AssetId, type Clock, Fault, type GrantId, type PointId, type TenantId } from '@millrace/core'
import '../../http/faults.ts'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { LinkHolder, Person, Principal, Program } from '../identity/index.ts'
import { Cedar, type Decision, grantPolicies, policiesOf, type Subject } from './cedar.ts'
import './faults.ts'
import { type Role, standardRoles } from './roles.ts'
import * as store from './store.ts'
import { type Action, vocabulary } from './vocabulary.ts'

/** How long an answer is believed; what changes in this process counts at once. */
const BELIEVED_MS = 10_000
const MOST_REMEMBERED = 50_000

/** What somebody holds in an organisation, and what its roles say. */
interface Holdings {
  readonly roles: readonly Role[]
  readonly held: readonly store.Held[]
}

interface Answer {
  readonly reach: Promise<Reach | undefined>
  readonly until: number
}

/** Works out how far somebody may do something. What it found is remembered for a moment, until something changes. */
export class Reaches {
  readonly #tenants: TenantDb
  readonly #clock: Clock
  readonly #cedar = new Cedar()
  readonly #answers = new Map<string, Answer>()

  constructor(tenants: TenantDb, clock: Clock) {
    this.#tenants = tenants
    this.#clock = clock
  }

  forget(): void {
    this.#answers.clear()
  }

  /** In their own organisation, or through the link they hold. Throws `http.forbidden`, `access.grant_closed`. */
  async of(who: Principal, action: Action): Promise<Reach> {
    // What an app may do says its consent, not a role.
    if (who.kind === 'device' || who.kind === 'app') throw new Fault('http.forbidden', { permission: action })
    const reach = await this.#remember(`${keyOf(who)} ${action}`, () =>
      who.kind === 'link' ? this.#throughLink(who, action) : this.#own(who, action),
    )
    if (!reach) throw new Fault('http.forbidden', { permission: action })
    this.#stillOpen(reach)
    return reach
  }

  /** Through a grant that their organisation received; they need the same right at home. Throws as {@link of}. */
  async through(who: Principal, action: Action, id: string): Promise<Reach> {
    if (who.kind === 'link' || who.kind === 'device' || who.kind === 'app')
      throw new Fault('access.grant_closed', { id })
    await this.of(who, action)
    const reach = await this.#remember(`${keyOf(who)} ${action} ${id}`, () => this.#granted(who, action, id))
    if (!reach) throw new Fault('access.grant_closed', { id })
    this.#stillOpen(reach)
    return reach
  }

  /** The decision on one place, with the names of the policies that made it. `place`: from the organisation down. */
  async decide(
    who: Person | Program,
    action: Action,
    place: readonly [string, ...string[]],
  ): Promise<Decision & { readonly policies: string }> {
    const { roles, held } = await this.#holdings(who)
    const policies = policiesOf(roles)
    return { ...this.#ask(who, policies, held, action, place), policies }
  }

  #ask(
    who: Person | Program,
    policies: string,
    held: readonly store.Held[],
    action: Action,
    place: readonly [string, ...string[]],
  ): Decision {
    return this.#cedar.decide({
      policies,
      subject: subjectOf(who, held),
      action,
      place,
      now: this.#clock.now(),
      proven: who.kind !== 'person' || who.secondFactor || !who.secondFactorAsked,
    })
  }

  async #holdings(who: Person | Program): Promise<Holdings> {
    const { custom, held } = await this.#tenants.within(who.tenant, async (tx) => ({
      custom: await store.customRoles(tx),
      held: await store.assignmentsOf(tx, who.kind === 'person' ? who.user : who.program),
    }))
    const names = new Set(held.map(({ role }) => role))
    return { held, roles: [...standardRoles, ...custom].filter(({ name }) => names.has(name)) }
  }

  async #own(who: Person | Program, action: Action): Promise<Reach | undefined> {
    const { roles, held } = await this.#holdings(who)
    if (roles.length === 0) return undefined
    const policies = policiesOf(roles)
    if (this.#ask(who, policies, held, action, [who.tenant]).allowed) return { tenant: who.tenant }
    if (vocabulary[action].about !== 'plant') return undefined
    const roots = [...new Set(held.flatMap(({ below }) => (below === null ? [] : [below])))]
    const below = roots.filter((root) => this.#ask(who, policies, held, action, [who.tenant, root]).allowed)
    return below.length > 0 ? { tenant: who.tenant, below } : undefined
  }

  async #granted(who: Person | Program, action: Action, id: string): Promise<Reach | undefined> {
    const row = await this.#tenants.within(who.tenant, (tx) => store.grantById(tx, id))
    return row?.guest === who.tenant ? this.#opened(row, action, who.tenant) : undefined
  }

  async #throughLink(who: LinkHolder, action: Action): Promise<Reach | undefined> {
    const row = await this.#tenants.within(
      { tenant: who.tenant, below: [], grant: { id: who.grant, guest: undefined, until: 0 } },
      (tx) => store.openGrant(tx, who.grant),
    )
    return row && this.#opened(row, action, undefined)
  }

  #opened(row: store.GrantRow, action: Action, guest: TenantId | undefined): Reach | undefined {
    const place = row.asset ?? row.point
    if (row.revokedAt || place === null) return undefined
    const { allowed } = this.#cedar.decide({
      policies: grantPolicies,
      subject: {
        type: 'Guest',
        id: row.id,
        attributes: { starts: row.startsAt.getTime() * 1_000, ends: row.endsAt.getTime() * 1_000 },
        roles: [],
        places: Object.fromEntries(row.actions.map((name) => [name, [place]])),
      },
      action,
      place: [row.tenant, place],
      now: this.#clock.now(),
      proven: true,
    })
    if (!allowed) return undefined
    return {
      tenant: row.tenant as TenantId,
      below: row.asset === null ? [] : [row.asset as AssetId],
      ...(row.point === null ? {} : { points: [row.point as PointId] }),
      grant: { id: row.id as GrantId, guest, until: row.endsAt.getTime() * 1_000 },
    }
  }

  /** A grant ends to the moment, whatever is remembered. */
  #stillOpen({ grant }: Reach): void {
    if (grant && grant.until <= this.#clock.now()) throw new Fault('access.grant_closed', { id: grant.id })
  }

  #remember(key: string, ask: () => Promise<Reach | undefined>): Promise<Reach | undefined> {
    const now = this.#clock.monotonic()
    const held = this.#answers.get(key)
    if (held && held.until > now) return held.reach
    const reach = ask()
    this.#answers.delete(key)
    this.#answers.set(key, { reach, until: now + BELIEVED_MS })
    reach.catch(() => this.#answers.delete(key))
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MOST_REMEMBERED) break
      this.#answers.delete(oldest)
    }
    return reach
  }
}

function keyOf(who: Person | Program | LinkHolder): string {
  switch (who.kind) {
    case 'person':
      return `${who.tenant} ${who.user} ${who.secondFactor || !who.secondFactorAsked}`
    case 'program':
      return `${who.tenant} ${who.program} ${who.scopes?.join() ?? 'all'}`
    case 'link':
      return `link ${who.grant}`
  }
}

function subjectOf(who: Person | Program, held: readonly store.Held[]): Subject {
  const places: Record<string, string[]> = {}
  for (const { role, below } of held) {
    places[role] ??= []
    places[role].push(below ?? who.tenant)
  }
  return {
    type: who.kind === 'person' ? 'Person' : 'Program',
    id: who.kind === 'person' ? who.user : who.program,
    attributes: who.kind === 'program' && who.scopes ? { scopes: [...who.scopes] } : {},
    roles: Object.keys(places),
    places,
  }
}
