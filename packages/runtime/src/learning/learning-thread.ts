import { parentPort, workerData } from 'node:worker_threads'
import { Fault } from '@millrace/core'
import type { LearningRequest } from './face.ts'
import type { Word } from './learn.ts'
import { train } from './train.ts'

const say = (word: Word): void => parentPort!.postMessage(word)

try {
  say({ is: 'learned', learned: train(workerData as LearningRequest, (share) => say({ is: 'at', share })) })
} catch (reason) {
  if (!(reason instanceof Fault)) throw reason
  say({ is: 'refused', code: reason.code, facts: reason.facts })
}
