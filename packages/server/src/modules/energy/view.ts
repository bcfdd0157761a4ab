import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { SeriesPoint } from '../assets/index.ts'
import { media } from './media.ts'
import type { Adjustment, Baseline, BaselineListed, Meter } from './schema.ts'
import type { AdjustmentRow, BaselineRow, MeterRow } from './store.ts'

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export const meterView = ({ id, name, medium, reading }: MeterRow, { point }: SeriesPoint): Meter => ({
  id,
  name,
  medium,
  reading,
  unit: media[medium].unit,
  point: point.id,
  pointName: point.name,
  path: point.path,
  asset: point.assetId,
})

export const adjustmentView = ({ id, begins, ends, amount, reason, madeBy, madeAt }: AdjustmentRow): Adjustment => ({
  id,
  from: iso(begins),
  to: iso(ends),
  amount,
  reason,
  by: madeBy,
  at: iso(madeAt),
})

export function listedView(row: BaselineRow, meter: MeterRow): BaselineListed {
  const { approvedBy, approvedAt, retiredBy, retiredAt } = row
  return {
    id: row.id,
    meter: row.meter,
    meterName: meter.name,
    unit: media[meter.medium].unit,
    name: row.name,
    version: row.version,
    state: row.state,
    shape: row.definition.shape,
    rSquared: row.content.figures.rSquared,
    cvRmse: row.content.figures.cvRmse,
    frozenBy: { kind: row.frozenBy.kind, id: row.frozenBy.id, name: row.frozenBy.name },
    frozenAt: iso(row.frozenAt),
    ...(approvedBy && approvedAt ? { approvedBy, approvedAt: iso(approvedAt) } : {}),
    ...(retiredBy && retiredAt ? { retiredBy, retiredAt: iso(retiredAt) } : {}),
  }
}

export const baselineView = (row: BaselineRow, meter: MeterRow, adjusted: readonly AdjustmentRow[]): Baseline => ({
  ...listedView(row, meter),
  definition: row.definition,
  figures: row.content.figures,
  rows: row.content.rows,
  staticFactors: row.staticFactors,
  note: row.note,
  adjustments: adjusted.map(adjustmentView),
})
