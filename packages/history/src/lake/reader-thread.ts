import { workerData } from 'node:worker_threads'
import { serve } from './desk.ts'
import type { Notice, ReaderQuestion, ReaderStart } from './protocol.ts'
import { LakeReader } from './reader.ts'

/** A thread of a lake that answers queries: neither seals and merges nor whoever appends wait for it, nor it for them. */
const { keeper, ...options } = workerData as ReaderStart
const reader = new LakeReader(options)

function answer(question: ReaderQuestion, signal: AbortSignal): Promise<unknown> {
  switch (question.ask) {
    case 'raw':
      return reader.raw(question.query, signal)
    case 'buckets':
      return reader.buckets(question.query, signal)
    case 'analyse':
      return reader.analyse(question.analysis, signal)
    case 'latest':
      return reader.latest(question.tenant, question.series, question.at)
    case 'lend':
      return reader.lend(question.tenant, question.folder)
    case 'close':
      return reader.close()
  }
}

keeper.on('message', ({ number, news }: Notice) => {
  if (news) {
    reader.take(news)
    keeper.postMessage(number)
  } else void reader.quiet().then(() => keeper.postMessage(number))
})

serve<ReaderQuestion>({
  folder: options.folder,
  answer,
  tell: (told) => {
    if (told.do === 'part') reader.addPart(told.memory)
    else if (told.do === 'tenant') reader.addTenant(told.slot, told.tenant)
  },
})
