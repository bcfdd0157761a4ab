import { Fault } from '@millrace/core'
import type { Rows } from '../face.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import '../faults.ts'

/** Throws `model.broken` where a text goes in or out: these models know numbers alone, conditions as 0 and 1. */
export function onlyNumbers({ inputs, outputs, runtime }: ModelManifest): void {
  const text = [...inputs, ...outputs].find(({ type }) => type === 'text')
  if (text)
    throw new Fault('model.broken', { seen: `${text.name} is a text, and ${runtime.kind} models know numbers alone` })
}

/** Throws `model.failed` where a row has no number of this name. */
export function numbersOf(rows: Rows, name: string): Float64Array {
  const column = rows.values[name]
  if (column instanceof Float64Array && column.length === rows.length) return column
  throw new Fault('model.failed', { seen: `expected ${rows.length} numbers of ${name}` })
}
