import type { Schema } from './document.ts'

export type Schemas = Readonly<Record<string, Schema>>

/** What a reference stands for; what is said beside it holds as well. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  const name = nameOf(schema)
  if (!name) return schema
  const { $ref: _, ...own } = schema
  return { ...schemas[name], ...own }
}

const nameOf = ({ $ref }: Schema): string | undefined => $ref?.slice($ref.lastIndexOf('/') + 1)

const choicesOf = (schema: Schema): readonly Schema[] => schema.anyOf ?? schema.oneOf ?? []

/** Values it may have, where they can be counted. */
export function valuesOf(schema: Schema): unknown[] {
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum) return [...schema.enum]
  const choices = choicesOf(schema)
  const values = choices.flatMap(valuesOf)
  return choices.length > 0 && choices.every((choice) => valuesOf(choice).length > 0) ? values : []
}

/** Its kind in a few characters, such as `string`, `Asset[]` or `number | null`. */
export function kindOf(schema: Schema, schemas: Schemas): string {
  const name = nameOf(schema)
  if (name) return name
  if (valuesOf(schema).length > 0) return [...new Set(valuesOf(schema).map((value) => typeof value))].join(' | ')
  const choices = choicesOf(schema)
  if (choices.length > 0) return [...new Set(choices.map((choice) => kindOf(choice, schemas)))].join(' | ')
  if (schema.type === 'array') return `${schema.items ? kindOf(schema.items, schemas) : 'any'}[]`
  const of = schema.patternProperties ? Object.values(schema.patternProperties)[0] : schema.additionalProperties
  if (schema.type === 'object' && !schema.properties && of && of !== true) return `{ name: ${kindOf(of, schemas)} }`
  if (Array.isArray(schema.type)) return schema.type.join(' | ')
  return schema.title ?? (schema.type as string | undefined) ?? 'any'
}

/** What is inside, one level down: parts by name. */
export function insideOf(
  schema: Schema,
  schemas: Schemas,
): { readonly name: string; readonly schema: Schema; readonly required: boolean }[] {
  const own = resolved(schema, schemas)
  if (own.type === 'array' && own.items) return insideOf(own.items, schemas)
  if (own.properties)
    return Object.entries(own.properties).map(([name, part]) => ({
      name,
      schema: part,
      required: own.required?.includes(name) ?? false,
    }))
  const of = own.patternProperties ? Object.values(own.patternProperties)[0] : own.additionalProperties
  if (of && of !== true) return insideOf(of, schemas)
  const choices = choicesOf(own).filter((choice) => insideOf(choice, schemas).length > 0)
  if (choices.length === 1 && choices[0]) return insideOf(choices[0], schemas)
  return choices.map((choice, index) => ({
    name: kindOf(choice, schemas) === 'object' ? `#${index + 1}` : kindOf(choice, schemas),
    schema: choice,
    required: false,
  }))
}

const between = (low: number | undefined, high: number | undefined, what = ''): string[] => {
  if (low === undefined && high === undefined) return []
  if (low === high) return [`= ${low}${what}`]
  if (low === undefined) return [`≤ ${high}${what}`]
  if (high === undefined) return [`≥ ${low}${what}`]
  return [`${low} … ${high}${what}`]
}

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** Bounds that a value has to keep, in signs that need no language. */
export function boundsOf(schema: Schema, schemas: Schemas): string[] {
  const own = resolved(schema, schemas)
  return [
    ...(own.format ? [own.format] : []),
    ...between(own.minimum, own.maximum),
    ...(own.exclusiveMinimum === undefined ? [] : [`> ${own.exclusiveMinimum}`]),
    ...(own.exclusiveMaximum === undefined ? [] : [`< ${own.exclusiveMaximum}`]),
    ...between(own.minLength, own.maxLength, ' chars'),
    ...between(own.minItems, own.maxItems, ' items'),
    ...(own.pattern ? [own.pattern === `^${ID}$` ? 'uuid' : `/${own.pattern.replaceAll(ID, 'uuid')}/`] : []),
    ...(own.default === undefined ? [] : [`default ${JSON.stringify(own.default)}`]),
  ]
}

const DEEPEST = 5

/** A value of this form, with what is required, to begin from. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const own = resolved(schema, schemas)
  if (own.examples?.length) return own.examples[0]
  if (own.default !== undefined) return own.default
  const [value] = valuesOf(own)
  if (value !== undefined) return value
  const [choice] = choicesOf(own)
  if (choice) return exampleOf(choice, schemas, depth)
  const type = Array.isArray(own.type) ? own.type[0] : own.type
  if (type === 'array')
    return own.items && depth < DEEPEST && (own.minItems ?? 0) > 0 ? [exampleOf(own.items, schemas, depth + 1)] : []
  if (type === 'object' || own.properties)
    return Object.fromEntries(
      Object.entries(own.properties ?? {})
        .filter(([name]) => depth < DEEPEST && own.required?.includes(name))
        .map(([name, part]) => [name, exampleOf(part, schemas, depth + 1)]),
    )
  if (type === 'integer' || type === 'number')
    return own.minimum ?? (own.exclusiveMinimum === undefined ? 0 : own.exclusiveMinimum + 1)
  if (type === 'boolean') return false
  if (type === 'null') return null
  if (own.format === 'date-time') return new Date().toISOString()
  return type === 'string' ? '' : {}
}
