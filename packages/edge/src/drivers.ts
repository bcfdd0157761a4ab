import { type DriverFactory, modbusTcp, mqtt, opcua, sparkplug } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  modbusTcp as DriverFactory,
  mqtt as DriverFactory,
  opcua as DriverFactory,
  sparkplug as DriverFactory,
]
