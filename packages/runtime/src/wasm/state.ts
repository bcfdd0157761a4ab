import { createHash } from 'node:crypto'
import { Fault } from '@millrace/core'
import '../faults.ts'

const MAGIC = new TextEncoder().encode('MRWASM1\0')

/** Saved state: the magic, the digest of the code that it is of (another code lays its memory out otherwise), the bytes. */
export class StateFrame {
  readonly #head: Uint8Array

  constructor(code: Uint8Array) {
    this.#head = new Uint8Array([...MAGIC, ...createHash('sha256').update(code).digest()])
  }

  wrap(state: Uint8Array): Uint8Array {
    const framed = new Uint8Array(this.#head.length + state.length)
    framed.set(this.#head)
    framed.set(state, this.#head.length)
    return framed
  }

  /** Throws `model.state_foreign`. */
  unwrap(framed: Uint8Array, length: number): Uint8Array {
    const foreign = (seen: string): Fault => new Fault('model.state_foreign', { seen })
    const { length: head } = this.#head
    if (framed.length < head || !same(framed.subarray(0, MAGIC.length), MAGIC))
      throw foreign(`${framed.length} bytes of something else`)
    if (!same(framed.subarray(0, head), this.#head)) throw foreign('that of another code')
    if (framed.length !== head + length) throw foreign(`${framed.length - head} bytes instead of ${length}`)
    return framed.subarray(head)
  }
}

const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
