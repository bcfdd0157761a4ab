import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fastifyCookie from '@fastify/cookie'
import { type Clock, type Closable, Fault, type Log } from '@millrace/core'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Action } from '../modules/access/index.ts'
import type { Actor } from '../modules/audit/index.ts'
import type { Principal } from '../modules/identity/index.ts'
import { actorOf } from '../modules/identity/index.ts'
import { preferred } from './accept.ts'
import { type Admitted, type Asking, admit, type Gate, isLocal, keyOf, SESSION_COOKIE, tokenOf } from './auth.ts'
import { readBodies } from './body.ts'
import { addressOf, type TrustedProxies, trustedProxies } from './caller-address.ts'
import { checkOf, type Part } from './check.ts'
import { clientErrorAnswer } from './client-error.ts'
import { serveConsole } from './console.ts'
import { type ContentNeeds, SentContent } from './content.ts'
import { type OpenStream, type StreamNeeds, serveEvents } from './event-stream.ts'
import './faults.ts'
import { HSTS, type TlsMaterial } from '../tls/index.ts'
import { dataHeaders, deprecationHeaders, frameHeaders } from './headers.ts'
import type { Metrics } from './metrics.ts'
import { asFault, problemOf } from './problem.ts'
import { RateLimits } from './rate-limit.ts'
import { Answer, Content, EventStream, FramedFile, Redirect } from './reply.ts'
import type { Exchange, Route } from './route.ts'
import { secureDoor } from './secure.ts'
import { Shares, shareConnections } from './shares.ts'

const BODY_BYTES = 1_048_576
const HEADER_BYTES = 32_768
/** A caller that drips its request byte by byte is cut off (slow-loris). */
const HEADERS_MS = 10_000
const REQUEST_MS = 30_000
const CHECK_MS = 2_000
const KEEP_ALIVE_MS = 65_000
const CLOSE_MS = 3_000
const MOST_SOCKETS = 4_000
/** Of one address; a whole office may stand behind it. */
const MOST_SOCKETS_EACH = 1_000
/** Of one person, program or link: a wall of screens, but not all that there are. */
const MOST_STREAMS_EACH = 100
/** Exports and the like, of one person, program or link. */
const MOST_CONTENTS_EACH = 8

const sizes = {
  maxHeaderSize: HEADER_BYTES,
  headersTimeout: HEADERS_MS,
  requestTimeout: REQUEST_MS,
  connectionsCheckingInterval: CHECK_MS,
} as const

/** What is no request that could be answered in its turn. */
function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (socket.writable && error.code !== 'ECONNRESET') socket.end(clientErrorAnswer(error, HEADER_BYTES))
  else socket.destroy()
}

export interface HostNeeds {
  readonly routes: readonly Route[]
  readonly gate: Gate
  /** OpenAPI document. */
  readonly document: unknown
  readonly metrics: Metrics
  /** Resolves when requests can be answered; the fault says why not. */
  readonly ready: () => Promise<void>
  /** Built console; undefined when there is none. */
  readonly consoleFolder: string | undefined
  /** CIDR of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** What the secure door shows; undefined when there is none. */
  readonly tls: TlsMaterial | undefined
  /** PEM of the authorities that machines' certificates come from; without them no machine is asked for its own. */
  readonly clientCas?: readonly string[]
  readonly clock: Clock
  readonly log: Log
}

export interface Host extends Closable {
  /** Throws `http.port_taken`, `http.address_unusable`. Returns the port, which the system chose if 0 was asked. */
  listen(host: string, port: number): Promise<number>
  /** The same with TLS, at another address. */
  listenSecurely(host: string, port: number): Promise<number>
}

