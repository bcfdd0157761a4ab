import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Closable, systemClock } from '@millrace/core'

/** So that a kill falls between what was done and its being noted, too. */
const SLOW_MS = 150

/** Where flows send to: remembers what came under which key. */
export class Receiver implements Closable {
  /** Bodies by idempotency key, in the order in which they came. */
  readonly came = new Map<string, string[]>()
  readonly #server = createServer((request, reply) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const key = String(request.headers['idempotency-key'])
      const body = Buffer.concat(pieces).toString()
      const known = this.came.get(key)
      if (known) known.push(body)
      else this.came.set(key, [body])
      systemClock.after(Math.random() * SLOW_MS, () => reply.end('taken'))
    })
  })

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
