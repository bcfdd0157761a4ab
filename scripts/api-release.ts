/**
 * What programs rely on in the API, small enough to be kept: operations with their parameters, and the fields of what goes in and
 * comes out. `node scripts/api-release.ts` keeps that of today as the one of this release, in packages/sdk/api-releases/.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Schema {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

export interface Document {
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Names of fields; one that may be missing ends in `?`. Fields of inner objects have the way to them before, with dots. */
type Fields = readonly string[]

export interface Release {
  readonly version: string
  readonly operations: Readonly<
    Record<string, { readonly parameters: Fields; readonly body?: Fields; readonly reply?: Fields }>
  >
  readonly schemas: Readonly<Record<string, Fields>>
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)

/** A schema that has a name of its own is told by it: `field:Name`. */
function fieldsOf(schema: Schema | undefined, way = ''): string[] {
  if (!schema) return []
  if (schema.$ref) return [`${way}:${nameOf(schema.$ref)}`]
  if (schema.items) return fieldsOf(schema.items, `${way}[]`)
  if (schema.anyOf) return schema.anyOf.flatMap((choice) => fieldsOf(choice, way))
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const place = way === '' ? name : `${way}.${name}`
    return [`${place}${schema.required?.includes(name) ? '' : '?'}`, ...fieldsOf(inner, place)]
  })
}

const sorted = (fields: readonly string[]): string[] => [...new Set(fields)].sort()

export function releaseOf({ info, paths, components }: Document): Release {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => {
      const body = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => fieldsOf(schema))
      const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      const reply = good.flatMap(([, { content = {} }]) =>
        Object.values(content).flatMap(({ schema }) => fieldsOf(schema)),
      )
      const own = {
        parameters: sorted(parameters.map(({ name, required }) => (required ? name : `${name}?`))),
        ...(body.length > 0 ? { body: sorted(body) } : {}),
        ...(reply.length > 0 ? { reply: sorted(reply) } : {}),
      }
      return [`${method.toUpperCase()} ${path.replace('/api/v1', '')}`, own] as const
    }),
  )
  const schemas = Object.entries(components.schemas).map(([name, schema]) => [name, sorted(fieldsOf(schema))] as const)
  return { version: info.version, operations: Object.fromEntries(operations), schemas: Object.fromEntries(schemas) }
}

/** What a name stands in: some are only sent, some only answered, some both. */
function reached(release: Release, part: 'body' | 'reply'): Set<string> {
  const found = new Set<string>()
  const walk = (fields: Fields): void => {
    for (const field of fields) {
      const [, name] = field.split(':')
      if (name === undefined || found.has(name)) continue
      found.add(name)
      walk(release.schemas[name] ?? [])
    }
  }
  for (const operation of Object.values(release.operations)) walk(operation[part] ?? [])
  return found
}

const bare = (field: string): string => field.replace(/\?$/, '')

/** What is sent: nothing that was taken goes, nothing is asked for anew. */
const sentBreaks = (before: Fields, now: Fields): string[] => [
  ...before
    .filter((field) => !field.includes(':') && !now.some((one) => bare(one) === bare(field)))
    .map((field) => `${bare(field)} is gone`),
  ...now
    .filter(
      (field) => !field.endsWith('?') && !field.includes(':') && !before.includes(field) && isTop(field, now, before),
    )
    .map((field) => `${field} is required`),
]

/** A required field within something that is new itself, or optional, asks nobody for anything. */
function isTop(field: string, now: Fields, before: Fields): boolean {
  const cut = field.lastIndexOf('.')
  if (cut < 0) return true
  const parent = field.slice(0, cut).replaceAll('[]', '')
  return before.some((one) => bare(one) === parent) && now.some((one) => bare(one) === parent)
}

/** What is answered: nothing that was always there goes or may be missing. */
const toldBreaks = (before: Fields, now: Fields): string[] =>
  before
    .filter(
      (field) => !field.includes(':') && !now.includes(field) && !(field.endsWith('?') && now.includes(bare(field))),
    )
    .map((field) => (now.includes(`${field}?`) ? `${field} may be missing` : `${bare(field)} is gone`))

/** What a program that was right before meets, each with the name that a changelog has to say. */
export function breaksOf(before: Release, now: Release): { readonly of: string; readonly what: string }[] {
  const operations = Object.entries(before.operations).flatMap(([of, own]) => {
    const after = now.operations[of]
    if (!after) return [{ of, what: 'is gone' }]
    return [
      ...sentBreaks(own.parameters, after.parameters),
      ...sentBreaks(own.body ?? [], after.body ?? []),
      ...toldBreaks(own.reply ?? [], after.reply ?? []),
    ].map((what) => ({ of, what }))
  })
  const isSent = reached(before, 'body')
  const isTold = reached(before, 'reply')
  const stillReached = new Set([...reached(now, 'body'), ...reached(now, 'reply')])
  const schemas = Object.entries(before.schemas).flatMap(([of, fields]) => {
    const after = now.schemas[of]
    // One that nothing names any more went with what named it, or got another name.
    if (!after || !stillReached.has(of)) return []
    return [
      ...(isSent.has(of) ? sentBreaks(fields, after) : []),
      ...(isTold.has(of) ? toldBreaks(fields, after) : []),
    ].map((what) => ({ of, what }))
  })
  return [...operations, ...schemas]
}

const sdk = join(import.meta.dirname, '../packages/sdk')

if (process.argv[1] === import.meta.filename) {
  const release = releaseOf(JSON.parse(readFileSync(join(sdk, 'openapi.json'), 'utf8')) as Document)
  writeFileSync(join(sdk, `api-releases/${release.version}.json`), `${JSON.stringify(release, undefined, 1)}\n`)
}
