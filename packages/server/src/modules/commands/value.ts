import { Fault, type Value } from '@millrace/core'
import type { Point } from '../assets/index.ts'
import './faults.ts'

type Plain = number | boolean | string

const MOST_TEXT = 1_000
const LARGEST = 2n ** 63n - 1n

const wrong = (point: Point, expected: string, seen: Plain): Fault =>
  new Fault('commands.value_type', { expected, type: point.type, seen: JSON.stringify(seen).slice(0, 60) })

/**
 * What JSON brought, as the point holds it: double, int64, boolean or text, within its engineering range.
 * Throws `commands.not_writable`, `commands.value_type`, `commands.out_of_range`.
 */
export function valueFor(point: Point, given: Plain): Value {
  if (!point.writable) throw new Fault('commands.not_writable', { point: point.name })
  const value = typed(point, given)
  if (typeof value === 'number' || typeof value === 'bigint') keepInRange(point, value)
  return value
}

function typed(point: Point, given: Plain): number | bigint | boolean | string {
  switch (point.type) {
    case 'double':
      if (typeof given !== 'number' || !Number.isFinite(given)) throw wrong(point, 'a number', given)
      return given
    case 'int64': {
      const whole = typeof given === 'number' ? Number.isSafeInteger(given) : /^-?\d{1,19}$/.test(String(given))
      if (typeof given === 'boolean' || !whole) throw wrong(point, 'a whole number', given)
      const value = BigInt(given)
      if (value > LARGEST || value < -LARGEST - 1n) throw wrong(point, 'a whole number of 64 bits', given)
      return value
    }
    case 'boolean':
      if (typeof given !== 'boolean') throw wrong(point, 'true or false', given)
      return given
    case 'string':
      if (typeof given !== 'string' || given.length > MOST_TEXT || given.includes('\0'))
        throw wrong(point, `a text of at most ${MOST_TEXT} characters`, given)
      return given
  }
}

function keepInRange({ low, high, unit }: Point, value: number | bigint): void {
  if ((low === undefined || value >= low) && (high === undefined || value <= high)) return
  throw new Fault('commands.out_of_range', {
    low: low ?? '−∞',
    high: high ?? '∞',
    unit: unit ?? 'no unit',
    seen: String(value),
  })
}

/** Floating-point numbers that went through 32 bits come back a little different. */
const SAME = 1e-6

/** True if what was read back is what was asked for. */
export function isSame(asked: Value, held: unknown): boolean {
  if (typeof asked === 'number' && typeof held === 'number')
    return Math.abs(asked - held) <= SAME * Math.max(1, Math.abs(asked))
  return String(asked) === String(held)
}

/** What a machine or its edge says, as the database can hold it: no text of it has U+0000 or half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed()
