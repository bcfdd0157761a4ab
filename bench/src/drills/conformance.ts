import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Drill } from '../run.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** The sentences of the contract that a long run makes longer. */
const LONG = 'requests late|many connections'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** The contract's long sentences, for every driver with a simulator: answers 65,536 requests late, 10,000 connections. */
export const conformance: Drill = async ({ quick, progress }) => {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  const file = join(folder, 'report.json')
  const contracts = `packages/drivers/src/${quick ? 'fins' : '*'}/contract.real.test.ts`
  const tests: string[] = []
  for await (const test of glob(contracts, { cwd: root })) tests.push(test)
  const vitest = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...['--project', 'real', '--testTimeout', '900000', '-t', LONG],
      ...['--reporter', 'json', '--outputFile', file],
      ...tests,
    ],
    { cwd: root, stdio: 'ignore', env: { ...process.env, ...(quick ? {} : { MILLRACE_CONTRACT: 'long' }) } },
  )
  try {
    const [code] = (await once(vitest, 'exit')) as [number | null]
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(file, 'utf8')) as Report
    for (const { fullName, status } of testResults.flatMap(({ assertionResults }) => assertionResults))
      if (status === 'passed' || status === 'failed') progress(`${status}: ${fullName}`)
    const figures = { sentences: numPassedTests + numFailedTests, failed: numFailedTests }
    return { pass: code === 0 && numPassedTests > 0, figures }
  } finally {
    await rm(folder, { recursive: true })
  }
}
