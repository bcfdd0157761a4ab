import type { ServerResponse } from 'node:http'
import type { Clock, Closable, Micros } from '@millrace/core'
import type { EventStream } from './reply.ts'

const KEEP_ALIVE_MS = 15_000
/** How often it is asked whether the caller still may; what ends a right in this process is told at once. */
const RECHECK_MS = 5_000
/** A reader that takes nothing for this long is cut off: its socket may be half open. */
const STUCK_MS = 60_000

export interface StreamNeeds {
  readonly clock: Clock
  /** False when the session or the right has ended meanwhile. */
  readonly stillMay: () => Promise<boolean>
  /** µs UTC; from then on nothing is sent. */
  readonly until: Micros | undefined
}

export interface OpenStream extends Closable {
  /** Something changed that may end it. */
  recheck(): void
}

/** Serves one stream until the caller leaves, their right ends or the host closes. */
export function serveEvents(
  response: ServerResponse,
  stream: EventStream,
  { clock, stillMay, until }: StreamNeeds,
): OpenStream {
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
    await write(': keep-alive\n\n')
  }

  const recheck = (): void => {
    stillMay().then(
      (may) => {
        if (!may) end()
      },
      // Who cannot be asked about gets nothing more.
      () => end(),
    )
  }

  let source: Closable | undefined
  const end = (): void => {
    void source?.close()
    response.end()
  }
  source = stream.start({
    send: (event, data, id) => {
      // The moment itself ends it; no timer has to be in time.
      if (until !== undefined && until <= clock.now()) {
        end()
        return Promise.resolve()
      }
      return write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
  })
  const timers = [
    clock.every(KEEP_ALIVE_MS, () => {
      beat().catch(() => response.destroy())
    }),
    clock.every(RECHECK_MS, recheck),
  ]
  response.once('close', () => {
    for (const timer of timers) timer.cancel()
    void source.close()
  })
  return { recheck, close: end }
}
