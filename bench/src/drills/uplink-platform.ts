import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Fault } from '@millrace/core'
import { platformEntry } from '@millrace/server/entry'
import '../edge-bench/faults.ts'
import { stopChild } from '../edge-bench/processes.ts'

export interface Sample {
  readonly time: string
  readonly value: unknown
}

/** A real platform in a process of its own, spoken to over its API. */
export interface DrillPlatform {
  readonly mqttPort: number
  edgeCredential(group: string, node: string): Promise<{ name: string; secret: string }>
  /** Every point of a device's folder: name → id. */
  points(): Promise<Map<string, string>>
  history(point: string, from: string, to: string): Promise<Sample[]>
  latest(ids: readonly string[]): Promise<Sample[]>
  /** One figure of /metrics. */
  metric(name: string): Promise<number>
  stop(): Promise<void>
}

export async function startPlatform(dataFolder: string): Promise<DrillPlatform> {
  const child: ChildProcess = fork(platformEntry, [], {
    env: {
      ...process.env,
      MILLRACE_DATA: dataFolder,
      MILLRACE_PORT: '0',
      MILLRACE_MQTT_PORT: '0',
      MILLRACE_ADMIN_PASSWORD: 'Quarry-lantern-58-meadow',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [ready] = (await once(child, 'message')) as [{ address: string; mqttPort: number; tokenFile: string }]
  const token = (await readFile(ready.tokenFile, 'utf8')).trim()
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const reply = await fetch(`${ready.address}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
    // A drill asks for thousands of points: it is told to wait like anyone, and does.
    if (reply.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, Number(reply.headers.get('retry-after') ?? 1) * 1_000))
      return ask(path, body)
    }
    if (!reply.ok)
      throw new Fault('bench_edge.platform_refused', { path, seen: `${reply.status} ${await reply.text()}` })
    return (await reply.json()) as T
  }
  return {
    mqttPort: ready.mqttPort,
    edgeCredential: (group, node) => ask('/devices/credentials', { as: 'edge', group, node }),
    async points() {
      const ids = new Map<string, string>()
      let cursor: string | undefined
      do {
        const page: { items: { id: string; name: string; path: string[] }[]; next?: string } = await ask(
          `/points?limit=500${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        for (const { id, name, path } of page.items) ids.set([...path, name].join('/'), id)
        cursor = page.next
      } while (cursor !== undefined)
      return ids
    },
    history: async (point, from, to) =>
      (await ask<{ items: Sample[] }>(`/points/${point}/history?from=${from}&to=${to}&limit=100000`)).items,
    latest: async (ids) => (await ask<{ items: Sample[] }>(`/points/latest?ids=${ids.join(',')}`)).items,
    async metric(name) {
      const text = await (await fetch(`${ready.address}/metrics`)).text()
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
    },
    stop: () => stopChild(child),
  }
}
