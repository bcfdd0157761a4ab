import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { type Clock, type Closable, Fault } from '@millrace/core'
import { Agent, request as send } from 'undici'
import { allowedOf } from './allowed.ts'
import { checkedAddresses, guardedConnector, MOST_TRIED } from './connector.ts'
import './faults.ts'
import { badPorts, mailPorts, portOf } from './ports.ts'

const MOST_BYTES = 1_048_576
const MOST_HEADER_BYTES = 32_768
const MOST_REDIRECTS = 5
const MOST_MS = 10_000
/** At once to one origin; the rest wait, and time runs for them too. */
const CONNECTIONS = 16

export interface OutgoingInit extends RequestInit {
  /** No more of the answer is read, and more of it is no fault: for who only wants to know how it begins. */
  readonly firstBytes?: number
}

/** Where requests to addresses that a user can set leave. Nothing else may send them. */
export interface Outgoing {
  /** What can be said of a URL before its host is looked up, in its one spelling. Throws `outgoing.url_refused`, `scheme_refused`. */
  check(url: string): URL
  /**
   * Like fetch, held to the public internet: http only where the operator allows it, every resolved address checked before a packet
   * leaves, the connection to exactly what was checked, redirects (at most 5) checked each. The answer is read whole: at most 1 MiB,
   * within 10 s. No cookies, no proxies. Throws `outgoing.url_refused`, `scheme_refused`, `address_refused`, `unreachable`,
   * `too_large`, `timed_out`, `too_many_redirects`.
   */
  fetch(url: string | URL, init?: OutgoingInit): Promise<Response>
  /**
   * A plain socket to a mail server, held to the same addresses; ports 25, 465, 587 and 2525, others where the operator allows them.
   * Open within 10 s. Whoever asked for it closes it. Throws `outgoing.mail_port_refused`, `address_refused`, `unreachable`, `timed_out`.
   */
  mail(host: string, port: number): Promise<Socket>
}

export interface OutgoingNeeds {
  /** What the operator opens beside the public internet: `host:port`, over http too, or a CIDR range. */
  readonly allow: readonly string[]
  /** Every address of a name; the system's own resolver by default. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  readonly clock: Clock
}

const bySystem = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address)

/** Throws `outgoing.allow_malformed`. */
export function createOutgoing({ allow, resolve = bySystem, clock }: OutgoingNeeds): Outgoing & Closable {
  const allowed = allowedOf(allow)
  // No connection outlives its request: the next one is checked anew.
  const agent = new Agent({
    connect: guardedConnector(allowed, resolve, MOST_MS),
    connections: CONNECTIONS,
    pipelining: 0,
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  })

  const mailAddresses = checkedAddresses(allowed, resolve)

  /** What can be said of a URL before its host is looked up. */
  const checked = (text: string): URL => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url) throw new Fault('outgoing.url_refused', { seen: 'text that is none' })
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new Fault('outgoing.scheme_refused', { seen: url.protocol })
    if (url.username !== '' || url.password !== '')
      throw new Fault('outgoing.url_refused', { seen: `a user name or password for ${url.host}` })
    if (allowed.place(url.hostname, portOf(url))) return url
    if (badPorts.has(portOf(url))) throw new Fault('outgoing.url_refused', { seen: `port ${url.port}` })
    // Not even the resolver hears of it; where ranges are open, the address decides.
    if (url.protocol === 'http:' && !allowed.hasRanges) throw new Fault('outgoing.scheme_refused', { seen: 'http:' })
    return url
  }

  const sendOnce = async (
    url: URL,
    asked: Asked,
    { signal, firstBytes }: { signal: AbortSignal; firstBytes: number | undefined },
  ): Promise<Response> => {
    const { statusCode, headers, body } = await send(url, { ...asked, dispatcher: agent, signal })
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      size += piece.length
      // Leaving the loop destroys the stream: nothing more is read.
      if (firstBytes === undefined && size > MOST_BYTES)
        throw new Fault('outgoing.too_large', { host: url.host, limit: MOST_BYTES })
      pieces.push(piece)
      if (firstBytes !== undefined && size >= firstBytes) break
    }
    const isEmpty = statusCode === 204 || statusCode === 205 || statusCode === 304
    return new Response(isEmpty ? null : Buffer.concat(pieces).subarray(0, firstBytes), {
      status: statusCode,
      headers: pairsOf(headers),
    })
  }

  const follow = async (first: URL, init: OutgoingInit, signal: AbortSignal): Promise<Response> => {
    let url = first
    let asked = await askedOf(url, init)
    for (let turns = 0; turns <= MOST_REDIRECTS; turns++) {
      const reply = await sendOnce(url, asked, { signal, firstBytes: init.firstBytes }).catch((thrown: unknown) => {
        throw faultOf(thrown, url)
      })
      const location = redirectStatus.has(reply.status) ? reply.headers.get('location') : null
      if (location === null || init.redirect === 'manual') return reply
      const next = checked(URL.canParse(location, url.href) ? new URL(location, url).href : '')
      asked = redirected(asked, reply.status, next.origin === url.origin)
      url = next
    }
    throw new Fault('outgoing.too_many_redirects', { limit: MOST_REDIRECTS, host: url.host })
  }

  return {
    check: checked,
    async fetch(asked, init = {}) {
      const url = checked(String(asked))
      const late = new AbortController()
      const timer = clock.after(MOST_MS, () =>
        late.abort(new Fault('outgoing.timed_out', { host: url.host, seconds: MOST_MS / 1_000 })),
      )
      const signal = init.signal ? AbortSignal.any([late.signal, init.signal]) : late.signal
      try {
        return await raceWith(signal, follow(url, init, signal))
      } finally {
        timer.cancel()
      }
    },
    async mail(host, port) {
      const name = isIP(host) === 6 ? `[${host}]` : host
      if (!mailPorts.has(port) && !allowed.place(name, port)) throw new Fault('outgoing.mail_port_refused', { port })
      const late = new AbortController()
      const timer = clock.after(MOST_MS, () =>
        late.abort(new Fault('outgoing.timed_out', { host, seconds: MOST_MS / 1_000 })),
      )
      try {
        const found = await raceWith(
          late.signal,
          mailAddresses({ hostname: host, protocol: 'smtp:', port: String(port) }),
        )
        return await raceWith(late.signal, openOne(found.slice(0, MOST_TRIED), port, late.signal))
      } catch (thrown) {
        if (thrown instanceof Fault) throw thrown
        throw new Fault('outgoing.unreachable', { host, seen: 'none' }, thrown)
      } finally {
        timer.cancel()
      }
    },
    close: () => agent.destroy(),
  }
}

