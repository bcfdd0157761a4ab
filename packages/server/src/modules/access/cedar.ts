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
 * Organisations, assets and points are all places, one inside the other. A place where who acts holds a role (or which a grant
 * opens for an action) is, for that question, in what is held by that name, and with it all that is inside.
 */
export const schema = `
entity Held;
entity Place in [Place, Held];
entity Role;
entity Person in [Role];
entity Program in [Role] = { scopes?: Set<String> };
entity Guest = { starts: Long, ends: Long };
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
permit (
  principal in Role::${quoted(name)},
  action in [${may.map((action) => `Action::${quoted(action)}`).join(', ')}],
  resource in Held::${quoted(name)}
);
`

/** The policies of these roles, as Cedar reads them. */
export const policiesOf = (roles: readonly Role[]): string => `${roles.map(policyOf).join('')}${guards}`

export const grantPolicies = shared
  .map(
    (action) => `
@id("a grant opens what it names, while it lives")
permit (principal is Guest, action == Action::${quoted(action)}, resource in Held::${quoted(action)})
when { principal.starts <= context.now && context.now < principal.ends };
`,
  )
  .join('')

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

/** By what they say: the engine is one for the process, whatever number of platforms stand in it. */
const slots = new Map<string, { readonly slot: string; readonly ids: ReadonlyMap<string, string> }>()

const wrong = (errors: readonly DetailedError[]): Fault =>
  new Fault('access.policy_unreadable', { seen: errors.map(({ message }) => message).join('; ') })

/**
 * Cedar, with policies parsed once. Only the policies of roles that the subject holds are asked: a permit speaks for holders
 * of its role alone, and what forbids is in every slice, so the answer is the one of the whole set.
 */
export class Cedar {
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
    const held = slots.get(policies)
    if (held) {
      slots.delete(policies)
      slots.set(policies, held)
      return held
    }
    let slot = `slot ${slots.size}`
    if (slots.size >= SLOTS) {
      const [oldest, { slot: freed }] = slots.entries().next().value as [string, { slot: string }]
      slots.delete(oldest)
      slot = freed
    }
    const parsed = preparsePolicySet(slot, { staticPolicies: policies })
    if (parsed.type === 'failure') throw wrong(parsed.errors)
    const names = [...policies.matchAll(/@id\(("(?:[^"\\]|\\.)*")\)/g)].map(
      ([, name]) => JSON.parse(name ?? '""') as string,
    )
    const fresh = { slot, ids: new Map(names.map((name, i) => [`policy${i}`, name])) }
    slots.set(policies, fresh)
    return fresh
  }
}

function entitiesOf({ type, id, attributes, roles, places }: Subject, place: readonly string[]): EntityJson[] {
  const held = Object.entries(places)
  return [
    { uid: { type, id }, attrs: attributes, parents: roles.map((role) => ({ type: 'Role', id: role })) },
    ...place.map((one, i) => {
      const parents = i === 0 ? [] : [{ type: 'Place', id: place[i - 1] as string }]
      for (const [name, ids] of held) if (ids.includes(one)) parents.push({ type: 'Held', id: name })
      return { uid: { type: 'Place', id: one }, attrs: {}, parents }
    }),
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
