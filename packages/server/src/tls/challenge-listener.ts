import { once } from 'node:events'
import { createServer } from 'node:http'
import { type Closable, Fault } from '@millrace/core'
import './faults.ts'

/** RFC 8555 §8.3. */
const PATH = '/.well-known/acme-challenge/'
const SOCKETS = 64
const PATIENCE_MS = 5_000

/** Token → key authorization. */
export type Proofs = ReadonlyMap<string, string>

/** Answers HTTP-01 proofs and nothing else. Throws `tls.challenge_port_taken`. */
export async function openChallengeListener(port: number, proofs: Proofs): Promise<Closable> {
  const server = createServer({ headersTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS, maxHeaderSize: 8_192 })
  server.maxConnections = SOCKETS
  server.on('request', (request, reply) => {
    const path = request.url ?? ''
    const proof = request.method === 'GET' && path.startsWith(PATH) ? proofs.get(path.slice(PATH.length)) : undefined
    reply.setHeader('connection', 'close')
    if (proof === undefined) reply.writeHead(404).end()
    else reply.writeHead(200, { 'content-type': 'application/octet-stream' }).end(proof)
  })
  try {
    server.listen(port)
    await once(server, 'listening')
  } catch (thrown) {
    throw new Fault('tls.challenge_port_taken', { port, seen: (thrown as Error).message }, thrown)
  }
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
