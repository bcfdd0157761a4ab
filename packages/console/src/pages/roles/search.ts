import type { Action } from '../../platform.ts'

/** What the address of the roles page keeps: the open role, or the question that was asked. */
export interface RolesSearch {
  tab?: 'why'
  role?: string
  member?: string
  program?: string
  action?: Action
  asset?: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export function parseRolesSearch(search: Record<string, unknown>): RolesSearch {
  const role = text(search['role'])
  const member = text(search['member'])
  const program = text(search['program'])
  const action = text(search['action'])
  const asset = text(search['asset'])
  if (search['tab'] !== 'why') return role ? { role } : {}
  return {
    tab: 'why',
    ...(member ? { member } : program ? { program } : {}),
    // One that is no action leaves the question open: only those of the vocabulary are asked about.
    ...(action && { action: action as Action }),
    ...(asset && { asset }),
  }
}
