import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { platformEntry } from '@millrace/server/entry'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { doctor } from './doctor.ts'
import { recoverAdmin } from './recover-admin.ts'

const PASSWORD = 'Quarry-lantern-58-meadow'
const NEXT = 'velvet anchor 31 turnip'
const owned = new Owned()
let data: string
let platform: { child: ChildProcess; address: string }

async function start(): Promise<typeof platform> {
  const env = {
    ...process.env,
    MILLRACE_PORT: '0',
    MILLRACE_MQTT_PORT: '0',
    MILLRACE_ADMIN_PASSWORD: PASSWORD,
  }
  const child = fork(platformEntry, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  owned.add({ close: () => ended(child, 'SIGTERM') })
  const [ready] = (await once(child, 'message')) as [{ address: string }]
  return { child, address: ready.address }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** What it prints. */
const run = (...args: string[]): Promise<string> => printedBy(() => recoverAdmin(args))

async function printedBy(command: () => Promise<number>): Promise<string> {
  let printed = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  try {
    expect(await command()).toBe(0)
  } finally {
    write.mockRestore()
  }
  return printed
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-recover-'))
  // PostgreSQL runs under another user when the test runs as root; it must reach its data.
  chmodSync(folder, 0o755)
  owned.add({ close: () => rmSync(folder, { recursive: true }) })
  data = join(folder, 'data')
  vi.stubEnv('MILLRACE_DATA', data)
  platform = await start()
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => owned.close())

test('doctor knows the ports of the platform that runs on its data folder', async () => {
  vi.stubEnv('MILLRACE_PORT', new URL(platform.address).port)
  // Of no use to anybody else, and free.
  vi.stubEnv('MILLRACE_MQTT_PORT', '0')
  expect(await printedBy(doctor)).toContain('is held by the Millrace that runs on this data folder')
  vi.unstubAllEnvs()
  vi.stubEnv('MILLRACE_DATA', data)
})

test('the link that the owner of the machine gets lets the operator set a new password, once', async () => {
  const printed = await run()
  const [, address, token = ''] = /(http:\S+)\/recovery#(\S{43})\n/.exec(printed) ?? []
  expect(address).toBe(platform.address)
  expect(printed).toContain('Recovery link for admin')
  const client = new MillraceClient({ address: platform.address })
  await client.recovery.use({ token, next: NEXT })
  await expect(client.recovery.use({ token, next: PASSWORD })).rejects.toMatchObject({
    code: 'identity.recovery_refused',
  })
  await expect(client.signIn('admin', PASSWORD)).rejects.toMatchObject({ status: 401 })
  expect(await client.signIn('admin', NEXT)).toHaveProperty('token')
  expect(statSync(join(data, 'secrets', 'local-token')).mode & 0o777).toBe(0o600)
})

test('who does not run the platform is not let in that way, and those who do are named', async () => {
  await expect(run('mei')).rejects.toMatchObject({ code: 'cli.platform_refused', remedy: 'Name one of: admin.' })
  await expect(run('admin', '--lost', 'keys')).rejects.toMatchObject({ code: 'cli.usage' })
})

test('without a platform that runs there is none, and it says how to start one', async () => {
  vi.stubEnv('MILLRACE_DATA', join(data, 'elsewhere'))
  await expect(run()).rejects.toMatchObject({ code: 'cli.not_running', remedy: expect.stringContaining('npm start') })
  vi.stubEnv('MILLRACE_DATA', data)
  await ended(platform.child, 'SIGKILL')
  expect(existsSync(join(data, 'secrets', 'local-token'))).toBe(true)
  await expect(run()).rejects.toMatchObject({ code: 'cli.not_running' })
  platform = await start()
  expect(await run()).toContain(platform.address)
  await ended(platform.child, 'SIGTERM')
  expect(existsSync(join(data, 'secrets', 'local-address.json'))).toBe(false)
  await expect(run()).rejects.toMatchObject({ code: 'cli.not_running' })
})
