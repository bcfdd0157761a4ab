import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { BatchBuilder } from '@millrace/core'
import { encodeData, encodePayload, SparkplugType } from '@millrace/wire'
import { connectFrame, publishFrame } from './mqtt-frame.ts'

/** Six varint bytes hold every ms time from 2004 to 2109. */
const TIME_BYTES = 6

/** Opens an MQTT connection and waits for its welcome. */
export async function openLink(port: number, name: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const welcomed = once(socket, 'data')
  socket.write(connectFrame(name, name, 'secret'))
  await welcomed
  return socket
}

/** An edge node that is born, with so many metrics of doubles, all of one value. */
export async function openNode(port: number, node: string, metrics: number, value = 0): Promise<Socket> {
  const socket = await openLink(port, `bench.${node}`)
  socket.resume()
  const points = Array.from({ length: metrics }, (_unused, k) => ({
    name: `metric${k}`,
    alias: k,
    timestamp: Date.now() - 3_600_000,
    datatype: SparkplugType.Double,
    value,
  }))
  const bdSeq = { name: 'bdSeq', datatype: SparkplugType.Int64, value: 0n }
  socket.write(
    publishFrame(
      `spBv1.0/bench/NBIRTH/${node}`,
      encodePayload({ timestamp: Date.now(), seq: 255, metrics: [bdSeq, ...points] }),
    ),
  )
  return socket
}

export function putTime(bytes: Buffer, at: number, ms: number): void {
  let low = ms % 2 ** 28
  let high = Math.floor(ms / 2 ** 28)
  for (let i = 0; i < TIME_BYTES; i++) {
    const more = i < TIME_BYTES - 1 ? 0x80 : 0
    if (i < 4) {
      bytes[at + i] = (low & 0x7f) | more
      low >>>= 7
    } else {
      bytes[at + i] = (high & 0x7f) | more
      high >>>= 7
    }
  }
}

export interface Prepared {
  readonly bytes: Buffer
  /** Where its times stand, for {@link putTime}. */
  readonly times: readonly number[]
}

/** The frame of one message, its values as `value` gives them by metric. */
export function prepareData(node: string, seq: number, metrics: number, value: (metric: number) => number): Prepared {
  const mark = Date.UTC(2026, 0, 1) + 123_456
  const pattern = Buffer.alloc(TIME_BYTES)
  putTime(pattern, 0, mark)
  const rows = new BatchBuilder(metrics)
  for (let i = 0; i < metrics; i++) rows.addDouble(i, mark * 1_000, value(i))
  const lookup = {
    aliases: Array.from({ length: metrics }, (_, i) => i),
    types: Array.from({ length: metrics }, () => SparkplugType.Double),
  }
  const payload = encodeData({ timestamp: mark, seq, historical: false }, rows.take(), lookup)
  const bytes = publishFrame(`spBv1.0/bench/NDATA/${node}`, payload)
  const times: number[] = []
  for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) times.push(at)
  return { bytes, times }
}
