import { createHmac, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** The key of a secret, as Standard Webhooks 1.0.0 has it: 24 to 64 bytes in base64 behind whsec_. Undefined where it is none. */
export function webhookKey(secret: string): Buffer | undefined {
  const bytes = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '', 'base64')
  return bytes.length < 24 || bytes.length > 64 ? undefined : bytes
}

export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`

/** What goes out, under an id that is the same with every attempt. */
export interface SignedMessage {
  readonly id: string
  /** ms UTC, of this attempt. */
  readonly at: number
  readonly body: string
}

/**
 * Headers of Standard Webhooks 1.0.0, "Signature scheme": HMAC-SHA256 over id, seconds and body with dots between, one signature
 * for each key, so that a receiver may have either while secrets change.
 */
export function webhookHeaders(keys: readonly Buffer[], { id, at, body }: SignedMessage): Record<string, string> {
  const seconds = String(Math.floor(at / 1_000))
  const signature = (key: Buffer): string =>
    `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': keys.map(signature).join(' '),
  }
}
