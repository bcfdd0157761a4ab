import { type ClientRequest, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, connect as netConnect, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { type Clock, Fault, type Micros } from '@millrace/core'
import type { DriverCounters } from './driver.ts'
import './faults.ts'
import { countAnswer, countTimeout } from './trace.ts'

/** Timeouts in a row after which the server counts as gone, unless told otherwise. */
const SILENT_AFTER = 3

export interface HttpNeeds {
  /** What paths are relative to; http: or https:. */
  readonly baseUrl: string
  /** Authorities that are believed instead of the system's, PEM. Certificates are always verified. */
  readonly ca?: string
  readonly headers?: OutgoingHttpHeaders
  /** For a whole answer; for a stream until its head has come. */
  readonly timeoutMs: number
  /** Longer answers are refused. */
  readonly mostBytes: number
  readonly clock: Clock
  readonly counters: DriverCounters
}

export interface HttpAsk {
  readonly method: string
  /** Relative to the base url. */
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
}

export interface HttpReply {
  readonly status: number
  /** Content type as it came, '' if none. */
  readonly type: string
  readonly body: Buffer
  /** Middle of request and reply. */
  readonly time: Micros
}

/** The head of an answer whose body is read as it comes. */
export interface HttpStream {
  readonly status: number
  readonly type: string
  readonly body: IncomingMessage
}

/**
 * An HTTP/1.1 client of one server. Each request has a connection of its own, so that no answer can be taken for that
 * of another and a server that closes an idle connection is no error. Redirects are not followed.
 */
export class HttpClient {
  readonly #needs: HttpNeeds
  readonly #base: URL
  readonly #running = new Set<ClientRequest>()
  #silent = 0
  #closed = false
  /** Timeouts in a row after which the server counts as gone. */
  silentAfter = SILENT_AFTER

  constructor(needs: HttpNeeds) {
    this.#needs = needs
    this.#base = new URL(needs.baseUrl.endsWith('/') ? needs.baseUrl : `${needs.baseUrl}/`)
  }

  get open(): boolean {
    return !this.#closed
  }

  /** Opens a connection, verifies the certificate and lets go again. Throws `driver.link_lost` or the signal's reason. */
  reach(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const { hostname, protocol, port } = this.#base
    const host = hostname.replace(/^\[|\]$/g, '')
    return new Promise((resolve, reject) => {
      let socket: Socket
      if (protocol === 'https:') {
        const ca = this.#needs.ca === undefined ? {} : { ca: this.#needs.ca }
        socket = tlsConnect({ host, servername: isIP(host) === 0 ? host : '', port: Number(port || 443), ...ca })
        socket.once('secureConnect', () => socket.destroy())
      } else {
        socket = netConnect({ host, port: Number(port || 80) })
        socket.once('connect', () => socket.destroy())
      }
      const abort = (): void => {
        socket.destroy()
        reject(signal.reason)
      }
      signal.addEventListener('abort', abort, { once: true })
      socket.once('error', (error) => reject(this.#lost(error.message)))
      socket.once('close', () => {
        signal.removeEventListener('abort', abort)
        resolve()
      })
    })
  }

  /**
   * One request and its whole answer, whatever its status. Throws `driver.timeout`, `driver.reply_malformed` (this
   * request failed), `driver.link_silent`, `driver.link_lost` or the signal's reason.
   */
  async request(ask: HttpAsk, signal: AbortSignal): Promise<HttpReply> {
    const { clock, counters, timeoutMs, mostBytes } = this.#needs
    const late = new Fault('driver.timeout', {
      asked: `${ask.method} ${shownPath(this.urlOf(ask.path))}`,
      ms: timeoutMs,
    })
    const ending = new AbortController()
    const timer = clock.after(timeoutMs, () => ending.abort(late))
    const begun = clock.monotonic()
    try {
      const { status, type, body } = await this.#send(ask, AbortSignal.any([signal, ending.signal]))
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of body as AsyncIterable<Buffer>) {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes > mostBytes) {
          body.destroy()
          throw new Fault('driver.reply_malformed', { expected: `at most ${mostBytes} bytes`, seen: 'more' })
        }
      }
      if (!body.complete) throw this.#lost('cut off within an answer')
      this.#silent = 0
      countAnswer(counters, clock.monotonic() - begun)
      counters.trace?.words('in', `${status} ${type}, ${bytes} bytes`)
      return {
        status,
        type,
        body: Buffer.concat(chunks, bytes),
        time: clock.now() - Math.round(counters.roundTripMs * 500),
      }
    } catch (reason) {
      throw this.#reasonOf(reason, signal, ending.signal.aborted ? late : undefined)
    } finally {
      timer.cancel()
    }
  }

  /** One request whose answer is read as it comes; its reader ends it with `body.destroy()` or the signal. */
  async stream(ask: HttpAsk, signal: AbortSignal): Promise<HttpStream> {
    const { clock, timeoutMs } = this.#needs
    const late = new Fault('driver.timeout', {
      asked: `${ask.method} ${shownPath(this.urlOf(ask.path))}`,
      ms: timeoutMs,
    })
    const ending = new AbortController()
    const timer = clock.after(timeoutMs, () => ending.abort(late))
    try {
      return await this.#send(ask, AbortSignal.any([signal, ending.signal]))
    } catch (reason) {
      throw this.#reasonOf(reason, signal, ending.signal.aborted ? late : undefined)
    } finally {
      timer.cancel()
    }
  }

  /** Idempotent. What is on its way is rejected. */
  close(): void {
    this.#closed = true
    for (const running of this.#running) running.destroy()
  }

  #send(ask: HttpAsk, signal: AbortSignal): Promise<HttpStream> {
    if (this.#closed) return Promise.reject(this.#lost('closed by us'))
    const { ca, headers, counters } = this.#needs
    const url = this.urlOf(ask.path)
    return new Promise((resolve, reject) => {
      const options = {
        method: ask.method,
        agent: false as const,
        signal,
        headers: {
          ...headers,
          ...ask.headers,
          ...(ask.body === undefined ? {} : { 'content-length': Buffer.byteLength(ask.body) }),
        },
      }
      const running =
        url.protocol === 'https:'
          ? httpsRequest(url, ca === undefined ? options : { ...options, ca })
          : httpRequest(url, options)
      this.#running.add(running)
      running.once('response', (message) => {
        message.on('data', (chunk: Buffer) => {
          counters.bytesIn += chunk.length
        })
        message.pause()
        resolve({ status: message.statusCode ?? 0, type: message.headers['content-type'] ?? '', body: message })
      })
      running.on('error', reject)
      running.once('close', () => {
        this.#running.delete(running)
        reject(this.#lost('closed before an answer'))
      })
      counters.bytesOut += url.href.length + (ask.body?.length ?? 0)
      counters.trace?.words('out', `${ask.method} ${shownPath(url)}`)
      running.end(ask.body)
    })
  }

  /** Joined as text: a path that looks like a url of its own stays on this server. */
  urlOf(path: string): URL {
    return new URL(this.#base.href + path.replace(/^\/+/, ''))
  }

  #reasonOf(reason: unknown, signal: AbortSignal, late: Fault | undefined): unknown {
    if (signal.aborted) return signal.reason
    if (late) {
      countTimeout(this.#needs.counters)
      this.#silent++
      return this.#silent >= this.silentAfter ? new Fault('driver.link_silent', { count: this.#silent }) : late
    }
    if (reason instanceof Fault) return reason
    return this.#lost(reason instanceof Error ? reason.message : String(reason))
  }

  #lost(seen: string): Fault {
    return new Fault('driver.link_lost', { place: this.#base.host, seen })
  }
}

/** A path as it may be shown: values in a query may be keys and passwords, so their names alone stand. */
function shownPath(url: URL): string {
  const names = [...url.searchParams.keys()]
  return `${url.pathname}${names.length > 0 ? `?${names.map((name) => `${name}=…`).join('&')}` : ''}`
}
