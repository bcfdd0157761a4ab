/** How far a number may be from another that is meant to be the same. */
const BILLIONTH = 1e-9
const MOST_SHOWN = 200

/** What differs, each in a sentence: of objects what is expected must be there, and more may be. */
export function differencesOf(at: string, expected: unknown, seen: unknown, tolerance = 0): string[] {
  if (expected === null || expected === undefined)
    return seen === null || seen === undefined ? [] : [difference(at, expected, seen)]
  if (typeof expected === 'number' && typeof seen === 'number') {
    const bound = Math.max(tolerance, BILLIONTH * Math.abs(expected))
    return Math.abs(expected - seen) <= bound ? [] : [difference(at, expected, seen, tolerance)]
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(seen)) return [difference(at, expected, seen)]
    const counted =
      seen.length === expected.length
        ? []
        : [`${at}: expected ${expected.length} in the list, saw ${seen.length}: ${shown(seen)}`]
    return [
      ...counted,
      ...expected.flatMap((one, i) => (i < seen.length ? differencesOf(`${at}[${i}]`, one, seen[i], tolerance) : [])),
    ]
  }
  if (typeof expected === 'object') {
    if (typeof seen !== 'object' || seen === null || Array.isArray(seen)) return [difference(at, expected, seen)]
    return Object.entries(expected).flatMap(([key, one]) =>
      differencesOf(
        `${at}.${key}`,
        one,
        Object.hasOwn(seen, key) ? (seen as Record<string, unknown>)[key] : undefined,
        tolerance,
      ),
    )
  }
  return expected === seen ? [] : [difference(at, expected, seen)]
}

const difference = (at: string, expected: unknown, seen: unknown, tolerance = 0): string =>
  `${at}: expected ${shown(expected)}${tolerance > 0 ? ` ± ${tolerance}` : ''}, saw ${shown(seen)}`

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}
