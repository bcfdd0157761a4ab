import { type DriverFactory, ethernetIp, modbusTcp, mqtt, opcua, sparkplug } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  ethernetIp as DriverFactory,
  modbusTcp as DriverFactory,
  mqtt as DriverFactory,
  opcua as DriverFactory,
  sparkplug as DriverFactory,
]
