import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { type Part, supervise } from '@millrace/cli'
import { type Closable, Fault, microsOf, systemClock } from '@millrace/core'
import type { FlowDocument } from '@millrace/flows'
import { platformEntry } from '@millrace/server/entry'
import { freePort } from '../ingest-bench/processes.ts'
import type { Value } from './document.ts'
import './faults.ts'

const PASSWORD = 'Quarry-lantern-58-meadow'
const PAGE = 20_000
const MOST_WAIT_MS = 60_000

interface StoredAction {
  readonly id: string
  readonly asset: string
  readonly node: string
  readonly at: string
  readonly body: Readonly<Record<string, unknown>>
  readonly state: string
  readonly answer?: string
}

const words = (en: string) => ({ en, zh: en })

/** A real platform as a child, which is started again whenever it dies. */
export class Stage implements Closable {
  readonly address: string
  readonly data: string
  readonly platform: Part
  #token = ''

  private constructor(address: string, data: string, platform: Part) {
    this.address = address
    this.data = data
    this.platform = platform
  }

  /** `allow`: where flows may send to; `database`: another than the one of the folder. */
  static async open(
    folder: string,
    { allow, database }: { readonly allow: string; readonly database?: string },
  ): Promise<Stage> {
    // PostgreSQL runs under another user when this runs as root; it must reach its data.
    await chmod(folder, 0o755)
    const [port, mqttPort] = [await freePort(), await freePort()]
    const data = join(folder, 'data')
    const env = {
      MILLRACE_DATA: data,
      MILLRACE_PORT: String(port),
      MILLRACE_MQTT_PORT: String(mqttPort),
      MILLRACE_ADMIN_PASSWORD: PASSWORD,
      MILLRACE_OUTGOING_ALLOW: allow,
      ...(database === undefined ? {} : { DATABASE_URL: database }),
    }
    const needs = { clock: systemClock, say: () => undefined }
    const platform = supervise({ name: 'platform', entry: platformEntry, env }, needs)
    const stage = new Stage(`http://127.0.0.1:${port}`, data, platform)
    try {
      await platform.ready()
      const session = { username: 'admin', password: PASSWORD, kind: 'token' }
      stage.#token = (await stage.ask<{ token: string }>('POST', '/session', session)).token
      return stage
    } catch (thrown) {
      await stage.close()
      throw thrown
    }
  }

  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const reply = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Fault('flow_crash.refused', { path, seen: text.slice(0, 500) })
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  /** Name and secret with which a device sends. */
  async credential(name: string): Promise<string> {
    const made = await this.ask<{ name: string; secret: string }>('POST', '/devices/credentials', {
      as: 'device',
      name,
    })
    return `${made.name}:${made.secret}`
  }

  /** Ids of assets by the names of their devices. */
  async assets(names: readonly string[]): Promise<string[]> {
    const { items } = await this.ask<{ items: { assetId: string; path: string[] }[] }>('GET', '/points?limit=500')
    return names.map((name) => items.find(({ path }) => path.at(-1) === name)?.assetId ?? '')
  }

  /** Runs a flow at assets; returns the deployment. */
  async deploy(document: FlowDocument, assets: readonly string[]): Promise<string> {
    const { id, revision } = await this.ask<{ id: string; revision: number }>('POST', '/flows', { document })
    const { number } = await this.ask<{ number: number }>('POST', `/flows/${id}/versions`, { revision })
    const asked = { version: number, name: words('Crash'), target: { assets } }
    return (await this.ask<{ id: string }>('POST', `/flows/${id}/deployments`, asked)).id
  }

  /** Ids of what it gives, by asset and node. */
  async outputs(deployment: string): Promise<Map<string, Map<string, string>>> {
    const { items } = await this.ask<{ items: { asset: string; outputs: { node: string; point: string }[] }[] }>(
      'GET',
      `/flows/deployments/${deployment}/runs`,
    )
    return new Map(items.map(({ asset, outputs }) => [asset, new Map(outputs.map(({ node, point }) => [node, point]))]))
  }

  /** All that the history has of a point, µs. */
  async history(point: string, until: number, since = 0): Promise<[time: number, value: Value, status: number][]> {
    const rows: [number, Value, number][] = []
    for (let from = since; ; ) {
      const { items, truncated } = await this.ask<{
        items: { time: string; value: Value; status: number }[]
        truncated: boolean
      }>('GET', `/points/${point}/history?from=${from}&to=${until + 1}&limit=${PAGE}`)
      for (const { time, value, status } of items) rows.push([microsOf(time) ?? Number.NaN, value, status])
      if (!truncated) return rows
      from = rows.at(-1)![0] + 1
    }
  }

  async actions(deployment: string): Promise<StoredAction[]> {
    const all: StoredAction[] = []
    for (let cursor: string | undefined; ; ) {
      const page = `limit=500${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
      const told = await this.ask<{ items: StoredAction[]; next?: string }>(
        'GET',
        `/flows/deployments/${deployment}/actions?${page}`,
      )
      all.push(...told.items)
      if (told.next === undefined) return all
      cursor = told.next
    }
  }

  async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.address}/readyz`)).ok
    } catch (failure) {
      // Refused while it starts; anything else is no part of the drill.
      if (failure instanceof TypeError) return false
      throw failure
    }
  }

  close(): Promise<void> {
    return this.platform.stop()
  }
}

/** Waits for what should come. Throws `flow_crash.never`. */
export async function until(
  expected: string,
  holds: () => boolean | Promise<boolean>,
  ms = MOST_WAIT_MS,
): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Fault('flow_crash.never', { expected, seconds: ms / 1_000 })
    await systemClock.sleep(50)
  }
}
