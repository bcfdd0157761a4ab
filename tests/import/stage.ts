import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Closable, Owned } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { platformEntry } from '@millrace/server/entry'

const program = fileURLToPath(new URL('../../packages/cli/bin/millrace.mjs', import.meta.url))

/** A platform in a process of its own that can be killed and started again on the same data, at the same port. */
export interface KillableStage extends Closable {
  readonly folder: string
  readonly client: MillraceClient
  readonly address: string
  /** SIGKILL, as a machine that loses power. */
  kill(): Promise<void>
  start(): Promise<void>
  /** A device that sends by HTTP, made with these values; gives what sends more. */
  device(name: string, values: object): Promise<(values: unknown) => Promise<number>>
  /** `millrace …` as people run it. */
  run(...args: string[]): Promise<{ code: number; out: string }>
}

export async function openKillableStage(): Promise<KillableStage> {
  const owned = new Owned()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-import-'))
  // PostgreSQL runs under another user when the test runs as root; it must reach its data.
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  let child: ChildProcess | undefined
  let port = '0'
  let key = ''
  const client = new MillraceClient({ address: '' })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  owned.add({ close: () => end('SIGTERM') })
  const stage = {
    folder,
    address: '',
    client,
    kill: () => end('SIGKILL'),
    async start() {
      child = fork(platformEntry, [], {
        env: {
          ...process.env,
          MILLRACE_DATA: join(folder, 'data'),
          MILLRACE_PORT: port,
          MILLRACE_MQTT_PORT: '0',
          MILLRACE_ADMIN_PASSWORD: 'Quarry-lantern-58-meadow',
        },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      const [ready] = (await once(child, 'message')) as [{ address: string; tokenFile: string }]
      port = new URL(ready.address).port
      const token = (await readFile(ready.tokenFile, 'utf8')).trim()
      stage.address = ready.address
      stage.client = new MillraceClient({ address: ready.address, token })
    },
    async device(name: string, values: object) {
      const made = await stage.client.createCredential({ as: 'device', name })
      const send = async (body: unknown): Promise<number> => {
        const headers = { authorization: `Bearer ${made.name}:${made.secret}`, 'content-type': 'application/json' }
        const url = `${stage.address}/api/v1/telemetry`
        return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status
      }
      await send(values)
      return send
    },
    run: (...args: string[]) =>
      new Promise<{ code: number; out: string }>((resolve) => {
        const env = { ...process.env, MILLRACE_TOKEN: key, MILLRACE_PLATFORM: stage.address }
        const ran = execFile(process.execPath, [program, ...args], { env, cwd: folder }, (_, out, errors) =>
          resolve({ code: ran.exitCode ?? -1, out: out + errors }),
        )
      }),
    close: () => owned.close(),
  }
  await stage.start()
  // The token of the local platform is another with every start; a key lives on.
  const made = await stage.client.programs.make({ kind: 'key', name: 'importer' })
  await stage.client.access.assign({ holder: made.program.id, role: 'engineer' })
  key = made.secret
  return stage
}
