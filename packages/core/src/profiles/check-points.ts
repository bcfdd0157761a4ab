import { Fault, sayFault } from '../fault.ts'
import { checkUnit } from '../unit.ts'
import type { PointEntry } from './expand.ts'

const units = new Map<string, string | undefined>()
/** Units of one plant are few; what strangers send must not fill the memory. */
const MOST_UNITS = 1_000
/** As long as a profile lets a unit be; a longer one is none that would come again. */
const LONGEST = 100

/** Why the unit is none, in words; undefined if it is a UCUM unit. */
function unitFault(unit: string): string | undefined {
  if (units.has(unit)) return units.get(unit)
  let reason: string | undefined
  try {
    checkUnit(unit)
  } catch (thrown) {
    reason = thrown instanceof Fault ? thrown.message : sayFault(thrown)
  }
  if (unit.length > LONGEST) return reason
  if (units.size >= MOST_UNITS) units.clear()
  units.set(unit, reason)
  return reason
}

/** True for a name that a point may have: the wire keeps some for itself. */
export type IsPointName = (name: string) => boolean

export type Step = string | number
/** Says what is wrong with the setting there. */
export type SayAt = (at: readonly Step[], reason: string) => void

/** What a schema cannot say of a device's points, and no driver is needed for. */
export function checkPoints(
  points: readonly (PointEntry & { readonly deadband?: number })[],
  isPointName: IsPointName,
  fault: SayAt,
): void {
  const names = new Map<string, number>()
  for (const [i, { name, type, unit, scale, deadband, low, high }] of points.entries()) {
    const twin = names.get(name)
    if (twin !== undefined) fault([i, 'name'], `is the name of point ${twin + 1} of this device already`)
    names.set(name, i)
    if (!isPointName(name)) fault([i, 'name'], 'begins with a name kept for Sparkplug or the platform')
    const badUnit = unit === undefined ? undefined : unitFault(unit)
    if (badUnit) fault([i, 'unit'], `is no unit: ${badUnit}`)
    if (low !== undefined && high !== undefined && low >= high) fault([i, 'high'], `must be above low (${low})`)
    if (type === 'bool' || type === 'string') {
      for (const [setting, value] of Object.entries({ scale, deadband, low, high })) {
        if (value !== undefined) fault([i, setting], `has no meaning for a ${type}`)
      }
    }
    if (scale?.factor === 0) fault([i, 'scale', 'factor'], 'must not be 0: every value would be the offset')
  }
}
