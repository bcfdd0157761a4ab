import type { Action, ActionInfo, Assignment, Explanation, Role } from '../../platform.ts'

/** Name of the policy that holds a program to its scopes, as the platform's explanation tells it. */
const scopePolicy = 'a program does no more than its scopes'

/** Why an answer is as it is; what is told first decides. */
export type Reason =
  | { readonly is: 'suspended' }
  | { readonly is: 'held'; readonly by: readonly Assignment[] }
  | { readonly is: 'scopes' }
  /** A role that would allow it, held for other places only. */
  | { readonly is: 'elsewhere'; readonly by: readonly Assignment[]; readonly about: ActionInfo['about'] }
  | { readonly is: 'nothing'; readonly holdsAny: boolean; readonly would: readonly Role[] }

export interface Verdict {
  /** They get in and may do it. */
  readonly yes: boolean
  readonly reasons: readonly Reason[]
}

interface Known {
  readonly action: Action
  readonly actions: readonly ActionInfo[]
  readonly roles: readonly Role[]
}

/** What the platform's explanation means, for people to read. */
export function verdictOf(explanation: Explanation, { action, actions, roles }: Known): Verdict {
  const { allowed, suspended, decided, because, assignments } = explanation
  const away: readonly Reason[] = suspended ? [{ is: 'suspended' }] : []
  if (allowed) return { yes: !suspended, reasons: [...away, { is: 'held', by: decided }] }
  if (because.includes(scopePolicy)) return { yes: false, reasons: [...away, { is: 'scopes' }] }
  const would = roles.filter((role) => role.actions.includes(action))
  const elsewhere = assignments.filter(({ role }) => would.some(({ name }) => name === role))
  const about = actions.find((each) => each.action === action)?.about ?? 'organisation'
  return {
    yes: false,
    reasons: [
      ...away,
      elsewhere.length > 0
        ? { is: 'elsewhere', by: elsewhere, about }
        : { is: 'nothing', holdsAny: assignments.length > 0, would },
    ],
  }
}
