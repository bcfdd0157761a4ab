/** One step into a JSON document: a member or an element; negative counts from the end. */
export type Step = string | number

/** Why a text is no path: what was expected, and where (0 is its first character). */
export interface Mistake {
  readonly expected: string
  readonly at: number
}

const name = /[\p{L}_][\p{L}\p{N}_]*/uy
const index = /-?(?:0|[1-9]\d{0,14})(?=\])/y
const quoted = /'((?:[^'\\]|\\['\\])*)'|"((?:[^"\\]|\\["\\])*)"/y

/**
 * Reads a singular query of JSONPath (RFC 9535 §2.3.5.1): `$`, then `.name`, `['name']` or `[index]`. What may yield
 * several values (wildcards, slices, filters, `..`) is refused: a tag has one.
 */
export function parsePath(text: string): readonly Step[] | Mistake {
  if (!text.startsWith('$')) return { expected: '"$"', at: 0 }
  const steps: Step[] = []
  let at = 1
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found ?? undefined
  }
  while (at < text.length) {
    if (text[at] === '.') {
      at++
      const found = match(name)
      if (!found) return { expected: 'the name of a member', at }
      steps.push(found[0])
    } else if (text[at] === '[') {
      at++
      const number = match(index)
      const string = number ? undefined : match(quoted)
      if (number) steps.push(Number(number[0]))
      else if (string) steps.push((string[1] ?? string[2] ?? '').replaceAll(/\\(.)/g, '$1'))
      else return { expected: 'an index or a name in quotes', at }
      if (text[at] !== ']') return { expected: '"]"', at }
      at++
    } else return { expected: '"." or "["', at }
  }
  return steps
}

/** What lies at the end of the path; undefined if nothing does. */
export function valueAtPath(document: unknown, path: readonly Step[]): unknown {
  let value = document
  for (const step of path) {
    if (typeof step === 'number') {
      if (!Array.isArray(value)) return undefined
      value = value.at(step)
    } else {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, step))
        return undefined
      value = (value as Record<string, unknown>)[step]
    }
  }
  return value
}
