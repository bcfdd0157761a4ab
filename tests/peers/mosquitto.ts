import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../first-start/plant.ts'

/** Debian's Mosquitto, on a port of loopback. */
export interface Mosquitto {
  readonly port: number
  /** SIGKILL: as a broker that loses power. */
  kill(): Promise<void>
  /** Again, on the same port, with nothing kept. */
  start(): Promise<void>
  /** Ends it and removes its folder; idempotent. */
  stop(): Promise<void>
}

/** @param lines of the configuration beside the listener; anonymous access unless they say something else */
export async function startMosquitto(lines: readonly string[] = ['allow_anonymous true']): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
  const port = await freePort()
  const file = join(folder, 'mosquitto.conf')
  // Mosquitto drops what a slow client has not taken beyond a thousand messages.
  const base = [
    'max_queued_messages 0',
    `listener ${port} 127.0.0.1`,
    'persistence false',
    'user root',
    'log_type error',
  ]
  writeFileSync(file, [...base, ...lines, ''].join('\n'))
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    child = spawn('/usr/sbin/mosquitto', ['-c', file], { stdio: 'ignore' })
    while (!(await answers(port))) await delay(20)
  }
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
  await start()
  return {
    port,
    kill,
    start,
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    // Not yet.
    return false
  } finally {
    socket.destroy()
  }
}
