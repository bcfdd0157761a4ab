import { Fault } from '@millrace/core'
import type { Outgoing } from '../../../outgoing/index.ts'
import type { Message } from '../tables.ts'

/** What goes out, once or, where nobody knows whether it arrived, again under the same id. */
export interface Letter {
  /** Of the delivery: the same with every attempt. */
  readonly id: string
  readonly why: 'raised' | 'cleared' | 'test'
  readonly message: Message
  readonly language: 'en' | 'zh'
  /** Where a browser acknowledges it. */
  readonly acknowledge: string | undefined
  /** Address or number; undefined where the channel has its own receiver. */
  readonly to: string | undefined
  /** True: an attempt before may have arrived. */
  readonly repeat: boolean
  /** ms UTC. */
  readonly at: number
}

/** What became of an attempt, in the words of the other side. */
export type Outcome =
  | { readonly is: 'sent'; readonly answer: string }
  /** It did not arrive. `final`: and will not, unless somebody changes something. */
  | { readonly is: 'refused'; readonly answer: string; readonly final: boolean }
  /** It may have arrived. */
  | { readonly is: 'unknown'; readonly answer: string }

export type Secrets = Readonly<Record<string, string>>

export interface Way {
  /** Of a person, for channels that go to people. */
  readonly address?: 'email' | 'phone'
  /** True: the other side knows no key of a message, so what is sent twice arrives twice. */
  readonly repeats: boolean
  /** Secrets without which nothing can be sent. */
  readonly needs: readonly string[]
  /** Messages a minute unless said otherwise. */
  readonly mostPerMinute: number
  /** Where it goes: the secrets are bound to it. */
  goesTo(settings: Readonly<Record<string, unknown>>): string
  /** What the schema cannot say. Throws `notices.setting_malformed`, `notices.secret_malformed`. */
  check(settings: Readonly<Record<string, unknown>>, secrets: Secrets): void
  send(
    outgoing: Outgoing,
    settings: Readonly<Record<string, unknown>>,
    secrets: Secrets,
    letter: Letter,
  ): Promise<Outcome>
}

/** Characters of an answer that are kept. */
export const MOST_ANSWER = 500

/** One line, without what a terminal or a page could stumble over. */
export const wordsOf = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_ANSWER)

/** At most so many bytes of UTF-8, never half a character. */
export function cut(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text
  let size = 0
  let kept = ''
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > mostBytes - 3) break
    kept += character
  }
  return `${kept}…`
}

const said = {
  en: { acknowledge: 'Acknowledge', open: 'Open', repeat: '(may have been sent before)' },
  zh: { acknowledge: '确认', open: '查看', repeat: '（可能重复发送）' },
} as const

/** The whole message as plain text; the links stay whole whatever is cut. */
export function plainText(letter: Letter, mostBytes: number, marksRepeats: boolean): string {
  const { message, language, acknowledge, repeat } = letter
  const { title, text, link } = message
  const words = said[language]
  const tail = [
    ...(link ? [`${words.open}: ${link}`] : []),
    ...(acknowledge ? [`${words.acknowledge}: ${acknowledge}`] : []),
    ...(repeat && marksRepeats ? [words.repeat] : []),
  ].join('\n')
  const room = mostBytes - Buffer.byteLength(tail) - 2
  return [cut(text === '' ? title : `${title}\n${text}`, room), ...(tail ? [tail] : [])].join('\n\n')
}

/** Codes of sockets and resolvers with which nothing has left yet. */
const NOT_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|ALTNAME|SSL/

/** What a request that did not come back means. */
export function outcomeOf(thrown: unknown): Outcome {
  if (!(thrown instanceof Fault)) throw thrown
  const answer = wordsOf(thrown.message)
  if (/^outgoing\.(url|scheme|address|mail_port)_?refused$/.test(thrown.code))
    return { is: 'refused', answer, final: true }
  if (thrown.code === 'outgoing.too_many_redirects') return { is: 'refused', answer, final: true }
  const code = String((thrown.cause as { code?: unknown } | undefined)?.code ?? '')
  if (thrown.code === 'outgoing.unreachable' && NOT_LEFT.test(code)) return { is: 'refused', answer, final: false }
  return { is: 'unknown', answer }
}

/** What a status of HTTP means where it is not 2xx (RFC 9110 §15.5, §15.6). */
export function refusedBy(status: number, body: string): Outcome {
  const answer = wordsOf(`HTTP ${status} ${body}`)
  // The other side is in trouble: whether it took the message before it fell, nobody knows.
  if (status === 500 || status === 502 || status === 504) return { is: 'unknown', answer }
  return { is: 'refused', answer, final: ![408, 425, 429, 503].includes(status) }
}

/** Posts JSON; what is not 2xx, or does not come back, is an outcome already. */
export async function post(
  outgoing: Outgoing,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Outcome & { readonly body?: string }> {
  let reply: Response
  try {
    reply = await outgoing.fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    })
  } catch (thrown) {
    return outcomeOf(thrown)
  }
  const text = await reply.text()
  if (!reply.ok) return refusedBy(reply.status, text)
  return { is: 'sent', answer: wordsOf(`HTTP ${reply.status} ${text}`), body: text }
}

/** A robot's answer: HTTP 200 whatever happened, and a code in the body. */
export function robotOutcome(
  reply: Outcome & { readonly body?: string },
  codeField: 'errcode' | 'code',
  final: ReadonlySet<number>,
): Outcome {
  if (reply.body === undefined) return reply
  const { answer } = reply
  let read: unknown
  try {
    read = JSON.parse(reply.body)
  } catch {
    // Not the robot's: a proxy or a page of sign-in answered.
    return { is: 'refused', answer, final: true }
  }
  const code = (read as Record<string, unknown> | null)?.[codeField]
  if (code === 0) return { is: 'sent', answer }
  return { is: 'refused', answer, final: typeof code !== 'number' || final.has(code) }
}
