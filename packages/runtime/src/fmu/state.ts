import { createHash } from 'node:crypto'
import type { FmuState } from './messages.ts'

/** `FMU1`, SHA-256 of what follows, length of the head (u32, little-endian), head as JSON, the FMU's own bytes. */
const MAGIC = new TextEncoder().encode('FMU1')
const HASH = 32
const HEAD_AT = MAGIC.length + HASH + 4

interface Head {
  /** What it is the state of: the archive, the library's token, its variables. */
  readonly of: string
  readonly began: number
  readonly last: number
  readonly at: number
  readonly parameters: readonly number[]
}

/** Bytes that outlive the process; none of one that has not begun. */
export function packState(state: FmuState | undefined, of: string): Uint8Array {
  if (!state) return new Uint8Array()
  const { bytes, began, last, at, parameters } = state
  const head = new TextEncoder().encode(JSON.stringify({ of, began, last, at, parameters } satisfies Head))
  const whole = new Uint8Array(HEAD_AT + head.length + bytes.length)
  whole.set(MAGIC)
  new DataView(whole.buffer).setUint32(HEAD_AT - 4, head.length, true)
  whole.set(head, HEAD_AT)
  whole.set(bytes, HEAD_AT + head.length)
  whole.set(hashOf(whole.subarray(MAGIC.length + HASH)), MAGIC.length)
  return whole
}

/** Gives what is wrong in words where it is not of {@link packState} with the same `of`: a library may believe any bytes. */
export function unpackState(
  whole: Uint8Array,
  of: string,
): { readonly state: FmuState | undefined } | { readonly wrong: string } {
  if (whole.length === 0) return { state: undefined }
  if (whole.length < HEAD_AT || MAGIC.some((byte, i) => whole[i] !== byte)) return { wrong: 'other bytes' }
  const hash = hashOf(whole.subarray(MAGIC.length + HASH))
  if (hash.some((byte, i) => whole[MAGIC.length + i] !== byte)) return { wrong: 'damaged bytes' }
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(HEAD_AT - 4, true)
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(HEAD_AT, HEAD_AT + length))) as Head
  if (head.of !== of) return { wrong: 'the state of another FMU' }
  const { began, last, at, parameters } = head
  return { state: { bytes: whole.slice(HEAD_AT + length), began, last, at, parameters } }
}

const hashOf = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
