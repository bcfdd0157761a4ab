import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '@millrace/core'
import { Desk, type DeskNeeds } from './desk.ts'
import type { Make } from './evaluator.ts'
import type { Order } from './messages.ts'

/** A desk as the whole of a worker thread. */
export function runDesk(make: Make): void {
  const port = parentPort!
  const desk = new Desk({
    ...(workerData as Pick<DeskNeeds, 'file' | 'now' | 'sent' | 'doing' | 'grace'>),
    make,
    clock: systemClock,
    say: (word, transfer = []) => port.postMessage(word, [...transfer]),
  })
  // Orders in turn: one that waits for the disk holds up the next.
  let turn: Promise<void> = Promise.resolve()
  port.on('message', (order: Order) => {
    turn = turn.then(() => desk.take(order))
    if (order.do === 'close') turn = turn.then(() => port.close())
  })
}
