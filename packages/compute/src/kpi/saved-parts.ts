/** What one of several things remembers, as numbers. */
export interface SavedPart<Id, Fingerprint> {
  readonly id: Id
  /** It is taken up by one with the same alone. */
  readonly fingerprint: Fingerprint
  readonly numbers: Float64Array
}

const HEADER = 12

/** Parts as one row of bytes: magic, length of the head, count of numbers; the head as JSON, then all numbers. */
export function bytesOfParts(magic: number, parts: readonly SavedPart<string | number, string | number>[]): Uint8Array {
  const head = parts.map(({ id, fingerprint, numbers }) => [id, fingerprint, numbers.length])
  const text = new TextEncoder().encode(JSON.stringify(head))
  const begin = Math.ceil((HEADER + text.length) / 8) * 8
  const count = parts.reduce((sum, { numbers }) => sum + numbers.length, 0)
  const bytes = new Uint8Array(begin + count * 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, text.length, true)
  view.setUint32(8, count, true)
  bytes.set(text, HEADER)
  const all = new Float64Array(bytes.buffer, begin)
  let at = 0
  for (const { numbers } of parts) {
    all.set(numbers, at)
    at += numbers.length
  }
  return bytes
}

/** What {@link bytesOfParts} wrote under that magic; undefined where it did not. */
export function partsOfBytes<Id, Fingerprint>(
  magic: number,
  bytes: Uint8Array,
): SavedPart<Id, Fingerprint>[] | undefined {
  const whole = new Uint8Array(bytes)
  const view = new DataView(whole.buffer)
  if (whole.length < HEADER || view.getUint32(0, true) !== magic) return undefined
  const length = view.getUint32(4, true)
  const begin = Math.ceil((HEADER + length) / 8) * 8
  if (begin + view.getUint32(8, true) * 8 !== whole.length) return undefined
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(HEADER, HEADER + length))) as [
    Id,
    Fingerprint,
    number,
  ][]
  const all = new Float64Array(whole.buffer, begin)
  let at = 0
  return head.map(([id, fingerprint, count]) => {
    at += count
    return { id, fingerprint, numbers: all.subarray(at - count, at) }
  })
}
