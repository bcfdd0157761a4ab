import { limits } from './limits.ts'

/** What a stranger's text of JSON is, or why it is none that we take. */
export type Plain = { readonly value: unknown } | { readonly seen: string }

/** Read without trust: of a length, not deep, and without names that assignment would take for a prototype. */
export function plainOf(text: string, most: number = limits.given): Plain {
  if (text.length > most) return { seen: `${text.length} characters` }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { seen: 'something that cannot be read' }
  }
  const seen = oddity(value, limits.depth + 2)
  return seen === undefined ? { value } : { seen }
}

function oddity(of: unknown, depth: number): string | undefined {
  if (typeof of !== 'object' || of === null) return undefined
  if (depth === 0) return `more than ${limits.depth} lists and objects within each other`
  if (Object.hasOwn(of, '__proto__')) return 'a name __proto__'
  for (const one of Object.values(of)) {
    const seen = oddity(one, depth - 1)
    if (seen !== undefined) return seen
  }
  return undefined
}
