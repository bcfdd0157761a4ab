import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Closable, Fault } from '@millrace/core'
import './faults.ts'

/** A child of ours that answers one message with one message. */
export interface Asked extends Closable {
  readonly pid: number
  ask<Answer>(message: object): Promise<Answer>
  /** The next message it sends by itself. */
  next<Answer>(): Promise<Answer>
  tell(message: object): void
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** A program of this folder. */
export const startOwn = (name: string, args: readonly string[]): Asked => startProgram(import.meta.url, name, args)

/** A program beside the one that asks, which is at `from`. */
export function startProgram(from: string, name: string, args: readonly string[]): Asked {
  const file = new URL(`./${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from)
  const child = fork(fileURLToPath(file), [...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const next = <Answer>(): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const gone = (code: number | null): void =>
        reject(new Fault('ingest_bench.process_ended', { name, seen: `code ${code}` }))
      child.once('exit', gone)
      child.once('message', (answer) => {
        child.off('exit', gone)
        resolve(answer as Answer)
      })
    })
  return {
    pid: child.pid as number,
    next,
    tell: (message) => child.send(message),
    ask: (message) => {
      const answer = next<never>()
      child.send(message)
      return answer
    },
    async close() {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function answers(name: string, port: number, child: ChildProcess): Promise<void> {
  const seconds = 30
  for (let tries = 0; tries < seconds * 10; tries++) {
    if (child.exitCode !== null) {
      // libuv's word for a program that is not there.
      const seen =
        child.exitCode === -constants.errno.ENOENT ? 'no such program is installed' : `code ${child.exitCode}`
      throw new Fault('ingest_bench.process_ended', { name, seen })
    }
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (open) return
    await wait(100)
  }
  throw new Fault('ingest_bench.peer_missing', { name, port, seconds })
}

/** Its data go with it: a peer that takes longer to put them in order is not waited for. */
const STOP_MS = 20_000

export interface Peer extends Closable {
  readonly port: number
  readonly pid: number
}

/** Starts a program and waits until it takes connections; closing it waits for its end. */
export async function startPeer(
  name: string,
  command: readonly string[],
  port: number,
  runAs: { readonly uid?: number; readonly gid?: number; readonly cwd?: string } = {},
): Promise<Peer> {
  const child = spawn(command[0] as string, command.slice(1), { stdio: 'ignore', ...runAs })
  child.on('error', () => undefined)
  await answers(name, port, child)
  return {
    port,
    pid: child.pid as number,
    async close() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended(child)
      clearTimeout(late)
    },
  }
}

/** mosquitto on loopback, without persistence, that drops nothing for a slow subscriber. */
export async function startMosquitto(folder: string): Promise<Peer> {
  const port = await freePort()
  const file = join(folder, 'mosquitto.conf')
  await writeFile(
    file,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence false',
      'max_queued_messages 0',
      'set_tcp_nodelay true',
      'log_dest none',
      '',
    ].join('\n'),
  )
  return startPeer('mosquitto', ['/usr/sbin/mosquitto', '-c', file], port)
}

/** InfluxDB 1.6 with its default durability: the WAL is fsynced on every write. */
export async function startInflux(folder: string): Promise<Peer> {
  const [port, rpc] = [await freePort(), await freePort()]
  const data = join(folder, 'influx')
  await mkdir(data, { recursive: true })
  const file = join(folder, 'influx.conf')
  await writeFile(
    file,
    `reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
dir = "${data}/meta"
[data]
dir = "${data}/data"
wal-dir = "${data}/wal"
wal-fsync-delay = "0s"
query-log-enabled = false
[monitor]
store-enabled = false
[http]
bind-address = "127.0.0.1:${port}"
log-enabled = false
max-body-size = 0
`,
  )
  const peer = await startPeer('influxd', ['/usr/bin/influxd', '-config', file], port)
  await fetch(`http://127.0.0.1:${port}/query?q=CREATE%20DATABASE%20bench`, { method: 'POST' })
  return peer
}
