import { Fault } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import { type AssetService, pathText, type SeriesPoint } from '../assets/index.ts'
import { idsOf } from '../telemetry/index.ts'
import './faults.ts'
import type { GroupQuery } from './schema.ts'

/** Points of one question at most. */
const MOST = 10_000

/** The points that a question names, all in reach. Throws `assets.point_unknown`, `assets.asset_unknown` and own faults. */
export async function chosenPoints(
  assets: AssetService,
  reach: Reach,
  { points, asset, name }: Pick<GroupQuery, 'points' | 'asset' | 'name'>,
): Promise<SeriesPoint[]> {
  if (points !== undefined && asset !== undefined) throw new Fault('analysis.points_of_two')
  const isWanted = ({ point }: SeriesPoint): boolean => name === undefined || point.name === name
  if (points !== undefined) return (await assets.withSeries(reach, idsOf(points))).filter(isWanted)
  if (asset !== undefined) await assets.asset(reach, asset)
  const found: SeriesPoint[] = []
  for await (const page of assets.everyWithSeries(reach, asset)) {
    found.push(...page.filter(isWanted))
    if (found.length > MOST) throw new Fault('analysis.points_too_many', { most: MOST })
  }
  return found
}

export interface PointGroup {
  readonly key: string
  readonly name: string
  readonly points: readonly SeriesPoint[]
}

/** Points that belong together, by name. */
export function groupsOf(points: readonly SeriesPoint[], by: NonNullable<GroupQuery['by']>): PointGroup[] {
  const labelOf = ({ point }: SeriesPoint): { key: string; name: string } => {
    const path = pathText(point.path)
    switch (by) {
      case 'all':
        return { key: '', name: '' }
      case 'asset':
        return { key: point.assetId, name: path }
      case 'device':
        // Points of no device belong to their place.
        return { key: point.deviceId ?? point.assetId, name: path }
      case 'name':
        return { key: point.name, name: point.name }
      case 'unit':
        return { key: point.unit ?? '', name: point.unit ?? '' }
      case 'point':
        return { key: point.id, name: `${path}/${point.name}` }
    }
  }
  const groups = Map.groupBy(points, (point) => labelOf(point).key)
  return [...groups]
    .map(([key, own]) => ({ key, name: labelOf(own[0] as SeriesPoint).name, points: own }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
