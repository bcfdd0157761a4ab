import { Worker } from 'node:worker_threads'
import { type Clock, encodeBatch, type Facts, Fault, type Micros, type SampleBatch } from '@millrace/core'
import type { ReplayBreakpoint, ReplayResult } from '@millrace/flows'
import type { HistoryStore } from '@millrace/history'
import type { ModelPackage } from '@millrace/runtime'
import type { FlowSeries } from '../../live/needs.ts'
import './faults.ts'

/** What a thread is given to work on. */
export interface ReplayWork {
  /** JSON of a document without mistakes. */
  readonly document: string
  readonly parameters: Readonly<Record<string, number>>
  readonly models?: Readonly<Record<string, ModelPackage>>
  readonly inputs: readonly FlowSeries[]
  /** Whose samples are told; of others nothing is. */
  readonly outputs?: readonly FlowSeries[]
  readonly from: Micros
  readonly until: Micros
  readonly watch: readonly { readonly node: string; readonly port: string }[]
  readonly breakpoints: readonly ReplayBreakpoint[]
  readonly most: number
  readonly mostActions: number
}

/** History on its way to the thread; what stood before the beginning first. */
export type Part =
  | { readonly is: 'standing' | 'samples'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly is: 'end' }

export type Said =
  | { readonly say: 'more' }
  | { readonly say: 'reached'; readonly reached: Micros }
  /** Samples of the outputs, as core encodes them. */
  | { readonly say: 'given'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly say: 'done'; readonly samples: number; readonly result: ReplayResult }
  | { readonly say: 'failed'; readonly code: string; readonly facts: Facts }

export interface Replayed {
  /** Of the inputs. */
  readonly samples: number
  readonly result: ReplayResult
}

interface Needs {
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly clock: Clock
  readonly tenant: string
  readonly signal: AbortSignal
  readonly progress: (reached: Micros) => void
  /** Takes what the outputs give; no more history is read until it resolves. */
  readonly given?: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  /** Default 10 min. */
  readonly mostMs?: number
}

/** Samples of all series together that are read at a time, about. */
const MOST_READ = 400_000
const FIRST_WIDTH: Micros = 3_600_000_000
const MOST_WIDTH: Micros = 30 * 86_400_000_000
const LEAST_WIDTH: Micros = 1_000_000
/** A thread that says nothing for so long is ended. */
const SILENT_MS = 30_000
/** And one that is not done by then. */
const MOST_MS = 600_000
const MOST_MB = 512

/**
 * Runs a flow over history in a thread that ends with it: whatever the flow does holds up nobody. Throws `flows.replay_stopped`, and what
 * running the flow throws.
 */
export async function runReplay(needs: Needs, work: ReplayWork): Promise<Replayed> {
  const { clock, signal, progress, given, mostMs = MOST_MS } = needs
  const source = import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL(`./replay-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData: work,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
  })
  const done = Promise.withResolvers<Replayed>()
  const stop = (seen: string): void => done.reject(new Fault('flows.replay_stopped', { seen }))
  const parts = partsOf(needs, work)
  // The next part is read while the thread works on the one before.
  let next: Promise<Part> | undefined = read(parts)
  // Whoever takes it is told.
  next.catch(() => undefined)
  const give = async (): Promise<void> => {
    await taken
    const part = await next!
    next = part.is === 'end' ? undefined : read(parts)
    // What fails is told when it is asked for.
    next?.catch(() => undefined)
    worker.postMessage(part, part.is === 'end' ? [] : [part.bytes.buffer])
  }
  const silent = () => clock.after(SILENT_MS, () => stop(`it said nothing for ${SILENT_MS / 1_000} s`))
  let silence = silent()
  const late = clock.after(mostMs, () => stop(`it was not done within ${mostMs / 60_000} min`))
  let taken: Promise<void> = Promise.resolve()
  let isOver = false
  worker.on('message', (said: Said) => {
    silence.cancel()
    if (said.say === 'done') {
      isOver = true
      taken.then(() => done.resolve(said), done.reject)
    } else if (said.say === 'failed') done.reject(new Fault(said.code, said.facts))
    else if (said.say === 'reached') {
      progress(said.reached)
      silence = silent()
    } else if (said.say === 'given') {
      taken = taken.then(() => given?.(said.bytes))
      taken.catch(done.reject)
      silence = silent()
    } else give().then(() => (silence = silent()), done.reject)
  })
  worker.on('error', (failure) => stop(failure.message))
  // Once it has said all, it ends by itself.
  worker.on('exit', () => {
    if (!isOver) stop('its thread ended')
  })
  const aborted = (): void => done.reject(signal.reason)
  signal.addEventListener('abort', aborted)
  try {
    signal.throwIfAborted()
    return await done.promise
  } finally {
    signal.removeEventListener('abort', aborted)
    silence.cancel()
    late.cancel()
    await worker.terminate()
  }
}

async function read(parts: AsyncGenerator<Part, void>): Promise<Part> {
  const { value, done } = await parts.next()
  return done ? { is: 'end' } : value
}

const partOf = (is: 'standing' | 'samples', batch: SampleBatch): Part => ({ is, bytes: encodeBatch(batch) })

/** Stretch after stretch, as long as they may be. */
async function* partsOf(
  { history, tenant, signal }: Needs,
  { inputs, from, until }: ReplayWork,
): AsyncGenerator<Part, void> {
  const series = [...new Set(inputs.map((one) => one.series))]
  if (series.length === 0) return
  yield partOf('standing', await history.latest(tenant, series, from - 1))
  const limit = Math.max(1_000, Math.floor(MOST_READ / series.length))
  let width = FIRST_WIDTH
  for (let at = from; at < until; ) {
    signal.throwIfAborted()
    const to = Math.min(until, at + width)
    const batch = await history.raw({ tenant, series, from: at, to, limit: limit + 1, signal })
    const most = mostOf(batch)
    if (most > limit) {
      if (width <= LEAST_WIDTH)
        throw new Fault('flows.replay_stopped', { seen: `a point has more than ${limit} samples in a second` })
      width = Math.max(LEAST_WIDTH, Math.floor(width / 4))
      continue
    }
    if (batch.length > 0) yield partOf('samples', batch)
    if (most < limit / 4) width = Math.min(MOST_WIDTH, width * 2)
    at = to
  }
}

/** Rows of the series that has most of them. */
function mostOf({ series, length }: SampleBatch): number {
  let [most, many] = [0, 0]
  for (let row = 0; row < length; row++) {
    many = row > 0 && series[row] === series[row - 1] ? many + 1 : 1
    if (many > most) most = many
  }
  return most
}
