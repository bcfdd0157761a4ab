import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What `npm start` prints, read by a newcomer's eyes. */
export interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly password: string | undefined
  readonly said: () => string
  /** Ctrl-C; resolves when every process of the start has let go of its output. npm itself then ends by the signal or with 0. */
  stop(): Promise<number | NodeJS.Signals | null>
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)))
    })
  })
}

/** The files of the work tree, as a fresh clone would have them: no node_modules, no build, no Python. */
export function freshClone(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-first-start-'))
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of files.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  return folder
}

/** Runs `npm start` in a folder and waits until it says that Millrace is running. */
export async function npmStart(
  folder: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Started> {
  const child = spawn('npm', ['start', ...(args.length > 0 ? ['--', ...args] : [])], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  )
  const running = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      text += chunk.toString('utf8')
      if (text.includes('Millrace is running')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${text.slice(-4_000)}`)))
  })
  await running
  return {
    child,
    url: /Console\s+(http:\S+)/.exec(text)?.[1] ?? '',
    password: /password\s{2,}(\S+)/.exec(text)?.[1],
    said: () => text,
    async stop() {
      // As Ctrl-C in a terminal does: the whole foreground group is told.
      process.kill(-child.pid!, 'SIGINT')
      return ended
    },
  }
}
