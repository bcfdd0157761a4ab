import { areCommensurable } from '@millrace/core'
import type { Point } from '../assets/index.ts'
import { plainName } from '../assets/index.ts'
import type { Binding, Property, Resolved } from './schema.ts'

/** A point as a property sees it. */
export type Bindable = Pick<Point, 'id' | 'name' | 'path' | 'type' | 'unit' | 'assetId'>

/** Why a point cannot be what a property says, or undefined. A point without a unit is believed to be in the property's. */
export function misfit({ type, unit }: Property, point: Bindable): 'type' | 'unit' | undefined {
  const fits =
    type === 'number'
      ? point.type === 'double' || point.type === 'int64'
      : type === 'integer'
        ? point.type === 'int64'
        : type === point.type
  if (!fits) return 'type'
  if (!point.unit) return undefined
  // What core cannot read as a unit is comparable with nothing but itself.
  if (!unit) return undefined
  return point.unit === unit || isComparable(unit, point.unit) ? undefined : 'unit'
}

const isComparable = (one: string, other: string): boolean => {
  try {
    return areCommensurable(one, other)
  } catch {
    return false
  }
}

const globOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((text) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
      .join('.*')}$`,
    'iu',
  )

/** Points that a property may be, by its pattern or, without one, by its name or a title. */
function called(name: string, property: Property, points: readonly Bindable[], depth: number): Bindable[] {
  const pattern = property['mr:bind']
  if (typeof pattern === 'string' && pattern !== '') {
    const glob = globOf(pattern)
    return points.filter((point) => glob.test([...point.path.slice(depth), point.name].join('/')))
  }
  const names = new Set(
    [name, property.title ?? '', ...Object.values(property.titles ?? {})].map(plainName).filter(Boolean),
  )
  return points.filter((point) => names.has(plainName(point.name)))
}

/** What is bound stays while it fits; the others find their point by themselves. `depth`: of the asset in the tree. */
export function bind(
  resolved: Resolved,
  points: readonly Bindable[],
  held: ReadonlyMap<string, { readonly point: string; readonly how: 'name' | 'pattern' | 'hand' }>,
  depth: number,
): Binding[] {
  const byId = new Map(points.map((point) => [point.id, point]))
  return Object.entries(resolved.properties).map(([property, definition]) => {
    const optional = resolved.optional.includes(`/properties/${property}`)
    const kept = held.get(property)
    const point = kept && byId.get(kept.point)
    if (kept && point) {
      const problem = misfit(definition, point)
      return problem ? { property, optional, problem } : told(property, { point, how: kept.how, optional })
    }
    const found = called(property, definition, points, depth)
    const fitting = found.filter((each) => misfit(definition, each) === undefined)
    const [only, second] = fitting
    if (only && !second)
      return told(property, { point: only, how: definition['mr:bind'] ? 'pattern' : 'name', optional })
    const first = found[0]
    const problem = second ? 'several' : (first && misfit(definition, first)) || 'missing'
    return { property, optional, problem }
  })
}

const told = (
  property: string,
  { point, how, optional }: { point: Bindable; how: 'name' | 'pattern' | 'hand'; optional: boolean },
): Binding => ({
  property,
  point: point.id,
  pointPath: [...point.path, point.name],
  ...(point.unit === undefined ? {} : { pointUnit: point.unit }),
  how,
  optional,
})
