import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net'
import { ManualClock, systemClock } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import type { DriverCounters } from './driver.ts'
import { HttpClient, type HttpNeeds } from './http.ts'
import { noCounts } from './supervisor.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function listen(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  return (server.address() as AddressInfo).port
}

function client(port: number, more: Partial<HttpNeeds> = {}): { http: HttpClient; counters: DriverCounters } {
  const counters = noCounts()
  const http = new HttpClient({
    baseUrl: `http://127.0.0.1:${port}/api`,
    timeoutMs: 200,
    mostBytes: 1_000,
    clock: systemClock,
    counters,
    ...more,
  })
  open.push(async () => http.close())
  return { http, counters }
}

const serve = async (answer: RequestListener): Promise<number> => listen(createServer(answer))
/** A server that writes these bytes to whoever connects. */
const raw = (say: (socket: Socket) => void): Promise<number> =>
  listen(
    createTcpServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', () => say(socket))
    }),
  )
const get = { method: 'GET', path: 'state' }
const never = (): AbortSignal => new AbortController().signal
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (reason: { code?: string }) => reason.code ?? reason,
  )

describe('a request', () => {
  test('brings the answer, whatever its status, and the middle of request and reply as its time', async () => {
    const port = await serve((request, response) =>
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`${request.method} ${request.url}`),
    )
    const { http, counters } = client(port)
    const begun = systemClock.now()
    const reply = await http.request(get, never())
    expect({ ...reply, body: reply.body.toString() }).toMatchObject({
      status: 404,
      type: 'text/plain',
      body: 'GET /api/state',
    })
    expect(reply.time).toBeGreaterThanOrEqual(begun)
    expect(reply.time).toBeLessThanOrEqual(systemClock.now())
    expect(counters.bytesIn).toBe('GET /api/state'.length)
  })

  test('carries its body and headers, those of the request over those of the client', async () => {
    const port = await serve((request, response) => {
      request.setEncoding('utf8')
      request.on('data', (body: string) =>
        response.end(
          `${body} ${request.headers['x-a']} ${request.headers['x-b']} ${request.headers['content-length']}`,
        ),
      )
    })
    const { http } = client(port, { headers: { 'x-a': '1', 'x-b': '1' } })
    const reply = await http.request({ method: 'PUT', path: 'w', headers: { 'x-b': '2' }, body: '°C' }, never())
    expect(reply.body.toString()).toBe('°C 1 2 3')
  })

  test('stays on its server, whatever its path looks like', () => {
    const { http } = client(1)
    for (const path of ['//elsewhere/x', 'http://elsewhere/x', '/../x'])
      expect(http.urlOf(path).host).toBe('127.0.0.1:1')
  })

  test('follows no redirect', async () => {
    let count = 0
    const port = await serve((_, response) => {
      count++
      response.writeHead(302, { location: '/api/other' }).end()
    })
    expect((await client(port).http.request(get, never())).status).toBe(302)
    expect(count).toBe(1)
  })

  test('times out; the third in a row ends the link, an answer begins the count anew', async () => {
    let silent = true
    const port = await serve((_, response) => {
      if (!silent) response.end('here')
    })
    const { http, counters } = client(port, { timeoutMs: 30 })
    expect(await codeOf(http.request(get, never()))).toBe('driver.timeout')
    expect(await codeOf(http.request(get, never()))).toBe('driver.timeout')
    silent = false
    await http.request(get, never())
    silent = true
    expect(await codeOf(http.request(get, never()))).toBe('driver.timeout')
    expect(await codeOf(http.request(get, never()))).toBe('driver.timeout')
    expect(await codeOf(http.request(get, never()))).toBe('driver.link_silent')
    expect(counters.timeouts).toBe(5)
  })

  test('times out by its own clock, whatever that of the machine says', async () => {
    const clock = new ManualClock()
    const arrived = Promise.withResolvers<void>()
    const port = await serve(() => arrived.resolve())
    const { http } = client(port, { clock, timeoutMs: 60_000 })
    const asked = codeOf(http.request(get, never()))
    await arrived.promise
    await clock.advance(60_000)
    expect(await asked).toBe('driver.timeout')
  })

  test('whose answer stops half-way times out; one that is cut off is lost', async () => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'
    expect(await codeOf(client(await raw((socket) => socket.write(head))).http.request(get, never()))).toBe(
      'driver.timeout',
    )
    expect(await codeOf(client(await raw((socket) => socket.end(head))).http.request(get, never()))).toBe(
      'driver.link_lost',
    )
    const reset = await raw((socket) => socket.write(head, () => socket.resetAndDestroy()))
    expect(await codeOf(client(reset).http.request(get, never()))).toBe('driver.link_lost')
  })

  test('whose answer is no HTTP is lost, one that is too long refused', async () => {
    expect(await codeOf(client(await raw((socket) => socket.end('hello\r\n\r\n'))).http.request(get, never()))).toBe(
      'driver.link_lost',
    )
    const port = await serve((_, response) => response.end(Buffer.alloc(1_001)))
    expect(await codeOf(client(port).http.request(get, never()))).toBe('driver.reply_malformed')
    const fitting = await serve((_, response) => response.end(Buffer.alloc(1_000)))
    expect((await client(fitting).http.request(get, never())).body).toHaveLength(1_000)
  })

  test('is given up with the reason of its signal', async () => {
    const port = await serve(() => {})
    const { http } = client(port)
    const ending = new AbortController()
    const asked = codeOf(http.request(get, ending.signal))
    ending.abort('enough')
    expect(await asked).toBe('enough')
    expect(await codeOf(http.request(get, AbortSignal.abort('at once')))).toBe('at once')
  })

  test('ends when the client is closed, and none is made after that', async () => {
    const port = await serve(() => {})
    const { http } = client(port)
    const asked = codeOf(http.request(get, never()))
    http.close()
    http.close()
    expect(await asked).toBe('driver.link_lost')
    expect(http.open).toBe(false)
    expect(await codeOf(http.request(get, never()))).toBe('driver.link_lost')
  })
})

