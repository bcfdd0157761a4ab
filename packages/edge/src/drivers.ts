import { type DriverFactory, fins, melsec, modbusTcp, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  fins as DriverFactory,
  melsec as DriverFactory,
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
]
