import { Worker } from 'node:worker_threads'
import { type Facts, Fault } from '@millrace/core'
import type { GivenInput } from '../guard/inputs.ts'
import { whole } from '../worker/whole.ts'
import { type Learned, type LearningRequest, MOST_ROWS, type Progress } from './face.ts'
import './faults.ts'

/** What the thread says, of which the last is one of the latter two. */
export type Word =
  | { readonly is: 'at'; readonly share: number }
  | { readonly is: 'learned'; readonly learned: Learned }
  | { readonly is: 'refused'; readonly code: string; readonly facts: Facts }

export interface LearningControl {
  /** Ends it at once; it rejects with the reason. */
  readonly signal?: AbortSignal
  /** Called now and then with the share that is done, 0 to 1, ever greater. */
  readonly progress?: Progress
}

/** Beside the columns, which are buffers and few: see {@link MOST_ROWS}. */
const HEAP_MB = 512

/**
 * Learns a model from history in a thread of its own, and judges it by the last part of that history, of which nothing is learnt.
 * The same request gives the same files. Rejects with `learning.*`, `core.unit_unknown`,
 * `model.malformed` for an id or names that are none, or with the signal's reason.
 */
export async function learn(asked: LearningRequest, { signal, progress }: LearningControl = {}): Promise<Learned> {
  signal?.throwIfAborted()
  const source = import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL(`./learning-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData: sent(asked),
    env: {},
    argv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    execArgv: source ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
  })
  const ended = Promise.withResolvers<Learned>()
  const leave = (): void => ended.reject(signal!.reason)
  signal?.addEventListener('abort', leave, { once: true })
  worker.on('message', (word: Word) => {
    if (word.is === 'at') progress?.(word.share)
    else if (word.is === 'learned') ended.resolve(word.learned)
    else ended.reject(new Fault(word.code, word.facts))
  })
  worker.on('error', (failure) => ended.reject(new Fault('learning.died', { seen: failure.message }, failure)))
  worker.on('exit', (code) => ended.reject(new Fault('learning.died', { seen: `its thread ended with code ${code}` })))
  try {
    return await ended.promise
  } finally {
    signal?.removeEventListener('abort', leave)
    await worker.terminate()
  }
}

/** Only what is learnt from goes along. What is too much is refused before it is copied. */
function sent(asked: LearningRequest): LearningRequest {
  const { rows } = asked
  if (rows.length > MOST_ROWS)
    throw new Fault('learning.too_many', { what: 'rows', most: MOST_ROWS, seen: rows.length })
  const inputs = asked.kind === 'forecast' ? [] : asked.inputs
  const names = [...inputs, ...(asked.kind === 'anomaly' ? [] : [asked.target])].map(({ name }) => name)
  const columns = names.flatMap((name): [string, GivenInput][] => {
    const column = Object.hasOwn(rows.inputs, name) ? rows.inputs[name] : undefined
    return column ? [[name, { values: whole(column.values), status: whole(column.status) }]] : []
  })
  return { ...asked, rows: { length: rows.length, time: whole(rows.time), inputs: Object.fromEntries(columns) } }
}
