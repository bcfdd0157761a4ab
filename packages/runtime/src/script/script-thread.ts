import { parentPort } from 'node:worker_threads'
import { joinModels } from '../worker/priority.ts'
import { compiled } from './cell.ts'
import { Engine } from './engine.ts'
import type { Question, ThreadWord } from './lines.ts'
import type { Call, Verdict } from './messages.ts'
import type { Program } from './program.ts'

type Word = ThreadWord<Verdict, never>
type Answer = Extract<Word, { is: 'answer' }>

/** By key of the program. */
const engines = new Map<string, Engine>()

async function answer({ key, program, forget, call }: Question<Program, Call>): Promise<Answer> {
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

const say = (word: Word, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(word, transfer)

async function reply(question: Question<Program, Call>): Promise<void> {
  const told = await answer(question)
  say(told, told.verdict.is === 'done' ? [told.verdict.numbers.buffer] : [])
}

parentPort!.on('message', (question: Question<Program, Call>) => void reply(question))

await compiled
say({ is: 'open', thread: joinModels() })
