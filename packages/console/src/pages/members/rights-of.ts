import type { Action, ActionInfo, Assignment, Role } from '../../platform.ts'

/** What somebody may do by all their roles together. */
export interface HeldRight {
  readonly action: Action
  readonly about: ActionInfo['about']
  readonly everywhere: boolean
  /** Names of the places below which alone it holds. */
  readonly below: readonly string[]
}

type Held = Pick<Assignment, 'role' | 'below' | 'belowName'>

/** In the order of the vocabulary. What is not about the plant is held everywhere or not at all, as the platform decides it. */
export function rightsOf(
  held: readonly Held[],
  roles: readonly Role[],
  actions: readonly ActionInfo[],
): readonly HeldRight[] {
  return actions.flatMap(({ action, about }): HeldRight[] => {
    const giving = new Set(roles.filter((role) => role.actions.includes(action)).map(({ name }) => name))
    const by = held.filter(({ role }) => giving.has(role))
    if (by.some(({ below }) => below === null)) return [{ action, about, everywhere: true, below: [] }]
    const below = [...new Set(by.map(({ below: id, belowName }) => belowName ?? id ?? ''))]
    return about === 'plant' && below.length > 0 ? [{ action, about, everywhere: false, below }] : []
  })
}
