import { type Attack, inRounds, range } from './attack-case.ts'
import { bearer, openLine, type Said, send, sendJson, within } from './attack-wire.ts'
import { PASSWORD, type Stage } from './stage.ts'

const tellsFigures = ({ text }: Said): boolean => text.includes('millrace_values_taken')

/** What passes for "it comes from this machine" or "it is another address" at careless servers. */
const disguises: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'X-Forwarded-For': { 'x-forwarded-for': '127.0.0.1' },
  'X-Forwarded-For twice': { 'x-forwarded-for': '198.18.0.1, 127.0.0.1' },
  'X-Forwarded-For as IPv6': { 'x-forwarded-for': '::1' },
  'X-Forwarded-For empty': { 'x-forwarded-for': '' },
  Forwarded: { forwarded: 'for=127.0.0.1;host=localhost;proto=https' },
  'X-Real-IP': { 'x-real-ip': '127.0.0.1' },
  Via: { via: '1.1 localhost' },
  'a foreign Host': { host: 'rebound.attacker.example' },
  'a foreign Host with a port': { host: 'rebound.attacker.example:8080' },
  'a Host like ours': { host: 'localhost.attacker.example' },
  'a Host with a user': { host: 'localhost@attacker.example' },
}

/** A request through a proxy, as the platform sees it. */
const passedOn = { 'x-forwarded-for': '198.18.7.7' }

const forgedHeaders: Attack = {
  name: 'forged headers at the figures',
  async run({ stage, viewer, south }, tally) {
    for (const [name, headers] of Object.entries(disguises)) {
      const said = await send(stage, { path: '/metrics', headers })
      tally.expect(!tellsFigures(said) && said.status === 401, () => `/metrics opens to ${name}: ${said.status}`)
    }
    for (const token of [viewer.token, south.admin.token]) {
      const said = await send(stage, { path: '/metrics', headers: { ...bearer(token), ...passedOn } })
      tally.expect(said.status === 403, () => `/metrics opens to somebody without the right: ${said.status}`)
    }
    const rewritten = [
      'x-original-url',
      'x-rewrite-url',
      'x-forwarded-path',
      'x-forwarded-uri',
      'x-http-method-override',
    ]
    for (const name of rewritten) {
      const said = await send(stage, { path: '/healthz', headers: { ...passedOn, [name]: '/metrics' } })
      tally.expect(!tellsFigures(said), () => `${name} leads to another route`)
    }
    const paths = [
      '/metrics/',
      '//metrics',
      '/metrics?a',
      '/%6detrics',
      '/./metrics',
      '/x/../metrics',
      '/metrics%00',
      '/METRICS',
    ]
    for (const path of [...paths, '/metrics;a', 'http://localhost/metrics']) {
      const said = await send(stage, { path, headers: passedOn })
      tally.expect(!tellsFigures(said), () => `/metrics opens as ${path}`)
    }
  },
}

const rateEvasion: Attack = {
  name: 'forged addresses against the rate limit',
  async run({ stage, viewer, quick }, tally) {
    const spoofs = [
      (n: number) => ({ 'x-forwarded-for': `203.0.113.${n % 250}` }),
      (n: number) => ({ 'x-forwarded-for': `203.0.113.${n % 250}, 127.0.0.1` }),
      (n: number) => ({ forwarded: `for=203.0.113.${n % 250}` }),
      (n: number) => ({ 'x-real-ip': `203.0.113.${n % 250}` }),
      (n: number) => ({ 'true-client-ip': `203.0.113.${n % 250}`, 'cf-connecting-ip': `203.0.113.${n % 250}` }),
      (n: number) => ({ 'x-client-ip': `203.0.113.${n % 250}`, 'x-cluster-client-ip': `203.0.113.${n % 250}` }),
      (n: number) => ({ authorization: `Bearer ${String(n).padStart(43, 'r')}` }),
      (n: number) => ({ cookie: `millrace_session=${String(n).padStart(43, 'r')}` }),
    ]
    const total = quick ? 120 : 300
    for (const [index, spoof] of spoofs.entries()) {
      let passed = 0
      await inRounds(range(total), 40, async (number) => {
        const said = await send(stage, {
          path: '/api/v1/session',
          from: `127.71.0.${index + 1}`,
          headers: spoof(number),
        })
        if (said.status === 401) passed++
        tally.expect(said.status === 401 || said.status === 429, () => `a stranger is answered ${said.status}`)
      })
      // So many at once, and what was refilled while they came.
      if (passed > total * 0.85)
        tally.found(`${Object.keys(spoof(1)).join(', ')} evades the rate limit: ${passed} of ${total} passed`)
    }
    const trusted = await send(stage, {
      path: '/api/v1/session',
      headers: { 'x-forwarded-for': "'; drop table users; --, <script>" },
    })
    tally.expect(trusted.status === 401, () => `an address that is none is answered ${trusted.status}`)
    const { items } = await viewer.caller.need('/me/sessions')
    if (/script|drop/.test(JSON.stringify(items))) tally.found('a forged address is shown as one')
  },
}

