import { parentPort } from 'node:worker_threads'
import { compiled, joinModels, type Question, Talk, type ThreadWord, type Told } from '@millrace/runtime/cells'
import { Conversation } from './conversation.ts'
import { serviceGuest } from './guest.ts'
import type { Heard, Said, ThreadCall, Verdict } from './messages.ts'
import type { ServiceProgram } from './program.ts'

type Asked = Question<ServiceProgram, ThreadCall>

/** By key of the program. */
const talks = new Map<string, Talk>()
let conversation: Conversation | undefined
let worked = 0

const post = (word: ThreadWord<Verdict, Heard>): void => parentPort!.postMessage(word)

async function begin({ key, program, forget, call }: Asked): Promise<void> {
  worked = 1
  if (forget !== undefined) talks.delete(forget)
  let ms = 0
  if (program) {
    const begun = performance.now()
    const loaded = await Talk.load({ ...program, guest: serviceGuest }, call.timeMs)
    ms = performance.now() - begun
    if (!(loaded instanceof Talk)) return post({ is: 'answer', verdict: { ...loaded, ms }, kept: false })
    talks.set(key, loaded)
  }
  const talk = talks.get(key) as Talk
  conversation = new Conversation(talk, call.timeMs, (word) => post({ is: 'heard', word }))
  settle(key, talk, conversation.begin(call), ms)
}

function settle(key: string, talk: Talk, verdict: Verdict | undefined, loadMs = 0): void {
  if (!verdict) {
    post({ is: 'waits', worked, spentMs: conversation!.takeMs() + loadMs })
    return
  }
  conversation = undefined
  talk.putBack()
  if (!talk.isSound) talks.delete(key)
  post({ is: 'answer', verdict: { ...verdict, ms: verdict.ms + loadMs }, kept: talk.isSound })
}

let key = ''
parentPort!.on('message', (word: Asked | Told<Said>) => {
  if (word.is === 'question') {
    key = word.key
    return void begin(word)
  }
  worked++
  if (conversation) settle(key, talks.get(key) as Talk, conversation.told(word.word))
})

await compiled
post({ is: 'open', thread: joinModels() })
