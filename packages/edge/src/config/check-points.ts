import { Fault, sayFault } from '@millrace/core'
import { checkPoints as checkWithoutDriver, type SayAt } from '@millrace/core/profiles'
import type { DriverFactory } from '@millrace/drivers'
import { isPointName } from '@millrace/wire'
import type { PointSettings } from './schema.ts'

/** What a schema cannot say of a device's points. */
export async function checkPoints(
  points: readonly PointSettings[],
  driver: DriverFactory | undefined,
  fault: SayAt,
): Promise<void> {
  checkWithoutDriver(points, isPointName, fault)
  if (driver) await checkAddresses(points, driver, fault)
}

/** Whether the driver can read, and where asked for write, what the points name. */
export async function checkAddresses(
  points: readonly Pick<PointSettings, 'address' | 'type' | 'access'>[],
  driver: DriverFactory,
  fault: SayAt,
): Promise<void> {
  for (const [i, { address, type, access }] of points.entries()) {
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
