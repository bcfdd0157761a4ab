export const dockTabs = ['problems', 'replay', 'tests', 'versions', 'runs'] as const
export type DockTab = (typeof dockTabs)[number]

/** What the address of the list keeps. */
export interface FlowSearch {
  q?: string
}
export const parseFlowSearch = (search: Record<string, unknown>): FlowSearch =>
  typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}

/** What the address of the secrets keeps: the name of the one that is to be set, empty for a new one. */
export interface SecretSearch {
  set?: string
}
export const parseSecretSearch = (search: Record<string, unknown>): SecretSearch =>
  typeof search['set'] === 'string' ? { set: search['set'] } : {}

/** What the address of an editor keeps: the panel that is open. */
export interface EditorSearch {
  panel?: DockTab
}
export function parseEditorSearch(search: Record<string, unknown>): EditorSearch {
  const panel = dockTabs.find((each) => each === search['panel'])
  return panel ? { panel } : {}
}
