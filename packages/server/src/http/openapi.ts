import { faultTable } from '@millrace/core'
import { ARROW } from './body.ts'
import { capabilitiesOf, faultAreas } from './capabilities.ts'
import type { Route } from './route.ts'
import { Problem } from './schema.ts'

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Schemas with a title become components, so that clients get a name for them. */
class Components {
  readonly schemas: Record<string, Json> = {}

  place(schema: unknown): Json {
    if (Array.isArray(schema)) return schema.map((part) => this.place(part))
    if (!isObject(schema)) return schema as Json
    const title = schema['title']
    if (typeof title !== 'string') return this.#inside(schema)
    if (!(title in this.schemas)) {
      this.schemas[title] = {}
      this.schemas[title] = this.#inside(schema)
    }
    return { $ref: `#/components/schemas/${title}` }
  }

  #inside(schema: Record<string, unknown>): Json {
    return Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [key, key === 'examples' ? (value as Json) : this.place(value)]),
    )
  }
}

const json = (schema: Json): Json => ({ 'application/json': { schema } })

function parameters(components: Components, route: Route): Json[] {
  const of = (place: 'path' | 'query', shape: Route['shape']['params']): Json[] =>
    Object.entries(shape?.properties ?? {}).map(([name, schema]) => {
      const { description, ...rest } = schema as { description?: string }
      const required = place === 'path' || ((shape?.required ?? []) as string[]).includes(name)
      return {
        name: name === '*' ? 'path' : name,
        in: place,
        required,
        ...(description ? { description } : {}),
        schema: components.place(rest),
      }
    })
  return [...of('path', route.shape.params), ...of('query', route.shape.query)]
}

const operationId = (route: Route): string =>
  [route.method.toLowerCase(), ...route.path.split('/').filter(Boolean)]
    .map((word) => word.replace(/^:/, 'by-').replace('*', 'by-path'))
    .join('-')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const binary: Json = { schema: { type: 'string', format: 'binary' } }

function bodyOf(components: Components, { body, form, arrow }: Route['shape']): Json {
  const schema = components.place(body)
  const asForm = { 'application/x-www-form-urlencoded': { schema } }
  if (form === true) return asForm
  return { ...(json(schema) as Record<string, Json>), ...(form ? asForm : {}), ...(arrow ? { [ARROW]: binary } : {}) }
}

const wordOf = (route: Route): string => route.path.split('/')[1] ?? ''

/** What any call of this shape may be answered with, whatever it is about. */
function generalFaults({ permission, params, query, body, octets, form }: Route['shape']): string[] {
  const has = (name: string, when: unknown): string[] => (when ? [`http.${name}`] : [])
  return [
    ...has('signed_out', permission !== 'public'),
    ...has('forbidden', permission !== 'public' && permission !== 'person'),
    ...has('request_malformed', params ?? query ?? body),
    ...has('cursor_malformed', query && 'cursor' in query.properties),
    ...has('body_malformed', body && !form),
    ...has('body_deep', body && !form),
    ...has('media_type', body),
    ...has('body_too_large', body ?? octets),
    ...has('too_many_requests', true),
  ]
}

/** Rows of the error table that somebody who calls the API can meet and mend, of these areas. */
function faultRows(areas: ReadonlySet<string>): Record<string, Json> {
  const told = [...faultTable()].filter(
    ([code, { blame }]) => blame === 'caller' && areas.has(code.slice(0, code.indexOf('.'))),
  )
  return Object.fromEntries(
    told
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { status, says, remedy }]) => [code, { status, says, remedy }]),
  )
}

function deprecation({ deprecated }: Route['shape']): Record<string, Json> {
  if (!deprecated) return {}
  const { since, sunset, instead } = deprecated
  return { deprecated: true, 'x-deprecated-since': since, 'x-sunset': sunset, 'x-instead': instead }
}

function operation(components: Components, route: Route): Json {
  const { shape } = route
  const status = shape.status ?? (shape.reply || shape.also ? 200 : 204)
  const content = {
    ...(shape.reply ? (json(components.place(shape.reply)) as Record<string, Json>) : {}),
    ...Object.fromEntries(
      Object.entries(shape.also ?? {}).map(([type, description]) => [
        type,
        { schema: { type: 'string', description } },
      ]),
    ),
  }
  const has = Object.keys(content).length > 0
  return {
    operationId: operationId(route),
    tags: [wordOf(route)],
    summary: shape.summary,
    ...(shape.description ? { description: shape.description } : {}),
    ...deprecation(shape),
    'x-permission': shape.permission,
    'x-faults': generalFaults(shape),
    'x-fault-areas': [...faultAreas(wordOf(route))],
    security:
      shape.permission === 'public'
        ? []
        : shape.permission === 'device'
          ? [{ device: [] }]
          : shape.permission === 'link' || shape.permission === 'app'
            ? [{ bearer: [] }]
            : [{ cookie: [] }, { bearer: [] }],
    parameters: parameters(components, route),
    ...(shape.body ? { requestBody: { required: true, content: bodyOf(components, shape) } } : {}),
    ...(shape.octets === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/octet-stream': binary },
          },
        }),
    responses: {
      [String(status)]: { description: 'Success', ...(has ? { content } : {}) },
      default: {
        description: 'A fault',
        content: {
          'application/problem+json': { schema: components.place(Problem) },
          // RFC 6749 §5.2
          ...(shape.form
            ? (json({ type: 'object', required: ['error'], properties: { error: { type: 'string' } } }) as object)
            : {}),
        },
      },
    },
  }
}

/** The routes as an OpenAPI 3.1 document; the same routes always give the same text. */
export function openApiOf(routes: readonly Route[], version: string): Json {
  const components = new Components()
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(components, route) }
  }
  const words = new Set(routes.map(wordOf))
  const areas = new Set(['http', ...[...words].flatMap((word) => faultAreas(word))])
  const schemas = Object.fromEntries(Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Millrace',
      version,
      description:
        'Lists come in pages (`items`, `next`); faults are RFC 9457 problem details with a code and a remedy.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    'x-tagGroups': capabilitiesOf(words),
    paths,
    components: {
      schemas,
      'x-faults': faultRows(areas),
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'millrace_session' },
        bearer: { type: 'http', scheme: 'bearer', description: 'Token of POST /api/v1/session with kind "token"' },
        device: {
          type: 'http',
          scheme: 'bearer',
          description:
            'name:secret of a device credential, also as Basic (RFC 7617); over HTTPS the certificate of the machine does as well',
        },
      },
    },
  }
}
