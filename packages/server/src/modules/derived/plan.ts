import type { DerivedDefinition, DerivedStep, ValueType } from '@millrace/compute'
import { Fault, MICROS_PER_S } from '@millrace/core'
import type { Point } from '../assets/index.ts'
import './faults.ts'
import type { DerivedRow } from './store.ts'

/** Derived points that may rest one on the other. */
const MOST_DEEP = 5
/** Points that one may rest on in the end. */
const MOST_IN_ALL = 100

/** What a point is worked out by. */
export type Formula = Pick<DerivedRow, 'point' | 'series' | 'formula' | 'inputs' | 'gap'>

/** A point with the series of its new samples. */
export interface Numbered {
  readonly point: Point
  readonly series: number
}

export interface Plant {
  /** Derived points, by the id of the point. */
  readonly formulas: ReadonlyMap<string, Formula>
  /** Every point that is named, derived ones among them. */
  readonly points: ReadonlyMap<string, Numbered>
  /** Derived points that whoever asks may see; the names of others are told to nobody. Absent: all. */
  readonly shown?: ReadonlySet<string> | undefined
}

export const typeOf = ({ type, unit }: Pick<Point, 'type' | 'unit'>): ValueType => {
  if (type === 'boolean') return { type: 'boolean' }
  if (type === 'string') return { type: 'text' }
  return unit === undefined ? { type: 'number' } : { type: 'number', unit }
}

/** What a formula's names stand for. Throws `derived.name_twice`, `derived.input_unknown`, `derived.input_gone`. */
export function namesOf({ inputs }: Pick<Formula, 'inputs'>, { formulas, points }: Plant) {
  const twice = inputs.find(({ name }, at) => inputs.findIndex((other) => other.name === name) !== at)
  if (twice) throw new Fault('derived.name_twice', { name: twice.name })
  return inputs.map(({ name, point: id }) => {
    const one = points.get(id)
    if (!one) throw new Fault('derived.input_unknown', { input: name, id })
    if (one.point.deviceId === undefined && !formulas.has(id))
      throw new Fault('derived.input_gone', { input: name, point: one.point.name })
    return { name, ...typeOf(one.point) }
  })
}

/**
 * A derived point as live computing takes it: with the formulas of those that it rests on, down to what devices send. Throws
 * `derived.circle`, `derived.too_deep`, `derived.too_many`, and as {@link namesOf}.
 */
export function definitionOf(id: string, plant: Plant): DerivedDefinition {
  const { formulas, points, shown } = plant
  const nameOf = (point: string): string =>
    (shown && point !== id && !shown.has(point) ? undefined : points.get(point)?.point.name) ?? '…'
  const inputs: DerivedDefinition['inputs'][number][] = []
  const inputAt = new Map<string, number>()
  const order: string[] = []
  const visit = (point: string, path: readonly string[]): void => {
    const told = (): string => [...path, point].map(nameOf).join(' → ')
    if (path.includes(point)) throw new Fault('derived.circle', { path: told() })
    if (path.length >= MOST_DEEP) throw new Fault('derived.too_deep', { most: MOST_DEEP, path: told() })
    if (order.includes(point)) return
    const formula = formulas.get(point)!
    const names = namesOf(formula, plant)
    formula.inputs.forEach(({ point: of }, i) => {
      if (formulas.has(of)) visit(of, [...path, point])
      else if (!inputAt.has(of)) {
        inputAt.set(of, inputs.length)
        inputs.push({ series: points.get(of)!.series, type: names[i]!.type })
      }
    })
    order.push(point)
  }
  visit(id, [])
  if (inputs.length > MOST_IN_ALL)
    throw new Fault('derived.too_many', { name: nameOf(id), most: MOST_IN_ALL, seen: inputs.length })
  const placeOf = (point: string): number => inputAt.get(point) ?? inputs.length + order.indexOf(point)
  const steps = order.map((point): DerivedStep => {
    const { formula, inputs: own, gap } = formulas.get(point)!
    const names = namesOf({ inputs: own }, plant).map((name, i) => ({ ...name, from: placeOf(own[i]!.point) }))
    const gives = typeOf(points.get(point)!.point)
    return { ...gives, formula, names, ...(gap === null ? {} : { gap: Math.round(gap * MICROS_PER_S) }) }
  })
  return { number: formulas.get(id)!.series, inputs, steps }
}

/** Derived points that rest on one, through others too. */
export function dependentsOf(id: string, formulas: ReadonlyMap<string, Formula>): string[] {
  const found = new Set<string>()
  const visit = (point: string): void => {
    for (const one of formulas.values())
      if (!found.has(one.point) && one.inputs.some((input) => input.point === point)) {
        found.add(one.point)
        visit(one.point)
      }
  }
  visit(id)
  return [...found]
}
