import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Models } from './models.ts'
import type { Document, TestResult } from './schema.ts'

/** For all tests of a document. */
const MOST_MS = 20_000
const MOST_MB = 256

/** A test as it was run, with what went by at the ports that it looks at. */
export interface TestSeen extends TestResult {
  readonly seen?: Readonly<Record<string, readonly (readonly [number, number | boolean | string | null, number])[]>>
}

export const testsOf = async (document: Document, models: Models = {}): Promise<TestResult[]> =>
  (await testsSeen(document, models)).map(({ seen: _, ...result }) => result)

/** Runs the tests that a document keeps, in a thread that ends with them: whatever they do holds up nobody. */
export async function testsSeen(document: Document, models: Models = {}): Promise<TestSeen[]> {
  const tests = document['tests']
  if (!Array.isArray(tests) || tests.length === 0) return []
  const source = import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL(`./tests-thread.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData: { document, models },
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    ...(source ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
  })
  const failed = (says: string): TestResult[] => [{ name: '', passed: false, says: [says] }]
  try {
    const [{ results }] = (await once(worker, 'message', { signal: AbortSignal.timeout(MOST_MS) })) as [
      { results: TestSeen[] },
    ]
    return results
  } catch (thrown) {
    const isLate = thrown instanceof Error && thrown.name === 'AbortError'
    return failed(isLate ? `They were not done within ${MOST_MS / 1_000} s.` : String(thrown))
  } finally {
    await worker.terminate()
  }
}
