import { checkUnit, Fault, sayFault } from '@millrace/core'
import type { DriverFactory } from '@millrace/drivers'
import { isPointName } from '@millrace/wire'
import type { PointSettings } from './schema.ts'

const units = new Map<string, string | undefined>()

/** Why the unit is none, in words; undefined if it is a UCUM unit. */
function unitFault(unit: string): string | undefined {
  if (!units.has(unit)) {
    try {
      checkUnit(unit)
      units.set(unit, undefined)
    } catch (reason) {
      units.set(unit, reason instanceof Fault ? reason.message : sayFault(reason))
    }
  }
  return units.get(unit)
}

/** What a schema cannot say of a device's points. */
export async function checkPoints(
  points: readonly PointSettings[],
  driver: DriverFactory | undefined,
  fault: (at: readonly (string | number)[], reason: string) => void,
): Promise<void> {
  const names = new Map<string, number>()
  for (const [i, { name, address, type, unit, scale, deadband, low, high, access }] of points.entries()) {
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
    if (!driver) continue
    if (access === 'rw' && !driver.capabilities.write) fault([i, 'access'], `must be r: ${driver.kind} cannot write`)
    try {
      const checking = driver.checkAddress(address, type)
      // A driver of our own checks at once; only a package is asked across a border.
      if (checking) await checking
    } catch (reason) {
      fault([i, 'address'], `is no address: ${reason instanceof Fault ? reason.message : sayFault(reason)}`)
    }
  }
}
