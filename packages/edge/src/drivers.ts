import { allDrivers, type DriverFactory } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = allDrivers
