import { Fault } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { ThingService } from '../things/index.ts'
import type { PointEnd } from './documents.ts'
import './faults.ts'
import { inputAt, type Numbered, type Place } from './plan.ts'
import type { RunInput } from './tables.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find' | 'withPointsBelow'>
  readonly things: Pick<ThingService, 'pointsOf'>
}

interface At {
  readonly asset?: string | undefined
  /** By node, in place of what it names. */
  readonly inputs?: Readonly<Record<string, { readonly point: string }>> | undefined
}

export interface Found {
  readonly end: PointEnd
  readonly input: RunInput
  /** Absent where there is none, or none that may be seen. */
  readonly numbered?: Numbered
}

/** Points that stand at an asset for what takes points in; `seeing`: how far who asks sees points. Throws `assets.asset_unknown`. */
export async function pointsAt(
  { tenants, assets, things }: Needs,
  seeing: Reach,
  ends: readonly PointEnd[],
  { asset, inputs = {} }: At,
): Promise<Found[]> {
  const place = asset === undefined ? undefined : await placeOf({ tenants, assets, things }, seeing, asset)
  const chosen = ends.map((end) => ({ end, input: inputAt(end, inputs, place) }))
  const found = await assets.find(
    seeing,
    chosen.flatMap(({ input: { point } }) => point ?? []),
  )
  return chosen.map(({ end, input }) => {
    const one = input.point === undefined ? undefined : found.get(input.point)
    return { end, input, ...(one && one !== 'several' ? { numbered: one } : {}) }
  })
}

function placeOf({ tenants, assets, things }: Needs, seeing: Reach, asset: string): Promise<Place> {
  return tenants.within(seeing, async (tx) => {
    const { path, points } = (await assets.withPointsBelow(tx, [asset])).get(asset) ?? { path: [], points: [] }
    if (path.length === 0) throw new Fault('assets.asset_unknown', { id: asset })
    const properties = (await things.pointsOf(tx, [asset])).get(asset) ?? new Map()
    return { asset, depth: path.length, points, properties }
  })
}
