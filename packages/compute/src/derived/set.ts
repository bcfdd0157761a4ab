import { Fault } from '@millrace/core'
import { fingerprintOf } from '../conditions/hash.ts'
import { InstantSet } from '../rows/set.ts'
import type { DerivedDefinition } from './definition.ts'
import './faults.ts'
import { DerivedPoint, type DerivedTold } from './point.ts'

const MOST_MS = 1
const MAGIC = 0x4450

export interface DerivedSetOptions {
  /** A point is worked out no more until it is put again: its formula is wrong, threw, or takes too long. */
  readonly suspended: (number: number, fault: Fault) => void
  /** Time that only goes forward, ms. */
  readonly monotonic: () => number
}

/** Many derived points while values come in. */
export class DerivedSet extends InstantSet<DerivedDefinition, DerivedTold> {
  constructor({ suspended, monotonic }: DerivedSetOptions) {
    super({
      make: (definition) => new DerivedPoint(definition),
      fingerprintOf: ({ inputs, steps }) => fingerprintOf({ inputs, steps }),
      magic: MAGIC,
      foreign: (seen) => new Fault('derivation.state_foreign', { seen }),
      failed(number, thrown) {
        const seen = thrown instanceof Error ? thrown.message : String(thrown)
        const fault = thrown instanceof Fault ? thrown : new Fault('derivation.failed', { number, seen }, thrown)
        suspended(number, fault)
      },
      slow: {
        most: MOST_MS,
        monotonic,
        told: (number, seen) => suspended(number, new Fault('derivation.slow', { number, most: MOST_MS, seen })),
      },
    })
  }
}