interface Asked {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
}

const redirectStatus: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** What the connection says itself, and nobody else: the name stays the one that was checked. */
const ownHeaders: ReadonlySet<string> = new Set(
  'connection content-length expect host keep-alive te trailer transfer-encoding upgrade'.split(' '),
)
/** What another origin may know; everything else could be a secret. */
const openHeaders: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'content-type', 'user-agent'])

const kept = (headers: Readonly<Record<string, string>>, keep: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => keep(name)))

/** Reads what fetch may be given, in whatever form. */
async function askedOf(url: URL, init: RequestInit): Promise<Asked> {
  const { signal: _, ...rest } = init
  const given = new Request(url, rest)
  const headers = kept(Object.fromEntries(given.headers), (name) => !ownHeaders.has(name) && !name.startsWith('proxy-'))
  return {
    method: given.method as Asked['method'],
    headers: { accept: '*/*', 'user-agent': 'millrace', ...headers, 'accept-encoding': 'identity' },
    body: given.body ? new Uint8Array(await given.arrayBuffer()) : null,
  }
}

/** Fetch Standard, "HTTP-redirect fetch", with less told to another origin than it would. */
function redirected(asked: Asked, status: number, sameOrigin: boolean): Asked {
  const headers = sameOrigin ? asked.headers : kept(asked.headers, (name) => openHeaders.has(name))
  const keepsBody = status === 307 || status === 308 || asked.method === 'GET' || asked.method === 'HEAD'
  if (keepsBody) return { ...asked, headers }
  return { method: 'GET', headers: kept(headers, (name) => name !== 'content-type'), body: null }
}

function pairsOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? [])).map((one): [string, string] => [name, one]),
  )
}

/** Certificates that do not hold are worth a word; beyond that nobody learns what the own network answers. */
function faultOf(thrown: unknown, url: URL): unknown {
  if (thrown instanceof Fault) return thrown
  const code = String((thrown as { code?: unknown } | undefined)?.code ?? '')
  if ((thrown as { name?: unknown } | undefined)?.name === 'AbortError') return thrown
  const seen = /CERT|ALTNAME|SSL|SIGNATURE/.test(code) ? `a certificate that does not hold (${code})` : 'none'
  return new Fault('outgoing.unreachable', { host: url.host, seen }, thrown)
}

/** The first that answers. A socket that opens after all was given up is closed. */
async function openOne(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> {
  let failure: unknown
  for (const host of addresses) {
    try {
      return await new Promise<Socket>((done, fail) => {
        const socket = connect({ host, port, signal })
        socket.once('error', fail)
        socket.once('connect', () => {
          socket.off('error', fail)
          done(socket)
        })
      })
    } catch (thrown) {
      // The next address may answer; if none does, the last failure is told.
      failure = thrown
    }
  }
  throw failure
}

/** A resolver cannot be called off; who waits for it can. */
function raceWith<T>(signal: AbortSignal, run: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    run.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
