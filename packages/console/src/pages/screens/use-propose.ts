import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { platform } from '../../platform.ts'
import { type Document, emptyDocument, type Words } from './document.ts'
import { type Proposable, proposed } from './propose.ts'
import { pointsBelowQuery } from './queries.ts'

/** What a new screen is for. */
export type NewScreen =
  | { readonly is: 'asset'; readonly asset: { readonly id: string; readonly name: string } }
  | { readonly is: 'class'; readonly class: string }
  | { readonly is: 'plant' }

/** Makes a screen with a first proposal of what stands on it, and goes where it is changed. */
export function useNewScreen() {
  const { t } = useTranslation('screens')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const inBoth = (text: string): Words => ({ en: text, zh: text })

  async function draft(wanted: NewScreen): Promise<Document> {
    if (wanted.is === 'plant') return emptyDocument(inBoth(t('new.untitled')), { is: 'plant' })
    if (wanted.is === 'asset') {
      const { id, name } = wanted.asset
      const points = await queries.fetchQuery(pointsBelowQuery(id))
      const all = points.map((point): Proposable => ({ point, ref: { point: point.id } }))
      return proposed(inBoth(name), { is: 'asset', asset: id }, all)
    }
    const equipment = await platform.equipment.class(wanted.class)
    const all = equipment.points.map(({ name, type, unit, low, high, en }): Proposable => {
      const point = {
        id: name,
        name: en,
        path: [],
        type: type === 'number' ? ('double' as const) : type === 'boolean' ? ('boolean' as const) : ('string' as const),
        writable: false,
        ...(unit === undefined ? {} : { unit }),
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
      }
      return { point, ref: { name } }
    })
    const { en, zh } = equipment.title
    return proposed({ en, zh }, { is: 'class', class: wanted.class }, all)
  }

  return useMutation({
    mutationFn: async (wanted: NewScreen) => platform.screens.create(await draft(wanted)),
    onSuccess: async (screen) => {
      await queries.invalidateQueries({ queryKey: ['screens', 'list'] })
      await navigate({ to: '/screens/$id/edit', params: { id: screen.id }, search: {} })
    },
  })
}
