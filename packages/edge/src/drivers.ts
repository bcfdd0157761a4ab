import { type DriverFactory, http, modbusTcp, mtconnect, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  http as DriverFactory,
  modbusTcp as DriverFactory,
  mtconnect as DriverFactory,
  opcua as DriverFactory,
]
