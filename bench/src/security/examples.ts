/** As much of OpenAPI 3.1 as is needed to call every route. */
export interface Operation {
  readonly 'x-permission': string
  readonly parameters: readonly { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> }
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
  readonly pattern?: string
  readonly minLength?: number
  readonly examples?: readonly unknown[]
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** What stands where an id is asked: by the name of the field, since `asset` and `point` want different ones. */
export type Ids = (field: string) => string

const looksLikeId = ({ pattern = '' }: Schema): boolean => pattern.startsWith('^[0-9a-f]{8}')

const texts: Readonly<Record<string, string>> = {
  action: 'point:read',
  actions: 'point:read',
  role: 'viewer',
  endsAt: '2099-01-01T00:00:00Z',
  from: '2020-01-01T00:00:00Z',
  to: '2099-01-01T00:00:00Z',
  handle: 'somebody',
  issuer: 'https://issuer.example',
}

/** A value that a schema takes, with ids put in wherever one may stand, also where it may be left out. */
export function exampleOf(schema: Schema, document: Document, ids: Ids, field = ''): unknown {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) as string
    return exampleOf(document.components.schemas[name] as Schema, document, ids, field)
  }
  if (schema.examples && schema.examples.length > 0) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum.includes(texts[field]) ? texts[field] : schema.enum[0]
  if (schema.anyOf) return exampleOf(schema.anyOf[0] as Schema, document, ids, field)
  if (schema.properties || schema.type === 'object') {
    const entries = Object.entries(schema.properties ?? {})
    const wanted = entries.filter(([key, part]) => schema.required?.includes(key) || holdsId(part, document))
    return Object.fromEntries(wanted.map(([key, part]) => [key, exampleOf(part, document, ids, key)]))
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 1 }, () => exampleOf(schema.items ?? {}, document, ids, field))
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  if (schema.type === 'string') {
    if (looksLikeId(schema)) return ids(field)
    return (texts[field] ?? 'example').padEnd(schema.minLength ?? 0, 'x')
  }
  return {}
}

function holdsId(schema: Schema, document: Document): boolean {
  if (schema.$ref)
    return holdsId(document.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema, document)
  return looksLikeId(schema) || (schema.anyOf ?? []).some((part) => holdsId(part, document))
}
