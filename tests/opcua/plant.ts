import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Log, Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import {
  Attempts,
  Buses,
  type DataType,
  type DeviceState,
  type DeviceSupervisor,
  type OpcuaConfig,
  opcua,
  superviseDevice,
  type TagSpec,
} from '@millrace/drivers'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

const script = new URL('./server.py', import.meta.url)
export const NAMESPACE = 'urn:millrace:test:plant'

/** An OPC UA server on asyncua, and what it is told. */
export interface Plant extends PythonPeer {
  readonly url: string
  /** Sets the DataValue of a node; times in µs since 1970. */
  set(node: string, type: string, value: unknown, more?: object): Promise<void>
  get(node: string): Promise<{ value: unknown; type: string }>
  /** One of the commands that server.py lists. */
  tell(command: object): Promise<Record<string, unknown>>
}

export async function startPlant(...args: readonly string[]): Promise<Plant> {
  const port = args[0] !== undefined && /^\d+$/.test(args[0]) ? [] : ['0']
  const peer = await startPythonPeer(script, [...port, ...args])
  const tell = async (command: object): Promise<Record<string, unknown>> => {
    const reply = JSON.parse(await peer.ask(JSON.stringify(command))) as Record<string, unknown>
    if ('error' in reply) throw new Error(String(reply['error']))
    return reply
  }
  return {
    ...peer,
    tell,
    url: `opc.tcp://127.0.0.1:${peer.port}/`,
    async set(node, type, value, more = {}) {
      await tell({ do: 'set', node: `ns=2;s=${node}`, type, value, ...more })
    },
    get: (node) => tell({ do: 'get', node: `ns=2;s=${node}` }) as Promise<{ value: unknown; type: string }>,
  }
}

export const tag = (id: number, node: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address: node.includes('=') ? node : `nsu=${NAMESPACE};s=${node}`,
  type,
  access: 'r',
  periodMs: 50,
  ...more,
})

export interface Seen {
  readonly value: Value
  readonly status: number
  /** µs UTC. */
  readonly time: number
  /** Told as one of the past. */
  readonly past: boolean
}

/** A supervised device whose samples a test can wait for. */
export interface Probe {
  readonly supervisor: DeviceSupervisor
  readonly states: DeviceState[]
  readonly folder: string
  readonly latest: ReadonlyMap<number, Seen>
  /** Every sample so far of one tag, oldest first. */
  of(tag: number): readonly Seen[]
  /** Resolves as soon as `holds` is true of what has been seen. */
  until(holds: () => boolean): Promise<void>
  /** Resolves when each of these tags has shown a status of its own. */
  read(tags: readonly TagSpec[]): Promise<void>
  close(): Promise<void>
}

export async function makeFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'opcua-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

export function probe(
  config: OpcuaConfig,
  tags: readonly TagSpec[],
  folder: string,
  log: Log = silentLog,
  random: () => number = () => 0.2,
): Probe {
  const latest = new Map<number, Seen>()
  const all = new Map<number, Seen[]>()
  const states: DeviceState[] = []
  const waiting = new Set<() => void>()
  const look = (): void => {
    for (const check of waiting) check()
  }
  const supervisor = superviseDevice({
    name: 'probe',
    factory: opcua,
    config,
    tags,
    sink: {
      samples(batch, past = false) {
        for (let i = 0; i < batch.length; i++) {
          const id = batch.series[i]!
          const seen = { value: valueAt(batch, i), status: batch.status[i]!, time: batch.time[i]!, past }
          if (!past) latest.set(id, seen)
          all.set(id, [...(all.get(id) ?? []), seen])
        }
        look()
      },
      state(state) {
        states.push(state)
        look()
      },
    },
    attempts: new Attempts(systemClock),
    buses: new Buses(systemClock),
    environment: { clock: systemClock, log, folder },
    random,
  })
  supervisor.start()
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!holds()) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
    })
  const transient: readonly number[] = [Status.BadWaitingForInitialData, Status.BadNoCommunication]
  return {
    supervisor,
    states,
    folder,
    latest,
    of: (id) => all.get(id) ?? [],
    until,
    read: (wanted) =>
      until(() => wanted.every(({ id }) => !transient.includes(latest.get(id)?.status ?? transient[0]!))),
    close: () => supervisor.close(),
  }
}

/** Why the last attempt failed, once one has. */
export async function failure({ states, until }: Probe): Promise<string> {
  await until(() => states.some(({ lastError }) => lastError !== undefined))
  return states.find(({ lastError }) => lastError !== undefined)!.lastError!
}
