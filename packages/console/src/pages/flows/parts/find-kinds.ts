import type { NodeKind } from '../catalogue.ts'

const groups = [
  'in',
  'math',
  'logic',
  'time',
  'filter',
  'combine',
  'stats',
  'control',
  'lookup',
  'text',
  'code',
  'component',
  'out',
] as const
type Group = (typeof groups)[number]

export const groupOf = (kind: NodeKind): Group => groups.find((group) => group === kind.group) ?? 'code'

/** In the order in which a value runs through them. */
export const byGroup = (kinds: readonly NodeKind[]): { group: Group; kinds: NodeKind[] }[] =>
  groups
    .map((group) => ({ group, kinds: kinds.filter((kind) => groupOf(kind) === group) }))
    .filter((each) => each.kinds.length > 0)

/** The better, the lower; undefined: not what is looked for. */
function rank(kind: NodeKind, words: string): number | undefined {
  const names = [kind.title.en, kind.title.zh, kind.type].map((name) => name.toLowerCase())
  if (names.some((name) => name === words)) return 0
  if (names.some((name) => name.startsWith(words) || name.split(/[ .-]/).some((word) => word.startsWith(words))))
    return 1
  if (names.some((name) => name.includes(words))) return 2
  const help = `${kind.help.en} ${kind.help.zh}`.toLowerCase()
  return words.split(/\s+/).every((word) => help.includes(word)) ? 3 : undefined
}

/** By name in either language, by type, and by what the help says; the best first. */
export function foundKinds(kinds: readonly NodeKind[], words: string): NodeKind[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return [...kinds]
  return kinds
    .flatMap((kind) => {
      const at = rank(kind, wanted)
      return at === undefined ? [] : [{ kind, at }]
    })
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind)
}
