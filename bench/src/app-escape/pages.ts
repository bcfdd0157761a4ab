import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ended } from './packages.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

interface Told {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[]
  }[]
}

/** Pages of apps that reach for the console, its storage, its session and others, in a real browser: those of tests/apps. */
export async function attackPages(): Promise<Ended[]> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-pages-'))
  const file = join(folder, 'told.json')
  const told = ['--reporter=json', `--outputFile=${file}`]
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      'real',
      'tests/apps/pages.real.test.ts',
      ...told,
    ],
    { cwd: root, env: { ...process.env, NODE_OPTIONS: '' }, stdio: 'ignore' },
  )
  await once(child, 'close')
  const { testResults } = JSON.parse(await readFile(file, 'utf8')) as Told
  await rm(folder, { recursive: true })
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  return tests.map(({ title, status }) => ({
    name: `page: ${title}`,
    code: status === 'passed' ? 'held' : status === 'pending' || status === 'skipped' ? 'not tried' : 'reached',
    ends: ['held'],
  }))
}
