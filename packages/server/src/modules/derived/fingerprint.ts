import { createHash } from 'node:crypto'
import type { DerivedDefinition } from '@millrace/compute'

/** 52 bits that change with anything by which a point is worked out. */
export function fingerprintOf({ inputs, steps }: DerivedDefinition): number {
  const hash = createHash('sha256').update(JSON.stringify({ inputs, steps })).digest()
  return hash.readUIntBE(0, 6) * 16 + (hash[6]! >> 4)
}
