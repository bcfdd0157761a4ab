import type { ModelPackage } from '../face.ts'
import type { ModelManifest, RuntimeKind } from '../manifest/manifest.ts'
import { modelOf } from '../package/archive.ts'

/** One way in which a model misbehaves, and how that must end. */
export interface Attack {
  readonly kind: RuntimeKind
  readonly name: string
  /** Read as a stranger's package is; throws where it is not even taken. */
  model(): ModelPackage
  /** Codes of faults, any of which may end it; {@link TOLD} where it goes on, its rows bad and saying why. */
  readonly ends: readonly string[]
}

export const TOLD = 'told'

export const stopped = ['model.slow']
/** Whichever comes first on a machine that is busy. */
export const starved = ['model.greedy', 'model.slow']
export const lied = ['model.lied']
export const failed = ['model.failed']
export const died = ['model.died']
export const broken = ['model.broken']
export const malformed = ['model.malformed']

/** A name of an attack as a name of a model. */
export const slugOf = (kind: string, name: string): string =>
  `${kind}-${name}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/-$/, '')

/** A package made for the contract as it comes from a stranger: through its manifest, with the limits of most. */
export function asSent({ manifest, files }: ModelPackage, more: Partial<ModelManifest> = {}): ModelPackage {
  const told: ModelManifest = { ...manifest, limits: { timeMs: 500 }, ...more }
  const yaml = new TextEncoder().encode(JSON.stringify(told))
  return modelOf(new Map([...files, ['model.yaml', yaml]]), `${manifest.id}/model.yaml`)
}
