import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned } from '@millrace/core'
import { edgeEntry } from '@millrace/edge/entry'
import { platformEntry } from '@millrace/server/entry'
import { freePort } from '../first-start/plant.ts'
import type { PythonPeer } from '../peers/python-peer.ts'

/** The administrator's, who is called `admin`. */
export const PASSWORD = 'Quarry-lantern-58-meadow'

export interface Reply {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly items: Record<string, unknown>[] }
}

export interface Stage {
  readonly mqttPort: number
  /** Of the console and the API. */
  readonly address: string
  /** Where the edge keeps what was deployed to it. */
  readonly deployments: string
  ask(path: string, method?: string, body?: object): Promise<Reply>
  /** An edge of ours with one Modbus device `press` at that port. */
  startEdge(modbusPort: number, more?: object): Promise<void>
  /** SIGKILL, and a new start on the same buffer. `more`: stands in its file from then on; `meanwhile`: done while it is away. */
  killEdge(how?: { readonly more?: object; readonly meanwhile?: () => Promise<unknown> }): Promise<void>
  /** SIGKILL, and a new start on the same data. */
  killPlatform(): Promise<void>
  close(): Promise<void>
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

/** What the press holds as its pressure limit: a float32 in two registers. */
export async function heldBy(machine: PythonPeer): Promise<number> {
  const [high = 0, low = 0] = (await machine.ask('get h 1 600 2')).split(' ').map(Number)
  const view = new DataView(new ArrayBuffer(4))
  view.setUint16(0, high)
  view.setUint16(2, low)
  return view.getFloat32(0)
}

/** Platform and edge as processes of their own, as in production. */
export async function openStage(): Promise<Stage> {
  const owned = new Owned()
  const folder = mkdtempSync(join(tmpdir(), 'millrace-commands-'))
  chmodSync(folder, 0o755)
  owned.add({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const env = {
    ...process.env,
    MILLRACE_DATA: join(folder, 'data'),
    MILLRACE_PORT: String(await freePort()),
    MILLRACE_MQTT_PORT: String(await freePort()),
    MILLRACE_ADMIN_PASSWORD: PASSWORD,
  }
  let child: ChildProcess
  let token = ''
  let address = ''
  const start = async (): Promise<void> => {
    child = fork(platformEntry, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const [ready] = (await once(child, 'message')) as [{ address: string; tokenFile: string }]
    address = ready.address
    token = readFileSync(ready.tokenFile, 'utf8').trim()
  }
  await start()
  owned.add({ close: () => ended(child, 'SIGTERM') })

  const ask: Stage['ask'] = async (path, method = 'GET', body) => {
    const reply = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    return { status: reply.status, body: text === '' ? {} : JSON.parse(text) }
  }

  let config = ''
  let edge: ChildProcess
  const run = async (): Promise<void> => {
    edge = fork(edgeEntry, ['--config', config], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await once(edge, 'message')
  }
  return {
    mqttPort: Number(env.MILLRACE_MQTT_PORT),
    address,
    deployments: join(folder, 'buffer', 'deployments'),
    ask,
    async startEdge(modbusPort, more = {}) {
      const { body } = await ask('/devices/credentials', 'POST', { as: 'edge', group: 'works', node: 'edge' })
      const password = join(folder, 'password')
      writeFileSync(password, String(body['secret']), { mode: 0o600 })
      const point = { type: 'float32', access: 'rw', periodMs: 200, unit: 'bar', low: 0, high: 100 }
      config = join(folder, 'edge.yaml')
      writeFileSync(
        config,
        JSON.stringify({
          node: { group: 'works', name: 'edge' },
          uplink: { url: `mqtt://127.0.0.1:${env.MILLRACE_MQTT_PORT}`, username: body['name'], passwordFile: password },
          buffer: { folder: join(folder, 'buffer') },
          devices: [
            {
              name: 'press',
              driver: 'modbus-tcp',
              connection: { host: '127.0.0.1', port: modbusPort, unit: 1 },
              points: [
                { name: 'Pressure limit', address: 'holding:600', ...point },
                { name: 'Shown only', address: 'holding:602', ...point, access: 'r' },
              ],
            },
          ],
          ...more,
        }),
      )
      await run()
      owned.add({ close: () => ended(edge, 'SIGTERM') })
    },
    async killEdge({ more, meanwhile } = {}) {
      await ended(edge, 'SIGKILL')
      await meanwhile?.()
      if (more) writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), ...more }))
      await run()
    },
    async killPlatform() {
      await ended(child, 'SIGKILL')
      await start()
    },
    close: () => owned.close(),
  }
}
