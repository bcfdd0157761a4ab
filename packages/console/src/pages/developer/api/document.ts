import { faultOf } from '@millrace/sdk'
import { queryOptions } from '@tanstack/react-query'

/** JSON Schema (2020-12) as the platform's document has it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly additionalProperties?: boolean | Schema
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly format?: string
  readonly pattern?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}

type Contents = Readonly<Record<string, { readonly schema?: Schema }>>

interface Described {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly 'x-deprecated-since'?: string
  readonly 'x-sunset'?: string
  readonly 'x-instead'?: string
  readonly 'x-permission': string
  readonly 'x-faults': readonly string[]
  readonly 'x-fault-areas': readonly string[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Contents }
  readonly responses: Readonly<Record<string, { readonly content?: Contents }>>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Operation extends Described {
  readonly method: Method
  readonly path: string
}

interface FaultRow {
  readonly status: number
  readonly says: string
  readonly remedy: string
}

/** What `/openapi.json` says of the API. */
interface Document {
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly 'x-faults': Readonly<Record<string, FaultRow>>
  }
  readonly 'x-tagGroups': readonly { readonly name: string; readonly tags: readonly string[] }[]
}

export interface Api {
  readonly version: string
  readonly operations: readonly Operation[]
  readonly capabilities: readonly { readonly name: string; readonly operations: readonly Operation[] }[]
  readonly schemas: Readonly<Record<string, Schema>>
  readonly faults: Readonly<Record<string, FaultRow>>
}

export function apiOf(document: Document): Api {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, own]) => ({ ...own, path, method: method.toUpperCase() as Method })),
  )
  return {
    version: document.info.version,
    operations,
    capabilities: document['x-tagGroups'].map(({ name, tags }) => ({
      name,
      operations: tags.flatMap((tag) => operations.filter((operation) => operation.tags.includes(tag))),
    })),
    schemas: document.components.schemas,
    faults: document.components['x-faults'],
  }
}

/** The platform's own description of its API: it does not change while one looks. */
export const apiQuery = queryOptions({
  queryKey: ['openapi'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    const answer = await fetch('/openapi.json', { signal })
    if (!answer.ok) throw await faultOf(answer)
    return apiOf((await answer.json()) as Document)
  },
})

/** Every word of the search stands in its path, its words or its permission. */
export function matches(operation: Operation, search: string): boolean {
  const text =
    `${operation.method} ${operation.path} ${operation.summary} ${operation.description ?? ''} ${operation['x-permission']} ${operation.operationId}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** What it answers when all goes well. */
export function successOf({ responses }: Operation): { readonly status: string; readonly content: Contents } {
  const status = Object.keys(responses).find((code) => code !== 'default') ?? ''
  return { status, content: responses[status]?.content ?? {} }
}

/** Faults of its capability; what changes nothing conflicts with nothing. */
export function faultsOf(api: Api, operation: Operation): string[] {
  const areas = new Set(operation['x-fault-areas'])
  return Object.entries(api.faults)
    .filter(
      ([code, { status }]) => areas.has(code.split('.')[0] ?? '') && !(operation.method === 'GET' && status === 409),
    )
    .sort(([, a], [, b]) => a.status - b.status)
    .map(([code]) => code)
}
