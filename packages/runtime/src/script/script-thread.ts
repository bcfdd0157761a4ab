import { parentPort } from 'node:worker_threads'
import { joinModels } from '../worker/priority.ts'
import { compiled, Engine } from './engine.ts'
import type { Answer, Question, ThreadWord } from './messages.ts'

/** By key of the program. */
const engines = new Map<string, Engine>()

async function answer({ key, program, forget, call }: Question): Promise<Answer> {
  if (forget !== undefined) engines.delete(forget)
  if (program) {
    const loaded = await Engine.load(program, call.timeMs)
    if (!(loaded instanceof Engine)) return { is: 'answer', verdict: loaded, kept: false }
    engines.set(key, loaded)
  }
  const engine = engines.get(key) as Engine
  const verdict = engine.run(call)
  if (!engine.isSound) engines.delete(key)
  return { is: 'answer', verdict, kept: engine.isSound }
}

const say = (word: ThreadWord, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(word, transfer)

async function reply(question: Question): Promise<void> {
  const told = await answer(question)
  say(told, told.verdict.is === 'done' ? [told.verdict.numbers.buffer] : [])
}

parentPort!.on('message', (question: Question) => void reply(question))

await compiled
say({ is: 'open', thread: joinModels() })
