import { useQuery } from '@tanstack/react-query'
import { type MechanismVersion, platform } from '../../../platform.ts'
import { publishedQuery } from '../../assets/about.ts'
import { classQuery } from '../../classes/queries.ts'
import { modelQuery } from '../../models/queries.ts'
import { type BindDraft, bindingOf } from './bind-draft.ts'
import type { Candidate } from './match.ts'

const most = 200

/** What inputs may be taken from at the chosen target: properties of a thing model, or points of the first asset. */
export function useCandidates(draft: BindDraft, version: MechanismVersion): readonly Candidate[] {
  const { kind, thingModel, equipmentClass, assets } = draft
  const models = useQuery({ ...publishedQuery, enabled: kind === 'thingModel' })
  const id = models.data?.find(({ key }) => key === thingModel)?.id
  const model = useQuery({ ...modelQuery(id ?? ''), enabled: kind === 'thingModel' && id !== undefined })
  const byClass = kind === 'equipmentClass' && equipmentClass !== ''
  const ofClass = useQuery({ ...classQuery(equipmentClass), enabled: byClass })
  const example = useQuery({
    queryKey: ['bindings', 'example', equipmentClass, version.digest],
    enabled: byClass,
    retry: false,
    queryFn: async ({ signal }) => {
      const bare = { ...draft, properties: {}, constants: {}, measured: {}, parameters: {} }
      const request = bindingOf(bare, version, {})
      return request ? ((await platform.bindings.preview(request, signal)).assets[0]?.asset ?? '') : ''
    },
  })
  const first = kind === 'assets' ? (assets[0] ?? '') : byClass ? (example.data ?? '') : ''
  const points = useQuery({
    queryKey: ['points', 'to-bind', first],
    enabled: first !== '',
    queryFn: async ({ signal }) => (await platform.points({ asset: first, limit: most }, signal)).items,
  })
  if (kind === 'thingModel')
    return Object.entries(model.data?.resolved.properties ?? {}).map(([name, { unit, title, titles }]) => ({
      name,
      unit: unit ?? undefined,
      titles: [...(title ? [title] : []), ...Object.values(titles ?? {})],
    }))
  if (byClass && first === '')
    return (ofClass.data?.points ?? []).map(({ name, unit, en, zh }) => ({ name, unit, titles: [en, zh] }))
  return (points.data ?? []).map(({ name, unit, description }) => ({
    name,
    unit,
    titles: [name.split('/').at(-1) ?? name, ...(description ? [description] : [])],
  }))
}
