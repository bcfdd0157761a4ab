import { parentPort } from 'node:worker_threads'
import { noteOf } from './faults.ts'
import type { KeeperState } from './keeper.ts'
import type { Reply, Request } from './protocol.ts'

/** How a thread of the lake answers. */
interface Desk<Q> {
  readonly folder: string
  answer(question: Q, signal: AbortSignal): Promise<unknown>
  tell(told: Exclude<Request<Q>, { do: 'ask' | 'cancel' }>): void
  /** Goes with each answer. */
  state?(): KeeperState
}

export const say = (reply: Reply, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(reply, transfer)

/** Columns go over without a copy. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return []
  const columns = Object.values(value).filter((column) => ArrayBuffer.isView(column))
  return [...new Set(columns.map((column) => column.buffer as ArrayBuffer))]
}

/** Answers the store's requests from now on, and says so. */
export function serve<Q>(desk: Desk<Q>): void {
  const cancels = new Map<number, AbortController>()
  const stateNow = () => (desk.state ? { state: desk.state() } : {})
  const ask = async (id: number, question: Q): Promise<void> => {
    const cancel = new AbortController()
    cancels.set(id, cancel)
    try {
      const value = await desk.answer(question, cancel.signal)
      say({ say: 'answer', id, value, ...stateNow() }, buffersOf(value))
    } catch (failure) {
      say({ say: 'fault', id, note: noteOf(failure, 'history.query_failed', { folder: desk.folder }) })
    } finally {
      cancels.delete(id)
    }
  }
  parentPort!.on('message', (request: Request<Q>) => {
    if (request.do === 'ask') void ask(request.id, request.question)
    else if (request.do === 'cancel') cancels.get(request.id)?.abort()
    else desk.tell(request)
  })
  say({ say: 'answer', id: 0, value: undefined, ...stateNow() })
}
