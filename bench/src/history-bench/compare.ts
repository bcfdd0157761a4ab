/** Columns by name. */
export type Answer = Readonly<Record<string, ArrayLike<number>>>

/** Sums come in another order in every engine: their last digits differ, no more. */
const TOLERANCE = 1e-9

const same = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b))

/** What differs first, in words; nothing if the answer is right. Columns that were not expected are passed over. */
export function differenceOf(expected: Answer, seen: Answer): string | undefined {
  for (const [name, column] of Object.entries(expected)) {
    const other = seen[name]
    if (other?.length !== column.length) return `${other?.length} rows of ${name}, expected ${column.length}`
    for (let row = 0; row < column.length; row++)
      if (!same(column[row] as number, other[row] as number))
        return `${name} ${other[row]} in row ${row}, expected ${column[row]}`
  }
  return undefined
}