/** Shapes that a page of another site can send without being asked first (Fetch §4.10.2, "simple" requests). */
const simple: readonly { readonly type: string; readonly body: (fields: object) => string }[] = [
  { type: 'application/x-www-form-urlencoded', body: (fields) => new URLSearchParams(fields as never).toString() },
  { type: 'text/plain', body: (fields) => JSON.stringify(fields) },
  { type: 'text/plain; charset=application/json', body: (fields) => JSON.stringify(fields) },
  {
    type: 'multipart/form-data; boundary=b',
    body: (fields) =>
      `${Object.entries(fields)
        .map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')}--b--\r\n`,
  },
  { type: '', body: (fields) => JSON.stringify(fields) },
]

const foreign: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://attacker.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1.attacker.example' },
  { origin: 'http://localhost:1' },
  { origin: 'file://' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
]

const cookieOf = async (stage: Stage, username: string): Promise<string> => {
  const said = await sendJson(stage, {
    path: '/api/v1/session',
    headers: { 'x-forwarded-for': '203.0.113.9' },
    body: { username, password: PASSWORD },
  })
  return `millrace_session=${/millrace_session=([^;]*)/.exec([said.headers['set-cookie'] ?? []].flat().join())?.[1]}`
}

const csrf: Attack = {
  name: 'requests of another site',
  async run({ stage, north }, tally) {
    const cookie = await cookieOf(stage, north.admin.username)
    const fields = { name: 'Renamed by a stranger', locale: 'zh' }
    const path = '/api/v1/me'
    const session = async (): Promise<string> =>
      (await send(stage, { path: '/api/v1/session', headers: { cookie } })).text
    const before = await session()
    for (const origin of foreign) {
      for (const type of ['application/json', ...simple.map((one) => one.type)]) {
        const body = simple.find((one) => one.type === type)?.body(fields) ?? JSON.stringify(fields)
        const headers = { cookie, ...origin, ...(type ? { 'content-type': type } : {}) }
        const said = await send(stage, { method: 'POST', path, headers, body })
        tally.expect(
          said.status === 403 && said.code === 'http.foreign_origin',
          () => `POST from ${JSON.stringify(origin)} as ${type || 'no type'} is answered ${said.status}`,
        )
      }
      for (const method of ['DELETE', 'PUT']) {
        const said = await send(stage, { method, path: '/api/v1/session', headers: { cookie, ...origin } })
        tally.expect(said.status === 403 || said.status === 404, () => `${method} from another site: ${said.status}`)
      }
      const signIn = await sendJson(stage, {
        path: '/api/v1/session',
        from: '127.66.1.4',
        headers: origin,
        body: { username: north.admin.username, password: PASSWORD },
      })
      tally.expect(
        signIn.status === 403 || signIn.status === 429,
        () => `another site signs people in: ${signIn.status}`,
      )
    }
    for (const { type, body } of simple) {
      const headers = { cookie, ...(type ? { 'content-type': type } : {}) }
      const said = await send(stage, { method: 'POST', path, headers, body: body(fields) })
      tally.expect(
        said.status === 415,
        () => `an old browser without Origin posts ${type || 'no type'}: ${said.status}`,
      )
    }
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'TRACE']) {
      const headers = { cookie, origin: 'https://attacker.example', 'access-control-request-method': 'POST' }
      const said = await send(stage, { method, path, headers })
      const open = Object.keys(said.headers).filter((name) => name.startsWith('access-control-'))
      tally.expect(
        open.length === 0 && said.status >= 400,
        () => `${method} ${path} opens to other sites: ${open} ${said.status}`,
      )
    }
    if ((await session()) !== before) tally.found('another site changed something')
  },
}

