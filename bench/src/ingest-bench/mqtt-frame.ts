/** The few MQTT 3.1.1 frames a load generator needs, as bytes. */

export const text = (value: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}

export function frame(first: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const length: number[] = []
  let rest = body.length
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    length.push(rest > 0 ? low | 128 : low)
  } while (rest > 0)
  return Buffer.concat([Buffer.from([first, ...length]), body])
}

export const connectFrame = (clientId: string, username: string, password: string): Buffer =>
  frame(0x10, text('MQTT'), Buffer.from([4, 0xc2, 0, 0]), text(clientId), text(username), text(password))

/** QoS 0 without `id`, QoS 1 with it. */
export function publishFrame(topic: string, payload: Uint8Array, id?: number): Buffer {
  const number = id === undefined ? Buffer.alloc(0) : Buffer.from([id >> 8, id & 255])
  return frame(id === undefined ? 0x30 : 0x32, text(topic), number, payload)
}
