/**
 * 53 bits of a text as a whole number: two rounds of FNV-1a (offsets apart) over its UTF-16 units, finished as MurmurHash3 does.
 * Texts compare as numbers by it without a table that grows with what devices send.
 */
export function hashText(text: string): number {
  let a = 0x811c9dc5
  let b = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x85ebca6b)
  }
  return (finish(a ^ (b << 7)) & 0x1fffff) * 2 ** 32 + (finish(b) >>> 0)
}

function finish(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** The same number for equal data, in whatever order its keys stand. */
export function fingerprintOf(data: unknown): number {
  return hashText(JSON.stringify(data, (_key, value: unknown) => (isPlain(value) ? sorted(value) : value)))
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sorted = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
