import { frame, text } from '../ingest-bench/mqtt-frame.ts'
import { type Line, openLine, pause, within } from './attack-wire.ts'
import type { Stage } from './stage.ts'

/** What a CONNECT says (MQTT 3.1.1), also what no client library would send. */
export interface Login {
  readonly clientId?: string
  readonly name?: string
  readonly secret?: string
  readonly level?: number
  readonly will?: { readonly topic: string; readonly payload: string; readonly retain?: boolean }
}

export function connectPacket({ clientId = '', name, secret, level = 4, will }: Login): Buffer {
  const flags =
    2 |
    (name === undefined ? 0 : 0x80) |
    (secret === undefined ? 0 : 0x40) |
    (will ? 0x04 | 0x08 | (will.retain ? 0x20 : 0) : 0)
  return frame(
    0x10,
    text('MQTT'),
    Buffer.from([level, flags, 0, 60]),
    text(clientId),
    ...(will ? [text(will.topic), text(will.payload)] : []),
    ...(name === undefined ? [] : [text(name)]),
    ...(secret === undefined ? [] : [text(secret)]),
  )
}

export const subscribePacket = (id: number, filters: readonly (string | Uint8Array)[]): Buffer =>
  frame(
    0x82,
    Buffer.from([id >> 8, id & 255]),
    ...filters.map((filter) => Buffer.concat([text(filter), Buffer.from([1])])),
  )

export const publishPacket = (topic: string | Uint8Array, payload: string, { retain = false, id = 1 } = {}): Buffer =>
  frame(0x32 | (retain ? 1 : 0), text(topic), Buffer.from([id >> 8, id & 255]), Buffer.from(payload))

export const PING = Buffer.from([0xc0, 0])

/** Packet types and bodies that came, in order. */
export function packetsOf(bytes: Buffer): { readonly type: number; readonly body: Buffer }[] {
  const found: { type: number; body: Buffer }[] = []
  let at = 0
  while (at + 1 < bytes.length) {
    let length = 0
    let shift = 0
    let from = at + 1
    for (;;) {
      const digit = bytes[from++] ?? 0
      length += (digit & 127) << shift
      shift += 7
      if (digit < 128) break
    }
    if (from + length > bytes.length) break
    found.push({ type: (bytes[at] as number) >> 4, body: bytes.subarray(from, from + length) })
    at = from + length
  }
  return found
}

export interface Connected extends Line {
  readonly accepted: boolean
  /** True when a packet of the type has come within the time. */
  hears(type: number, ms?: number): Promise<boolean>
}

/** Longest that an answer of the broker is waited for, ms. */
const ANSWER_MS = 3_000

export async function connectAs(stage: Stage, login: Login, from?: string): Promise<Connected> {
  const line = await openLine(stage.mqttPort, from)
  line.socket.setNoDelay(true)
  line.socket.write(connectPacket(login))
  const hears = async (type: number, ms = ANSWER_MS): Promise<boolean> => {
    const until = performance.now() + ms
    for (;;) {
      if (packetsOf(line.heard()).some((one) => one.type === type)) return true
      if (!line.open() || performance.now() > until) return false
      await Promise.race([line.closed, pause(5)])
    }
  }
  await hears(2)
  const connack = packetsOf(line.heard()).find(({ type }) => type === 2)
  return { ...line, hears, accepted: connack?.body[1] === 0 }
}

/** True if the other end cuts the line off. */
export const isCut = (line: Line, ms = ANSWER_MS): Promise<boolean> => within(line.closed, ms)
