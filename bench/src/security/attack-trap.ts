import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import type { Closable } from '@millrace/core'

/** A listener that nobody has a reason to connect to. */
export interface Trap extends Closable {
  readonly port: number
  readonly address: string
  visits(): number
}

export async function openTrap(): Promise<Trap> {
  let visits = 0
  const listen = async (host: string, port: number): Promise<Server> => {
    const server = createServer((socket) => {
      visits++
      // Who comes gets an answer, so that redirects and retries would show as well.
      socket.end(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
      )
      socket.on('error', () => undefined)
    })
    server.listen(port, host)
    await once(server, 'listening')
    return server
  }
  const first = await listen('127.0.0.1', 0)
  const { port } = first.address() as AddressInfo
  const servers = [first, await listen('::1', port)]
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    visits: () => visits,
    async close() {
      for (const server of servers) {
        server.close()
        await once(server, 'close')
      }
    },
  }
}
