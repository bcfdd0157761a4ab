import type { StateFrame } from '../state/frame.ts'
import type { FmuState } from './messages.ts'

/** Length of the head (u32, little-endian), head as JSON, the FMU's own bytes. */
const HEAD_AT = 4

type Head = Omit<FmuState, 'bytes'>

/** Bytes that outlive the process; none of one that has not begun. */
export function packState(state: FmuState | undefined, frame: StateFrame): Uint8Array {
  if (!state) return new Uint8Array()
  const { bytes, began, last, at, parameters } = state
  const head = Buffer.from(JSON.stringify({ began, last, at, parameters } satisfies Head))
  const length = Buffer.alloc(HEAD_AT)
  length.writeUInt32LE(head.length)
  return frame.wrap(Buffer.concat([length, head, bytes]))
}

/** Throws `model.state_foreign` where it is not of {@link packState} with the same frame: a library may believe any bytes. */
export function unpackState(framed: Uint8Array, frame: StateFrame): FmuState | undefined {
  if (framed.length === 0) return undefined
  const whole = frame.unwrap(framed)
  const head = readHead(whole)
  if (!head) throw frame.foreign('other bytes')
  const { told, until } = head
  return { ...told, bytes: whole.slice(until) }
}

function readHead(whole: Uint8Array): { readonly told: Head; readonly until: number } | undefined {
  if (whole.length < HEAD_AT) return undefined
  const until = HEAD_AT + new DataView(whole.buffer, whole.byteOffset).getUint32(0, true)
  try {
    const { began, last, at, parameters } = JSON.parse(new TextDecoder().decode(whole.subarray(HEAD_AT, until))) as Head
    const numbers: readonly unknown[] = [began, last, at, ...parameters]
    return numbers.every(Number.isFinite) ? { told: { began, last, at, parameters }, until } : undefined
  } catch {
    return undefined
  }
}
