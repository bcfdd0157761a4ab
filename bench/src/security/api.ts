import { setTimeout as wait } from 'node:timers/promises'
import { Fault } from '@millrace/core'
import './faults.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined if it is none. */
  readonly json: Record<string, unknown> | undefined
}

export interface Asked {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Longest that a reply is read: a stream that stays open is cut off there. */
const READ_MS = 400
/** Times that something is asked until it is within the rate. */
const PATIENCE = 5

/** Somebody who speaks to the platform's API, with a token or without. */
export class Caller {
  readonly name: string
  readonly #address: string
  readonly #token: string | undefined

  constructor(name: string, address: string, token?: string) {
    this.name = name
    this.#address = address
    this.#token = token
  }

  async ask(path: string, { method = 'GET', body, headers = {} }: Asked = {}): Promise<Reply> {
    const leave = new AbortController()
    const reply = await fetch(`${this.#address}${path}`, {
      method,
      redirect: 'manual',
      signal: leave.signal,
      headers: {
        'x-forwarded-for': addressOf(),
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined
          ? {}
          : { 'content-type': isBytes(body) ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body) }),
    })
    const text = await read(reply, leave)
    return { status: reply.status, headers: reply.headers, text, json: jsonOf(text) }
  }

  /** The same from somebody who keeps to the rate: a reply that says only that there were too many is no answer. */
  async askInTime(path: string, asked: Asked = {}): Promise<Reply> {
    for (let tries = 1; ; tries++) {
      const reply = await this.ask(path, asked)
      if (tries === PATIENCE || reply.json?.['code'] !== 'http.too_many_requests') return reply
      await wait(1_000)
    }
  }

  /** What must succeed. Throws `bench_security.unexpected`. */
  async need(path: string, asked: Asked = {}): Promise<Record<string, never> & { items: Record<string, never>[] }> {
    const { status, text, json } = await this.askInTime(`/api/v1${path}`, asked)
    if (status >= 300)
      throw new Fault('bench_security.unexpected', {
        expected: 'success',
        asked: `${asked.method ?? 'GET'} ${path} as ${this.name}`,
        seen: `${status} ${text.slice(0, 300)}`,
      })
    return (json ?? {}) as never
  }
}

const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array

/** A new address each time, of the network for benchmarks (RFC 2544). */
const addressOf = (): string => `198.18.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`

async function read(reply: Response, leave: AbortController): Promise<string> {
  const streams = reply.headers.get('content-type')?.startsWith('text/event-stream')
  if (!streams) return reply.text()
  const timer = setTimeout(() => leave.abort(), READ_MS)
  let text = ''
  try {
    for await (const piece of reply.body as ReadableStream<Uint8Array>) text += Buffer.from(piece).toString()
  } catch (thrown) {
    // The stream was cut off on purpose.
    if (!leave.signal.aborted) throw thrown
  } finally {
    clearTimeout(timer)
  }
  return text
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    // Not every reply is JSON.
    return undefined
  }
}
