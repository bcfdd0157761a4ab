import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackApp } from '@millrace/apps'
import { runAppTests } from '@millrace/apps/testing'
import { Fault, sayFault, silentLog } from '@millrace/core'
import './faults.ts'
import type { TestedOne } from './schema.ts'

/** What the process of tests says. */
export type FromTests =
  | { readonly say: 'ready' }
  | { readonly say: 'end' }
  | { readonly say: 'begins'; readonly name: string }
  | { readonly say: 'result'; readonly result: TestedOne }
  | { readonly say: 'fault'; readonly code: string; readonly facts: Fault['facts'] }

const MOST = { differences: 10, difference: 500, lines: 20, line: 300, name: 200 } as const

const tell = (message: FromTests): Promise<void> =>
  new Promise((done) => process.send!(message, undefined, {}, () => done()))
/** What a database can keep of a text that somebody wrote. */
const short = (text: string, most: number): string => text.slice(0, most).replaceAll('\0', '').toWellFormed()
const cut = (lines: readonly string[], most: number, length: number): string[] =>
  lines.slice(0, most).map((line) => short(line, length))

process.once('message', (archive: Uint8Array) => void run(archive))
await tell({ say: 'ready' })

async function run(archive: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-app-tests-'))
  try {
    const { app } = await unpackApp(archive)
    const begins = (name: string): void => void tell({ say: 'begins', name: short(name, MOST.name) })
    for await (const result of runAppTests(app, { folder, log: silentLog, begins })) {
      const { kind, of, file, name, passed, differences, log } = result
      await tell({
        say: 'result',
        result: {
          ...{ kind, of, file, name: short(name, MOST.name), passed },
          differences: cut(differences, MOST.differences, MOST.difference),
          // What a service wrote tells why it failed; of one that passed nobody asks.
          log: passed ? [] : cut(log, MOST.lines, MOST.line),
        },
      })
    }
    await tell({ say: 'end' })
  } catch (thrown) {
    const fault =
      thrown instanceof Fault ? thrown : new Fault('apps.tests_lost', { seen: sayFault(thrown), during: '' })
    await tell({ say: 'fault', code: fault.code, facts: fault.facts })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
