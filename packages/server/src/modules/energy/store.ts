import { and, asc, count, desc, eq, max } from 'drizzle-orm'
import { databaseCode, type TenantTx } from '../../database/index.ts'
import { energyAdjustments, energyBaselines, energyFactors, energyIndicators, energyMeters } from './tables.ts'

export type MeterRow = typeof energyMeters.$inferSelect
export type FactorRow = typeof energyFactors.$inferSelect
export type BaselineRow = typeof energyBaselines.$inferSelect
export type AdjustmentRow = typeof energyAdjustments.$inferSelect
export type IndicatorRow = typeof energyIndicators.$inferSelect

// What is in reach of the caller the policies of the database decide: a meter is where its point is.

export const meters = (tx: TenantTx): Promise<MeterRow[]> =>
  tx
    .select()
    .from(energyMeters)
    .where(eq(energyMeters.tenant, tx.tenant))
    .orderBy(asc(energyMeters.name), asc(energyMeters.id))

export async function meterById(tx: TenantTx, id: string): Promise<MeterRow | undefined> {
  const own = and(eq(energyMeters.tenant, tx.tenant), eq(energyMeters.id, id))
  return (await tx.select().from(energyMeters).where(own))[0]
}

/** False when the point is a meter already. */
export async function addMeter(tx: TenantTx, row: MeterRow): Promise<boolean> {
  const made = await tx.insert(energyMeters).values(row).onConflictDoNothing().returning({ id: energyMeters.id })
  return made.length > 0
}

export async function removeMeter(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(energyMeters).where(and(eq(energyMeters.tenant, tx.tenant), eq(energyMeters.id, id)))
}

/** The newest version of each first. */
export const factors = (tx: TenantTx): Promise<FactorRow[]> =>
  tx
    .select()
    .from(energyFactors)
    .where(eq(energyFactors.tenant, tx.tenant))
    .orderBy(asc(energyFactors.medium), asc(energyFactors.gives), desc(energyFactors.version))

/** False when somebody else set that version a moment ago. */
export async function addFactor(tx: TenantTx, row: FactorRow): Promise<boolean> {
  const made = await tx.insert(energyFactors).values(row).onConflictDoNothing().returning({ id: energyFactors.id })
  return made.length > 0
}

/** The newest version of each meter first. */
export const baselines = (tx: TenantTx, meter?: string): Promise<BaselineRow[]> =>
  tx
    .select()
    .from(energyBaselines)
    .where(
      and(eq(energyBaselines.tenant, tx.tenant), meter === undefined ? undefined : eq(energyBaselines.meter, meter)),
    )
    .orderBy(asc(energyBaselines.meter), desc(energyBaselines.version))

const ownBaseline = (tx: TenantTx, id: string) => and(eq(energyBaselines.tenant, tx.tenant), eq(energyBaselines.id, id))

export async function baselineById(tx: TenantTx, id: string): Promise<BaselineRow | undefined> {
  return (await tx.select().from(energyBaselines).where(ownBaseline(tx, id)))[0]
}

export async function newestVersion(tx: TenantTx, meter: string): Promise<number> {
  const [row] = await tx
    .select({ newest: max(energyBaselines.version) })
    .from(energyBaselines)
    .where(and(eq(energyBaselines.tenant, tx.tenant), eq(energyBaselines.meter, meter)))
  return row?.newest ?? 0
}

export async function countBaselines(tx: TenantTx, meter: string): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(energyBaselines)
    .where(and(eq(energyBaselines.tenant, tx.tenant), eq(energyBaselines.meter, meter)))
  return row?.n ?? 0
}

/** False when somebody else froze that version a moment ago. */
export async function addBaseline(tx: TenantTx, row: BaselineRow): Promise<boolean> {
  const made = await tx.insert(energyBaselines).values(row).onConflictDoNothing().returning({ id: energyBaselines.id })
  return made.length > 0
}

type Move = Pick<BaselineRow, 'state'> &
  Partial<Pick<BaselineRow, 'approvedBy' | 'approvedAt' | 'retiredBy' | 'retiredAt'>>

/**
 * Moves it if it still stands there, and no other of its meter was approved meanwhile: of two who decide at once, one does. After
 * a false the transaction can do no more.
 */
export async function moveBaseline(
  tx: TenantTx,
  { id, state }: Pick<BaselineRow, 'id' | 'state'>,
  to: Move,
): Promise<boolean> {
  try {
    const moved = await tx
      .update(energyBaselines)
      .set(to)
      .where(and(ownBaseline(tx, id), eq(energyBaselines.state, state)))
      .returning({ id: energyBaselines.id })
    return moved.length > 0
  } catch (thrown) {
    if (databaseCode(thrown) === '23505') return false
    throw thrown
  }
}

/** Ends the one of the meter that counts, if there is one. */
export async function retireApproved(tx: TenantTx, meter: string, to: Move): Promise<BaselineRow[]> {
  return tx
    .update(energyBaselines)
    .set(to)
    .where(
      and(
        eq(energyBaselines.tenant, tx.tenant),
        eq(energyBaselines.meter, meter),
        eq(energyBaselines.state, 'approved'),
      ),
    )
    .returning()
}

export const adjustments = (tx: TenantTx, baseline: string): Promise<AdjustmentRow[]> =>
  tx
    .select()
    .from(energyAdjustments)
    .where(and(eq(energyAdjustments.tenant, tx.tenant), eq(energyAdjustments.baseline, baseline)))
    .orderBy(asc(energyAdjustments.begins), asc(energyAdjustments.id))

export async function addAdjustment(tx: TenantTx, row: AdjustmentRow): Promise<void> {
  await tx.insert(energyAdjustments).values(row)
}

export async function removeAdjustment(
  tx: TenantTx,
  { baseline, id }: Pick<AdjustmentRow, 'baseline' | 'id'>,
): Promise<AdjustmentRow | undefined> {
  const own = and(
    eq(energyAdjustments.tenant, tx.tenant),
    eq(energyAdjustments.baseline, baseline),
    eq(energyAdjustments.id, id),
  )
  return (await tx.delete(energyAdjustments).where(own).returning())[0]
}

export const indicators = (tx: TenantTx): Promise<IndicatorRow[]> =>
  tx
    .select()
    .from(energyIndicators)
    .where(eq(energyIndicators.tenant, tx.tenant))
    .orderBy(asc(energyIndicators.name), asc(energyIndicators.id))

export async function indicatorById(tx: TenantTx, id: string): Promise<IndicatorRow | undefined> {
  const own = and(eq(energyIndicators.tenant, tx.tenant), eq(energyIndicators.id, id))
  return (await tx.select().from(energyIndicators).where(own))[0]
}

export async function addIndicator(tx: TenantTx, row: IndicatorRow): Promise<void> {
  await tx.insert(energyIndicators).values(row)
}

export async function removeIndicator(tx: TenantTx, id: string): Promise<IndicatorRow | undefined> {
  const own = and(eq(energyIndicators.tenant, tx.tenant), eq(energyIndicators.id, id))
  return (await tx.delete(energyIndicators).where(own).returning())[0]
}
