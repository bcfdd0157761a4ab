import { type DriverFactory, ethernetIp, modbusTcp, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  ethernetIp as DriverFactory,
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
]
