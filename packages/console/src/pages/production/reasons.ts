import type { Language } from '../../i18n/language.ts'
import type { Downtime, DowntimeReason } from '../../platform.ts'

/** A heading with what may be chosen below it, at any depth. */
export interface ReasonGroup {
  readonly reason: DowntimeReason
  readonly leaves: readonly DowntimeReason[]
}

export interface OfferedReasons {
  /** What was entered at this work unit, the last first. */
  readonly last: readonly DowntimeReason[]
  readonly groups: readonly ReasonGroup[]
  /** What stands at the top and has nothing below it. */
  readonly alone: readonly DowntimeReason[]
}

const mostLast = 4

export const reasonName = (reason: DowntimeReason | undefined, language: Language): string =>
  reason?.name[language] ?? '—'

/** Names from the top down to a reason. */
export function reasonPath(all: readonly DowntimeReason[], id: string, language: Language): string[] {
  const found = all.find((one) => one.id === id)
  if (!found) return []
  return [...(found.parent ? reasonPath(all, found.parent, language) : []), reasonName(found, language)]
}

/** What is offered to choose from: never a retired reason, never one that only heads others. */
export function offered(all: readonly DowntimeReason[], entered: readonly Downtime[]): OfferedReasons {
  const open = all.filter(({ retired }) => !retired)
  const below = (id: string): DowntimeReason[] => open.filter(({ parent }) => parent === id)
  const leavesOf = (reason: DowntimeReason): DowntimeReason[] =>
    below(reason.id).flatMap((child) => (below(child.id).length > 0 ? leavesOf(child) : [child]))
  const isLeaf = ({ id }: DowntimeReason): boolean => below(id).length === 0
  const known = new Set(open.map(({ id }) => id))
  const tops = open.filter(({ parent }) => parent === undefined || !known.has(parent))
  const used = [
    ...new Set([...entered].sort((a, b) => Date.parse(b.begin) - Date.parse(a.begin)).map((one) => one.reason)),
  ]
  return {
    last: used
      .flatMap((id) => open.find((one) => one.id === id) ?? [])
      .filter(isLeaf)
      .slice(0, mostLast),
    groups: tops.filter((top) => !isLeaf(top)).map((reason) => ({ reason, leaves: leavesOf(reason) })),
    alone: tops.filter(isLeaf),
  }
}
