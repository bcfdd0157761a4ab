import type { ActionInfo } from '../../platform.ts'

const order = ['plant', 'organisation', 'platform'] as const

export interface ActionGroup {
  readonly about: ActionInfo['about']
  readonly actions: readonly ActionInfo[]
}

/** The vocabulary in its groups: about the plant, the organisation, the platform. */
export const byAbout = (actions: readonly ActionInfo[]): readonly ActionGroup[] =>
  order
    .map((about) => ({ about, actions: actions.filter((each) => each.about === about) }))
    .filter((group) => group.actions.length > 0)
