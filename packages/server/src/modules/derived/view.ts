import { isoOf } from '@millrace/core'
import type { Point } from '../assets/index.ts'
import type { Numbered } from './plan.ts'
import type { Derived } from './schema.ts'
import type { DerivedRow, WorkRow } from './store.ts'

/** A derived point for whoever sees it; of its inputs what the same may see. */
export function derivedView(
  row: DerivedRow,
  point: Point,
  found: ReadonlyMap<string, Numbered | 'several'>,
  back: WorkRow | undefined,
): Derived {
  return {
    id: row.point,
    asset: point.assetId,
    name: row.name,
    type: point.type,
    ...(point.unit === undefined ? {} : { unit: point.unit }),
    formula: row.formula,
    inputs: row.inputs.map(({ name, point: id }) => {
      const input = found.get(id)
      if (!input || input === 'several') return { name, point: id }
      const { name: pointName, unit } = input.point
      return { name, point: id, pointName, ...(unit === undefined ? {} : { unit }) }
    }),
    ...(row.gap === null ? {} : { gap: row.gap }),
    changedBy: row.by,
    changedAt: row.at.toISOString(),
    // 0: none of its inputs had a value when it was made.
    ...(row.since === null || row.since === 0 ? {} : { since: isoOf(row.since) }),
    ...(row.broken === null ? {} : { broken: row.broken }),
    ...(back ? { back: { from: isoOf(back.begun), at: isoOf(back.first), end: isoOf(back.end) } } : {}),
  }
}
