import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Closable } from '@millrace/core'
import { Fault } from '@millrace/core'
import './faults.ts'

/**
 * Holds a folder for this process. The name is an abstract socket (Linux) or a pipe (Windows): the system gives it back
 * however the process ends, so no stale lock ever needs a hand.
 */
export async function lockFolder(folder: string): Promise<Closable> {
  const id = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  const prefix = process.platform === 'win32' ? '\\\\.\\pipe\\' : '\0'
  const server = createServer((socket) => socket.destroy())
  server.unref()
  server.listen(`${prefix}millrace-edge-${id}`)
  try {
    await once(server, 'listening')
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE') {
      throw new Fault('edge_buffer.in_use', { folder }, reason)
    }
    throw reason
  }
  return { close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}
