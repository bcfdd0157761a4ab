import type { AppManifest, AppNeed } from '@millrace/apps'
import { Fault } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { AssetBinding } from './binding.ts'
import type { ReachFor } from './consent.ts'

/** Different needs that are looked at for one list; of apps beyond them it is not told whether they fit. */
const MOST_NEEDS = 100

/** Titles of needs for which the plant has too little; undefined where that is not known. */
export type Lacking = (manifest: AppManifest) => Promise<AppNeed['title'][] | undefined>

/** What apps would find here, as far as whoever asks sees the plant; without a right to it nobody knows. */
export async function lackingHere(binding: Pick<AssetBinding, 'hasEnough'>, reachFor: ReachFor): Promise<Lacking> {
  const plant = await reachOf(reachFor)
  if (!plant) return async () => undefined
  const seen = new Map<string, Promise<boolean>>()
  return async ({ needs = [] }) => {
    const lacking: AppNeed['title'][] = []
    for (const need of needs) {
      if (need.least === 0) continue
      const key = JSON.stringify([need.equipmentClass, need.thingModel, need.least, need.properties])
      if (!seen.has(key)) {
        if (seen.size >= MOST_NEEDS) return undefined
        seen.set(key, binding.hasEnough(plant, need))
      }
      if (!(await seen.get(key))) lacking.push(need.title)
    }
    return lacking
  }
}

async function reachOf(reachFor: ReachFor): Promise<Reach | undefined> {
  try {
    return await reachFor('asset:read')
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'http.forbidden') return undefined
    throw thrown
  }
}
