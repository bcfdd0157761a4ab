import type { BusLimits } from '../kit/bus.ts'

const authProtocols = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const
/** DES is left out: it protects nothing any more, and Node's OpenSSL has it switched off. */
const privProtocols = ['aes', 'aes256b', 'aes256r'] as const

/** What the edge configuration says about an SNMP agent. */
export interface SnmpConfig {
  readonly host: string
  /** 161 unless told. */
  readonly port?: number
  /** Of version 2c, which is spoken unless there is a `user`; `public` unless told. A secret. */
  readonly community?: string
  /** With it version 3 is spoken. */
  readonly user?: string
  /** How messages of the user are signed; not at all unless told. */
  readonly auth?: {
    /** sha (HMAC-SHA-96) unless told. */
    readonly protocol?: (typeof authProtocols)[number]
    readonly password: string
  }
  /** How what they carry is hidden; not at all unless told. */
  readonly privacy?: {
    /** aes (CFB128-AES-128) unless told. */
    readonly protocol?: (typeof privProtocols)[number]
    readonly password: string
  }
  /** Of version 3: the context of the objects; the default context unless told. */
  readonly context?: string
  /** Time for one answer, ms; 1,000 unless told. */
  readonly timeoutMs?: number
  /** How often a read without an answer is repeated within its scan: datagrams get lost. 1 unless told. */
  readonly retries?: number
  /** Objects of one request, 1…100; 20 unless told. */
  readonly maxItems?: number
  /** Requests on the wire at a time, 1…8; 1 unless told. */
  readonly maxInFlight?: number
}

/** RFC 3414 §11.2: eight characters or more. */
const password = { type: 'string', minLength: 8, maxLength: 255 } as const

export const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 253, description: 'Name or address of the agent' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 161 },
    community: { type: 'string', minLength: 1, maxLength: 255, description: 'Of version 2c; public if absent' },
    user: { type: 'string', minLength: 1, maxLength: 32, description: 'With it version 3 is spoken' },
    auth: {
      type: 'object',
      required: ['password'],
      additionalProperties: false,
      description: 'How messages are signed; not at all if absent',
      properties: { protocol: { enum: authProtocols, default: 'sha' }, password },
    },
    privacy: {
      type: 'object',
      required: ['password'],
      additionalProperties: false,
      description: 'How messages are encrypted; not at all if absent',
      properties: {
        protocol: { enum: privProtocols, default: 'aes', description: 'aes256b: Blumenthal, aes256r: Reeder (Cisco)' },
        password,
      },
    },
    context: { type: 'string', maxLength: 255, description: 'Of version 3; the default context if absent' },
    timeoutMs: {
      type: 'integer',
      minimum: 10,
      maximum: 60_000,
      default: 1_000,
      description: 'Time for one answer, ms',
    },
    retries: {
      type: 'integer',
      minimum: 0,
      maximum: 5,
      default: 1,
      description: 'Repetitions of a read without an answer; writes are never repeated',
    },
    maxItems: { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'Objects of one request' },
    maxInFlight: { type: 'integer', minimum: 1, maximum: 8, default: 1, description: 'Requests on the wire at a time' },
  },
  dependentRequired: { auth: ['user'], privacy: ['user', 'auth'], context: ['user'] },
  dependentSchemas: { user: { properties: { community: false } } },
} as const

export function busLimits({ maxInFlight = 1 }: SnmpConfig): BusLimits {
  return { inFlight: maxInFlight, turnaroundMs: 0 }
}
