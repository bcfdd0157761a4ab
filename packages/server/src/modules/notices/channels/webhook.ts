import { createHmac } from 'node:crypto'
import { Fault } from '@millrace/core'
import '../faults.ts'
import { post, type Way } from './face.ts'

const PREFIX = 'whsec_'

/** Standard Webhooks 1.0.0, "Signature scheme": 24 to 64 bytes in base64 behind whsec_. */
function keyOf(text: string): Buffer {
  const bytes = Buffer.from(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '', 'base64')
  if (bytes.length < 24 || bytes.length > 64)
    throw new Fault('notices.secret_malformed', { expected: 'whsec_ and 24 to 64 bytes in base64' })
  return bytes
}

/** Signed as Standard Webhooks 1.0.0 has it: HMAC-SHA256 over id, seconds and body with dots between. */
export const webhook: Way = {
  repeats: false,
  needs: ['key'],
  mostPerMinute: 120,
  goesTo: ({ url }) => String(url),
  check: (_, { key = '' }) => void keyOf(key),
  async send(outgoing, { url }, { key = '' }, { id, why, message, language, acknowledge, at }) {
    const { title, text, link, notices, total } = message
    const body = JSON.stringify({
      type: `notice.${why}`,
      timestamp: new Date(at).toISOString(),
      data: {
        title,
        text,
        language,
        ...(link ? { link } : {}),
        ...(acknowledge ? { acknowledge } : {}),
        notices,
        total,
      },
    })
    const seconds = String(Math.floor(at / 1_000))
    const signature = createHmac('sha256', keyOf(key)).update(`${id}.${seconds}.${body}`).digest('base64')
    const { body: _, ...outcome } = await post(outgoing, String(url), body, {
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${signature}`,
    })
    return outcome
  },
}
