/** How urgent an alarm is, from what happens if nobody acts and how long there is to act. */
export const priorities = ['low', 'medium', 'high', 'critical'] as const
export type Priority = (typeof priorities)[number]

export const consequences = ['minor', 'major', 'severe'] as const
export type Consequence = (typeof consequences)[number]

/** One row of a matrix: what holds where there are at most so many minutes to respond. */
export interface PriorityRow {
  /** min; the rows rise, the last one has no end. */
  readonly within: number | null
  readonly priority: Readonly<Record<Consequence, Priority>>
}

/**
 * The rows of a matrix of consequence and time to respond, as EEMUA 191 (3rd ed., §2.5) and ISA-TR18.2.2-2016 describe the method.
 * Neither fixes the cells; these are ours, to be changed by each organisation. They keep `critical` to what is severe and soon.
 */
export const usualPriorities: readonly PriorityRow[] = [
  { within: 3, priority: { minor: 'medium', major: 'high', severe: 'critical' } },
  { within: 10, priority: { minor: 'low', major: 'medium', severe: 'high' } },
  { within: 30, priority: { minor: 'low', major: 'medium', severe: 'medium' } },
  { within: null, priority: { minor: 'low', major: 'low', severe: 'medium' } },
]

/** `respondWithin`: min from the alarm to the consequence, above 0. The rows must end with one without an end. */
export function priorityOf(
  rows: readonly PriorityRow[],
  { consequence, respondWithin }: { readonly consequence: Consequence; readonly respondWithin: number },
): Priority {
  const row = rows.find(({ within }) => within === null || respondWithin <= within) ?? rows.at(-1)
  return row?.priority[consequence] ?? 'low'
}

/** Why rows are no matrix; undefined when they are one. */
export function priorityMistake(rows: readonly PriorityRow[]): string | undefined {
  if (rows.length === 0) return 'at least one row'
  if (rows.at(-1)?.within !== null) return 'a last row without an end'
  const ends = rows.slice(0, -1).map(({ within }) => within)
  const rises = ends.every((end, at) => end !== null && end > (at === 0 ? 0 : (ends[at - 1] ?? 0)))
  if (!rises) return 'times to respond that rise from row to row'
  return undefined
}
