import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { AppManifest } from '@millrace/apps'
import { parse } from 'yaml'
import { chinese } from './chinese.ts'
import { now, type Plant, PlantHost } from './plant.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' }

export interface Shown {
  readonly app: string
  readonly page: string
  readonly language: string
  readonly theme: string
}

export interface Stage {
  /** Where a page of an app is shown as the console shows it: in a frame without an origin, with the platform's policy. */
  addressOf(shown: Shown): string
  close(): Promise<void>
}

type Services = (service: string, input: unknown, host: PlantHost) => Promise<unknown>

/** Serves the pages of apps with a plant behind them; their services run where `services` runs them. */
export async function startStage(
  plants: ReadonlyMap<string, Plant>,
  services: (app: string) => Services,
): Promise<Stage> {
  const hosts = new Map(
    await Promise.all(
      [...plants].map(async ([app, plant]) => [app, new PlantHost(plant, (await manifestOf(app)).tables)] as const),
    ),
  )
  const server = createServer((request, reply) => {
    answer(request, reply).catch((reason: unknown) => reply.writeHead(500).end(String(reason)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', address)
    const [, what, app = '', ...rest] = url.pathname.split('/')
    if (what === 'show') {
      const page = (await manifestOf(app)).pages?.find(({ name }) => name === url.searchParams.get('page'))
      return void reply.writeHead(200, { 'content-type': 'text/html' }).end(frameOf(url, page?.at ?? 'menu'))
    }
    if (what === 'ask') {
      let told: unknown
      try {
        told = { is: await asked(app, JSON.parse(await bodyOf(request))) }
      } catch (reason) {
        const {
          code = 'plant.failed',
          message,
          remedy = '',
        } = reason as { code?: string; message: string; remedy?: string }
        told = { fault: { code, says: message, remedy } }
      }
      return void reply
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(told, inLanguage(url)))
    }
    if (what !== 'app') return void reply.writeHead(204).end()
    const path = rest.join('/')
    const file = /^pages\/millrace\.(js|css)$/.test(path)
      ? `packages/apps/page/${path.slice(6)}`
      : `apps/${app}/${path}`
    const base = `${address}/app/${app}/`
    reply.writeHead(200, {
      'content-type': types[path.split('.').at(-1)!] ?? 'application/octet-stream',
      'content-security-policy': `sandbox allow-scripts allow-forms; default-src 'none'; script-src ${base}; style-src ${base}; img-src ${base}; font-src ${base}; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
      'access-control-allow-origin': '*',
    })
    reply.end(await readFile(`${root}${file}`))
  }

  async function asked(app: string, { call, ...what }: { call: string } & Record<string, never>): Promise<unknown> {
    const host = hosts.get(app)!
    if (call === 'start')
      return { assets: startAssets(host), settings: await settingsOf(app, plants.get(app)!), person: 'Lin Wei' }
    if (call === 'call') return services(app)(what.service!, what.input ?? {}, host)
    if (call === 'latest') return host.latest(what.points!)
    if (call === 'history') return host.history(what.points!, what as never)
    if (call === 'rows') return host.rows(what.table!, what)
    if (call === 'put') return host.put(what.table!, what.row!)
    if (call === 'remove') return host.remove(what.table!, what.key!)
    throw new Error(`no ${call}`)
  }

  return {
    addressOf: ({ app, page, language, theme }) =>
      `${address}/show/${app}?page=${page}&language=${language}&theme=${theme}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const startAssets = (host: PlantHost) =>
  Object.fromEntries(
    Object.entries(host.assets).map(([need, list]) => [need, list.map((asset) => ({ ...asset.points, ...asset }))]),
  )

export async function manifestOf(app: string): Promise<AppManifest> {
  return parse(await readFile(`${root}apps/${app}/app.yaml`, 'utf8')) as AppManifest
}

export async function settingsOf(app: string, plant: Plant): Promise<Record<string, number | boolean | string>> {
  const { settings = [] } = await manifestOf(app)
  const standard = settings.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const]))
  return { ...Object.fromEntries(standard), ...plant.settings }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}

export const contextOf = (host: PlantHost, settings: Record<string, number | boolean | string>) => ({
  settings,
  assets: host.assets,
  now: new Date(now).toISOString(),
  person: { id: '00000000-0000-4000-8000-000000000001', name: 'Lin Wei' },
})

/** A plant's own words in Chinese, as its people would have entered them. */
const inLanguage =
  ({ searchParams }: URL) =>
  (_: string, value: unknown): unknown =>
    searchParams.get('language') === 'zh' && typeof value === 'string' ? (chinese[value] ?? value) : value

/** The console's side, as short as can be: hands in the port, and asks the stage. */
function frameOf(url: URL, at: string): string {
  const app = url.pathname.split('/')[2]
  const page = url.searchParams.get('page')
  const [language, theme] = [url.searchParams.get('language'), url.searchParams.get('theme')]
  const more = JSON.stringify({ language, theme, at })
  return `<!doctype html><meta name="viewport" content="width=device-width, initial-scale=1"><style>body{margin:0}iframe{display:block;border:0;width:100%;height:100vh}</style>
<iframe sandbox="allow-scripts allow-forms" src="/app/${app}/pages/${page}.html"></iframe>
<script type="module">
const frame = document.querySelector('iframe')
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow || data?.millrace !== 'hello') return
  const { port1, port2 } = new MessageChannel()
  window.look = (change) => port1.postMessage({ change })
  port1.onmessage = async ({ data }) => {
    const { id, ...asked } = JSON.parse(data)
    const reply = await (await fetch('/ask/${app}?language=${language}', { method: 'POST', body: JSON.stringify(asked) })).json()
    if (asked.call === 'start') Object.assign(reply.is, ${more})
    port1.postMessage({ id, ...reply })
  }
  frame.contentWindow.postMessage({ millrace: 'port' }, '*', [port2])
})
</script>`
}
