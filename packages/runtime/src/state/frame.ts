import { createHash } from 'node:crypto'
import { Fault } from '@millrace/core'
import '../faults.ts'

const MAGIC = new TextEncoder().encode('MRSTATE1')
const HASH = 32
const HEAD = MAGIC.length + 2 * HASH

/** Bytes of a saved state: it goes along with every call. */
export const MOST_STATE = 16 * 1024 * 1024

/**
 * A saved state as it goes from place to place: what it is of (a model, its code), and that it has come whole. The bytes within are
 * what a model's own code gave, or somebody else wrote: they are still to be looked at.
 */
export class StateFrame {
  readonly #model: string
  readonly #of: Uint8Array

  /** @param of where another has another, states of the one are nothing to the other */
  constructor(model: string, of: string | Uint8Array) {
    this.#model = model
    this.#of = sha256(of)
  }

  /** Throws `model.lied` where it is more than a state may be. */
  wrap(state: Uint8Array): Uint8Array {
    const { length } = state
    if (HEAD + length > MOST_STATE) {
      const expected = `a state of at most ${MOST_STATE - HEAD} bytes`
      throw new Fault('model.lied', { model: this.#model, expected, seen: String(length) })
    }
    return Buffer.concat([MAGIC, this.#of, sha256(state), state])
  }

  /** Throws `model.state_foreign`. */
  unwrap(framed: Uint8Array): Uint8Array {
    const { length } = framed
    if (length > MOST_STATE) throw this.foreign(`${length} bytes`)
    if (length < HEAD || !isSame(framed.subarray(0, MAGIC.length), MAGIC)) throw this.foreign(`${length} other bytes`)
    const [of, sum] = [MAGIC.length, MAGIC.length + HASH].map((at) => framed.subarray(at, at + HASH))
    if (!isSame(of!, this.#of)) throw this.foreign('that of another model, or of other code')
    const state = framed.subarray(HEAD)
    if (!isSame(sum!, sha256(state))) throw this.foreign('damaged bytes')
    return state
  }

  foreign(seen: string): Fault {
    return new Fault('model.state_foreign', { model: this.#model, seen })
  }
}

const sha256 = (of: string | Uint8Array): Uint8Array => createHash('sha256').update(of).digest()
const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
