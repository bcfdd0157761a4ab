const weightOf = (accept: string, type: string): number =>
  Math.max(
    0,
    ...accept
      .split(',')
      .map((entry) => entry.trim().split(/\s*;\s*/))
      .filter(([name]) => (name ?? '').toLowerCase() === type)
      .map(([, ...parameters]) => Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1)),
  )

/** RFC 9110 §12.5.1, as far as named types need it: the best weight wins, JSON when equal. */
export function preferred(accept: string | undefined, types: readonly string[]): string | undefined {
  const header = accept ?? ''
  let best = weightOf(header, 'application/json')
  let found: string | undefined
  for (const type of types) {
    const weight = weightOf(header, type)
    if (weight > best) {
      best = weight
      found = type
    }
  }
  return found
}
