import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { appendFile, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '@millrace/core'
import './faults.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const TICKS_PER_SECOND = 100
const MIB = 1024 * 1024

export interface Usage {
  /** CPU time so far, s. */
  readonly cpu: number
  readonly rss_mib: number
  /** Highest resident size so far. */
  readonly peak_mib: number
}

/** What a process has used, from Linux' /proc. */
export function usageOf(pid: number): Usage {
  // The name may hold blanks and brackets; what follows the last bracket does not (proc(5)).
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kib = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return {
    cpu: (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND,
    rss_mib: (kib('VmRSS') * 1024) / MIB,
    peak_mib: (kib('VmHWM') * 1024) / MIB,
  }
}

/** Compiles the edge as production runs it (from source it would carry the compiler along, 30 MiB); returns its entry. */
let isBuilt = false

export function buildEdge(): string {
  const entry = join(root, 'packages/edge/dist/main.js')
  if (isBuilt) return entry
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-b', join(root, 'packages/edge')], { stdio: 'inherit' })
  if (status !== 0) throw new Fault('bench_edge.not_built')
  isBuilt = true
  return entry
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

export interface Broker {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** A mosquitto of its own on a free port of loopback, files in `folder`. `access` is its list of who may do what. */
export async function startMosquitto(folder: string, access?: string): Promise<Broker> {
  const port = await freePort()
  const file = join(folder, 'mosquitto.conf')
  await writeFile(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 100000\nlog_type error\nuser root\n`,
  )
  if (access !== undefined) {
    const list = join(folder, 'access')
    await writeFile(list, access, { mode: 0o600 })
    await appendFile(file, `acl_file ${list}\n`)
  }
  const child = spawn('/usr/sbin/mosquitto', ['-c', file], { stdio: 'ignore' })
  await reachable(port, child)
  return { port, pid: child.pid!, stop: () => stopChild(child) }
}

/** SIGTERM, then SIGKILL after five seconds. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const last = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(last)
}

async function reachable(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (open) return
    if (attempt > 100 || child.exitCode !== null)
      throw new Fault('bench_edge.peer_missing', { peer: 'mosquitto', command: 'apt-get install mosquitto' })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
