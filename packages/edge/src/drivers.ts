import { type DriverFactory, dlt645, modbusTcp, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  dlt645 as DriverFactory,
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
]
