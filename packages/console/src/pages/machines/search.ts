import { nearDays } from './near.ts'

export const certificateStates = ['valid', 'near', 'expired', 'revoked'] as const
export const tokenStates = ['open', 'used', 'withdrawn', 'expired'] as const
export const tabs = ['certificates', 'tokens', 'authority'] as const
export type Tab = (typeof tabs)[number]

/** What the address of the machines' certificates keeps. */
export interface MachineSearch {
  tab?: Exclude<Tab, 'certificates'>
  q?: string
  state?: (typeof certificateStates)[number]
  tokens?: (typeof tokenStates)[number]
  /** The machine that is open. */
  name?: string
}

export type ChangeSearch = (change: { [Key in keyof MachineSearch]?: MachineSearch[Key] | undefined }) => void

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === '' ? undefined : String(value).slice(0, 200)

export function parseMachineSearch(search: Record<string, unknown>): MachineSearch {
  const found = {
    tab: tabs.find((known) => known === search['tab'] && known !== 'certificates'),
    q: textOf(search['q']),
    state: certificateStates.find((known) => known === search['state']),
    tokens: tokenStates.find((known) => known === search['tokens']),
    name: textOf(search['name']),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as MachineSearch
}

/** What the platform is asked for a state of ours. */
export const queryOfState = (state: MachineSearch['state']) =>
  state === 'near' ? ({ state: 'valid', endsWithinDays: nearDays } as const) : state ? { state } : {}
