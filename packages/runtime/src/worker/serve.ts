import { parentPort } from 'node:worker_threads'
import { Fault } from '@millrace/core'
import type { Results, Rows } from '../face.ts'
import { joinModels } from './priority.ts'
import type { Answer, Parameters, Question, ToLoad } from './protocol.ts'

/** A model within its thread. What it throws is a fault of the area `model` without the model's name, or ends the thread. */
export interface LoadedModel {
  run(rows: Rows, parameters: Parameters): Results | Promise<Results>
  save(): Uint8Array
  restore(state: Uint8Array): void
}

type Answered = Extract<Answer, { is: 'done' }>['value']

interface Serves {
  load(given: ToLoad): Promise<LoadedModel>
  /** Brings the engine up where there is one, with so many bytes for all: this is none of the time in which a model is loaded. */
  prepare?(memory: number): Promise<void>
}

/** The thread's end of the line to whoever started it: one question is answered after the other. */
export function serve({ load, prepare }: Serves): void {
  const port = parentPort!
  const thread = joinModels()
  let model: LoadedModel | undefined

  const answer = async (question: Question): Promise<Answered> => {
    switch (question.do) {
      case 'prepare':
        await prepare?.(question.memory)
        return thread
      case 'load':
        model = await load(question)
        return undefined
      case 'run':
        return model!.run(question.rows, question.parameters)
      case 'save':
        return model!.save()
      case 'restore':
        model!.restore(question.state)
        return undefined
    }
  }

  port.on('message', (question: Question) => {
    answer(question).then(
      (value) => port.postMessage({ is: 'done', value } satisfies Answer, buffersOf(value)),
      (reason: unknown) => port.postMessage(refusal(reason)),
    )
  })
}

const refusal = (reason: unknown): Answer =>
  reason instanceof Fault
    ? { is: 'refused', code: reason.code, facts: reason.facts }
    : { is: 'refused', code: 'model.died', facts: { seen: sayBriefly(reason) } }

/** Words of an engine or of a model, of a length that a log bears. */
export const sayBriefly = (reason: unknown): string =>
  (reason instanceof Error ? reason.message : String(reason)).replaceAll(/\s+/g, ' ').trim().slice(0, 500)

const buffersOf = (value: Answered): ArrayBuffer[] => {
  if (typeof value !== 'object' || value instanceof Uint8Array) return []
  return Object.values(value.values)
    .filter((column) => column instanceof Float64Array)
    .map(({ buffer }) => buffer as ArrayBuffer)
}
