import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { extname } from 'node:path'
import type { PackageFiles } from '@millrace/packaging'

export interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

const shell = new URL('../../shell/', import.meta.url)
/** The bridge and the design language, beside which pages lie. */
const page = new URL('../page/', import.meta.resolve('@millrace/apps'))
/** The console's own modules, so that a frame is held here as it is there. */
const frame = new URL('../../../console/src/pages/apps/frame/', import.meta.url)

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const plain = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }

const sent = (path: string, body: string | Uint8Array, more: Readonly<Record<string, string>> = {}): Sent => ({
  status: 200,
  headers: { 'content-type': types[extname(path)] ?? 'application/octet-stream', ...plain, ...more },
  body,
})
export const nothing: Sent = { status: 404, headers: plain, body: '' }

/** The page around those of the app. */
export async function shellFile(name: string): Promise<Sent> {
  if (!/^[a-z]+\.(html|js|css)$/.test(name)) return nothing
  return sent(name, await readFile(new URL(name, shell)), {
    'content-security-policy':
      "default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  })
}

export async function frameModule(name: string): Promise<Sent> {
  if (!/^(frame|host|protocol)\.ts$/.test(name)) return nothing
  return sent('frame.js', stripTypeScriptTypes(await readFile(new URL(name, frame), 'utf8')))
}

/** A file of the app's pages, as the platform serves it: without an origin, and nothing from elsewhere. */
export async function pageFile(files: PackageFiles, path: string, base: string): Promise<Sent> {
  const [name = ''] = path.split('/').slice(-1)
  const ours = name === 'millrace.js' || name === 'millrace.css'
  const body = ours ? await readFile(new URL(name, page)) : files.get(`pages/${path}`)
  if (!body) return nothing
  return sent(path, body, {
    'content-security-policy': `sandbox allow-scripts allow-forms; default-src 'none'; script-src ${base}; style-src ${base}; img-src ${base} data:; font-src ${base}; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
    'connection-allowlist': '(response-origin);webrtc=block',
    'access-control-allow-origin': 'null',
    'cross-origin-resource-policy': 'cross-origin',
  })
}
