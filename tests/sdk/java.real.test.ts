import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { createPlatform } from '@millrace/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const home = join(root, 'sdks', 'java')
// Programs that end soon: what the JVM would learn of them costs more than it gives.
let env: Record<string, string> = {
  PATH: process.env['PATH'] ?? '',
  JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
}
const run = promisify(execFile)
const owned = new Owned()

/** A program of the SDK's tests or examples; built first, where it is not. */
const java = (...asked: string[]) => run('java', [join(home, 'Build.java'), ...asked], { env })

/** A platform with a weather station, a model of the library, and a key. */
async function startPlatform(): Promise<void> {
  const dataFolder = await emptyFolder()
  // PostgreSQL may run as another user, who has to enter it.
  await chmod(dataFolder, 0o755)
  const settings = { dataFolder, host: '127.0.0.1', port: 0, mqttPort: 0, adminPassword: 'Quarry-lantern-58-meadow' }
  const platform = owned.add(await createPlatform({ ...settings, clock: systemClock, log: silentLog }))
  const { address } = platform
  const operator = new MillraceClient({ address, token: (await readFile(platform.tokenFile, 'utf8')).trim() })
  const { name, secret } = await operator.createCredential({ as: 'device', name: 'weather' })
  const headers = { authorization: `Bearer ${name}:${secret}`, 'content-type': 'application/json' }
  const rows = [
    { time: '2026-11-01T00:00:00Z', values: { temperature: 4.5 } },
    { time: new Date().toISOString(), values: { temperature: 6.5 } },
  ]
  await fetch(`${address}/api/v1/telemetry`, { method: 'POST', headers, body: JSON.stringify(rows) })
  const admin = new MillraceClient({ address })
  await admin.signIn('admin', settings.adminPassword)
  await admin.mechanisms.takeFromLibrary('pump-efficiency')
  const made = await admin.programs.make({ kind: 'key', name: 'From Java' })
  await admin.access.assign({ holder: made.program.id, role: 'engineer' })
  env = { ...env, MILLRACE: root, MILLRACE_ADDRESS: address, MILLRACE_KEY: made.secret }
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-java-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  return folder
}

beforeAll(async () => {
  await Promise.all([java(await emptyFolder()), startPlatform()])
})
afterAll(() => owned.close())

describe('the Java SDK', () => {
  it('holds by its own unit tests, against hostile JSON and bad lines as well', async () => {
    const { stdout } = await java('--run', 'io.millrace.sdk.Tests').catch((failed) => failed)
    const lines = (stdout as string).trim().split('\n')
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([])
    expect(lines).toEqual(
      expect.arrayContaining(['ok JsonTest.refusesWhatIsTooMuch', 'ok LiveTest.waitsAsLongAsIsSaid']),
    )
  })

  it('is begun with in an empty folder by the words of its page', async () => {
    const folder = await emptyFolder()
    const [, page = ''] = /## Quick start\n(.*?)\n## /s.exec(await readFile(join(home, 'README.md'), 'utf8')) ?? []
    let said = ''
    for (const [, language, text = ''] of page.matchAll(/```(\w+)\n(.*?)```/gs)) {
      if (language === 'java') await writeFile(join(folder, 'First.java'), text)
      else said += (await run('bash', ['-ec', text], { cwd: folder, env })).stdout
    }
    expect(said).toContain('weather / temperature: 1 samples in the last hour\n')
  })

  it('does what its examples show', async () => {
    const { stdout } = await java('--run', 'Examples')
    expect(stdout).toContain('weather temperature: 6.5 of 1 samples\n')
    expect(stdout).toMatch(/Z 6\.5 good\n44\.\d+ m\nit does not hold that /)
    expect(stdout).toMatch(/\nINVALID: .+\n$/)
  })
})
