import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Closable, Fault, sayFault } from '@millrace/core'
import '../faults.ts'
import { frameModule, nothing, pageFile, type Sent, shellFile } from './frames.ts'
import type { Workshop } from './workshop.ts'

const MOST_BYTES = 128 * 1024
/** A page of another site cannot send it without asking, and is never allowed to. */
const OURS = 'x-millrace-app'

export interface DevServer extends Closable {
  readonly address: string
}

/** Serves the workshop on this machine alone. @param port taken by another: any free one */
export async function serveWorkshop(workshop: Workshop, port: number): Promise<DevServer> {
  const streams = new Set<ServerResponse>()
  const server = createServer((request, reply) => {
    void answer(workshop, request, reply, streams).catch((reason: unknown) => {
      if (!reply.headersSent) reply.writeHead(500, { 'content-type': 'text/plain' })
      reply.end(sayFault(reason))
    })
  })
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(at, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port).catch((reason: NodeJS.ErrnoException) => {
    if (reason.code !== 'EADDRINUSE') throw reason
    return listen(0)
  })
  const silence = workshop.hear((notice) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(notice)}\n\n`)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        silence()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  workshop: Workshop,
  request: IncomingMessage,
  reply: ServerResponse,
  streams: Set<ServerResponse>,
): Promise<void> {
  const { host = '' } = request.headers
  // A name that somebody else's server gave to this machine is none of ours.
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(host)) return send(reply, { ...nothing, status: 421 })
  const { pathname } = new URL(request.url ?? '/', `http://${host}`)
  const [, room = '', ...rest] = pathname.split('/')
  if (request.method === 'POST') return send(reply, await posted(workshop, pathname, request))
  if (pathname === '/') return send(reply, await shellFile('index.html'))
  if (room === 'shell') return send(reply, await shellFile(rest.join('/')))
  if (room === 'frame') return send(reply, await frameModule(rest.join('/')))
  if (room === 'app-frames') {
    const { bench } = workshop
    const [ticket, ...path] = rest
    if (!bench) return send(reply, nothing)
    return send(reply, await pageFile(bench.app.files, path.join('/'), `http://${host}/app-frames/${ticket}/`))
  }
  if (pathname === '/favicon.ico') return send(reply, { ...nothing, status: 204 })
  if (pathname === '/api/state') return send(reply, json(200, stateOf(workshop)))
  if (pathname === '/api/notices') {
    reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.write(': here\n\n')
    streams.add(reply)
    reply.on('close', () => streams.delete(reply))
    return
  }
  return send(reply, nothing)
}

async function posted(workshop: Workshop, path: string, request: IncomingMessage): Promise<Sent> {
  if (request.headers[OURS] === undefined) return { ...nothing, status: 403 }
  try {
    const body = (await bodyOf(request)) as Readonly<Record<string, unknown>>
    if (path === '/api/start') return json(200, workshop.start())
    if (path === '/api/ask') return json(200, { is: (await workshop.ask(body)) ?? null })
    if (path === '/api/setting') workshop.setting(String(body['name']), body['value'] as number | boolean | string)
    else if (path === '/api/run') await workshop.runNow(String(body['service']))
    else return nothing
    return json(200, {})
  } catch (thrown) {
    return json(
      422,
      thrown instanceof Fault ? pageFaultOf(thrown) : { code: 'app.failed', says: sayFault(thrown), remedy: '' },
    )
  }
}

/** What a service refused by itself comes to its pages with its own code and words. */
function pageFaultOf({ code, message, remedy, facts }: Fault): Readonly<Record<'code' | 'says' | 'remedy', string>> {
  if (code !== 'app.service_refused') return { code, says: message, remedy }
  return { code: String(facts['reason']), says: String(facts['seen']), remedy }
}

function stateOf({ bench, problems }: Workshop): unknown {
  if (!bench) return { problems }
  const { app, plant, settings } = bench
  const { id, version, title, pages = [], services = [], settings: shapes = [] } = app.manifest
  return { id, version, title, pages, services, shapes, settings, problems, plant: plant.says }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  request.setEncoding('utf8')
  for await (const part of request) {
    text += part
    if (text.length > MOST_BYTES)
      throw new Fault('cli.usage', { expected: 'a short call', seen: 'a long one', command: 'app' })
  }
  return JSON.parse(text === '' ? '{}' : text)
}

const json = (status: number, of: unknown): Sent => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  body: JSON.stringify(of),
})

function send(reply: ServerResponse, { status, headers, body }: Sent): void {
  reply.writeHead(status, headers).end(body)
}
