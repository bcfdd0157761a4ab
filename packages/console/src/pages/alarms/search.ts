export const alarmShows = ['active', 'shelved', 'suppressed', 'all'] as const
export type AlarmShow = (typeof alarmShows)[number]
export const alarmPriorities = ['critical', 'high', 'medium', 'low'] as const
export type AlarmPriority = (typeof alarmPriorities)[number]

/** What the address of the list keeps; without `show` those that operators are to see. */
export interface AlarmSearch {
  show?: AlarmShow
  priority?: AlarmPriority
  q?: string
}

export const isPriority = (text: unknown): text is AlarmPriority => alarmPriorities.some((each) => each === text)

export function parseAlarmSearch(search: Record<string, unknown>): AlarmSearch {
  const show = alarmShows.find((each) => each === search['show'] && each !== 'active')
  const priority = search['priority']
  const q = search['q']
  return {
    ...(show && { show }),
    ...(isPriority(priority) && { priority }),
    ...(typeof q === 'string' && q !== '' && { q }),
  }
}

export interface DefinitionSearch {
  q?: string
  open?: 'changes'
}

export function parseDefinitionSearch(search: Record<string, unknown>): DefinitionSearch {
  const q = search['q']
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(search['open'] === 'changes' && { open: 'changes' as const }),
  }
}

export const performanceSpans = ['day', 'week', 'month'] as const
export type PerformanceSpan = (typeof performanceSpans)[number]

export function parsePerformanceSearch(search: Record<string, unknown>): { span?: PerformanceSpan } {
  const span = performanceSpans.find((each) => each === search['span'] && each !== 'day')
  return span ? { span } : {}
}
