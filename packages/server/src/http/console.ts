import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { Fault } from '@millrace/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import './faults.ts'
import { pageHeaders } from './headers.ts'

/** Where the build puts the console, seen from src and dist alike. */
export const builtConsole = fileURLToPath(new URL('../../../console/dist/', import.meta.url))

/** What came in an address never stands in a reply as markup, whatever reads it there. */
const plain = (text: string): string => text.replaceAll(/[<>"&]/g, encodeURIComponent)

const unknown = ({ method, url }: FastifyRequest): Fault =>
  new Fault('http.unknown_route', { method, path: plain((url.split('?')[0] ?? '').slice(0, 200)) })

/** No page of the console has a dot in its address: who asks for a file that is not there is told so. */
const asksForFile = (url: string): boolean => (url.split('?')[0] ?? '').includes('.')

/** The console's files; every other address that a browser opens as a page gets its start page, which reads the address itself. */
export async function serveConsole(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (!folder || !existsSync(join(folder, 'index.html'))) {
    app.setNotFoundHandler((request) => {
      throw unknown(request)
    })
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    index: 'index.html',
    cacheControl: false,
    setHeaders: (reply, path) => {
      for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value)
      // The build names these files after what is in them.
      const forever = path.includes('/assets/')
      reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !asksForFile(request.url) &&
      (request.headers.accept ?? '').includes('text/html')
    if (!page) throw unknown(request)
    return reply.headers(pageHeaders).header('cache-control', 'no-cache').sendFile('index.html')
  })
}
