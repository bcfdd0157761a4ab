import { parentPort } from 'node:worker_threads'
import { readText } from './text.ts'

parentPort!.on('message', (yaml: string) => parentPort!.postMessage(readText(yaml)))
