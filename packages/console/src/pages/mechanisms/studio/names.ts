/** Words of the expression language that are no names. */
const WORDS = new Set(['and', 'or', 'not', 'true', 'false'])

/** Names that a formula reads: no functions, no units in brackets, no texts. */
export function namesIn(formula: string): string[] {
  const bare = formula
    .replace(/"(?:[^"\\]|\\.)*"/g, ' ')
    .replace(/\[(?:[^[\]]|\[[^\]]*\])*\]/g, ' ')
    .replace(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (figure, at: number, all: string) =>
      /[\p{L}_]/u.test(all[at - 1] ?? '') ? figure : ' ',
    )
  const found = [...bare.matchAll(/[\p{L}_][\p{L}\d_]*(?!\s*\(|[\p{L}\d_])/gu)].map(([name]) => name)
  return [...new Set(found)].filter((name) => !WORDS.has(name))
}

/** A name as inputs may have one: Latin letters, digits and underscores, beginning with a letter. */
export function nameFrom(text: string, taken: ReadonlySet<string>): string {
  const slug = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[^A-Za-z]+|_+$/g, '')
    .toLowerCase()
    .slice(0, 50)
  const base = slug || 'x'
  if (!taken.has(base) && slug) return base
  for (let n = slug ? 2 : 1; ; n++) if (!taken.has(`${base}${n}`)) return `${base}${n}`
}

/** The second half of a model's id, of its title. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
