/**
 * Parquet's DELTA_BINARY_PACKED (Encodings.md): whole numbers as steps from one to the next, in blocks with the least step,
 * cut into miniblocks with as many bits a step as the largest needs. Numbers are doubles that hold whole numbers below 2⁵³.
 */

/** Beyond it a step may not be exact. */
export const GREATEST = 2 ** 52

const MINIS = 8
/** Steps in a miniblock: where each takes as few bits as it needs, and where it takes whole bytes. */
const Mini = { bits: 32, bytes: 256 } as const
const MOST = Mini.bytes * MINIS

/** Bytes that `count` numbers take at most. */
export const deltaRoom = (count: number): number => 64 + (Math.ceil(count / MOST) + 1) * MOST * 8

/** Steps of the block in hand, and what they are above the least. */
const steps = new Float64Array(MOST)
const above = new Int32Array(MOST)

/** Zigzag: any whole number below 2⁵² to one from 0. */
const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1)

export function putVarint(out: Uint8Array, at: number, value: number): number {
  let rest = value
  while (rest >= 0x80) {
    out[at++] = (rest % 0x80) | 0x80
    rest = Math.floor(rest / 0x80)
  }
  out[at++] = rest
  return at
}

function bitsOf(value: number): number {
  if (value < 4_294_967_296) return 32 - Math.clz32(value)
  return 64 - Math.clz32(Math.floor(value / 4_294_967_296))
}

/** The lowest bit of the first step first. Steps are from 0, `width` bits each, 31 at most. */
function packSteps(out: Uint8Array, start: number, from: number, to: number, width: number): number {
  let at = start
  if (width === 8) {
    for (let i = from; i < to; i++) out[at++] = above[i] as number
    return at
  }
  if (width === 16) {
    for (let i = from; i < to; i++) {
      const step = above[i] as number
      out[at++] = step
      out[at++] = step >>> 8
    }
    return at
  }
  let bits = 0
  let held = 0
  for (let i = from; i < to; i++) {
    const step = above[i] as number
    const low = Math.min(width, 16)
    held |= (step & 0xffff) << bits
    for (bits += low; bits >= 8; bits -= 8) {
      out[at++] = held
      held >>>= 8
    }
    if (width <= 16) continue
    held |= (step >>> 16) << bits
    for (bits += width - 16; bits >= 8; bits -= 8) {
      out[at++] = held
      held >>>= 8
    }
  }
  return at
}

/** As {@link packSteps}, of any width. */
function packWide(out: Uint8Array, start: number, from: number, to: number, base: number, width: number): number {
  let at = start
  let bits = 0
  let held = 0
  for (let i = from; i < to; i++) {
    let rest = (steps[i] as number) - base
    for (let left = width; left > 0; left -= 16) {
      held |= (rest % 65_536) << bits
      for (bits += Math.min(left, 16); bits >= 8; bits -= 8) {
        out[at++] = held
        held >>>= 8
      }
      rest = Math.floor(rest / 65_536)
    }
  }
  return at
}

/** Numbers in equal steps: one block, nothing in it. */
export function encodeRegular(out: Uint8Array, first: number, step: number, count: number): number {
  let at = putVarint(out, 0, Math.max(1, Math.ceil((count - 1) / MOST)) * MOST)
  at = putVarint(out, at, MINIS)
  at = putVarint(out, at, count)
  at = putVarint(out, at, zigzag(first))
  if (count < 2) return at
  at = putVarint(out, at, zigzag(step))
  out.fill(0, at, at + MINIS)
  return at + MINIS
}

const stepOf = (values: ArrayLike<number>, from: number, to: number): number =>
  to - from > 1 ? (values[from + 1] as number) - (values[from] as number) : 0

function isRegular(values: ArrayLike<number>, from: number, to: number): boolean {
  if (to - from < 3) return true
  const step = (values[from + 1] as number) - (values[from] as number)
  for (let i = from + 2; i < to; i++) if ((values[i] as number) - (values[i - 1] as number) !== step) return false
  return true
}

/** Bytes that {@link encodeDelta} needs about, each step with as few bits as it can. */
export function sizeOfDelta(values: ArrayLike<number>, from: number, to: number): number {
  if (isRegular(values, from, to)) return 16
  const block = Mini.bits * MINIS
  let size = 16
  let before = values[from] as number
  for (let begin = from + 1; begin < to; begin += block) {
    const end = Math.min(to, begin + block)
    let least = Number.POSITIVE_INFINITY
    for (let first = begin, mini = 0; first < end; first += Mini.bits, mini++) {
      let most = Number.NEGATIVE_INFINITY
      for (let i = first; i < Math.min(end, first + Mini.bits); i++) {
        const value = values[i] as number
        const step = value - before
        before = value
        if (step < least) least = step
        if (step > most) most = step
      }
      steps[mini] = most
    }
    for (let first = begin, mini = 0; first < end; first += Mini.bits, mini++)
      size += (bitsOf((steps[mini] as number) - least) * Mini.bits) / 8
    size += MINIS + 3
  }
  return size
}

