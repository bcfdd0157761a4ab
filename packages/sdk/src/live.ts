import type { Connection } from './connection.ts'
import { eventsOf } from './events.ts'
import { PlatformFault } from './fault.ts'
import type { components } from './generated/api.ts'
import { pause } from './retry.ts'

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
/** The platform says something every 15 s; a link that is this long silent is half open. */
const SILENT_MS = 45_000

const wantedOf = (points: readonly string[], query: LiveQuery): Wanted => ({
  path: '/live',
  event: 'samples',
  query: { ...query, points: points.join(',') },
})

/** New values as they come; a cut stream is opened again by itself and begins with what is newest. */
export function openLive(
  connection: Connection,
  points: readonly string[],
  listener: LiveListener,
  query: LiveQuery = {},
): Live {
  const news = new News()
  return openEvents(connection, wantedOf(points, query), {
    ...listener,
    told: (data) => {
      const batch = news.of(data)
      if (batch.length > 0) listener.samples(batch)
    },
  })
}

/** The same as values to be walked. Ends with the signal; throws when the platform refuses it. */
export async function* watchPoints(
  connection: Connection,
  points: readonly string[],
  query: LiveQuery,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<PointSample> {
  const news = new News()
  for await (const data of resumed(connection, wantedOf(points, query), signal)) yield* news.of(data)
}

/** What of a batch was not told before: a stream that was opened again begins with what is held, which may be known. */
class News {
  readonly #last = new Map<string, PointSample>()

  of(data: string): PointSample[] {
    const batch = JSON.parse(data) as PointSample[]
    return batch.filter((sample) => {
      const last = this.#last.get(sample.point)
      if (last && last.time === sample.time && last.value === sample.value && last.status === sample.status)
        return false
      this.#last.set(sample.point, sample)
      return true
    })
  }
}

interface Wanted {
  readonly path: string
  /** Others are passed over. */
  readonly event: string
  readonly query: Readonly<Record<string, string>>
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
  wanted: Wanted,
  listener: EventListener,
  signal: AbortSignal,
): Promise<void> {
  try {
    const events = resumed(connection, wanted, signal, (isOpen) => listener.open?.(isOpen))
    for await (const data of events) tell(() => listener.told(data))
  } catch (thrown) {
    if (thrown instanceof PlatformFault) listener.refused?.(thrown)
  }
}

/** What comes with events of one kind, over as many streams as it takes; ends with the signal, throws what is for good. */
async function* resumed(
  connection: Connection,
  { path, event: kind, query }: Wanted,
  signal: AbortSignal,
  open: (isOpen: boolean) => void = () => undefined,
): AsyncGenerator<string> {
  let wait = REOPEN_MS
  while (!signal.aborted) {
    const silent = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const heard = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => silent.abort(), SILENT_MS)
    }
    try {
      const { body } = await connection.ask('GET', path, {
        query,
        accept: 'text/event-stream',
        retries: 0,
        signal: AbortSignal.any([signal, silent.signal]),
      })
      open(true)
      wait = REOPEN_MS
      if (body) for await (const { event, data } of eventsOf(body, heard)) if (event === kind) yield data
    } catch (thrown) {
      if (signal.aborted) return
      const { status } = thrown instanceof PlatformFault ? thrown : { status: 0 }
      if (status >= 400 && status < 500 && status !== 429) {
        open(false)
        throw thrown
      }
    } finally {
      clearTimeout(timer)
    }
    if (signal.aborted) return
    open(false)
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
