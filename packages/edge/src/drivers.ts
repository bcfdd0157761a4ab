import { type DriverFactory, iec104, modbusTcp, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  iec104 as DriverFactory,
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
]
