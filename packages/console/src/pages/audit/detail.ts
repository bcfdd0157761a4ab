type Detail = Readonly<Record<string, unknown>>

/** What a change took away and brought, field by field; a field that stayed is not told. */
export interface Change {
  /** Path of the field: `settings.idleMinutes`; empty where the whole was one value. */
  readonly field: string
  readonly removed: readonly unknown[]
  readonly added: readonly unknown[]
}

const isObject = (value: unknown): value is Detail =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const without = (list: readonly unknown[], others: readonly unknown[]): readonly unknown[] =>
  list.filter((one) => !others.some((other) => same(one, other)))

function changesOf(before: unknown, after: unknown, field: string): Change[] {
  if (isObject(after) && (isObject(before) || before === undefined || before === null))
    // What `after` does not name was left as it was: some changes tell only what they touched.
    return Object.keys(after).flatMap((key) =>
      changesOf(isObject(before) ? before[key] : undefined, after[key], field ? `${field}.${key}` : key),
    )
  if (same(before, after)) return []
  const [removed, added] = [listOf(before), listOf(after)]
  return [{ field, removed: without(removed, added), added: without(added, removed) }]
}

/** The detail of a record in two: what changed, if it tells a before and an after, and what it tells besides. */
export function readDetail(detail: Detail = {}): { changes: Change[] | undefined; facts: [string, unknown][] } {
  const { before, after, ...rest } = detail
  if (!('before' in detail && 'after' in detail)) return { changes: undefined, facts: Object.entries(detail) }
  return { changes: changesOf(before, after, ''), facts: Object.entries(rest) }
}
