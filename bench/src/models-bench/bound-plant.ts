import { once } from 'node:events'
import { chmod } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { type Part, supervise } from '@millrace/cli'
import { type Closable, Fault, Owned, systemClock } from '@millrace/core'
import { type Live, MillraceClient, type PointSample } from '@millrace/sdk'
import { platformEntry } from '@millrace/server/entry'
import { encodePayload, SparkplugType } from '@millrace/wire'
import { connectFrame, publishFrame } from '../ingest-bench/mqtt-frame.ts'
import { freePort } from '../ingest-bench/processes.ts'
import './faults.ts'

const PASSWORD = 'Quarry-lantern-58-meadow'
const DEVICES_OF_NODE = 100
const POINTS_OF_STREAM = 150
/** What the second version adds: it is worse by so much. */
export const OFFSET = 5
const MOST_WAIT_MS = 120_000

const words = (en: string) => ({ en, zh: en })

/** y = 2 x, in the second version and that much more. */
const manifestOf = (version: string): string => `
id: bench/line
version: ${version}
title: { en: Line, zh: 直线 }
description: { en: Twice what comes in, zh: 输入的两倍 }
owner: Millrace
licence: Apache-2.0
sources: [{ id: own, kind: page, title: Made for the benchmark, seen: true }]
taxonomy: { domain: process }
inputs: [{ name: x, en: X, zh: X, type: number, low: 0, high: 1000000000, unit: '1' }]
outputs: [{ name: y, en: Y, zh: Y, type: number, unit: '1' }]
parameters: [{ name: gain, en: Gain, zh: 增益, default: 2 }]
runtime: { kind: formula, outputs: { y: 'gain * x + ${version === '1.0.0' ? 0 : OFFSET}' } }
cases:
  - name: one
    source: own
    rows: [{ inputs: { x: 3 }, outputs: { y: { value: ${version === '1.0.0' ? 6 : 6 + OFFSET}, absolute: 0 } } }]
`

interface Machine {
  readonly socket: Socket
  readonly node: string
  readonly device: string
}

export interface BoundAsset {
  readonly asset: string
  /** Points. */
  readonly x: string
  readonly measured: string
  y: string
}

const double = (name: string, value: number, ms: number) => ({
  name,
  timestamp: ms,
  datatype: SparkplugType.Double,
  value,
})

/** A whole platform with as many assets as are asked for, each of a device that sends x and what y is measured to be. */
export class BoundPlant implements Closable {
  readonly client: MillraceClient
  readonly mqttPort: number
  assets: BoundAsset[] = []
  mechanism = ''
  binding = ''
  readonly #owned = new Owned()
  readonly #address: string
  readonly #machines: Machine[] = []
  readonly #seqs = new Map<string, number>()
  #token = ''
  #second = ''

  private constructor(address: string, mqttPort: number, platform: Part) {
    this.#address = address
    this.mqttPort = mqttPort
    this.client = new MillraceClient({ address })
    this.#owned.add({ close: () => platform.stop() })
  }

  static async open(folder: string, assets: number): Promise<BoundPlant> {
    // PostgreSQL runs under another user when this runs as root; it must reach its data.
    await chmod(folder, 0o755)
    const [port, mqttPort] = [await freePort(), await freePort()]
    const env = {
      MILLRACE_DATA: join(folder, 'data'),
      MILLRACE_PORT: String(port),
      MILLRACE_MQTT_PORT: String(mqttPort),
      MILLRACE_ADMIN_PASSWORD: PASSWORD,
    }
    const needs = { clock: systemClock, say: () => undefined }
    const platform = supervise({ name: 'platform', entry: platformEntry, env }, needs)
    const plant = new BoundPlant(`http://127.0.0.1:${port}`, mqttPort, platform)
    try {
      await platform.ready()
      await plant.#begin(assets)
      return plant
    } catch (thrown) {
      await plant.close()
      throw thrown
    }
  }

