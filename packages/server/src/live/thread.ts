import { Worker } from 'node:worker_threads'
import type { Micros } from '@millrace/core'
import type { Order, Word } from './messages.ts'

export interface ThreadStart {
  /** Of the checkpoint. */
  readonly file: string
  readonly now: Micros
  readonly sent: Int32Array
  /** [0]: number of the definition that the thread works for, or 0; [1]: counts each beginning of that. */
  readonly doing: Int32Array
  /** How long after its end a window of KPIs waits for values that are on their way. */
  readonly grace: Micros
  readonly heard: (word: Word) => void
  /** It ended, whether it was to or not. */
  readonly ended: (seen: string) => void
}

/** The engine's end of the line to its thread. */
export interface LiveThread {
  post(order: Order, transfer?: readonly ArrayBuffer[]): void
  /** Ends it as it is. */
  terminate(): Promise<unknown>
}

export const startThread = (start: ThreadStart): LiveThread => startAs('desk-thread', start)
/** The thread of flows, apart from alarms and KPIs: what is in it may be slow, and end. */
export const startFlowThread = (start: ThreadStart): LiveThread => startAs('flow-thread', start)

function startAs(name: string, { heard, ended, ...data }: ThreadStart): LiveThread {
  const source = import.meta.url.endsWith('.ts')
  // From source, packages resolve to their sources, as in the thread that starts this one.
  const worker = new Worker(new URL(`./${name}.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData: data,
    ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
  })
  let seen = ''
  worker.on('message', heard)
  worker.on('error', (failure) => {
    seen = failure.message
  })
  worker.on('exit', (code) => ended(seen === '' ? `exit code ${code}` : seen))
  return {
    post: (order, transfer = []) => worker.postMessage(order, [...transfer]),
    terminate: () => worker.terminate(),
  }
}
