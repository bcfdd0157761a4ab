import { once } from 'node:events'
import { publishFrame } from './mqtt-frame.ts'
import { openLink, openNode, type Prepared, prepareData, putTime } from './sparkplug-link.ts'

/**
 * The load generator, a process of its own: raw sockets and frames made beforehand, so that it takes little of the two
 * cores. Messages are patched in place: Sparkplug gets its time, JSON its packet identifier and value.
 */
const METRICS = 100
const POOL = 256
/** Messages a JSON publisher may have without PUBACK. */
const WINDOW = 200
const CHUNK = 32

interface Order {
  readonly kind: 'sparkplug' | 'json'
  readonly port: number
  readonly links: number
  readonly messages: number
  /** How long ago the first Sparkplug message is dated, ms; loads must not overlap, one (series, time) is one value. */
  readonly agoMs: number
}

/** One message for each sequence number, with noise in its values as machines have it. */
const prepare = (node: string): Prepared[] =>
  Array.from({ length: POOL }, (_, seq) =>
    prepareData(
      node,
      seq,
      METRICS,
      (i) => Math.round((50 + 30 * Math.sin((seq + i) / 40) + Math.random()) * 100) / 100,
    ),
  )

async function sparkplug({ port, links, messages, agoMs }: Order): Promise<void> {
  const each = Math.ceil(messages / links)
  const nodes = await Promise.all(
    Array.from({ length: links }, async (_, i) => {
      const node = `node${i}`
      const socket = await openNode(port, node, METRICS)
      return { socket, pool: prepare(node) }
    }),
  )
  process.send?.({ ready: true })
  await once(process, 'message')
  // Past times, 5 ms apart: each is a key of its own and none lies ahead of the clock.
  const start = Date.now() - agoMs
  await Promise.all(
    nodes.map(async ({ socket, pool }) => {
      for (let n = 0; n < each; ) {
        const parts: Buffer[] = []
        for (let k = 0; k < CHUNK && n < each; k++, n++) {
          const { bytes, times } = pool[n % POOL] as Prepared
          const copy = Buffer.from(bytes)
          for (const at of times) putTime(copy, at, start + n * 5)
          parts.push(copy)
        }
        if (!socket.write(Buffer.concat(parts))) await once(socket, 'drain')
      }
    }),
  )
  process.send?.({ sent: each * links })
}

async function json({ port, links, messages }: Order): Promise<void> {
  const each = Math.ceil(messages / links)
  const sockets = await Promise.all(Array.from({ length: links }, (_, i) => openLink(port, `device${i}`)))
  process.send?.({ ready: true })
  await once(process, 'message')
  let acknowledged = 0
  await Promise.all(
    sockets.map(
      (socket, i) =>
        new Promise<void>((resolve) => {
          const topic = `v1/device${i}/telemetry`
          const pool = Array.from({ length: 1_000 }, (_unused, k) =>
            publishFrame(topic, Buffer.from(`{"value":${(20 + Math.sin(k / 50) * 5).toFixed(2)}}`), 1),
          )
          const idAt = 4 + topic.length
          let sent = 0
          let bytes = 0
          const fill = (): void => {
            const parts: Buffer[] = []
            while (sent < each && sent - bytes / 4 < WINDOW) {
              const copy = Buffer.from(pool[sent % 1_000] as Buffer)
              copy.writeUInt16BE((sent % 65_535) + 1, idAt)
              parts.push(copy)
              sent++
            }
            if (parts.length > 0) socket.write(Buffer.concat(parts))
          }
          socket.on('data', (chunk) => {
            bytes += chunk.length
            acknowledged += chunk.length / 4
            if (bytes / 4 >= each) resolve()
            // Refilled in halves: a real publisher does not send a packet a PUBACK either.
            else if (sent - bytes / 4 < WINDOW / 2) fill()
          })
          fill()
        }),
    ),
  )
  process.send?.({ sent: Math.round(acknowledged) })
}

process.once('message', (order: Order) => {
  const run = order.kind === 'sparkplug' ? sparkplug(order) : json(order)
  run.catch((failure: unknown) => {
    process.stderr.write(`${String(failure)}\n`)
    process.exit(1)
  })
})
