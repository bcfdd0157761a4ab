import type { ThingModelContent, ThingProperty } from '../../platform.ts'

export const types = ['number', 'integer', 'boolean', 'string'] as const

/** A property as the editor holds it: what it does not show stays as it is. */
export interface PropertyRow {
  readonly key: number
  readonly name: string
  readonly definition: ThingProperty
  readonly optional: boolean
}

export const rowsOf = (content: ThingModelContent): PropertyRow[] =>
  Object.entries(content.properties ?? {}).map(([name, definition], key) => ({
    key,
    name,
    definition,
    optional: content['tm:optional']?.includes(`/properties/${name}`) ?? false,
  }))

/** The content with these properties; what is optional beside properties stays. */
export function contentWith(content: ThingModelContent, rows: readonly PropertyRow[]): ThingModelContent {
  const inherited = (content['tm:optional'] ?? []).filter((part) => !part.startsWith('/properties/'))
  const optional = [...inherited, ...rows.flatMap(({ name, optional }) => (optional ? [`/properties/${name}`] : []))]
  const { 'tm:optional': _, ...rest } = content
  return {
    ...rest,
    properties: Object.fromEntries(rows.map(({ name, definition }) => [name.trim(), definition])),
    ...(optional.length > 0 ? { 'tm:optional': optional } : {}),
  }
}

/** A definition with one field changed; an empty one goes. */
export function withField<Key extends keyof ThingProperty>(
  definition: ThingProperty,
  field: Key,
  value: ThingProperty[Key] | '',
): ThingProperty {
  const { [field]: _, ...rest } = definition
  return value === '' || value === undefined ? (rest as ThingProperty) : { ...definition, [field]: value }
}

/** Of a property, as W3C WoT and the address of its value want it. */
const plain = /^[A-Za-z0-9_-]+$/
const MOST_NAME = 60

/**
 * A row whose name is words of a person, such as "Leaving water temperature": they become its title, by which its point is found too, and
 * what programs call it is made of them.
 */
export function namedPlainly(row: PropertyRow): PropertyRow {
  const words = row.name.trim()
  if (words === '' || plain.test(words)) return row
  const name = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, MOST_NAME)
  const { definition } = row
  return {
    ...row,
    name: name || `property_${row.key + 1}`,
    definition: { ...definition, title: definition.title ?? words },
  }
}

/** The next version after one: a greater patch. */
export function nextVersion(version: string): string {
  const [major = '0', minor = '0', patch = '0'] = version.split('.')
  return `${major}.${minor}.${Number(patch) + 1}`
}
