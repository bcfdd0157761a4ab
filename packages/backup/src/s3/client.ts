import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { Readable } from 'node:stream'
import { type Clock, type Closable, Fault, MICROS_PER_MS } from '@millrace/core'
import { checked, textOf } from '../body.ts'
import '../faults.ts'
import type { Body } from '../target.ts'
import { type Credentials, encoded, queryText, signed } from './sign.ts'

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const TRIES = 5
const FIRST_PAUSE_MS = 200
/** Without a byte either way for this long the connection is given up. */
const SILENT_MS = 60_000
/** RFC 9110 and "Error responses" of S3: worth another try. */
const passing = new Set([408, 429, 500, 502, 503, 504])

export interface S3Place {
  /** Origin of the store. */
  readonly endpoint: URL
  readonly region: string
  readonly bucket: string
  /** For people. */
  readonly name: string
}

export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'HEAD'
  /** Empty: the bucket itself. */
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body
}

export interface S3Reply {
  readonly status: number
  /** Read to the end or destroyed by whoever asked. */
  readonly body: Readable
}

/**
 * Requests to one bucket, path-style, signed, each tried again after what passes by itself. It speaks what every store of this
 * kind understands: single PUT, GET, DELETE and ListObjectsV2.
 */
export class S3Client implements Closable {
  readonly #place: S3Place
  readonly #credentials: Credentials
  readonly #clock: Clock
  readonly #agent: HttpAgent | HttpsAgent
  readonly #send: typeof httpsRequest

  constructor(place: S3Place, credentials: Credentials, clock: Clock) {
    this.#place = place
    this.#credentials = credentials
    this.#clock = clock
    const isSecure = place.endpoint.protocol === 'https:'
    this.#agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 16 })
    this.#send = (isSecure ? httpsRequest : httpRequest) as typeof httpsRequest
  }

  /** The reply of a status in `expected`. Throws `backup.target_unreachable`, `backup.target_refused`. */
  async ask(request: S3Request, expected: readonly number[]): Promise<S3Reply> {
    let pause = FIRST_PAUSE_MS
    for (let left = TRIES - 1; ; left--) {
      const reply = await this.#once(request).catch((thrown: unknown) => {
        if (thrown instanceof Fault) throw thrown
        if (left === 0)
          throw new Fault('backup.target_unreachable', { target: this.#place.name, seen: saidOf(thrown) }, thrown)
        return undefined
      })
      if (reply && expected.includes(reply.status)) return reply
      if (reply && (left === 0 || !passing.has(reply.status))) throw await this.#refused(request, reply)
      reply?.body.destroy()
      await this.#clock.sleep(pause * (0.5 + Math.random() / 2))
      pause *= 3
    }
  }

  close(): void {
    this.#agent.destroy()
  }

  #once({ method, key, query = {}, headers = {}, body }: S3Request): Promise<S3Reply> {
    const { endpoint, bucket, region } = this.#place
    const path = `/${[bucket, ...(key === '' ? [] : key.split('/'))].map(encoded).join('/')}`
    const all = signed(
      {
        method,
        path,
        query,
        headers: {
          host: endpoint.host,
          'x-amz-content-sha256': body?.sha256 ?? EMPTY,
          ...(body ? { 'content-length': String(body.bytes) } : {}),
          ...headers,
        },
      },
      this.#credentials,
      { region, at: new Date(this.#clock.now() / MICROS_PER_MS) },
    )
    const text = queryText(query)
    return new Promise((done, failed) => {
      const sent = this.#send(
        new URL(`${path}${text === '' ? '' : `?${text}`}`, endpoint),
        { method, headers: all, agent: this.#agent, timeout: SILENT_MS },
        (reply: IncomingMessage) => done({ status: reply.statusCode ?? 0, body: reply }),
      )
      sent.once('timeout', () =>
        sent.destroy(new Fault('backup.target_unreachable', { target: this.#place.name, seen: 'silence' })),
      )
      sent.once('error', failed)
      if (!body) return sent.end()
      const stream = Readable.from(checked(body, key))
      stream.once('error', (failure) => sent.destroy(failure))
      sent.once('close', () => stream.destroy())
      stream.pipe(sent)
      return undefined
    })
  }

  async #refused({ method, key }: S3Request, { status, body }: S3Reply): Promise<Fault> {
    const text = await textOf(body)
    const said = ['Code', 'Message'].map((name) => textOfTag(text, name)).filter((one) => one !== undefined)
    return new Fault('backup.target_refused', {
      target: this.#place.name,
      what: `${method} ${key || 'of its list'}`,
      status,
      seen: said.join(': ').slice(0, 300) || 'without a word',
    })
  }
}

const saidOf = (thrown: unknown): string => {
  const { message, code } = thrown as NodeJS.ErrnoException
  return message || (code ?? 'a broken connection')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text of the first such element. Replies of S3 are flat lists of plain elements; none of them needs a parser. */
export function textOfTag(xml: string, tag: string): string | undefined {
  const text = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1]
  return text?.replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '')
}