export async function createHost(needs: HostNeeds): Promise<Host> {
  const { log, metrics } = needs
  const app = fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: sizes,
    clientErrorHandler: answerClientError,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
  })
  const streams = new Set<OpenStream>()
  needs.gate.onChange(() => {
    for (const stream of streams) stream.recheck()
  })
  app.server.maxConnections = MOST_SOCKETS
  await app.register(fastifyCookie)
  readBodies(app)
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const check = checkOf(schema as Parameters<typeof checkOf>[0], httpPart as Part)
    // Bytes are no JSON: only a route that asks for them gets them, and reads them itself.
    return ((given: unknown) => (given instanceof Uint8Array ? { value: given } : check(given))) as never
  })
  app.setSerializerCompiler(() => (reply) => JSON.stringify(reply))
  app.setErrorHandler((thrown, _request, reply) => {
    // Nobody is left to tell, and what ended because they left is no fault.
    if (reply.raw.destroyed) return reply.hijack()
    return sendFault(reply, asFault(thrown, BODY_BYTES, log))
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(dataHeaders)
    // A browser that does not know our root could never come back (RFC 6797 §11.3).
    if (request.protocol === 'https' && needs.tls && !needs.tls.isSelfIssued())
      reply.header('strict-transport-security', HSTS)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1_000)
    log.debug('request', { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) })
  })

  const trusted = trustedProxies(needs.trustedProxies)
  const limits = new RateLimits(needs.clock)
  const streamsEach = new Shares(MOST_STREAMS_EACH)
  const contentsEach = new Shares(MOST_CONTENTS_EACH)
  for (const route of needs.routes)
    addRoute(app, route, { ...needs, trusted, limits, streamsEach, contentsEach }, streams)
  addProbes(app, needs)
  await serveConsole(app, needs.consoleFolder)

  await app.ready()
  const { tls } = needs
  const secure =
    tls &&
    secureDoor(
      tls,
      {
        limits: sizes,
        mostSockets: MOST_SOCKETS,
        keepAliveMs: KEEP_ALIVE_MS,
        answerError: answerClientError,
        clientCas: needs.clientCas ?? [],
      },
      app.routing,
    )
  const socketsEach = new Shares(MOST_SOCKETS_EACH)
  for (const server of [app.server, ...(secure ? [secure.server] : [])]) shareConnections(server, socketsEach, trusted)
  metrics.add({
    name: 'millrace_http_connections_refused',
    help: 'Connections cut off because their address holds its share',
    read: () => socketsEach.refused,
  })
  const listening = async (open: () => Promise<unknown>, server: Server, where: Place): Promise<number> => {
    try {
      await open()
    } catch (thrown) {
      const { code = '', message } = thrown as NodeJS.ErrnoException
      if (code === 'EADDRINUSE') throw new Fault('http.port_taken', { ...where }, thrown)
      throw new Fault('http.address_unusable', { ...where, seen: message }, thrown)
    }
    const { port } = server.address() as AddressInfo
    log.info('listening', { host: where.host, port, secure: server !== app.server })
    return port
  }
  return {
    listen: (host, port) => listening(() => app.listen({ host, port }), app.server, { host, port }),
    async listenSecurely(host, port) {
      if (!secure) throw new Fault('http.address_unusable', { host, port, seen: 'no certificate' })
      const open = (): Promise<unknown> => once(secure.server.listen(port, host), 'listening')
      return listening(open, secure.server, { host, port })
    },
    async close() {
      for (const stream of streams) await stream.close()
      await secure?.close()
      // Requests under way get a moment. A connection that Node takes for busy though it idles, as it does after a stream beside it
      // was cut, would else hold up the end until it times out, and the supervisor kills what does not end.
      const last = needs.clock.after(CLOSE_MS, () => app.server.closeAllConnections())
      await app.close()
      last.cancel()
    },
  }
}

interface Place {
  readonly host: string
  readonly port: number
}

function sendFault(reply: FastifyReply, fault: Fault): FastifyReply {
  const { status } = fault.row
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (typeof fault.facts['retryAfter'] === 'number') reply.header('retry-after', fault.facts['retryAfter'])
  return reply
    .code(status)
    .headers(dataHeaders)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(fault)))
}

interface Caller extends Admitted {
  readonly asking: Asking
}

/** What every route is given beside what it needs itself. */
interface RouteNeeds extends HostNeeds {
  readonly trusted: TrustedProxies
  readonly limits: RateLimits
  readonly streamsEach: Shares
  readonly contentsEach: Shares
}

const remoteOf = ({ socket, headers }: FastifyRequest, trusted: TrustedProxies): string => {
  const header = headers['x-forwarded-for']
  return addressOf(socket.remoteAddress ?? '', Array.isArray(header) ? header.join(',') : header, trusted)
}

