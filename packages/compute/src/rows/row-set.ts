import { Fault } from '@millrace/core'
import { fingerprintOf } from '../conditions/hash.ts'
import type { RowDefinition } from './definition.ts'
import './faults.ts'
import { RowPoint, type RowTold } from './point.ts'
import { InstantSet } from './set.ts'

const MAGIC = 0x524f

/** Rows of many while values come in. */
export class RowSet extends InstantSet<RowDefinition, RowTold> {
  constructor(failed: (number: number, fault: Fault) => void) {
    super({
      make: (definition) => new RowPoint(definition),
      fingerprintOf: ({ inputs, every, gap }) => fingerprintOf({ inputs, every, gap }),
      magic: MAGIC,
      foreign: (seen) => new Fault('rows.state_foreign', { seen }),
      failed(number, thrown) {
        const seen = thrown instanceof Error ? thrown.message : String(thrown)
        failed(number, new Fault('rows.failed', { number, seen }, thrown))
      },
    })
  }
}
