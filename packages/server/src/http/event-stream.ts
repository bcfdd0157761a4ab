import type { ServerResponse } from 'node:http'
import type { Clock, Closable } from '@millrace/core'
import type { EventStream } from './reply.ts'

const KEEP_ALIVE_MS = 15_000
/** A reader that takes nothing for this long is cut off: its socket may be half open. */
const STUCK_MS = 60_000

interface Needs {
  readonly clock: Clock
  /** False when the session has ended meanwhile. */
  readonly stillMay: () => Promise<boolean>
}

/** Serves one stream until the caller leaves, the session ends or the host closes. */
export function serveEvents(response: ServerResponse, stream: EventStream, { clock, stillMay }: Needs): Closable {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  response.write(': open\n\n')

  let stuckSince: number | undefined
  const write = async (text: string): Promise<void> => {
    if (response.destroyed || response.writableEnded) return
    if (response.write(text)) return
    stuckSince ??= clock.monotonic()
    await new Promise<void>((resolve) => {
      const go = (): void => {
        response.off('drain', go)
        response.off('close', go)
        stuckSince = undefined
        resolve()
      }
      response.once('drain', go)
      response.once('close', go)
    })
  }

  const beat = async (): Promise<void> => {
    if (stuckSince !== undefined) {
      if (clock.monotonic() - stuckSince > STUCK_MS) response.destroy()
      return
    }
    if (await stillMay()) await write(': keep-alive\n\n')
    else response.end()
  }

  const source = stream.start({ send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`) })
  const timer = clock.every(KEEP_ALIVE_MS, () => {
    beat().catch(() => response.destroy())
  })
  response.once('close', () => {
    timer.cancel()
    void source.close()
  })
  return {
    close: () => {
      response.end()
    },
  }
}
