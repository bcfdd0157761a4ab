import { parentPort } from 'node:worker_threads'
import { answer, type Question } from './packages.ts'

parentPort!.on('message', (question: Question) => void answer(question).then((told) => parentPort!.postMessage(told)))
