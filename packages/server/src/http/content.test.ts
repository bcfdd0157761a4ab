import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { Fault, ManualClock, silentLog } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { preferred } from './accept.ts'
import { createHost, type Host } from './host.ts'
import { createMetrics } from './metrics.ts'
import { Content } from './reply.ts'
import { route } from './route.ts'

const PIECE = 'x'.repeat(65_536)

let clock: ManualClock
let host: Host
let port: number
/** What the handler's pieces saw. */
let given: number
let closed: number
let mayStill: boolean
let changed: () => void

beforeEach(async () => {
  clock = new ManualClock()
  given = 0
  closed = 0
  mayStill = true
  const endless = async function* (): AsyncGenerator<string> {
    for (;;) {
      given++
      yield PIECE
    }
  }
  const close = (): void => {
    closed++
  }
  host = await createHost({
    routes: [
      route.get(
        '/endless',
        { permission: 'audit:export', summary: '' },
        () => new Content('text/plain', endless(), { close }),
      ),
      route.get(
        '/short',
        { permission: 'public', summary: '' },
        () =>
          new Content(
            'application/json',
            (async function* () {
              yield '{"a":'
              yield Buffer.from('1}')
            })(),
            { close, fileName: 'a.json', headers: { 'millrace-rows': '1' } },
          ),
      ),
      route.get(
        '/named',
        { permission: 'public', summary: '' },
        () => new Content('text/plain', Readable.from(['x']), { fileName: '电表 "%(M1).yaml\r\n' }),
      ),
      route.get(
        '/failing',
        { permission: 'public', summary: '' },
        () =>
          new Content(
            'text/plain',
            (async function* () {
              yield PIECE
              throw new Fault('http.not_ready')
            })(),
          ),
      ),
    ],
    gate: {
      principal: async () =>
        mayStill
          ? ({ kind: 'program', tenant: 't', tenantName: 'T', program: 'p', name: 'P', scopes: undefined } as never)
          : undefined,
      reach: async ({ tenant }) => ({ tenant }),
      through: async ({ tenant }) => ({ tenant }),
      onChange: (listener) => {
        changed = listener
      },
      machine: () => Promise.reject(new Fault('http.signed_out')),
      looked: () => undefined,
      refused: () => undefined,
    },
    document: {},
    metrics: createMetrics(),
    ready: async () => undefined,
    consoleFolder: undefined,
    tls: undefined,
    trustedProxies: [],
    clock,
    log: silentLog,
  })
  port = await host.listen('127.0.0.1', 0)
})
afterEach(async () => {
  let open = true
  const closing = Promise.resolve(host.close()).finally(() => {
    open = false
  })
  // Connections that nobody used are cut after a moment.
  await expect.poll(() => clock.advance(1_000).then(() => open)).toBe(false)
  await closing
})

const get = (path: string, signal?: AbortSignal) =>
  fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    headers: { authorization: 'Bearer x' },
    ...(signal ? { signal } : {}),
  })
const end = async (reply: Response): Promise<string> => {
  try {
    await reply.text()
    return 'whole'
  } catch {
    return 'cut'
  }
}

describe('a reply in pieces', () => {
  it('is text or bytes with its headers, and is closed after the last', async () => {
    const reply = await get('/short')
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="a.json"')
    expect(reply.headers.get('millrace-rows')).toBe('1')
    expect(await reply.json()).toEqual({ a: 1 })
    await expect.poll(() => closed).toBe(1)
  })

  it('has a name of any letters, in ASCII for old clients', async () => {
    const reply = await get('/named')
    expect(await reply.text()).toBe('x')
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename="__ __(M1).yaml__"; filename*=UTF-8''${encodeURIComponent('电表')}%20%22%25%28M1%29.yaml%0D%0A`,
    )
  })

  it('is made only as fast as it is taken, and ends with whoever takes it', async () => {
    const left = new AbortController()
    const reply = await get('/endless', left.signal)
    await reply.body!.getReader().read()
    let before = -1
    const rests = (): boolean => {
      const same = given === before
      before = given
      return same
    }
    await expect.poll(rests, { interval: 100 }).toBe(true)
    left.abort()
    await expect.poll(() => closed).toBe(1)
    expect(given - before).toBeLessThanOrEqual(1)
  })

  it('is cut when the right to it ends, and never looks whole', async () => {
    const reply = await get('/endless')
    mayStill = false
    changed()
    expect(await end(reply)).toBe('cut')
    expect(closed).toBe(1)
  })

  it('is cut when what makes it fails in the middle', async () => {
    expect(await end(await get('/failing'))).toBe('cut')
  })

  it('is cut when nothing was taken for a minute', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.pause()
    socket.write('GET /api/v1/endless HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n')
    await expect.poll(() => given).toBeGreaterThan(0)
    let before = -1
    await expect
      .poll(
        () => {
          const same = given === before
          before = given
          return same
        },
        { interval: 100 },
      )
      .toBe(true)
    await clock.advance(45_000)
    expect(closed).toBe(0)
    await clock.advance(45_000)
    await expect.poll(() => closed).toBe(1)
    socket.destroy()
  })

  it('is one of a few that an account holds open', async () => {
    const left = new AbortController()
    const open = await Promise.all(Array.from({ length: 8 }, () => get('/endless', left.signal)))
    expect(open.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    expect((await get('/endless')).status).toBe(429)
    expect(closed).toBe(1)
    left.abort()
    await expect.poll(() => closed).toBe(9)
  })
})

describe('the host', () => {
  it('closes though a connection never said anything', async () => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    // So that the server has taken it.
    expect((await get('/short')).status).toBe(200)
    const gone = once(socket, 'close')
    const closing = host.close()
    await expect.poll(() => clock.advance(1_000).then(() => socket.destroyed)).toBe(true)
    await Promise.all([closing, gone])
  })
})

describe('the type a caller wants', () => {
  const types = ['text/csv', 'application/x-ndjson']
  it.each([
    [undefined, undefined],
    ['*/*', undefined],
    ['application/json', undefined],
    ['text/csv', 'text/csv'],
    ['text/csv;q=0.5, application/x-ndjson', 'application/x-ndjson'],
    ['TEXT/CSV', 'text/csv'],
    ['application/json, text/csv', undefined],
    ['application/json;q=0.9, text/csv', 'text/csv'],
    ['text/csv;q=0', undefined],
  ])('by %j is %j', (accept, type) => {
    expect(preferred(accept, types)).toBe(type)
  })
})