describe('reaching a server', () => {
  test('opens a connection and lets it go; where nobody listens it rejects', async () => {
    const server = createServer()
    const port = await listen(server)
    await client(port).http.reach(never())
    await open.pop()!()
    await open.pop()!()
    expect(await codeOf(client(port).http.reach(never()))).toBe('driver.link_lost')
  })

  test('is given up with the reason of its signal', async () => {
    // An address for documents (RFC 5737): nobody answers there.
    const { http } = client(1, { baseUrl: 'http://192.0.2.1:81/' })
    const ending = new AbortController()
    const reached = codeOf(http.reach(ending.signal))
    ending.abort('enough')
    expect(await reached).toBe('enough')
    await expect(async () => http.reach(AbortSignal.abort('at once'))).rejects.toBe('at once')
  })
})

describe('a stream', () => {
  test('is read as it comes, after the time for its head too', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'multipart/x' })
      response.write('a')
      setTimeout(() => response.end('b'), 150)
    })
    const { http } = client(port, { timeoutMs: 80 })
    const { status, type, body } = await http.stream(get, never())
    let text = ''
    for await (const chunk of body as AsyncIterable<Buffer>) text += chunk.toString()
    expect([status, type, text]).toEqual([200, 'multipart/x', 'ab'])
  })

  test('whose head does not come times out; closing ends one that is open', async () => {
    expect(await codeOf(client(await serve(() => {}), { timeoutMs: 30 }).http.stream(get, never()))).toBe(
      'driver.timeout',
    )
    const port = await serve((_, response) => void response.writeHead(200).write('a'))
    const { http } = client(port)
    const { body } = await http.stream(get, never())
    const ended = (async () => {
      for await (const _ of body as AsyncIterable<Buffer>) http.close()
    })()
    await expect(ended).rejects.toThrow('aborted')
  })
})
