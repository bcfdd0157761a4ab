import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'millrace-start-errors-'))
// PostgreSQL runs under another user when the tests run as root; it must reach its data.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  readonly said: () => string
  readonly code: Promise<number | null>
  readonly running: Promise<void>
  stop(): void
}

function up(env: Readonly<Record<string, string>>): Run {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'packages/cli/src/main.ts', 'up', '--no-demo'],
    { cwd: root, env: { ...process.env, MILLRACE_PORT: '0', MILLRACE_MQTT_PORT: '0', NODE_OPTIONS: '', ...env } },
  )
  let text = ''
  const ran = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('Millrace is running')) ran.resolve()
    })
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { said: () => text, code, running: ran.promise, stop: () => child.kill('SIGINT') }
}

async function refused(env: Readonly<Record<string, string>>, ...words: RegExp[]): Promise<void> {
  const run = up(env)
  expect(await run.code).toBe(1)
  for (const word of [...words, /What to do:/]) expect(run.said()).toMatch(word)
  expect(run.said()).not.toContain('secret-word')
}

async function taken<T>(use: (port: string) => Promise<T>): Promise<T> {
  const server = createServer()
  const port = await new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(String(typeof address === 'object' ? address?.port : ''))
    }),
  )
  try {
    return await use(port)
  } finally {
    server.close()
  }
}

const data = (name: string): string => join(folder, name)

test('a taken HTTP port is named, and how to choose another', () =>
  taken((port) =>
    refused({ MILLRACE_DATA: data('a'), MILLRACE_PORT: port }, new RegExp(`port ${port}`), /MILLRACE_PORT/),
  ))

test('a taken MQTT port is named, and how to choose another', () =>
  taken((port) =>
    refused({ MILLRACE_DATA: data('a'), MILLRACE_MQTT_PORT: port }, new RegExp(port), /MILLRACE_MQTT_PORT/),
  ))

test('a port that is no number is shown', () =>
  refused({ MILLRACE_DATA: data('a'), MILLRACE_PORT: '80x' }, /80x/, /MILLRACE_PORT/))

test('a data folder that cannot be made is named', () => {
  writeFileSync(data('file'), '')
  return refused({ MILLRACE_DATA: join(data('file'), 'below') }, /below/, /MILLRACE_DATA/)
})

test('an outside database that does not answer is named', () =>
  refused({ MILLRACE_DATA: data('b'), DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:1/none' }, /127\.0\.0\.1/))

test('a data folder that another platform holds is refused with its process, and the other goes on', async () => {
  const first = up({ MILLRACE_DATA: data('held') })
  await first.running
  await refused({ MILLRACE_DATA: data('held') }, /held/, /process \d+|pid \d+|\b\d{2,}\b/)
  first.stop()
  expect(await first.code).toBe(0)
})

test.runIf(process.getuid?.() === 0)('a disk that is nearly full is told before anything is written', async () => {
  const small = data('small')
  mkdirSync(small)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small])
  try {
    await refused({ MILLRACE_DATA: join(small, 'data') }, /free/, /another disk/)
  } finally {
    execFileSync('umount', [small])
  }
})
