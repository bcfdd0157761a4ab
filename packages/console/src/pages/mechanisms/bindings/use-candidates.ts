import { useQuery } from '@tanstack/react-query'
import { platform } from '../../../platform.ts'
import { publishedQuery } from '../../assets/about.ts'
import { classQuery } from '../../classes/queries.ts'
import { modelQuery } from '../../models/queries.ts'
import type { BindDraft } from './bind-draft.ts'
import type { Candidate } from './match.ts'

const most = 200

/** What inputs may be taken from at the chosen target: properties, points of a class, or points of the first asset. */
export function useCandidates({ kind, thingModel, equipmentClass, assets }: BindDraft): readonly Candidate[] {
  const models = useQuery({ ...publishedQuery, enabled: kind === 'thingModel' })
  const id = models.data?.find(({ key }) => key === thingModel)?.id
  const model = useQuery({ ...modelQuery(id ?? ''), enabled: kind === 'thingModel' && id !== undefined })
  const ofClass = useQuery({
    ...classQuery(equipmentClass),
    enabled: kind === 'equipmentClass' && equipmentClass !== '',
  })
  const [first = ''] = assets
  const points = useQuery({
    queryKey: ['points', 'to-bind', first],
    enabled: kind === 'assets' && first !== '',
    queryFn: async ({ signal }) => (await platform.points({ asset: first, limit: most }, signal)).items,
  })
  if (kind === 'thingModel')
    return Object.entries(model.data?.resolved.properties ?? {}).map(([name, { unit, title, titles }]) => ({
      name,
      unit: unit ?? undefined,
      titles: [...(title ? [title] : []), ...Object.values(titles ?? {})],
    }))
  if (kind === 'equipmentClass')
    return (ofClass.data?.points ?? []).map(({ name, unit, en, zh }) => ({ name, unit, titles: [en, zh] }))
  return (points.data ?? []).map(({ name, unit, description }) => ({
    name,
    unit,
    titles: [name.split('/').at(-1) ?? name, ...(description ? [description] : [])],
  }))
}
