import type { Connection } from './connection.ts'
import { eventsOf } from './events.ts'
import { PlatformFault } from './fault.ts'
import type { components } from './generated/api.ts'

export type PointSample = components['schemas']['PointSample']

export interface LiveListener {
  samples(batch: PointSample[]): void
  /** True when values flow, false while the stream is being opened again. */
  open?(isOpen: boolean): void
  /** The platform refused for good, such as a session that ended; the stream is over. */
  refused?(fault: PlatformFault): void
}

export interface Live {
  close(): void
}

export interface LiveQuery {
  /** Look through this grant, at what another organisation shares. */
  readonly grant?: string
}

const REOPEN_MS = 1_000
const REOPEN_MOST_MS = 15_000

/** New values as they come; a cut stream is opened again by itself and begins with what is newest. */
export function openLive(
  connection: Connection,
  points: readonly string[],
  listener: LiveListener,
  query: LiveQuery = {},
): Live {
  const wanted = { path: '/live', event: 'samples', query: { ...query, points: points.join(',') } }
  return openEvents(connection, wanted, {
    ...listener,
    told: (data) => listener.samples(JSON.parse(data) as PointSample[]),
  })
}

interface Wanted {
  readonly path: string
  /** Others are passed over. */
  readonly event: string
  /** A function is asked anew whenever the stream is opened. */
  readonly query: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>)
}

type EventListener = Pick<LiveListener, 'open' | 'refused'> & { told(data: string): void }

/** Events of one kind as they come; a cut stream is opened again by itself. */
export function openEvents(connection: Connection, wanted: Wanted, listener: EventListener): Live {
  const stop = new AbortController()
  void listen(connection, wanted, listener, stop.signal)
  return { close: () => stop.abort() }
}

async function listen(
  connection: Connection,
  { path, event: kind, query }: Wanted,
  listener: EventListener,
  signal: AbortSignal,
): Promise<void> {
  let wait = REOPEN_MS
  while (!signal.aborted) {
    try {
      const response = await connection.ask('GET', path, {
        query: typeof query === 'function' ? query() : query,
        accept: 'text/event-stream',
        signal,
      })
      listener.open?.(true)
      wait = REOPEN_MS
      if (response.body) {
        for await (const { event, data } of eventsOf(response.body)) if (event === kind) tell(() => listener.told(data))
      }
    } catch (thrown) {
      if (signal.aborted) return
      if (thrown instanceof PlatformFault && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 429) {
        listener.open?.(false)
        listener.refused?.(thrown)
        return
      }
    }
    if (signal.aborted) return
    listener.open?.(false)
    await pause(wait * (0.5 + Math.random() / 2), signal)
    wait = Math.min(wait * 2, REOPEN_MOST_MS)
  }
}

/** What a listener throws is its own affair: it is reported as uncaught, and the stream goes on. */
function tell(run: () => void): void {
  try {
    run()
  } catch (thrown) {
    queueMicrotask(() => {
      throw thrown
    })
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
