import { setImmediate } from 'node:timers/promises'

/** Hashed within some milliseconds. */
const PIECE = 4 * 1024 * 1024

/** Bytes one piece after the other; before each of what is more than one, others have their turn. */
export async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    if (bytes.length > PIECE) await setImmediate()
    yield bytes.subarray(at, at + PIECE)
  }
}
