import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { rowsBelow } from './drawn-store.ts'
import type { FillingRow } from './physical-store.ts'
import { physicalAssets, points, roleFillings } from './tables.ts'

const sheetPoint = {
  id: points.id,
  asset: points.asset,
  name: points.name,
  description: points.description,
  unit: points.unit,
  type: points.type,
  device: points.device,
}

/** What a sheet tells of a point. */
export interface SheetPoint {
  readonly id: string
  readonly asset: string
  readonly name: string
  readonly description: string | null
  readonly unit: string | null
  readonly type: string
  readonly device: string | null
}

export type HeldFilling = FillingRow

/** Everything that the organisation draws, in one transaction's sight. Only for whoever may see it whole. */
export async function wholePlant(tx: TenantTx, now: Date) {
  const held = and(eq(roleFillings.tenant, tx.tenant), or(isNull(roleFillings.endsAt), gt(roleFillings.endsAt, now)))
  return {
    assets: await rowsBelow(tx),
    points: await tx
      .select(sheetPoint)
      .from(points)
      .where(eq(points.tenant, tx.tenant))
      .orderBy(points.name, points.id),
    physical: await tx
      .select()
      .from(physicalAssets)
      .where(eq(physicalAssets.tenant, tx.tenant))
      .orderBy(physicalAssets.serialNumber, physicalAssets.id),
    fillings: await tx.select().from(roleFillings).where(held),
  }
}
