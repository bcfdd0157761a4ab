import { plainText, post, robotOutcome, type Way } from './face.ts'

const PUBLIC = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send'
/** Bytes of `text.content`. */
const MOST_BYTES = 2_048
/** No such key: sending again changes nothing. Any other code is tried again. */
const final: ReadonlySet<number> = new Set([93_000])

/** Robot of a group (企业微信群机器人): who knows the key may send. */
export const wecom: Way = {
  repeats: true,
  needs: ['key'],
  mostPerMinute: 20,
  goesTo: ({ endpoint = PUBLIC }) => String(endpoint),
  check: () => undefined,
  async send(outgoing, { endpoint = PUBLIC }, { key = '' }, letter) {
    const url = new URL(String(endpoint))
    url.searchParams.set('key', key)
    const body = JSON.stringify({ msgtype: 'text', text: { content: plainText(letter, MOST_BYTES, true) } })
    return robotOutcome(await post(outgoing, url.href, body), 'errcode', final)
  },
}