/**
 * Writes numbers `from` to `to` (one at least) at the start of `out`; returns the bytes written. `whole` lets each step
 * take one or two whole bytes: larger by itself, but often smaller once compressed.
 */
export function encodeDelta(
  out: Uint8Array,
  values: ArrayLike<number>,
  from: number,
  to: number,
  whole = false,
): number {
  if (isRegular(values, from, to))
    return encodeRegular(out, values[from] as number, stepOf(values, from, to), to - from)
  const mini = whole ? Mini.bytes : Mini.bits
  const block = mini * MINIS
  let at = putVarint(out, 0, block)
  at = putVarint(out, at, MINIS)
  at = putVarint(out, at, to - from)
  at = putVarint(out, at, zigzag(values[from] as number))
  let before = values[from] as number
  for (let begin = from + 1; begin < to; begin += block) {
    const count = Math.min(block, to - begin)
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < count; i++) {
      const value = values[begin + i] as number
      const step = value - before
      before = value
      steps[i] = step
      if (step < least) least = step
      if (step > most) most = step
    }
    const filled = Math.ceil(count / mini) * mini
    steps.fill(least, count, filled)
    const isSmall = most - least < 2 ** 31
    if (isSmall) for (let i = 0; i < filled; i++) above[i] = (steps[i] as number) - least
    at = putVarint(out, at, zigzag(least))
    const widthAt = at
    out.fill(0, at, at + MINIS)
    at += MINIS
    for (let first = 0, m = 0; first < count; first += mini, m++) {
      let width = isSmall ? widthOfSmall(first, first + mini) : widthOf(first, first + mini, least)
      if (whole && width > 0 && width <= 16) width = width <= 8 ? 8 : 16
      out[widthAt + m] = width
      if (width === 0) continue
      at = isSmall
        ? packSteps(out, at, first, first + mini, width)
        : packWide(out, at, first, first + mini, least, width)
    }
  }
  return at
}

function widthOfSmall(from: number, to: number): number {
  let any = 0
  for (let i = from; i < to; i++) any |= above[i] as number
  return 32 - Math.clz32(any)
}

function widthOf(from: number, to: number, least: number): number {
  let most = least
  for (let i = from; i < to; i++) if ((steps[i] as number) > most) most = steps[i] as number
  return bitsOf(most - least)
}

/** Where a reader is. */
class Place {
  readonly bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes
    this.at = at
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.bytes[this.at++] as number
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
  }

  signed(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}

/** Reads what {@link encodeDelta} wrote into `out`: all numbers, or the first `most`. */
export function decodeDelta(
  bytes: Uint8Array,
  start: number,
  out: Float64Array,
  most = Number.POSITIVE_INFINITY,
): void {
  const place = new Place(bytes, start)
  const block = place.varint()
  const minis = place.varint()
  const count = place.varint()
  const mini = block / minis
  let value = place.signed()
  let to = 0
  const end = Math.min(count, most)
  if (end > 0) out[to++] = value
  while (to < end) {
    const least = place.signed()
    const widths = place.at
    let at = widths + minis
    for (let m = 0; m < minis && to < end; m++) {
      const width = bytes[widths + m] as number
      const stop = Math.min(end, to + mini)
      const next = at + (width * mini) / 8
      if (width === 0) {
        while (to < stop) out[to++] = value += least
      } else if (width === 8) {
        while (to < stop) out[to++] = value += least + (bytes[at++] as number)
      } else if (width === 16) {
        for (; to < stop; at += 2)
          out[to++] = value += least + ((bytes[at] as number) | ((bytes[at + 1] as number) << 8))
      } else if (width <= 24) {
        const mask = (1 << width) - 1
        let held = 0
        let bits = 0
        while (to < stop) {
          while (bits < width) {
            held |= (bytes[at++] as number) << bits
            bits += 8
          }
          out[to++] = value += least + (held & mask)
          held >>>= width
          bits -= width
        }
      } else if (width <= 40) {
        const mask = 2 ** (width - 16) - 1
        let held = 0
        let bits = 0
        while (to < stop) {
          while (bits < 16) {
            held |= (bytes[at++] as number) << bits
            bits += 8
          }
          const low = held & 0xffff
          held >>>= 16
          bits -= 16
          while (bits < width - 16) {
            held |= (bytes[at++] as number) << bits
            bits += 8
          }
          out[to++] = value += least + low + (held & mask) * 65_536
          held >>>= width - 16
          bits -= width - 16
        }
      } else {
        for (let bit = 0; to < stop; bit += width) out[to++] = value += least + wideAt(bytes, at, bit, width)
      }
      at = next
    }
    place.at = at
  }
}

/** A step of more than 24 bits, that begins `bit` bits after `at`. */
function wideAt(bytes: Uint8Array, at: number, bit: number, width: number): number {
  let value = 0
  let scale = 1
  for (let done = 0; done < width; ) {
    const from = bit + done
    const shift = from & 7
    const take = Math.min(8 - shift, width - done)
    value += (((bytes[at + (from >>> 3)] as number) >>> shift) & ((1 << take) - 1)) * scale
    scale *= 2 ** take
    done += take
  }
  return value
}
