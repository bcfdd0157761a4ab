import { MICROS_PER_S, type Micros, microsOf } from '@millrace/core'
import type { Cell } from '@millrace/history'
import { Refused, shown } from './refused.ts'
import type { Mapping } from './schema.ts'

const EARLIEST: Micros = Date.UTC(1900, 0, 1) * 1_000
const AHEAD: Micros = 86_400 * MICROS_PER_S

type Unit = 's' | 'ms' | 'us' | 'ns'

const perSecond: Record<Unit, number> = { s: 1, ms: 1_000, us: 1_000_000, ns: 1_000_000_000 }
/** By which power of ten a number becomes µs. */
const places: Record<Unit, number> = { s: 6, ms: 3, us: 0, ns: -3 }
/** Bounded, so that no cell keeps us busy: nobody writes a time longer. */
const DECIMAL = /^([+-]?)(\d{0,40})(?:\.(\d{0,200}))?$/

const microsOfNumber = (number: number, unit: Unit): Micros => {
  const per = perSecond[unit]
  // Whole seconds apart from the rest, so that no digit of a large number is lost.
  const seconds = Math.floor(number / per)
  // The nearest: a double is mostly a little off the decimal that was meant, to either side.
  return seconds * MICROS_PER_S + Math.round(((number - seconds * per) * MICROS_PER_S) / per)
}

const floorDivided = (dividend: bigint, divisor: bigint): bigint =>
  dividend / divisor - (dividend % divisor < 0n ? 1n : 0n)

/** Digits are told apart by no double: 1700000002.000007 is none. What is finer than a µs is cut. */
function microsOfDecimal(text: string, unit: Unit): Micros | undefined {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text) ?? []
  if (whole + fraction === '') return undefined
  const digits = BigInt(whole + fraction)
  const signed = sign === '-' ? -digits : digits
  const shift = places[unit] - fraction.length
  return Number(shift >= 0 ? signed * 10n ** BigInt(shift) : floorDivided(signed, 10n ** BigInt(-shift)))
}

function microsOfCell(cell: Cell, unit: Unit): Micros {
  if (typeof cell === 'number') return microsOfNumber(cell, unit)
  const text = String(cell).trim()
  return microsOfDecimal(text, unit) ?? microsOfNumber(text === '' ? Number.NaN : Number(cell), unit)
}

/** The time of a cell, µs UTC, exact; a cell with a time of its own (`isTime`) holds it in µs. */
export function timeOf(
  cell: Cell,
  isTime: boolean,
  { format = 'iso', offset = 'Z' }: Mapping['time'],
  now: Micros,
): Micros | Refused {
  let time: number | undefined
  if (cell === null) return new Refused('time_malformed', 'Expected a time, saw nothing.')
  if (isTime) time = Number(cell)
  else if (format === 'iso') {
    const text = String(cell).trim()
    time = microsOf(/(Z|[+-]\d\d:?\d\d)$/.test(text) || /^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text}${offset}`)
  } else time = microsOfCell(cell, format)
  if (time === undefined || !Number.isSafeInteger(time))
    return new Refused('time_malformed', `Expected a time as ${isTime ? 'a timestamp' : format}, saw "${shown(cell)}".`)
  if (time < EARLIEST) return new Refused('time_out_of_range', `Expected a time after 1900, saw "${shown(cell)}".`)
  if (time > now + AHEAD) return new Refused('future_time', `Expected no time of the future, saw "${shown(cell)}".`)
  return time
}
