import { type DriverFactory, modbusTcp, opcua, s7 } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
  s7 as DriverFactory,
]
