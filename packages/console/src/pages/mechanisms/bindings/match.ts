/** A name that an input may be taken from: of a thing model, of an equipment class, or of a point. */
export interface Candidate {
  readonly name: string
  readonly unit?: string | undefined
  readonly titles: readonly string[]
}

interface Wanted {
  readonly name: string
  readonly unit?: string
  readonly en: string
  readonly zh: string
  /** What stands in; such an input is not bound by its unit alone. */
  readonly default?: unknown
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** How well one fits: the same name counts most, then the same words, part of a name, and the same unit. */
function fit(wanted: Wanted, { name, unit, titles }: Candidate): number {
  const mine = [wanted.name, wanted.en, wanted.zh].map(plain).filter(Boolean)
  const theirs = [name, ...titles].map(plain).filter(Boolean)
  const words = mine.some((text) => theirs.includes(text))
    ? 4
    : mine.some((text) =>
          theirs.some((other) => text.length > 2 && other.length > 2 && (other.includes(text) || text.includes(other))),
        )
      ? 2
      : 0
  const sameName = plain(name) === plain(wanted.name) ? 2 : 0
  return words === 0 ? 0 : words + sameName + (unit !== undefined && unit === wanted.unit ? 1 : 0)
}

/** The best candidate for each input, none for two; without one by name, the only one of its unit where one is needed. */
export function suggested(inputs: readonly Wanted[], candidates: readonly Candidate[]): Record<string, string> {
  const found: Record<string, string> = {}
  const free = new Set(candidates)
  const pairs = inputs
    .flatMap((input) => candidates.map((candidate) => ({ input, candidate, score: fit(input, candidate) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  for (const { input, candidate } of pairs) {
    if (found[input.name] !== undefined || !free.has(candidate)) continue
    found[input.name] = candidate.name
    free.delete(candidate)
  }
  for (const input of inputs) {
    const same = [...free].filter(({ unit }) => unit !== undefined && unit === input.unit)
    if (found[input.name] !== undefined || input.default !== undefined || same.length !== 1) continue
    found[input.name] = same[0]!.name
    free.delete(same[0]!)
  }
  return found
}
