import { createHmac } from 'node:crypto'
import { plainText, post, robotOutcome, type Way } from './face.ts'

const PUBLIC = 'https://oapi.dingtalk.com/robot/send'
/** Bytes of a message. */
const MOST_BYTES = 20_000
/** Signature, key word or address refused: sending again changes nothing. Any other code is tried again. */
const final: ReadonlySet<number> = new Set([310_000])

/** Custom robot of a group (钉钉自定义机器人), with 加签: HMAC-SHA256 of "timestamp\nsecret" under the secret; timestamp in ms. */
export const dingtalk: Way = {
  repeats: true,
  needs: ['accessToken'],
  // More, and the robot is silent for ten minutes.
  mostPerMinute: 20,
  goesTo: ({ endpoint = PUBLIC }) => String(endpoint),
  check: () => undefined,
  async send(outgoing, { endpoint = PUBLIC }, { accessToken = '', signingSecret }, letter) {
    const url = new URL(String(endpoint))
    url.searchParams.set('access_token', accessToken)
    if (signingSecret !== undefined) {
      const signed = `${letter.at}\n${signingSecret}`
      url.searchParams.set('timestamp', String(letter.at))
      url.searchParams.set('sign', createHmac('sha256', signingSecret).update(signed).digest('base64'))
    }
    const content = plainText(letter, MOST_BYTES - 200, true)
    const body = JSON.stringify({ msgtype: 'text', text: { content } })
    return robotOutcome(await post(outgoing, url.href, body), 'errcode', final)
  },
}
