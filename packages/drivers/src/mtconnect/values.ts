import { Status, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { valueOfText } from '../kit/text-values.ts'
import type { DataItem, Observation } from './codec.ts'

const levels = ['NORMAL', 'WARNING', 'FAULT'] as const

export interface Told {
  readonly value: Value
  readonly status: number
}

/**
 * What is wrong with each condition item now. A condition may be active several times, told apart by native codes;
 * a Normal with a code ends that one, without a code all of them (Part 3, Condition).
 */
export class Conditions {
  readonly #active = new Map<string, Map<string, number>>()

  take({ dataItemId, element, nativeCode = '' }: Observation): Told {
    const level = levels.indexOf(element.toUpperCase() as (typeof levels)[number])
    const active = this.#active.get(dataItemId) ?? new Map<string, number>()
    this.#active.set(dataItemId, active)
    if (element.toUpperCase() === 'UNAVAILABLE') {
      active.clear()
      return { value: null, status: Status.BadNoData }
    }
    if (level < 0) return { value: null, status: Status.BadDecodingError }
    if (level > 0) active.set(nativeCode, level)
    else if (nativeCode === '') active.clear()
    else active.delete(nativeCode)
    return { value: textOf(active), status: Status.Good }
  }

  /** Before a new `current`, which lists all that is active. */
  forget(): void {
    this.#active.clear()
  }
}

function textOf(active: ReadonlyMap<string, number>): string {
  const worst = Math.max(0, ...active.values())
  const codes = [...active].filter(([code, level]) => level === worst && code !== '').map(([code]) => code)
  return [levels[worst], codes.sort().join(',')].filter((part) => part !== '').join(' ')
}

/** A sample or an event as the tag's type wants it. UNAVAILABLE is the standard's word for no value. */
export function readingOf({ text }: Observation, type: DataType): Told {
  if (text === undefined) return { value: null, status: Status.BadNotSupported }
  if (text === 'UNAVAILABLE') return { value: null, status: Status.BadNoData }
  const value = valueOfText(text, type)
  return value === undefined ? { value: null, status: Status.BadTypeMismatch } : { value, status: Status.Good }
}

/** What a data item is read as, if nobody says otherwise. */
export function typeOf({ category, units, representation = 'VALUE' }: DataItem): DataType {
  const one = representation === 'VALUE' || representation === 'DISCRETE'
  if (category === 'CONDITION' || !one || units?.endsWith('_3D')) return 'string'
  return category === 'SAMPLE' || units !== undefined ? 'float64' : 'string'
}

/** Units of the standard (Part 2, units) as UCUM writes them. */
const units: Readonly<Record<string, string>> = {
  AMPERE: 'A',
  CELSIUS: 'Cel',
  COUNT: '1',
  CUBIC_MILLIMETER: 'mm3',
  DECIBEL: 'dB',
  DEGREE: 'deg',
  'DEGREE/SECOND': 'deg/s',
  HERTZ: 'Hz',
  JOULE: 'J',
  KILOGRAM: 'kg',
  KILOWATT: 'kW',
  KILOWATT_HOUR: 'kW.h',
  LITER: 'L',
  'LITER/SECOND': 'L/s',
  MILLIMETER: 'mm',
  'MILLIMETER/SECOND': 'mm/s',
  'MILLIMETER/SECOND^2': 'mm/s2',
  NEWTON: 'N',
  NEWTON_METER: 'N.m',
  OHM: 'Ohm',
  PASCAL: 'Pa',
  PERCENT: '%',
  'REVOLUTION/MINUTE': '{rev}/min',
  SECOND: 's',
  VOLT: 'V',
  VOLT_AMPERE: 'V.A',
  WATT: 'W',
  WATT_SECOND: 'W.s',
}

export const unitOf = ({ units: unit }: DataItem): string | undefined => (unit === undefined ? undefined : units[unit])
