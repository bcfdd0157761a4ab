import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Closable } from '@millrace/core'

/**
 * What becomes of a request on its way: answered in the platform's place; cut before the platform saw it; or cut when the
 * platform has done it and nobody was told.
 */
export type Meddling =
  | { readonly is: 'answer'; readonly status: number; readonly retryAfter?: number }
  | { readonly is: 'cut' }
  | { readonly is: 'cut-after' }

export interface Seen {
  readonly method: string
  /** With the query, below /api/v1. */
  readonly path: string
}

/** Stands between an SDK and the platform, as bad networks do. */
export interface Relay extends Closable {
  readonly address: string
  /** Requests since {@link expect} was called last, those that were meddled with too. */
  readonly seen: readonly Seen[]
  /** What becomes of the next requests, one each; all beyond pass. With `forever` the last stays. */
  expect(next: readonly Meddling[], forever?: boolean): void
  /** Cuts every link that stands, such as open streams. */
  cutAll(): void
}

/** `target`: address of the platform. */
export async function startRelay(target: string): Promise<Relay> {
  let seen: Seen[] = []
  let next: Meddling[] = []
  let stays = false
  const { hostname, port } = new URL(target)

  const forward = (from: IncomingMessage, to: ServerResponse, cut: boolean): void => {
    const { method, url: path, headers } = from
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      if (cut) {
        answer.resume().once('end', () => from.socket.destroy())
        return
      }
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    onward.once('error', () => from.socket.destroy())
    to.once('close', () => onward.destroy())
    from.pipe(onward)
  }

  const server = createServer((from, to) => {
    seen.push({ method: from.method ?? '', path: (from.url ?? '').replace('/api/v1', '') })
    const meddling = stays && next.length === 1 ? next[0] : next.shift()
    if (meddling?.is === 'cut') from.socket.destroy()
    else if (meddling?.is === 'answer')
      from.resume().once('end', () => {
        const after = meddling.retryAfter
        to.writeHead(meddling.status, after === undefined ? {} : { 'retry-after': String(after) }).end()
      })
    else forward(from, to, meddling !== undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get seen() {
      return seen
    },
    expect(meddlings, forever = false) {
      seen = []
      next = [...meddlings]
      stays = forever
    },
    cutAll: () => server.closeAllConnections(),
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
