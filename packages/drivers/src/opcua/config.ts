import { Fault } from '@millrace/core'
import './faults.ts'

export const securityPolicies = ['None', 'Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss'] as const
export type OpcuaSecurityPolicy = (typeof securityPolicies)[number]

/** What the edge configuration says about an OPC UA server. */
export interface OpcuaConfig {
  /** `opc.tcp://host:port/path`. */
  readonly url: string
  /** None unless told, or unless a policy is named (then SignAndEncrypt). */
  readonly securityMode?: 'None' | 'Sign' | 'SignAndEncrypt'
  /** None unless told, or unless a mode is named (then Basic256Sha256). */
  readonly securityPolicy?: OpcuaSecurityPolicy
  /** Anonymous unless told. */
  readonly userName?: string
  readonly password?: string
  /**
   * Which server certificates are believed: `listed`, those in the folder `pki/trusted/certs` or under
   * `trustedCertificates`; `first-use` (unless told), also the first one that this address ever showed, and from then on
   * only that.
   */
  readonly trust?: 'listed' | 'first-use'
  /** SHA-256 fingerprints of believed certificates, 64 hexadecimal digits, colons allowed. */
  readonly trustedCertificates?: readonly string[]
  /**
   * How often the server sends what it sampled, ms; each tag's own period unless told. Longer than the periods, it saves
   * messages; no value is lost, each only comes later. Never longer than `keepAliveMs`.
   */
  readonly publishingMs?: number
  /** The server says at least this often that it is alive, ms; after three times without a word the link is dead. 5,000 unless told. */
  readonly keepAliveMs?: number
  /** How far back values are fetched that a server with a history kept during a loss, hours; 24 unless told, 0 for none. */
  readonly backfillHours?: number
  /** Time for one answer, ms; 10,000 unless told. */
  readonly timeoutMs?: number
}

export const configSchema = {
  type: 'object',
  required: ['url'],
  additionalProperties: false,
  properties: {
    url: {
      type: 'string',
      pattern: '^opc\\.tcp://[^\\s/@]+(/\\S*)?$',
      maxLength: 500,
      description: 'opc.tcp://host:port/path',
    },
    securityMode: { enum: ['None', 'Sign', 'SignAndEncrypt'], default: 'None', description: 'Protection of messages' },
    securityPolicy: { enum: securityPolicies, default: 'None', description: 'Set of algorithms' },
    userName: { type: 'string', minLength: 1, maxLength: 200, description: 'Anonymous if absent' },
    password: { type: 'string', maxLength: 1_000, description: 'Of the user' },
    trust: {
      enum: ['listed', 'first-use'],
      default: 'first-use',
      description: 'Believed server certificates: approved ones, or also the first one ever seen',
    },
    trustedCertificates: {
      type: 'array',
      maxItems: 100,
      items: { type: 'string', pattern: '^([0-9A-Fa-f]{2}:?){32}$' },
      description: 'SHA-256 fingerprints of believed server certificates',
    },
    publishingMs: {
      type: 'integer',
      minimum: 50,
      maximum: 60_000,
      description: 'Interval of messages, ms; the period of each tag if absent',
    },
    keepAliveMs: {
      type: 'integer',
      minimum: 500,
      maximum: 60_000,
      default: 5_000,
      description: 'Longest silence of the server, ms',
    },
    backfillHours: {
      type: 'number',
      minimum: 0,
      maximum: 8_760,
      default: 24,
      description: 'How far back values are fetched that the server kept during a loss, hours; 0 for none',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 100,
      maximum: 60_000,
      default: 10_000,
      description: 'Time for one answer, ms',
    },
  },
} as const

/** Mode and policy that belong together. Throws `opcua.settings_conflict` if one is None and the other is not. */
export function securityOf(config: OpcuaConfig): {
  readonly mode: 'None' | 'Sign' | 'SignAndEncrypt'
  readonly policy: OpcuaSecurityPolicy
} {
  const { securityMode, securityPolicy } = config
  const mode = securityMode ?? (securityPolicy && securityPolicy !== 'None' ? 'SignAndEncrypt' : 'None')
  const policy = securityPolicy ?? (mode === 'None' ? 'None' : 'Basic256Sha256')
  if ((mode === 'None') !== (policy === 'None')) {
    throw new Fault('opcua.settings_conflict', { expected: 'mode and policy to be both None or neither', mode, policy })
  }
  return { mode, policy }
}
