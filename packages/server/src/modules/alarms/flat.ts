import type { Difference, Row } from './change-schema.ts'

type Plain = string | number | boolean | null

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of something as one list, names with dots; lists stay one value, as JSON. */
export function flatten(value: Readonly<Record<string, unknown>>, prefix = ''): Map<string, Plain> {
  const flat = new Map<string, Plain>()
  for (const [key, part] of Object.entries(value)) {
    const name = prefix + key
    if (isRecord(part)) for (const [inner, leaf] of flatten(part, `${name}.`)) flat.set(inner, leaf)
    else if (Array.isArray(part)) flat.set(name, JSON.stringify(part))
    else if (part !== undefined) flat.set(name, part as Plain)
  }
  return flat
}

/** Back from rows: an empty cell is a field that is not there; a list is read from its JSON. */
export function unflatten(row: Row): Record<string, unknown> {
  const whole: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [name, leaf] of Object.entries(row)) {
    if (leaf === null || leaf === '') continue
    const keys = name.split('.')
    const last = keys.pop() as string
    let at = whole
    for (const key of keys) {
      const inner = at[key]
      const next = isRecord(inner) ? inner : (Object.create(null) as Record<string, unknown>)
      at[key] = next
      at = next
    }
    at[last] = listIn(leaf)
  }
  return whole
}

function listIn(leaf: Plain): unknown {
  if (typeof leaf !== 'string' || !leaf.startsWith('[')) return leaf
  try {
    return JSON.parse(leaf)
  } catch {
    // A text that begins with a bracket is a text.
    return leaf
  }
}

/** What differs, field by field; without one side everything of the other. */
export function differenceOf(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
): Difference[] {
  const [old, fresh] = [flatten(before ?? {}), flatten(after ?? {})]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field), fresh.get(field)]
    if (was === is) return []
    return [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }]
  })
}
