import { createHmac } from 'node:crypto'
import { plainText, post, robotOutcome, type Way } from './face.ts'

const PUBLIC = 'https://open.feishu.cn/open-apis/bot/v2/hook/'
/** Bytes of a request. */
const MOST_BYTES = 20_000
/** Signature refused: sending again changes nothing. Any other code is tried again. */
const final: ReadonlySet<number> = new Set([19_021])

/** Custom robot of a group (飞书自定义机器人), with 签名校验: HMAC-SHA256 of nothing under "timestamp\nsecret"; timestamp in s. */
export const feishu: Way = {
  repeats: true,
  needs: ['hook'],
  mostPerMinute: 100,
  goesTo: ({ endpoint = PUBLIC }) => String(endpoint),
  check: () => undefined,
  async send(outgoing, { endpoint = PUBLIC }, { hook = '', signingSecret }, letter) {
    const seconds = String(Math.floor(letter.at / 1_000))
    const signed =
      signingSecret === undefined
        ? {}
        : { timestamp: seconds, sign: createHmac('sha256', `${seconds}\n${signingSecret}`).digest('base64') }
    // A text that holds <at user_id="all"> would call everybody.
    const text = plainText(letter, MOST_BYTES / 2, true).replaceAll('<', '＜')
    const body = JSON.stringify({ ...signed, msg_type: 'text', content: { text } })
    const base = String(endpoint)
    const url = `${base}${base.endsWith('/') ? '' : '/'}${encodeURIComponent(hook)}`
    return robotOutcome(await post(outgoing, url, body), 'code', final)
  },
}