function addRoute(app: FastifyInstance, route: Route, needs: RouteNeeds, streams: Set<OpenStream>): void {
  const { shape } = route
  const { gate, trusted, limits } = needs
  const callers = new WeakMap<FastifyRequest, Caller>()
  const url = `/api/v1${route.path}`
  app.route({
    method: route.method,
    url,
    schema: {
      ...(shape.params ? { params: shape.params } : {}),
      ...(shape.query ? { querystring: shape.query } : {}),
      ...(shape.body && !shape.rawBody ? { body: shape.body } : {}),
    },
    config: {
      rawBody: shape.rawBody ?? false,
      form: shape.form ?? false,
      octets: shape.octets !== undefined,
      arrow: shape.arrow ?? false,
    },
    bodyLimit: shape.octets ?? shape.bytes ?? BODY_BYTES,
    // Before the body is read: who may not call costs nothing.
    onRequest: async (request, reply) => {
      if (shape.deprecated) reply.headers(deprecationHeaders(shape.deprecated))
      const remote = remoteOf(request, trusted)
      const count = (principal: string | undefined): void => {
        const { headers, fault } = limits.take({ address: remote, principal, strict: shape.strict ?? false })
        reply.headers(headers)
        if (fault) throw fault
      }
      const asking = { shape, gate, remote, count }
      const admitted = await admitOrTell(request, asking, `${route.method} ${url}`)
      callers.set(request, { ...admitted, asking })
    },
    handler: async (request, reply) => {
      const caller = callers.get(request) as Caller
      const result = await route.handle(exchangeOf(request, reply, caller))
      const open = {
        ...needs,
        stillMay: () => mayStill(request, caller.asking),
        until: caller.reach?.grant?.until,
      }
      const takeShare = (shares: Shares): void => {
        const giveBack = shares.take(caller.who ? keyOf(caller.who) : caller.asking.remote)
        if (!giveBack) throw new Fault('http.too_many_streams', { most: shares.most })
        reply.raw.once('close', giveBack)
      }
      if (result instanceof EventStream) {
        takeShare(needs.streamsEach)
        return openStream(reply, result, open, streams)
      }
      if (result instanceof Content) {
        try {
          takeShare(needs.contentsEach)
        } catch (thrown) {
          await result.more.close?.()
          throw thrown
        }
        return sendContent(reply, result, open, streams)
      }
      if (result instanceof FramedFile) return sendFramed(reply, result)
      if (result instanceof Redirect) return sendRedirect(request, reply, result)
      if (result instanceof Answer)
        return reply
          .code(result.status)
          .headers(result.headers)
          .type('application/json; charset=utf-8')
          .send(result.body)
      if (result === undefined) return reply.code(shape.status ?? 204).send()
      return reply
        .code(shape.status ?? 200)
        .type('application/json; charset=utf-8')
        .send(result)
    },
  })
}

/** Who is known and refused is told to the audit, and who looks through a grant; a stranger is only counted. */
async function admitOrTell(request: FastifyRequest, asking: Asking, route: string): Promise<Admitted> {
  let who: Principal | undefined
  const known = (one: Principal): void => {
    who = one
  }
  try {
    const admitted = await admit(request, { ...asking, known })
    if (admitted.who && admitted.reach?.grant) asking.gate.looked(admitted.who, admitted.reach, asking.remote)
    return admitted
  } catch (thrown) {
    if (who && thrown instanceof Fault) asking.gate.refused(who, asking.shape.permission, route, asking.remote)
    throw thrown
  }
}

async function mayStill(request: FastifyRequest, asking: Asking): Promise<boolean> {
  try {
    await admit(request, { ...asking, count: () => undefined })
    return true
  } catch (thrown) {
    // Whatever the reason: a stream that would not be opened now is not kept open.
    if (thrown instanceof Fault) return false
    throw thrown
  }
}

