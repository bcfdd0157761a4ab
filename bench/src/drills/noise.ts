/** What a bad line does to one packet. */
export type Noise = (packet: Buffer) => Buffer | undefined

export interface NoiseShares {
  /** The whole packet is lost. */
  readonly lose: number
  /** One byte is lost. */
  readonly loseByte: number
  /** One byte comes twice. */
  readonly doubleByte: number
  /** The whole packet comes twice. */
  readonly double: number
  /** Bits are flipped: up to `bits`, within two bytes. */
  readonly flip: number
  readonly bits: number
  /** Bytes of no meaning come before it. */
  readonly prefix: number
}

/**
 * Noise of the kinds that a checksum is made for: CRC-16 shows every burst of up to 16 bits, an LRC every single bit.
 * Beyond that a checksum lets one broken frame of 65,536 (an LRC of 256) pass, and no protocol on top can know.
 */
export function noise(shares: NoiseShares, counts: Record<string, number>): Noise {
  const upTo = (most: number): number => Math.floor(Math.random() * most)
  const kinds: Record<keyof Omit<NoiseShares, 'bits'>, Noise> = {
    lose: () => undefined,
    loseByte: (packet) => {
      const at = upTo(packet.length)
      return Buffer.concat([packet.subarray(0, at), packet.subarray(at + 1)])
    },
    doubleByte: (packet) => {
      const at = upTo(packet.length)
      return Buffer.concat([packet.subarray(0, at + 1), packet.subarray(at)])
    },
    double: (packet) => Buffer.concat([packet, packet]),
    flip: (packet) => {
      const broken = Buffer.from(packet)
      const first = upTo((packet.length - 1) * 8)
      for (let bit = 0; bit < shares.bits; bit++) {
        const at = first + (bit === 0 ? 0 : upTo(8))
        broken[at >> 3]! ^= 1 << (at & 7)
      }
      return broken
    },
    prefix: (packet) => Buffer.concat([Buffer.from(Array.from({ length: 1 + upTo(3) }, () => upTo(256))), packet]),
  }
  return (packet) => {
    let dice = Math.random()
    for (const [kind, change] of Object.entries(kinds)) {
      dice -= shares[kind as keyof typeof kinds]
      if (dice >= 0) continue
      counts[kind] = (counts[kind] ?? 0) + 1
      return change(packet)
    }
    return packet
  }
}
