import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync } from 'node:fs'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, type Closable, Fault, type Log } from '@millrace/core'
import '../faults.ts'
import { type Placement, placePostgres } from './placement.ts'

const MAJOR = '18'
const USER = 'millrace'
/** After a crash PostgreSQL replays its log first; as long as it lives it gets this long. */
const READY_MS = 120_000
const STOP_MS = 30_000
const POLL_MS = 20
const WATCH_MS = 1_000

/** How to reach the server: a folder with a Unix socket, no TCP port at all. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

export interface EmbeddedPostgres extends Closable {
  readonly address: Address
  /** Process id of the postmaster. */
  pid(): number
}

interface Needs {
  readonly dataFolder: string
  readonly clock: Clock
  readonly log: Log
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  // Said out loud: an acknowledged row survives the loss of power.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '50',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  min_wal_size: '80MB',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  jit: 'off',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** postmaster.pid: line 1 the process, line 2 the data folder, line 8 the state (PostgreSQL utils/pidfile.h). */
async function readPidFile(data: string): Promise<{ pid: number; ready: boolean } | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1 || lines[1] !== data) return undefined
  return { pid, ready: lines[7]?.trim() === 'ready' }
}

/** A number may live on as another program after a restart of the machine; Linux can tell. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return (command.split('\0')[0] ?? '').includes('postgres')
}

const runChild = (
  command: string,
  args: readonly string[],
  placement: Placement,
): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...placement.runAs,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(),
    })
    let said = ''
    child.stdout.on('data', (piece: Buffer) => (said += piece))
    child.stderr.on('data', (piece: Buffer) => (said += piece))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })

/** Nothing of ours (passwords in the environment) reaches the server; PGDATA and friends do not either. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' })

/** Makes the cluster if there is none: complete or not at all, by a rename at the end. */
async function ensureCluster(placement: Placement, log: Log): Promise<string> {
  const { home, runAs, binaries } = placement
  const data = join(home, 'data')
  const passwordFile = join(home, 'password')
  if (!existsSync(join(data, 'PG_VERSION'))) {
    log.info('making a database cluster', { folder: data })
    const draft = join(home, 'data.new')
    await rm(draft, { recursive: true, force: true })
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    if (runAs) await chown(passwordFile, runAs.uid, runAs.gid)
    const { code, said } = await runChild(
      join(binaries, 'bin', 'initdb'),
      [
        '-D',
        draft,
        '-U',
        USER,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
      ],
      placement,
    )
    if (code !== 0) throw startFault(home, said)
    await rename(draft, data)
  }
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (version !== MAJOR) throw new Fault('database.other_version', { folder: data, expected: MAJOR, seen: version })
  return data
}

const startFault = (folder: string, said: string): Fault =>
  /No space left on device/i.test(said)
    ? new Fault('database.disk_full')
    : new Fault('database.start_failed', { folder, seen: said.trim().slice(-600) || 'nothing' })

/**
 * PostgreSQL as a child in the data folder. One that outlived a killed parent is taken over as it is;
 * one that is just stopping is waited for. If it dies by itself it is started again.
 */
export async function startPostgres(needs: Needs): Promise<EmbeddedPostgres> {
  const placement = await placePostgres(needs.dataFolder)
  const data = await ensureCluster(placement, needs.log)
  const password = (await readFile(join(placement.home, 'password'), 'utf8')).trim()
  const server = new Postmaster(needs, placement, data)
  await server.start()
  return {
    address: { host: placement.socketFolder, port: 5432, user: USER, password },
    pid: () => server.pid,
    close: () => server.stop(),
  }
}

class Postmaster {
  readonly #needs: Needs
  readonly #placement: Placement
  readonly #data: string
  #pid = 0
  #stopping = false
  #watch: { cancel(): void } | undefined
  #restart: Promise<void> | undefined

  constructor(needs: Needs, placement: Placement, data: string) {
    this.#needs = needs
    this.#placement = placement
    this.#data = data
  }

  get pid(): number {
    return this.#pid
  }

  async start(): Promise<void> {
    const { clock, log } = this.#needs
    this.#pid = (await this.#adopt()) ?? (await this.#spawn())
    this.#watch = clock.every(WATCH_MS, () => {
      if (this.#stopping || this.#restart || isAlive(this.#pid)) return
      log.error('PostgreSQL ended by itself; starting it again', { pid: this.#pid, folder: this.#placement.home })
      this.#restart = this.#again().finally(() => (this.#restart = undefined))
    })
  }

  async #again(): Promise<void> {
    try {
      this.#pid = (await this.#adopt()) ?? (await this.#spawn())
    } catch (thrown) {
      this.#needs.log.error('PostgreSQL did not start again; it is tried every second', { fault: String(thrown) })
    }
  }

  /** The server that a killed parent left behind; undefined if there is none. */
  async #adopt(): Promise<number | undefined> {
    const { clock, log } = this.#needs
    const deadline = clock.monotonic() + READY_MS
    while (clock.monotonic() < deadline) {
      const found = await readPidFile(this.#data)
      if (!found || !(await isPostgres(found.pid))) return undefined
      if (found.ready) {
        log.info('took over the database server that was left running', { pid: found.pid })
        return found.pid
      }
      await clock.sleep(POLL_MS)
    }
    throw startFault(this.#placement.home, 'a server that neither starts nor stops')
  }

  async #spawn(): Promise<number> {
    const { clock } = this.#needs
    const { home, binaries, runAs, socketFolder } = this.#placement
    const logFile = join(home, 'server.log')
    const out = openSync(logFile, 'w', 0o600)
    const args = Object.entries({ ...settings, unix_socket_directories: socketFolder }).flatMap(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ])
    let child: ChildProcess
    try {
      // A process group of its own: Ctrl-C in the terminal must reach us first, and the database last.
      child = spawn(join(binaries, 'bin', 'postgres'), ['-D', this.#data, ...args], {
        ...runAs,
        cwd: '/',
        detached: true,
        stdio: ['ignore', out, out],
        env: environment(),
      })
    } finally {
      closeSync(out)
    }
    let ended: string | undefined
    child.on('error', (thrown) => (ended = thrown.message))
    child.on('exit', (code, signal) => (ended ??= `exit ${code ?? signal}`))
    child.unref()
    const deadline = clock.monotonic() + READY_MS
    while (ended === undefined && clock.monotonic() < deadline) {
      const found = await readPidFile(this.#data)
      if (found?.ready && found.pid === child.pid) return found.pid
      await clock.sleep(POLL_MS)
    }
    child.kill('SIGQUIT')
    const said = await readFile(logFile, 'utf8').catch(() => '')
    throw startFault(home, `${said}\n${ended ?? 'not ready in time'}`)
  }

  async stop(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    this.#watch?.cancel()
    await this.#restart
    // SIGINT: "fast" shutdown, sessions are ended and a checkpoint is written; SIGQUIT leaves it to recovery (postgres(1)).
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) if (await this.#endedBy(signal)) return
    this.#needs.log.error('PostgreSQL did not stop; it stays behind and is taken over at the next start', {
      pid: this.#pid,
    })
  }

  async #endedBy(signal: NodeJS.Signals): Promise<boolean> {
    const { clock } = this.#needs
    if (!isAlive(this.#pid)) return true
    process.kill(this.#pid, signal)
    const deadline = clock.monotonic() + STOP_MS
    while (clock.monotonic() < deadline) {
      if (!isAlive(this.#pid)) return true
      await clock.sleep(POLL_MS)
    }
    return false
  }
}
