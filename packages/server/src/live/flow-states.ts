const HEAD = 4

/** [head bytes u32, little-endian][head: JSON [number, bytes] of each][states]. */
export function encodeFlowStates(states: readonly (readonly [number: number, bytes: Uint8Array])[]): Uint8Array {
  const head = Buffer.from(JSON.stringify(states.map(([number, { length }]) => [number, length])))
  const whole = Buffer.concat([Buffer.alloc(HEAD), head, ...states.map(([, bytes]) => bytes)])
  whole.writeUInt32LE(head.length, 0)
  return whole
}

export function decodeFlowStates(bytes: Uint8Array): Map<number, Uint8Array> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = HEAD + whole.readUInt32LE(0)
  const lengths = JSON.parse(whole.toString('utf8', HEAD, at)) as [number, number][]
  return new Map(
    lengths.map(([number, length]) => {
      at += length
      // A copy: what reads it may need it aligned.
      return [number, Uint8Array.from(whole.subarray(at - length, at))]
    }),
  )
}
