import type { RequestListener, ServerOptions } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Duplex } from 'node:stream'
import type { Closable } from '@millrace/core'
import { keepCurrent, secureOptions, type TlsMaterial } from '../tls/index.ts'

export interface SecureDoor extends Closable {
  readonly server: Server
}

interface Settings {
  readonly limits: ServerOptions
  readonly mostSockets: number
  readonly keepAliveMs: number
  readonly answerError: (error: Error, socket: Duplex) => void
  /** PEM of the authorities that machines' certificates come from. */
  readonly clientCas: readonly string[]
}

/**
 * The same API behind TLS: what comes in is answered by the one application, with the limits of the plain door. Machines may
 * show their certificate (mTLS); people are not asked for one, as no browser has one of our authorities'.
 */
export function secureDoor(
  material: TlsMaterial,
  { limits, mostSockets, keepAliveMs, answerError, clientCas }: Settings,
  answer: RequestListener,
): SecureDoor {
  const server = createServer({ ...limits, ...secureOptions(material, clientCas) }, answer)
  server.maxConnections = mostSockets
  server.keepAliveTimeout = keepAliveMs
  server.on('clientError', answerError)
  const end = keepCurrent(server, material, clientCas)
  return {
    server,
    close: async () => {
      end()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
