import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Owned } from '@millrace/core'
import { libraryFolder } from '@millrace/core/profiles'
import { platformEntry } from '@millrace/server/entry'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const owned = new Owned()
let folder: string
let env: NodeJS.ProcessEnv

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const ended = once(child, 'exit').then(() => undefined)
  child.kill('SIGTERM')
  return ended
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-profiles-'))
  // PostgreSQL runs under another user when the test runs as root; it must reach its data.
  chmodSync(folder, 0o755)
  owned.add({ close: () => rmSync(folder, { recursive: true }) })
  env = {
    ...process.env,
    MILLRACE_DATA: join(folder, 'data'),
    MILLRACE_HOST: '127.0.0.1',
    MILLRACE_PORT: '0',
    MILLRACE_MQTT_PORT: '0',
  }
  const child = fork(platformEntry, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  owned.add({ close: () => stopped(child) })
  await once(child, 'message')
})
afterAll(() => owned.close())

const main = join(import.meta.dirname, 'main.ts')
const millrace = async (...args: string[]): Promise<string> => {
  const node = ['--conditions=source', '--disable-warning=ExperimentalWarning', main, 'profile', ...args]
  const { stdout } = await run(process.execPath, node, { env }).catch((failure: { stderr: string }) => ({
    stdout: failure.stderr,
  }))
  return stdout
}

test('a profile is pushed to the platform of the data folder, listed, and pulled as it is there', async () => {
  const shipped = readFileSync(new URL('eastron/sdm120.yaml', libraryFolder), 'utf8')
  const file = join(folder, 'meter.yaml')
  const text = shipped.replace(/^model: .*$/m, 'model: Works meter').replace(/^status: .*$/m, 'status: draft')
  writeFileSync(file, text)
  expect(await millrace('push', file, '--submit')).toBe('eastron/works-meter 1.0.0 is there as submitted\n')
  expect(await millrace('push', file)).toContain('Expected a version of eastron/works-meter after 1.0.0')
  expect(await millrace('remote', 'works meter')).toMatch(
    /^eastron\/works-meter +energy-meter +1\.0\.0 +submitted +organisation/,
  )
  expect(await millrace('pull', 'eastron/works-meter')).toBe(text)
  const out = join(folder, 'sdm120.yaml')
  expect(await millrace('pull', 'eastron/sdm120', '--out', out)).toContain('eastron/sdm120')
  expect(readFileSync(out, 'utf8')).toBe(shipped)
  expect(await millrace('pull', 'eastron/none')).toContain('saw "eastron/none"')
})

test('an address that no driver reads is refused before anything is sent', async () => {
  const shipped = readFileSync(new URL('eastron/sdm120.yaml', libraryFolder), 'utf8')
  const file = join(folder, 'wrong.yaml')
  writeFileSync(file, shipped.replace('"input:0"', '"nowhere:0"').replace(/^model: .*$/m, 'model: Wrong'))
  expect(await millrace('push', file)).toContain('is no address')
  expect(await millrace('remote', 'wrong')).toBe('')
})
