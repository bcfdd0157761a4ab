import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { type Closable, ManualClock, Owned, systemClock } from '@millrace/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOutgoing, type Outgoing } from './index.ts'

const owned = new Owned()
afterAll(() => owned.close())

const listen = async (server: Server, host: string): Promise<number> => {
  await once(server.listen(0, host), 'listening')
  owned.add({ close: () => void server.close() })
  return (server.address() as AddressInfo).port
}

/** Counts who knocks; nobody may. */
let knocks: string[] = []
let guarded: number
/** Answers by the path it is asked for. */
let web: number
let seen: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] = []

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://web')
  const to = url.searchParams.get('to') ?? ''
  let body = ''
  request.on('data', (piece) => {
    body += piece
  })
  request.on('end', () => {
    seen.push({ url: url.pathname, method: request.method ?? '', headers: request.headers, body })
    if (url.pathname === '/redirect') {
      const left = Number(url.searchParams.get('times') ?? 1)
      const next = left > 1 ? `/redirect?times=${left - 1}&to=${encodeURIComponent(to)}` : to
      response.writeHead(Number(url.searchParams.get('status') ?? 302), { location: next }).end()
    } else if (url.pathname === '/endless') {
      const pour = (): void => {
        while (response.write('x'.repeat(65_536)));
      }
      response.on('drain', pour)
      pour()
    } else if (url.pathname !== '/silent') response.end(`${request.method} ${url.pathname} ${body}`)
  })
}

beforeAll(async () => {
  const trap = createServer((socket) => {
    knocks.push(`${socket.remoteAddress}`)
    socket.destroy()
  })
  guarded = await listen(trap, '::')
  web = await listen(createHttpServer(answer), '127.0.0.1')
})
beforeEach(() => {
  knocks = []
  seen = []
})

const make = (more: Partial<Parameters<typeof createOutgoing>[0]> = {}): Outgoing & Closable =>
  owned.add(createOutgoing({ allow: [], clock: systemClock, ...more }))

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'none',
    (thrown) => String(thrown.code ?? thrown),
  )

describe('a URL that somebody wrote', () => {
  const hostile = `
localhost LOCALHOST localhost. foo.localhost 127.0.0.1 127.0.0.1. 127.1 127.0.1 127.0.0.2 127.255.255.254 2130706433 017700000001 0x7f000001
0x7f.0.0.1 0x7f.1 0177.0.0.1 0177.0.01 00000177.0.0.0x1 0300.0250.0.1 127.0.0.0x1 1２7.0.0.1 ①②⑦.⓪.⓪.① 127。0。0。1 %31%32%37.0.0.1 0 0.0.0.0 0x0
00 [::] [::1] [0:0:0:0:0:0:0:1] [0000:0000::0001] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [::127.0.0.1] [::ffff:0:127.0.0.1]
[64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fec0::1] [fc00::1] [fd00:ec2::254] [ff02::1]
169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518 [::ffff:169.254.169.254] [::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] 169.254.170.2
10.0.0.1 167772161 172.16.0.1 172.31.255.254 192.168.1.1 0xc0a80101 192.168.257 100.64.0.1 100.100.100.200 192.0.0.192 168.63.129.16 198.18.0.1
224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 4294967295
`
    .trim()
    .split(/\s+/)

  it.each(hostile)('reaches nothing beside the platform: %s', async (host) => {
    const outgoing = make()
    expect(await codeOf(outgoing.fetch(`https://${host}:${guarded}/`))).toBe('outgoing.address_refused')
    expect(await codeOf(outgoing.fetch(`http://${host}:${guarded}/`))).toBe('outgoing.scheme_refused')
    // A range that is open elsewhere opens http for itself alone.
    const elsewhere = make({ allow: ['10.99.0.0/16', `sso.example:${guarded}`] })
    expect(await codeOf(elsewhere.fetch(`http://${host}:${guarded}/`))).toBe('outgoing.address_refused')
    expect(knocks).toEqual([])
  })

  it.each([
    ['ftp://example.com/', 'scheme_refused'],
    ['file:///etc/passwd', 'scheme_refused'],
    ['gopher://example.com:70/', 'scheme_refused'],
    ['data:text/plain,x', 'scheme_refused'],
    ['blob:https://example.com/1', 'scheme_refused'],
    ['ws://example.com/', 'scheme_refused'],
    ['javascript:alert(1)', 'scheme_refused'],
    ['http://example.com/', 'scheme_refused'],
    ['https://user:secret@example.com/', 'url_refused'],
    ['https://user@example.com/', 'url_refused'],
    ['https://:secret@example.com/', 'url_refused'],
    ['https://example.com:25/', 'url_refused'],
    ['https://example.com:22/', 'url_refused'],
    ['https://example.com:6667/', 'url_refused'],
    ['https://example.com:0/', 'url_refused'],
    ['https://[fe80::1%25eth0]/', 'url_refused'],
    ['https://127.0.0.1.1.1/', 'url_refused'],
    ['https://256.256.256.256/', 'url_refused'],
    ['https:///', 'url_refused'],
    ['//example.com/', 'url_refused'],
    ['/relative', 'url_refused'],
    ['', 'url_refused'],
  ])('is refused before anything is looked up: %s', async (url, code) => {
    const asked: string[] = []
    const resolve = async (host: string) => [...asked.splice(0, 0, host), '127.0.0.1']
    expect(await codeOf(make({ resolve }).fetch(url))).toBe(`outgoing.${code}`)
    expect(asked).toEqual([])
  })

  it('gives away neither password nor address in what is said of it', async () => {
    const said = async (url: string, resolve = async (_: string) => ['10.1.2.3']): Promise<string> =>
      make({ resolve })
        .fetch(url)
        .then(String, (thrown) => JSON.stringify([thrown.message, thrown.facts, thrown.remedy]))
    expect(await said('https://user:hunter2@example.com/?q=hunter2')).not.toContain('hunter2')
    expect(await said('https://intranet.example/hunter2')).not.toMatch(/hunter2|10\.1\.2\.3/)
  })
})