  async ask<T>(method: string, path: string, body?: object, token = this.#token): Promise<T> {
    const reply = await fetch(`${this.#address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Fault('models_bench.refused', { path, seen: text.slice(0, 500) })
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  /** Values of every asset, of one source time. */
  send(ms: number, xOf: (asset: number) => number): void {
    this.#machines.forEach((machine, i) => {
      const x = xOf(i)
      this.#publish(machine, 'DDATA', [double('x', x, ms), double('measured', 2 * x, ms)])
    })
  }

  /** The first version runs at all assets from now on. */
  async bind(): Promise<void> {
    const { id } = await this.ask<{ id: string }>('POST', '/bindings', {
      mechanism: this.mechanism,
      version: '1.0.0',
      name: words('Line'),
      target: { assets: this.assets.map(({ asset }) => asset) },
      inputs: { x: { property: 'x' } },
      outputs: { y: { name: words('y') } },
      measured: { y: { property: 'measured' } },
    })
    this.binding = id
    const { items } = await this.ask<{ items: { asset: string; outputs: { point: string }[] }[] }>(
      'GET',
      `/bindings/${id}/assets`,
    )
    const outputs = new Map(items.map(({ asset, outputs: [one] }) => [asset, one!.point]))
    for (const one of this.assets) one.y = outputs.get(one.asset)!
  }

  /** Values of all outputs as they come. */
  watch(told: (samples: readonly PointSample[]) => void): void {
    const points = this.assets.map(({ y }) => y)
    for (let at = 0; at < points.length; at += POINTS_OF_STREAM) {
      const live: Live = this.client.live(points.slice(at, at + POINTS_OF_STREAM), { samples: told })
      this.#owned.add({ close: async () => live.close() })
    }
  }

  close(): Promise<void> {
    return this.#owned.close()
  }

  async #begin(count: number): Promise<void> {
    const signed = await this.ask<{ token: string }>('POST', '/session', {
      username: 'admin',
      password: PASSWORD,
      kind: 'token',
    })
    this.#token = signed.token
    await this.client.signIn('admin', PASSWORD)
    const invited = await this.ask<{ token: string }>('POST', '/invitations', {
      name: 'bob',
      roles: [{ role: 'engineer' }],
    })
    const bob = { username: 'bob', password: PASSWORD }
    await this.ask('POST', '/invitations/acceptance', { token: invited.token, ...bob })
    this.#second = (await this.ask<{ token: string }>('POST', '/session', { ...bob, kind: 'token' })).token
    for (const version of ['1.0.0', '2.0.0']) await this.#publishModel(version)
    for (let first = 0; first < count; first += DEVICES_OF_NODE)
      await this.#node(`node${first / DEVICES_OF_NODE}`, Math.min(DEVICES_OF_NODE, count - first))
    await this.#found(count)
  }

  async #publishModel(version: string): Promise<void> {
    const files = [{ path: 'model.yaml', text: manifestOf(version) }]
    this.mechanism = (await this.ask<{ mechanism: string }>('POST', '/mechanisms/drafts', { files })).mechanism
    const path = `/mechanisms/${this.mechanism}/versions/${version}`
    await this.ask('POST', `${path}/test`, {})
    await this.ask('POST', `${path}/review`, {}, this.#second)
    await this.ask('POST', `${path}/publish`, {})
  }

  /** A connection for an edge node of the platform; it is born with these metrics. */
  async node(node: string, metrics: Parameters<typeof encodePayload>[0]['metrics']): Promise<Socket> {
    const account = await this.client.createCredential({ as: 'edge', group: 'bench', node })
    const socket = connect({ port: this.mqttPort, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    const welcomed = once(socket, 'data')
    socket.write(connectFrame(node, account.name, account.secret))
    await welcomed
    socket.resume()
    this.#owned.add({ close: async () => void socket.destroy() })
    const bdSeq = { name: 'bdSeq', datatype: SparkplugType.Int64, value: 0n }
    const payload = encodePayload({ timestamp: Date.now(), seq: 0, metrics: [bdSeq, ...metrics] })
    socket.write(publishFrame(`spBv1.0/bench/NBIRTH/${node}`, payload))
    this.#seqs.set(node, 1)
    return socket
  }

  async #node(node: string, devices: number): Promise<void> {
    const socket = await this.node(node, [])
    for (let i = 0; i < devices; i++) {
      const machine = { socket, node, device: `${node}-${i}` }
      this.#machines.push(machine)
      const ms = Date.now() - 60_000
      this.#publish(machine, 'DBIRTH', [double('x', 0, ms), double('measured', 0, ms)])
    }
  }

  #publish({ socket, node, device }: Machine, type: string, metrics: ReturnType<typeof double>[]): void {
    const seq = this.#seqs.get(node) ?? 0
    this.#seqs.set(node, (seq + 1) % 256)
    const payload = encodePayload({ timestamp: Date.now(), seq, metrics })
    socket.write(publishFrame(`spBv1.0/bench/${type}/${node}/${device}`, payload))
  }

  async #found(count: number): Promise<void> {
    const deadline = Date.now() + MOST_WAIT_MS
    for (;;) {
      const byAsset = new Map<string, { x?: string; measured?: string; name: string }>()
      for await (const { id, name, assetId, path } of this.client.points.all({})) {
        const one = byAsset.get(assetId) ?? { name: path.at(-1) ?? '' }
        if (name === 'x' || name === 'measured') one[name] = id
        byAsset.set(assetId, one)
      }
      const found = new Map(
        [...byAsset].flatMap(([asset, { x, measured, name }]) =>
          x !== undefined && measured !== undefined ? [[name, { asset, x, measured, y: '' }] as const] : [],
        ),
      )
      if (found.size === count) {
        this.assets = this.#machines.map(({ device }) => found.get(device)!)
        return
      }
      if (Date.now() > deadline) throw new Fault('models_bench.assets_missing', { expected: count, seen: found.size })
      await systemClock.sleep(200)
    }
  }
}
