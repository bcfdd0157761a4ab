import { ucum } from '@atomic-ehr/ucum'
import { Fault } from './fault.ts'

/** Throws `core.unit_unknown` unless the text is a UCUM unit (case-sensitive codes, ucum.org §§ 1–20). */
export function checkUnit(code: string): void {
  if (!isUnit(code)) throw new Fault('core.unit_unknown', { seen: code })
}

function isUnit(code: string): boolean {
  // The library's lexer throws on characters outside US-ASCII, of which UCUM has none (§3).
  return /^[\x21-\x7e]+$/.test(code) && ucum.validate(code).valid
}

/** Whether values of one unit can be told in the other: both have the same dimension. Throws `core.unit_unknown`. */
export function areCommensurable(one: string, other: string): boolean {
  checkUnit(one)
  checkUnit(other)
  return ucum.isConvertible(one, other)
}

/**
 * A value in another unit of the same dimension; special units (°C, °F, pH, dB) by their functions of UCUM table 5.
 * Exact to about 14 digits. Throws `core.unit_unknown` or `core.unit_mismatch`.
 */
export function convertUnit(value: number, from: string, to: string): number {
  if (!areCommensurable(from, to)) throw new Fault('core.unit_mismatch', { expected: to, seen: from })
  return from === to ? value : ucum.convert(value, from, to)
}
