import { parentPort, workerData } from 'node:worker_threads'
import { Fault, sayFault } from '@millrace/core'
import { type FlowDocument, runTests } from '@millrace/flows'
import type { Models } from './models.ts'

try {
  const { document, models } = workerData as { document: FlowDocument; models: Models }
  const results = await runTests(document, { models })
  parentPort!.postMessage({
    results: results.map(({ name, passed, differences, seen }) => ({ name, passed, says: [...differences], seen })),
  })
} catch (thrown) {
  const fault = thrown instanceof Fault ? thrown.message : sayFault(thrown)
  parentPort!.postMessage({ results: [{ name: '', passed: false, says: [fault] }] })
}
