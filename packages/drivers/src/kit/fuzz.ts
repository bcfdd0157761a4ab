import { Fault } from '@millrace/core'
import './faults.ts'

/** One piece of code that reads bytes from the field. */
export interface Fuzzed {
  /** `modbus frames`. */
  readonly name: string
  /** Right inputs, which the cases are made from. */
  readonly seeds: readonly Uint8Array[]
  /** Feeds one input. May throw a Fault and nothing else, and must end. */
  read(bytes: Uint8Array): void
}

export interface FuzzResult {
  readonly cases: number
  /** Cases that were refused with a Fault. */
  readonly refused: number
  /** The slowest case, ms. */
  readonly slowestMs: number
}

/**
 * Feeds `cases` inputs made of the seeds: bytes flipped, cut, doubled, inserted, lengths set to extremes, and noise.
 * The same seed number gives the same cases. Throws what the code threw if it was no Fault, with the input in hex.
 */
export function fuzz({ name, seeds, read }: Fuzzed, cases: number, seed = 1): FuzzResult {
  const random = mulberry(seed)
  let refused = 0
  let slowestMs = 0
  for (let i = 0; i < cases; i++) {
    const input = mutate(seeds[Math.floor(random() * seeds.length)]!, random)
    const begun = performance.now()
    try {
      read(input)
    } catch (failure) {
      if (!(failure instanceof Fault)) {
        throw new Fault(
          'driver.fuzz_broke',
          { name, case: i, seed, input: Buffer.from(input).toString('hex') },
          failure,
        )
      }
      refused++
    }
    slowestMs = Math.max(slowestMs, performance.now() - begun)
  }
  return { cases, refused, slowestMs }
}

const extremes = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff]

function mutate(seed: Uint8Array, random: () => number): Uint8Array {
  const upTo = (n: number): number => Math.floor(random() * n)
  if (random() < 0.05) return Uint8Array.from({ length: upTo(64) }, () => upTo(256))
  let bytes = [...seed]
  for (let change = upTo(4); change >= 0; change--) {
    const at = upTo(bytes.length + 1)
    switch (upTo(6)) {
      case 0:
        if (at < bytes.length) bytes[at] = bytes[at]! ^ (1 << upTo(8))
        break
      case 1:
        if (at < bytes.length) bytes[at] = extremes[upTo(extremes.length)]!
        break
      case 2:
        bytes = bytes.slice(0, at)
        break
      case 3:
        bytes.splice(at, 0, ...Array.from({ length: 1 + upTo(4) }, () => upTo(256)))
        break
      case 4:
        bytes.splice(at, upTo(4))
        break
      default:
        bytes.splice(at, 0, ...bytes.slice(upTo(bytes.length + 1), at))
    }
  }
  return Uint8Array.from(bytes)
}

/** Mulberry32: a small generator whose numbers are the same everywhere. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
