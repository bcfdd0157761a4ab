import type { Fault } from '@millrace/core'

/** A path to one value of a JSON document: names and indexes; a negative index counts from the end. */
export type JsonPath = readonly (string | number)[]

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*/u

/**
 * Reads the part of JSONPath (RFC 9535 §2.3) that names one value: `$`, `.name`, `['name']`, `["name"]`, `[3]`, `[-1]`.
 * Throws what `mistake` makes of what was expected and where (1 is the first character).
 */
export function parseJsonPath(text: string, mistake: (expected: string, position: number) => Fault): JsonPath {
  if (text[0] !== '$') throw mistake('"$"', 1)
  const path: (string | number)[] = []
  let at = 1
  while (at < text.length) {
    const rest = text.slice(at)
    if (rest[0] === '.') {
      const [name] = NAME.exec(rest.slice(1)) ?? []
      if (name === undefined) throw mistake('a name', at + 2)
      path.push(name)
      at += 1 + name.length
      continue
    }
    const index = /^\[(-?(?:0|[1-9]\d{0,8}))\]/.exec(rest)
    const quoted = /^\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/.exec(rest)
    const found = index ?? quoted
    if (!found) throw mistake('".name", "[0]" or "[\'name\']"', at + 1)
    path.push(index ? Number(index[1]) : (quoted![1] ?? quoted![2]!).replaceAll(/\\(.)/g, '$1'))
    at += found[0].length
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
