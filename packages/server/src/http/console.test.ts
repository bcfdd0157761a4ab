import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHost, type Host } from './host.ts'
import { createMetrics } from './metrics.ts'

let folder: string
let host: Host
let address: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-console-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Millrace</title>')
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'run()')
  host = await createHost({
    routes: [],
    gate: {
      principal: async () => undefined,
      reach: async ({ tenant }) => ({ tenant }),
      through: async ({ tenant }) => ({ tenant }),
      onChange: () => undefined,
      machine: () => Promise.reject(new Fault('http.signed_out')),
      looked: () => undefined,
      refused: () => undefined,
    },
    document: {},
    metrics: createMetrics(),
    ready: async () => undefined,
    consoleFolder: folder,
    tls: undefined,
    trustedProxies: ['127.0.0.1'],
    clock: systemClock,
    log: silentLog,
  })
  address = `http://127.0.0.1:${await host.listen('127.0.0.1', 0)}`
})
afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

const open = (path: string, accept = 'text/html') => fetch(`${address}${path}`, { headers: { accept } })

describe('the console', () => {
  it('is the start page, also at addresses that it reads itself', async () => {
    for (const path of ['/', '/points/123', '/devices?state=online'])
      expect(await (await open(path)).text()).toBe('<title>Millrace</title>')
  })

  it('runs scripts of its own alone and is framed by nobody', async () => {
    const policy = (await open('/points/123')).headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect((await open('/')).headers.get('content-security-policy')).toBe(policy)
  })

  it('keeps built files for ever and the start page never', async () => {
    expect((await open('/assets/app-1a2b.js', '*/*')).headers.get('cache-control')).toContain('immutable')
    expect((await open('/')).headers.get('cache-control')).toBe('no-cache')
  })

  it('is no answer to a program, nor below /api', async () => {
    expect((await open('/points/123', 'application/json')).status).toBe(404)
    expect((await open('/api/v1/nowhere')).headers.get('content-type')).toMatch(/^application\/problem\+json/)
  })

  it('is no answer to who asks for a file', async () => {
    for (const path of ['/.env', '/.git/config', '/admin.jsp', '/assets/gone-1a2b.js'])
      expect((await open(path)).status).toBe(404)
    expect((await open('/devices?search=a.b')).status).toBe(200)
  })

  it('repeats no markup of an address', async () => {
    // fetch would encode it.
    const asked = request(address, { path: '/<script>alert(1)</script>.jsp' }).end()
    const [reply] = (await once(asked, 'response')) as [IncomingMessage]
    const seen = Buffer.concat(await reply.toArray()).toString()
    expect(JSON.parse(seen)).toMatchObject({ status: 404, detail: expect.stringContaining('%3Cscript%3E') })
  })

  it('gives no file outside its folder', async () => {
    for (const path of ['/..%2f..%2fetc%2fpasswd', '/assets/%2e%2e/%2e%2e/etc/passwd', '/%00'])
      expect(await (await open(path, '*/*')).text()).not.toContain('root:')
  })
})
