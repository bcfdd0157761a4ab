import { type DriverFactory, modbusTcp, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [modbusTcp as DriverFactory, opcua as DriverFactory]
