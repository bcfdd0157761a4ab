import { parentPort, workerData } from 'node:worker_threads'
import { Fault, sayFault } from '@millrace/core'
import { type FlowDocument, runTests } from '@millrace/flows'

try {
  const results = await runTests((workerData as { document: FlowDocument }).document)
  parentPort!.postMessage({
    results: results.map(({ name, passed, differences }) => ({ name, passed, says: [...differences] })),
  })
} catch (thrown) {
  const fault = thrown instanceof Fault ? thrown.message : sayFault(thrown)
  parentPort!.postMessage({ results: [{ name: '', passed: false, says: [fault] }] })
}
