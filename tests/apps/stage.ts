import { createSocket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { type Closable, Owned } from '@millrace/core'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../browser.ts'

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8')

/** As the console's pages have it (server/src/http/headers.ts). */
const consolePolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'"

export interface PageStage extends Closable {
  /** The console's side of a frame that shows this page of an app. */
  show(page: string): Promise<Page>
  /** Addresses that were asked for beside those of the page's files. */
  readonly stray: readonly string[]
}

/** Serves pages of an app with the headers of the platform, and a page that holds them by the console's own modules. */
export async function startPageStage(): Promise<PageStage> {
  const owned = new Owned()
  const stray: string[] = []
  const server = createServer((request, reply) => void answer(request, reply, stray))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  // Where a peer connection would ask for the way.
  const peer = createSocket('udp4', () => stray.push('peer connection'))
  await new Promise<void>((resolve) => peer.bind(port, '127.0.0.1', resolve))
  owned.add({ close: () => new Promise((resolve) => peer.close(resolve)) })
  owned.add({
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
  const browser = owned.add(await launchBrowser())
  const address = `http://127.0.0.1:${port}`
  return {
    stray,
    async show(name) {
      const page = await browser.newPage()
      await page.goto(`${address}/?page=${name}`)
      return page
    },
    close: () => owned.close(),
  }
}

async function answer({ url = '', headers }: IncomingMessage, reply: ServerResponse, stray: string[]): Promise<void> {
  const { pathname } = new URL(url, 'http://here')
  const send = (type: string, body: string, more: Record<string, string> = {}) =>
    reply.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff', ...more }).end(body)
  const [, folder, ...rest] = pathname.split('/')
  if (pathname === '/')
    return void send('text/html', await read('console.html'), {
      'content-security-policy': consolePolicy,
      'set-cookie': 'session=of-the-person; Path=/; SameSite=Lax',
    })
  if (pathname === '/console.js') return void send('text/javascript', await read('console.js'))
  if (folder === 'console') {
    const source = await read(`../../packages/console/src/pages/apps/frame/${rest.join('/')}`)
    return void send('text/javascript', stripTypeScriptTypes(source))
  }
  if (folder === 'app-frames') {
    const base = `http://${headers.host}/app-frames/ticket/`
    const file = rest.slice(1).join('/')
    const ours = file === 'millrace.js' || file === 'millrace.css'
    const text = await read(ours ? `../../packages/apps/page/${file}` : `pages/${file}`)
    const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' }
    return void send(types[file.split('.').at(-1)!]!, text, {
      // As the platform has it (server/src/http/headers.ts, frameHeaders).
      'content-security-policy': `sandbox allow-scripts allow-forms; default-src 'none'; script-src ${base}; style-src ${base}; img-src ${base} data:; font-src ${base}; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
      'connection-allowlist': '(response-origin);webrtc=block',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
    })
  }
  if (pathname !== '/favicon.ico') stray.push(url)
  reply.writeHead(204).end()
}
