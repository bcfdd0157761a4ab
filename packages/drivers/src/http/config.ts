import type { TimeFormat } from '../kit/times.ts'

export interface HttpTime {
  /** JSONPath from the top of the answer. */
  readonly path: string
  readonly format?: TimeFormat
}

/** One request whose answer holds the values of several tags. */
export interface HttpRequestConfig {
  /** Addresses name it: `name#$.path`. */
  readonly name: string
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly time?: HttpTime
  readonly write?: HttpWriteConfig
}

export interface HttpWriteConfig {
  readonly path?: string
  readonly method?: 'PUT' | 'POST' | 'PATCH'
  readonly headers?: Readonly<Record<string, string>>
  /** `{value}` is the value as JSON, `{name}` the last name of the tag's JSONPath. */
  readonly body: string
}

/** What the edge configuration says about an HTTP server. */
export interface HttpConfig {
  readonly url: string
  readonly requests?: readonly HttpRequestConfig[]
  readonly headers?: Readonly<Record<string, string>>
  /** Basic authentication. */
  readonly user?: string
  readonly password?: string
  readonly bearer?: string
  /** Of requests that have none of their own. */
  readonly time?: HttpTime
  readonly timeoutMs?: number
  readonly mostBytes?: number
  readonly maxInFlight?: number
  readonly ca?: string
}

const path = {
  type: 'string',
  maxLength: 1_000,
  pattern: '^[!-~]*$',
  description: 'Relative to the url, with its query',
}
const headers = {
  type: 'object',
  maxProperties: 50,
  propertyNames: { pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" },
  additionalProperties: { type: 'string', maxLength: 4_000, pattern: '^[ -~]*$' },
}
const time = {
  type: 'object',
  required: ['path'],
  additionalProperties: false,
  description: 'Where the answer says of when its values are; the middle of request and answer unless told',
  properties: {
    path: { type: 'string', pattern: '^\\$', maxLength: 500, description: 'JSONPath from the top of the answer' },
    format: { enum: ['iso', 'unix-s', 'unix-ms', 'unix-us'], default: 'iso' },
  },
}
const body = { type: 'string', maxLength: 100_000 }

export const configSchema = {
  type: 'object',
  required: ['url'],
  additionalProperties: false,
  dependentRequired: { user: ['password'], password: ['user'] },
  properties: {
    url: {
      type: 'string',
      pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
      maxLength: 500,
      description: 'What paths are relative to, such as https://meter7/api',
    },
    requests: {
      type: 'array',
      maxItems: 1_000,
      description: 'Requests with a name; others are addressed by their path and are GET',
      items: {
        type: 'object',
        required: ['name', 'path'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[A-Za-z0-9_.-]+$', maxLength: 100 },
          path,
          method: { enum: ['GET', 'POST'], default: 'GET' },
          headers,
          body,
          time,
          write: {
            type: 'object',
            required: ['body'],
            additionalProperties: false,
            description: 'How tags of this request are written; without it they cannot be',
            properties: {
              path: {
                ...path,
                description: 'That of the request unless told; {name} is the last name of the JSONPath',
              },
              method: { enum: ['PUT', 'POST', 'PATCH'], default: 'PUT' },
              headers,
              body: { ...body, description: '{value} is the value as JSON, {name} the last name of the JSONPath' },
            },
          },
        },
      },
    },
    headers,
    user: { type: 'string', maxLength: 200, pattern: '^[^:\\p{Cc}]*$', description: 'Basic authentication' },
    password: { type: 'string', maxLength: 1_000, writeOnly: true },
    bearer: {
      type: 'string',
      maxLength: 8_000,
      pattern: '^[!-~]*$',
      writeOnly: true,
      description: 'Token of the Authorization header',
    },
    time,
    timeoutMs: {
      type: 'integer',
      minimum: 50,
      maximum: 60_000,
      default: 5_000,
      description: 'Time for one answer, ms',
    },
    mostBytes: {
      type: 'integer',
      minimum: 100,
      maximum: 100_000_000,
      default: 4_000_000,
      description: 'Longer answers are refused',
    },
    maxInFlight: {
      type: 'integer',
      minimum: 1,
      maximum: 16,
      default: 1,
      description: 'Requests on their way at a time',
    },
    ca: { type: 'string', description: 'Authorities for https instead of the system’s, PEM' },
  },
} as const
