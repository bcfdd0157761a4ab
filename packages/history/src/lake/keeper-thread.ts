import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { say, serve } from './desk.ts'
import { realDisk } from './disk.ts'
import { noteOf } from './faults.ts'
import { LakeKeeper, type Readers } from './keeper.ts'
import type { News } from './news.ts'
import type { KeeperQuestion, KeeperStart, Notice } from './protocol.ts'

/** The thread of a lake that writes, so that whoever appends or asks never waits for it. */
const { readers: ports, ...options } = workerData as KeeperStart
const { folder } = options

/** Readers in threads of their own. */
class ReaderPorts implements Readers {
  readonly #ports: readonly MessagePort[]
  readonly #waiting = new Map<number, { left: number; readonly done: () => void }>()
  #number = 0

  constructor(ports: readonly MessagePort[]) {
    this.#ports = ports
    for (const port of ports)
      port.on('message', (number: number) => {
        const notice = this.#waiting.get(number)
        if (!notice || --notice.left > 0) return
        this.#waiting.delete(number)
        notice.done()
      })
  }

  tell(news: News): Promise<void> {
    return this.#notice({ news })
  }

  quiet(): Promise<void> {
    return this.#notice({})
  }

  #notice(notice: Omit<Notice, 'number'>): Promise<void> {
    const number = ++this.#number
    return new Promise((done) => {
      this.#waiting.set(number, { left: this.#ports.length, done })
      for (const port of this.#ports) port.postMessage({ ...notice, number } satisfies Notice)
    })
  }
}

function answer(keeper: LakeKeeper, question: KeeperQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'seal':
      return keeper.seal(question.part, question.durable)
    case 'compact':
      return keeper.compact(question.now)
    case 'remove':
      return keeper.remove(question.part, question.removal)
    case 'snapshot':
      return keeper.snapshot(question.name)
    case 'settled':
      return keeper.settled()
    case 'close':
      return keeper.close()
  }
}

try {
  const keeper = await LakeKeeper.open(options, realDisk, new ReaderPorts(ports), () =>
    say({ say: 'state', state: keeper.state }),
  )
  serve<KeeperQuestion>({
    folder,
    answer: (question) => answer(keeper, question),
    state: () => keeper.state,
    tell: (told) => {
      if (told.do === 'part') keeper.addPart(told.memory)
      else if (told.do === 'tenant') keeper.addTenant(told.slot, told.tenant)
      else keeper.maintain(told.now)
    },
  })
} catch (failure) {
  say({ say: 'fault', id: 0, note: noteOf(failure, 'history.open_failed', { folder }) })
  for (const port of ports) port.close()
  parentPort!.close()
}
