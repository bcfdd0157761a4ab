import type { SmsSettings } from '../schema.ts'
import { plainText, post, type Way, wordsOf } from './face.ts'

/** Long messages are cut into parts and paid for each. */
const MOST_BYTES = 500

/**
 * A gateway that takes one message as a JSON object over HTTP. Other gateways are other implementations of {@link Way}; what the
 * worker asks of one is no more than this.
 */
export const sms: Way = {
  address: 'phone',
  repeats: true,
  needs: ['authorization'],
  mostPerMinute: 30,
  goesTo: ({ url }) => String(url),
  check: () => undefined,
  async send(outgoing, settings, { authorization = '' }, letter) {
    const { url, phoneField, textField, more = {}, okField, okValue } = settings as SmsSettings
    const fields = { ...more, [phoneField]: letter.to, [textField]: plainText(letter, MOST_BYTES, true) }
    const { body, ...outcome } = await post(outgoing, url, JSON.stringify(fields), {
      authorization,
      'idempotency-key': letter.id,
    })
    if (body === undefined || okField === undefined) return outcome
    let read: unknown
    try {
      read = JSON.parse(body)
    } catch {
      // An answer of another form tells no success.
      return { is: 'refused', answer: outcome.answer, final: false }
    }
    const value = (read as Record<string, unknown> | null)?.[okField]
    if (String(value) === (okValue ?? 'true')) return outcome
    return { is: 'refused', answer: wordsOf(body), final: false }
  },
}