function exchangeOf(request: FastifyRequest, reply: FastifyReply, { who, reach, asking }: Caller): Exchange {
  const { gate, remote } = asking
  return {
    who: who as Exchange['who'],
    reach: reach as Exchange['reach'],
    get actor(): Actor {
      return who ? actorOf(who, remote) : { kind: 'system', id: 'anonymous', name: 'anonymous', remote }
    },
    reachFor: async (action: Action) => {
      if (!who) throw new Fault('http.signed_out')
      return reach?.grant && who.kind !== 'link' ? gate.through(who, action, reach.grant.id) : gate.reach(who, action)
    },
    params: request.params as undefined,
    query: request.query as undefined,
    // Nothing at all is no part of a file, and no reason to look for one.
    body: (asking.shape.octets === undefined ? request.body : (request.body ?? new Uint8Array())) as undefined,
    origin: `${request.protocol}://${request.host.replaceAll(/[^\w.:[\]-]/g, '')}`,
    remote,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    token: tokenOf(request),
    authorization: request.headers.authorization,
    lastEventId: /^\d{1,20}$/.exec(String(request.headers['last-event-id'] ?? ''))?.[0],
    get signal() {
      return signalOf(reply)
    },
    cookie: (name) => request.cookies[name],
    prefers: (type) => preferred(request.headers.accept, [type]) !== undefined,
    preferred: (types) => preferred(request.headers.accept, types),
    keepSession: (token) => {
      const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const
      if (token === undefined) reply.clearCookie(SESSION_COOKIE, options)
      else reply.setCookie(SESSION_COOKIE, token, { ...options, maxAge: 86_400 })
    },
  }
}

/** The cookie comes back with the browser's return from another site, which SameSite=Strict would not let it (RFC 6265bis §5.2). */
function sendRedirect(request: FastifyRequest, reply: FastifyReply, { location, cookie }: Redirect): FastifyReply {
  if (cookie) {
    const { name, value, path, maxAge } = cookie
    const secure = request.protocol === 'https'
    reply.setCookie(name, value, { path, maxAge, secure, httpOnly: true, sameSite: 'lax' })
  }
  return reply.code(303).header('location', location).send()
}

function sendFramed(reply: FastifyReply, { type, bytes, below }: FramedFile): FastifyReply {
  for (const name of Object.keys(dataHeaders)) reply.removeHeader(name)
  return reply.headers(frameHeaders(below)).type(type).send(Buffer.from(bytes))
}

function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}

/** Types whose bytes are text, which a browser would else guess. */
const isText = (type: string): boolean => /^text\/|json$|pem/.test(type)

/** The name in ASCII for every client, and whole for those that know RFC 8187 (RFC 6266 §4.3, appendix D). */
function attachment(fileName: string): string {
  const ascii = fileName.replaceAll(/[^ -~]|["\\%]/gu, '_')
  const plain = `attachment; filename="${ascii}"`
  if (ascii === fileName) return plain
  const whole = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${plain}; filename*=UTF-8''${whole}`
}

function sendContent(
  reply: FastifyReply,
  content: Content,
  needs: ContentNeeds,
  streams: Set<OpenStream>,
): FastifyReply {
  const { fileName, headers } = content.more
  if (fileName) reply.header('content-disposition', attachment(fileName))
  if (headers) reply.headers(headers)
  const sent = new SentContent(reply.raw, content, needs)
  streams.add(sent)
  reply.raw.once('close', () => streams.delete(sent))
  return reply.type(isText(content.type) ? `${content.type}; charset=utf-8` : content.type).send(sent.stream)
}

function openStream(
  reply: FastifyReply,
  stream: EventStream,
  needs: StreamNeeds,
  streams: Set<OpenStream>,
): FastifyReply {
  reply.hijack()
  const open = serveEvents(reply.raw, stream, needs)
  streams.add(open)
  reply.raw.once('close', () => streams.delete(open))
  return reply
}

function addProbes(app: FastifyInstance, { document, metrics, ready, gate }: HostNeeds): void {
  const text = JSON.stringify(document)
  let zipped: Uint8Array | undefined
  app.get('/openapi.json', (request, reply) => {
    reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding')
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return reply.send(text)
    // Its tenth: said anew each time the page of it is opened.
    zipped ??= gzipSync(text)
    return reply.header('content-encoding', 'gzip').send(zipped)
  })
  app.get('/healthz', (_request, reply) => reply.send({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    await ready()
    return reply.send({ status: 'ready' })
  })
  // Figures tell of the whole platform: for programs on this machine, and for those who run it.
  app.get('/metrics', async (request, reply) => {
    const shape = { permission: 'platform:operate', summary: '' } as const
    if (!isLocal(request)) await admit(request, { shape, gate, remote: request.ip, count: () => undefined })
    return reply.type(metrics.type).send(await metrics.text())
  })
}
