import {
  type DetailedError,
  type EntityJson,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs'
import { Fault, type Micros } from '@millrace/core'
import './faults.ts'
import type { Role } from './roles.ts'
import { actions, vocabulary } from './vocabulary.ts'

const quoted = (text: string): string => JSON.stringify(text)

/**
 * Organisations, assets and points are all places, one inside the other. Who acts carries, as tags, the places where they
 * hold each role; who looks through a grant the places that it opens for each action.
 */
export const schema = `
entity Place in [Place];
entity Role;
entity Person in [Role] tags Set<Place>;
entity Program in [Role] = { scopes?: Set<String> } tags Set<Place>;
entity Guest = { starts: Long, ends: Long } tags Set<Place>;
type Asked = { action: String, now: Long, proven: Bool };
action ${actions.map(quoted).join(', ')} appliesTo { principal: [Person, Program], resource: [Place], context: Asked };
`

const shared = actions.filter((action) => vocabulary[action].shared)

/** What holds whatever the roles say. */
const guards = `
@id("a program does no more than its scopes")
forbid (principal is Program, action, resource) when { principal has scopes && !principal.scopes.contains(context.action) };
@id("this organisation asks for a second factor")
forbid (principal is Person, action, resource) when { !context.proven };
`

const policyOf = ({ name, actions: may }: Role): string => `
@id(${quoted(name)})
permit (principal in Role::${quoted(name)}, action in [${may.map((action) => `Action::${quoted(action)}`).join(', ')}], resource)
when { principal.hasTag(${quoted(name)}) && resource in principal.getTag(${quoted(name)}) };
`

/** The policies of these roles, as Cedar reads them. */
export const policiesOf = (roles: readonly Role[]): string => `${roles.map(policyOf).join('')}${guards}`

export const grantPolicies = `
@id("a grant opens what it names, while it lives")
permit (principal is Guest, action in [${shared.map((action) => `Action::${quoted(action)}`).join(', ')}], resource)
when { principal.hasTag(context.action) && resource in principal.getTag(context.action)
  && principal.starts <= context.now && context.now < principal.ends };
`

/** Who asks: with the places where each role (or, of a grant, each action) holds. */
export interface Subject {
  readonly type: 'Person' | 'Program' | 'Guest'
  readonly id: string
  readonly attributes: Readonly<Record<string, string[] | number>>
  readonly roles: readonly string[]
  readonly places: Readonly<Record<string, readonly string[]>>
}

export interface Question {
  readonly policies: string
  readonly subject: Subject
  readonly action: string
  /** From the organisation down to the place itself. */
  readonly place: readonly [string, ...string[]]
  readonly now: Micros
  /** The second factor was given, or none is asked. */
  readonly proven: boolean
}

export interface Decision {
  readonly allowed: boolean
  /** The policies that decided, by name. */
  readonly because: readonly string[]
}

/** Policy sets that stay parsed; the engine cannot let go of one, so names are given anew to what is asked now. */
const SLOTS = 256

const wrong = (errors: readonly DetailedError[]): Fault =>
  new Fault('access.policy_unreadable', { seen: errors.map(({ message }) => message).join('; ') })

/**
 * Cedar, with policies parsed once. Only the policies of roles that the subject holds are asked: a permit speaks for holders
 * of its role alone, and what forbids is in every slice, so the answer is the one of the whole set.
 */
export class Cedar {
  readonly #slots = new Map<string, { slot: string; ids: ReadonlyMap<string, string> }>()

  /** Throws `access.policy_unreadable`. */
  decide({ policies, subject, action, place, now, proven }: Question): Decision {
    const { slot, ids } = this.#slot(policies)
    const answer = statefulIsAuthorized({
      principal: { type: subject.type, id: subject.id },
      action: { type: 'Action', id: action },
      resource: { type: 'Place', id: place.at(-1) as string },
      context: { action, now, proven },
      preparsedPolicySetId: slot,
      validateRequest: false,
      entities: entitiesOf(subject, place),
    })
    if (answer.type === 'failure') throw wrong(answer.errors)
    const { decision, diagnostics } = answer.response
    // A policy that could not be evaluated says nothing; with ours that is a defect, and nothing is allowed by it.
    if (diagnostics.errors.length > 0) throw wrong(diagnostics.errors.map(({ error }) => error))
    return { allowed: decision === 'allow', because: diagnostics.reason.map((id) => ids.get(id) ?? id) }
  }

  #slot(policies: string): { slot: string; ids: ReadonlyMap<string, string> } {
    const held = this.#slots.get(policies)
    if (held) {
      this.#slots.delete(policies)
      this.#slots.set(policies, held)
      return held
    }
    let slot = `slot ${this.#slots.size}`
    if (this.#slots.size >= SLOTS) {
      const [oldest, { slot: freed }] = this.#slots.entries().next().value as [string, { slot: string }]
      this.#slots.delete(oldest)
      slot = freed
    }
    const parsed = preparsePolicySet(slot, { staticPolicies: policies })
    if (parsed.type === 'failure') throw wrong(parsed.errors)
    const names = [...policies.matchAll(/@id\(("(?:[^"\\]|\\.)*")\)/g)].map(
      ([, name]) => JSON.parse(name ?? '""') as string,
    )
    const fresh = { slot, ids: new Map(names.map((name, i) => [`policy${i}`, name])) }
    this.#slots.set(policies, fresh)
    return fresh
  }
}

function entitiesOf({ type, id, attributes, roles, places }: Subject, place: readonly string[]): EntityJson[] {
  const at = (one: string): { __entity: { type: string; id: string } } => ({ __entity: { type: 'Place', id: one } })
  return [
    {
      uid: { type, id },
      attrs: attributes,
      parents: roles.map((role) => ({ type: 'Role', id: role })),
      tags: Object.fromEntries(Object.entries(places).map(([name, ids]) => [name, ids.map(at)])),
    },
    ...place.map((one, i) => ({
      uid: { type: 'Place', id: one },
      attrs: {},
      parents: i === 0 ? [] : [{ type: 'Place', id: place[i - 1] as string }],
    })),
  ]
}

/** What Cedar's validator finds wrong with these policies, strictly typed against the schema; empty when all is well. */
export function validationErrors(policies: string): string[] {
  const parsed = preparseSchema('vocabulary', schema)
  if (parsed.type === 'failure') throw wrong(parsed.errors)
  const answer = validate({ schema, policies: { staticPolicies: policies }, validationSettings: { mode: 'strict' } })
  if (answer.type === 'failure') throw wrong(answer.errors)
  return answer.validationErrors.map(({ policyId, error }) => `${policyId}: ${error.message}`)
}
