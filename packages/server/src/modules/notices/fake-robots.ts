import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What one of them took. */
export interface Taken {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly raw: string
  /** The text that a reader would see; empty for other bodies. */
  readonly text: string
}

export const DINGTALK = { accessToken: 'ding-access', signingSecret: 'SECding' }
export const WECOM = { key: 'wecom-key' }
export const FEISHU = { hook: 'feishu-hook', signingSecret: 'feishu-secret' }
export const SMS = { authorization: 'Bearer sms-token' }

type Body = Record<string, unknown>

const sign = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64')

/**
 * A mock. Stands for the robots of DingTalk, WeCom and Feishu, which cannot be reached from a test: it checks each request against
 * the form that their public documents give, and answers as they do. It stands for a gateway of SMS and a receiver of webhooks too.
 */
export class FakeRobots {
  readonly taken: Taken[] = []
  /** Answers in place of the usual one, as long as it is set: an HTTP status and a body, or nothing at all. */
  answer: { status: number; body: string } | 'silence' | undefined
  /** ms UTC, as the other side sees it. */
  now: () => number = Date.now
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  static async start(): Promise<FakeRobots> {
    const robots = new FakeRobots()
    robots.#server.listen(0, '127.0.0.1')
    await once(robots.#server, 'listening')
    return robots
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let raw = ''
    for await (const piece of request) raw += String(piece)
    const url = new URL(request.url ?? '/', 'http://robot')
    const body = JSON.parse(raw) as Body
    const { text, reply } = this.#judge(url, body, request)
    this.taken.push({ path: url.pathname, headers: request.headers, raw, text })
    const answer = this.answer
    if (answer === 'silence') response.destroy()
    else if (answer) response.writeHead(answer.status).end(answer.body)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
  }

  #judge(url: URL, body: Body, request: IncomingMessage): { text: string; reply: Body } {
    if (url.pathname === '/robot/send') return this.#dingtalk(url, body)
    if (url.pathname === '/cgi-bin/webhook/send') return wecom(url, body)
    if (url.pathname.startsWith('/open-apis/bot/v2/hook/')) return this.#feishu(url, body)
    if (url.pathname === '/sms') return sms(body, request)
    return { text: '', reply: {} }
  }

  /** open.dingtalk.com, "自定义机器人接入": timestamp in ms, not an hour off. */
  #dingtalk(url: URL, body: Body): { text: string; reply: Body } {
    const { accessToken, signingSecret } = DINGTALK
    const timestamp = url.searchParams.get('timestamp') ?? ''
    const text = (body['text'] as { content?: string } | undefined)?.content ?? ''
    const isSigned = url.searchParams.get('sign') === sign(signingSecret, `${timestamp}\n${signingSecret}`)
    const isNear = Math.abs(Number(timestamp) - this.now()) < 3_600_000
    if (url.searchParams.get('access_token') !== accessToken)
      return { text, reply: { errcode: 300001, errmsg: 'token is not exist' } }
    if (!isSigned || !isNear) return { text, reply: { errcode: 310000, errmsg: 'sign not match' } }
    if (body['msgtype'] !== 'text' || text === '')
      return { text, reply: { errcode: 40035, errmsg: 'missing parameter' } }
    return { text, reply: { errcode: 0, errmsg: 'ok' } }
  }

  /** open.feishu.cn, "自定义机器人使用指南": timestamp in s, not an hour off; the key of the HMAC is what is signed. */
  #feishu(url: URL, body: Body): { text: string; reply: Body } {
    const { hook, signingSecret } = FEISHU
    const text = (body['content'] as { text?: string } | undefined)?.text ?? ''
    const timestamp = String(body['timestamp'])
    const isSigned = body['sign'] === sign(`${timestamp}\n${signingSecret}`, '')
    const isNear = Math.abs(Number(timestamp) * 1_000 - this.now()) < 3_600_000
    if (!url.pathname.endsWith(`/${hook}`))
      return { text, reply: { code: 19001, msg: 'param invalid: incoming webhook access token invalid' } }
    if (!isSigned || !isNear)
      return {
        text,
        reply: { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' },
      }
    if (body['msg_type'] !== 'text' || text === '') return { text, reply: { code: 9499, msg: 'Bad Request' } }
    return { text, reply: { code: 0, msg: 'success', data: {} } }
  }
}

/** developer.work.weixin.qq.com, "群机器人配置说明": at most 2,048 bytes of text. */
function wecom(url: URL, body: Body): { text: string; reply: Body } {
  const text = (body['text'] as { content?: string } | undefined)?.content ?? ''
  if (url.searchParams.get('key') !== WECOM.key)
    return { text, reply: { errcode: 93000, errmsg: 'invalid webhook url' } }
  if (body['msgtype'] !== 'text' || text === '')
    return { text, reply: { errcode: 40008, errmsg: 'invalid message type' } }
  if (Buffer.byteLength(text) > 2_048) return { text, reply: { errcode: 40058, errmsg: 'content exceed max length' } }
  return { text, reply: { errcode: 0, errmsg: 'ok' } }
}

function sms(body: Body, request: IncomingMessage): { text: string; reply: Body } {
  const text = String(body['content'])
  const isOk = request.headers.authorization === SMS.authorization && /^\+?\d+$/.test(String(body['mobile']))
  return { text, reply: { status: isOk ? 'OK' : 'REJECTED' } }
}
