import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A database that we did not write, started by the test on a free port in a temporary folder. */
export interface TestDatabase {
  readonly engine: 'postgresql' | 'mysql'
  readonly version: string
  readonly port: number
  /** As its owner, by its own command line. */
  run(sql: string): string
  /** SIGKILL: as a power cut. */
  kill(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

const asUser = (name: string): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(execFileSync('id', [flag, name]).toString())
  return { uid: id('-u'), gid: id('-g') }
}

export async function startPostgresql(): Promise<TestDatabase> {
  const bin = '/usr/lib/postgresql/15/bin'
  const user = asUser('postgres')
  const { folder, port } = await place(user)
  const data = join(folder, 'data')
  execFileSync(
    `${bin}/initdb`,
    ['-D', data, '-U', 'owner', '--auth-local=trust', '--auth-host=scram-sha-256', '-E', 'UTF8', '--no-sync'],
    {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    },
  )
  const run = (sql: string): string =>
    execFileSync(
      '/usr/bin/psql',
      ['-h', folder, '-p', String(port), '-U', 'owner', '-d', 'postgres', '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', sql],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    ).toString()
  return database('postgresql', { folder, port, run, version: 'select version()' }, () =>
    spawn(`${bin}/postgres`, ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'], {
      ...user,
      stdio: 'ignore',
    }),
  )
}

export async function startMariadb(): Promise<TestDatabase> {
  const user = asUser('mysql')
  const { folder, port } = await place(user)
  const data = join(folder, 'data')
  execFileSync(
    '/usr/bin/mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { ...user, cwd: folder, stdio: 'ignore' },
  )
  const socket = join(folder, 's')
  const run = (sql: string): string =>
    execFileSync('/usr/bin/mariadb', ['--no-defaults', `--socket=${socket}`, '-u', 'root', '-N', '-B', '-e', sql], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString()
  return database('mysql', { folder, port, run, version: 'select version()' }, () =>
    spawn(
      '/usr/sbin/mariadbd',
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--innodb-flush-log-at-trx-commit=2',
        '--innodb-buffer-pool-size=32M',
        '--performance-schema=OFF',
      ],
      { ...user, stdio: 'ignore' },
    ),
  )
}

async function place({ uid, gid }: { uid?: number; gid?: number }): Promise<{ folder: string; port: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'sql-'))
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'data'), { mode: 0o700 })
  if (uid !== undefined && gid !== undefined) for (const one of [folder, join(folder, 'data')]) chownSync(one, uid, gid)
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return { folder, port }
}

async function database(
  engine: TestDatabase['engine'],
  parts: { readonly folder: string; readonly port: number; readonly version: string; run(sql: string): string },
  launch: () => ChildProcess,
): Promise<TestDatabase> {
  let child: ChildProcess | undefined
  const answers = (): boolean => {
    try {
      parts.run('select 1')
      return true
    } catch {
      return false
    }
  }
  const start = async (): Promise<void> => {
    child = launch()
    for (let tries = 0; !answers(); tries++) {
      if (tries > 300) throw new Error(`${engine} did not start`)
      await new Promise((resolve) => setTimeout(resolve, 50))
      // A killed PostgreSQL leaves children that hold its memory for a moment: until they are gone, no new one starts.
      if (child.exitCode !== null) child = launch()
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null) return
    const exit = once(ending, 'exit')
    ending.kill(signal)
    await exit
  }
  await start()
  return {
    engine,
    version: parts.run(parts.version).trim(),
    port: parts.port,
    run: (sql) => parts.run(sql).trim(),
    kill: () => end('SIGKILL'),
    start,
    close: async () => {
      await end(engine === 'postgresql' ? 'SIGINT' : 'SIGTERM')
      rmSync(parts.folder, { recursive: true, force: true })
    },
  }
}
