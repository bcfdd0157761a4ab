import { parentPort } from 'node:worker_threads'
import { answer } from './packages.ts'

parentPort!.on('message', (archive: Uint8Array) => void answer(archive).then((told) => parentPort!.postMessage(told)))
