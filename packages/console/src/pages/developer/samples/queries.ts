import { queryOptions } from '@tanstack/react-query'
import { type Asset, platform } from '../../../platform.ts'
import { madeUp, type Own } from './own.ts'

/** The chosen asset with its points; without one the first that has any. Nothing found where there is none at all. */
export const ownQuery = (asset: string | undefined) =>
  queryOptions({
    queryKey: ['samples', 'own', asset],
    queryFn: async ({ signal }): Promise<{ readonly found: Omit<Own, 'address'> | undefined }> => {
      const [first] = asset ? [] : (await platform.points({ limit: 1 }, signal)).items
      const id = asset ?? first?.assetId
      if (!id) return { found: undefined }
      const [own, points, model] = await Promise.all([
        platform.asset(id, signal),
        platform.points({ asset: id, limit: 20 }, signal),
        firstModel(signal),
      ])
      return { found: { asset: shortOf(own), points: points.items.length > 0 ? points.items : madeUp.points, model } }
    },
  })

const shortOf = ({ id, name, path }: Asset): Own['asset'] => ({ id, name, path })

/** Who may not see models gets one that is made up. */
async function firstModel(signal: AbortSignal): Promise<Own['model']> {
  try {
    const [model] = (await platform.mechanisms.list({ limit: 1 }, signal)).items
    return model ? { id: model.id, name: model.name } : madeUp.model
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return madeUp.model
  }
}
