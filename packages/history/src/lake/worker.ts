import { parentPort, workerData } from 'node:worker_threads'
import type { SampleBatch } from '@millrace/core'
import type { Buckets } from '../history.ts'
import { realDisk } from './disk.ts'
import { type EngineOptions, LakeEngine } from './engine.ts'
import { noteOf } from './faults.ts'
import type { Question, Reply, Request } from './protocol.ts'

/** The thread of one lake: sealing and reading, so that whoever appends never waits for either. */
const port = parentPort!
const { folder } = workerData as EngineOptions
const cancels = new Map<number, AbortController>()

const say = (reply: Reply, transfer: ArrayBuffer[] = []): void => port.postMessage(reply, transfer)

/** Columns go over without a copy. */
function buffersOf(value: SampleBatch | Buckets): ArrayBuffer[] {
  const columns = Object.values(value).filter((column) => ArrayBuffer.isView(column))
  return [...new Set(columns.map((column) => column.buffer as ArrayBuffer))]
}

async function answer(engine: LakeEngine, question: Question, signal: AbortSignal): Promise<unknown> {
  switch (question.ask) {
    case 'seal':
      return engine.seal(question.part, question.durable)
    case 'raw':
      return engine.raw(question.query, signal)
    case 'buckets':
      return engine.buckets(question.query, signal)
    case 'analyse':
      return engine.analyse(question.analysis, signal)
    case 'latest':
      return engine.latest(question.tenant, question.series, question.at)
    case 'lend':
      return engine.lend(question.tenant, question.folder)
    case 'compact':
      return engine.compact(question.now)
    case 'remove':
      return engine.remove(question.removal)
    case 'snapshot':
      return engine.snapshot(question.name)
    case 'settled':
      return engine.settled()
    case 'close':
      return engine.close()
  }
}

async function ask(engine: LakeEngine, id: number, question: Question): Promise<void> {
  const cancel = new AbortController()
  cancels.set(id, cancel)
  try {
    const value = await answer(engine, question, cancel.signal)
    const columns = typeof value === 'object' && value !== null
    say({ say: 'answer', id, value, state: engine.state }, columns ? buffersOf(value as SampleBatch | Buckets) : [])
  } catch (failure) {
    say({ say: 'fault', id, note: noteOf(failure, 'history.query_failed', { folder }) })
  } finally {
    cancels.delete(id)
  }
}

try {
  const engine = await LakeEngine.open(workerData as EngineOptions, realDisk, () =>
    say({ say: 'state', state: engine.state }),
  )
  port.on('message', (request: Request) => {
    if (request.do === 'ask') void ask(engine, request.id, request.question)
    else if (request.do === 'part') engine.addPart(request.memory)
    else if (request.do === 'tenant') engine.addTenant(request.slot, request.tenant)
    else if (request.do === 'maintain') engine.maintain(request.now)
    else cancels.get(request.id)?.abort()
  })
  say({ say: 'answer', id: 0, value: undefined, state: engine.state })
} catch (failure) {
  say({ say: 'fault', id: 0, note: noteOf(failure, 'history.open_failed', { folder }) })
  port.close()
}
