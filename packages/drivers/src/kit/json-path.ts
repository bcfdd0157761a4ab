import type { Fault } from '@millrace/core'

/** A path to one value of a JSON document: names and indexes; a negative index counts from the end. */
export type JsonPath = readonly (string | number)[]

const name = /[\p{L}_][\p{L}\p{N}_]*/uy
const index = /-?(?:0|[1-9]\d{0,14})(?=\])/y
const quoted = /'((?:[^'\\]|\\['\\])*)'|"((?:[^"\\]|\\["\\])*)"/y

/**
 * Reads a singular query of JSONPath (RFC 9535 §2.3.5.1): `$`, then `.name`, `['name']` or `[index]`. What may yield
 * several values (wildcards, slices, filters, `..`) is refused: a tag has one. Throws what `mistake` makes of what was
 * expected and where (1 is the first character).
 */
export function parseJsonPath(text: string, mistake: (expected: string, position: number) => Fault): JsonPath {
  if (!text.startsWith('$')) throw mistake('"$"', 1)
  const path: (string | number)[] = []
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
      if (!found) throw mistake('the name of a member', at + 1)
      path.push(found[0])
    } else if (text[at] === '[') {
      at++
      const number = match(index)
      const string = number ? undefined : match(quoted)
      if (number) path.push(Number(number[0]))
      else if (string) path.push((string[1] ?? string[2] ?? '').replaceAll(/\\(.)/g, '$1'))
      else throw mistake('an index or a name in quotes', at + 1)
      if (text[at] !== ']') throw mistake('"]"', at + 1)
      at++
    } else throw mistake('"." or "["', at + 1)
  }
  return path
}

/** What lies at the path; undefined if there is nothing. */
export function valueAtPath(document: unknown, path: JsonPath): unknown {
  let here: unknown = document
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined
    if (Array.isArray(here)) here = typeof step === 'number' ? (here as unknown[]).at(step) : undefined
    else {
      const isThere = typeof step === 'string' && Object.hasOwn(here, step)
      here = isThere ? (here as Record<string, unknown>)[step] : undefined
    }
  }
  return here
}
