export const windowKinds = ['hour', 'shift', 'day', 'week', 'month', 'order'] as const
export type WindowKind = (typeof windowKinds)[number]

/** What the address of the KPI page keeps. */
export interface KpiSearch {
  /** Work unit, or what holds several. */
  asset?: string
  kind?: WindowKind
  /** The KPI whose trend is shown. */
  kpi?: string
  /** Begin of the window that is looked at. */
  at?: string
  /** The windows before this moment, in place of the newest. */
  until?: string
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 63 ? value : undefined
const momentOf = (value: unknown): string | undefined => {
  const text = textOf(value)
  return text !== undefined && Number.isFinite(Date.parse(text)) ? text : undefined
}

export function parseKpiSearch(search: Record<string, unknown>): KpiSearch {
  const kind = windowKinds.find((known) => known === search['kind'])
  const [asset, kpi] = [textOf(search['asset']), textOf(search['kpi'])]
  const [at, until] = [momentOf(search['at']), momentOf(search['until'])]
  return {
    ...(asset && { asset }),
    ...(kind && { kind }),
    ...(kpi && { kpi }),
    ...(at && { at }),
    ...(until && { until }),
  }
}
