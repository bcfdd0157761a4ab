import { type Closable, Fault, type Log, sayFault } from '@millrace/core'
import type { PlatformEvent } from './schema.ts'

export type Send = (event: PlatformEvent) => Promise<void>

const PAGE = 200

interface Needs {
  readonly begin: number
  /** Events after a position, and up to where that looked. */
  readonly page: (
    position: number,
    limit: number,
  ) => Promise<{ readonly events: PlatformEvent[]; readonly last: number }>
  readonly listen: (listener: () => void) => () => void
  readonly log: Log
}

/** Sends what comes after `begin` in its order, as fast as it is taken; what waits stays in the database. */
export const follow =
  ({ begin, page, listen, log }: Needs) =>
  (send: Send): Closable => {
    let position = begin
    let isOver = false
    let isAsked = false
    let isRunning = false
    const drain = async (): Promise<void> => {
      while (isAsked && !isOver) {
        isAsked = false
        for (;;) {
          const { events, last } = await page(position, PAGE)
          for (const event of events) {
            if (isOver) return
            await send(event)
          }
          position = last
          if (events.length < PAGE || isOver) break
        }
      }
    }
    const look = (): void => {
      isAsked = true
      if (isRunning) return
      isRunning = true
      void drain()
        .catch((thrown: unknown) => {
          // The next pulse tries again, from the same position; nothing is left out.
          if (!(thrown instanceof Fault)) log.warn('events wait to be streamed', { fault: sayFault(thrown) })
        })
        .finally(() => {
          isRunning = false
          if (isAsked && !isOver) look()
        })
    }
    const stop = listen(look)
    look()
    return {
      close: () => {
        isOver = true
        stop()
      },
    }
  }
