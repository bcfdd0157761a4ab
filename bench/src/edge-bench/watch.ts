import {
  AliasTable,
  decodeData,
  decodePayload,
  encodeState,
  encodeStoredCommand,
  formatTopic,
  IntervalSet,
  MetricColumns,
  parseTopic,
  stateTopic,
} from '@millrace/wire'
import { connectAsync } from 'mqtt'

const HOST = 'bench'
const PERIOD_US = 1_000_000
const CONFIRM_MS = 500

/** A small host: counts what an edge node sends, says that it stored it, and looks at the times of its cycles. */
export interface EdgeWatch {
  /** Resolves when so many devices were born. */
  born(devices: number): Promise<void>
  /** Counts afresh from now on. */
  restart(): void
  values(): number
  /** How far the distance of a device's cycles is from the period, ms. */
  jitterMs(): { readonly p50: number; readonly p99: number }
  /** Last value of one of the node's own metrics. */
  metric(name: string): number | undefined
  close(): Promise<void>
}

export async function watchEdge(url: string): Promise<EdgeWatch> {
  const client = await connectAsync(url, { clientId: 'bench-host' })
  const table = new AliasTable()
  const columns = new MetricColumns()
  const stored = new IntervalSet()
  const lastCycle = new Map<string, number>()
  const metrics = new Map<string, number>()
  const births = new Set<string>()
  let deviations: number[] = []
  let wanted: { devices: number; resolve: () => void } | undefined
  let values = 0
  let stream = ''
  let node: { group: string; node: string } | undefined

  const birth = (device: string | undefined, payload: Uint8Array): void => {
    const { metrics: told } = decodePayload(payload)
    table.define(device, told)
    for (const { name, value } of told) {
      if (name === 'Millrace/Stream' && typeof value === 'string') stream = value
      if (device === undefined && name !== undefined && typeof value === 'number') metrics.set(name, value)
    }
    if (device !== undefined) births.add(device)
    if (wanted && births.size >= wanted.devices) wanted.resolve()
  }
  const data = (device: string, payload: Uint8Array): void => {
    decodeData(payload, table, device, columns)
    values += columns.length
    if (columns.position >= 0) stored.add(columns.position, columns.position + 1)
    if (columns.length < 2) return
    const time = columns.time[0]!
    const before = lastCycle.get(device)
    lastCycle.set(device, time)
    if (before !== undefined) deviations.push(Math.abs(time - before - PERIOD_US) / 1_000)
  }
  client.on('message', (topic, payload) => {
    if (topic.startsWith('spBv1.0/STATE/')) return
    const { type, group, node: name, device } = parseTopic(topic)
    if (type === 'NBIRTH' || type === 'DBIRTH') {
      node = { group, node: name }
      birth(device, payload)
    } else if (type === 'DDATA') data(device!, payload)
    else if (type === 'NDATA') {
      for (const { name: metric, value } of decodePayload(payload).metrics) {
        if (metric !== undefined && typeof value === 'number') metrics.set(metric, value)
      }
    }
  })
  await client.subscribeAsync('spBv1.0/#', { qos: 0 })
  await client.publishAsync(stateTopic(HOST), Buffer.from(encodeState({ online: true, timestamp: Date.now() })), {
    qos: 1,
    retain: true,
  })
  const timer = setInterval(() => {
    if (!node || stream === '' || stored.size === 0) return
    const payload = encodeStoredCommand(Date.now(), { stream, intervals: [...stored] })
    client.publish(formatTopic({ type: 'NCMD', ...node }), Buffer.from(payload))
  }, CONFIRM_MS)

  return {
    born: (devices) =>
      new Promise((resolve) => {
        wanted = { devices, resolve }
        if (births.size >= devices) resolve()
      }),
    restart() {
      values = 0
      deviations = []
    },
    values: () => values,
    jitterMs() {
      const sorted = deviations.toSorted((a, b) => a - b)
      const at = (part: number): number =>
        sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
      return { p50: at(0.5), p99: at(0.99) }
    },
    metric: (name) => metrics.get(name),
    async close() {
      clearInterval(timer)
      await client.endAsync()
    },
  }
}
