import { type DriverFactory, modbusTcp, mtconnect, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  modbusTcp as DriverFactory,
  mtconnect as DriverFactory,
  opcua as DriverFactory,
]
