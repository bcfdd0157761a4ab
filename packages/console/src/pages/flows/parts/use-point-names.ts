import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { platform } from '../../../platform.ts'
import { instanceQuery, publishedQuery } from '../../assets/about.ts'
import { classQuery } from '../../classes/queries.ts'
import { modelQuery } from '../../models/queries.ts'
import { useDesk } from '../desk.ts'
import { deploymentsQuery } from '../queries.ts'

const most = 200
/** Models whose properties are offered where no target says which it is. */
const mostModels = 20

const distinct = (names: readonly string[]): string[] => [...new Set(names)]

/**
 * Names that an input may be found by: of the asset that the flow is tried for, else of where it is deployed, else of all there are.
 */
export function usePointNames(way: 'point' | 'property' | 'id', word: string): readonly string[] {
  const { flow, asset: tried } = useDesk()
  const [search] = useDebouncedValue(word.trim(), 160)
  const isProperty = way === 'property'
  const deployed = useQuery({ ...deploymentsQuery(flow), refetchInterval: false })
  const target = deployed.data?.[0]?.target
  const asset = tried ?? target?.assets?.[0]
  const key = asset === undefined ? target?.thingModel : undefined
  const byClass = asset === undefined ? target?.equipmentClass : undefined

  const instance = useQuery({ ...instanceQuery(asset ?? ''), enabled: isProperty && asset !== undefined })
  const published = useQuery({ ...publishedQuery, enabled: isProperty && asset === undefined })
  const models =
    asset === undefined
      ? (published.data ?? []).filter((model) => key === undefined || model.key === key).map(({ id }) => id)
      : instance.data
        ? [instance.data.model]
        : []
  const read = useQueries({
    queries: (isProperty ? models.slice(0, mostModels) : []).map((id) => modelQuery(id)),
    combine: (all) => distinct(all.flatMap(({ data }) => Object.keys(data?.resolved.properties ?? {}))),
  })

  const ofClass = useQuery({ ...classQuery(byClass ?? ''), enabled: way === 'point' && byClass !== undefined })
  const points = useQuery({
    queryKey: ['points', 'names', asset, asset === undefined ? search : ''],
    enabled: way === 'point' && byClass === undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { limit: most, ...(asset === undefined ? search && { search } : { asset }) }
      return distinct((await platform.points(query, signal)).items.map(({ name }) => name))
    },
  })
  if (isProperty) return read
  return byClass === undefined ? (points.data ?? []) : (ofClass.data?.points ?? []).map(({ name }) => name)
}
