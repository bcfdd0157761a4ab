import type { ClassPoint, EquipmentClass } from '@millrace/compute'
import { Fault } from '@millrace/core'
import { plainName } from '../assets/index.ts'
import { type Bindable, misfit, type Property } from '../things/index.ts'
import './faults.ts'

/** Which point of the asset a point of the class is, and how that is known; or why none is. */
export interface Match {
  readonly name: string
  readonly point?: Bindable
  /** hand: somebody said it; name: it is called so; words: most words of its name, and its unit, are the same. */
  readonly how?: 'hand' | 'name' | 'words'
  readonly problem?: 'missing' | 'several' | 'type' | 'unit'
}

/** By point of the class the id of a point, or null: none. */
export type Chosen = Readonly<Record<string, string | null>>

/** Words in common, of all words of both. */
const ALIKE = 0.5

/** What a point of the class wants, as things have it. */
export function propertyOf({ name, type }: ClassPoint, unitOf: (name: string) => string | undefined): Property {
  const unit = unitOf(name)
  return { type: type === 'text' ? 'string' : type, ...(unit === undefined ? {} : { unit }) }
}

/** Units of points as a variant has them. */
export function unitsOf(equipment: EquipmentClass, variant: string | undefined): (name: string) => string | undefined {
  const units = equipment.variants?.find(({ name }) => name === variant)?.units ?? {}
  const own = new Map(
    [...equipment.points, ...equipment.parameters].map(({ name, unit }): [string, string | undefined] => [name, unit]),
  )
  return (name) => units[name] ?? own.get(name)
}

const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  )
const lastOf = (name: string): string => name.split('/').at(-1) ?? name

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length
  return both === 0 ? 0 : both / (one.size + other.size - both)
}

interface Asked {
  readonly equipment: EquipmentClass
  readonly variant: string | undefined
  /** Of the asset and everything below it. */
  readonly points: readonly Bindable[]
  readonly chosen: Chosen
}

/** Every point of a class, by what was chosen, else by name, type and unit. No point of the asset stands for two. Throws `equipment.point_unfit`, `point_twice`. */
export function matchPoints({ equipment, variant, points, chosen }: Asked): Match[] {
  const unitOf = unitsOf(equipment, variant)
  const taken = new Map<string, string>()
  const found = new Map<string, Match>()
  const take = (name: string, point: Bindable, how: Match['how'] & string): void => {
    const other = taken.get(point.id)
    if (other !== undefined) throw new Fault('equipment.point_twice', { point: point.name, one: other, other: name })
    taken.set(point.id, name)
    found.set(name, { name, point, how })
  }
  const byId = new Map(points.map((point) => [point.id, point]))
  const open = equipment.points.filter((wanted) => {
    const id = chosen[wanted.name]
    if (id === undefined) return true
    const point = id === null ? undefined : byId.get(id)
    if (point) {
      mustFit(wanted, propertyOf(wanted, unitOf), point)
      take(wanted.name, point, 'hand')
    } else found.set(wanted.name, { name: wanted.name, problem: 'missing' })
    return false
  })
  const rest: ClassPoint[] = []
  for (const wanted of open) {
    const free = points.filter(({ id }) => !taken.has(id))
    const called = calledSo(wanted, free)
    const fitting = called.filter((point) => misfit(propertyOf(wanted, unitOf), point) === undefined)
    if (fitting.length === 1) take(wanted.name, fitting[0]!, 'name')
    else if (called.length === 0) rest.push(wanted)
    else {
      const problem = fitting.length > 1 ? 'several' : misfit(propertyOf(wanted, unitOf), called[0]!)
      found.set(wanted.name, { name: wanted.name, problem: problem ?? 'missing' })
    }
  }
  for (const [wanted, point] of alike(
    rest,
    points.filter(({ id }) => !taken.has(id)),
    unitOf,
  ))
    take(wanted.name, point, 'words')
  return equipment.points.map(({ name }) => found.get(name) ?? { name, problem: 'missing' })
}

function mustFit({ name }: ClassPoint, property: Property, point: Bindable): void {
  const problem = misfit(property, point)
  if (problem)
    throw new Fault('equipment.point_unfit', {
      name,
      point: point.name,
      expected: String(problem === 'unit' ? property.unit : property.type),
      seen: String(problem === 'unit' ? point.unit : point.type),
    })
}

/** By its whole name or, where none is called so, by what stands behind the last slash. */
function calledSo({ name, en, zh }: ClassPoint, points: readonly Bindable[]): Bindable[] {
  const names = new Set([name, en, zh].map(plainName))
  const whole = points.filter((point) => names.has(plainName(point.name)))
  return whole.length > 0 ? whole : points.filter((point) => names.has(plainName(lastOf(point.name))))
}

/** Pairs that are most alike, each the only best one of both; a number must tell its unit. */
function alike(
  wanted: readonly ClassPoint[],
  points: readonly Bindable[],
  unitOf: (name: string) => string | undefined,
): [ClassPoint, Bindable][] {
  const pairs = wanted.flatMap((one) =>
    points.flatMap((point) => {
      if (misfit(propertyOf(one, unitOf), point) || (one.type === 'number' && point.unit === undefined)) return []
      const of = wordsOf(point.name)
      const score = Math.max(likeness(wordsOf(one.name), of), likeness(wordsOf(one.en), of))
      return score >= ALIKE ? [{ one, point, score }] : []
    }),
  )
  return pairs.flatMap(({ one, point, score }) => {
    const rival = pairs.some((other) => (other.one === one) !== (other.point === point) && other.score >= score)
    return rival ? [] : [[one, point] as [ClassPoint, Bindable]]
  })
}
