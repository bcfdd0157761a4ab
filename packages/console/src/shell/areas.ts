import { queryOptions } from '@tanstack/react-query'
import { type Asset, platform } from '../platform.ts'

/** More areas than this are no overview. */
const most = 9

/** ISA-95 levels above the area (IEC 62264-1 §5.3). */
const aboveArea = new Set(['enterprise', 'site'])

type Children = (parent: string) => Promise<readonly Asset[]>

/**
 * The areas of the plant: the tree opened from its top, the widest asset first, as long as what it holds is parted into
 * several, and the whole still fits one page. A single root says nothing by itself and is always opened.
 */
export async function readAreas(children: Children): Promise<Asset[]> {
  let areas = [...(await children('root'))]
  const only = areas.length === 1 ? areas[0]! : undefined
  if (only && only.childCount > 0) areas = [...(await children(only.id))]
  const closed = new Set<string>()
  for (;;) {
    const widest = areas
      .filter((area) => aboveArea.has(area.level) && area.childCount > 1 && !closed.has(area.id))
      .sort((a, b) => b.pointCount - a.pointCount)[0]
    if (!widest) return areas
    closed.add(widest.id)
    if (areas.length - 1 + widest.childCount > most) continue
    const below = (await children(widest.id)).filter((area) => area.pointCount > 0)
    areas = areas.flatMap((area) => (area === widest ? below : [area]))
  }
}

export const areasQuery = queryOptions({
  queryKey: ['assets', 'areas'],
  queryFn: ({ signal }) => readAreas(async (parent) => (await platform.assets({ parent, limit: 50 }, signal)).items),
  staleTime: 30_000,
  refetchInterval: 30_000,
})
