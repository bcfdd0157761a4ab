import type { AppNeed } from '@millrace/apps'
import { plainName } from '../assets/index.ts'
import { type Bindable, misfit } from '../things/index.ts'
import type { Fit } from './schema.ts'

/** What stands at an asset. */
export interface Place {
  readonly asset: string
  /** Names from the top down to the asset. */
  readonly path: readonly string[]
  /** Of the asset and of everything below it. */
  readonly points: readonly Bindable[]
  /** Ids of points by property of its thing model. */
  readonly properties: ReadonlyMap<string, string>
}

type Property = AppNeed['properties'][number]
type Found = Fit['properties'][string]

const typeOf = { number: 'number', boolean: 'boolean', text: 'string' } as const

/** How well an asset is what a need asks for. */
export function fitOf({ properties }: AppNeed, place: Place): Fit {
  const found = properties.map((property): [string, Found] => [property.name, foundFor(property, place)])
  return {
    asset: place.asset,
    name: place.path.at(-1) ?? '',
    path: [...place.path],
    properties: Object.fromEntries(found),
    fits: properties.every(({ optional }, i) => optional || found[i]?.[1].point !== undefined),
  }
}

/** The point that its thing model says; without one, the only one that is called so, its own before those below. */
function foundFor({ name, type, unit }: Property, { asset, path, points, properties }: Place): Found {
  const wanted = { type: typeOf[type], ...(unit === undefined ? {} : { unit }) }
  const bound = properties.get(name)
  const called = points.filter((point) =>
    bound === undefined
      ? [point.name, [...point.path.slice(path.length), point.name].join('/')].some(
          (text) => plainName(text) === plainName(name),
        )
      : point.id === bound,
  )
  const own = called.filter(({ assetId }) => assetId === asset)
  const [only, second] = own.length > 0 ? own : called
  if (!only) return { problem: 'missing' }
  if (second) return { problem: 'several' }
  const problem = misfit(wanted, only)
  return problem ? { problem } : { point: only.id, ...(only.unit ? { unit: only.unit } : {}) }
}

/** Those that fit first, then by how much of it is there. */
export const byFit = (a: Fit, b: Fit): number =>
  countOf(b) - countOf(a) || a.path.join('/').localeCompare(b.path.join('/'))

const countOf = ({ fits, properties }: Fit): number =>
  (fits ? 1_000 : 0) + Object.values(properties).filter(({ point }) => point !== undefined).length
