import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Closable } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { platformEntry } from '@millrace/server/entry'

const root = join(import.meta.dirname, '..', '..')
const PASSWORD = 'Quarry-lantern-58-meadow'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command line from source. */
export function millrace(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'packages/cli/src/main.ts', ...args],
    { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let [out, err] = ['', '']
  child.stdout.on('data', (piece: Buffer) => (out += piece))
  child.stderr.on('data', (piece: Buffer) => (err += piece))
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })))
  return { child, ended }
}

/** A platform in a process of its own. */
export interface Plant extends Closable {
  readonly pid: number
  readonly client: MillraceClient
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Resolves when they are acknowledged. */
  send(device: { name: string; secret: string }, samples: readonly object[]): Promise<void>
  /** Values of a point by name, oldest first. */
  values(point: string): Promise<unknown[]>
  /** SIGKILL: its database stays behind and is taken over at the next start. */
  kill(): Promise<void>
}

export async function startPlant(data: string): Promise<Plant> {
  const child: ChildProcess = fork(platformEntry, [], {
    env: {
      ...process.env,
      MILLRACE_DATA: data,
      MILLRACE_PORT: '0',
      MILLRACE_MQTT_PORT: '0',
      MILLRACE_ADMIN_PASSWORD: PASSWORD,
    },
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const [ready] = (await once(child, 'message')) as [{ address: string; tokenFile: string }]
  const token = (await readFile(ready.tokenFile, 'utf8')).trim()
  const client = new MillraceClient({ address: ready.address, token })
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${ready.address}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
    })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return {
    pid: child.pid as number,
    client,
    ask,
    async send({ name, secret }, samples) {
      const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
      const reply = await ask('/telemetry', {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify(samples),
      })
      if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
    },
    async values(name) {
      const { items } = await client.points({ search: name })
      const point = items.find((one) => one.name === name)
      if (!point) return []
      const range = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', limit: 10_000 }
      return (await client.history(point.id, range)).items.map(({ value }) => value)
    },
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  }
}
