import type { ConditionDefinition } from '@millrace/compute'
import { convertUnit, Fault, MICROS_PER_S } from '@millrace/core'
import type { Point } from '../assets/index.ts'
import type { Condition } from './definition.ts'
import './faults.ts'

/** What a condition is about, by its id. */
export interface Numbered {
  readonly point: Point
  readonly series: number
}
export type PointBook = ReadonlyMap<string, Numbered>

/** Points of a condition, in the order they are named; the first is what operators look at. */
export function pointsOf(condition: Condition): string[] {
  if (condition.is === 'expression') return condition.inputs.map(({ point }) => point)
  const reference = condition.is === 'deviation' && 'point' in condition.reference ? [condition.reference.point] : []
  return [condition.point, ...reference]
}

/** The condition as one text, whatever the order of its fields, without what does not tell conditions apart. */
export function conditionKey(condition: Condition): string {
  const { onDelay, offDelay, ...rest } = condition
  const told = Object.entries({ ...rest, ...('deadband' in rest ? { deadband: undefined } : {}) })
  return JSON.stringify(
    told.filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)),
    (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
  )
}

const wrong = (seen: string): Fault => new Fault('alarms.condition_wrong', { seen })

const typeOf = ({ type }: Point): 'number' | 'boolean' | 'text' =>
  type === 'boolean' ? 'boolean' : type === 'string' ? 'text' : 'number'

function numberPoint(book: PointBook, id: string): Numbered {
  const one = pointIn(book, id)
  if (typeOf(one.point) !== 'number') throw wrong(`${one.point.name}, which is ${one.point.type} and no number`)
  return one
}

function pointIn(book: PointBook, id: string): Numbered {
  const one = book.get(id)
  if (!one) throw wrong(`the point ${id}, which is none`)
  return one
}

/** A limit and its deadband in the unit of the point: the deadband is a difference. */
function limitIn(
  { limit, deadband, unit }: { limit: number; deadband: number; unit?: string },
  { unit: own, name }: Point,
): { limit: number; deadband: number } {
  if (unit === undefined || unit === own) return { limit, deadband }
  if (own === undefined) throw wrong(`the unit ${unit} for ${name}, which has none`)
  const converted = convertUnit(limit, unit, own)
  return { limit: converted, deadband: Math.abs(convertUnit(limit + deadband, unit, own) - converted) }
}

/**
 * A condition as live computing takes it: series in place of points, µs in place of seconds, numbers in the unit of the input.
 * Throws `alarms.condition_wrong`, `core.unit_unknown`, `core.unit_mismatch`.
 */
export function liveCondition(condition: Condition, number: number, book: PointBook): ConditionDefinition {
  const micros = (seconds: number): number => Math.round(seconds * MICROS_PER_S)
  const common = { number, onDelay: micros(condition.onDelay), offDelay: micros(condition.offDelay) }
  switch (condition.is) {
    case 'limit': {
      const { point, series } = numberPoint(book, condition.point)
      return { ...common, is: 'limit', input: series, side: condition.side, ...limitIn(condition, point) }
    }
    case 'rate': {
      const { is, side, limit, deadband, window } = condition
      return {
        ...common,
        is,
        input: numberPoint(book, condition.point).series,
        side,
        limit,
        deadband,
        window: micros(window),
      }
    }
    case 'deviation': {
      const { is, side, limit, deadband } = condition
      const { point, series } = numberPoint(book, condition.point)
      return {
        ...common,
        is,
        input: series,
        side,
        limit,
        deadband,
        reference: referenceOf(condition.reference, point, book),
      }
    }
    case 'absence':
      return { ...common, is: 'absence', input: pointIn(book, condition.point).series, after: micros(condition.after) }
    case 'state': {
      const { point, series } = pointIn(book, condition.point)
      mustBeOfType(condition.values, point)
      return { ...common, is: 'state', input: series, values: condition.values }
    }
    case 'quality':
      return { ...common, is: 'quality', input: pointIn(book, condition.point).series }
    case 'expression':
      return { ...common, is: 'expression', expression: condition.expression, inputs: inputsOf(condition.inputs, book) }
  }
}

function referenceOf(
  reference: { point: string } | { value: number },
  of: Point,
  book: PointBook,
): { readonly series: number } | { readonly value: number } {
  if ('value' in reference) return reference
  const { point, series } = numberPoint(book, reference.point)
  if (point.unit !== of.unit)
    throw wrong(`${point.name} in ${point.unit ?? 'no unit'} as the reference of ${of.name} in ${of.unit ?? 'no unit'}`)
  return { series }
}

function mustBeOfType(values: readonly (number | boolean | string)[], point: Point): void {
  const type = typeOf(point)
  const fits = (value: number | boolean | string): boolean =>
    type === 'text'
      ? typeof value === 'string'
      : type === 'number'
        ? typeof value === 'number'
        : typeof value === 'boolean' || value === 0 || value === 1
  const other = values.find((value) => !fits(value))
  if (other !== undefined) throw wrong(`the state ${JSON.stringify(other)} of ${point.name}, which is ${point.type}`)
}

function inputsOf(inputs: readonly { name: string; point: string }[], book: PointBook) {
  const twice = inputs.find(({ name }, at) => inputs.findIndex((other) => other.name === name) !== at)
  if (twice) throw wrong(`the name ${twice.name} for two inputs`)
  return inputs.map(({ name, point: id }) => {
    const { point, series } = pointIn(book, id)
    const type = typeOf(point)
    return { name, series, type, ...(type === 'number' && point.unit !== undefined ? { unit: point.unit } : {}) }
  })
}
