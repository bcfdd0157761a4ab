import { queryOptions } from '@tanstack/react-query'
import { type Asset, platform } from '../../../platform.ts'
import { madeUp, type Own, type OwnModel, withinOf } from './own.ts'

/** Of which the first that is published is taken. */
const MODELS = 20

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

/** With what it must be given. Who may not see models gets one that is made up. */
async function firstModel(signal: AbortSignal): Promise<OwnModel> {
  try {
    const model = (await platform.mechanisms.list({ limit: MODELS }, signal)).items.find(({ published }) => published)
    if (model?.published === undefined) return madeUp.model
    const { manifest } = await platform.mechanisms.version(model.id, model.published, signal)
    const { inputs, outputs } = manifest
    return {
      id: model.id,
      name: model.name,
      inputs: inputs
        .filter((one) => one.default === undefined)
        .map((one) => ({ name: one.name, value: withinOf(one) })),
      output: outputs[0]?.name ?? madeUp.model.output,
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return madeUp.model
  }
}
