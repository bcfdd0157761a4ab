/**
 * A fake platform for work on the pages: the routes of /api/v1 over a made-up plant, and the built console. It checks no
 * rights and stores nothing; what it shows is no evidence of anything but the look of the pages.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { assets, devices, points, sampleAt } from './fake-plant.ts'

const dist = join(import.meta.dirname, '../dist')
const kinds: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const started = Date.now()
const gapFrom = Math.floor(started / 1000) - 2400
const gap = (s: number) => s > gapFrom && s < gapFrom + 240
let signedIn = process.argv.includes('--signed-in')

const session = {
  user: { id: 'u1', username: 'admin', name: 'Lin Wei', locale: 'zh' },
  tenant: { id: 't1', name: 'Demo plant' },
}
const asAsset = (a: (typeof assets)[number]) => ({
  ...a,
  childCount: assets.filter((b) => b.parent === a.id).length,
  pointCount: points.filter((p) => `${p.path.join('/')}/`.startsWith(`${a.path.join('/')}/`)).length,
})
const asPoint = (p: (typeof points)[number]) => {
  const { at: _, ...facts } = p
  return { ...facts, latest: sampleAt(p, Math.floor(Date.now() / 1000)) }
}
const asDevice = (d: (typeof devices)[number]) => ({
  ...d,
  ...(d.state === 'never'
    ? {}
    : {
        lastSeen: new Date(
          Date.now() - (d.state === 'offline' ? 5_400_000 : d.state === 'stale' ? 45_000 : 700),
        ).toISOString(),
      }),
})

function json(response: ServerResponse, body: unknown, status = 200) {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' })
  response.end(JSON.stringify(body))
}
const micros = (text: string | null) =>
  text === null ? 0 : /^\d+$/.test(text) ? Number(text) : Date.parse(text) * 1000
const page = (url: URL, items: unknown[]) => {
  const start = Number(url.searchParams.get('cursor') ?? 0)
  const limit = Number(url.searchParams.get('limit') ?? 100)
  const end = start + limit
  return { items: items.slice(start, end), total: items.length, ...(end < items.length ? { next: String(end) } : {}) }
}

function history(url: URL, point: (typeof points)[number]) {
  const from = Math.ceil(micros(url.searchParams.get('from')) / 1e6)
  const to = Math.min(Math.floor(micros(url.searchParams.get('to')) / 1e6), Math.floor(Date.now() / 1000))
  const limit = Number(url.searchParams.get('limit') ?? 10_000)
  const items = []
  for (let s = from; s <= to && items.length < limit; s += 1) if (!gap(s)) items.push(sampleAt(point, s))
  if (url.searchParams.get('order') === 'desc') items.reverse()
  return { items, truncated: to - from + 1 > limit }
}

function buckets(url: URL, point: (typeof points)[number]) {
  const from = micros(url.searchParams.get('from')) / 1e6
  const to = micros(url.searchParams.get('to')) / 1e6
  const asked = Number(url.searchParams.get('width') ?? 0) / 1e6
  const pixels = asked ? Math.round((to - from) / asked) : Number(url.searchParams.get('pixels') ?? 500)
  const width = (to - from) / pixels
  const out = {
    width: width * 1e6,
    start: [] as number[],
    min: [] as unknown[],
    max: [] as unknown[],
    mean: [] as unknown[],
    first: [] as unknown[],
    last: [] as unknown[],
    count: [] as number[],
    good: [] as number[],
  }
  for (let n = 0; n < pixels; n += 1) {
    const start = from + n * width
    const values: number[] = []
    let count = 0
    let good = 0
    const step = Math.max(1, width / 8)
    for (let s = Math.ceil(start); s < start + width; s += step) {
      if (gap(s) || s > Date.now() / 1000) continue
      const sample = sampleAt(point, s)
      count += 1
      if (sample.quality === 'good') good += 1
      if (typeof sample.value === 'number') values.push(sample.value)
      if (typeof sample.value === 'boolean') values.push(sample.value ? 1 : 0)
    }
    if (count === 0) continue
    out.start.push(start * 1e6)
    out.count.push(Math.round(count * step))
    out.good.push(Math.round(good * step))
    const any = values.length > 0 && good > 0
    out.min.push(any ? Math.min(...values) : null)
    out.max.push(any ? Math.max(...values) : null)
    out.mean.push(any ? values.reduce((a, b) => a + b, 0) / values.length : null)
    out.first.push(values[0] ?? null)
    out.last.push(values.at(-1) ?? null)
  }
  return out
}

function live(url: URL, request: IncomingMessage, response: ServerResponse) {
  const wanted = new Set((url.searchParams.get('points') ?? '').split(','))
  const chosen = points.filter((p) => wanted.has(p.id))
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = () => {
    const s = Math.floor(Date.now() / 1000)
    response.write(
      `event: samples\ndata: ${JSON.stringify(chosen.map((p) => ({ point: p.id, ...sampleAt(p, s) })))}\n\n`,
    )
  }
  send()
  const timer = setInterval(send, 1000)
  request.on('close', () => clearInterval(timer))
}

function api(url: URL, request: IncomingMessage, response: ServerResponse, body: Record<string, string>) {
  const path = url.pathname.slice('/api/v1'.length)
  const search = (url.searchParams.get('search') ?? '').toLowerCase()
  const has = (name: string) => name.toLowerCase().includes(search)
  if (path === '/session' && request.method === 'POST') {
    if (body['password'] !== 'mill')
      return json(
        response,
        {
          status: 401,
          title: 'Unauthorized',
          code: 'identity.wrong_password',
          detail: 'The name or the password is not right.',
          remedy: 'Check both and try again.',
        },
        401,
      )
    signedIn = true
    return json(response, session)
  }
  if (path === '/session' && request.method === 'DELETE') {
    signedIn = false
    response.writeHead(204)
    return response.end()
  }
  if (!signedIn)
    return json(
      response,
      { status: 401, code: 'identity.no_session', detail: 'This needs a session.', remedy: 'Sign in.' },
      401,
    )
  if (path === '/session') return json(response, session)
  if (path === '/overview')
    return json(response, {
      points: points.length,
      devices: { online: 5, offline: 2, total: devices.length },
      valuesPerSecond: 412 + 9 * Math.sin(Date.now() / 9000) + 6 * Math.random(),
      storedBytes: 734_003_200 + (Date.now() - started),
      storedSegments: 148,
      uptimeSeconds: 432_000 + (Date.now() - started) / 1000,
      worst: devices.filter((d) => 'lastError' in d).map(asDevice),
    })
  if (path === '/assets') {
    const parent = url.searchParams.get('parent')
    const found = search
      ? assets.filter((a) => has(a.name))
      : assets.filter((a) => a.parent === (parent === 'root' ? null : parent))
    return json(response, page(url, found.map(asAsset)))
  }
  if (path === '/points') {
    const under = assets.find((a) => a.id === url.searchParams.get('asset'))
    const device = url.searchParams.get('device')
    const found = points.filter(
      (p) =>
        (!under || `${p.path.join('/')}/`.startsWith(`${under.path.join('/')}/`)) &&
        (!device || p.deviceId === device) &&
        has([...p.path, p.name].join(' ')),
    )
    return json(response, page(url, found.map(asPoint)))
  }
  if (path === '/devices') {
    const kind = url.searchParams.get('kind')
    const state = url.searchParams.get('state')
    return json(
      response,
      page(
        url,
        devices.filter((d) => (!kind || d.kind === kind) && (!state || d.state === state) && has(d.name)).map(asDevice),
      ),
    )
  }
  if (path === '/devices/credentials')
    return json(response, {
      name: body['name'] ?? `${body['group']}.${body['node']}`,
      secret: 'q7N2-vK4m-93xT-hLpd-R8wz-Ce5u',
    })
  if (path === '/live') return live(url, request, response)
  const [, room, id, part] = path.split('/')
  const point = room === 'points' ? points.find((p) => p.id === id) : undefined
  if (point && part === 'history') {
    const found = history(url, point)
    if (!request.headers.accept?.includes('text/csv')) return json(response, found)
    response.writeHead(200, { 'content-type': 'text/csv' })
    return response.end(`time,value,status\n${found.items.map((s) => `${s.time},${s.value},${s.status}`).join('\n')}`)
  }
  if (point && part === 'buckets') return json(response, buckets(url, point))
  if (point) return json(response, asPoint(point))
  const one = room === 'assets' ? assets.find((a) => a.id === id) : undefined
  if (one) return json(response, asAsset(one))
  const device = room === 'devices' ? devices.find((d) => d.id === id) : undefined
  if (device) return json(response, asDevice(device))
  return json(
    response,
    { status: 404, code: 'http.unknown', detail: `Nothing is at ${path}.`, remedy: 'Check the address.' },
    404,
  )
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (url.pathname.startsWith('/api/v1/')) {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => api(url, request, response, text ? (JSON.parse(text) as Record<string, string>) : {}))
    return
  }
  const file = extname(url.pathname) ? url.pathname : '/index.html'
  try {
    const body = readFileSync(join(dist, file))
    response.writeHead(200, { 'content-type': kinds[extname(file)] ?? 'application/octet-stream' })
    response.end(body)
  } catch {
    response.writeHead(404)
    response.end()
  }
})
server.listen(Number(process.env['MILLRACE_PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`fake platform on http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`)
})