describe('a name', () => {
  it.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['8.8.8.8', '127.0.0.1']],
    [['2606:4700::1111', 'fd00:ec2::254']],
    [['127.0.0.1', '8.8.8.8']],
    [['0.0.0.0']],
    [['localhost']],
    [['0x7f.1']],
  ])('that any answer of the resolver leads inside by is refused: %s', async (addresses) => {
    const outgoing = make({ resolve: async () => addresses })
    expect(await codeOf(outgoing.fetch(`https://rebind.example:${guarded}/`))).toBe('outgoing.address_refused')
    expect(knocks).toEqual([])
  })

  it('is looked up once for each connection, and only what was checked is connected to', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.1']]
    const asked: string[] = []
    const resolve = async (host: string): Promise<string[]> => {
      asked.push(host)
      return answers.shift() ?? ['::1']
    }
    // Only 127.0.0.1 is open: the second answer is where a rebinding resolver would like us to go.
    const outgoing = make({ allow: ['127.0.0.1/32'], resolve })
    const url = `http://rebind.example:${web}/hello`
    expect(await (await outgoing.fetch(url)).text()).toBe('GET /hello ')
    expect(asked).toEqual(['rebind.example'])
    expect(await codeOf(outgoing.fetch(url))).toBe('outgoing.address_refused')
    expect((await outgoing.fetch(url)).status).toBe(200)
    expect(asked).toHaveLength(3)
    expect(seen.map(({ headers }) => headers.host)).toEqual([`rebind.example:${web}`, `rebind.example:${web}`])
  })

  it('is tried at its next address when the first does not answer', async () => {
    const outgoing = make({ allow: ['127.0.0.0/8', '::1/128'], resolve: async () => ['::1', '127.0.0.1'] })
    expect((await outgoing.fetch(`http://two.example:${web}/`)).status).toBe(200)
  })

  it('without an address, or whose resolver fails, is unreachable', async () => {
    const failing = async (): Promise<string[]> => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))
    for (const resolve of [failing, async () => []])
      expect(await codeOf(make({ resolve }).fetch('https://nowhere.example/'))).toBe('outgoing.unreachable')
  })

  it('is what the TLS greeting asks for, though the connection goes to an address', async () => {
    let greeting = ''
    const port = await listen(
      createServer((socket) => {
        socket
          .on('error', () => undefined)
          .once('data', (bytes) => {
            greeting = bytes.toString('latin1')
            socket.destroy()
          })
      }),
      '127.0.0.1',
    )
    const outgoing = make({ allow: [`sso.plant.example:${port}`], resolve: async () => ['127.0.0.1'] })
    expect(await codeOf(outgoing.fetch(`https://sso.plant.example:${port}/`))).toBe('outgoing.unreachable')
    expect(greeting).toContain('sso.plant.example')
  })
})

