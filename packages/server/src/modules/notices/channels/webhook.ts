import { Fault } from '@millrace/core'
import { webhookHeaders, webhookKey } from '../../../outgoing/index.ts'
import '../faults.ts'
import { post, type Way } from './face.ts'

function keyOf(text: string): Buffer {
  const key = webhookKey(text)
  if (!key) throw new Fault('notices.secret_malformed', { expected: 'whsec_ and 24 to 64 bytes in base64' })
  return key
}

/** Signed as Standard Webhooks 1.0.0 has it. */
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
    const headers = webhookHeaders([keyOf(key)], { id, at, body })
    const { body: _, ...outcome } = await post(outgoing, String(url), body, headers)
    return outcome
  },
}
