import { randomUUID } from 'node:crypto'
import {
  AliasTable,
  decodeData,
  decodePayload,
  encodeState,
  encodeStoredCommand,
  encodeWriteCommand,
  formatTopic,
  IntervalSet,
  MetricColumns,
  parseTopic,
  SparkplugType,
  stateTopic,
  WRITE_RESULT,
} from '@millrace/wire'
import { connectAsync } from 'mqtt'

const HOST = 'bench'
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
  /** Writes one metric of a device; resolves with how long it took until the edge told what became of it, ms. */
  write(device: string, name: string, value: number): Promise<WriteTold>
  /** Last value of one of the node's own metrics. */
  metric(name: string): number | undefined
  close(): Promise<void>
}

export interface WriteTold {
  readonly ms: number
  /** OPC UA status. */
  readonly status: number
}

/** @param periodMs of the cycles whose times are looked at */
export async function watchEdge(url: string, periodMs = 1_000): Promise<EdgeWatch> {
  const client = await connectAsync(url, { clientId: 'bench-host' })
  const table = new AliasTable()
  const columns = new MetricColumns()
  const stored = new IntervalSet()
  const lastCycle = new Map<string, number>()
  const metrics = new Map<string, number>()
  const births = new Set<string>()
  const writing = new Map<string, (status: number) => void>()
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
  /** What became of writes stands in a metric of the device, as JSON. */
  const told = (device: string): void => {
    if (columns.text.length === 0) return
    const slot = table.slotOfName(device, WRITE_RESULT)
    for (let i = 0; i < columns.length; i++) {
      if (columns.slot[i] !== slot) continue
      const text = columns.text[Number(columns.int64[i])]!
      for (const { operation, status } of [JSON.parse(text)].flat() as { operation: string; status: number }[])
        writing.get(operation)?.(status)
    }
  }
  const data = (device: string, payload: Uint8Array): void => {
    decodeData(payload, table, device, columns)
    values += columns.length
    if (columns.position >= 0) stored.add(columns.position, columns.position + 1)
    told(device)
    if (columns.length < 2) return
    const time = columns.time[0]!
    const before = lastCycle.get(device)
    lastCycle.set(device, time)
    if (before !== undefined) deviations.push(Math.abs(time - before - periodMs * 1_000) / 1_000)
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
    async write(device, name, value) {
      const uuid = randomUUID()
      const operation = `${uuid}:0`
      const begun = performance.now()
      const { promise, resolve } = Promise.withResolvers<number>()
      writing.set(operation, resolve)
      const datatype = table.definitions[table.slotOfName(device, name)]!.type
      const isWhole: boolean = datatype === SparkplugType.Int64
      const metric = { name, datatype, value: isWhole ? BigInt(value) : value }
      const payload = encodeWriteCommand(Date.now(), uuid, metric)
      client.publish(formatTopic({ type: 'DCMD', ...node!, device }), Buffer.from(payload))
      const status = await promise
      writing.delete(operation)
      return { ms: performance.now() - begun, status }
    },
    metric: (name) => metrics.get(name),
    async close() {
      clearInterval(timer)
      await client.endAsync()
    },
  }
}