describe('a redirect', () => {
  const outgoing = make({ allow: [] })
  const inside = (): Outgoing => make({ allow: [`127.0.0.1:${web}`, `127.0.0.1:1`] })

  it.each([301, 302, 303, 307, 308])('to the machine itself is not followed: %i', async (status) => {
    const base = `http://127.0.0.1:${web}/redirect?status=${status}&to=`
    for (const [to, code] of [
      [`https://127.0.0.1:${guarded}/`, 'address_refused'],
      [`https://[::1]:${guarded}/`, 'address_refused'],
      [`//127.0.0.1:${guarded}/`, 'scheme_refused'],
      ['https://169.254.169.254/latest/meta-data/', 'address_refused'],
      ['file:///etc/passwd', 'scheme_refused'],
      ['https://a:b@example.com/', 'url_refused'],
      ['https://', 'url_refused'],
    ] as const)
      expect([to, await codeOf(inside().fetch(base + encodeURIComponent(to)))]).toEqual([to, `outgoing.${code}`])
    expect(knocks).toEqual([])
    expect(outgoing).toBeDefined()
  })

  it('within what is open is followed five times, not six', async () => {
    const url = (times: number): string => `http://127.0.0.1:${web}/redirect?times=${times}&to=/end`
    expect(await (await inside().fetch(url(5))).text()).toBe('GET /end ')
    expect(await codeOf(inside().fetch(url(6)))).toBe('outgoing.too_many_redirects')
  })

  it('is handed over unread to who wants to see it', async () => {
    const reply = await inside().fetch(`http://127.0.0.1:${web}/redirect?to=/end`, { redirect: 'manual' })
    expect([reply.status, reply.headers.get('location')]).toEqual([302, '/end'])
  })

  it('carries a body on where the standard says so, and no secret to another origin', async () => {
    const allow = [`127.0.0.1:${web}`, `other.example:${web}`]
    const both = make({ allow, resolve: async () => ['127.0.0.1'] })
    const to = encodeURIComponent(`http://other.example:${web}/end`)
    const post = (status: number, where: string) =>
      both.fetch(`http://127.0.0.1:${web}/redirect?status=${status}&to=${where}`, {
        method: 'POST',
        body: 'payload',
        headers: { authorization: 'Bearer t', cookie: 'c=1', 'x-api-key': 'k', accept: 'text/plain' },
      })
    expect(await (await post(302, '/end')).text()).toBe('GET /end ')
    expect(seen.at(-1)?.headers).toMatchObject({ authorization: 'Bearer t', 'x-api-key': 'k' })
    expect(await (await post(308, '/end')).text()).toBe('POST /end payload')
    await post(307, to)
    const { headers, body } = seen.at(-1)!
    expect(body).toBe('payload')
    expect(headers).toMatchObject({ accept: 'text/plain', host: `other.example:${web}` })
    for (const name of ['authorization', 'cookie', 'x-api-key']) expect(headers[name]).toBeUndefined()
  })
})

describe('an answer', () => {
  const open = (more: Partial<Parameters<typeof createOutgoing>[0]> = {}): Outgoing =>
    make({ allow: [`127.0.0.1:${web}`], ...more })

  it('comes as fetch gives it', async () => {
    const reply = await open().fetch(new URL(`http://127.0.0.1:${web}/hook`), {
      method: 'POST',
      body: new URLSearchParams({ a: '1' }),
    })
    expect([reply.status, reply.ok, await reply.text()]).toEqual([200, true, 'POST /hook a=1'])
    expect(seen[0]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
  })

  it('is asked for under the name of the URL, whatever headers are set', async () => {
    await open().fetch(`http://127.0.0.1:${web}/`, {
      headers: { host: 'evil.example', 'proxy-authorization': 'x', connection: 'upgrade', upgrade: 'h2c' },
    })
    expect(seen[0]?.headers).toMatchObject({ host: `127.0.0.1:${web}`, 'accept-encoding': 'identity' })
    for (const name of ['proxy-authorization', 'upgrade']) expect(seen[0]?.headers[name]).toBeUndefined()
  })

  it('without end is read to a MiB and dropped', async () => {
    expect(await codeOf(open().fetch(`http://127.0.0.1:${web}/endless`))).toBe('outgoing.too_large')
  })

  it('that does not come is given up after ten seconds, and so is a resolver that keeps silent', async () => {
    const clock = new ManualClock()
    const silent = codeOf(open({ clock }).fetch(`http://127.0.0.1:${web}/silent`))
    await clock.advance(10_000)
    expect(await silent).toBe('outgoing.timed_out')
    const resolve = (): Promise<string[]> => new Promise(() => undefined)
    const unresolved = codeOf(open({ clock, resolve }).fetch('https://slow.example/'))
    await clock.advance(10_000)
    expect(await unresolved).toBe('outgoing.timed_out')
  })

  it('is not waited for when the caller gives up', async () => {
    const gone = new AbortController()
    const asked = open().fetch(`http://127.0.0.1:${web}/silent`, { signal: gone.signal })
    gone.abort('gone')
    expect(await codeOf(asked)).toBe('gone')
  })

  it('never comes through a proxy that the environment names', async () => {
    const before = { ...process.env }
    Object.assign(process.env, { HTTP_PROXY: `http://127.0.0.1:${guarded}`, http_proxy: `http://127.0.0.1:${guarded}` })
    try {
      expect((await open().fetch(`http://127.0.0.1:${web}/`)).status).toBe(200)
    } finally {
      process.env = before
    }
    expect(knocks).toEqual([])
  })

  it('from nobody is said in one word', async () => {
    expect(await codeOf(make({ allow: ['127.0.0.1:1'] }).fetch('http://127.0.0.1:1/'))).toBe('outgoing.unreachable')
  })
})