const traversals = [
  '/../../../../../../etc/passwd',
  '/assets/../../../../../../etc/passwd',
  '/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '/%252e%252e%252f%252e%252e%252fetc%252fpasswd',
  '/..%c0%af..%c0%afetc/passwd',
  '/..%ef%bc%8f..%ef%bc%8fetc/passwd',
  '/..\\..\\..\\..\\etc\\passwd',
  '/..%5c..%5c..%5cetc%5cpasswd',
  '/assets/%00../../etc/passwd',
  '/index.html%00.png',
  '/....//....//....//etc/passwd',
  '/.././.././etc/passwd',
  '//etc/passwd',
  '///etc/passwd',
  '/file:///etc/passwd',
  '/../package.json',
  '/..%2fpackage.json',
  '/assets/..%2f..%2fpackage.json',
  '/.env',
  '/.git/config',
  '/.%00/',
  '/%',
  '/%zz',
  '/%E0%A4%A',
  '/api/v1/../../metrics',
  '/api/v1/assets/..%2f..%2f..%2fetc%2fpasswd',
  '/api/v1/roles/..%2f..%2fetc%2fpasswd',
] as const

const traversal: Attack = {
  name: 'paths out of the console’s folder',
  async run({ stage, north }, tally) {
    for (const path of traversals) {
      for (const accept of ['*/*', 'text/html']) {
        const said = await send(stage, { path, headers: { accept, ...bearer(north.admin.token), ...passedOn } })
        const leaks = /root:.*:0:0|"workspaces"|"dependencies"|\[core\]|millrace_values/.test(said.text)
        tally.expect(
          !leaks && said.status < 500 && said.status > 0,
          () => `${path} is answered ${said.status}${leaks ? ' with a file' : ''}`,
        )
      }
    }
    // Absolute and broken request lines are not what a client library sends.
    const lines = [
      'GET /../../etc/passwd HTTP/1.1',
      'GET /\0 HTTP/1.1',
      'GET http://127.0.0.1:22/ HTTP/1.1',
      'CONNECT 127.0.0.1:22 HTTP/1.1',
    ]
    for (const line of lines) {
      const { socket, heard, closed } = await openLine(Number(new URL(stage.address).port))
      socket.write(`${line}\r\nHost: localhost\r\nX-Forwarded-For: 198.18.0.9\r\nConnection: close\r\n\r\n`)
      await within(closed, 5_000)
      const text = heard().toString('latin1')
      tally.expect(
        !/root:|SSH-/.test(text) && !/^HTTP\/1.1 (5|200)/.test(text),
        () => `"${line.replace('\0', 'NUL')}" is answered ${text.slice(0, 40)}`,
      )
      socket.destroy()
    }
  },
}

/** Requests that two parsers would read differently (RFC 9112 §11.2). */
const smuggling = [
  'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\nGET /metrics HTTP/1.1\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: localhost\r\n X-Folded: /metrics\r\n\r\n',
] as const

const smuggled: Attack = {
  name: 'smuggled requests',
  async run({ stage }, tally) {
    for (const text of smuggling) {
      const { socket, heard, closed } = await openLine(Number(new URL(stage.address).port))
      socket.write(text)
      await within(closed, 1_500)
      const answers =
        heard()
          .toString('latin1')
          .match(/HTTP\/1\.1 \d+/g) ?? []
      tally.expect(
        answers.length <= 1 && !heard().includes('millrace_values'),
        () => `${JSON.stringify(text.slice(0, 120))} is answered ${answers}`,
      )
      socket.destroy()
    }
  },
}

export const headerAttacks: readonly Attack[] = [forgedHeaders, rateEvasion, csrf, traversal, smuggled]
